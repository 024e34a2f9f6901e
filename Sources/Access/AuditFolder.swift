import Foundation
public import Vocabulary

/// The folder where signed heads and daily roots are written: of an account that the database's administrator does not
/// have. Files are added to or added, never rewritten.
///
/// - `heads-2026-11-21.jsonl`: each new head, one a line (``AuditHead``);
/// - `root-2026-11-21.json`: all heads of that day under one hash (``AuditRoot``);
/// - `root-2026-11-21.tsr`: the time-stamp of that hash (RFC 3161), where an authority is set;
/// - `public-key.txt`: the public half of the key that signs.
public struct AuditFolder: Sendable {
    /// The folder cannot be used; in French.
    public struct Fault: Error, Sendable, CustomStringConvertible {
        /// One sentence.
        public let description: String
    }

    private let path: String

    /// - Parameter path: a folder that exists.
    public init(_ path: String) { self.path = path }

    /// The public key beside the heads; nil when there is none.
    public var publicKey: AuditPublicKey? { text("public-key.txt").flatMap { try? AuditPublicKey($0) } }

    /// The names of the files with this beginning and end, in order.
    private func names(_ prefix: String, _ suffix: String) throws(Fault) -> [String] {
        guard let names = try? FileManager.default.contentsOfDirectory(atPath: path) else {
            throw Fault(description: "le dossier « \(path) » ne peut pas être lu")
        }
        return names.filter { $0.hasPrefix(prefix) && $0.hasSuffix(suffix) }.sorted()
    }

    private func text(_ name: String) -> String? { try? String(contentsOfFile: "\(path)/\(name)", encoding: .utf8) }

    /// Every head in the order written; a line that is none is counted.
    func heads() throws(Fault) -> (heads: [AuditHead], unreadable: [String]) {
        var (heads, unreadable) = ([AuditHead](), [String]())
        for name in try names("heads-", ".jsonl") {
            for line in (text(name) ?? "").split(separator: "\n") {
                if let json = try? JSON(parsing: String(line)), let head = AuditHead(json) {
                    heads.append(head)
                } else {
                    unreadable.append(name)
                }
            }
        }
        return (heads, unreadable)
    }

    /// Every daily root in the order of days, with its time-stamp; nil content where the file is none.
    func roots() throws(Fault) -> [(name: String, root: AuditRoot?, stamp: TimeStamp?)] {
        try names("root-", ".json").map { name in
            let root = text(name).flatMap { try? JSON(parsing: $0) }.flatMap { AuditRoot($0) }
            let stamp = FileManager.default.contents(atPath: "\(path)/\(name.dropLast(5)).tsr")
            return (name, root, stamp.map { TimeStamp(bytes: [UInt8]($0)) })
        }
    }

    /// Adds heads to the file of a day.
    func add(_ heads: [AuditHead], on day: CalendarDate) throws(Fault) {
        guard !heads.isEmpty else { return }
        let lines = heads.map { $0.json.text + "\n" }.joined()
        let file = open("\(path)/heads-\(day).jsonl", O_WRONLY | O_CREAT | O_APPEND, 0o644)
        guard file >= 0 else { throw Fault(description: "le dossier « \(path) » n'accepte pas d'écriture") }
        defer { close(file) }
        let bytes = Array(lines.utf8)
        let written = bytes.withUnsafeBytes { write(file, $0.baseAddress, $0.count) }
        guard written == bytes.count, fsync(file) == 0 else {
            throw Fault(description: "le fichier des têtes n'a pas pu être écrit en entier")
        }
    }

    func add(_ root: AuditRoot) throws(Fault) {
        try put(Array((root.json.text + "\n").utf8), "root-\(root.day).json")
    }

    func add(_ stamp: TimeStamp, to root: AuditRoot) throws(Fault) { try put(stamp.bytes, "root-\(root.day).tsr") }

    func add(_ key: AuditPublicKey) throws(Fault) {
        if let known = text("public-key.txt") {
            guard (try? AuditPublicKey(known))?.text == key.text else {
                throw Fault(description: "le dossier « \(path) » a été signé par une autre clé (public-key.txt)")
            }
        } else {
            try put(Array((key.text + "\n").utf8), "public-key.txt")
        }
    }

    /// A file that was not there, whole or not at all.
    private func put(_ bytes: [UInt8], _ name: String) throws(Fault) {
        let place = "\(path)/\(name)"
        guard FileManager.default.createFile(atPath: place + ".part", contents: Foundation.Data(bytes)),
            link(place + ".part", place) == 0, unlink(place + ".part") == 0
        else { throw Fault(description: "« \(place) » n'a pas pu être écrit, ou existe déjà") }
    }
}
