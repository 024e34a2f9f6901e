import Letters
import Postgres
import Registry
import Vocabulary

/// The statements on how physicians are reached; the tenant is the transaction's.
struct ReachStore {
    /// A verification that did not come back for so many days has arrived.
    static let quietDays = 7
    /// Whoever was asked for an address is left alone for so many days.
    static let pauseDays = 180

    let transaction: Transaction
    let council: Int32
    let day: CalendarDate
    /// Whether reports of failed mails are read here: without them a mail that does not come back tells nothing.
    var readsReturns = false

    /// Of everybody subject to certification, or of one physician: the address, what is known of it, and the last letter
    /// that asked. A mail that verifies counts for more than what was known before it. « Un seul conseil écrit »: whoever
    /// is on another council's later roll is that council's to reach.
    private func lines(of physician: Int64? = nil) -> SQL {
        let (own, elsewhere): (SQL, SQL) =
            physician.map { id -> (SQL, SQL) in ("and s.physician_id = \(id)", "and n.physician_id = \(id)") } ?? (
                "", ""
            )
        return """
            select s.physician_id, coalesce(nullif(concat_ws(' ', s.family_name, s.given_name), ''), s.rpps_number) as name,
                coalesce(s.rpps_number, '') as rpps, s.search_name, c.email,
                case when c.email is null then 'absent'
                    when k.state = 'refused' then 'refused'
                    when k.state = 'valid' then 'verified'
                    when m.state in ('ready', 'sent') and m.made_on >= coalesce(k.since, m.made_on) then case
                        when m.state = 'ready' then 'awaited'
                        when not \(readsReturns) then 'unread'
                        when m.sent_on <= \(day.adding(days: -Self.quietDays)) then 'verified'
                        else 'awaited' end
                    when k.state = 'to_check' then 'to_check'
                    else 'unverified' end as state,
                coalesce(m.state = 'ready', false) as is_to_leave, greatest(k.since, m.sent_on, m.made_on) as since,
                coalesce(l.sent_on, l.made_on) as asked_on, l.state as letter
            from standings.published_standing s
            left join registry.published_contact c on c.council_id = s.council_id and c.physician_id = s.physician_id
            left join lateral (
                select k.state, k.since from letters.published_contact_check k
                where k.council_id = s.council_id and k.physician_id = s.physician_id and lower(k.email) = lower(c.email)
                order by k.since desc limit 1) k on true
            left join lateral (
                select d.state, d.sent_on, d.made_on from letters.published_delivery d
                where d.council_id = s.council_id and d.physician_id = s.physician_id and d.kind = 'contact'
                    and d.channel = 'email' and lower(d.address[1]) = lower(c.email)
                order by d.notice_id desc limit 1) m on true
            left join lateral (
                select d.made_on, d.sent_on, d.state from letters.published_delivery d
                where d.council_id = s.council_id and d.physician_id = s.physician_id and d.kind = 'contact'
                    and d.channel = 'post' and d.state <> 'withdrawn'
                order by d.notice_id desc limit 1) l on true
            where s.council_id = \(council) \(own) and s.physician_id not in (
                select n.physician_id from registry.newer_roll n where n.council_id = \(council) \(elsewhere))
            """
    }

    /// Those in a state, or everybody, by name.
    ///
    /// - Parameter page: from 1; nil is the whole list.
    func list(_ state: Reach.State?, page: Int?, size: Int) throws -> [Reach] {
        let part: SQL = page.map { number -> SQL in "offset \((number - 1) * size) limit \(size)" } ?? ""
        return try transaction.query(
            """
            select * from (\(lines())) r where \(state?.rawValue)::text is null or r.state = \(state?.rawValue)::text
            order by r.search_name, r.physician_id \(part)
            """
        ).map(Self.reach)
    }

    func counts() throws -> [Reach.State: Int] {
        var counts: [Reach.State: Int] = [:]
        for row in try transaction.query("select r.state, count(*) as number from (\(lines())) r group by r.state") {
            if let state = Reach.State(rawValue: try row.text("state")) { counts[state] = try row.int("number") }
        }
        return counts
    }

    /// Whom a letter can ask for an address now, by name; an envelope must hold the address, which the caller looks at.
    func toAsk() throws -> [Int64] {
        try keys(
            """
            r.state in ('absent', 'refused') and r.letter is distinct from 'held'
                and (r.asked_on is null or r.asked_on <= \(day.adding(days: -Self.pauseDays)))
            """)
    }

    /// Whose address a mail can verify now, by name.
    func toVerify() throws -> [Int64] {
        try keys(
            """
            r.state in ('unverified', 'to_check')
                and (r.since is null or r.since <= \(day.adding(days: -Self.quietDays)))
            """)
    }

