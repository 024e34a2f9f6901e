import Postgres
import Standings
import Vocabulary

/// What the calendar and the rehearsed years read of the ledger and of standings; the tenant is the transaction's.
enum CalendarStore {
    /// By physician and first day of the cycle, the latest milestone about which the ledger says something.
    static func alerted(_ transaction: Transaction) throws -> [Int64: [CalendarDate: CalendarDate]] {
        var found: [Int64: [CalendarDate: CalendarDate]] = [:]
        for row in try transaction.query(
            """
            select physician_id, cycle_start, max(milestone_on) as last from alerts.entry
            where addressee = 'physician' group by physician_id, cycle_start
            """)
        {
            found[Int64(try row.int("physician_id")), default: [:]][try row.date("cycle_start")] =
                try row.date("last")
        }
        return found
    }

    /// The entries of the ledger that the nights of some days proposed, with the state of their message.
    ///
    /// - Parameter numbers: the RPPS numbers by physician, since whoever has left the roll has no standing any more.
    static func proposed(
        from first: CalendarDate, through last: CalendarDate, numbers: [Int64: String], _ transaction: Transaction
    ) throws -> [SimulatedYears.Line] {
        try transaction.query(
            """
            select e.physician_id, e.cycle_start, e.milestone_on, e.channel, e.proposed_on,
                case when d.state in ('sent', 'bounced') then d.state else e.state end as state, e.exclusion,
                e.counted, e.expected, e.required
            from alerts.entry e
                left join letters.published_delivery d on d.council_id = e.council_id and d.notice_id = e.notice_id
            where e.proposed_on between \(first) and \(last)
            order by e.proposed_on, e.physician_id, e.cycle_start, e.milestone_on, e.channel
            """
        ).map { row in
            SimulatedYears.Line(
                kind: .alert, rpps: numbers[Int64(try row.int("physician_id"))] ?? "",
                cycleStart: try row.date("cycle_start"),
                day: try row.date("proposed_on"), milestone: try row.date("milestone_on"),
                channel: try row.text("channel"), state: try row.text("state"),
                exclusion: try row.optional("exclusion"),
                numbers: .init(
                    counted: try row.int("counted"), expected: try row.int("expected"),
                    required: try row.int("required")))
        }
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
