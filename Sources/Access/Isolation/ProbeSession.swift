public import Postgres
public import Vocabulary

/// A member who exists for the length of a rehearsal: whom the certificate sends through every route.
public enum ProbeSession {
    /// The address of that member; no letter can reach it (RFC 2606).
    public static let email = "essai-isolation@sextant.invalid"

    /// Adds the member to an organisation in a role, and signs in; only ever inside a rehearsal.
    ///
    /// - Parameters:
    ///   - database: of a rehearsal (`Database.rehearsal`), so that nothing stays.
    ///   - random: 32 random bytes.
    /// - Throws: `PostgresError`.
    public static func open(
        _ database: Database, role: Role, in council: Council, now: Instant, today: CalendarDate, random: [UInt8]
    ) async throws -> SessionToken {
        let token = SessionToken(random: random)
        try await database.transaction(as: .access) { transaction in
            let person = try PersonStore.invite(transaction, email: email, name: "Essai d'isolation")
            try PersonStore.addMembership(
                transaction, person: person, council: council.id, role: role, from: today)
            try SessionStore.insert(
                transaction, token: token, person: person, membership: Membership(council: council, role: role),
                now: now)
        }
        return token
    }

    /// Lets that member read a council with other eyes in the session; only ever inside a rehearsal.
    ///
    /// - Parameters:
    ///   - token: of a session that `open` gave.
    ///   - role: with whose eyes.
    /// - Throws: `PostgresError`.
    public static func read(
        _ database: Database, _ kind: ExceptionalReading.Kind, _ council: Council, as role: Role, token: SessionToken,
        now: Instant, today: CalendarDate
    ) async throws {
        try await database.transaction(as: .access) { transaction in
            guard let session = try SessionStore.find(transaction, token: token, now: now, today: today) else {
                throw PostgresError.decoding("no session returned")
            }
            _ = try ExceptionalReadingStore.insert(
                transaction,
                ExceptionalReadingStore.Draft(
                    kind: kind, council: council, role: role, seenPersonID: nil,
                    reason: "essai d'isolation du certificat", until: now.adding(seconds: kind.longest)),
                by: session, now: now)
        }
    }

    /// The first organisation in which a role exists, in the order of their keys; nil when there is none.
    ///
    /// - Throws: `PostgresError`.
    public static func organisation(of role: Role, _ transaction: Transaction) throws -> Council? {
        try transaction.first(
            """
            select council_id, code, name, short_name from access.council where kind = \(role.organisation.rawValue)
            order by abs(council_id) limit 1
            """
        ).map(Council.init(row:))
    }
}
