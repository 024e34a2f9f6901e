import Access
import Postgres
import Vocabulary

/// Every statement on campaigns; the tenant is the transaction's.
struct CampaignStore {
    let transaction: Transaction
    let council: Int32

    /// A campaign whose row nobody else changes until the transaction ends.
    struct Locked {
        let id: Int64
        let state: CampaignState
        let policy: CampaignPolicy
        let approvedBy: Int64?
        let approvedName: String?
        let secondBy: Int64?
        let secondName: String?
        let stoppedBy: String?
        let canaryUntil: Int64?
        /// Where it was when it was stopped.
        let stoppedFrom: CampaignState?
        let resumed: Int
        let checked: Int
        let compliant: Int
        let bounced: Int

        /// Whoever brought it where it is, for the one who came second.
        var decidedBy: String? {
            switch state {
            case .proposed: nil
            case .stopped, .abandoned: stoppedBy
            default: secondName ?? approvedName
            }
        }
    }

    /// Takes the lock of the council's facts, which comes before that of a campaign, never after.
    func lockFacts() throws { try transaction.query("select pg_advisory_xact_lock(7302, \(council))") }

    /// The same without waiting, beside others who only read; false while somebody writes facts.
    func tryShareFacts() throws -> Bool {
        try transaction.query("select pg_try_advisory_xact_lock_shared(7302, \(council)) as is_ours")[0].value(
            "is_ours")
    }

    /// The same for writing; false while anybody reads or writes them.
    func tryLockFacts() throws -> Bool {
        try transaction.query("select pg_try_advisory_xact_lock(7302, \(council)) as is_ours")[0].value("is_ours")
    }

    /// The words that were approved; nil while nobody has.
    func words(of id: Int64) throws -> JSON? {
        try transaction.first(
            "select words::text as words from alerts.campaign where council_id = \(council) and campaign_id = \(id)"
        )?.optional("words", as: String.self).map { try JSON(parsing: $0) }
    }

    func lock(_ id: Int64) throws -> Locked? {
        try transaction.first(
            """
            select campaign_id, state, policy::text as policy, approved_by, approved_name, second_by, second_name, stopped_by,
                extract(epoch from canary_until)::bigint as canary_until, stopped_from, resumed, checked, compliant,
                bounced
            from alerts.campaign where council_id = \(council) and campaign_id = \(id) for update
            """
        ).map { row in
            guard let state = CampaignState(rawValue: try row.text("state")) else {
                throw PostgresError.decoding("unknown state of a campaign")
            }
            return Locked(
                id: Int64(try row.int("campaign_id")), state: state, policy: try CampaignPolicy(row.text("policy")),
                approvedBy: try row.optional("approved_by", as: Int.self).map(Int64.init),
                approvedName: try row.optional("approved_name"),
                secondBy: try row.optional("second_by", as: Int.self).map(Int64.init),
                secondName: try row.optional("second_name"),
                stoppedBy: try row.optional("stopped_by"),
                canaryUntil: try row.optional("canary_until", as: Int.self).map(Int64.init),
                stoppedFrom: try row.optional("stopped_from", as: String.self).flatMap(CampaignState.init(rawValue:)),
                resumed: try row.int("resumed"), checked: try row.int("checked"),
                compliant: try row.int("compliant"), bounced: try row.int("bounced"))
        }
    }

    /// The one that the nights fill, opened if there is none.
    func proposed(on day: CalendarDate) throws -> Int64 {
        if let open = try findProposed() { return open }
        return Int64(
            try transaction.query(
                """
                insert into alerts.campaign (council_id, opened_on, policy)
                values (\(council), \(day), \(CampaignPolicy().json)::jsonb) returning campaign_id
                """)[0].int("campaign_id"))
    }

    /// The one that the nights fill, locked; nil when there is none.
    func findProposed() throws -> Int64? {
        try transaction.first(
            "select campaign_id from alerts.campaign where council_id = \(council) and state = 'proposed' for update"
        ).map { Int64(try $0.int("campaign_id")) }
    }

    /// How many recipients somebody approved without a second person after a day, in the transaction's council.
    static func approvedAlone(by person: Int64, after day: CalendarDate, _ transaction: Transaction) throws -> Int {
        try transaction.query(
            """
            select count(distinct (c.campaign_id, e.physician_id)) as number
            from alerts.campaign c join alerts.entry e using (council_id, campaign_id)
            where c.approved_by = \(person) and c.second_by is null
                and c.approved_on > \(day) and e.state in ('approved', 'retracted')
            """)[0].int("number")
    }

