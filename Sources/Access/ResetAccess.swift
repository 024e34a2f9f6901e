public import Postgres
public import Vocabulary

/// Helps somebody who lost the second factor or the password; whoever helps and whoever is helped both read it on
/// their account page.
public struct ResetAccess: Sendable {
    /// Why nothing was done.
    public enum Refusal: Error, Sendable, Equatable {
        /// Nobody of that key or address in the organisation.
        case personIsUnknown
        /// One's own second factor is changed on the account page.
        case isOneself
        /// The person acts for other organisations too: only the platform's operator gives such a person a link.
        case actsElsewhere
    }

    private let database: Database

    /// Helps the people of this database.
    public init(_ database: Database) { self.database = database }

    /// Removes the second factor of a member and closes the member's sessions: another one is chosen at the next
    /// sign-in.
    ///
    /// - Parameters:
    ///   - person: the key of a member of the session's organisation; the caller has checked the right.
    ///   - origin: the address of the client as the site saw it, for the journal.
    /// - Throws: `Refusal`, `PostgresError`.
    public func secondFactor(
        of person: Int64, by session: Session, from origin: String?, now: Instant, today: CalendarDate
    ) async throws {
        guard person != session.personID else { throw Refusal.isOneself }
        try await database.transaction(as: .access) { transaction in
            let member = try Self.member(transaction, person, of: session.membership.council.id, on: today)
            guard member.councils == 1 else { throw Refusal.actsElsewhere }
            try Self.remove(
                transaction, member, by: session.author(from: origin), called: session.name,
                councils: [session.membership.council.id], now: now)
            try AccountMessage.add(
                transaction, to: session.personID, .secondFactorResetByMe, other: member.name, at: now)
        }
    }

    /// The same by the operator of the platform, for anybody.
    ///
    /// - Throws: `Refusal`, `PostgresError`.
    public func secondFactor(ofEmail email: String, by author: Author, now: Instant) async throws {
        try await database.transaction(as: .access) { transaction in
            let (member, councils) = try Self.person(transaction, email: email)
            try Self.remove(transaction, member, by: author, called: author.name, councils: councils, now: now)
        }
    }

    /// Gives a member who acts for no other organisation a one-time link to choose another password.
    ///
    /// - Parameter token: 32 random bytes.
    /// - Returns: path and query of the link.
    /// - Throws: `Refusal`, `PostgresError`.
    public func password(
        of person: Int64, by session: Session, from origin: String?, token bytes: [UInt8], now: Instant,
        today: CalendarDate
    ) async throws -> String {
        guard person != session.personID else { throw Refusal.isOneself }
        let (token, council) = (InvitationToken(random: bytes), session.membership.council.id)
        try await database.transaction(as: .access) { transaction in
            let member = try Self.member(transaction, person, of: council, on: today)
            guard member.councils == 1 else { throw Refusal.actsElsewhere }
            try Self.offer(
                transaction, member, token, by: session.author(from: origin), called: session.name,
                councils: [council], now: now)
            try AccountMessage.add(
                transaction, to: session.personID, .newPasswordOfferedByMe, other: member.name, at: now)
        }
        return token.path
    }

    /// The same by the operator of the platform, for anybody.
    ///
    /// - Throws: `Refusal`, `PostgresError`.
    public func password(ofEmail email: String, by author: Author, token bytes: [UInt8], now: Instant) async throws
        -> String
    {
        let token = InvitationToken(random: bytes)
        try await database.transaction(as: .access) { transaction in
            let (member, councils) = try Self.person(transaction, email: email)
            try Self.offer(transaction, member, token, by: author, called: author.name, councils: councils, now: now)
        }
        return token.path
    }
}

extension ResetAccess {
    struct Person {
        let id: Int64
        let name: String
        let councils: Int
    }

    /// A member of an organisation on a day, and for how many organisations the person acts or will act.
    static func member(
        _ transaction: Transaction, _ person: Int64, of council: Int32, on today: CalendarDate
    ) throws -> Person {
        let row = try transaction.first(
            """
            select p.name, count(distinct m.council_id) as councils,
                bool_or(m.council_id = \(council) and m.during @> \(today)::date) as is_member
            from access.person p join access.membership m using (person_id)
            where p.person_id = \(person) and not isempty(m.during)
                and (upper_inf(m.during) or upper(m.during) > \(today)::date)
            group by p.name
            """)
        guard let row, try row.bool("is_member") else { throw Refusal.personIsUnknown }
        return Person(id: person, name: try row.text("name"), councils: try row.int("councils"))
    }

    private static func person(_ transaction: Transaction, email: String) throws -> (Person, [Int32]) {
        let rows = try transaction.query(
            """
            select distinct p.person_id, p.name, m.council_id
            from access.person p join access.membership m using (person_id)
            where p.email = \(email.lowercased()) order by m.council_id
            """)
        guard let row = rows.first else { throw Refusal.personIsUnknown }
        let councils: [Int32] = try rows.map { try $0.value("council_id") }
        return (
            Person(id: Int64(try row.int("person_id")), name: try row.text("name"), councils: councils.count), councils
        )
    }

    private static func remove(
        _ transaction: Transaction, _ person: Person, by author: Author, called name: String, councils: [Int32],
        now: Instant
    ) throws {
        try SecondFactorStore.remove(transaction, person: person.id)
        try SessionStore.deleteAll(transaction, person: person.id, but: nil)
        try AccountMessage.add(transaction, to: person.id, .secondFactorReset, other: name, at: now)
        for council in councils {
            try AuditEvent(.secondFactorReset, by: author, on: "person:\(person.id)")
                .record(transaction, council: council)
        }
    }

    private static func offer(
        _ transaction: Transaction, _ person: Person, _ token: InvitationToken, by author: Author,
        called name: String, councils: [Int32], now: Instant
    ) throws {
        try InvitationStore.insert(
            transaction, token: token, person: person.id, council: councils[0], purpose: .newPassword, by: author,
            now: now)
        try AccountMessage.add(transaction, to: person.id, .newPasswordOffered, other: name, at: now)
        for council in councils {
            try AuditEvent(.newPasswordOffered, by: author, on: "person:\(person.id)")
                .record(transaction, council: council)
        }
    }
}
