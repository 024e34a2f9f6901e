public import Vocabulary

/// Where a physician stands in a cycle at a date.
public struct Standing: Hashable, Sendable {
    /// What became of one declaration.
    public struct Outcome: Hashable, Sendable {
        /// Counted, or the first reason why not.
        public var verdict: Verdict
        /// The block it counts in; nil unless counted.
        public var block: Block?
        /// The day it was done under rule V5; nil when it is not.
        public var realisedOn: CalendarDate?
        /// The day of a change of version that the action straddles, judged by the later version (rule R27-4).
        public var straddles: CalendarDate?
    }

    /// Points asked and held, of a référentiel that counts them on top of the actions.
    public struct Points: Hashable, Sendable {
        /// The points asked in each block, in order; 0 where nothing is, or the physician is exempt.
        public var asked: [Double]
        /// The points of the counted actions of each block, in order.
        public var held: [Double]

        /// Whether a block holds what is asked.
        public func suffice(in block: Block) -> Bool { held[block.number - 1] >= asked[block.number - 1] }
    }

    /// The cycle.
    public var cycle: Cycle
    /// The date of the standing.
    public var asOf: CalendarDate
    /// The référentiel that sets the numbers.
    public var framework: FrameworkID
    /// The version of that référentiel.
    public var version: String
    /// The number asked in each block, 0 where the physician is exempt or the text says nothing.
    public var required: BlockCounts
    /// The actions counted in each block, at most the number of the référentiel.
    public var counts: BlockCounts
    /// The points; nil when the référentiel counts actions only.
    public var points: Points?
    /// One outcome a declaration, in the order given.
    public var outcomes: [Outcome]
    /// The first day after ``asOf`` on which the standing may change by itself; nil when none is known.
    ///
    /// It may be too early, never too late: until that day the same facts give the same standing.
    public var nextChangeOn: CalendarDate?

    /// Whether every block reaches what is asked (rule R01): the actions, and the points where they are counted.
    public var isComplete: Bool {
        guard counts.covers(required) else { return false }
        return points.map { points in Block.allCases.allSatisfy { points.suffice(in: $0) } } ?? true
    }

    /// Σ min(count, required): what progress and lateness are measured by (rule R28).
    public var total: Int { counts.capped(at: required).total }
}
