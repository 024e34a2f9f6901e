import Postgres
public import Vocabulary

/// A role that an organisation offers and that nobody has accepted yet: it opens nothing.
public struct MembershipOffer: Sendable, Equatable {
    /// The organisation.
    public let council: Council
    /// The role.
    public let role: Role
    /// The first day on which it would hold.
    public let from: CalendarDate
    /// The address that was invited.
    public let email: String
    /// The name as whoever invites typed it; the account may have another one.
    public let givenName: String

    /// What is offered to a person and may still be accepted, by organisation.
    static func open(_ transaction: Transaction, to person: Int64, now: Instant) throws -> [MembershipOffer] {
        try read(transaction, "i.person_id = \(person) and i.expires_at > \(now.sql)")
    }

    /// What an organisation offers and nobody has accepted by this day, by address.
    static func open(
        _ transaction: Transaction, of council: Int32, on today: CalendarDate
    ) throws -> [MembershipOffer] {
        try read(transaction, "i.council_id = \(council) and i.expires_at > \(today)::date")
    }

    private static func read(_ transaction: Transaction, _ condition: SQL) throws -> [MembershipOffer] {
        try transaction.query(
            """
            select c.council_id, c.code, c.name, c.short_name, i.role, i.first_day, p.email, i.given_name
            from access.invitation i join access.council c using (council_id) join access.person p using (person_id)
            where \(condition) and i.role is not null and i.used_at is null and i.voided_at is null
            order by p.email, c.council_id
            """
        ).compactMap { row in
            guard let role = Role(rawValue: try row.text("role")) else { return nil }
            return MembershipOffer(
                council: try Council(row: row), role: role, from: try row.value("first_day"),
                email: try row.text("email"), givenName: try row.text("given_name"))
        }
    }
}
