import Vocabulary

/// A small deterministic source of numbers (SplitMix64): the same seed gives the same country on every machine.
///
/// Each physician has a stream of their own, seeded by country, council and rank, so that nobody's file changes when
/// another council is added or made larger.
struct RandomStream {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    /// The stream of one thing named by three numbers.
    init(_ seed: UInt64, _ first: UInt64, _ second: UInt64) {
        var mixer = RandomStream(seed: seed &+ first &* 0xD6E8_FEB8_6659_FD93)
        state = mixer.next() ^ (second &* 0xA076_1D64_78BD_642F)
    }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }

    /// A number from 0 up to `bound` − 1; 0 when `bound` is below 2.
    mutating func below(_ bound: Int) -> Int {
        guard bound > 1 else { return 0 }
        return Int(truncatingIfNeeded: ((next() >> 32) &* UInt64(bound)) >> 32)
    }

    /// True `part` times in 10,000.
    mutating func chance(_ part: Int) -> Bool { below(10_000) < part }

    /// One element; the array must not be empty.
    mutating func pick<Element>(_ elements: [Element]) -> Element { elements[below(elements.count)] }

    /// A day from `first` through `last`; `first` when the interval is empty.
    mutating func day(from first: CalendarDate, through last: CalendarDate) -> CalendarDate {
        first.adding(days: below(max(1, Int(last.dayNumber - first.dayNumber) + 1)))
    }
}

/// A choice among indices in proportion to weights, by one number and one binary search.
struct WeightedChoice: Sendable {
    private let cumulated: [Int]

    /// Weights are not negative and not all zero.
    init(_ weights: [Int]) {
        var sum = 0
        cumulated = weights.map { weight in
            sum += weight
            return sum
        }
    }

    func draw(_ random: inout RandomStream) -> Int {
        let target = random.below(cumulated[cumulated.count - 1])
        var (low, high) = (0, cumulated.count - 1)
        while low < high {
            let middle = (low + high) / 2
            if cumulated[middle] > target { high = middle } else { low = middle + 1 }
        }
        return low
    }
}
