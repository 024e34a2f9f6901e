import Letters
import Postgres
import Vocabulary

/// Every statement on entries of the ledger; the tenant is the transaction's.
struct EntryStore {
    let transaction: Transaction
    let council: Int32

    /// An entry about to be written.
    struct Draft {
        let physician: Int64
        let cycleStart: CalendarDate
        let due: AlertRule.Due
        let channel: Channel
        let exclusion: Exclusion?
        let reason: String?

        /// What it is about, whichever council writes.
        var mark: AlertMark { AlertMark(physician: physician, cycleStart: cycleStart, milestone: due.milestone) }
    }

    /// An entry as the acts need it.
    struct Found {
        let council: Int32
        let id: Int64
        let campaign: Int64
        let physician: Int64
        let cycleStart: CalendarDate
        let milestone: CalendarDate
        let channel: Channel
        let state: EntryState
        let exclusion: Exclusion?
        let due: AlertRule.Due
        let isCanary: Bool
        let isChecked: Bool
        /// Left before the campaign was last resumed.
        let isPast: Bool
        let notice: Int64?
        let record: Int64?
        /// From 1 on; a later one is another notice, since the first was withdrawn.
        let round: Int

        /// The natural key of the alert: names nobody, and is the same after a restore.
        var cause: String { cause(ofRound: round) }

        /// The natural key of its notice in a round, from 1 on.
        func cause(ofRound round: Int) -> String {
            let first = "\(physician)/\(cycleStart)/\(milestone)"
            return round == 1 ? first : "\(first)/\(round)"
        }

        /// What it is about, whichever council writes.
        var mark: AlertMark { AlertMark(physician: physician, cycleStart: cycleStart, milestone: milestone) }
    }

    /// Writes those that are not there in any channel.
    ///
    /// - Returns: how many are recipients, and how many are excluded.
    func add(_ drafts: [Draft], to campaign: Int64, on day: CalendarDate) throws -> (Int, Int) {
        let rows = try transaction.query(
            """
            insert into alerts.entry (council_id, campaign_id, physician_id, cycle_start, milestone_on, channel, state,
                exclusion, reason, counted, expected, required, proposed_on, checked_at)
            select \(council), \(campaign), d.physician_id, d.cycle_start, d.milestone_on, d.channel,
                case when d.exclusion is null then 'proposed' else 'excluded' end, d.exclusion, d.reason, d.counted,
                d.expected, d.required, \(day), now()
            from jsonb_to_recordset(\(Self.json(drafts))::jsonb) as d (physician_id bigint, cycle_start date,
                milestone_on date, channel text, exclusion text, reason text, counted smallint, expected smallint,
                required smallint)
            where not exists (
                select from alerts.entry e where (e.council_id, e.physician_id, e.cycle_start, e.milestone_on)
                    = (\(council), d.physician_id, d.cycle_start, d.milestone_on))
            order by d.physician_id
            returning state
            """)
        let excluded = try rows.count { try $0.text("state") == EntryState.excluded.rawValue }
        return (rows.count - excluded, excluded)
    }

    /// One entry added by hand, or a second one by another way; its key.
    func add(
        _ draft: Draft, to campaign: Int64, state: EntryState, on day: CalendarDate, by person: Int64?,
        _ author: String?
    ) throws -> Int64 {
        Int64(
            try transaction.query(
                """
                insert into alerts.entry (council_id, campaign_id, physician_id, cycle_start, milestone_on, channel,
                    state, reason, person_id, author, counted, expected, required, proposed_on, checked_at, is_added)
                values (\(council), \(campaign), \(draft.physician), \(draft.cycleStart), \(draft.due.milestone),
                    \(draft.channel.rawValue), \(state.rawValue), \(draft.reason), \(person), \(author),
                    \(draft.due.counted), \(draft.due.expected), \(draft.due.required), \(day), now(), true)
                returning entry_id
                """)[0].int("entry_id"))
    }

    /// One entry, locked.
    func lock(_ id: Int64, of campaign: Int64) throws -> Found? {
        try found("and e.campaign_id = \(campaign) and e.entry_id = \(id) for update of e").first
    }

    /// The entry of a notice, locked.
    func lock(notice: Int64) throws -> Found? { try found("and e.notice_id = \(notice) for update of e").first }

    /// An entry that was taken back, locked.
    func lock(retracted id: Int64) throws -> Found? {
        try found("and e.entry_id = \(id) and e.state = 'retracted' for update of e").first
    }

    /// Whether the message of a notice has left, or may have: a server that took it may not have been heard.
    func hasLeft(_ notice: Int64) throws -> Bool {
        try transaction.query(
            """
            select exists (select from letters.published_delivery where council_id = \(council)
                and notice_id = \(notice) and (state in ('sent', 'bounced') or left_on is not null)) as has_left
            """)[0].bool("has_left")
    }

    /// Whether the message of a notice is a mail that a server refused, at once or later.
    func isRefusedMail(_ notice: Int64) throws -> Bool {
        try transaction.query(
            """
            select exists (select from letters.published_delivery where council_id = \(council)
                and notice_id = \(notice) and channel = 'email' and state = 'bounced') as is_refused
            """)[0].bool("is_refused")
    }

