import Glibc

extension UnsafeRawBufferPointer {
    /// The same bytes without leading and trailing spaces, tabs, carriage returns and no-break spaces
    /// (U+00A0, U+202F, U+FEFF).
    @inlinable public var trimmed: UnsafeRawBufferPointer {
        var first = 0
        var last = count
        while first < last {
            let width = Self.blankWidth(self[first], at: first, in: self, until: last)
            if width == 0 { break }
            first += width
        }
        while last > first {
            let width = Self.blankWidthBackwards(last, in: self, from: first)
            if width == 0 { break }
            last -= width
        }
        return UnsafeRawBufferPointer(rebasing: self[first..<last])
    }

    /// How many bytes the blank that starts here has; 0 when none does.
    @inlinable static func blankWidth(
        _ byte: UInt8, at index: Int, in bytes: UnsafeRawBufferPointer, until end: Int
    ) -> Int {
        switch byte {
        case 0x20, 0x09, 0x0D, 0x0A: 1
        case 0xC2: index + 1 < end && bytes[index + 1] == 0xA0 ? 2 : 0
        case 0xE2: index + 2 < end && bytes[index + 1] == 0x80 && bytes[index + 2] == 0xAF ? 3 : 0
        case 0xEF: index + 2 < end && bytes[index + 1] == 0xBB && bytes[index + 2] == 0xBF ? 3 : 0
        default: 0
        }
    }

    /// How many bytes the blank that ends here has; 0 when none does.
    @inlinable static func blankWidthBackwards(_ end: Int, in bytes: UnsafeRawBufferPointer, from first: Int) -> Int {
        switch bytes[end - 1] {
        case 0x20, 0x09, 0x0D, 0x0A: 1
        case 0xA0: end - 2 >= first && bytes[end - 2] == 0xC2 ? 2 : 0
        case 0xAF: end - 3 >= first && bytes[end - 2] == 0x80 && bytes[end - 3] == 0xE2 ? 3 : 0
        case 0xBF: end - 3 >= first && bytes[end - 2] == 0xBB && bytes[end - 3] == 0xEF ? 3 : 0
        default: 0
        }
    }

    /// The text these bytes are; bytes that are not UTF-8 become replacement characters.
    @inlinable public var text: String { String(decoding: self, as: UTF8.self) }

    /// Whether both hold the same bytes.
    public func equals(_ other: UnsafeRawBufferPointer) -> Bool {
        count == other.count && (count == 0 || memcmp(baseAddress!, other.baseAddress!, count) == 0)
    }

    /// Where a sequence of bytes first occurs; nil when it does not.
    public func firstIndex(ofSequence sequence: [UInt8]) -> Int? {
        guard let first = sequence.first else { return nil }
        var from = 0
        while let hit = place(of: first, from: from), hit + sequence.count <= count {
            if self[hit..<hit + sequence.count].elementsEqual(sequence) { return hit }
            from = hit + 1
        }
        return nil
    }

    /// Where a byte first occurs at or after a place; nil when it does not.
    public func place(of byte: UInt8, from start: Int) -> Int? {
        guard start < count, let baseAddress else { return nil }
        guard let hit = memchr(baseAddress + start, Int32(byte), count - start) else { return nil }
        return UnsafeRawPointer(hit) - baseAddress
    }
}
