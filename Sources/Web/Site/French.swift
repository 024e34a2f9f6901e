import Vocabulary

/// French numbers, dates and spaces.
enum French {
    /// Copies bytes of ours, turning the spaces beside « » : ; ! ? into no-break ones and ' into ’.
    static func typeset(_ text: some Collection<UInt8>, into bytes: inout [UInt8]) {
        var previous: UInt8 = 0
        for byte in text {
            if previous == 0x20 {
                switch byte {
                case UInt8(ascii: ":"): replaceSpace(in: &bytes, with: [0xC2, 0xA0])
                case UInt8(ascii: ";"), UInt8(ascii: "!"), UInt8(ascii: "?"):
                    replaceSpace(in: &bytes, with: [0xE2, 0x80, 0xAF])
                default: break
                }
            }
            if byte == 0xBB, previous == 0xC2, bytes.count >= 2, bytes[bytes.count - 2] == 0x20 {
                bytes.removeLast(2)
                bytes.append(contentsOf: [0xC2, 0xA0, 0xC2])
            }
            if byte == 0x20, previous == 0xAB, bytes.count >= 2, bytes[bytes.count - 2] == 0xC2 {
                bytes.append(contentsOf: [0xC2, 0xA0])
                previous = 0
                continue
            }
            if byte == UInt8(ascii: "'") {
                bytes.append(contentsOf: [0xE2, 0x80, 0x99])
            } else {
                bytes.append(byte)
            }
            previous = byte
        }
    }

    private static func replaceSpace(in bytes: inout [UInt8], with space: [UInt8]) {
        bytes.removeLast()
        bytes.append(contentsOf: space)
    }

    /// `12 345`, with narrow no-break spaces.
    static func number(_ value: Int) -> String {
        let digits = Array(String(value.magnitude))
        var text = value < 0 ? "−" : ""
        for (index, digit) in digits.enumerated() {
            if index > 0, (digits.count - index) % 3 == 0 { text.append("\u{202F}") }
            text.append(digit)
        }
        return text
    }

    /// `1 médecin`, `2 médecins`, `0 médecin`.
    static func count(_ value: Int, _ one: String, _ many: String) -> String {
        "\(number(value)) \(value < 2 ? one : many)"
    }

    private static let months = [
        "janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre", "novembre",
        "décembre",
    ]

    /// `1er mars 2026`, for sentences.
    static func long(_ date: CalendarDate) -> String {
        let (year, month, day) = date.components
        return "\(day == 1 ? "1er" : String(day))\u{A0}\(months[month - 1]) \(year)"
    }

    /// `42,4 %` of a whole; nothing when the whole is zero.
    static func percent(_ part: Int, of whole: Int) -> String {
        guard whole > 0 else { return "–" }
        let tenths = (part * 1000 + whole / 2) / whole
        return "\(tenths / 10),\(tenths % 10)\u{A0}%"
    }

    /// The RPPS number in groups, as on a card: `10 001 234 567`.
    static func rpps(_ number: String) -> String {
        guard number.utf8.count == 11 else { return number }
        let digits = Array(number)
        return [digits[0..<2], digits[2..<5], digits[5..<8], digits[8..<11]].map { String($0) }
            .joined(separator: "\u{A0}")
    }

    /// How far a date is, in words: `dans 12 jours`, `il y a 3 ans`, `aujourd’hui`.
    static func distance(from today: CalendarDate, to date: CalendarDate) -> String {
        let days = Int(date.dayNumber - today.dayNumber)
        guard days != 0 else { return "aujourd’hui" }
        let lead = days > 0 ? "dans" : "il y a"
        let years = days > 0 ? today.wholeYears(to: date) : date.wholeYears(to: today)
        if years >= 1 { return "\(lead) \(years) \(years == 1 ? "an" : "ans")" }
        let size = abs(days)
        if size > 60 { return "\(lead) \(size / 30) mois" }
        return "\(lead) \(size) \(size == 1 ? "jour" : "jours")"
    }
}
