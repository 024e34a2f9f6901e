import Frameworks
import Postgres
import Progress
import Standings
import Vocabulary

/// Every statement on standings and on what other rooms publish of a physician; the tenant is the transaction's.
struct StandingStore {
    /// Where a physician stands, as it is kept.
    struct Line {
        let physician: Int64
        let state: StandingState
        let cycleStart: CalendarDate?
        let cycleEnd: CalendarDate?
        let counted: Int?
        let required: Int?
        /// The latest milestone of this cycle, passed by the day, about which an entry exists; one that the rule
        /// excluded does not count, since its reason may go.
        let lastMilestone: CalendarDate?
    }

    /// Of an entry `e` of the ledger: its physician counts as alerted about its milestone. The one condition that the
    /// night and whatever looks ahead ask: what the rule excluded does not count, since its reason may go, nor does a
    /// refused mail whose letter on paper the rule excluded.
    static let countsAsAlerted: SQL = """
        e.addressee = 'physician' and (e.exclusion is null or e.exclusion = 'agent')
            and not (e.channel = 'email' and e.state = 'approved' and exists (
                select from alerts.entry l
                where (l.council_id, l.physician_id, l.cycle_start, l.milestone_on, l.addressee, l.channel, l.state)
                        = (e.council_id, e.physician_id, e.cycle_start, e.milestone_on, e.addressee, 'post', 'excluded')
                    and l.exclusion <> 'agent'))
        """

    let transaction: Transaction
    let council: Int32

    /// Whoever is late in a running cycle.
    func late(on day: CalendarDate) throws -> [Line] {
        try lines("and s.state = 'in_cycle' and s.is_late and not s.is_complete", on: day)
    }

    /// These physicians, by key; whoever has no standing is left out.
    func lines(of physicians: [Int64]) throws -> [Int64: Line] {
        let found = try lines("and s.physician_id = any(\(physicians)::bigint[])")
        return Dictionary(found.map { ($0.physician, $0) }) { first, _ in first }
    }

    /// Of these physicians, those whom another council's later roll names: that council writes.
    func onNewerRoll(_ physicians: [Int64]) throws -> Set<Int64> {
        try keys(
            """
            select physician_id from registry.newer_roll
            where council_id = \(council) and physician_id = any(\(physicians)::bigint[])
            """)
    }

    /// Of these physicians, the days on which an alert was proposed that was sent, or is to be.
    func alertDays(_ physicians: [Int64]) throws -> [Int64: [CalendarDate]] {
        var found: [Int64: [CalendarDate]] = [:]
        for row in try transaction.query(
            """
            select e.physician_id, e.proposed_on from alerts.entry e
            where e.council_id = \(council) and e.physician_id = any(\(physicians)::bigint[])
                and e.state in ('proposed', 'approved') and \(Self.countsAsAlerted)
            order by e.physician_id, e.proposed_on
            """)
        {
            found[Int64(try row.int("physician_id")), default: []].append(try row.date("proposed_on"))
        }
        return found
    }

    /// Of these physicians, the addresses that do not work: e-mail addresses that a server refused, in small letters,
    /// and postal ones from which a letter came back, as `PostalCheck.key` writes them.
    func refusedAddresses(_ physicians: [Int64]) throws -> [Int64: Set<String>] {
        var found: [Int64: Set<String>] = [:]
        for row in try transaction.query(
            """
            select physician_id, lower(email) as address from letters.published_contact_check
            where council_id = \(council) and state = 'refused' and physician_id = any(\(physicians)::bigint[])
            union all
            select physician_id, address from letters.published_postal_check
            where council_id = \(council) and state = 'refused' and physician_id = any(\(physicians)::bigint[])
            """)
        {
            found[Int64(try row.int("physician_id")), default: []].insert(try row.text("address"))
        }
        return found
    }

    /// Whether the kept standing of a recipient is late with these numbers: what the table will ask.
    func agrees(_ entry: EntryStore.Found, _ due: AlertRule.Due) throws -> Bool {
        try transaction.query(
            """
            select exists (select from standings.published_standing
                where council_id = \(council) and physician_id = \(entry.physician) and state = 'in_cycle'
                    and cycle_start = \(entry.cycleStart) and is_late and not is_complete
                    and counted_total = \(due.counted) and required_total = \(due.required)) as agrees
            """)[0].bool("agrees")
    }

    /// What the platform itself has sent, newest first.
    func platformAlerts(to physician: Int64) throws -> [PlatformAlert] {
        try transaction.query(
            """
            select sent_on, type from registry.published_platform_alert
            where council_id = \(council) and physician_id = \(physician) order by sent_on desc, type
            """
        ).map { PlatformAlert(sentOn: try $0.date("sent_on"), type: try $0.text("type")) }
    }

    private func keys(_ statement: SQL) throws -> Set<Int64> {
        Set(try transaction.query(statement).map { Int64(try $0.int("physician_id")) })
    }

    /// - Parameter day: the day by which milestones have passed; nil leaves them out.
    private func lines(_ condition: SQL, on day: CalendarDate? = nil) throws -> [Line] {
        try transaction.query(
            """
            select s.physician_id, s.state, s.cycle_start, s.cycle_end, s.counted_total, s.required_total, e.last
            from standings.published_standing s left join lateral (
                select max(milestone_on) as last from alerts.entry e
                where (e.council_id, e.physician_id, e.cycle_start) = (\(council), s.physician_id, s.cycle_start)
                    and milestone_on <= \(day) and \(Self.countsAsAlerted)) e on true
            where s.council_id = \(council) \(condition) order by s.physician_id
            """
        ).map { row in
            guard let state = StandingState(rawValue: try row.text("state")) else {
                throw PostgresError.decoding("unknown state of a standing")
            }
            return Line(
                physician: Int64(try row.int("physician_id")), state: state,
                cycleStart: try row.optional("cycle_start"), cycleEnd: try row.optional("cycle_end"),
                counted: try row.optional("counted_total"), required: try row.optional("required_total"),
                lastMilestone: try row.optional("last"))
        }
    }
}

/// Reckons the lateness of a kept standing again, under the law of a day.
struct Lookout {
    let assessor: Assessor
    let day: CalendarDate
    let transaction: Transaction

    /// Nil without a standing. The statutory length of a cycle is not kept: where its dates do not tell (an
    /// interruption ended it early), the physician is judged once more.
    func lateness(_ line: StandingStore.Line) throws -> Lateness? {
        guard let start = line.cycleStart, let end = line.cycleEnd, let counted = line.counted,
            let required = line.required
        else { return nil }
        let rules = assessor.law.rules
        let lengths = [rules.cycle.firstPeriodYears, rules.cycle.periodYears]
        guard let years = lengths.first(where: { start.end(ofYears: $0) == end }) else {
            return try assessor.read(Int(line.physician), on: day, transaction)?.assessed?.lateness
        }
        return Lateness(
            cycle: Cycle(index: 1, start: start, years: years), total: counted, required: required,
            policy: rules.alerts)
    }
}
