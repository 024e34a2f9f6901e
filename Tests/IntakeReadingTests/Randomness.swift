import Documents
import Glibc

/// Pseudo-random numbers that a seed repeats.
struct SplitMix64: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}

/// How many inputs a fuzz test tries, said in one line: fifty times the usual with `SEXTANT_LONG=1`.
func rounds(_ usual: Int, of parser: String) -> Int {
    let tried = getenv("SEXTANT_LONG").map { String(cString: $0) == "1" } == true ? usual * 50 : usual
    print("fuzz: \(parser): \(tried) inputs")
    return tried
}

/// The seed of a fuzz test: its own, moved by `SEXTANT_SEED`.
func fuzzSeed(_ own: UInt64) -> UInt64 {
    own &+ (getenv("SEXTANT_SEED").flatMap { UInt64(String(cString: $0)) } ?? 0)
}

/// A zip whose entries are stored as they are.
func storedZip(_ entries: [(name: String, content: [UInt8])]) -> [UInt8] {
    var (body, directory) = ([UInt8](), [UInt8]())
    func little(_ value: Int, _ count: Int) -> [UInt8] { (0..<count).map { UInt8(value >> ($0 * 8) & 0xFF) } }
    for (name, content) in entries {
        let sizes = little(Int(checksum(content)), 4) + little(content.count, 4) + little(content.count, 4)
        let common = little(20, 2) + little(0, 2) + little(0, 2) + little(0, 4) + sizes + little(name.utf8.count, 2)
        directory += [0x50, 0x4B, 1, 2] + little(20, 2) + common + little(0, 12) + little(body.count, 4) + name.utf8
        body += [0x50, 0x4B, 3, 4] + common + little(0, 2) + name.utf8 + content
    }
    let count = little(entries.count, 2)
    let end = [0x50, 0x4B, 5, 6] + little(0, 4) + count + count + little(directory.count, 4) + little(body.count, 4)
    return body + directory + end + little(0, 2)
}

private func checksum(_ bytes: [UInt8]) -> UInt32 {
    var sum: UInt32 = 0xFFFF_FFFF
    for byte in bytes {
        sum ^= UInt32(byte)
        for _ in 0..<8 { sum = sum & 1 == 1 ? (sum >> 1) ^ 0xEDB8_8320 : sum >> 1 }
    }
    return ~sum
}
