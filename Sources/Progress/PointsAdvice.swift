import Vocabulary

extension AdviceSearch {
    /// The fewest steps that complete a programme of points, or come nearest; nil where actions only are counted, under
    /// an earlier engine, or when there is too much to look at.
    func exactly() -> Result? {
        guard target.isExact else { return nil }
        var ranks: [Int: Int] = [:]
        for (rank, index) in order.enumerated() { ranks[index] = rank }
        let members = needed(ranks)
        // One step more weighs more than any order of steps.
        let costs = members.map { member in ranks[member.index].map { 1 << 32 + $0 } ?? 0 }
        guard let choice = PointsSearch(members, costs: costs, target: target)?.solve() else { return nil }
        let chosen = members.indices.filter { costs[$0] > 0 && choice[$0] != Selection.leftOut }
        return result(Set(chosen.map { members[$0].index }), isSure: !isBounded)
    }

    /// Without the steps in whose place a cheaper one can always be taken: of those that nothing stands in the way of
    /// and that serve the same blocks, as many with as many points, each cheaper, as the blocks can ever need.
    private func needed(_ ranks: [Int: Int]) -> [Candidate] {
        let free = inNobodysWay()
        var kept: [BlockSet: [Double]] = [:]
        var dropped: Set<Int> = []
        for place in free.filter({ ranks[candidates[$0].index] != nil }).sorted(by: {
            (ranks[candidates[$0].index] ?? 0) < (ranks[candidates[$1].index] ?? 0)
        }) {
            let step = candidates[place]
            let better = kept[step.blocks, default: []].count { $0 >= step.points }
            if better >= need(step) {
                dropped.insert(place)
            } else {
                kept[step.blocks, default: []].append(step.points)
            }
        }
        return candidates.indices.filter { !dropped.contains($0) }.map { candidates[$0] }
    }

    /// The places of candidates that share neither realisation nor line nor object with any other.
    private func inNobodysWay() -> [Int] {
        func places(_ candidate: Candidate) -> Set<Place> {
            Set(candidate.blocks.blocks.flatMap(candidate.places))
        }
        var realms: [Int: Int] = [:]
        var taken: [Place: Int] = [:]
        for candidate in candidates {
            realms[candidate.realm, default: 0] += 1
            for place in places(candidate) { taken[place, default: 0] += 1 }
        }
        return candidates.indices.filter { place in
            realms[candidates[place].realm] == 1 && places(candidates[place]).allSatisfy { taken[$0] == 1 }
        }
    }

    /// How many such steps fill all its blocks.
    private func need(_ step: Candidate) -> Int {
        step.blocks.blocks.reduce(0) { sum, block in
            let asked = target.points?[block.number - 1] ?? 0
            let number = step.points > 0 ? (asked / step.points).rounded(.up) : 0
            return sum + max(target.required[block], number < 1e6 ? Int(number) : 1_000_000)
        }
    }
}
