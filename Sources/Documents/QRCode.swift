/// A QR code (ISO/IEC 18004) of up to 213 bytes: byte mode, correction level M, versions 1 to 10.
public struct QRCode: Sendable {
    /// The number of modules on a side, without the quiet zone of four modules that belongs around it.
    public let size: Int
    private let dark: [Bool]

    /// Draws bytes; nil when they are too many.
    public init?(_ bytes: [UInt8]) {
        guard let version = QRVersion.fitting(bytes.count) else { return nil }
        let grid = QRGrid(version, codewords: version.codewords(of: bytes))
        size = version.size
        dark = grid.masked()
    }

    /// Whether the module of this row and column, from 0, is dark.
    public func isDark(row: Int, column: Int) -> Bool { dark[row * size + column] }

    /// The dark modules as the path of a drawing in which a module is one unit: a run of a row is one rectangle.
    public var path: String {
        var path = ""
        for row in 0..<size {
            var column = 0
            while column < size {
                guard isDark(row: row, column: column) else {
                    column += 1
                    continue
                }
                let start = column
                while column < size, isDark(row: row, column: column) { column += 1 }
                path += "M\(start) \(row)h\(column - start)v1h-\(column - start)z"
            }
        }
        return path
    }
}

/// A version: its side, and how its codewords are cut into blocks at level M.
struct QRVersion {
    let number: Int
    /// Correction codewords of each block.
    let correction: Int
    /// Data codewords of each block.
    let blocks: [Int]

    var size: Int { 17 + 4 * number }
    private var dataLength: Int { blocks.reduce(0, +) }
    private var countBits: Int { number < 10 ? 8 : 16 }

    /// The rows and columns of the middles of alignment patterns.
    var alignment: [Int] {
        switch number {
        case 1: []
        case 2...6: [6, size - 7]
        default: [6, 6 + (size - 13) / 2, size - 7]
        }
    }

    static let all: [QRVersion] = [
        .init(number: 1, correction: 10, blocks: [16]), .init(number: 2, correction: 16, blocks: [28]),
        .init(number: 3, correction: 26, blocks: [44]), .init(number: 4, correction: 18, blocks: [32, 32]),
        .init(number: 5, correction: 24, blocks: [43, 43]), .init(number: 6, correction: 16, blocks: [27, 27, 27, 27]),
        .init(number: 7, correction: 18, blocks: [31, 31, 31, 31]),
        .init(number: 8, correction: 22, blocks: [38, 38, 39, 39]),
        .init(number: 9, correction: 22, blocks: [36, 36, 36, 37, 37]),
        .init(number: 10, correction: 26, blocks: [43, 43, 43, 43, 44]),
    ]

    static func fitting(_ length: Int) -> QRVersion? {
        all.first { (4 + $0.countBits + 8 * length + 7) / 8 <= $0.dataLength }
    }

    /// Data and correction, interleaved as they are drawn.
    func codewords(of bytes: [UInt8]) -> [UInt8] {
        let data = padded(bytes)
        var (start, parts) = (0, [[UInt8]]())
        for length in blocks {
            parts.append(Array(data[start..<start + length]))
            start += length
        }
        let corrections = parts.map { ReedSolomon.remainder(of: $0, length: correction) }
        let longest = blocks.max() ?? 0
        let first = (0..<longest).flatMap { index in parts.filter { index < $0.count }.map { $0[index] } }
        return first + (0..<correction).flatMap { index in corrections.map { $0[index] } }
    }

    private func padded(_ bytes: [UInt8]) -> [UInt8] {
        var bits = QRBits()
        bits.append(0b0100, count: 4)
        bits.append(bytes.count, count: countBits)
        for byte in bytes { bits.append(Int(byte), count: 8) }
        bits.append(0, count: min(4, dataLength * 8 - bits.bits.count))
        bits.append(0, count: (8 - bits.bits.count % 8) % 8)
        let data = bits.bytes
        return data + (0..<dataLength - data.count).map { $0 % 2 == 0 ? 0xEC : 0x11 }
    }
}

/// Bits in the order in which they are drawn.
private struct QRBits {
    private(set) var bits: [Bool] = []

    mutating func append(_ value: Int, count: Int) {
        for shift in (0..<max(0, count)).reversed() { bits.append(value >> shift & 1 == 1) }
    }

    var bytes: [UInt8] {
        stride(from: 0, to: bits.count, by: 8).map { start in
            bits[start..<start + 8].reduce(0) { $0 << 1 | ($1 ? 1 : 0) }
        }
    }
}

/// Correction codewords over the field of 256 elements of ISO/IEC 18004 (polynomial 0x11D).
enum ReedSolomon {
    static func product(_ left: UInt8, _ right: UInt8) -> UInt8 {
        var (sum, factor) = (0, Int(left))
        for bit in 0..<8 {
            if right >> bit & 1 == 1 { sum ^= factor }
            factor = factor << 1 ^ (factor >> 7 & 1) * 0x11D
        }
        return UInt8(sum & 0xFF)
    }

    /// The remainder of the data, as a polynomial, by the product of the first `length` roots.
    static func remainder(of data: [UInt8], length: Int) -> [UInt8] {
        let divisor = generator(length)
        var rest = [UInt8](repeating: 0, count: length)
        for byte in data {
            let factor = byte ^ rest[0]
            rest.removeFirst()
            rest.append(0)
            for index in 0..<length { rest[index] ^= product(divisor[index], factor) }
        }
        return rest
    }

    /// Coefficients from the second highest power down; the highest is one.
    private static func generator(_ degree: Int) -> [UInt8] {
        var polynomial: [UInt8] = Array(repeating: 0, count: degree - 1) + [1]
        var root: UInt8 = 1
        for _ in 0..<degree {
            for index in 0..<degree {
                polynomial[index] = product(polynomial[index], root)
                if index + 1 < degree { polynomial[index] ^= polynomial[index + 1] }
            }
            root = product(root, 2)
        }
        return polynomial
    }
}
