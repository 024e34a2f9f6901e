public import Vocabulary

/// Why a standing is what it is, as a tree: the programme, its cycle, each block, and each declared action.
///
/// Every node names its rule, the facts it used, what is missing, what is asked, the article or line, and the day
/// since which it holds.
public struct StandingProof: Hashable, Sendable {
    /// One step of the reasoning.
    public struct Node: Hashable, Sendable {
        /// The rule of the engine, as in `R01`.
        public var rule: String
        /// The facts used: name and value, dates in ISO form.
        public var facts: [Proof.Fact]
        /// What is missing, in French; nil when nothing is.
        public var missing: String?
        /// What is asked, in French; nil when nothing is.
        public var threshold: String?
        /// The article, then the place in the text of the référentiel.
        public var source: String
        /// The first day since which it holds; nil when it does not, or when nobody but the physician may know.
        public var since: CalendarDate?
    }

    /// One declared action.
    public struct Action: Hashable, Sendable {
        /// The id of the declaration.
        public var id: String
        /// The line of the référentiel in its words; nil for an action outside it.
        public var label: String?
        /// The first and last day declared.
        public var days: ClosedRange<CalendarDate>?
        /// What became of it.
        public var verdict: Verdict
        /// Whether it counts, or may count, in block 4: then only the physician may see it (rule R24).
        public var isPrivate: Bool
        /// Whether a proof that the line accepts was received by the date of the standing.
        public var hasValidEvidence: Bool
        /// Why.
        public var proof: Proof
    }

    /// One block.
    public struct BlockNode: Hashable, Sendable {
        /// The block.
        public var block: Block
        /// The number of actions asked, 0 when exempt.
        public var required: Int
        /// The number of actions counted, at most that of the référentiel.
        public var counted: Int
        /// What is asked and held, and since when enough is.
        public var node: Node
        /// Why nothing is asked (R. 4022-12, R. 4022-13); nil when something is.
        public var exemption: Node?
        /// The actions declared for the block, those that count first; none that is private once masked.
        public var actions: [Action]
        /// How many counted actions are not shown, since they are private; 0 unless masked.
        public var hidden: Int
        /// Whether no private action lacks a valid proof; nil unless masked, or when none was declared.
        public var isEvidenceValid: Bool?
    }

    /// The date of the standing.
    public var asOf: CalendarDate
    /// The référentiel.
    public var framework: FrameworkID
    /// Its title, in French.
    public var title: String
    /// Its version on the day of reckoning.
    public var version: String
    /// Whether the programme is complete.
    public var isComplete: Bool
    /// Whether what concerns block 4 is reduced to what others than the physician may see (rule R24).
    public var isMasked: Bool
    /// The verdict on the whole (R. 4022-7).
    public var programme: Node
    /// The certification period (R. 4022-14).
    public var cycle: Node
    /// The blocks that the référentiel describes, in order.
    public var blocks: [BlockNode]
    /// Declared actions that belong to no block of the référentiel.
    public var others: [Action]
    /// Whether the physician is late, set by who knows the policy of alerts; see ``Lateness/proof(on:)``.
    public var lateness: Node?

    /// The same proof with nothing of block 4 but counts and whether the evidence is valid (rule R24).
    ///
    /// A day that a private action may have set is left out: that of block 4, any day that is one of its own, and that
    /// of the whole when it is none of those told of the other blocks.
    public var masked: StandingProof {
        guard !isMasked else { return self }
        var proof = self
        proof.isMasked = true
        let hidden = blocks.flatMap(\.actions).filter(\.isPrivate) + others.filter(\.isPrivate)
        let theirs = Set(hidden.flatMap(\.proof.days))
        proof.blocks = blocks.map { node in
            var node = node
            node.hidden = node.actions.count { $0.isPrivate && $0.proof.block != nil }
            let own = Set(node.actions.filter { !$0.isPrivate }.flatMap(\.proof.days))
            let isTold = node.node.since.map { theirs.contains($0) && !own.contains($0) } ?? false
            if isTold || node.block == .health { node.node.since = nil }
            node.actions.removeAll { $0.isPrivate }
            guard node.block == .health else { return node }
            node.isEvidenceValid = Verdict.isEvidenceValid(hidden.map(\.verdict))
            return node
        }
        proof.others.removeAll { $0.isPrivate }
        if !proof.blocks.contains(where: { $0.node.since == programme.since }) { proof.programme.since = nil }
        if let since = lateness?.since, theirs.contains(since) { proof.lateness?.since = nil }
        return proof
    }

    /// The canonical text: members in a fixed order, no blanks; the same proof gives the same bytes.
    public var json: [UInt8] {
        var writer = JSONWriter()
        write(to: &writer)
        return writer.bytes
    }

    /// The canonical text of the proof, or of the ``masked`` one.
    public func json(masksBlockFour: Bool) -> [UInt8] { masksBlockFour ? masked.json : json }

    /// The proof in French, by default masked; see ``ProofText``.
    public func text(masksBlockFour: Bool = true) -> ProofText { ProofText(self, masksBlockFour: masksBlockFour) }
}
