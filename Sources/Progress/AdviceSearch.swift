import Vocabulary

/// Finds the fewest steps that complete a programme.
///
/// Each action adds one at most to what counts, so that as many steps as actions lack are the fewest possible, and
/// none of them can then be spared. Steps are tried from the cheapest to the dearest; should that end too early, all
/// are taken and those that are not needed given back, the dearest first. Points are searched by ``PointsSearch``, and
/// in this way only where that would be too much.
struct AdviceSearch {
    /// The declared actions that may count, and every step, in the order of display.
    let candidates: [Candidate]
    /// How many of the indices belong to declared actions; the others are steps.
    let declared: Int
    /// The steps by increasing cost, as indices of candidates.
    let order: [Int]
    let target: Target
    /// Whether some line could be done more often than is looked for.
    let isBounded: Bool
    private let byIndex: [Int: Candidate]
    private var isNear = false

    init(candidates: [Candidate], declared: Int, order: [Int], target: Target, isBounded: Bool) {
        self.candidates = candidates
        self.declared = declared
        self.order = order
        self.target = target
        self.isBounded = isBounded
        byIndex = Dictionary(uniqueKeysWithValues: candidates.map { ($0.index, $0) })
    }

    struct Result {
        /// The indices of the steps chosen, in the order of their cost.
        var chosen: [Int]
        /// The block of each index that counts.
        var blocks: [Int: Block]
        var isReached: Bool
        /// Whether nothing else comes nearer, nor as near with fewer steps.
        var isSure: Bool
    }

    private struct Trial {
        var chosen: Set<Int>
        var members: [Candidate]
        var selection: Selection
        var score: Double
    }

    func solve() -> Result {
        if let exact = exactly() { return exact }
        // Where the best way is too much to look for once, it is not looked for at every trial.
        var near = self
        near.isNear = true
        return near.approach()
    }

    private func approach() -> Result {
        var trial = attempt([])
        while !isReached(trial), let better = improved(trial) { trial = better }
        if !isReached(trial) {
            let all = attempt(Set(order))
            if all.score > trial.score { trial = pruned(all) }
        } else if target.points != nil {
            trial = pruned(trial)
        }
        return result(trial, isSure: target.points == nil)
    }

    func result(_ chosen: Set<Int>, isSure: Bool) -> Result { result(attempt(chosen), isSure: isSure) }

    private func result(_ trial: Trial, isSure: Bool) -> Result {
        var blocks: [Int: Block] = [:]
        for (place, member) in trial.members.enumerated() {
            if let block = Block(rawValue: trial.selection.choice[place]) { blocks[member.index] = block }
        }
        return Result(
            chosen: order.filter(trial.chosen.contains), blocks: blocks, isReached: isReached(trial), isSure: isSure)
    }

    /// What counts without any step: the numbers, the declared actions with their blocks, and the points.
    typealias Baseline = (
        counts: BlockCounts, counted: [(candidate: Candidate, block: Block)], points: Standing.Points?
    )

    func baseline() -> Baseline {
        let trial = attempt([])
        let counted = trial.members.enumerated().compactMap { place, member in
            Block(rawValue: trial.selection.choice[place]).map { (candidate: member, block: $0) }
        }
        return (trial.selection.counts, counted, target.score(trial.selection, trial.members))
    }

    private func attempt(_ chosen: Set<Int>) -> Trial {
        let members = candidates.filter { $0.index < declared || chosen.contains($0.index) }
        let selection = (isNear ? target.nearly(members) : target.selection(of: members))
        return Trial(chosen: chosen, members: members, selection: selection, score: score(selection, members))
    }

    private func isReached(_ trial: Trial) -> Bool { target.isReached(by: trial.selection, trial.members) }

    /// What is reached of what is asked: actions first, then points.
    private func score(_ selection: Selection, _ members: [Candidate]) -> Double {
        let actions = Double(selection.counts.capped(at: target.required).total)
        guard let points = target.score(selection, members) else { return actions }
        return zip(points.held, points.asked).reduce(actions * 1_000_000) { $0 + min($1.0, $1.1) }
    }

    /// With the cheapest step that brings nearer; nil when none does.
    private func improved(_ trial: Trial) -> Trial? {
        let open = order.filter { !trial.chosen.contains($0) }
        let ready = open.first { byIndex[$0].map { fits($0, trial) } ?? false }
        for index in (ready.map { [$0] } ?? []) + open {
            let next = attempt(trial.chosen.union([index]))
            if next.score > trial.score { return next }
        }
        return nil
    }

    /// Whether the step can be counted in a block that lacks something, everything else staying where it is.
    private func fits(_ step: Candidate, _ trial: Trial) -> Bool {
        let points = target.score(trial.selection, trial.members)
        let lacking = step.blocks.blocks.filter { block in
            trial.selection.counts[block] < target.required[block]
                || (step.points > 0 && !(points?.suffice(in: block) ?? true))
        }
        return lacking.contains { block in
            !trial.members.enumerated().contains { place, member in
                guard let other = Block(rawValue: trial.selection.choice[place]) else { return false }
                return step.isBarred(from: block, by: member, in: other)
            }
        }
    }

    /// Without the steps that are not needed, the dearest given back first.
    private func pruned(_ trial: Trial) -> Trial {
        var trial = trial
        for index in order.reversed() where trial.chosen.contains(index) {
            let less = attempt(trial.chosen.subtracting([index]))
            if isReached(trial) ? isReached(less) : less.score >= trial.score { trial = less }
        }
        return trial
    }
}
