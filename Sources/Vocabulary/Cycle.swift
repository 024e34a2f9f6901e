/// One certification period of a physician (R. 4022-14).
public struct Cycle: Hashable, Sendable {
    /// 1 for the first period.
    public var index: Int
    /// The first day.
    public var start: CalendarDate
    /// The last day, included.
    public var end: CalendarDate
    /// The statutory length in years: nine or six, also when an interruption ended the period early.
    public var lengthInYears: Int
    /// Whether an interruption of more than three years ended it (R. 4022-16).
    public var isInterrupted: Bool
    /// The last day on which the Ordre may control it (six months after the end, rule V3).
    public var controlDeadline: CalendarDate

    /// A period.
    /// - Parameter controlMonths: How many months after the end the control lasts.
    public init(
        index: Int, start: CalendarDate, end: CalendarDate, lengthInYears: Int, isInterrupted: Bool = false,
        controlMonths: Int = 6
    ) {
        self.index = index
        self.start = start
        self.end = end
        self.lengthInYears = lengthInYears
        self.isInterrupted = isInterrupted
        controlDeadline = end.adding(months: controlMonths)
    }

    /// A whole period of `years`, from its first day.
    public init(index: Int, start: CalendarDate, years: Int, controlMonths: Int = 6) {
        self.init(
            index: index, start: start, end: start.end(ofYears: years), lengthInYears: years,
            controlMonths: controlMonths)
    }

    /// Whether the day is in it, both bounds included.
    public func contains(_ day: CalendarDate) -> Bool { start <= day && day <= end }
}
