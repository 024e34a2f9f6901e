import Vocabulary

/// One version of a référentiel, with its lines found by one look-up.
final class CompiledFramework: Sendable {
    let framework: Framework
    let required: BlockCounts
    let exclusions: Set<String>
    private let lines: [String: CompiledLine]
    /// When two actions are the same, block by block; in a block the text lacks, when the occurrence is.
    let identities: [Identity]
    /// The same for actions outside the référentiel: two different objects are two actions (contract §1b).
    let offListIdentities: [Identity]

    init(_ framework: Framework, key: (String) -> Int) {
        self.framework = framework
        required = framework.required
        exclusions = Set(framework.exclusions.map(\.id))
        identities = Block.allCases.map { framework[$0]?.identity ?? .occurrence }
        offListIdentities = identities.map { $0 == .line ? .object : $0 }
        var lines: [String: CompiledLine] = [:]
        for line in framework.lines where line.aliasOf == nil {
            let fallback = line.blocks.compactMap { framework[$0]?.defaultEvidence }
            lines[line.id] = CompiledLine(line, key: key(line.id), fallbackEvidence: fallback)
        }
        for line in framework.lines {
            if let alias = line.aliasOf { lines[line.id] = lines[alias] }
        }
        self.lines = lines
    }

    /// The lines that are no other name of a line, in the order of the text.
    var own: [CompiledLine] { framework.lines.filter { $0.aliasOf == nil }.compactMap { lines[$0.id] } }

    func line(_ action: String) -> CompiledLine? { lines[action] }

    /// Whether an event of this CNP is one of the physician's own.
    func isOwn(_ cnp: String?) -> Bool {
        guard let cnp else { return true }
        return cnp == framework.id.rawValue || cnp == framework.cnp
    }
}

/// One line, with what every declaration asks of it computed in advance.
final class CompiledLine: Sendable {
    let line: ActionLine
    /// One number a line, the same in every version of its référentiel.
    let key: Int
    let blocks: BlockSet
    let evidence: [String]
    let needsIndustryFree: Bool
    let needsMethod: Bool
    let needsTreatedByOther: Bool
    let needsTreatedByNoRelative: Bool
    let roles: [String]
    let words: [String]
    /// Whether no declaration of the line has anything to reach.
    let isPlain: Bool
    private let items: Set<String>
    private let hasItems: Bool

    init(_ line: ActionLine, key: Int, fallbackEvidence: [String] = []) {
        self.line = line
        self.key = key
        blocks = BlockSet(line.blocks)
        evidence = line.evidence.isEmpty ? fallbackEvidence : line.evidence
        needsIndustryFree =
            line.conditions.contains(.notFundedByIndustry) || line.conditions.contains(.notIndustryStudy)
        needsMethod = line.conditions.contains(.hasMethod)
        needsTreatedByOther = line.conditions.contains(.treatedByOther)
        needsTreatedByNoRelative = line.conditions.contains(.notTreatedByRelative)
        roles = line.conditions.compactMap(\.role)
        words = line.conditions.map(\.rawValue)
        isPlain =
            line.thresholds.isEmpty && line.itemThresholds.isEmpty && line.variants.allSatisfy { $0.thresholds == nil }
        items = Set(line.labelling.list?.items ?? [])
        hasItems = line.labelling.list.map { $0.kind != .missing } ?? false
    }

    /// Whether the declared item is off the list of a line that has one.
    func isOffList(_ item: String?) -> Bool { hasItems && !(item.map(items.contains) ?? false) }

    /// What a declaration must reach: its item's thresholds, its variant's, or the line's.
    func thresholds(for declaration: Declaration) -> Thresholds {
        if let item = declaration.item, !line.itemThresholds.isEmpty, let own = line.itemThresholds[item] {
            return own
        }
        return variant(of: declaration)?.thresholds ?? line.thresholds
    }

    /// How a declaration is recognised, its variant and its item taken into account.
    func mode(for declaration: Declaration) -> LabellingMode {
        let mode = variant(of: declaration)?.mode ?? line.labelling.mode
        guard mode == .list else { return mode }
        return isOffList(declaration.item) ? line.labelling.offList ?? .onRequest : .automatic
    }

    private func variant(of declaration: Declaration) -> ActionLine.Variant? {
        guard let name = declaration.variant, !line.variants.isEmpty else { return nil }
        return line.variants.first { $0.name == name }
    }

    /// The kinds of evidence accepted; an empty list accepts any.
    func evidence(for declaration: Declaration) -> [String] {
        if let other = line.evidenceOffList, isOffList(declaration.item) { return other }
        return evidence
    }
}

/// A set of blocks in one byte: bit 0 is block 1.
struct BlockSet: Hashable, Sendable {
    var bits: UInt8

    init(bits: UInt8) { self.bits = bits }
    init(_ blocks: [Block]) { bits = blocks.reduce(0) { $0 | 1 << ($1.rawValue - 1) } }

    func contains(_ block: Block) -> Bool { bits & 1 << (block.rawValue - 1) != 0 }
    /// The blocks, from 1 to 4.
    var blocks: [Block] { Block.allCases.filter(contains) }
    /// The only block, when there is just one.
    var single: Block? { bits.nonzeroBitCount == 1 ? Block(rawValue: UInt8(bits.trailingZeroBitCount + 1)) : nil }
}
