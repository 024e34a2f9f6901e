import Vocabulary

/// What one physician is asked in one cycle at a date, and how the actions are measured against it.
struct Target {
    /// The number of actions of the référentiel in each block.
    let limit: BlockCounts
    /// The number of actions asked of this physician in each block.
    let required: BlockCounts
    /// The points asked in each block; nil when actions only are counted.
    let points: [Double]?
    /// Whether points are counted in the best way, not only in a good one.
    let isExact: Bool

    /// - Parameter day: The day of reckoning, on which the exemption of block 3 is looked at (R. 4022-12).
    init(_ framework: CompiledFramework, _ profile: Profile, on day: CalendarDate, _ revision: EngineRevision) {
        limit = framework.required
        var required = limit
        let isExempt = profile.isExemptOfBlockThree(on: day)
        if isExempt { required[.patients] = 0 }
        self.required = required
        guard framework.framework.scheme == .points, revision != .first else {
            points = nil
            isExact = false
            return
        }
        isExact = revision.countsPointsExactly
        let asked = Block.allCases.map { block in
            isExempt && block == .patients ? 0 : framework.framework[block]?.points ?? 0
        }
        points = isExact ? asked.map(PointsSearch.rounded) : asked
    }

    /// The actions that count: most of the actions that are asked first (rules R04 to R07), then, where points are
    /// counted, most of the points that are asked, then all actions and all points.
    func selection(of candidates: [Candidate]) -> Selection {
        if isExact, let best = exactly(candidates) { return best }
        return nearly(candidates)
    }

    /// The best way; nil when there is too much to look at.
    private func exactly(_ candidates: [Candidate]) -> Selection? {
        let search = PointsSearch(candidates, costs: [Int](repeating: 0, count: candidates.count), target: self)
        guard let choice = search?.solve() else { return nil }
        var selection = Selection(
            counts: .zero, choice: [UInt8](repeating: Selection.leftOut, count: candidates.count))
        for (place, candidate) in candidates.enumerated() {
            guard let block = Block(rawValue: choice[place]) else { continue }
            selection.count(candidate, at: place, in: block, limit: limit)
        }
        return selection
    }

    /// The best way for actions only. With points, and too many ways: most actions, then at the same counts most points
    /// in all; an action that may serve two blocks then goes, one after another, where points lack, as long as no block
    /// that is asked loses an action by it.
    func nearly(_ candidates: [Candidate]) -> Selection {
        var selection = Assignment(candidates: candidates, limit: limit, required: required).solve()
        guard points != nil else { return selection }
        while let better = moved(selection, candidates) { selection = better }
        return selection
    }

    /// With the first move of one action that brings the points nearer; nil when none does.
    private func moved(_ selection: Selection, _ candidates: [Candidate]) -> Selection? {
        let held = reached(selection, candidates)
        for (place, candidate) in candidates.enumerated() where candidate.blocks.single == nil && candidate.points > 0 {
            guard let from = Block(rawValue: selection.choice[place]) else { continue }
            for block in candidate.blocks.blocks where block != from {
                let isBarred = candidates.enumerated().contains { other, member in
                    guard other != place, let taken = Block(rawValue: selection.choice[other]) else { return false }
                    return candidate.isBarred(from: block, by: member, in: taken)
                }
                guard !isBarred else { continue }
                var next = selection
                next.choice[place] = block.rawValue
                next.counts = counts(next)
                if candidate.wanted == from { next.wishes -= 1 }
                if candidate.wanted == block { next.wishes += 1 }
                let isKept = next.counts.capped(at: required).total >= selection.counts.capped(at: required).total
                if isKept, reached(next, candidates) > held { return next }
            }
        }
        return nil
    }

    private func counts(_ selection: Selection) -> BlockCounts {
        var counts = BlockCounts.zero
        for choice in selection.choice {
            if let block = Block(rawValue: choice) { counts[block] = min(counts[block] + 1, limit[block]) }
        }
        return counts
    }

    /// The points held of those asked.
    private func reached(_ selection: Selection, _ candidates: [Candidate]) -> Double {
        guard let score = score(selection, candidates) else { return 0 }
        return zip(score.held, score.asked).reduce(0) { $0 + min($1.0, $1.1) }
    }

    /// The points held; nil when actions only are counted.
    func score(_ selection: Selection, _ candidates: [Candidate]) -> Standing.Points? {
        guard let points else { return nil }
        var held = [Double](repeating: 0, count: Block.allCases.count)
        for (place, candidate) in candidates.enumerated() {
            if let block = Block(rawValue: selection.choice[place]) { held[block.number - 1] += candidate.points }
        }
        // Ten tenths are one.
        if isExact { held = held.map(PointsSearch.rounded) }
        return Standing.Points(asked: points, held: held)
    }

    /// Whether a selection reaches all of it.
    func isReached(by selection: Selection, _ candidates: [Candidate]) -> Bool {
        guard selection.counts.covers(required) else { return false }
        guard let score = score(selection, candidates) else { return true }
        return Block.allCases.allSatisfy { score.suffice(in: $0) }
    }
}
