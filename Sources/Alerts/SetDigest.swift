public import Access
public import Postgres

/// Says whether somebody wants the summary of the week of a council; it holds at once.
public struct SetDigest: Sendable {
    private let isWanted: Bool
    private let author: Author

    /// - Parameter author: whose setting it is; a person.
    public init(_ isWanted: Bool, by author: Author) {
        self.isWanted = isWanted
        self.author = author
    }

    /// Keeps it, in a transaction of the council; what is kept already is not told again.
    ///
    /// - Throws: `PostgresError`.
    public func run(_ council: Council, now: Instant, _ transaction: Transaction) throws {
        guard let person = author.personID else { return }
        let store = DigestStore(transaction: transaction, council: council.id)
        guard try store.isWanted(by: person) != isWanted else { return }
        try store.setWanted(isWanted, by: person, at: now.epochSeconds)
        try AuditEvent(.digestSet, by: author, detail: "{\"wanted\": \(isWanted)}")
            .record(transaction, council: council.id)
    }

    /// Whether somebody wants it, in a transaction of the council; nobody has said no is yes.
    ///
    /// - Throws: `PostgresError`.
    public static func isWanted(
        by person: Int64, of council: Council, _ transaction: Transaction
    ) throws -> Bool {
        try DigestStore(transaction: transaction, council: council.id).isWanted(by: person)
    }

    /// Whether the server refused the last one that was sent to somebody, in a transaction of the council.
    ///
    /// - Throws: `PostgresError`.
    public static func wasRefused(
        to person: Int64, of council: Council, _ transaction: Transaction
    ) throws -> Bool {
        try DigestStore(transaction: transaction, council: council.id).wasRefused(to: person)
    }
}
