/// What a council adds of its own to a letter: one version of each block, or none.
public struct CouncilBlocks: Hashable, Sendable {
    private let blocks: [CouncilBlock.Kind: CouncilBlock]

    /// - Parameter blocks: one of each kind; one without lines adds nothing.
    public init(_ blocks: [CouncilBlock] = []) {
        self.blocks = Dictionary(blocks.map { ($0.kind, $0) }) { first, _ in first }
    }

    /// The lines of a block; none where there is none.
    public func lines(_ kind: CouncilBlock.Kind) -> [String] { blocks[kind]?.lines ?? [] }

    /// Which version of each block adds something.
    public var versions: [CouncilBlock.Kind: Int] { blocks.filter { !$1.lines.isEmpty }.mapValues(\.version) }

    /// The same for a kind of letter: the free paragraphs speak to the council's physicians, and to nobody else.
    func standing(in kind: Notice.Kind) -> CouncilBlocks {
        guard kind.mayReachEmployer else { return self }
        return CouncilBlocks(blocks.values.filter { $0.kind != .paragraph })
    }

    /// The national paragraphs of a mail, in their order, and the signature.
    func mail(_ national: [String]) -> [String] { national + Self.joined(lines(.signature)) }

    /// The national paragraphs of a letter, in their order; the free paragraphs stand before the closing, the signature
    /// after it.
    func letter(_ national: [String]) -> [String] {
        national.dropLast() + lines(.paragraph) + national.suffix(1)
            + Self.joined(lines(.delegation) + lines(.signature))
    }

    private static func joined(_ lines: [String]) -> [String] {
        lines.isEmpty ? [] : [lines.joined(separator: "\n")]
    }
}
