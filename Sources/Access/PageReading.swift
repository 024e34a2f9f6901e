public import Postgres

/// A page opened by somebody whose every page leaves a trace (`Role.isWhollyRecorded`).
public struct PageReading: Sendable {
    /// The path, in which no name and no RPPS number ever stands.
    public let path: String
    /// Who opened it.
    public let author: Author

    /// A page about to be shown.
    public init(_ path: String, by author: Author) {
        self.path = path
        self.author = author
    }

    /// Writes the trace before the page is shown, in a transaction of the reader's organisation.
    ///
    /// - Throws: `PostgresError`; then the page is not shown.
    public func record(_ transaction: Transaction, council: Int32) throws {
        try AuditEvent(.pageRead, by: author, on: "page:\(path)").record(transaction, council: council)
    }
}

extension Sessions {
    /// Records that somebody whose every page leaves a trace opened one.
    ///
    /// - Throws: `PostgresError`; then the page is not shown.
    public func record(_ reading: PageReading, of session: Session) async throws {
        let council = session.membership.council
        try await database.transaction(as: council.principal) { try reading.record($0, council: council.id) }
    }
}
