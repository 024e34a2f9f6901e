import Documents
import Vocabulary

/// Typed readings of a trimmed value; each gives nil or throws a rejection that names the column.
enum FieldReading {
    /// Eleven digits, spaces between them allowed (contracts §2).
    static func rpps(_ bytes: UnsafeRawBufferPointer, column: String = "rpps") throws(Rejection) -> String {
        if bytes.count == 11, bytes.allSatisfy(isDigit) { return bytes.text }
        let digits = withoutBlanks(bytes)
        if digits.count == 11, digits.allSatisfy(isDigit) { return String(decoding: digits, as: UTF8.self) }
        if bytes.isEmpty { throw missing(column) }
        let isScientific = digits.contains { $0 | 0x20 == 0x65 } && digits.contains { $0 == 0x2B || $0 == 0x2C }
        throw Rejection(
            "rpps_format",
            "« \(shown(bytes)) » n'est pas un numéro RPPS : onze chiffres sont attendus (colonne \(column))."
                + (isScientific ? " Le tableur l'a changé en nombre : mettez la colonne au format Texte." : ""))
    }

    /// A date in ISO or French form; nil when empty.
    static func date(_ bytes: UnsafeRawBufferPointer, column: String) throws(Rejection) -> CalendarDate? {
        if bytes.isEmpty { return nil }
        guard let date = CalendarDate(iso: bytes) ?? frenchDate(bytes) else {
            throw Rejection(
                "date",
                "« \(shown(bytes)) » n'est pas une date qui existe (colonne \(column)). Écrivez-la 21/11/2026 "
                    + "ou 2026-11-21.")
        }
        guard date >= earliest, date <= latest else {
            throw Rejection(
                "date_range",
                "L'année de « \(shown(bytes)) » n'est pas plausible (colonne \(column)). Corrigez la date.")
        }
        return date
    }

    private static let earliest = CalendarDate(year: 1900, month: 1, day: 1)!
    private static let latest = CalendarDate(year: 2100, month: 12, day: 31)!

    /// The French form `21/11/2026` or `1/3/2026`, read without making a string.
    private static func frenchDate(_ bytes: UnsafeRawBufferPointer) -> CalendarDate? {
        guard bytes.count <= 10, let first = bytes.place(of: 0x2F, from: 0), (1...2).contains(first),
            let second = bytes.place(of: 0x2F, from: first + 1), (1...2).contains(second - first - 1),
            bytes.count - second - 1 == 4
        else { return nil }
        func number(_ start: Int, _ end: Int) -> Int {
            var value = 0
            for index in start..<end {
                value = isDigit(bytes[index]) ? value * 10 + Int(bytes[index] - 0x30) : -100_000
            }
            return value
        }
        return CalendarDate(
            year: number(second + 1, bytes.count), month: number(first + 1, second), day: number(0, first))
    }

    /// A date that must be there.
    static func requiredDate(_ bytes: UnsafeRawBufferPointer, column: String) throws(Rejection) -> CalendarDate {
        guard let date = try date(bytes, column: column) else { throw missing(column) }
        return date
    }

    /// A date, or the day of an ISO instant such as `2026-11-21T08:30:00Z`.
    static func day(_ bytes: UnsafeRawBufferPointer, column: String) throws(Rejection) -> CalendarDate {
        let isInstant = bytes.count > 10 && (bytes[10] == 0x54 || bytes[10] == 0x20)
        return try requiredDate(isInstant ? UnsafeRawBufferPointer(rebasing: bytes.prefix(10)) : bytes, column: column)
    }

    /// `oui` or `non` in any case; nil when empty.
    static func truth(_ bytes: UnsafeRawBufferPointer, column: String) throws(Rejection) -> Bool? {
        if bytes.isEmpty { return nil }
        if matches(bytes, "oui") { return true }
        if matches(bytes, "non") { return false }
        throw Rejection(
            "yes_no", "« \(shown(bytes)) » n'est ni « oui » ni « non » (colonne \(column)). Écrivez l'un des deux.")
    }

    /// The code of a council: `1` becomes `01`, `2a` becomes `2A`.
    static func councilCode(_ bytes: UnsafeRawBufferPointer) -> String {
        if bytes.count == 1, isDigit(bytes[0]) { return "0" + bytes.text }
        return upperCased(bytes)
    }

    /// A code in capitals; empty when it is too long to be one.
    static func upperCased(_ bytes: UnsafeRawBufferPointer) -> String {
        if bytes.count > 20 { return "" }
        return bytes.contains { $0 &- 0x61 < 26 } ? bytes.text.uppercased() : bytes.text
    }

    /// Text of at most `limit` bytes; nil when empty.
    static func text(
        _ bytes: UnsafeRawBufferPointer, column: String, limit: Int = 500
    ) throws(Rejection) -> String? {
        if bytes.isEmpty { return nil }
        guard bytes.count <= limit else {
            throw Rejection(
                "value_too_long",
                "La valeur de la colonne \(column) dépasse \(limit) octets : « \(shown(bytes)) ». Raccourcissez-la.")
        }
        return bytes.text
    }

    /// Whether an e-mail address has one `@`, something before it, a dotted domain after it, and no blank.
    static func isPlausibleEmail(_ bytes: UnsafeRawBufferPointer) -> Bool {
        guard bytes.count <= 254, let at = bytes.place(of: 0x40, from: 0), at > 0 else { return false }
        var labelStart = at + 1
        for index in 0..<bytes.count {
            switch bytes[index] {
            case 0...0x20, 0x22, 0x28, 0x29, 0x2C, 0x3B, 0x3C, 0x3E, 0x7F: return false
            case 0x40 where index != at: return false
            case 0xA0 where index > 0 && bytes[index - 1] == 0xC2: return false
            case 0x2E where index > at:
                if index == labelStart { return false }
                labelStart = index + 1
            default: break
            }
        }
        return labelStart > at + 1 && bytes.count - labelStart >= 2
    }

    /// The rejection of a required value that is empty.
    static func missing(_ column: String) -> Rejection {
        Rejection("missing_value", "La colonne \(column) est vide, alors qu'elle est obligatoire. Complétez-la.")
    }

    /// Whether the bytes are this lower-case ASCII word, in any case.
    static func matches(_ bytes: UnsafeRawBufferPointer, _ word: StaticString) -> Bool {
        guard bytes.count == word.utf8CodeUnitCount else { return false }
        for index in 0..<bytes.count where bytes[index] | 0x20 != word.utf8Start[index] | 0x20 { return false }
        return true
    }

    static func isDigit(_ byte: UInt8) -> Bool { byte &- 0x30 < 10 }

    /// The Luhn check over the digits of an RPPS number: observed, not specified, hence only a warning.
    static func passesLuhn(_ digits: UnsafeRawBufferPointer) -> Bool {
        var sum = 0
        for index in 0..<digits.count {
            let isDoubled = (digits.count - index) % 2 == 0
            let value = Int(digits[index] &- 0x30) * (isDoubled ? 2 : 1)
            sum += value > 9 ? value - 9 : value
        }
        return sum % 10 == 0
    }

    private static func withoutBlanks(_ bytes: UnsafeRawBufferPointer) -> [UInt8] {
        var rest = Array(bytes.prefix(100))
        for blank in [[0xC2, 0xA0], [0xE2, 0x80, 0xAF], [0x20], [0x09]] as [[UInt8]] {
            while let hit = rest.withUnsafeBytes({ $0.firstIndex(ofSequence: blank) }) {
                rest.removeSubrange(hit..<hit + blank.count)
            }
        }
        return rest
    }
}
