import Foundation
public import Postgres
import Vocabulary

/// Brings the words of letters into the database; run at each migration. What stands there is never changed.
public struct InstallTemplates {
    /// A version that was installed earlier reads otherwise now: it needs a number of its own.
    public struct Changed: Error, CustomStringConvertible {
        /// Id and version.
        public let name: String
        /// One line for the operator.
        public var description: String { "\(name) was installed with another text; give the change a new version" }
    }

    /// Ready to run.
    public init() {}

    /// - Throws: `Changed`, ``ComposeFault``, `PostgresError`, or the reading error of a file.
    public func run(_ transaction: Transaction) throws {
        for (version, content) in try Self.files() {
            if let kept = try TemplateStore.content(transaction, of: version) {
                guard kept == content else { throw Changed(name: "\(version.id) \(version.version)") }
            } else {
                try TemplateStore.insert(transaction, version, content)
            }
        }
    }

    /// The words that ship with the program, each with the text that is kept.
    static func files() throws -> [(TemplateVersion, content: String)] {
        let folder = Bundle.module.bundleURL.appendingPathComponent("Resources/templates")
        return try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
            .filter { $0.pathExtension == "json" }.sorted { $0.lastPathComponent < $1.lastPathComponent }
            .map { file in
                let json = try JSON(parsing: try String(contentsOf: file, encoding: .utf8))
                return (try TemplateVersion(json), json.text)
            }
    }
}
