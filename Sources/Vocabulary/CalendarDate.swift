/// A civil date of the proleptic Gregorian calendar, without time of day (rule V1: Europe/Paris, bounds inclusive).
///
/// Stored as a day number so that comparing, sorting and adding days cost one integer operation.
/// Years 1 to 9999.
public struct CalendarDate: Hashable, Comparable, Sendable {
    /// Days since 1970-01-01; negative before.
    public let dayNumber: Int32

    /// The day with this number of days since 1970-01-01.
    public init(dayNumber: Int32) { self.dayNumber = dayNumber }

    /// The civil date, or nil when the day does not exist (30 February, month 13, year 0 or above 9999).
    public init?(year: Int, month: Int, day: Int) {
        guard (1...9999).contains(year), (1...12).contains(month), day >= 1,
            day <= CalendarDate.days(inMonth: month, of: year)
        else { return nil }
        self.init(uncheckedYear: year, month: month, day: day)
    }

    /// Days from civil, after Howard Hinnant's "chrono-Compatible Low-Level Date Algorithms".
    private init(uncheckedYear year: Int, month: Int, day: Int) {
        let shifted = month <= 2 ? year - 1 : year
        let era = shifted / 400
        let yearOfEra = shifted - era * 400
        let monthFromMarch = (month + 9) % 12
        let dayOfYear = (153 * monthFromMarch + 2) / 5 + day - 1
        let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
        dayNumber = Int32(era * 146_097 + dayOfEra - 719_468)
    }

    /// Year, month and day.
    public var components: (year: Int, month: Int, day: Int) {
        let shifted = Int(dayNumber) + 719_468
        let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
        let dayOfEra = shifted - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let monthFromMarch = (5 * dayOfYear + 2) / 153
        let day = dayOfYear - (153 * monthFromMarch + 2) / 5 + 1
        let month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9
        return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, day)
    }

    /// The year, 1 to 9999.
    public var year: Int { components.year }
    /// The month, 1 to 12.
    public var month: Int { components.month }
    /// The day of the month, 1 to 31.
    public var day: Int { components.day }

    /// How many days this month of this year has, 28 to 31.
    public static func days(inMonth month: Int, of year: Int) -> Int {
        switch month {
        case 2: isLeap(year) ? 29 : 28
        case 4, 6, 9, 11: 30
        default: 31
        }
    }

    /// Whether the year has a 29 February.
    public static func isLeap(_ year: Int) -> Bool {
        year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
    }

    /// Whether the left day is before the right one.
    public static func < (left: CalendarDate, right: CalendarDate) -> Bool { left.dayNumber < right.dayNumber }

    /// The date `days` later (earlier when negative).
    public func adding(days: Int) -> CalendarDate { CalendarDate(dayNumber: dayNumber + Int32(days)) }

    /// The next day: turns an inclusive end (`through`) into an exclusive one (`until`).
    public var next: CalendarDate { adding(days: 1) }
    /// The day before.
    public var previous: CalendarDate { adding(days: -1) }

    /// The same day `years` later; 29 February becomes 1 March in a common year (rule V2 of the engine).
    ///
    /// One function on purpose: Foundation and PostgreSQL answer 28 February, which ends a cycle one day early.
    public func anniversary(_ years: Int) -> CalendarDate {
        let (year, month, day) = components
        if month == 2, day == 29, !CalendarDate.isLeap(year + years) {
            return CalendarDate(uncheckedYear: year + years, month: 3, day: 1)
        }
        return CalendarDate(uncheckedYear: year + years, month: month, day: day)
    }

    /// The last day of a period of `years` that starts here: the eve of the anniversary (rule V2).
    public func end(ofYears years: Int) -> CalendarDate { anniversary(years).previous }

    /// The same day number `months` later, or the last day of that month when it has no such day (rule V3).
    public func adding(months: Int) -> CalendarDate {
        let (year, month, day) = components
        let index = year * 12 + month - 1 + months
        let (newYear, newMonth) = (index / 12, index % 12 + 1)
        return CalendarDate(
            uncheckedYear: newYear, month: newMonth, day: min(day, CalendarDate.days(inMonth: newMonth, of: newYear)))
    }

    /// Whole years elapsed from here to `other` by anniversaries (rule V2); 0 when `other` is earlier.
    public func wholeYears(to other: CalendarDate) -> Int {
        guard other > self else { return 0 }
        let years = other.year - year
        return anniversary(years) <= other ? years : years - 1
    }
}

