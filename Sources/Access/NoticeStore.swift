import Postgres

/// Every statement on notices and who has acknowledged them; run as the role of sign-in.
enum NoticeStore {
    static func insert(_ transaction: Transaction, reading: Int64, of council: Int32, now: Instant) throws {
        try transaction.query(
            """
            insert into access.notice (council_id, kind, reading_id, noted_at)
            values (\(council), 'exceptional_reading', \(reading), \(now.sql))
            """)
    }

    /// Of which notices a person still has to say that they have seen them: nobody is told of their own reading.
    private static func awaited(_ person: Int64) -> SQL {
        """
        r.person_id <> \(person) and not exists (select from access.notice_acknowledgement a
            where a.council_id = n.council_id and a.notice_id = n.notice_id and a.person_id = \(person))
        """
    }

    static func awaited(_ transaction: Transaction, by session: Session) throws -> Int {
        try transaction.query(
            """
            select count(*) as number from access.notice n join access.exceptional_reading r using (council_id, reading_id)
            where n.council_id = \(session.membership.council.id) and \(awaited(session.personID))
            """)[0].int("number")
    }

    static func newest(_ transaction: Transaction, for session: Session, limit: Int) throws -> [ReadingNotice] {
        try transaction.query(
            """
            select n.notice_id, extract(epoch from n.noted_at)::bigint as noted, n.reading_id, r.kind, p.name as reader,
                c.name as home, r.own_role, r.seen_role, s.name as seen_name, r.reason,
                extract(epoch from r.expires_at)::bigint as expires, extract(epoch from r.ended_at)::bigint as ended,
                \(awaited(session.personID)) as is_awaited,
                coalesce((select string_agg(q.name, E'\\n' order by q.name)
                    from access.notice_acknowledgement k join access.person q using (person_id)
                    where k.council_id = n.council_id and k.notice_id = n.notice_id), '') as acknowledged_by
            from access.notice n join access.exceptional_reading r using (council_id, reading_id)
                join access.person p on p.person_id = r.person_id
                join access.council c on c.council_id = r.own_council_id
                left join access.person s on s.person_id = r.seen_person_id
            where n.council_id = \(session.membership.council.id)
            order by n.notice_id desc limit \(limit)
            """
        ).map(ReadingNotice.init(row:))
    }

    static func exists(_ transaction: Transaction, _ id: Int64, of council: Int32) throws -> Bool {
        try transaction.first(
            "select notice_id from access.notice where council_id = \(council) and notice_id = \(id)") != nil
    }

    /// - Returns: false when the person had said so already.
    static func acknowledge(
        _ transaction: Transaction, _ id: Int64, of council: Int32, by person: Int64, now: Instant
    ) throws -> Bool {
        try transaction.query(
            """
            insert into access.notice_acknowledgement (council_id, notice_id, person_id, acknowledged_at)
            values (\(council), \(id), \(person), \(now.sql)) on conflict do nothing
            """
        ).affected == 1
    }
}

extension ReadingNotice {
    init(row: Row) throws {
        id = Int64(try row.int("notice_id"))
        at = Instant(epochSeconds: Int64(try row.int("noted")))
        reading = Int64(try row.int("reading_id"))
        kind = ExceptionalReading.Kind(rawValue: try row.text("kind")) ?? .breakGlass
        reader = try row.text("reader")
        home = try row.text("home")
        homeRole = Role(rawValue: try row.text("own_role"))
        role = Role(rawValue: try row.text("seen_role"))
        seenName = try row.optional("seen_name", as: String.self)
        reason = try row.text("reason")
        until = Instant(epochSeconds: Int64(try row.int("expires")))
        endedAt = try row.optional("ended", as: Int.self).map { Instant(epochSeconds: Int64($0)) }
        acknowledgedBy = try row.text("acknowledged_by").split(separator: "\n").map(String.init)
        isAwaited = try row.bool("is_awaited")
    }
}
