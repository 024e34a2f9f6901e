public import Postgres
import Standings
public import Vocabulary

/// The numbers of a week as they may be told: nil where one is hidden.
public struct PublishedLoad: Hashable, Sendable {
    /// Alerts that fall due.
    public let alerts: Int?
    /// Verifications that open.
    public let openings: Int?
    /// Verifications of which it is the last day.
    public let deadlines: Int?
    /// Alerts that fall due and that the rule keeps back; told of a council alone.
    public var excluded: Int?

    /// All of a council's own numbers.
    public init(_ load: WorkCalendar.Load) {
        (alerts, openings, deadlines) = (load.alerts, load.openings, load.deadlines)
        excluded = load.excluded
    }

    init(alerts: Int?, openings: Int?, deadlines: Int?) {
        (self.alerts, self.openings, self.deadlines) = (alerts, openings, deadlines)
    }
}

/// The sums of all councils, week by week, with small numbers hidden.
public struct NationalCalendar: Sendable {
    /// The weeks in order, those without work too.
    public let weeks: [(week: CalendarWeek, load: PublishedLoad)]
    /// How many councils have counted their work.
    public let councils: Int
    /// The night of the oldest count; nil before the first one.
    public let countedSince: CalendarDate?

    /// What the national council may read from the week of a day on, in a transaction of its own.
    ///
    /// - Throws: `PostgresError`.
    public static func read(from day: CalendarDate, _ transaction: Transaction) throws -> NationalCalendar {
        let sums = try CalendarCountStore.nation(from: CalendarWeek(of: day), transaction)
        return NationalCalendar(
            weeks: sums.map { (week: $0.week, load: $0.load) },
            councils: sums.map(\.councils).max() ?? 0, countedSince: sums.map(\.countedSince).min())
    }

    /// What may be told of these sums: no number from 1 to 10 of any measure, and none that follows from a published
    /// sum of the column.
    public static func lines(
        _ sums: [CalendarWeek: WorkCalendar.Load]
    ) -> [CalendarWeek: PublishedLoad] {
        func column(_ number: (WorkCalendar.Load) -> Int) -> [CalendarWeek: Int?] {
            SmallNumbers.hide(column: sums.mapValues(number))
        }
        let (alerts, openings, deadlines) = (column(\.alerts), column(\.openings), column(\.deadlines))
        return Dictionary(
            uniqueKeysWithValues: sums.keys.map { week in
                (
                    week,
                    PublishedLoad(
                        alerts: alerts[week] ?? nil, openings: openings[week] ?? nil,
                        deadlines: deadlines[week] ?? nil)
                )
            })
    }
}

extension WorkCalendar.Load {
    /// Adds another council's numbers of the same week.
    public static func += (left: inout WorkCalendar.Load, right: WorkCalendar.Load) {
        left.alerts += right.alerts
        left.excluded += right.excluded
        left.openings += right.openings
        left.deadlines += right.deadlines
    }
}
