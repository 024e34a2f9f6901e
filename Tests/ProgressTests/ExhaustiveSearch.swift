import Progress
import Vocabulary

/// The contract read word by word: tries every way of counting the actions. Written apart from the engine.
struct ExhaustiveSearch {
    struct Action {
        let id: String
        let line: String
        let blocks: [Block]
        let object: String?
        let days: ClosedRange<CalendarDate>
        let realisedOn: CalendarDate
        let wanted: Block?
        let isLimited: Bool
        let isOffList: Bool
        /// In ten-thousandths.
        let points: Int
    }

    struct Best: Equatable {
        var score: [Int]
        var blocks: [Block?]
        var counts: BlockCounts
    }

    let framework: Framework
    let required: BlockCounts
    let actions: [Action]
    /// The points asked of this physician in each block; none where actions only are counted.
    var asked: [Double] = []

    /// - Parameter outcomes: The engine's, of which only the realisation date is used.
    init(_ declarations: [Declaration], _ framework: Framework, required: BlockCounts) {
        self.framework = framework
        self.required = required
        actions = declarations.map { declaration in
            let line = framework.line(declaration.action)
            let days =
                declaration.period ?? (declaration.date ?? day("2024-01-01"))...(declaration.date ?? day("2024-01-01"))
            return Action(
                id: declaration.id, line: declaration.action,
                blocks: line?.blocks ?? [declaration.blockWanted ?? .knowledge], object: declaration.object,
                days: days, realisedOn: days.upperBound, wanted: declaration.blockWanted,
                isLimited: line?.isLimitedToOne ?? false, isOffList: line == nil,
                points: Int(((line?.points ?? 0) * 10_000).rounded()))
        }.sorted { ($0.realisedOn, $0.id) < ($1.realisedOn, $1.id) }
    }

    /// The best way, and the actions in the order of `blocks`.
    func solve() -> Best {
        var best = Best(score: [-1], blocks: [], counts: .zero)
        var blocks: [Block?] = []
        explore(&blocks, &best)
        return best
    }

    private func explore(_ blocks: inout [Block?], _ best: inout Best) {
        let place = blocks.count
        guard place < actions.count else {
            let candidate = rated(blocks)
            // Ways are explored in the order of display, so that the first of the best ones is the right one.
            if best.score.lexicographicallyPrecedes(candidate.score) { best = candidate }
            return
        }
        for block in actions[place].blocks where fits(place, block, blocks) {
            blocks.append(block)
            explore(&blocks, &best)
            blocks.removeLast()
        }
        blocks.append(nil)
        explore(&blocks, &best)
        blocks.removeLast()
    }

    private func fits(_ place: Int, _ block: Block, _ blocks: [Block?]) -> Bool {
        for (other, taken) in blocks.enumerated() {
            guard let taken else { continue }
            if clash(actions[place], block, actions[other], taken) { return false }
        }
        return true
    }

    private func clash(_ left: Action, _ block: Block, _ right: Action, _ other: Block) -> Bool {
        if let object = left.object, object == right.object, left.days.overlaps(right.days) { return true }
        guard left.line == right.line else { return false }
        if left.object == right.object, left.realisedOn == right.realisedOn { return true }
        if left.isLimited { return true }
        guard block == other else { return false }
        switch framework[block]?.identity ?? .occurrence {
        case .line: return left.isOffList ? left.object == right.object : true
        case .object: return left.object == right.object
        case .occurrence: return false
        }
    }

    func rated(_ blocks: [Block?]) -> Best {
        var counts = BlockCounts.zero
        var wishes = 0
        for (place, block) in blocks.enumerated() {
            guard let block else { continue }
            counts[block] += 1
            if actions[place].wanted == block { wishes += 1 }
        }
        let capped = counts.capped(at: framework.required)
        let ranks =
            [capped.total] + points(blocks).map { [$0.all] }.joined() + [wishes, capped[.knowledge], counts.total]
        let score = [capped.capped(at: required).total] + points(blocks).map { [$0.asked] }.joined() + ranks
        return Best(score: score, blocks: blocks, counts: capped)
    }

    /// The points held of those that are asked, and all of them; none where actions only are counted.
    private func points(_ blocks: [Block?]) -> [(asked: Int, all: Int)] {
        guard !asked.isEmpty else { return [] }
        var held: [Block: Int] = [:]
        for (place, block) in blocks.enumerated() {
            if let block { held[block, default: 0] += actions[place].points }
        }
        let reached = Block.allCases.map { block in
            min(held[block] ?? 0, Int((asked[block.number - 1] * 10_000).rounded()))
        }
        return [(reached.reduce(0, +), held.values.reduce(0, +))]
    }
}
