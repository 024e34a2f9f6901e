import Documents
import Glibc

/// One file of the account feed, not opened yet.
public struct FeedFile: Sendable {
    /// What a file of the feed holds.
    enum Content: Int, CaseIterable {
        case accounts, actionTable, actionLines, alerts, unreachable

        /// Its name in a folder.
        var usualName: String {
            switch self {
            case .accounts: "comptes.csv"
            case .actionTable: "actions.csv"
            case .actionLines: "actions.jsonl"
            case .alerts: "alertes_ans.csv"
            case .unreachable: "sans_adresse.csv"
            }
        }
    }

    private enum Place: Sendable {
        case path(String)
        case memory([UInt8])
    }

    static let manifestName = "manifeste.json"

    /// The name of the file, without folders.
    public let name: String
    private let place: Place

    /// A file on disk.
    public init(path: String) {
        name = path.split(separator: "/").last.map(String.init) ?? path
        place = .path(path)
    }

    /// A file in memory, such as an upload.
    public init(bytes: [UInt8], name: String) {
        self.name = name.split(separator: "/").last.map(String.init) ?? name
        place = .memory(bytes)
    }

    /// The files of a folder, sorted by name, hidden ones left out; or the file itself when the path is no folder.
    public static func files(at path: String) throws -> [FeedFile] {
        guard let folder = opendir(path) else {
            if errno == ENOTDIR { return [FeedFile(path: path)] }
            throw FileRefusal(DocumentFault.cannotOpen(path: path, code: errno), name: path)
        }
        defer { closedir(folder) }
        var names: [String] = []
        while let entry = readdir(folder) {
            let name = withUnsafeBytes(of: &entry.pointee.d_name) { bytes in
                String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
            }
            if !name.hasPrefix(".") { names.append(name) }
        }
        return names.sorted().map { FeedFile(path: path + "/" + $0) }
    }

    /// Opens the file; throws ``FileRefusal``.
    func open() throws -> ByteSource {
        do {
            switch place {
            case .path(let path): return try ByteSource(path: path)
            case .memory(let bytes): return try ByteSource(bytes: bytes, name: name)
            }
        } catch let fault {
            throw FileRefusal(fault, name: name)
        }
    }

    /// What the file holds, by its usual name, else by its first line; nil when nothing tells.
    func content() throws -> Content? {
        let lower = name.lowercased()
        if let usual = Content.allCases.first(where: { $0.usualName == lower }) { return usual }
        let source = try open()
        if let refusal = FileRefusal(kind: source.kind, name: name) { throw refusal }
        let first: [UInt8]
        do {
            let lines = try LineReader(source)
            // The line is a view of the reader's memory: the reader has to outlive the copy.
            first = try withExtendedLifetime(lines) { try lines.next().map { Array($0) } ?? [] }
        } catch let fault as DocumentFault {
            throw FileRefusal(fault, name: name)
        }
        return FeedFile.content(firstLine: first)
    }

    private static func content(firstLine: [UInt8]) -> Content? {
        if firstLine.first(where: { $0 != 0x20 && $0 != 0x09 }) == UInt8(ascii: "{") { return .actionLines }
        let names = firstLine.split { [0x3B, 0x2C, 0x09].contains($0) }
            .map { ColumnName.fold(String(decoding: $0, as: UTF8.self)) }
        if names.contains("statutcompte") { return .accounts }
        if names.contains("codeaction") { return .actionTable }
        if names.contains("emisele") { return .alerts }
        return names.contains("constatele") ? .unreachable : nil
    }
}
