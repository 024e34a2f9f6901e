import Vocabulary

/// One way of counting some candidates: where each goes, and what it is worth.
struct Selection {
    /// Marks a candidate that is left out; after every block in the order of display.
    static let leftOut: UInt8 = 9

    /// Actions counted in each block, capped at the number of the référentiel.
    var counts: BlockCounts
    /// How many go where the physician wishes.
    var wishes = 0
    /// How many are counted.
    var number = 0
    /// The points of those counted, in a référentiel that counts them; else 0.
    var points = 0.0
    /// The number of the block of each candidate, ``leftOut``, or 0 while undecided.
    var choice: [UInt8]

    /// Whether it is better than another one with the same counts (contract §1b, order of assignment).
    func isBetter(than other: Selection) -> Bool {
        if points != other.points { return points > other.points }
        if wishes != other.wishes { return wishes > other.wishes }
        if number != other.number { return number > other.number }
        return choice.lexicographicallyPrecedes(other.choice)
    }

    mutating func count(_ candidate: Candidate, at position: Int, in block: Block, limit: BlockCounts) {
        points += candidate.points
        counts[block] = min(counts[block] + 1, limit[block])
        if candidate.wanted == block { wishes += 1 }
        number += 1
        choice[position] = block.rawValue
    }
}

/// Chooses which candidates count and in which block: never greedily, since one action may serve two blocks, one
/// realisation counts once, and adding an action must never cost one (rules R04 to R07).
///
/// Candidates that cannot touch one another are set apart, each group is solved for every reachable count, and the
/// groups are combined. Required blocks first, then the whole total, points, wishes, block 1, number, order.
struct Assignment {
    let candidates: [Candidate]
    /// The number of the référentiel in each block.
    let limit: BlockCounts
    /// The number asked of this physician in each block.
    let required: BlockCounts

    /// The best selection.
    func solve() -> Selection {
        var base = Selection(counts: .zero, choice: [UInt8](repeating: 0, count: candidates.count))
        let grouping = Grouping(candidates)
        for place in grouping.settled {
            if let block = candidates[place].blocks.single {
                base.count(candidates[place], at: place, in: block, limit: limit)
            }
        }
        if grouping.groups.isEmpty { return base }
        var states: [BlockCounts: Selection] = [base.counts: base]
        for group in grouping.groups { states = combine(states, with: options(of: group), group) }
        return best(of: states.values.map { $0 }) ?? base
    }

    /// For each reachable count, the best way to count the members of a group.
    private func options(of group: [Int]) -> [Selection] {
        let members = group.map { candidates[$0] }
        return rivals(members) ?? ExactSweep(members, limit: limit).solve()
            ?? RepresentativeSweep(members, limit: limit).solve()
    }

    /// The short way for the usual group, of which just one member can count; nil for any other.
    private func rivals(_ members: [Candidate]) -> [Selection]? {
        for (second, member) in members.enumerated() {
            guard members[..<second].allSatisfy({ $0.excludes(member) }) else { return nil }
        }
        var best: [Selection] = []
        for (place, member) in members.enumerated() {
            for block in member.blocks.blocks {
                var selection = Selection(
                    counts: .zero, choice: [UInt8](repeating: Selection.leftOut, count: members.count))
                selection.count(member, at: place, in: block, limit: limit)
                if let known = best.firstIndex(where: { $0.counts == selection.counts }) {
                    if selection.isBetter(than: best[known]) { best[known] = selection }
                } else {
                    best.append(selection)
                }
            }
        }
        return best
    }

    private func combine(
        _ states: [BlockCounts: Selection], with options: [Selection], _ group: [Int]
    ) -> [BlockCounts: Selection] {
        var result: [BlockCounts: Selection] = [:]
        for state in states.values {
            for option in options {
                var sum = state
                for block in Block.allCases {
                    sum.counts[block] = min(state.counts[block] + option.counts[block], limit[block])
                }
                sum.points += option.points
                sum.wishes += option.wishes
                sum.number += option.number
                for (place, position) in group.enumerated() { sum.choice[position] = option.choice[place] }
                if let other = result[sum.counts], !sum.isBetter(than: other) { continue }
                result[sum.counts] = sum
            }
        }
        return result
    }

    private func best(of selections: [Selection]) -> Selection? {
        selections.max { left, right in
            let first = rank(left)
            let second = rank(right)
            if left.points != right.points, first[0] == second[0], first[1] == second[1] {
                return left.points < right.points
            }
            if first != second { return first.lexicographicallyPrecedes(second) }
            return right.choice.lexicographicallyPrecedes(left.choice)
        }
    }

    private func rank(_ selection: Selection) -> [Int] {
        [
            selection.counts.capped(at: required).total, selection.counts.total, selection.wishes,
            selection.counts[.knowledge], selection.number,
        ]
    }
}
