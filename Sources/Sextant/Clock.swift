import Access
import Foundation
import Vocabulary

/// The only place that asks the machine for the time; everywhere else it is an argument.
enum Clock {
    /// The legal date: `SEXTANT_TODAY` when set (demonstrations), else the civil date in Paris (rule V1).
    static func today(_ configuration: Configuration) throws -> @Sendable () -> CalendarDate {
        guard let day = try played(configuration) else { return { parisToday() } }
        return { day }
    }

    /// The day that `SEXTANT_TODAY` gives; nil when it is not set.
    static func played(_ configuration: Configuration) throws -> CalendarDate? {
        guard let text = try configuration.text("SEXTANT_TODAY") else { return nil }
        guard let day = CalendarDate(iso: text) else {
            throw Configuration.Problem(
                variable: "SEXTANT_TODAY",
                sentence: "« \(text) » n'est pas un jour AAAA-MM-JJ ; corrigez-le ou retirez-le")
        }
        return day
    }

    /// Seconds since 1970.
    static func now() -> Double { Date().timeIntervalSince1970 }

    /// The moment, for what is kept in the database.
    static let moment: @Sendable () -> Instant = { Instant(epochSeconds: Int64(now())) }

    /// Monotonic seconds, for durations.
    static func seconds() -> Double { ProcessInfo.processInfo.systemUptime }

    private static func parisToday() -> CalendarDate {
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = TimeZone(identifier: "Europe/Paris") ?? .gmt
        let parts = calendar.dateComponents([.year, .month, .day], from: Date())
        return CalendarDate(year: parts.year ?? 1970, month: parts.month ?? 1, day: parts.day ?? 1)
            ?? CalendarDate(dayNumber: 0)
    }
}
