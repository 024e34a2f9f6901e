public import Postgres
public import Vocabulary

/// Closes the sessions of a member, whose password and second factor stay as they are: for a computer left open, a
/// telephone lost, a doubt.
///
/// A session is one person's, and moves between the organisations for which the person acts. An administrator closes
/// all of them where the person acts for that organisation alone, and otherwise those that act for it at that moment:
/// what is done for others is not theirs to interrupt.
public struct EndSessions: Sendable {
    /// Which sessions were closed.
    public enum Reach: Sendable, Equatable {
        /// None was open.
        case none
        /// All of the person's.
        case all
        /// Those that acted for the administrator's organisation; the person acts for others too.
        case ofThisOrganisation
    }

    private let database: Database

    /// Closes sessions of this database.
    public init(_ database: Database) { self.database = database }

    /// Closes the sessions of a member of the session's organisation; the caller has checked the right.
    ///
    /// - Parameters:
    ///   - person: the key of the member.
    ///   - origin: the address of the client as the site saw it, for the journal.
    /// - Throws: `ResetAccess.Refusal` (`personIsUnknown`, `isOneself`), `PostgresError`.
    public func run(
        of person: Int64, by session: Session, from origin: String?, now: Instant, today: CalendarDate
    ) async throws -> Reach {
        guard person != session.personID else { throw ResetAccess.Refusal.isOneself }
        let council = session.membership.council.id
        return try await database.transaction(as: .access) { transaction in
            let member = try ResetAccess.member(transaction, person, of: council, on: today)
            let isOnlyOurs = member.councils == 1
            let closed = try SessionStore.end(
                transaction, person: person, council: isOnlyOurs ? nil : council, now: now)
            guard closed > 0 else { return .none }
            try AccountMessage.add(transaction, to: person, .sessionsEnded, other: session.name, at: now)
            try AccountMessage.add(
                transaction, to: session.personID, .sessionsEndedByMe, other: member.name, at: now)
            try AuditEvent(
                .sessionsEnded, by: session.author(from: origin), on: "person:\(person)",
                detail: "{\"sessions\": \(closed)}"
            ).record(transaction, council: council)
            return isOnlyOurs ? .all : .ofThisOrganisation
        }
    }
}
