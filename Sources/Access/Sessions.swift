public import Postgres
public import Vocabulary

/// The open sessions: who is behind a cookie, and the end of it.
public struct Sessions: Sendable {
    private let database: Database

    /// Reads and ends the sessions of this database.
    public init(_ database: Database) { self.database = database }

    /// Who is behind this token now, or nil: unknown, expired, or no longer a member.
    ///
    /// - Throws: `PostgresError`.
    public func find(_ token: SessionToken, now: Instant, today: CalendarDate) async throws -> Session? {
        try await database.transaction(as: .access) {
            try SessionStore.find($0, token: token, now: now, today: today)
        }
    }

    /// Ends a session.
    ///
    /// - Throws: `PostgresError`.
    public func close(_ token: SessionToken, of session: Session) async throws {
        try await database.transaction(as: .access) { transaction in
            try SessionStore.delete(transaction, token: token)
            try AuditEvent(.signedOut, by: session.email)
                .record(transaction, council: session.membership.council.id)
        }
    }

    /// Acts for another council or in another role from now on.
    ///
    /// - Returns: nil when the person has no such membership.
    /// - Throws: `PostgresError`.
    public func move(
        _ token: SessionToken, of session: Session, toCouncil code: String, role: String
    ) async throws -> Membership? {
        let wanted = session.memberships.first { $0.council.code == code && $0.role.rawValue == role }
        guard let wanted else { return nil }
        try await database.transaction(as: .access) { transaction in
            try SessionStore.move(transaction, token: token, to: wanted)
            try AuditEvent(.councilSwitched, by: session.email).record(transaction, council: wanted.council.id)
        }
        return wanted
    }
}
