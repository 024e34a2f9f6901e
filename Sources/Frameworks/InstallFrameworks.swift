import Crypto
import Foundation
public import Postgres

/// Brings the colleges, the three référentiels and the rule sets of the resources into the database; run at each
/// migration. A version once in force is never edited: a file that differs under the same number is refused.
public struct InstallFrameworks {
    /// A file of the program has another text than what is in force under its number or its day.
    public struct ChangedVersion: Error, CustomStringConvertible {
        /// Id and version.
        public let name: String
        /// One line for the operator.
        public var description: String { "\(name) is in force with another text; give the change a new version" }
    }

    /// Ready to run.
    public init() {}

    /// - Throws: `ChangedVersion`, `PostgresError`, or the error of a file that cannot be read.
    public func run(_ transaction: Transaction) throws {
        let folder = Bundle.module.bundleURL.appendingPathComponent("Resources")
        try installColleges(folder, transaction)
        for (id, package) in try packages(folder) {
            try FrameworkStore.insert(package, officialCode: id, transaction)
        }
        for file in try files(folder.appendingPathComponent("rules")) {
            let text = try String(contentsOf: file, encoding: .utf8)
            let rules = try RuleSet(text)
            try FrameworkStore.insert(rules, text: text, transaction)
        }
    }

    /// The packages that ship with the program, for `evaluate`, which needs no database.
    public static func shipped() throws -> [FrameworkPackage] {
        let folder = Bundle.module.bundleURL.appendingPathComponent("Resources")
        return try InstallFrameworks().packages(folder).map(\.1)
    }

    private func packages(_ folder: URL) throws -> [(String, FrameworkPackage)] {
        let table = try String(contentsOf: folder.appendingPathComponent("reference/package.csv"), encoding: .utf8)
        return try table.split(separator: "\n").dropFirst().map { line in
            let cells = line.split(separator: ",").map(String.init)
            let file = folder.appendingPathComponent("packages/\(cells[0]).json")
            return (cells[1], try FrameworkPackage(String(contentsOf: file, encoding: .utf8)))
        }
    }

    private func files(_ folder: URL) throws -> [URL] {
        try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
            .filter { $0.pathExtension == "json" }.sorted { $0.lastPathComponent < $1.lastPathComponent }
    }

    private func installColleges(_ folder: URL, _ transaction: Transaction) throws {
        try transaction.query(
            """
            create temporary table college_file (code text, slug text, name text, one int, two int, three int, four int,
                specialty_codes text, profession_code text) on commit drop
            """)
        try transaction.copyFile(
            "copy college_file from stdin (format csv, header)", folder.appendingPathComponent("reference/college.csv"))
        try transaction.query(
            """
            insert into frameworks.college (framework_code, slug, name, profession_code)
            select code, slug, name, profession_code from college_file
            on conflict (framework_code) do update
            set slug = excluded.slug, name = excluded.name, profession_code = excluded.profession_code
            """)
    }
}
