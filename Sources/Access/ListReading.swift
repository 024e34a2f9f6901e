public import Postgres
import Vocabulary

/// A list of physicians that somebody was shown or took away: by which filter, how many, and a digest from which who was
/// on it can be proven. No name and no number of anybody.
public struct ListReading: Sendable {
    private let list: String
    private let filter: [(name: String, value: String)]
    private let physicians: [Int64]

    /// - Parameters:
    ///   - list: the word of the list, such as `medecins`.
    ///   - filter: what it was narrowed by; a text that somebody typed is to be named, not told.
    ///   - physicians: the opaque keys of everybody on it.
    public init(_ list: String, filter: [(name: String, value: String)] = [], shows physicians: [Int64]) {
        self.list = list
        self.filter = filter
        self.physicians = physicians
    }

    /// The details of the event.
    public var detail: String {
        var members: [JSON.Member] = [.init("list", .string(list))]
        if !filter.isEmpty {
            let words = filter.map { "\($0.name)=\($0.value)" }.joined(separator: " ")
            members.append(.init("filter", .string(AuditEvent.masked(words))))
        }
        members += [
            .init("rows", .integer(physicians.count)), .init("shown", .string(ListReading.digest(of: physicians))),
        ]
        return JSON.object(members).text
    }

    /// The SHA-256, in hexadecimal, of the keys in decimal, in ascending order, each followed by a line feed.
    public static func digest(of physicians: [Int64]) -> String {
        Secrets.hex(Secrets.sha256(physicians.sorted().flatMap { Array("\($0)\n".utf8) }))
    }

    /// Leaves the trace in the transaction that reads the list.
    ///
    /// - Throws: `PostgresError`; then the list is not shown.
    public func record(
        _ action: AuditAction = .listRead, by author: Author, _ transaction: Transaction, council: Int32
    ) throws {
        try AuditEvent(action, by: author, detail: detail).record(transaction, council: council)
    }
}
