import Documents
import Intake
import Vocabulary

/// Two lines of a référentiel: `b1` of block 1 and `b4` of block 4.
func knowledge(_ action: String) -> ActionKnowledge {
    let blocks: [String: Block] = ["b1": .knowledge, "b4": .health]
    guard let block = blocks[action] else { return ActionKnowledge(lines: [], exclusions: []) }
    let line = ActionLine(id: action, blocks: [block], labelling: Labelling(mode: .automatic))
    return ActionKnowledge(lines: [line], exclusions: [])
}

/// Reads a feed given as names and texts.
func readFeed(_ files: [(String, String)]) throws -> Reading<FeedRow> {
    let reader = try AccountFeedReader(
        files.map { FeedFile(bytes: Array($0.1.utf8), name: $0.0) }, knowledge: knowledge)
    var result = Reading<FeedRow>()
    try reader.read(row: { result.rows.append($0) }, quarantine: { result.quarantined.append($1) })
    result.report = reader.report
    return result
}

extension Reading where Row == FeedRow {
    /// The actions among the rows.
    var actions: [FeedAction] {
        rows.compactMap { row in if case .action(let action) = row { action } else { nil } }
    }
}
