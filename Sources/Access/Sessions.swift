public import Postgres
public import Vocabulary

/// The open sessions: who is behind a cookie, and the end of it.
public struct Sessions: Sendable {
    let database: Database

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
    /// - Parameter origin: the address of the client as the site saw it, for the journal.
    /// - Throws: `PostgresError`.
    public func close(_ token: SessionToken, of session: Session, from origin: String? = nil) async throws {
        let home = session.home
        let author = Author(name: session.email, personID: session.personID, role: home.role, origin: origin)
        try await database.transaction(as: .access) { transaction in
            if let reading = session.reading {
                try EndExceptionalReading(reading.id, of: reading.council, by: author)
                    .run(because: .signedOut, now: reading.readAt, transaction)
            }
            try SessionStore.delete(transaction, token: token)
            try AuditEvent(.signedOut, by: author).record(transaction, council: home.council.id)
        }
    }

    /// Acts for another council or in another role from now on, under another token.
    ///
    /// - Parameters:
    ///   - next: the token of the session from now on; the former one is worth nothing any more.
    ///   - origin: the address of the client as the site saw it, for the journal.
    /// - Returns: nil when the person has no such membership.
    /// - Throws: `PostgresError`.
    public func move(
        _ token: SessionToken, of session: Session, toCouncil code: String, role: String, next: SessionToken,
        from origin: String? = nil
    ) async throws -> Membership? {
        let wanted = session.memberships.first { $0.council.code == code && $0.role.rawValue == role }
        guard let wanted else { return nil }
        let author = Author(name: session.email, personID: session.personID, role: wanted.role, origin: origin)
        try await database.transaction(as: .access) { transaction in
            try SessionStore.move(transaction, token: token, to: wanted, next: next)
            try AuditEvent(.councilSwitched, by: author).record(transaction, council: wanted.council.id)
        }
        return wanted
    }

    /// Closes one of the owner's other sessions, or all of them.
    ///
    /// - Parameters:
    ///   - number: which one; nil closes every session but this one.
    ///   - origin: the address of the client as the site saw it, for the journal.
    /// - Returns: how many were closed.
    /// - Throws: `PostgresError`.
    @discardableResult
    public func revoke(_ number: Int64?, of session: Session, from origin: String? = nil) async throws -> Int {
        guard number != session.number else { return 0 }
        return try await database.transaction(as: .access) { transaction in
            let closed =
                if let number {
                    try SessionStore.delete(transaction, person: session.personID, number: number)
                } else {
                    try SessionStore.deleteAll(transaction, person: session.personID, but: session.number)
                }
            guard closed > 0 else { return 0 }
            try AuditEvent(
                .sessionsRevoked, by: session.author(from: origin), detail: "{\"sessions\": \(closed)}"
            ).record(transaction, council: session.membership.council.id)
            return closed
        }
    }
}
