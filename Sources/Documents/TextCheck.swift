/// Validates UTF-8 piece by piece, and refuses the zero byte; a character may straddle two pieces.
struct TextCheck {
    /// The first byte that cannot stand: its offset from the start of the stream, and its value.
    struct Flaw: Equatable {
        let offset: Int
        let value: UInt8
    }

    private var offset = 0
    private var sequenceStart = 0
    private var lead: UInt8 = 0
    private var missing = 0
    private var lowest: UInt8 = 0x80
    private var highest: UInt8 = 0xBF

    /// Checks the next piece; the flaw, if there is one in it or in the character that it completes.
    mutating func check(_ bytes: UnsafeRawBufferPointer) -> Flaw? {
        let count = bytes.count
        var index = 0
        while index < count {
            if missing == 0 {
                index = TextCheck.skipASCII(bytes, from: index)
                if index == count { break }
            }
            if let flaw = step(bytes[index], at: offset + index) { return flaw }
            index += 1
        }
        offset += count
        return nil
    }

    /// To be asked at the end of the stream: the start of a character that was cut.
    func atEnd() -> Flaw? { missing == 0 ? nil : Flaw(offset: sequenceStart, value: lead) }

    /// The next place, at or after `start`, that holds a zero or a byte above 0x7F.
    private static func skipASCII(_ bytes: UnsafeRawBufferPointer, from start: Int) -> Int {
        let count = bytes.count
        var index = start
        while index + 8 <= count {
            let word = bytes.loadUnaligned(fromByteOffset: index, as: UInt64.self)
            if ((word &- 0x0101_0101_0101_0101) | word) & 0x8080_8080_8080_8080 != 0 { break }
            index &+= 8
        }
        while index < count, bytes[index] &- 1 < 0x7F { index &+= 1 }
        return index
    }

    /// One byte of a character of two to four bytes (table 3-7 of the Unicode standard).
    private mutating func step(_ byte: UInt8, at place: Int) -> Flaw? {
        if missing > 0 {
            guard byte >= lowest, byte <= highest else { return Flaw(offset: sequenceStart, value: lead) }
            missing -= 1
            (lowest, highest) = (0x80, 0xBF)
            return nil
        }
        sequenceStart = place
        lead = byte
        switch byte {
        case 0x01...0x7F: return nil
        case 0xC2...0xDF: missing = 1
        case 0xE0: (missing, lowest) = (2, 0xA0)
        case 0xED: (missing, highest) = (2, 0x9F)
        case 0xE1...0xEF: missing = 2
        case 0xF0: (missing, lowest) = (3, 0x90)
        case 0xF4: (missing, highest) = (3, 0x8F)
        case 0xF1...0xF3: missing = 3
        default: return Flaw(offset: place, value: byte)
        }
        return nil
    }
}
