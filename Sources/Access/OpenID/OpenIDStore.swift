import Postgres
import Vocabulary

/// Every statement on sign-ins under way at a provider and on what stays open there.
enum OpenIDStore {
    /// How long the way to a provider and back may take, in seconds.
    static let requestLife: Int64 = 600
    /// How long we can still sign a browser out there, in seconds.
    static let sessionLife: Int64 = 12 * 3_600

    /// A request that came back.
    struct Request {
        let provider: String
        let isOfThisBrowser: Bool
        let isOver: Bool
        let isUsed: Bool
        let next: String?
        /// The session whose owner links an identity; nil where it signs somebody in.
        let session: Int64?
    }

    static func insertRequest(
        _ transaction: Transaction, state: SessionToken, provider: String, browser: SessionToken, next: String?,
        session: Int64?, now: Instant
    ) throws {
        try transaction.query("delete from access.provider_request where expires_at < \(now.sql)")
        try transaction.query(
            """
            insert into access.provider_request (state_hash, provider_id, browser_hash, next, expires_at,
                link_session_id)
            values (\(Bytes(state.digest)), \(provider), \(Bytes(browser.digest)), \(next)::text,
                \(now.adding(seconds: requestLife).sql), \(session)::bigint)
            """)
    }

    /// The request of this state, which from now on is used; one of another browser is left alone.
    static func takeRequest(
        _ transaction: Transaction, state: SessionToken, browser: SessionToken, now: Instant
    ) throws -> Request? {
        let row = try transaction.first(
            """
            select provider_id, browser_hash = \(Bytes(browser.digest)) as is_of_this_browser,
                expires_at <= \(now.sql) as is_over, used_at is not null as is_used, next,
                link_session_id
            from access.provider_request where state_hash = \(Bytes(state.digest)) for update
            """)
        guard let row else { return nil }
        try transaction.query(
            """
            update access.provider_request set used_at = \(now.sql)
            where state_hash = \(Bytes(state.digest)) and browser_hash = \(Bytes(browser.digest)) and used_at is null
            """)
        return Request(
            provider: try row.text("provider_id"), isOfThisBrowser: try row.bool("is_of_this_browser"),
            isOver: try row.bool("is_over"), isUsed: try row.bool("is_used"), next: try row.optional("next"),
            session: try row.optional("link_session_id", as: Int.self).map { Int64($0) })
    }

    /// What a browser has open at a provider.
    struct Visit {
        let provider: String
        let idToken: [UInt8]
    }

    static func insertVisit(
        _ transaction: Transaction, handle: SessionToken, provider: String, subject: String, providerSession: String?,
        idToken: [UInt8], now: Instant
    ) throws {
        try transaction.query("delete from access.provider_session where expires_at < \(now.sql)")
        try transaction.query(
            """
            insert into access.provider_session (handle_hash, provider_id, subject, provider_session, id_token,
                expires_at)
            values (\(Bytes(handle.digest)), \(provider), \(subject), \(providerSession)::text, \(Bytes(idToken)),
                \(now.adding(seconds: sessionLife).sql))
            """)
    }

    /// Says which session of ours a visit opened.
    static func tie(_ transaction: Transaction, handle: SessionToken, to session: SessionToken) throws {
        try transaction.query(
            """
            update access.provider_session set session_id =
                (select session_id from access.session where token_hash = \(Bytes(session.digest)))
            where handle_hash = \(Bytes(handle.digest))
            """)
    }

    static func findVisit(_ transaction: Transaction, handle: SessionToken, now: Instant) throws -> Visit? {
        try transaction.first(
            """
            select provider_id, id_token from access.provider_session
            where handle_hash = \(Bytes(handle.digest)) and expires_at > \(now.sql)
            """
        ).map { Visit(provider: try $0.text("provider_id"), idToken: try $0.value("id_token", as: Bytes.self).bytes) }
    }

    /// Ends a visit and the session that it opened.
    static func endVisit(_ transaction: Transaction, handle: SessionToken) throws {
        try transaction.query(
            """
            delete from access.session where session_id =
                (select session_id from access.provider_session where handle_hash = \(Bytes(handle.digest)))
            """)
        try transaction.query("delete from access.provider_session where handle_hash = \(Bytes(handle.digest))")
    }

    /// Ends every session opened through a provider.
    static func endVisits(_ transaction: Transaction, provider: String) throws {
        try transaction.query(
            """
            delete from access.session where session_id in
                (select session_id from access.provider_session where provider_id = \(provider))
            """)
    }

    /// Notes that a demand is obeyed.
    ///
    /// - Returns: whether it is the first time.
    static func noteDemand(
        _ transaction: Transaction, provider: String, number: String, now: Instant
    ) throws -> Bool {
        try transaction.query(
            "delete from access.logout_demand where obeyed_at < \(now.adding(seconds: -86_400).sql)")
        return try transaction.query(
            """
            insert into access.logout_demand (provider_id, number_hash, obeyed_at)
            values (\(provider), \(Bytes(Secrets.sha256(Array(number.utf8)))), \(now.sql)) on conflict do nothing
            """
        ).affected == 1
    }

    /// Ends the sessions that a demand names, with whose and of which organisation they were.
    static func closeSessions(
        _ transaction: Transaction, provider: String, subject: String?, session: String?
    ) throws -> [(email: String, council: Int32)] {
        let rows = try transaction.query(
            """
            delete from access.session s using access.provider_session v, access.person p
            where v.session_id = s.session_id and p.person_id = s.person_id and v.provider_id = \(provider)
                and (\(subject)::text is null or v.subject = \(subject)::text)
                and (\(session)::text is null or v.provider_session = \(session)::text)
                and (\(subject)::text is not null or \(session)::text is not null)
            returning p.email, s.council_id
            """)
        return try rows.map { (try $0.text("email"), try $0.value("council_id")) }
    }
}
