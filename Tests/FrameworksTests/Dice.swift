import Foundation

/// SplitMix64: the same seed gives the same run; `SEXTANT_SEED` sets another one.
struct Dice: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    /// The seed of this run.
    static let seed = ProcessInfo.processInfo.environment["SEXTANT_SEED"].flatMap { UInt64($0) } ?? 20_230_101

    /// How many rounds a fuzz test runs: fifty times the usual when `SEXTANT_LONG=1`, or `SEXTANT_FUZZ_RUNS`.
    static func rounds(_ usual: Int, of parser: String) -> Int {
        let environment = ProcessInfo.processInfo.environment
        let asked = environment["SEXTANT_FUZZ_RUNS"].flatMap { Int($0) }
        let tried = asked ?? (environment["SEXTANT_LONG"] == "1" ? usual * 50 : usual)
        print("fuzz: \(parser): \(tried) inputs")
        return tried
    }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }

    mutating func below(_ bound: Int) -> Int { Int(next() % UInt64(bound)) }

    /// Replaces, removes, repeats or inserts something at a random place.
    mutating func spoil(_ bytes: inout [UInt8]) {
        let place = below(bytes.count)
        let pieces: [String] = ["{", "}", "[", "]", "\"", ",", ":", "null", "-1", "1e309", "\\u0000", "\u{FEFF}", "0"]
        switch below(5) {
        case 0: bytes[place] = UInt8(below(256))
        case 1: bytes.removeSubrange(place..<min(bytes.count, place + 1 + below(40)))
        case 2: bytes.insert(contentsOf: pieces[below(pieces.count)].utf8, at: place)
        case 3: bytes.insert(contentsOf: bytes[place..<min(bytes.count, place + below(400))], at: place)
        default: bytes.removeSubrange(place...)
        }
    }
}
