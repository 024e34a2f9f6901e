import Postgres
import Vocabulary

/// The statements on the work to come, as each council counted it and as the national council reads its sums.
struct CalendarCountStore {
    let transaction: Transaction
    let council: Int32

    /// The night that counted last; nil before the first one.
    func countedOn() throws -> CalendarDate? {
        try transaction.first(
            "select max(counted_on) as counted_on from alerts.calendar_count where council_id = \(council)"
        )?.optional("counted_on")
    }

    func replace(_ weeks: [(week: CalendarWeek, load: WorkCalendar.Load)], on day: CalendarDate) throws {
        try transaction.query("delete from alerts.calendar_count where council_id = \(council)")
        try transaction.query(
            """
            insert into alerts.calendar_count (council_id, week_on, alerts, openings, deadlines, counted_on)
            select \(council), week::date, alerts, openings, deadlines, \(day)::date
            from unnest(\(weeks.map { "\($0.week.monday)" })::text[], \(weeks.map { $0.load.alerts })::int[],
                \(weeks.map { $0.load.openings })::int[], \(weeks.map { $0.load.deadlines })::int[])
                as w (week, alerts, openings, deadlines)
            on conflict do nothing
            """)
    }

    /// Adds up all councils from a week on and keeps the sums as they may be told, in a transaction as
    /// `Principal.impact`.
    static func addUp(from week: CalendarWeek, _ transaction: Transaction) throws {
        let sums = try transaction.query(
            """
            select week_on, sum(alerts)::bigint as alerts, sum(openings)::bigint as openings,
                sum(deadlines)::bigint as deadlines, count(*) as councils, min(counted_on) as counted_since
            from alerts.calendar_count where week_on >= \(week.monday) group by week_on order by week_on
            """
        ).map { row in
            var load = WorkCalendar.Load()
            load.alerts = try row.int("alerts")
            load.openings = try row.int("openings")
            load.deadlines = try row.int("deadlines")
            return (
                week: CalendarWeek(of: try row.date("week_on")), load: load, councils: try row.int("councils"),
                since: try row.date("counted_since")
            )
        }
        let shown = NationalCalendar.lines(Dictionary(sums.map { ($0.week, $0.load) }) { first, _ in first })
        try transaction.query("delete from alerts.calendar_sum")
        for sum in sums {
            guard let load = shown[sum.week] else { continue }
            try transaction.query(
                """
                insert into alerts.calendar_sum (week_on, alerts, openings, deadlines, councils, counted_since)
                values (\(sum.week.monday), \(load.alerts)::bigint, \(load.openings)::bigint,
                    \(load.deadlines)::bigint, \(sum.councils), \(sum.since))
                """)
        }
    }

    /// The sums of all councils from a week on as they may be told, how many councils they are of, and the oldest count
    /// among them.
    static func nation(from week: CalendarWeek, _ transaction: Transaction) throws -> [Sum] {
        try transaction.query(
            """
            select week_on, alerts, openings, deadlines, councils, counted_since from alerts.calendar_sum
            where week_on >= \(week.monday) order by week_on
            """
        ).map { row in
            Sum(
                week: CalendarWeek(of: try row.date("week_on")),
                load: PublishedLoad(
                    alerts: try row.optional("alerts"), openings: try row.optional("openings"),
                    deadlines: try row.optional("deadlines")),
                councils: try row.int("councils"), countedSince: try row.date("counted_since"))
        }
    }

    /// A week of the whole country.
    struct Sum {
        let week: CalendarWeek
        let load: PublishedLoad
        let councils: Int
        let countedSince: CalendarDate
    }
}
