import Postgres
import Vocabulary

/// Every statement on sessions and memberships.
enum SessionStore {
    /// The memberships of a person on a day, by council then role.
    static func memberships(_ transaction: Transaction, person: Int64, on today: CalendarDate) throws -> [Membership] {
        try transaction.query(
            """
            select c.council_id, c.code, c.name, c.short_name, m.role
            from access.membership m join access.council c using (council_id)
            where m.person_id = \(person) and m.during @> \(today)::date
            order by c.council_id, m.role
            """
        ).compactMap { row in
            guard let role = Role(rawValue: try row.text("role")) else { return nil }
            return Membership(council: try Council(row: row), role: role)
        }
    }

    static func insert(
        _ transaction: Transaction, token: SessionToken, person: Int64, membership: Membership, now: Instant
    ) throws {
        try transaction.query(
            """
            insert into access.session (token_hash, person_id, council_id, role, opened_at, expires_at)
            values (\(Bytes(token.digest)), \(person), \(membership.council.id), \(membership.role.rawValue),
                \(now.sql), \(now.adding(seconds: SessionLife.idle).sql))
            """)
        try transaction.query("delete from access.session where expires_at < \(now.sql)")
    }

    /// The session behind a token; nil when there is none, it has expired or the membership has ended.
    static func find(
        _ transaction: Transaction, token: SessionToken, now: Instant, today: CalendarDate
    ) throws -> Session? {
        let row = try transaction.first(
            """
            select p.person_id, p.email, p.name, s.council_id, s.role,
                extract(epoch from s.expires_at)::bigint as expires, extract(epoch from s.opened_at)::bigint as opened
            from access.session s join access.person p using (person_id)
            where s.token_hash = \(Bytes(token.digest)) and s.expires_at > \(now.sql)
                and s.opened_at > \(now.adding(seconds: -SessionLife.absolute).sql)
            """)
        guard let row else { return nil }
        let memberships = try memberships(transaction, person: Int64(try row.int("person_id")), on: today)
        let (council, role) = (try row.value("council_id", as: Int32.self), try row.text("role"))
        guard let current = memberships.first(where: { $0.council.id == council && $0.role.rawValue == role })
        else { return nil }
        try prolong(transaction, token: token, row: row, now: now)
        return Session(
            personID: Int64(try row.int("person_id")), email: try row.text("email"), name: try row.text("name"),
            membership: current, memberships: memberships)
    }

    private static func prolong(_ transaction: Transaction, token: SessionToken, row: Row, now: Instant) throws {
        let last = Int64(try row.int("opened")) + SessionLife.absolute
        let wanted = Instant(epochSeconds: min(now.epochSeconds + SessionLife.idle, last))
        guard wanted.epochSeconds - Int64(try row.int("expires")) > SessionLife.step else { return }
        try transaction.query(
            "update access.session set expires_at = \(wanted.sql) where token_hash = \(Bytes(token.digest))")
    }

    static func delete(_ transaction: Transaction, token: SessionToken) throws {
        try transaction.query("delete from access.session where token_hash = \(Bytes(token.digest))")
    }

    static func move(_ transaction: Transaction, token: SessionToken, to membership: Membership) throws {
        try transaction.query(
            """
            update access.session set council_id = \(membership.council.id), role = \(membership.role.rawValue)
            where token_hash = \(Bytes(token.digest))
            """)
    }
}
