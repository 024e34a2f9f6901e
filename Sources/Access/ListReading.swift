public import Postgres
import Vocabulary

/// A list of physicians that somebody was shown or took away: by which filter, how many, and a digest from which who was
/// on it can be proven. No name and no number of anybody.
public struct ListReading: Sendable {
    private let list: String
    private let filter: [(name: String, value: String)]
    private let rows: Int
    /// What the digest is of, and the digest.
    private let proof: (name: String, digest: String)

    /// - Parameters:
    ///   - list: the word of the list, such as `medecins`.
    ///   - filter: what it was narrowed by; a text that somebody typed is to be named, not told.
    ///   - physicians: the opaque keys of everybody on it.
    public init(_ list: String, filter: [(name: String, value: String)] = [], shows physicians: [Int64]) {
        self.init(list, filter, physicians.count, ("shown", ListReading.digest(of: physicians)))
    }

    /// A list whose lines stand for no physician of the register, such as the lines of an import that were refused.
    ///
    /// - Parameter lines: what each line is known by, in the order of the list; the trace holds its digest alone.
    public init(_ list: String, filter: [(name: String, value: String)] = [], lines: [String]) {
        let digest = Secrets.hex(Secrets.sha256(lines.flatMap { Array("\($0)\n".utf8) }))
        self.init(list, filter, lines.count, ("lines", digest))
    }

    /// A list that was taken away as a file: whoever has the file can prove that it is the one.
    ///
    /// - Parameters:
    ///   - file: its bytes, whose SHA-256 the trace holds.
    ///   - rows: its lines without their head.
    public init(_ list: String, file: [UInt8], rows: Int) {
        self.init(list, [], rows, ("sha256", Secrets.hex(Secrets.sha256(file))))
    }

    private init(
        _ list: String, _ filter: [(name: String, value: String)], _ rows: Int, _ proof: (name: String, digest: String)
    ) {
        self.list = list
        self.filter = filter
        self.rows = rows
        self.proof = proof
    }

    /// The details of the event.
    public var detail: String {
        var members: [JSON.Member] = [.init("list", .string(list))]
        if !filter.isEmpty {
            let words = filter.map { "\($0.name)=\($0.value)" }.joined(separator: " ")
            members.append(.init("filter", .string(AuditEvent.masked(words))))
        }
        members += [.init("rows", .integer(rows)), .init(proof.name, .string(proof.digest))]
        return JSON.object(members).text
    }

    /// The SHA-256, in hexadecimal, of the keys in decimal, in ascending order, each followed by a line feed.
    public static func digest(of physicians: [Int64]) -> String {
        Secrets.hex(Secrets.sha256(physicians.sorted().flatMap { Array("\($0)\n".utf8) }))
    }

    /// Leaves the trace in the transaction that reads the list.
    ///
    /// - Parameter subject: what the list is of, such as `lot:4`.
    /// - Throws: `PostgresError`; then the list is not shown.
    public func record(
        _ action: AuditAction = .listRead, by author: Author, on subject: String? = nil, _ transaction: Transaction,
        council: Int32
    ) throws {
        try AuditEvent(action, by: author, on: subject, detail: detail).record(transaction, council: council)
    }
}
