public import Postgres

/// Ends an exceptional reading: its next page is its person's own again, and no row of the council is left to it.
public struct EndExceptionalReading: Sendable {
    /// Why it ends; the raw values are those of the journal.
    public enum Cause: String, Sendable {
        /// Whoever read goes back to their own session.
        case returned
        /// Whoever read signed out.
        case signedOut = "signed_out"
        /// Its time is over.
        case expired
        /// A role ended, of whoever read or of whom they read as.
        case noLongerAllowed = "no_longer_allowed"
        /// The council ended it.
        case councilEnded = "council_ended"
    }

    private let id: Int64
    private let council: Council
    private let author: Author

    /// - Parameters:
    ///   - id: the key of the reading.
    ///   - council: the council that is read.
    ///   - author: who ends it.
    public init(_ id: Int64, of council: Council, by author: Author) {
        self.id = id
        self.council = council
        self.author = author
    }

    /// Ends it, and says so in the journal of the council and in that of whoever read; run as the role of sign-in.
    ///
    /// - Throws: `ReadingRefusal.notFound` where the council ends what is not there or over, `PostgresError`.
    public func run(because cause: Cause, now: Instant, _ transaction: Transaction) throws {
        let ended = try ExceptionalReadingStore.end(transaction, id, of: council.id, by: author.name, at: now)
        guard let ended else {
            guard cause != .councilEnded else { throw ReadingRefusal.notFound }
            return
        }
        let event = AuditEvent(
            .readingEnded, by: author, on: "reading:\(id)", detail: "{\"cause\": \"\(cause.rawValue)\"}")
        for journal in Set([council.id, ended.home]) { try event.record(transaction, council: journal) }
    }
}

extension Sessions {
    /// Goes back to one's own session, under another token; the former one is worth nothing any more.
    ///
    /// - Returns: false when nothing was to be ended.
    /// - Throws: `PostgresError`.
    public func endReading(
        _ token: SessionToken, of session: Session, next: SessionToken, from origin: String?, now: Instant
    ) async throws -> Bool {
        guard let reading = session.reading else { return false }
        let author = Author(
            name: session.email, personID: session.personID, role: session.home.role, origin: origin)
        try await database.transaction(as: .access) { transaction in
            try EndExceptionalReading(reading.id, of: reading.council, by: author)
                .run(because: .returned, now: now, transaction)
            try SessionStore.renew(transaction, token: token, next: next)
        }
        return true
    }
}
