import Postgres
import Vocabulary

/// Every statement on exceptional readings; run as the role of sign-in.
enum ExceptionalReadingStore {
    /// A reading about to begin.
    struct Draft {
        let kind: ExceptionalReading.Kind
        let council: Council
        let role: Role
        let seenPersonID: Int64?
        let reason: String
        let until: Instant
    }

    /// What the database keeps of a reading that nobody has ended.
    private struct Kept {
        let kind: ExceptionalReading.Kind
        let home: (council: Int32, role: String)
        let council: Council
        let role: Role
        let seen: (id: Int64, name: String)?
        let until: Instant
    }

    static func insert(_ transaction: Transaction, _ draft: Draft, by session: Session, now: Instant) throws -> Int64 {
        let home = session.home
        let row = try transaction.first(
            """
            insert into access.exceptional_reading (council_id, kind, session_id, person_id, own_council_id, own_role,
                seen_role, seen_person_id, reason, opened_at, expires_at)
            values (\(draft.council.id), \(draft.kind.rawValue), \(session.number), \(session.personID),
                \(home.council.id), \(home.role.rawValue), \(draft.role.rawValue), \(draft.seenPersonID)::bigint,
                \(AuditEvent.masked(draft.reason)), \(now.sql), \(draft.until.sql))
            returning reading_id
            """)
        guard let row else { throw PostgresError.decoding("no reading returned") }
        return Int64(try row.int("reading_id"))
    }

    /// Ends a reading that is not over.
    ///
    /// - Parameter moment: no later than it would have ended by itself.
    /// - Returns: the organisation of whoever read, and their session; nil when there was nothing to end.
    static func end(
        _ transaction: Transaction, _ reading: Int64, of council: Int32, by author: String, at moment: Instant
    ) throws -> (home: Int32, session: Int64)? {
        try transaction.first(
            """
            update access.exceptional_reading
            set ended_at = least(expires_at, greatest(opened_at, \(moment.sql))), ended_by = \(author)
            where council_id = \(council) and reading_id = \(reading) and ended_at is null
            returning own_council_id, session_id
            """
        ).map { (try $0.value("own_council_id"), Int64(try $0.int("session_id"))) }
    }

    private static func find(_ transaction: Transaction, _ reading: Int64) throws -> Kept? {
        let row = try transaction.first(
            """
            select r.kind, r.own_council_id, r.own_role, r.seen_role, r.seen_person_id, p.name as seen_name,
                extract(epoch from r.expires_at)::bigint as expires, c.council_id, c.code, c.name, c.short_name
            from access.exceptional_reading r join access.council c using (council_id)
                left join access.person p on p.person_id = r.seen_person_id
            where r.reading_id = \(reading) and r.ended_at is null
            """)
        guard let row, let kind = ExceptionalReading.Kind(rawValue: try row.text("kind")),
            let role = Role(rawValue: try row.text("seen_role"))
        else { return nil }
        let seen = try row.optional("seen_person_id", as: Int.self)
        return Kept(
            kind: kind, home: (try row.value("own_council_id"), try row.text("own_role")),
            council: try Council(row: row), role: role,
            seen: try seen.map { (Int64($0), try row.text("seen_name")) },
            until: Instant(epochSeconds: Int64(try row.int("expires"))))
    }

    /// The session as it reads now: with other eyes while all that allows it holds, else with its own again; what no
    /// longer holds is ended here, with its line in the journal.
    static func resume(
        _ transaction: Transaction, _ session: Session, reading id: Int64, now: Instant, today: CalendarDate
    ) throws -> Session {
        guard let kept = try find(transaction, id) else { return session }
        let own = session.membership
        let isAllowed = kept.home == (own.council.id, own.role.rawValue) && session.may(kept.kind.action)
        guard now < kept.until, isAllowed, try isStillThere(kept, transaction, today) else {
            let author = Author(name: session.email, personID: session.personID, role: own.role)
            try EndExceptionalReading(id, of: kept.council, by: author)
                .run(because: now < kept.until ? .noLongerAllowed : .expired, now: now, transaction)
            return session
        }
        let seen = Membership(council: kept.council, role: kept.role)
        var other = Session(
            personID: session.personID, email: session.email, name: session.name, membership: seen, memberships: [seen])
        (other.end, other.number) = (session.end, session.number)
        other.reading = ExceptionalReading(
            id: id, kind: kept.kind, home: own, council: kept.council, role: kept.role, seenPersonID: kept.seen?.id,
            seenName: kept.seen?.name, until: kept.until, readAt: now)
        return other
    }

    /// Ends what has expired in sessions that nobody came back to, each with its line in the journal.
    static func endExpired(_ transaction: Transaction, now: Instant) throws {
        let rows = try transaction.query(
            """
            select r.reading_id, r.own_role, r.person_id, p.email, c.council_id, c.code, c.name, c.short_name
            from access.exceptional_reading r join access.person p using (person_id)
                join access.council c on c.council_id = r.council_id
            where r.ended_at is null and r.expires_at <= \(now.sql)
            order by r.reading_id limit 50 for update of r skip locked
            """)
        for row in rows {
            let author = Author(
                name: try row.text("email"), personID: Int64(try row.int("person_id")),
                role: Role(rawValue: try row.text("own_role")))
            try EndExceptionalReading(Int64(try row.int("reading_id")), of: try Council(row: row), by: author)
                .run(because: .expired, now: now, transaction)
        }
    }

    /// A member who has left is nobody's eyes any more.
    private static func isStillThere(_ kept: Kept, _ transaction: Transaction, _ today: CalendarDate) throws -> Bool {
        guard let seen = kept.seen else { return true }
        return try MembershipStore.current(transaction, person: seen.id, on: today)
            .contains { $0.council == kept.council && $0.role == kept.role }
    }
}
