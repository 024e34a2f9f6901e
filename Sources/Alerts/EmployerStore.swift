import Access
import Letters
import Postgres
import Vocabulary

/// Every statement on the information of employers; the tenant is the transaction's.
struct EmployerStore {
    let transaction: Transaction
    let council: Int32

    /// A proposal about to be written.
    struct Draft {
        let entry: EntryStore.Found
        let due: AlertRule.Due
        let employer: String
        let destination: Destination
        let waitDays: Int
        let reason: String
    }

    /// A row as the acts need it.
    struct Found {
        let id: Int64
        let entry: Int64
        let physician: Int64
        let cycleStart: CalendarDate
        let milestone: CalendarDate
        let employer: String
        let destination: Destination
        let waitDays: Int
        let state: EmployerAlert.State
        let reason: String
        let round: Int
        let proposer: Int64
        let proposedName: String
        let approver: Author?
        let record: Int64?
        let told: Int64?
        let notice: Int64?

        /// The natural key: names nobody, and is the same after a restore.
        var cause: String {
            let first = "\(physician)/\(cycleStart)/\(milestone)"
            return round == 1 ? first : "\(first)/\(round)"
        }

        /// The alert that it is about, whichever council writes.
        var mark: AlertMark { AlertMark(physician: physician, cycleStart: cycleStart, milestone: milestone) }
    }

    /// What the council chose last; nil while it never has.
    func choice() throws -> EmployerChoice? {
        try transaction.first(
            """
            select is_on, wait_days, reason, author, chosen_on from alerts.employer_choice
            where council_id = \(council) order by employer_choice_id desc limit 1
            """
        ).map { row in
            EmployerChoice(
                isOn: try row.bool("is_on"), waitDays: try row.int("wait_days"), reason: try row.text("reason"),
                author: try row.text("author"), chosenOn: try row.date("chosen_on"))
        }
    }

    func choose(
        _ isOn: Bool, waitDays: Int, reason: String, by person: Int64, _ author: String, on day: CalendarDate
    ) throws {
        try transaction.query(
            """
            insert into alerts.employer_choice (council_id, is_on, wait_days, reason, person_id, author, chosen_on)
            values (\(council), \(isOn), \(waitDays), \(reason), \(person), \(author), \(day))
            """)
    }

    /// Whether an alert about this has left and stands, or was taken back.
    func alert(_ mark: AlertMark) throws -> (hasLeft: Bool, isRetracted: Bool) {
        let row = try transaction.query(
            """
            select coalesce(bool_or(e.state = 'approved' and d.state = 'sent'), false) as has_left,
                coalesce(bool_or(e.state = 'retracted'), false) as is_retracted
            from alerts.entry e left join letters.published_delivery d
                on d.council_id = e.council_id and d.notice_id = e.notice_id
            where e.council_id = \(council) and e.physician_id = \(mark.physician)
                and e.cycle_start = \(mark.cycleStart) and e.milestone_on = \(mark.milestone)
                and e.addressee = 'physician'
            """)[0]
        return (try row.bool("has_left"), try row.bool("is_retracted"))
    }

    /// Writes a proposal; nil when another one is open for the same milestone.
    func add(_ draft: Draft, by person: Int64, _ author: String, on day: CalendarDate) throws -> Int64? {
        let (entry, due) = (draft.entry, draft.due)
        return try transaction.first(
            """
            insert into alerts.employer_alert (council_id, entry_id, physician_id, cycle_start, milestone_on, channel,
                round, employer, address, wait_days, reason, counted, expected, required, checked_at, proposed_by,
                proposed_name, proposed_on)
            select \(council), \(entry.id), \(entry.physician), \(entry.cycleStart), \(entry.milestone),
                \(draft.destination.channel.rawValue), 1 + coalesce(max(a.round), 0), \(draft.employer),
                \(draft.destination.typed)::text[], \(draft.waitDays), \(draft.reason), \(due.counted),
                \(due.expected), \(due.required), now(), \(person), \(author), \(day)
            from alerts.employer_alert a where a.council_id = \(council) and a.physician_id = \(entry.physician)
                and a.cycle_start = \(entry.cycleStart) and a.milestone_on = \(entry.milestone)
            on conflict do nothing returning employer_alert_id
            """
        ).map { Int64(try $0.int("employer_alert_id")) }
    }

    /// The alert of a row and its campaign; nothing is locked.
    func place(of id: Int64) throws -> (campaign: Int64, entry: Int64)? {
        try transaction.first(
            """
            select e.campaign_id, a.entry_id from alerts.employer_alert a join alerts.entry e
                on e.council_id = a.council_id and e.entry_id = a.entry_id
            where a.council_id = \(council) and a.employer_alert_id = \(id)
            """
        ).map { (Int64(try $0.int("campaign_id")), Int64(try $0.int("entry_id"))) }
    }

    /// One row, locked.
    func lock(_ id: Int64) throws -> Found? {
        try found("and a.employer_alert_id = \(id) for update of a").first
    }

    /// The row of a notice to the employer or to the physician, locked.
    func lock(notice: Int64) throws -> Found? {
        try found("and \(notice) in (a.notice_id, a.told_notice_id) for update of a").first
    }

    /// What is open about an alert, locked.
    func open(_ mark: AlertMark) throws -> [Found] {
        try found(
            """
            and a.physician_id = \(mark.physician) and a.cycle_start = \(mark.cycleStart)
            and a.milestone_on = \(mark.milestone) and a.state in ('proposed', 'approved')
            order by a.employer_alert_id for update of a
            """)
    }

    private func found(_ more: SQL) throws -> [Found] {
        try transaction.query(
            """
            select a.employer_alert_id, a.entry_id, a.physician_id, a.cycle_start, a.milestone_on, a.channel, a.employer,
                array_to_string(a.address, E'\\n') as address, a.wait_days, a.state, a.reason, a.round, a.proposed_by,
                a.proposed_name, a.approved_by, a.approved_name, a.record_id, a.told_notice_id, a.notice_id
            from alerts.employer_alert a where a.council_id = \(council) \(more)
            """
        ).map(Found.init(row:))
    }
}

extension EmployerStore.Found {
    init(row: Row) throws {
        guard let channel = Channel(rawValue: try row.text("channel")),
            let state = EmployerAlert.State(rawValue: try row.text("state"))
        else { throw PostgresError.decoding("unknown channel or state of an employer's alert") }
        let lines = try row.text("address").split(separator: "\n").map(String.init)
        id = Int64(try row.int("employer_alert_id"))
        entry = Int64(try row.int("entry_id"))
        physician = Int64(try row.int("physician_id"))
        cycleStart = try row.date("cycle_start")
        milestone = try row.date("milestone_on")
        employer = try row.text("employer")
        destination = channel == .email ? .email(lines.first ?? "") : .post(lines)
        waitDays = try row.int("wait_days")
        self.state = state
        reason = try row.text("reason")
        round = try row.int("round")
        proposer = Int64(try row.int("proposed_by"))
        proposedName = try row.text("proposed_name")
        let person = try row.optional("approved_by", as: Int.self).map(Int64.init)
        approver = try row.optional("approved_name", as: String.self).map { Author(name: $0, personID: person) }
        record = try row.optional("record_id", as: Int.self).map(Int64.init)
        told = try row.optional("told_notice_id", as: Int.self).map(Int64.init)
        notice = try row.optional("notice_id", as: Int.self).map(Int64.init)
    }
}

extension Destination {
    /// The lines as they are kept.
    var typed: [String] {
        switch self {
        case .email(let address): [address]
        case .post(let lines): lines
        }
    }
}
