import Vocabulary

/// Counts points in the best way there is: which actions count, in which block, and which steps are worth their cost.
///
/// A sweep over the actions keeps, for all that the blocks can hold so far, the cheapest way to it. What is asked
/// bounds those sums, so that a référentiel has few of them; where there are too many the search gives up, since with
/// points of any size it is as hard as dividing a heap of stones into two equal ones. Blocks that no action joins are
/// searched apart.
struct PointsSearch {
    /// How many ways are looked at before giving up.
    static let workLimit = 100_000
    private static let scale = 10_000.0
    private static let most = 1e9

    /// Points are compared to the ten-thousandth, so that ten tenths make one.
    static func rounded(_ points: Double) -> Double { (points * scale).rounded() / scale }

    private let candidates: [Candidate]
    private let costs: [Int]
    private let worth: [Int]
    private let limit: BlockCounts
    private let required: BlockCounts
    private let asked: SIMD4<Int>

    /// - Parameters:
    ///   - costs: What it costs to count each candidate; nothing for what is declared.
    /// - Returns: Nil where actions only are counted, or points are beyond all measure.
    init?(_ candidates: [Candidate], costs: [Int], target: Target) {
        guard let points = target.points, points.allSatisfy({ $0 <= PointsSearch.most }),
            candidates.allSatisfy({ $0.points <= PointsSearch.most })
        else { return nil }
        self.candidates = candidates
        self.costs = costs
        worth = candidates.map { Int(($0.points * PointsSearch.scale).rounded()) }
        limit = target.limit
        required = target.required
        var asked = SIMD4<Int>.zero
        for (place, number) in points.enumerated() { asked[place] = Int((number * PointsSearch.scale).rounded()) }
        self.asked = asked
    }

    /// The number of the block of each candidate, or ``Selection/leftOut``; nil when there is too much to look at.
    func solve() -> [UInt8]? {
        var choice = [UInt8](repeating: Selection.leftOut, count: candidates.count)
        var work = 0
        for part in parts() {
            guard let picks = best(of: part, &work) else { return nil }
            for pick in picks { choice[pick.place] = pick.block.rawValue }
        }
        return choice
    }

    /// The groups of candidates that touch one another, by the blocks that they join.
    private func parts() -> [[[Int]]] {
        let grouping = Grouping(candidates)
        let groups = grouping.settled.map { [$0] } + grouping.groups
        let sets = groups.map { group in group.reduce(UInt8(0)) { $0 | candidates[$1].blocks.bits } }
        var joined: [UInt8] = []
        for set in sets {
            let touched = joined.filter { $0 & set != 0 }
            joined.removeAll { $0 & set != 0 }
            joined.append(touched.reduce(set) { $0 | $1 })
        }
        return joined.map { part in groups.indices.filter { sets[$0] & part != 0 }.map { groups[$0] } }
    }

    /// What a way so far means to the actions that follow.
    private struct Key: Hashable {
        var counts: BlockCounts
        var held: SIMD4<Int>
        var lastDay: CalendarDate
        var taken: [Place]
    }

    private struct Way {
        var cost = 0
        var points = 0
        var wishes = 0
        var number = 0
        /// Its last pick; -1 before the first one.
        var trail = -1

        func isBetter(than other: Way) -> Bool {
            if cost != other.cost { return cost < other.cost }
            if points != other.points { return points > other.points }
            if wishes != other.wishes { return wishes > other.wishes }
            return number > other.number
        }
    }

    private struct Pick {
        let place: Int
        let block: Block
        let before: Int
    }

    /// The ways so far in the order in which they were found, so that the same actions give the same answer.
    private struct Front {
        var ways: [(key: Key, way: Way)] = []
        private var places: [Key: Int] = [:]

        mutating func keep(_ key: Key, _ way: Way) {
            if let place = places[key] {
                if way.isBetter(than: ways[place].way) { ways[place].way = way }
            } else {
                places[key] = ways.count
                ways.append((key, way))
            }
        }
    }

    private func best(of part: [[Int]], _ work: inout Int) -> [Pick]? {
        var front = Front()
        var picks: [Pick] = []
        front.keep(Key(counts: .zero, held: .zero, lastDay: .distantPast, taken: []), Way())
        for group in part {
            for step in SweepOrder(group.map { candidates[$0] }).steps {
                work += front.ways.count
                guard work <= PointsSearch.workLimit else { return nil }
                front = advance(front, group[step.member], step, isAlone: group.count == 1, &picks)
            }
        }
        var trail = front.ways.max { isBehind($0, $1) }?.way.trail ?? -1
        var chosen: [Pick] = []
        while trail >= 0 {
            chosen.append(picks[trail])
            trail = picks[trail].before
        }
        return chosen
    }

    private func advance(
        _ front: Front, _ place: Int, _ step: SweepOrder.Step, isAlone: Bool, _ picks: inout [Pick]
    ) -> Front {
        let member = candidates[place]
        var next = Front()
        // What is declared and in nobody's way counts in any case.
        let isForced = isAlone && costs[place] == 0 && member.blocks.single != nil
        for (key, way) in front.ways {
            if key.lastDay < member.span.lowerBound {
                for block in member.blocks.blocks {
                    let places = member.places(in: block)
                    guard !places.contains(where: key.taken.contains) else { continue }
                    picks.append(Pick(place: place, block: block, before: way.trail))
                    next.keep(
                        settled(counted(key, place, block, places), step),
                        counted(way, place, block, trail: picks.count - 1))
                }
            }
            if !isForced { next.keep(settled(key, step), way) }
        }
        return next
    }

    private func counted(_ key: Key, _ place: Int, _ block: Block, _ places: [Place]) -> Key {
        var key = key
        key.counts[block] = min(key.counts[block] + 1, limit[block])
        let index = block.number - 1
        key.held[index] = min(key.held[index] + worth[place], asked[index])
        key.lastDay = candidates[place].span.upperBound
        key.taken += places
        return key
    }

    private func counted(_ way: Way, _ place: Int, _ block: Block, trail: Int) -> Way {
        var way = way
        way.cost += costs[place]
        way.points += worth[place]
        if candidates[place].wanted == block { way.wishes += 1 }
        way.number += 1
        way.trail = trail
        return way
    }

    private func settled(_ key: Key, _ step: SweepOrder.Step) -> Key {
        var key = key
        key.lastDay = step.remembered(key.lastDay)
        if !step.closing.isEmpty { key.taken.removeAll(where: step.closing.contains) }
        return key
    }

    /// Actions that are asked first, then points that are asked; then the cost, and what counts besides.
    private func isBehind(_ left: (key: Key, way: Way), _ right: (key: Key, way: Way)) -> Bool {
        rank(left).lexicographicallyPrecedes(rank(right))
    }

    private func rank(_ found: (key: Key, way: Way)) -> [Int] {
        [
            found.key.counts.capped(at: required).total, found.key.held.wrappedSum(), -found.way.cost,
            found.key.counts.total, found.way.points, found.way.wishes, found.key.counts[.knowledge],
            found.way.number,
        ]
    }
}
