public import Progress
public import Vocabulary

/// One physician judged twice on the same day and the same facts: under the present law, and with a proposed version.
public struct ImpactComparison: Sendable, Equatable {
    /// What one law says of the physician, without the version that says it.
    public struct Side: Sendable, Equatable {
        /// The state.
        public let state: StandingState
        /// The id of the référentiel or the official code of a missing one; nil when it is to be confirmed.
        public let framework: String?
        /// Counted actions of the four blocks; nil without a standing.
        public let counts: [Int]?
        /// Actions asked in the four blocks; nil without a standing.
        public let required: [Int]?
        /// Nil without a standing.
        public let isComplete: Bool?
        /// Nil without a standing.
        public let isLate: Bool?
        /// The first milestone on which an alert would be due.
        public let nextAlertOn: CalendarDate?

        init(_ item: AssessedCase) {
            state = item.state
            framework = item.frameworkCode
            counts = item.standing.map { standing in Block.allCases.map { standing.counts[$0] } }
            required = item.standing.map { standing in Block.allCases.map { standing.required[$0] } }
            isComplete = item.standing?.isComplete
            isLate = item.isLate
            nextAlertOn = item.nextAlertOn
        }
    }

    /// An action that counts under one law only.
    public struct ActionChange: Sendable, Equatable {
        /// The id of the declaration.
        public let id: String
        /// The line of the référentiel.
        public let action: String
        /// The day it was done, under whichever law says so.
        public let realisedOn: CalendarDate?
        /// The verdict under the present law; nil without a standing.
        public let before: Verdict?
        /// The verdict with the proposed version; nil without a standing.
        public let after: Verdict?
        /// Whether it may belong to block 4: shown to nobody but as a number (rule R24).
        public let isHealth: Bool
    }

    /// The present law; nil when the physician is not subject to certification that day.
    public let before: Side?
    /// With the proposed version.
    public let after: Side?
    /// Actions that count today and would not.
    public let lost: [ActionChange]
    /// Actions that would count and do not today.
    public let gained: [ActionChange]
    /// Whether an action under way straddles the day the proposed version takes over (rule R27-4).
    public let isStraddling: Bool
    /// The qualification that decides.
    public let specialtyCode: String?

    /// Whether anything but the number of the version differs.
    public var isChanged: Bool { before != after || !lost.isEmpty || !gained.isEmpty }

    /// The measures by which this physician counts as one.
    public var measures: [ImpactMeasure] {
        guard before != nil || after != nil else { return [] }
        return ImpactMeasure.allCases.filter { holds($0) }
    }

    private func holds(_ measure: ImpactMeasure) -> Bool {
        switch measure {
        case .examined: true
        case .changed: isChanged
        case .losing: !lost.isEmpty
        case .gaining: !gained.isEmpty
        case .actionsLost, .actionsGained: false
        case .becomingComplete: before?.isComplete != true && after?.isComplete == true
        case .ceasingComplete: before?.isComplete == true && after?.isComplete != true
        case .becomingLate: before?.isLate != true && after?.isLate == true
        case .ceasingLate: before?.isLate == true && after?.isLate != true
        case .changingState: before?.state != after?.state || before?.framework != after?.framework
        case .changingRequired: before?.required != after?.required
        case .changingAlert: before?.nextAlertOn != after?.nextAlertOn
        case .straddling: isStraddling
        case .completeBefore: before?.isComplete == true
        case .completeAfter: after?.isComplete == true
        case .lateBefore: before?.isLate == true
        case .lateAfter: after?.isLate == true
        }
    }
}

extension ImpactComparison {
    /// Compares two judgements of one case file.
    ///
    /// - Parameters:
    ///   - proposed: the version that is proposed.
    ///   - rulebook: all versions, the proposed one among them.
    public init(before: AssessedCase?, after: AssessedCase?, proposed: Framework, rulebook: Rulebook) {
        self.before = before.map(Side.init)
        self.after = after.map(Side.init)
        specialtyCode = (after ?? before)?.specialtyCode
        var lost: [ActionChange] = []
        var gained: [ActionChange] = []
        for (index, declaration) in ((after ?? before)?.file.declarations ?? []).enumerated() {
            let old = before?.standing?.outcomes[index]
            let new = after?.standing?.outcomes[index]
            guard (old?.verdict == .counted) != (new?.verdict == .counted) else { continue }
            let action = ActionChange(
                id: declaration.id, action: declaration.action, realisedOn: new?.realisedOn ?? old?.realisedOn,
                before: old?.verdict, after: new?.verdict,
                isHealth: old?.block == .health || new?.block == .health || rulebook.mayCountInBlockFour(declaration))
            if old?.verdict == .counted { lost.append(action) } else { gained.append(action) }
        }
        self.lost = lost
        self.gained = gained
        isStraddling =
            after?.standing?.framework == proposed.id
            && after?.standing?.outcomes.contains { $0.straddles == proposed.effectiveFrom } == true
    }
}
