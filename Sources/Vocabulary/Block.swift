/// One of the four objectives of the certification (L. 4022-2): what the référentiels call a bloc, the ANS an axe.
public enum Block: UInt8, CaseIterable, Hashable, Comparable, Sendable {
    /// Block 1: keep knowledge and skills up to date.
    case knowledge = 1
    /// Block 2: strengthen the quality of professional practice.
    case practice = 2
    /// Block 3: improve the relation with patients.
    case patients = 3
    /// Block 4: take better care of one's own health.
    case health = 4

    /// The four blocks, in order; stored, since loops over it are hot.
    public static let allCases: [Block] = [.knowledge, .practice, .patients, .health]

    /// The block with this number, 1 to 4.
    public init?(number: Int) {
        guard let rawValue = UInt8(exactly: number) else { return nil }
        self.init(rawValue: rawValue)
    }

    /// The number of the block, 1 to 4.
    public var number: Int { Int(rawValue) }

    /// By number.
    public static func < (left: Block, right: Block) -> Bool { left.rawValue < right.rawValue }
}

/// A number of actions for each of the four blocks, each 0 to 255.
public struct BlockCounts: Hashable, Sendable {
    private var packed: SIMD4<UInt8>

    /// Zero everywhere.
    public static let zero = BlockCounts(0, 0, 0, 0)

    /// The four numbers, in the order of the blocks.
    public init(_ one: Int, _ two: Int, _ three: Int, _ four: Int) {
        packed = SIMD4(
            UInt8(clamping: one), UInt8(clamping: two), UInt8(clamping: three), UInt8(clamping: four))
    }

    /// The number of a block.
    public subscript(block: Block) -> Int {
        get { Int(packed[Int(block.rawValue) - 1]) }
        set { packed[Int(block.rawValue) - 1] = UInt8(clamping: newValue) }
    }

    /// The sum over the four blocks.
    public var total: Int { Block.allCases.reduce(0) { $0 + self[$1] } }

    /// The smaller of the two numbers, block by block.
    public func capped(at limit: BlockCounts) -> BlockCounts {
        BlockCounts(lanes: packed.replacing(with: limit.packed, where: packed .> limit.packed))
    }

    /// Whether every block reaches the number of `other`.
    public func covers(_ other: BlockCounts) -> Bool { capped(at: other) == other }

    private init(lanes: SIMD4<UInt8>) { packed = lanes }
}
