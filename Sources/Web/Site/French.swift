import Vocabulary

/// French numbers, dates and spaces.
enum French {
    /// Copies bytes of ours, turning the spaces beside « » : ; ! ? into no-break ones and ' into ’.
    ///
    /// Every literal of every page passes here: what needs no change is copied in runs.
    static func typeset(_ text: UnsafeBufferPointer<UInt8>, into bytes: inout [UInt8]) {
        var copied = 0
        func copy(upTo end: Int) {
            if copied < end { bytes.append(contentsOf: text[copied..<end]) }
        }
        func follows(_ index: Int, _ byte: UInt8) -> Bool { index >= copied && index >= 0 && text[index] == byte }
        for index in text.indices {
            switch text[index] {
            case UInt8(ascii: "'"):
                copy(upTo: index)
                bytes.append(contentsOf: [0xE2, 0x80, 0x99])
                copied = index + 1
            case UInt8(ascii: ":") where follows(index - 1, 0x20):
                copy(upTo: index - 1)
                bytes.append(contentsOf: [0xC2, 0xA0])
                copied = index
            case UInt8(ascii: ";"), UInt8(ascii: "!"), UInt8(ascii: "?"):
                guard follows(index - 1, 0x20) else { continue }
                copy(upTo: index - 1)
                bytes.append(contentsOf: [0xE2, 0x80, 0xAF])
                copied = index
            case 0xBB where follows(index - 1, 0xC2) && follows(index - 2, 0x20):
                copy(upTo: index - 2)
                bytes.append(contentsOf: [0xC2, 0xA0])
                copied = index - 1
            case 0xAB where follows(index - 1, 0xC2) && index + 1 < text.count && text[index + 1] == 0x20:
                copy(upTo: index + 1)
                bytes.append(contentsOf: [0xC2, 0xA0])
                copied = index + 2
            default: continue
            }
        }
        copy(upTo: text.count)
    }

    /// The same for a string.
    static func typeset(_ text: String, into bytes: inout [UInt8]) {
        var text = text
        text.withUTF8 { typeset($0, into: &bytes) }
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

    /// A wait in words: `40 secondes`, `12 minutes`.
    static func wait(_ seconds: Int) -> String {
        seconds < 90 ? count(seconds, "seconde", "secondes") : "\(number((seconds + 59) / 60)) minutes"
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

    /// `2,4 s`, to a tenth.
    static func seconds(_ value: Double) -> String {
        let tenths = Int((value * 10).rounded())
        return "\(number(tenths / 10)),\(tenths % 10)\u{A0}s"
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