extension CalendarDate: CustomStringConvertible {
    /// The ISO 8601 form `2026-11-21`.
    public var description: String {
        let (year, month, day) = components
        var text = [UInt8](repeating: 0x2D, count: 10)
        func put(_ value: Int, at start: Int, digits: Int) {
            var rest = value
            for place in stride(from: start + digits - 1, through: start, by: -1) {
                text[place] = UInt8(0x30 + rest % 10)
                rest /= 10
            }
        }
        put(year, at: 0, digits: 4)
        put(month, at: 5, digits: 2)
        put(day, at: 8, digits: 2)
        return String(decoding: text, as: UTF8.self)
    }

    /// Reads exactly `YYYY-MM-DD`; nil for anything else, also for a day that does not exist.
    public init?(iso text: some StringProtocol) {
        var copy = String(text)
        let parsed = copy.withUTF8 { CalendarDate(iso: UnsafeRawBufferPointer($0)) }
        guard let parsed else { return nil }
        self = parsed
    }

    /// Reads exactly the ten bytes `YYYY-MM-DD`; nil for anything else.
    public init?(iso bytes: UnsafeRawBufferPointer) {
        guard bytes.count == 10, bytes[4] == 0x2D, bytes[7] == 0x2D else { return nil }
        func number(_ range: Range<Int>) -> Int? {
            var value = 0
            for index in range {
                let digit = Int(bytes[index]) - 0x30
                guard (0...9).contains(digit) else { return nil }
                value = value * 10 + digit
            }
            return value
        }
        guard let year = number(0..<4), let month = number(5..<7), let day = number(8..<10) else { return nil }
        self.init(year: year, month: month, day: day)
    }

    /// Reads ISO `2026-11-21` or French `21/11/2026` (also `1/3/2026`); nil for anything else.
    public init?(isoOrFrench text: some StringProtocol) {
        if let date = CalendarDate(iso: text) {
            self = date
            return
        }
        let parts = text.split(separator: "/", omittingEmptySubsequences: false)
        guard parts.count == 3, (1...2).contains(parts[0].utf8.count), (1...2).contains(parts[1].utf8.count),
            parts[2].utf8.count == 4, parts.allSatisfy({ $0.utf8.allSatisfy { (0x30...0x39).contains($0) } }),
            let day = Int(parts[0]), let month = Int(parts[1]), let year = Int(parts[2])
        else { return nil }
        self.init(year: year, month: month, day: day)
    }

    /// The French long form, for sentences: `1er mars 2026`, with a no-break space after the day.
    public var inWords: String {
        let (year, month, day) = components
        let months = [
            "janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre",
            "novembre", "décembre",
        ]
        return "\(day == 1 ? "1er" : String(day))\u{A0}\(months[month - 1]) \(year)"
    }

    /// The French short form `21/11/2026`.
    public var french: String {
        let (year, month, day) = components
        func pad(_ value: Int, _ width: Int) -> String {
            let digits = String(value)
            return String(repeating: "0", count: max(0, width - digits.count)) + digits
        }
        return "\(pad(day, 2))/\(pad(month, 2))/\(pad(year, 4))"
    }
}

extension CalendarDate: Codable {
    /// Decodes the ISO form.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        let text = try container.decode(String.self)
        guard let date = CalendarDate(iso: text) else {
            throw DecodingError.dataCorruptedError(in: container, debugDescription: "no such day: \(text)")
        }
        self = date
    }

    /// Encodes the ISO form.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }
}
