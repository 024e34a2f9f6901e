public import Vocabulary

/// What would be enough: the fewest new actions that complete the programme under the référentiel, block by block.
///
/// Reckoned from what is known on its date: evidence, decisions and changes of later days are left out, actions
/// planned or still going on are taken to go on as declared. A declared action that lacks a proof, a label or some
/// time comes before any new one.
///
/// Where points are counted the fewest steps are searched too, as far as that is no endless search: else the advice is
/// a sound plan, not surely the shortest, and what it calls impossible may not be (``isCertain``).
public struct Advice: Hashable, Sendable {
    /// What can still be hoped.
    public enum Outlook: String, CaseIterable, Sendable {
        /// Nothing more is needed than what is declared.
        case complete
        /// The steps complete the programme.
        case possible
        /// No step completes it any more; those given come nearest.
        case impossible
    }

    /// A declared action that will count by itself once it is done.
    public struct Awaited: Hashable, Sendable {
        /// The id of the declaration.
        public var id: String
        /// Its line.
        public var action: String
        /// The block in which it will count.
        public var block: Block
        /// The day it will have been done.
        public var on: CalendarDate
        /// Whether only the physician may see it (rule R24).
        public var isPrivate: Bool
    }

    /// The lines among which to choose in one block.
    public struct Choice: Hashable, Sendable {
        /// The block.
        public var block: Block
        /// The lines that can still be done, the simplest first.
        public var steps: [Step]
        /// How many lines can no longer be finished in time.
        public var expired: Int
    }

    /// The date of the advice.
    public var asOf: CalendarDate
    /// The cycle.
    public var cycle: Cycle
    /// The day by which all must be there: the last of ``labelsBy``, ``evidenceBy`` and the end of the cycle, then the
    /// end of the control.
    public var by: CalendarDate
    /// The last day on which a favourable decision of the CNP counts, or is advised where no term is set.
    public var labelsBy: CalendarDate
    /// The last day on which a proof counts, or is advised where no term is set.
    public var evidenceBy: CalendarDate
    /// The référentiel.
    public var framework: FrameworkID
    /// Its title, in French.
    public var title: String
    /// The version that sets the numbers on that day.
    public var version: String
    /// What can still be hoped.
    public var outlook: Outlook
    /// The number asked in each block.
    public var required: BlockCounts
    /// What will count by then if nothing is done but what is declared, at most what the référentiel asks.
    public var counts: BlockCounts
    /// What goes on and will count by itself.
    public var awaited: [Awaited]
    /// The minimal set: without any one of them the programme would stay incomplete.
    public var steps: [Step]
    /// For each block that lacks an action, the lines among which to choose.
    public var choices: [Choice]
    /// How many steps of each block are not shown, being private; zero unless masked.
    public var hidden: BlockCounts
    /// Whether what concerns block 4 is reduced to numbers (rule R24).
    public var isMasked: Bool

    /// Whether no other steps come nearer, nor as near with fewer.
    public var isSure: Bool

    /// The points that will be held then, of a référentiel that counts them; nil when actions only are counted.
    public var points: Standing.Points?

    /// Whether nothing else could complete it either: where points are counted the search may be too long.
    public var isCertain: Bool { outlook != .impossible || isSure }

    /// How many points a block lacks; 0 when actions only are counted.
    public func lackingPoints(in block: Block) -> Double {
        points.map { max(0, $0.asked[block.number - 1] - $0.held[block.number - 1]) } ?? 0
    }

    /// How many actions each block lacks.
    public var lacking: BlockCounts { required.minus(counts) }

    /// The same advice with nothing of block 4 but numbers (rule R24).
    public var masked: Advice {
        guard !isMasked else { return self }
        var advice = self
        advice.isMasked = true
        for step in steps where step.isPrivate { advice.hidden[step.block] += 1 }
        advice.awaited.removeAll { $0.isPrivate }
        advice.steps.removeAll { $0.isPrivate }
        advice.choices.removeAll { $0.block == .health }
        for index in advice.choices.indices { advice.choices[index].steps.removeAll { $0.isPrivate } }
        return advice
    }
}

