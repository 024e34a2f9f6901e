import Testing

@testable import Documents

/// Reads a QR code as a camera does, from its modules alone.
private struct QRReader {
    let code: QRCode
    var size: Int { code.size }
    var version: Int { (size - 17) / 4 }

    /// The fifteen bits beside the first finder, unmasked: level and mask.
    var format: (level: Int, mask: Int) {
        let places = (0..<6).map { ($0, 8) } + [(7, 8), (8, 8), (8, 7)] + (9..<15).map { (8, 14 - $0) }
        let bits = places.enumerated().reduce(0) { sum, place in
            code.isDark(row: place.element.0, column: place.element.1) ? sum | 1 << place.offset : sum
        }
        let plain = (bits ^ 0x5412) >> 10
        return (plain >> 3, plain & 7)
    }

    private func isFixed(_ row: Int, _ column: Int) -> Bool {
        if row == 6 || column == 6 { return true }
        if row < 9 && (column < 9 || column >= size - 8) || row >= size - 8 && column < 9 { return true }
        if version >= 7, row < 6 && column >= size - 11 || column < 6 && row >= size - 11 { return true }
        let middles = QRVersion.all[version - 1].alignment
        return middles.contains { down in
            middles.contains { right in
                let isUnderFinder = [(6, 6), (6, size - 7), (size - 7, 6)].contains { $0 == (down, right) }
                return !isUnderFinder && abs(row - down) <= 2 && abs(column - right) <= 2
            }
        }
    }

    /// Every codeword in the order of the drawing.
    var codewords: [UInt8] {
        var bits: [Bool] = []
        var (column, isUpward) = (size - 1, true)
        while column > 0 {
            if column == 6 { column -= 1 }
            for step in 0..<size {
                let row = isUpward ? size - 1 - step : step
                for place in [column, column - 1] where !isFixed(row, place) {
                    bits.append(code.isDark(row: row, column: place) != QRGrid.inverts(format.mask, row, place))
                }
            }
            isUpward.toggle()
            column -= 2
        }
        return stride(from: 0, to: bits.count - 7, by: 8).map { start in
            bits[start..<start + 8].reduce(0) { $0 << 1 | ($1 ? 1 : 0) }
        }
    }

    /// The blocks, data then correction; what came interleaved is put back in order.
    var blocks: [(data: [UInt8], correction: [UInt8])] {
        let version = QRVersion.all[version - 1]
        var words = codewords[...]
        var data = version.blocks.map { _ in [UInt8]() }
        for index in 0..<(version.blocks.max() ?? 0) {
            for block in data.indices where index < version.blocks[block] {
                data[block].append(words.removeFirst())
            }
        }
        var correction = version.blocks.map { _ in [UInt8]() }
        for _ in 0..<version.correction {
            for block in correction.indices { correction[block].append(words.removeFirst()) }
        }
        return zip(data, correction).map { ($0, $1) }
    }

    /// The bytes of the only segment.
    var bytes: [UInt8]? {
        let data = blocks.flatMap(\.data)
        func bit(_ index: Int) -> Int { Int(data[index / 8] >> (7 - index % 8) & 1) }
        func number(_ range: Range<Int>) -> Int { range.reduce(0) { $0 << 1 | bit($1) } }
        guard number(0..<4) == 4 else { return nil }
        let head = version < 10 ? 12 : 20
        let count = number(4..<head)
        return (0..<count).map { UInt8(number(head + 8 * $0..<head + 8 * $0 + 8)) }
    }

    /// A block without error gives zero at each root of the generator.
    var isFree: Bool {
        blocks.allSatisfy { block in
            var root: UInt8 = 1
            for _ in block.correction {
                let value = (block.data + block.correction).reduce(UInt8(0)) { ReedSolomon.product($0, root) ^ $1 }
                if value != 0 { return false }
                root = ReedSolomon.product(root, 2)
            }
            return true
        }
    }
}

@Test("what is drawn reads back, on both sides of each version's limit, each block free of errors")
func codesReadBack() throws {
    var dice = SystemRandomNumberGenerator()
    let limits = [14, 26, 42, 62, 84, 106, 122, 152, 180, 213]
    for length in [0, 1, 37, 120] + limits.flatMap({ [$0, $0 + 1] }).dropLast() {
        let bytes = (0..<length).map { _ in UInt8.random(in: .min ... .max, using: &dice) }
        let reader = QRReader(code: try #require(QRCode(bytes), "\(length)"))
        #expect(reader.bytes == bytes, "\(length)")
        #expect(reader.isFree && reader.format.level == 0, "\(length)")
    }
    #expect(limits.map { QRVersion.fitting($0)?.number } == Array(1...10))
    #expect(limits.map { QRVersion.fitting($0 + 1)?.number } == Array(2...10) + [nil])
    #expect(QRCode(Array(repeating: 0, count: 214)) == nil)
}

@Test("three finders stand in the corners, and the path draws every dark module once")
func finders() throws {
    let code = try #require(QRCode(Array("otpauth://totp/Sextant".utf8)))
    for (row, column) in [(0, 0), (0, code.size - 7), (code.size - 7, 0)] {
        #expect((0..<7).allSatisfy { code.isDark(row: row, column: column + $0) })
        #expect(!code.isDark(row: row + 1, column: column + 1) && code.isDark(row: row + 3, column: column + 3))
    }
    let dark = (0..<code.size).reduce(0) { sum, row in
        sum + (0..<code.size).filter { code.isDark(row: row, column: $0) }.count
    }
    let drawn = code.path.split(separator: "h").dropFirst().compactMap { Int($0.prefix { $0.isNumber }) }.reduce(0, +)
    #expect(drawn == dark)
}

@Test("the arithmetic of the correction is that of the standard: the example of its annex I")
func correctionOfTheStandard() {
    let data: [UInt8] = [
        0x10, 0x20, 0x0C, 0x56, 0x61, 0x80, 0xEC, 0x11, 0xEC, 0x11, 0xEC, 0x11, 0xEC, 0x11, 0xEC, 0x11,
    ]
    let expected: [UInt8] = [0xA5, 0x24, 0xD4, 0xC1, 0xED, 0x36, 0xC7, 0x87, 0x2C, 0x55]
    #expect(ReedSolomon.remainder(of: data, length: 10) == expected)
}
