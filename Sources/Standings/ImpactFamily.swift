/// Measures that are hidden together, since a subtraction would give one of them away from the others; and the small
/// groups that their numbers, once shown, would let a reader count.
struct ImpactFamily: Sendable {
    /// A group of physicians that nobody names and a subtraction counts: « examined less changed », for instance.
    struct Part: Sendable {
        let plus: [ImpactMeasure]
        let minus: [ImpactMeasure]
        /// The group of which it is a part: there are never more.
        let base: ImpactMeasure?

        func size(in tally: ImpactTally) -> Int {
            plus.reduce(0) { $0 + tally[$1] } - minus.reduce(0) { $0 + tally[$1] }
        }
    }

    let measures: [ImpactMeasure]
    /// The place of the family without which this one is not told.
    let parent: Int?
    let parts: [Part]

    /// Those without which others are not told come first.
    static let all: [ImpactFamily] = [
        ImpactFamily(
            measures: [.examined], parent: nil, parts: [Part(plus: [.examined], minus: [], base: nil)]),
        group([.changed], within: .examined, parent: 0),
        group([.losing], within: .changed, parent: 1),
        beyond(.actionsLost, .losing, parent: 2),
        group([.gaining], within: .changed, parent: 1),
        beyond(.actionsGained, .gaining, parent: 4),
        group([.changingState], within: .changed, parent: 1),
        group([.changingRequired], within: .changed, parent: 1),
        group([.changingAlert], within: .changed, parent: 1),
        progress,
        group([.straddling], within: .examined, parent: 0),
    ]

    /// The number, and those of the larger group whom it does not count.
    private static func group(_ measures: [ImpactMeasure], within base: ImpactMeasure, parent: Int) -> ImpactFamily {
        ImpactFamily(
            measures: measures, parent: parent,
            parts: [
                Part(plus: measures, minus: [], base: base), Part(plus: [base], minus: measures, base: base),
            ])
    }

    /// Actions beside the first of each physician: few of them are few physicians.
    private static func beyond(_ actions: ImpactMeasure, _ people: ImpactMeasure, parent: Int) -> ImpactFamily {
        ImpactFamily(
            measures: [actions], parent: parent, parts: [Part(plus: [actions], minus: [people], base: nil)])
    }

    /// Complete and late, before and after: nobody is both, and those who were, less those who cease, with those who
    /// become, are those who will be.
    private static let progress: ImpactFamily = {
        var parts: [Part] = []
        for (before, ceasing, becoming) in [
            (ImpactMeasure.completeBefore, ImpactMeasure.ceasingComplete, ImpactMeasure.becomingComplete),
            (.lateBefore, .ceasingLate, .becomingLate),
        ] {
            parts += [
                Part(plus: [before], minus: [ceasing], base: .examined),
                Part(plus: [.examined], minus: [before, becoming], base: .examined),
                Part(plus: [ceasing], minus: [], base: .changed), Part(plus: [becoming], minus: [], base: .changed),
                Part(plus: [.changed], minus: [ceasing, becoming], base: .changed),
            ]
        }
        parts += [
            Part(plus: [.examined], minus: [.completeBefore, .lateBefore], base: .examined),
            Part(plus: [.examined], minus: [.completeAfter, .lateAfter], base: .examined),
        ]
        return ImpactFamily(
            measures: [
                .completeBefore, .completeAfter, .ceasingComplete, .becomingComplete, .lateBefore, .lateAfter,
                .ceasingLate, .becomingLate,
            ], parent: 1, parts: parts)
    }()

    /// The larger group of each measure that is one.
    static func base(of measure: ImpactMeasure) -> ImpactMeasure? {
        switch measure {
        case .examined: nil
        case .changed, .straddling, .completeBefore, .completeAfter, .lateBefore, .lateAfter: .examined
        case .actionsLost: .losing
        case .actionsGained: .gaining
        default: .changed
        }
    }

    static func index(of measure: ImpactMeasure) -> Int {
        all.firstIndex { $0.measures.contains(measure) } ?? 0
    }
}
