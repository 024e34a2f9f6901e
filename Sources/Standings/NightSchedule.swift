public import Vocabulary

/// At which hour of the civil day in Paris the night begins, and whether one is due.
///
/// A night is named after the civil day on which its hour came. Where clocks jump over the hour, it has come as soon as
/// they show a later one; where they show the hour twice, the second time is the same night.
public struct NightSchedule: Hashable, Sendable {
    /// 0 to 23, civil time of Paris; nil where somebody else starts the nights.
    public let hour: Int?

    /// - Parameter hour: 0 to 23, or nil for no night at all.
    public init(hour: Int?) { self.hour = hour }

    /// The latest night whose hour has come; nil without an hour.
    ///
    /// - Parameter moment: seconds since 1970-01-01T00:00:00Z.
    public func night(at moment: Int64) -> CalendarDate? {
        guard let hour else { return nil }
        let time = ParisTime(epochSeconds: moment)
        return time.hour >= hour ? time.day : time.day.adding(days: -1)
    }

    /// Whether that night is still to be run.
    ///
    /// A clock moved back brings no night again. One that had run ahead by more than a day does not keep the nights of
    /// the right days from being run.
    ///
    /// - Parameters:
    ///   - last: the latest night that was run; nil before the first.
    ///   - isDone: whether this very night was run.
    public func isDue(_ night: CalendarDate, last: CalendarDate?, isDone: Bool) -> Bool {
        guard !isDone, let last else { return !isDone }
        return night > last || last > night.adding(days: 1)
    }
}
