import Vocabulary

/// What one physician is asked in one cycle at a date, and how the actions are measured against it.
struct Target {
    /// The number of actions of the référentiel in each block.
    let limit: BlockCounts
    /// The number of actions asked of this physician in each block.
    let required: BlockCounts
    /// The points asked in each block; nil when actions only are counted.
    let points: [Double]?

    /// - Parameter day: The day of reckoning, on which the exemption of block 3 is looked at (R. 4022-12).
    init(_ framework: CompiledFramework, _ profile: Profile, on day: CalendarDate, _ revision: EngineRevision) {
        limit = framework.required
        var required = limit
        let isExempt = profile.isExemptOfBlockThree(on: day)
        if isExempt { required[.patients] = 0 }
        self.required = required
        guard framework.framework.scheme == .points, revision != .first else {
            points = nil
            return
        }
        points = Block.allCases.map { block in
            isExempt && block == .patients ? 0 : framework.framework[block]?.points ?? 0
        }
    }

    /// The actions that count: most actions first (rules R04 to R07), then, at the same counts, most points in all.
    ///
    /// An action that may serve two blocks then goes, one after another, where points lack, as long as no block that is
    /// asked loses an action by it; exchanges of several actions at once are not looked for.
    func selection(of candidates: [Candidate]) -> Selection {
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
        return Standing.Points(asked: points, held: held)
    }

    /// Whether a selection reaches all of it.
    func isReached(by selection: Selection, _ candidates: [Candidate]) -> Bool {
        guard selection.counts.covers(required) else { return false }
        guard let score = score(selection, candidates) else { return true }
        return Block.allCases.allSatisfy { score.suffice(in: $0) }
    }
}
