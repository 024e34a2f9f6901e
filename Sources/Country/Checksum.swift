/// SHA-256 (FIPS 180-4), for the manifest of an account feed: a checksum, never a secret.
///
/// Written here so that the synthetic country needs no cryptographic library; checked against the standard's examples.
struct Checksum {
    private static let constants: [UInt32] = primes(64).map { fraction(Double($0).cubeRoot) }
    private var state: [UInt32] = primes(8).map { fraction(Double($0).squareRoot()) }
    private var schedule = [UInt32](repeating: 0, count: 64)
    private var pending: [UInt8] = []
    private var length: UInt64 = 0

    /// Takes in the next bytes.
    mutating func update(_ bytes: [UInt8]) {
        length += UInt64(bytes.count)
        var start = 0
        if !pending.isEmpty {
            start = min(64 - pending.count, bytes.count)
            pending.append(contentsOf: bytes[..<start])
            guard pending.count == 64 else { return }
            let block = pending
            pending.removeAll(keepingCapacity: true)
            block.withUnsafeBytes { compress($0, at: 0) }
        }
        let whole = start + (bytes.count - start) / 64 * 64
        bytes.withUnsafeBytes { raw in
            for offset in stride(from: start, to: whole, by: 64) { compress(raw, at: offset) }
        }
        pending.append(contentsOf: bytes[whole...])
    }

    /// The checksum of everything taken in, as 64 hexadecimal digits.
    mutating func finish() -> String {
        let bits = length * 8
        var tail: [UInt8] = [0x80]
        tail += [UInt8](repeating: 0, count: (119 - pending.count) % 64)
        tail += (0..<8).map { UInt8(truncatingIfNeeded: bits >> (56 - 8 * UInt64($0))) }
        update(tail)
        let digits = Array("0123456789abcdef")
        var text = ""
        for word in state {
            for shift in stride(from: UInt32(28), through: 0, by: -4) { text.append(digits[Int(word >> shift & 15)]) }
        }
        return text
    }

    private mutating func compress(_ bytes: UnsafeRawBufferPointer, at offset: Int) {
        schedule.withUnsafeMutableBufferPointer { words in
            for index in 0..<16 {
                words[index] = UInt32(
                    bigEndian: bytes.loadUnaligned(fromByteOffset: offset + 4 * index, as: UInt32.self))
            }
            for index in 16..<64 {
                let (early, late) = (words[index - 15], words[index - 2])
                let first = early.turned(7) ^ early.turned(18) ^ (early >> 3)
                let second = late.turned(17) ^ late.turned(19) ^ (late >> 10)
                words[index] = words[index - 16] &+ first &+ words[index - 7] &+ second
            }
        }
        var (a, b, c, d) = (state[0], state[1], state[2], state[3])
        var (e, f, g, h) = (state[4], state[5], state[6], state[7])
        Checksum.constants.withUnsafeBufferPointer { constants in
            schedule.withUnsafeBufferPointer { words in
                for index in 0..<64 {
                    let choice = (e & f) ^ (~e & g)
                    let first =
                        h &+ (e.turned(6) ^ e.turned(11) ^ e.turned(25)) &+ choice &+ constants[index] &+ words[index]
                    let second = (a.turned(2) ^ a.turned(13) ^ a.turned(22)) &+ ((a & b) ^ (a & c) ^ (b & c))
                    (h, g, f, e) = (g, f, e, d &+ first)
                    (d, c, b, a) = (c, b, a, first &+ second)
                }
            }
        }
        for (index, word) in [a, b, c, d, e, f, g, h].enumerated() { state[index] &+= word }
    }

    /// The first 32 bits of the fractional part.
    private static func fraction(_ root: Double) -> UInt32 { UInt32((root - root.rounded(.down)) * 4_294_967_296) }

    private static func primes(_ count: Int) -> [Int] {
        var found: [Int] = []
        var candidate = 2
        while found.count < count {
            if found.allSatisfy({ candidate % $0 != 0 }) { found.append(candidate) }
            candidate += 1
        }
        return found
    }
}

extension UInt32 {
    /// Rotated right.
    fileprivate func turned(_ bits: UInt32) -> UInt32 { (self >> bits) | (self << (32 - bits)) }
}

extension Double {
    /// By Newton's method; exact enough for 32 bits of fraction.
    fileprivate var cubeRoot: Double {
        var root = self
        for _ in 0..<80 { root -= (root * root * root - self) / (3 * root * root) }
        return root
    }
}
