/// The modules of a QR code while it is drawn: fixed patterns first, then the codewords, then the mask.
struct QRGrid {
    private let size: Int
    private var dark: [Bool]
    private var isFixed: [Bool]

    init(_ version: QRVersion, codewords: [UInt8]) {
        size = version.size
        dark = Array(repeating: false, count: size * size)
        isFixed = dark
        drawPatterns(version)
        drawFormat(mask: 0)
        draw(codewords)
    }

    private mutating func fix(_ row: Int, _ column: Int, _ isDark: Bool) {
        guard (0..<size).contains(row), (0..<size).contains(column) else { return }
        dark[row * size + column] = isDark
        isFixed[row * size + column] = true
    }

    private mutating func drawPatterns(_ version: QRVersion) {
        for index in 0..<size {
            fix(6, index, index % 2 == 0)
            fix(index, 6, index % 2 == 0)
        }
        for (row, column) in [(3, 3), (3, size - 4), (size - 4, 3)] { drawRings(row, column, reach: 4, light: [2, 4]) }
        let middles = version.alignment
        for row in middles {
            for column in middles where !isUnderFinder(row, column) { drawRings(row, column, reach: 2, light: [1]) }
        }
        if version.number >= 7 { drawVersion(version.number) }
    }

    private func isUnderFinder(_ row: Int, _ column: Int) -> Bool {
        (row == 6 && (column == 6 || column == size - 7)) || (row == size - 7 && column == 6)
    }

    /// Squares one in another around a middle; those at the distances of `light` are light.
    private mutating func drawRings(_ row: Int, _ column: Int, reach: Int, light: Set<Int>) {
        for down in -reach...reach {
            for right in -reach...reach {
                fix(row + down, column + right, !light.contains(max(abs(down), abs(right))))
            }
        }
    }

    /// The number of the version with twelve bits that protect it, beside two of the finders.
    private mutating func drawVersion(_ number: Int) {
        let bits = QRGrid.protected(number, by: 12, divisor: 0x1F25)
        for index in 0..<18 {
            let (near, far) = (index / 3, size - 11 + index % 3)
            fix(near, far, bits >> index & 1 == 1)
            fix(far, near, bits >> index & 1 == 1)
        }
    }

    /// Level M and the mask with ten bits that protect them, twice.
    private mutating func drawFormat(mask: Int) {
        let bits = QRGrid.protected(mask, by: 10, divisor: 0x537) ^ 0x5412
        func bit(_ index: Int) -> Bool { bits >> index & 1 == 1 }
        for index in 0..<6 { fix(index, 8, bit(index)) }
        fix(7, 8, bit(6))
        fix(8, 8, bit(7))
        fix(8, 7, bit(8))
        for index in 9..<15 { fix(8, 14 - index, bit(index)) }
        for index in 0..<8 { fix(8, size - 1 - index, bit(index)) }
        for index in 8..<15 { fix(size - 15 + index, 8, bit(index)) }
        fix(size - 8, 8, true)
    }

    /// A number followed by the remainder of its division, in the arithmetic without carry.
    private static func protected(_ number: Int, by bits: Int, divisor: Int) -> Int {
        var rest = number
        for _ in 0..<bits { rest = rest << 1 ^ (rest >> (bits - 1) & 1) * divisor }
        return number << bits | rest & (1 << bits - 1)
    }

    /// Two columns at a time from the right, up and down in turn, beside the fixed patterns.
    private mutating func draw(_ codewords: [UInt8]) {
        var index = 0
        var isUpward = true
        for right in stride(from: size - 1, to: 0, by: -2).map({ $0 <= 6 ? $0 - 1 : $0 }) {
            for step in 0..<size {
                let row = isUpward ? size - 1 - step : step
                for column in [right, right - 1] where !isFixed[row * size + column] {
                    guard index < codewords.count * 8 else { continue }
                    dark[row * size + column] = codewords[index / 8] >> (7 - index % 8) & 1 == 1
                    index += 1
                }
            }
            isUpward.toggle()
        }
    }

    /// Under the mask that leaves the fewest patterns that readers mistake.
    func masked() -> [Bool] {
        var best: (penalty: Int, dark: [Bool])?
        for mask in 0..<8 {
            var copy = self
            copy.apply(mask)
            copy.drawFormat(mask: mask)
            let penalty = copy.penalty
            if best.map({ penalty < $0.penalty }) ?? true { best = (penalty, copy.dark) }
        }
        return best?.dark ?? dark
    }

    private mutating func apply(_ mask: Int) {
        for row in 0..<size {
            for column in 0..<size where !isFixed[row * size + column] {
                if QRGrid.inverts(mask, row, column) { dark[row * size + column].toggle() }
            }
        }
    }

    static func inverts(_ mask: Int, _ row: Int, _ column: Int) -> Bool {
        let product = row * column
        return switch mask {
        case 0: (row + column) % 2 == 0
        case 1: row % 2 == 0
        case 2: column % 3 == 0
        case 3: (row + column) % 3 == 0
        case 4: (row / 2 + column / 3) % 2 == 0
        case 5: product % 2 + product % 3 == 0
        case 6: (product % 2 + product % 3) % 2 == 0
        default: ((row + column) % 2 + product % 3) % 2 == 0
        }
    }

    /// What ISO/IEC 18004 counts against a mask: long runs, squares, false finders, and too much of one colour.
    private var penalty: Int {
        var total = 0
        for line in 0..<size {
            total += QRGrid.penalty(of: (0..<size).map { dark[line * size + $0] })
            total += QRGrid.penalty(of: (0..<size).map { dark[$0 * size + line] })
        }
        for row in 0..<size - 1 {
            for column in 0..<size - 1 {
                let place = row * size + column
                let square = [dark[place], dark[place + 1], dark[place + size], dark[place + size + 1]]
                if square.allSatisfy({ $0 == square[0] }) { total += 3 }
            }
        }
        let share = dark.lazy.filter { $0 }.count * 20 / dark.count
        return total + 10 * (share < 10 ? 9 - share : share - 10)
    }

    private static let falseFinders: [[Bool]] = {
        let finder = [true, false, true, true, true, false, true]
        let light = Array(repeating: false, count: 4)
        return [finder + light, light + finder]
    }()

    private static func penalty(of line: [Bool]) -> Int {
        var (total, run) = (0, 1)
        for index in 1...line.count {
            if index < line.count, line[index] == line[index - 1] {
                run += 1
            } else {
                if run >= 5 { total += run - 2 }
                run = 1
            }
        }
        for start in 0...line.count - 11 where falseFinders.contains(Array(line[start..<start + 11])) { total += 40 }
        return total
    }
}
