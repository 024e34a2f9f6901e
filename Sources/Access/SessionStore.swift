import Postgres
import Vocabulary

/// Every statement on sessions and memberships.
enum SessionStore {
    /// How far a session has come; the raw values are those of the database.
    enum Stage: String {
        /// It opens pages.
        case open
        /// The password was right; the second factor is awaited.
        case secondFactor = "second_factor"
        /// The password was right; the person has no second factor yet and must choose one.
        case enrolment
    }

    /// The memberships of a person on a day, delegations included, by council then role.
    static func memberships(_ transaction: Transaction, person: Int64, on today: CalendarDate) throws -> [Membership] {
        try MembershipStore.current(transaction, person: person, on: today)
    }

    /// Opens a session, or begins one that a second factor will open.
    ///
    /// - Parameter device: the browser in words, shown to its owner.
    static func insert(
        _ transaction: Transaction, token: SessionToken, person: Int64, membership: Membership, now: Instant,
        stage: Stage = .open, device: String = ""
    ) throws {
        let life = stage == .open ? SessionLife.idle : SessionEnd.pending
        try transaction.query(
            """
            insert into access.session (token_hash, person_id, council_id, role, opened_at, expires_at, stage, device,
                last_seen_at)
            values (\(Bytes(token.digest)), \(person), \(membership.council.id), \(membership.role.rawValue),
                \(now.sql), \(now.adding(seconds: life).sql), \(stage.rawValue), \(device), \(now.sql))
            """)
        // An ended session is remembered for a day: a form that it sent too late is kept for its person.
        try transaction.query(
            """
            delete from access.session
            where expires_at < \(now.adding(seconds: -SessionEnd.remembered).sql)
                or (stage <> 'open' and expires_at < \(now.sql))
            """)
        try ExceptionalReadingStore.endExpired(transaction, now: now)
    }

    /// The session behind a token; nil when there is none, it has expired or the membership has ended.
    static func find(
        _ transaction: Transaction, token: SessionToken, now: Instant, today: CalendarDate
    ) throws -> Session? {
        let row = try transaction.first(
            """
            select p.person_id, p.email, p.name, s.council_id, s.role, s.session_id,
                extract(epoch from s.expires_at)::bigint as expires, extract(epoch from s.opened_at)::bigint as opened,
                v.provider_id, r.reading_id
            from access.session s join access.person p using (person_id)
                left join access.provider_session v on v.session_id = s.session_id
                left join access.exceptional_reading r on r.session_id = s.session_id and r.ended_at is null
            where s.token_hash = \(Bytes(token.digest)) and s.stage = 'open' and s.expires_at > \(now.sql)
                and s.opened_at > \(now.adding(seconds: -SessionLife.absolute).sql)
            """)
        guard let row else { return nil }
        var memberships = try memberships(transaction, person: Int64(try row.int("person_id")), on: today)
        if let provider = try row.optional("provider_id", as: String.self) {
            memberships = try IdentityProviderStore.served(transaction, by: provider, of: memberships)
        }
        let (council, role) = (try row.value("council_id", as: Int32.self), try row.text("role"))
        guard let current = memberships.first(where: { $0.council.id == council && $0.role.rawValue == role })
        else { return nil }
        var session = Session(
            personID: Int64(try row.int("person_id")), email: try row.text("email"), name: try row.text("name"),
            membership: current, memberships: memberships)
        session.end = try prolong(transaction, token: token, row: row, now: now)
        session.number = Int64(try row.int("session_id"))
        if let reading = try row.optional("reading_id", as: Int.self) {
            return try ExceptionalReadingStore.resume(
                transaction, session, reading: Int64(reading), now: now, today: today)
        }
        if session.may(.acknowledgeNotice) {
            session.awaitedNotices = try NoticeStore.awaited(transaction, by: session)
        }
        return session
    }

    /// Moves the end of the session when enough is won; the end as it now stands.
    private static func prolong(
        _ transaction: Transaction, token: SessionToken, row: Row, now: Instant
    ) throws -> SessionEnd {
        let last = Instant(epochSeconds: Int64(try row.int("opened")) + SessionLife.absolute)
        let written = Instant(epochSeconds: Int64(try row.int("expires")))
        let wanted = min(now.adding(seconds: SessionLife.idle), last)
        guard wanted.epochSeconds - written.epochSeconds > SessionLife.step else {
            return SessionEnd(at: written, isFinal: written >= last)
        }
        try transaction.query(
            """
            update access.session set expires_at = \(wanted.sql), last_seen_at = \(now.sql)
            where token_hash = \(Bytes(token.digest))
            """)
        return SessionEnd(at: wanted, isFinal: wanted >= last)
    }

