import Postgres
import Vocabulary

/// Every statement on one-time links.
enum InvitationStore {
    /// Why a link was given; the raw values are those of the database.
    enum Purpose: String {
        /// A first access to an organisation.
        case welcome
        /// The password was lost.
        case newPassword = "new_password"
    }

    /// A link that may still be used, and whose it is.
    struct Found: Sendable {
        let person: Int64
        let email: String
        let name: String
        let council: Council
        let purpose: Purpose
        let hasPassword: Bool
        /// Whether the link lets its holder choose the password of the account.
        let setsPassword: Bool
        /// What is offered; nil when the membership was given with the link.
        let offered: (role: Role, from: CalendarDate)?
    }

    /// How long a link may be used, in seconds: three days.
    static let life: Int64 = 72 * 3_600

    /// Keeps a link; those given before to the same person for the same council are worth nothing any more.
    static func insert(
        _ transaction: Transaction, token: InvitationToken, person: Int64, council: Int32, purpose: Purpose,
        by author: Author, name: String = "", offering role: Role? = nil, from: CalendarDate? = nil, now: Instant
    ) throws {
        try void(transaction, person: person, council: council, now: now)
        try transaction.query(
            """
            insert into access.invitation (council_id, token_hash, person_id, purpose, invited_by, invited_at,
                expires_at, role, first_day, given_name, is_operators)
            values (\(council), \(Bytes(token.digest)), \(person), \(purpose.rawValue), \(author.name), \(now.sql),
                \(now.adding(seconds: life).sql), \(role?.rawValue)::text, \(from)::date, \(name),
                \(author.isOperator))
            """)
    }

    /// A link that may still be used.
    ///
    /// The link of an organisation chooses a password only for somebody who is nothing to any other one: no membership
    /// there (for a first access, of any date; for a lost password, of now or to come), no identity, and no open link of
    /// an organisation that invited before.
    static func find(
        _ transaction: Transaction, token: InvitationToken, now: Instant, today: CalendarDate
    ) throws -> Found? {
        try transaction.first(
            """
            select i.person_id, p.email, p.name, i.given_name, c.council_id, c.code, c.name as council_name,
                c.short_name, i.purpose, i.role, i.first_day, p.password_hash is not null as has_password,
                (i.purpose = 'new_password' or p.password_hash is null) and (i.is_operators or not (
                    exists (select from access.membership m where m.person_id = i.person_id
                        and m.council_id <> i.council_id and not isempty(m.during)
                        and (i.purpose = 'welcome' or upper_inf(m.during) or upper(m.during) > \(today)::date))
                    or i.purpose = 'welcome' and (
                        exists (select from access.identity d where d.person_id = i.person_id)
                        or exists (select from access.national_identifier n where n.person_id = i.person_id)
                        or exists (select from access.invitation o where o.person_id = i.person_id
                            and o.council_id <> i.council_id and o.used_at is null and o.voided_at is null
                            and o.expires_at > \(now.sql)
                            and (select min(f.invited_at) from access.invitation f
                                where f.person_id = i.person_id and f.council_id = o.council_id)
                            <= (select min(f.invited_at) from access.invitation f
                                where f.person_id = i.person_id and f.council_id = i.council_id))))) as sets_password
            from access.invitation i join access.person p using (person_id) join access.council c using (council_id)
            where i.token_hash = \(Bytes(token.digest)) and i.used_at is null and i.voided_at is null
                and i.expires_at > \(now.sql)
            """
        ).map(Found.init(row:))
    }

    /// Uses a link up; false when somebody else just did.
    static func use(_ transaction: Transaction, token: InvitationToken, now: Instant) throws -> Bool {
        try transaction.query(
            """
            update access.invitation set used_at = \(now.sql)
            where token_hash = \(Bytes(token.digest)) and used_at is null and voided_at is null
                and expires_at > \(now.sql)
            """
        ).affected == 1
    }

    /// Takes back what an organisation offers a person.
    static func void(_ transaction: Transaction, person: Int64, council: Int32, now: Instant) throws {
        try transaction.query(
            """
            update access.invitation set voided_at = \(now.sql)
            where council_id = \(council) and person_id = \(person) and used_at is null and voided_at is null
            """)
    }

    /// Another password was chosen: the links that would choose yet another one are worth nothing any more.
    static func voidPasswordLinks(_ transaction: Transaction, person: Int64, now: Instant) throws {
        try transaction.query(
            """
            update access.invitation set voided_at = \(now.sql)
            where person_id = \(person) and purpose = 'new_password' and used_at is null and voided_at is null
            """)
    }
}

extension InvitationStore.Found {
    init(row: Row) throws {
        let given = try row.text("given_name")
        let role = try row.optional("role", as: String.self).flatMap(Role.init(rawValue:))
        let from = try row.optional("first_day", as: CalendarDate.self)
        self.init(
            person: Int64(try row.int("person_id")), email: try row.text("email"),
            name: given.isEmpty ? try row.text("name") : given,
            council: Council(
                id: try row.value("council_id"), code: try row.text("code"), name: try row.text("council_name"),
                shortName: try row.text("short_name")),
            purpose: InvitationStore.Purpose(rawValue: try row.text("purpose")) ?? .welcome,
            hasPassword: try row.bool("has_password"), setsPassword: try row.bool("sets_password"),
            offered: role.flatMap { role in from.map { (role, $0) } })
    }
}
