/// The civil time of Paris at a moment: day, hour and minute as a clock on a wall shows them.
///
/// Summer time runs from the last Sunday of March to the last Sunday of October, at 01:00 UTC both (directive
/// 2000/84/CE); the rule holds since 1996.
public struct ParisTime: Hashable, Sendable {
    /// The civil day.
    public let day: CalendarDate
    /// 0 to 23.
    public let hour: Int
    /// 0 to 59.
    public let minute: Int
    /// 0 to 59.
    public let second: Int

    /// The civil time at a moment, in seconds since 1970-01-01T00:00:00Z.
    public init(epochSeconds: Int64) {
        let local = epochSeconds + ParisTime.offset(at: epochSeconds)
        let dayNumber = local >= 0 ? local / 86_400 : (local - 86_399) / 86_400
        let clock = Int(local - dayNumber * 86_400)
        day = CalendarDate(dayNumber: Int32(truncatingIfNeeded: dayNumber))
        (hour, minute, second) = (clock / 3_600, clock / 60 % 60, clock % 60)
    }

    /// The moment at which a civil day begins in Paris, in seconds since 1970-01-01T00:00:00Z. The clocks never change
    /// at midnight.
    public static func start(of day: CalendarDate) -> Int64 {
        let midnight = Int64(day.dayNumber) * 86_400
        return midnight - offset(at: midnight - 3_600)
    }

    /// How many seconds Paris is ahead of UTC.
    private static func offset(at moment: Int64) -> Int64 {
        let days = moment >= 0 ? moment / 86_400 : (moment - 86_399) / 86_400
        let year = CalendarDate(dayNumber: Int32(truncatingIfNeeded: days)).components.year
        let summer = lastSunday(year, 3)..<lastSunday(year, 10)
        return summer.contains(moment) ? 7_200 : 3_600
    }

    /// 01:00 UTC on the last Sunday of a month of 31 days.
    private static func lastSunday(_ year: Int, _ month: Int) -> Int64 {
        guard let last = CalendarDate(year: year, month: month, day: 31) else { return 0 }
        // Day 0 was a Thursday, so day 3 was a Sunday.
        let since = (Int64(last.dayNumber) - 3) % 7
        return (Int64(last.dayNumber) - (since < 0 ? since + 7 : since)) * 86_400 + 3_600
    }
}
