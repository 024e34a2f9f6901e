/// Text as lines of printable ASCII of at most 76 characters (RFC 2045, 6.7).
enum QuotedPrintable {
    private static let longest = 76
    private static let digits = Array("0123456789ABCDEF".utf8)

    /// Line breaks of the text become CRLF; the last line ends with one.
    static func encode(_ text: String) -> [UInt8] {
        var bytes: [UInt8] = []
        var lines = text.replacing("\r\n", with: "\n").utf8.split(separator: 0x0A, omittingEmptySubsequences: false)
        if lines.last?.isEmpty == true { lines.removeLast() }
        for line in lines { encode(Array(line), into: &bytes) }
        return bytes
    }

    private static func encode(_ line: [UInt8], into bytes: inout [UInt8]) {
        var length = 0
        for (index, byte) in line.enumerated() {
            let piece = piece(of: line, at: index)
            let isLast = index == line.count - 1
            if length + piece.count > (isLast ? longest : longest - 1) {
                bytes += [0x3D, 0x0D, 0x0A]
                length = 0
                if !isPlain(byte, of: line, at: index, startsLine: true) {
                    bytes += escaped(byte)
                    length = 3
                    continue
                }
            }
            bytes += piece
            length += piece.count
        }
        bytes += [0x0D, 0x0A]
    }

    private static func piece(of line: [UInt8], at index: Int) -> [UInt8] {
        isPlain(line[index], of: line, at: index, startsLine: index == 0) ? [line[index]] : escaped(line[index])
    }

    /// A dot alone would end the mail, « From » at the start of a line is rewritten by some servers, and spaces at its
    /// end are lost.
    private static func isPlain(_ byte: UInt8, of line: [UInt8], at index: Int, startsLine: Bool) -> Bool {
        switch byte {
        case 0x20, 0x09: index < line.count - 1
        case 0x3D: false
        case 0x2E, 0x46: !startsLine
        default: (0x21...0x7E).contains(byte)
        }
    }

    private static func escaped(_ byte: UInt8) -> [UInt8] { [0x3D, digits[Int(byte >> 4)], digits[Int(byte & 15)]] }

    /// The bytes that the lines stand for; what is not quoted as it should be stays as it is.
    static func decode(_ bytes: ArraySlice<UInt8>) -> [UInt8] {
        var result: [UInt8] = []
        result.reserveCapacity(bytes.count)
        var index = bytes.startIndex
        while index < bytes.endIndex {
            guard bytes[index] == 0x3D else {
                result.append(bytes[index])
                index += 1
                continue
            }
            let rest = bytes[(index + 1)...]
            if rest.starts(with: [0x0D, 0x0A]) {
                index += 3
            } else if rest.first == 0x0A {
                index += 2
            } else if rest.count >= 2, let high = nibble(rest[index + 1]), let low = nibble(rest[index + 2]) {
                result.append(high << 4 | low)
                index += 3
            } else {
                result.append(0x3D)
                index += 1
            }
        }
        return result
    }

    private static func nibble(_ byte: UInt8) -> UInt8? {
        switch byte {
        case 0x30...0x39: byte - 0x30
        case 0x41...0x46: byte - 0x37
        case 0x61...0x66: byte - 0x57
        default: nil
        }
    }
}