    /// What is known of one physician's address.
    func state(of physician: Int64) throws -> Reach.State? {
        try transaction.first("select r.state from (\(lines(of: physician))) r")
            .flatMap { Reach.State(rawValue: try $0.text("state")) }
    }

    private func keys(_ condition: SQL) throws -> [Int64] {
        try transaction.query(
            "select r.physician_id from (\(lines())) r where \(condition) order by r.search_name, r.physician_id"
        ).map { Int64(try $0.int("physician_id")) }
    }

    private static func reach(_ row: Row) throws -> Reach {
        guard let state = Reach.State(rawValue: try row.text("state")) else {
            throw PostgresError.decoding("unknown state of an address")
        }
        return Reach(
            physicianID: Int64(try row.int("physician_id")), name: try row.text("name"), rpps: try row.text("rpps"),
            email: try row.optional("email"), state: state,
            isToLeave: try state == .awaited && row.bool("is_to_leave"), since: try row.optional("since"),
            askedOn: try row.optional("asked_on"),
            letter: try row.optional("letter", as: String.self).flatMap(SentNotice.State.init(rawValue:)))
    }
}

/// The statements on the times that addresses were asked for or verified.
extension ReachStore {
    /// The latest ones, each with what has come of it.
    func rounds(atMost limit: Int) throws -> [ContactRound] {
        try transaction.query(
            """
            select o.contact_round_id, o.channel, o.made_on, o.made_by, o.asked, n.sent, n.returned, n.reachable
            from (select * from alerts.contact_round where council_id = \(council)
                order by contact_round_id desc limit \(limit)) o
            cross join lateral (
                select count(*) filter (where d.sent_on is not null) as sent,
                    count(*) filter (where d.state = 'bounced') as returned,
                    count(*) filter (where c.email is not null and coalesce(k.state, '') <> 'refused') as reachable
                from letters.published_delivery d
                left join registry.published_contact c
                    on c.council_id = d.council_id and c.physician_id = d.physician_id
                left join lateral (
                    select k.state from letters.published_contact_check k
                    where k.council_id = d.council_id and k.physician_id = d.physician_id
                        and lower(k.email) = lower(c.email)
                    order by k.since desc limit 1) k on true
                where d.council_id = \(council) and d.kind = 'contact'
                    and d.cause like concat('contact:', o.contact_round_id, ':%')) n
            order by o.contact_round_id desc
            """
        ).compactMap { row in
            guard let channel = Channel(rawValue: try row.text("channel")) else { return nil }
            return ContactRound(
                id: Int64(try row.int("contact_round_id")), channel: channel, madeOn: try row.date("made_on"),
                madeBy: try row.text("made_by"), asked: try row.int("asked"), sent: try row.int("sent"),
                returned: try row.int("returned"), reachable: try row.int("reachable"))
        }
    }

    /// Only one person at a time asks in a council: the second sees whom the first has asked.
    func lock() throws { try transaction.query("select pg_advisory_xact_lock(7313, \(council))") }

    func addRound(_ channel: Channel, asked: Int, by name: String, person: Int64) throws -> Int64 {
        let row = try transaction.first(
            """
            insert into alerts.contact_round (council_id, channel, asked, made_on, made_by, person_id)
            values (\(council), \(channel.rawValue), \(asked), \(day), \(name), \(person)) returning contact_round_id
            """)
        guard let row else { throw PostgresError.decoding("no round returned") }
        return Int64(try row.int("contact_round_id"))
    }

    /// Whether another letter asks this physician: a later one that is still to be printed, or one that left lately.
    func isAskedByAnother(_ physician: Int64, than notice: Int64) throws -> Bool {
        try transaction.query(
            """
            select exists (select from letters.published_delivery d
                where d.council_id = \(council) and d.physician_id = \(physician) and d.kind = 'contact'
                    and d.channel = 'post' and d.notice_id <> \(notice)
                    and (d.state = 'held' and d.notice_id > \(notice)
                        or d.sent_on > \(day.adding(days: -Self.pauseDays)))) as is_asked
            """)[0].bool("is_asked")
    }

    /// The e-mail address that is known of a physician now.
    func email(of physician: Int64) throws -> String? {
        try transaction.first(
            """
            select email from registry.published_contact
            where council_id = \(council) and physician_id = \(physician)
            """
        ).flatMap { try $0.optional("email") }
    }

    /// The way of a contact notice, its physician and its address; nil for any other notice.
    func contact(_ notice: Int64) throws -> (physician: Int64, isLetter: Bool, address: String)? {
        try transaction.first(
            """
            select physician_id, channel <> 'email' as is_letter, address[1] as address
            from letters.published_delivery
            where council_id = \(council) and notice_id = \(notice) and kind = 'contact'
            """
        ).map { (Int64(try $0.int("physician_id")), try $0.bool("is_letter"), try $0.text("address")) }
    }
}
