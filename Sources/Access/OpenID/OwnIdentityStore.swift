import Postgres
import Vocabulary

/// Every statement on what the owner of an account links and gives up.
enum OwnIdentityStore {
    static func linked(_ transaction: Transaction, person: Int64) throws -> [(provider: String, since: Instant)] {
        try transaction.query(
            """
            select provider_id, extract(epoch from min(linked_at))::bigint as since from access.identity
            where person_id = \(person) group by provider_id order by since, provider_id
            """
        ).map { (try $0.text("provider_id"), Instant(epochSeconds: Int64(try $0.int("since")))) }
    }

    static func lock(_ transaction: Transaction, person: Int64) throws {
        try transaction.query("select person_id from access.person where person_id = \(person) for update")
    }

    static func intend(_ transaction: Transaction, session: Int64, provider: String, until: Instant) throws {
        try transaction.query(
            """
            update access.session set link_provider = \(provider), link_until = \(until.sql)
            where session_id = \(session)
            """)
    }

    static func intends(_ transaction: Transaction, session: Int64, provider: String, now: Instant) throws -> Bool {
        try transaction.first(
            """
            select 1 as is_there from access.session
            where session_id = \(session) and link_provider = \(provider) and link_until > \(now.sql)
            """) != nil
    }

    static func depart(_ transaction: Transaction, session: Int64, provider: String, now: Instant) throws -> Bool {
        try transaction.query(
            """
            update access.session set link_provider = null, link_until = null
            where session_id = \(session) and link_provider = \(provider) and link_until > \(now.sql)
            """
        ).affected == 1
    }

    /// Whose session a browser came back to.
    struct Owner {
        let person: Int64
        let email: String
        let council: Int32
        let role: String
    }

    /// The owner of a session that is still open in the browser that left.
    static func owner(
        _ transaction: Transaction, session: Int64, browser: SessionToken, now: Instant
    ) throws -> Owner? {
        try transaction.first(
            """
            select s.person_id, p.email, s.council_id, s.role
            from access.session s join access.person p using (person_id)
            where s.session_id = \(session) and s.token_hash = \(Bytes(browser.digest)) and s.stage = 'open'
                and s.expires_at > \(now.sql) and s.opened_at > \(now.adding(seconds: -SessionLife.absolute).sql)
            """
        ).map { row in
            Owner(
                person: Int64(try row.int("person_id")), email: try row.text("email"),
                council: try row.value("council_id"), role: try row.text("role"))
        }
    }

    /// Links a subject that is nobody's; false when somebody has it.
    static func link(
        _ transaction: Transaction, provider: String, subject: String, to owner: Owner, now: Instant
    ) throws -> Bool {
        try transaction.query(
            """
            insert into access.identity (provider_id, subject, person_id, linked_at, linked_by)
            values (\(provider), \(subject), \(owner.person), \(now.sql), \(owner.email))
            on conflict (provider_id, subject) do nothing
            """
        ).affected == 1
    }

    /// Removes what links a person to a provider, and closes the sessions that came of it but one.
    static func delete(_ transaction: Transaction, provider: String, person: Int64, keeping: Int64) throws {
        try transaction.query(
            """
            delete from access.session s using access.provider_session v
            where v.session_id = s.session_id and v.provider_id = \(provider) and s.person_id = \(person)
                and s.session_id <> \(keeping)
            """)
        try transaction.query(
            "delete from access.identity where provider_id = \(provider) and person_id = \(person)")
    }
}
