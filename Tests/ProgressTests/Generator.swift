import Progress
import Vocabulary

/// Makes small référentiels and files in which actions get in one another's way.
struct Generator {
    var dice: Dice

    init(seed: UInt64) { dice = Dice(seed: seed) }

    /// A référentiel of a few lines: dual or triple blocks, every kind of identity, limited lines, odd numbers.
    mutating func framework() -> Framework {
        var blocks: [BlockRule] = []
        for block in Block.allCases {
            blocks.append(
                BlockRule(
                    block: block, required: dice.chance(70) ? 2 : dice.below(4),
                    identity: dice.one(of: Identity.allCases)))
        }
        var lines: [ActionLine] = []
        for number in 0..<(2 + dice.below(5)) {
            let size = dice.chance(50) ? 1 : 1 + dice.below(3)
            lines.append(
                ActionLine(
                    id: "l\(number)", blocks: Array(Block.allCases.shuffled(using: &dice).prefix(size)).sorted(),
                    labelling: Labelling(mode: .automatic), isLimitedToOne: dice.chance(10)))
        }
        return Framework(
            id: FrameworkID("test"), title: "Essai", cnp: "CNP", version: "1", publishedOn: day("2020-01-01"),
            blocks: blocks, lines: lines)
    }

    /// An action that may be counted: few objects, few days, so that realisations overlap and repeat.
    mutating func candidate(_ id: String, of framework: Framework) -> Declaration {
        let isOffList = dice.chance(10)
        var declaration = Declaration(
            id: id, action: isOffList ? Declaration.offList : dice.one(of: framework.lines).id)
        let start = day("2024-01-01").adding(days: dice.below(12))
        if dice.chance(50) {
            declaration.date = start
        } else {
            declaration.period = start...start.adding(days: dice.below(8))
        }
        declaration.object = dice.chance(70) ? dice.one(of: ["x", "y", "z"]) : nil
        declaration.blockWanted = dice.chance(30) ? dice.one(of: Block.allCases) : nil
        declaration.isObjectLabelled = true
        declaration.evidence = Evidence(kind: "attestation_honneur", receivedOn: start)
        return declaration
    }

    mutating func profile(_ ids: [FrameworkID]) -> Profile {
        var specialties = [Dated(from: day("2010-09-01"), dice.one(of: ids))]
        if dice.chance(30) {
            specialties.append(Dated(from: moment(), dice.one(of: ids)))
        }
        let care = dice.chance(30) ? [Dated(from: moment(), dice.chance(50)), Dated(from: moment(), true)] : []
        var exemptions: [Profile.Exemption] = []
        if dice.chance(30) {
            let start = moment()
            let until = dice.chance(70) ? start.adding(days: 1 + dice.below(900)) : nil
            exemptions = [.init(during: Period(start: start, until: until), reason: .compulsoryTraining)]
        }
        return Profile(
            registrationDate: day("2010-09-01"), directCare: care, specialties: specialties, exemptions: exemptions)
    }

    /// A day in or around the cycle.
    mutating func moment() -> CalendarDate { day("2022-06-01").adding(days: dice.below(3_900)) }

    /// Any action of the référentiels, with evidence, label decisions and measures of every kind.
    mutating func anything(_ id: String, of frameworks: [Framework]) -> Declaration {
        let line = dice.one(of: dice.one(of: frameworks).lines)
        var declaration = Declaration(id: id, action: dice.chance(4) ? Declaration.offList : line.id)
        let start = moment()
        switch dice.below(3) {
        case 0: declaration.date = start
        case 1: declaration.period = start...start.adding(days: dice.below(1_500))
        default: break
        }
        var measures = Measures()
        if dice.chance(40) || declaration.date == nil && declaration.period == nil {
            measures.meetingDates = (0..<(1 + dice.below(6))).map { _ in start.adding(days: dice.below(700)) }
            measures.consultations = (0..<(1 + dice.below(3))).map { _ in start.adding(days: dice.below(900)) }
        }
        measures.meetings = dice.chance(40) ? dice.below(8) : nil
        measures.days = dice.chance(20) ? Double(dice.below(4)) / 2 : nil
        measures.weeks = dice.chance(50) ? 5 : nil
        measures.patients = dice.chance(50) ? 12 : nil
        measures.frequency = dice.chance(50) ? "weekly" : nil
        measures.hasSucceeded = dice.chance(70) ? true : nil
        measures.monthlySessions = dice.chance(50) ? .init(usual: [104]) : nil
        declaration.measures = measures
        declaration.item = line.labelling.list?.items.first
        declaration.object = dice.chance(60) ? "o\(dice.below(4))" : nil
        declaration.isObjectLabelled = dice.chance(40)
        declaration.role = line.conditions.compactMap(\.role).first
        declaration.hasMethodFollowed = dice.chance(70) ? true : nil
        declaration.blockWanted = dice.chance(20) ? dice.one(of: Block.allCases) : nil
        declaration.tags = dice.chance(5) ? ["homeopathie"] : []
        if dice.chance(50) {
            for _ in 0..<(1 + dice.below(4)) { declaration.labelEvents.append(event()) }
        }
        if dice.chance(92) {
            let kind = line.evidence.first ?? "attestation_honneur"
            declaration.evidence = Evidence(kind: kind, receivedOn: start.adding(days: dice.below(400)))
        }
        return declaration
    }

    private mutating func event() -> LabelEvent {
        LabelEvent(
            on: moment(), kind: dice.one(of: [.granted, .granted, .requested, .refused, .revoked]),
            block: dice.chance(20) ? dice.one(of: Block.allCases) : nil,
            cnp: dice.chance(10) ? "genetique" : nil, isRetroactive: dice.chance(30))
    }
}
