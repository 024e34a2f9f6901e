import Vocabulary

/// Writing text as bytes without formatting machinery: millions of lines pass here.
extension [UInt8] {
    mutating func put(_ text: String) { append(contentsOf: text.utf8) }

    mutating func put(_ text: StaticString) {
        append(contentsOf: UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
    }

    /// A number that is not negative, padded with zeros to `width` digits.
    mutating func put(_ number: Int, width: Int = 1) {
        var divisor = 1
        var digits = 1
        while digits < width || number / divisor >= 10 {
            divisor *= 10
            digits += 1
        }
        while divisor > 0 {
            append(UInt8(0x30 + number / divisor % 10))
            divisor /= 10
        }
    }

    /// ISO 8601.
    mutating func put(_ date: CalendarDate) {
        let (year, month, day) = date.components
        put(year, width: 4)
        append(0x2D)
        put(month, width: 2)
        append(0x2D)
        put(day, width: 2)
    }

    mutating func put(_ date: CalendarDate?) {
        if let date { put(date) }
    }

    mutating func endLine() { append(0x0A) }
}
