import Postgres
import Standings
import Vocabulary

/// What the calendar and the rehearsed years read of the ledger and of standings; the tenant is the transaction's.
enum CalendarStore {
    /// The council of the transaction.
    static func council(_ transaction: Transaction) throws -> Int32 {
        try transaction.query("select current_setting('sextant.council')::int as council_id")[0].value("council_id")
    }

    /// Whether every statement of the transaction sees the same.
    static func isOneMoment(_ transaction: Transaction) throws -> Bool {
        try transaction.query("select current_setting('transaction_isolation') <> 'read committed' as is_one")[0]
            .bool("is_one")
    }

    /// What the ledger says of each alert to a physician, in the order in which it was written.
    static func entries(_ transaction: Transaction) throws -> [CalendarLedger.Entry] {
        try transaction.query(
            """
            select e.physician_id, e.cycle_start, e.milestone_on, e.proposed_on,
                \(StandingStore.countsAsAlerted) as is_alert,
                e.state = 'excluded' and e.exclusion <> 'agent' as is_excluded,
                exists (select from letters.published_delivery d where d.council_id = e.council_id
                    and d.notice_id = e.notice_id
                    and (d.state in ('sent', 'bounced') or d.left_on is not null)) as has_left
            from alerts.entry e where e.addressee = 'physician' order by e.entry_id
            """
        ).map { row in
            CalendarLedger.Entry(
                mark: AlertMark(
                    physician: Int64(try row.int("physician_id")), cycleStart: try row.date("cycle_start"),
                    milestone: try row.date("milestone_on")),
                proposedOn: try row.date("proposed_on"), isAlert: try row.bool("is_alert"),
                isExcluded: try row.bool("is_excluded"), hasLeft: try row.bool("has_left"))
        }
    }

    /// An entry that waits for a decision, or that the rule excluded.
    struct Open: Sendable {
        let id: Int64
        let mark: AlertMark
        let channel: String
        /// Why it is excluded; nil when it is proposed.
        let exclusion: String?
        let numbers: SimulatedYears.Numbers
    }

    /// Every entry that waits for a decision, or that the rule excluded, by key.
    static func open(_ transaction: Transaction) throws -> [Int64: Open] {
        let found = try transaction.query(
            """
            select entry_id, physician_id, cycle_start, milestone_on, channel, exclusion, counted, expected, required
            from alerts.entry
            where addressee = 'physician' and (state = 'proposed' or state = 'excluded' and exclusion <> 'agent')
            """
        ).map { row in
            Open(
                id: Int64(try row.int("entry_id")),
                mark: AlertMark(
                    physician: Int64(try row.int("physician_id")), cycleStart: try row.date("cycle_start"),
                    milestone: try row.date("milestone_on")),
                channel: try row.text("channel"), exclusion: try row.optional("exclusion"),
                numbers: try numbers(row))
        }
        return Dictionary(found.map { ($0.id, $0) }) { first, _ in first }
    }

    /// What became of some entries of the ledger, by key.
    static func outcomes(_ entries: [Int64], _ transaction: Transaction) throws -> [Int64: Outcome] {
        let found = try transaction.query(
            """
            select e.entry_id, e.channel, e.exclusion, e.counted, e.expected, e.required,
                case when d.state in ('sent', 'bounced') then d.state else e.state end as state,
                d.state as delivery
            from alerts.entry e
                left join letters.published_delivery d on d.council_id = e.council_id and d.notice_id = e.notice_id
            where e.entry_id = any(\(entries)::bigint[])
            """
        ).map { row in
            (
                Int64(try row.int("entry_id")),
                Outcome(
                    channel: try row.text("channel"), state: try row.text("state"),
                    delivery: try row.optional("delivery"), exclusion: try row.optional("exclusion"),
                    numbers: try numbers(row))
            )
        }
        return Dictionary(found) { first, _ in first }
    }

    /// What became of an entry.
    struct Outcome: Sendable {
        let channel: String
        /// As the ledger gives it (contracts §7b).
        let state: String
        /// The state of its message; nil before there is one.
        let delivery: String?
        let exclusion: String?
        let numbers: SimulatedYears.Numbers
    }

    private static func numbers(_ row: Row) throws -> SimulatedYears.Numbers {
        .init(
            counted: try row.int("counted"), expected: try row.int("expected"), required: try row.int("required"))
    }

    /// The verifications that are open, as the last night kept them.
    static func controls(
        _ transaction: Transaction
    ) throws -> [(rpps: String, start: CalendarDate, end: CalendarDate)] {
        try transaction.query(
            """
            select rpps_number, cycle_start, cycle_end from standings.published_standing
            where state = 'to_verify' order by rpps_number
            """
        ).map { (try $0.text("rpps_number"), try $0.date("cycle_start"), try $0.date("cycle_end")) }
    }

    /// The campaigns that wait for an approval.
    static func awaitingApproval(_ transaction: Transaction) throws -> [Int64] {
        try transaction.query(
            """
            select campaign_id from alerts.campaign c where state in ('proposed', 'second_wanted')
                and exists (select from alerts.entry e where e.council_id = c.council_id
                    and e.campaign_id = c.campaign_id and e.state = 'proposed')
            order by campaign_id
            """
        ).map { Int64(try $0.int("campaign_id")) }
    }
}
