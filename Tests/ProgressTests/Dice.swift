import Foundation
import Vocabulary

/// SplitMix64: the same seed gives the same run; `SEXTANT_SEED` sets another one.
struct Dice: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    /// The seed of this run, printed so that a failure can be run again.
    static let seed: UInt64 = {
        let seed = ProcessInfo.processInfo.environment["SEXTANT_SEED"].flatMap { UInt64($0) } ?? 20_230_101
        print("SEXTANT_SEED=\(seed)")
        return seed
    }()

    /// How many times more than usual a property is tried; `SEXTANT_LONG=1` makes it twenty.
    static let volume = ProcessInfo.processInfo.environment["SEXTANT_LONG"] == "1" ? 20 : 1

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }

    mutating func below(_ bound: Int) -> Int { Int(next() % UInt64(bound)) }
    mutating func chance(_ percent: Int) -> Bool { below(100) < percent }
    mutating func one<Element>(of list: [Element]) -> Element { list[below(list.count)] }
}

/// A day from its ISO form.
func day(_ text: String) -> CalendarDate {
    guard let date = CalendarDate(iso: text) else { preconditionFailure("no such day: \(text)") }
    return date
}