    /// The notices of a campaign's entries that are excluded.
    func excludedNotices(of campaign: Int64) throws -> [Int64] {
        try transaction.query(
            """
            select notice_id from alerts.entry where council_id = \(council) and campaign_id = \(campaign)
                and state = 'excluded' and notice_id is not null
            """
        ).map { Int64(try $0.int("notice_id")) }
    }

    /// The campaign of a notice; nothing is locked.
    func campaign(ofNotice notice: Int64) throws -> Int64? {
        try transaction.first(
            "select campaign_id from alerts.entry where council_id = \(council) and notice_id = \(notice)"
        ).map { Int64(try $0.int("campaign_id")) }
    }

    /// The entry of a physician for a milestone, by any way, locked.
    func lock(physician: Int64, cycleStart: CalendarDate, milestone: CalendarDate) throws -> [Found] {
        try found(
            """
            and e.physician_id = \(physician) and e.cycle_start = \(cycleStart) and e.milestone_on = \(milestone)
            order by e.entry_id for update of e
            """)
    }

    /// Entries of these physicians that the rule excluded, in the order of their keys, locked.
    func excludedByRule(_ physicians: [Int64]) throws -> [Found] {
        try found(
            """
            and e.physician_id = any(\(physicians)::bigint[]) and e.state = 'excluded' and e.exclusion <> 'agent'
            order by e.entry_id for update of e
            """)
    }

    /// Entries of a campaign that the rule excluded after its last approval, in the order of their keys, locked.
    func excludedSinceApproval(of campaign: Int64) throws -> [Found] {
        try found(
            """
            and e.campaign_id = \(campaign) and e.state = 'excluded' and e.exclusion <> 'agent' and exists (
                select from alerts.event v where v.council_id = e.council_id and v.entry_id = e.entry_id
                    and v.event_id > (select max(a.event_id) from alerts.event a where a.council_id = e.council_id
                        and a.campaign_id = e.campaign_id and a.act in ('approved', 'approved_second')))
            order by e.entry_id for update of e
            """)
    }

    /// Entries of a campaign in a state, in the order of their keys, locked.
    func lock(of campaign: Int64, in state: EntryState) throws -> [Found] {
        try found(
            "and e.campaign_id = \(campaign) and e.state = \(state.rawValue) order by e.entry_id for update of e")
    }

    /// Approved entries without a message yet, locked.
    func unprepared(of campaign: Int64, onlyCanary: Bool, atMost limit: Int) throws -> [Found] {
        try found(
            """
            and e.campaign_id = \(campaign) and e.state = 'approved' and e.notice_id is null
            and (e.is_canary or not \(onlyCanary)) order by e.entry_id limit \(limit) for update of e
            """)
    }

    func found(_ more: SQL) throws -> [Found] {
        try transaction.query(
            """
            select e.council_id, e.entry_id, e.campaign_id, e.physician_id, e.cycle_start, e.milestone_on, e.channel, e.state,
                e.exclusion, e.counted, e.expected, e.required, e.is_canary, e.is_checked, e.is_past,
                e.notice_id, e.record_id, e.round
            from alerts.entry e where e.council_id = \(council) \(more)
            """
        ).map(Found.init(row:))
    }

    private static func json(_ drafts: [Draft]) -> String {
        var writer = JSONWriter()
        writer.array { list in
            for draft in drafts {
                list.object { object in
                    object.member("physician_id", Int(draft.physician))
                    object.member("cycle_start", draft.cycleStart)
                    object.member("milestone_on", draft.due.milestone)
                    object.member("channel", draft.channel.rawValue)
                    object.member("exclusion", draft.exclusion?.rawValue)
                    object.member("reason", draft.reason)
                    object.member("counted", draft.due.counted)
                    object.member("expected", draft.due.expected)
                    object.member("required", draft.due.required)
                }
            }
        }
        return writer.text
    }
}

extension EntryStore.Found {
    init(row: Row) throws {
        council = try row.value("council_id")
        id = Int64(try row.int("entry_id"))
        campaign = Int64(try row.int("campaign_id"))
        physician = Int64(try row.int("physician_id"))
        cycleStart = try row.date("cycle_start")
        milestone = try row.date("milestone_on")
        guard let channel = Channel(rawValue: try row.text("channel")),
            let state = EntryState(rawValue: try row.text("state"))
        else { throw PostgresError.decoding("unknown channel or state of an entry") }
        self.channel = channel
        self.state = state
        exclusion = try row.optional("exclusion", as: String.self).flatMap(Exclusion.init(rawValue:))
        due = AlertRule.Due(
            milestone: milestone, counted: try row.int("counted"), expected: try row.int("expected"),
            required: try row.int("required"))
        isCanary = try row.bool("is_canary")
        isChecked = try row.bool("is_checked")
        isPast = try row.bool("is_past")
        notice = try row.optional("notice_id", as: Int.self).map(Int64.init)
        record = try row.optional("record_id", as: Int.self).map(Int64.init)
        round = try row.int("round")
    }
}