    func approve(
        _ id: Int64, by person: Int64, _ name: String, isSecond: Bool, to state: CampaignState, on day: CalendarDate,
        in words: String
    ) throws {
        let who: SQL =
            isSecond
            ? "second_by = \(person), second_name = \(name)"
            : "approved_by = \(person), approved_name = \(name), words = \(words)::jsonb"
        try change(id, to: state, and: "approved_on = \(day), \(who)")
    }

    /// The moment is in seconds since 1970-01-01T00:00:00Z.
    func beginCanary(_ id: Int64, until moment: Int64) throws {
        try change(id, to: .canary, and: "canary_until = to_timestamp(\(moment)::float8)")
    }

    func stop(_ id: Int64, to state: CampaignState = .stopped, reason: String, by author: String?) throws {
        let from: SQL = state == .stopped ? "state" : "null"
        try change(
            id, to: state,
            and: """
                stopped_from = \(from), stop_reason = \(reason), stopped_by = \(author), canary_until = null
                """)
    }

    /// What was counted before it was stopped does not stop it again.
    func resume(_ id: Int64, to state: CampaignState) throws {
        try change(
            id, to: state,
            and: """
                stop_reason = null, stopped_by = null, stopped_from = null, resumed = resumed + 1, checked = 0,
                compliant = 0, bounced = 0
                """)
    }

    /// Nobody has approved it any more.
    func reopen(_ id: Int64) throws {
        try change(id, to: .proposed, and: "approved_by = null, approved_name = null, approved_on = null, words = null")
    }

    func send(_ id: Int64) throws { try change(id, to: .sending, and: "canary_until = null") }

    func count(_ id: Int64, checked: Int, compliant: Int) throws {
        try transaction.query(
            """
            update alerts.campaign set checked = \(checked), compliant = \(compliant)
            where council_id = \(council) and campaign_id = \(id)
            """)
    }

    func count(_ id: Int64, bounced: Int) throws {
        try transaction.query(
            """
            update alerts.campaign set bounced = \(bounced) where council_id = \(council) and campaign_id = \(id)
            """)
    }

    /// Ends the campaigns of which nothing is open any more.
    func close() throws {
        try transaction.query(
            """
            update alerts.campaign c set state = 'done' where c.council_id = \(council) and c.state = 'sending'
                and not exists (
                    select from alerts.entry e left join letters.published_delivery d
                        on d.council_id = e.council_id and d.notice_id = e.notice_id
                    where e.council_id = c.council_id and e.campaign_id = c.campaign_id and e.state = 'approved'
                        and (e.notice_id is null or d.state in ('ready', 'held')))
            """)
    }

    private func change(_ id: Int64, to state: CampaignState, and more: SQL) throws {
        try transaction.query(
            """
            update alerts.campaign set state = \(state.rawValue), \(more)
            where council_id = \(council) and campaign_id = \(id)
            """)
    }
}

extension CampaignPolicy {
    /// As it is kept with a campaign.
    var json: String {
        var writer = JSONWriter()
        writer.object { object in
            for (name, number) in numbers {
                object.key(name)
                object.integer(number)
            }
        }
        return writer.text
    }

    /// What was kept; a number that came later has its default.
    init(_ text: String) throws {
        let json = try JSON(parsing: text)
        func read(_ name: String, _ value: inout Int) { value = json[name]?.integer ?? value }
        read("mostForOnePerson", &mostForOnePerson)
        read("canaryPercent", &canaryPercent)
        var (least, most, seconds) = (canaryRange.lowerBound, canaryRange.upperBound, Int(canarySeconds))
        read("canaryLeast", &least)
        read("canaryMost", &most)
        canaryRange = least...max(least, most)
        read("leastForCanary", &leastForCanary)
        read("canarySeconds", &seconds)
        canarySeconds = Int64(seconds)
        read("leastCompliant", &leastCompliant)
        read("compliantPercent", &compliantPercent)
        read("leastBounces", &leastBounces)
        read("bouncePercent", &bouncePercent)
        read("daysBetweenAlerts", &daysBetweenAlerts)
        read("daysOfText", &daysOfText)
    }

    private var numbers: [(String, Int)] {
        [
            ("mostForOnePerson", mostForOnePerson), ("canaryPercent", canaryPercent),
            ("canaryLeast", canaryRange.lowerBound), ("canaryMost", canaryRange.upperBound),
            ("leastForCanary", leastForCanary), ("canarySeconds", Int(canarySeconds)),
            ("leastCompliant", leastCompliant), ("compliantPercent", compliantPercent),
            ("leastBounces", leastBounces), ("bouncePercent", bouncePercent),
            ("daysBetweenAlerts", daysBetweenAlerts), ("daysOfText", daysOfText),
        ]
    }
}