extension Advice {
    /// What spares the label of the CNP.
    public enum LabelSparing: String, CaseIterable, Sendable {
        /// Following the method of the HAS (rule R13).
        case hasMethod = "has_method"
        /// Choosing an entry of the line's list (rule R10).
        case list
    }

    /// One thing to do.
    public struct Step: Hashable, Sendable {
        /// What is to be done.
        public enum Gesture: String, CaseIterable, Sendable {
            /// Do an action of the line.
            case act
            /// Go on with a declared action until it is long enough.
            case goOn = "go_on"
            /// Do a declared action on the day planned.
            case carryOut = "carry_out"
            /// Have the CNP recognise the action, before or after it is done (rule R09).
            case obtainLabel = "obtain_label"
            /// Have the CNP of the qualification decide again, after a refusal, a revocation or the decision of another
            /// one (rules R11, R12, R14).
            case obtainNewDecision = "obtain_new_decision"
            /// Send a proof (rule R21).
            case sendEvidence = "send_evidence"
        }

        /// The block in which it will count.
        public var block: Block
        /// The gestures, in order.
        public var gestures: [Gesture]
        /// The id of the declaration to mend; nil for a new action.
        public var declarationID: String?
        /// The line, or `hors-liste` for an action outside the référentiel.
        public var action: String
        /// The line in the words of the référentiel.
        public var label: String
        /// The entry of the line's list to choose, when it matters.
        public var item: String?
        /// The sub-item of the line to choose, when it matters.
        public var variant: String?
        /// The role asked.
        public var role: String?
        /// The kinds of evidence accepted, any one; none when any kind is.
        public var evidence: [String]
        /// What must be reached, in French; nil when nothing.
        public var threshold: String?
        /// Whether the CNP must recognise it.
        public var needsLabel: Bool
        /// What spares the label that it would need otherwise; nil when it needs one, or none in any case.
        public var labelSparedBy: LabelSparing?
        /// What else must be true, by the words of the référentiels; roles and what spares a label aside.
        public var conditions: [Condition]
        /// The first day on which it can be done, when only a version to come has the line; nil from today on.
        public var notBefore: CalendarDate?
        /// The last day on which it can begin; nil for a declared action.
        public var latestStart: CalendarDate?
        /// The last day on which it can be done; of a declared action that only lacks papers, that of the papers.
        public var doneBy: CalendarDate
        /// The last day on which its label can come; nil when it lacks none.
        public var labelBy: CalendarDate?
        /// The last day on which its proof can come; nil when it lacks none.
        public var evidenceBy: CalendarDate?
        /// The days it takes, when they may be any days: « les 4 réunions »; nil when it takes one day or some time.
        public var occasions: String?
        /// The place in the text of the référentiel.
        public var source: String
        /// The référentiel whose version will judge it.
        public var framework: FrameworkID
        /// That version.
        public var version: String
        /// Whether only the physician may see it (rule R24).
        public var isPrivate: Bool
        /// The declaration that carries it out at the latest.
        var plan: Declaration

        /// The last day on which its papers can come, proof and label; nil when it lacks none.
        public var papersBy: CalendarDate? { [labelBy, evidenceBy].compactMap { $0 }.max() }

        /// Whether it is a new action, not the end of a declared one.
        public var isNew: Bool { declarationID == nil }

        /// The declaration that carries the step out, at the latest: a new one under this id, or the mended one, which
        /// keeps its own id and takes the place of the declared one.
        public func declaration(id: String) -> Declaration {
            guard isNew else { return plan }
            var declaration = plan
            declaration.id = id
            if declaration.object != nil { declaration.object = "conseil \(id)" }
            return declaration
        }
    }
}
