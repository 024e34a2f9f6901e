import Vocabulary

/// The moments of the journal as text, `2026-11-21T08:30:00.123456Z`.
enum AuditMoment {
    /// Seconds since 1970-01-01T00:00:00Z; nil when the text is no such moment.
    static func seconds(_ text: String) -> Double? {
        let bytes = Array(text.utf8)
        guard bytes.count >= 20, bytes[10] == UInt8(ascii: "T"), bytes.last == UInt8(ascii: "Z"),
            let day = CalendarDate(iso: String(text.prefix(10)))
        else { return nil }
        let clock = text.dropFirst(11).dropLast().split(separator: ":")
        guard clock.count == 3, let hour = Double(clock[0]), let minute = Double(clock[1]),
            let second = Double(clock[2])
        else { return nil }
        return Double(day.dayNumber) * 86_400 + hour * 3_600 + minute * 60 + second
    }

    /// The text of a moment to the second.
    static func text(_ moment: Instant) -> String {
        let (day, second) = moment.epochSeconds.quotientAndRemainder(dividingBy: 86_400)
        func two(_ number: Int64) -> String { number < 10 ? "0\(number)" : String(number) }
        let clock = [second / 3_600, second / 60 % 60, second % 60].map(two).joined(separator: ":")
        return "\(CalendarDate(dayNumber: Int32(day)))T\(clock)Z"
    }
}