    static func delete(_ transaction: Transaction, token: SessionToken) throws {
        try transaction.query("delete from access.session where token_hash = \(Bytes(token.digest))")
    }

    /// Acts for another membership from now on, under another token: the former one is worth nothing any more.
    static func move(
        _ transaction: Transaction, token: SessionToken, to membership: Membership, next: SessionToken
    ) throws {
        try transaction.query(
            """
            update access.session set council_id = \(membership.council.id), role = \(membership.role.rawValue),
                token_hash = \(Bytes(next.digest))
            where token_hash = \(Bytes(token.digest))
            """)
    }

    /// Keeps a secret that this session alone shows until it is confirmed.
    static func propose(_ transaction: Transaction, token: SessionToken, sealed: [UInt8]) throws {
        try transaction.query(
            "update access.session set next_secret = \(Bytes(sealed)) where token_hash = \(Bytes(token.digest))")
    }

    /// The secret that was proposed to this session, sealed.
    static func proposed(_ transaction: Transaction, token: SessionToken) throws -> [UInt8]? {
        try transaction.first("select next_secret from access.session where token_hash = \(Bytes(token.digest))")?
            .optional("next_secret", as: Bytes.self)?.bytes
    }

    /// The same session under another token.
    static func renew(_ transaction: Transaction, token: SessionToken, next: SessionToken) throws {
        try transaction.query(
            """
            update access.session set token_hash = \(Bytes(next.digest)), next_secret = null
            where token_hash = \(Bytes(token.digest))
            """)
    }
}

/// The sessions that their owner lists and closes.
extension SessionStore {
    struct Listed {
        let number: Int64
        let device: String
        let council: String
        let openedAt: Instant
        let lastSeenAt: Instant
    }

    static func open(_ transaction: Transaction, person: Int64, now: Instant) throws -> [Listed] {
        try transaction.query(
            """
            select s.session_id, s.device, c.name, extract(epoch from s.opened_at)::bigint as opened,
                extract(epoch from coalesce(s.last_seen_at, s.opened_at))::bigint as seen
            from access.session s join access.council c using (council_id)
            where s.person_id = \(person) and s.stage = 'open' and s.expires_at > \(now.sql)
                and s.opened_at > \(now.adding(seconds: -SessionLife.absolute).sql)
            order by seen desc, s.session_id desc
            """
        ).map { row in
            Listed(
                number: Int64(try row.int("session_id")), device: try row.text("device"),
                council: try row.text("name"), openedAt: Instant(epochSeconds: Int64(try row.int("opened"))),
                lastSeenAt: Instant(epochSeconds: Int64(try row.int("seen"))))
        }
    }

    /// Closes one session of a person; the number of closed ones.
    static func delete(_ transaction: Transaction, person: Int64, number: Int64) throws -> Int {
        try transaction.query(
            "delete from access.session where person_id = \(person) and session_id = \(number)"
        ).affected
    }

    /// Closes every session of a person but one.
    @discardableResult
    static func deleteAll(_ transaction: Transaction, person: Int64, but kept: Int64?) throws -> Int {
        try transaction.query(
            """
            delete from access.session where person_id = \(person) and session_id is distinct from \(kept)::bigint
            """
        ).affected
    }

    /// Closes the sessions of a person that have not ended by themselves, those that wait for a second factor among
    /// them; the number of closed ones.
    ///
    /// - Parameter council: only those that act for this organisation; nil closes them all.
    static func end(_ transaction: Transaction, person: Int64, council: Int32?, now: Instant) throws -> Int {
        try transaction.query(
            """
            delete from access.session where person_id = \(person) and expires_at > \(now.sql)
                and council_id = coalesce(\(council)::integer, council_id)
            """
        ).affected
    }

    /// Whose session a token was and for which organisation, though it has ended by itself less than a day ago; nil once
    /// it was asked `most` times.
    static func ended(
        _ transaction: Transaction, token: SessionToken, most: Int, now: Instant
    ) throws -> (person: Int64, council: String)? {
        try transaction.first(
            """
            update access.session s set tries = tries + 1 from access.council c
            where c.council_id = s.council_id and token_hash = \(Bytes(token.digest)) and stage = 'open'
                and tries < \(most)
                and (expires_at <= \(now.sql) or opened_at <= \(now.adding(seconds: -SessionLife.absolute).sql))
                and expires_at > \(now.adding(seconds: -SessionEnd.remembered).sql)
            returning s.person_id, c.code
            """
        ).map { (Int64(try $0.int("person_id")), try $0.text("code")) }
    }
}
