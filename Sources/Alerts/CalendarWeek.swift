public import Vocabulary

/// A week of the calendar by ISO 8601: from Monday, and of the year that has its Thursday.
public struct CalendarWeek: Hashable, Comparable, Sendable {
    /// Its first day.
    public let monday: CalendarDate

    /// The week of a day.
    public init(of day: CalendarDate) {
        // 1970-01-01 was a Thursday.
        let weekday = ((Int(day.dayNumber) + 3) % 7 + 7) % 7
        monday = day.adding(days: -weekday)
    }

    /// Its last day.
    public var sunday: CalendarDate { monday.adding(days: 6) }
    /// The week after.
    public var next: CalendarWeek { CalendarWeek(of: monday.adding(days: 7)) }
    /// The year it is counted in.
    public var year: Int { thursday.year }
    /// Its number, 1 to 53.
    public var number: Int {
        let first = CalendarDate(year: year, month: 1, day: 1) ?? thursday
        return Int(thursday.dayNumber - first.dayNumber) / 7 + 1
    }

    /// As ISO 8601 writes it: `2029-W01`.
    public var iso: String { "\(year)-W\(number < 10 ? "0" : "")\(number)" }

    private var thursday: CalendarDate { monday.adding(days: 3) }

    /// Whether it comes before another.
    public static func < (left: CalendarWeek, right: CalendarWeek) -> Bool { left.monday < right.monday }
}
