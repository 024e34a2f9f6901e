import Progress
import Vocabulary

/// A physician in the middle of a cycle, for whom advice is asked.
struct Applicant {
    let frameworks: [Framework]
    let profile: Profile
    let cycle: Cycle
    let declarations: [Declaration]
    let asOf: CalendarDate
    /// With every pair of terms of papers, and none.
    var policies = Policies()

    var engine: Engine { Engine(rulebook: Rulebook(frameworks: frameworks), policies: policies) }
}

extension Generator {
    /// Anyone: under the three référentiels as published, or under one made up, in one version or two.
    mutating func applicant() -> Applicant {
        let frameworks = dice.chance(35) ? Packages.all : law()
        let cycle = dice.chance(60) ? Build.cycle : Cycle(index: 1, start: day("2025-05-31"), years: 6)
        let asOf =
            dice.chance(25)
            ? cycle.end.adding(days: dice.below(420) - 240) : cycle.start.adding(days: dice.below(3_200))
        var profile = profile(Array(Set(frameworks.map(\.id))).sorted())
        if dice.chance(50) {
            profile = Build.profile(dice.one(of: frameworks).id.rawValue)
        }
        var declarations = (0..<dice.below(10)).map { number in
            dice.chance(30)
                ? anything("a\(number)", of: frameworks) : unfinished("a\(number)", of: frameworks, around: asOf)
        }
        if dice.chance(40) {
            declarations += advanced(profile, frameworks, cycle, asOf, spared: dice.chance(60) ? 0 : dice.below(4))
        }
        var policies = Policies()
        if dice.chance(60) { policies.labelsUntil = dice.one(of: PaperTerm.allCases) }
        if dice.chance(60) { policies.evidenceUntil = dice.one(of: PaperTerm.allCases) }
        return Applicant(
            frameworks: frameworks, profile: profile, cycle: cycle, declarations: declarations, asOf: asOf,
            policies: policies)
    }

    /// What the engine itself advised at the start of the cycle, all but a few steps of it.
    private mutating func advanced(
        _ profile: Profile, _ frameworks: [Framework], _ cycle: Cycle, _ asOf: CalendarDate, spared: Int
    ) -> [Declaration] {
        let engine = Engine(rulebook: Rulebook(frameworks: frameworks))
        let advice = engine.advice(for: cycle, profile: profile, declarations: [], asOf: cycle.start)
        return (advice?.steps ?? []).shuffled(using: &dice).dropFirst(spared).enumerated().map { number, step in
            var done = step.declaration(id: "avance \(number)")
            if dice.chance(85) {
                let back = Int(cycle.end.dayNumber - asOf.dayNumber)
                if back > 0 { done = done.earlier(days: back) }
            }
            return done
        }
    }

    /// A référentiel whose lines ask for time, numbers and labels; sometimes with a later version or with points.
    mutating func law() -> [Framework] {
        var first = framework()
        first.allowsOffList = dice.chance(60)
        for index in first.lines.indices {
            first.lines[index].thresholds = thresholds()
            first.lines[index].labelling.mode = dice.one(of: [.automatic, .automatic, .onRequest, .hasMethod])
        }
        if dice.chance(25) {
            first.scheme = .points
            for index in first.blocks.indices { first.blocks[index].points = Double(dice.below(12)) }
            for index in first.lines.indices { first.lines[index].points = Double(1 + dice.below(6)) }
        }
        guard dice.chance(40) else { return [first] }
        var second = first
        second.version = "2"
        second.effectiveFrom = day("2026-01-01").adding(days: dice.below(2_000))
        second.versionRule = dice.chance(25) ? .cycleStart : nil
        if second.lines.count > 1, dice.chance(50) { second.lines.remove(at: dice.below(second.lines.count)) }
        for index in second.lines.indices where dice.chance(40) { second.lines[index].thresholds = thresholds() }
        return [first, second]
    }

    private mutating func thresholds() -> Thresholds {
        var thresholds = Thresholds.none
        if dice.chance(40) { thresholds.years = 1 + dice.below(4) }
        if dice.chance(25) {
            thresholds.meetings = 2 + dice.below(4)
            if dice.chance(50) { thresholds.windowMonths = dice.one(of: [6, 12, 18]) }
        }
        if dice.chance(15) { thresholds.consultations = 1 + dice.below(3) }
        if dice.chance(15) { thresholds.days = dice.one(of: [0.5, 1, 2.5]) }
        if dice.chance(10) { thresholds.weeks = 5 }
        if dice.chance(10) { thresholds.patients = 10 }
        if dice.chance(10) { thresholds.participations = 1 + dice.below(3) }
        if dice.chance(8) { thresholds.frequency = .weekly }
        if dice.chance(8) { thresholds.requiresSuccess = true }
        if dice.chance(8) {
            thresholds.monthlySessions = .init(perMonth: 1 + dice.below(2), minimumPerSession: 10)
        }
        return thresholds
    }

    /// An action to which papers or time may be all that lacks.
    mutating func unfinished(_ id: String, of frameworks: [Framework], around today: CalendarDate) -> Declaration {
        let line = dice.one(of: dice.one(of: frameworks).lines)
        var declaration = Declaration(id: id, action: dice.chance(4) ? Declaration.offList : line.id)
        let start = today.adding(days: dice.below(1_200) - 1_000)
        var measures = Measures()
        switch dice.below(4) {
        case 0: declaration.date = start
        case 1:
            measures.meetingDates = (0..<(1 + dice.below(4))).map { start.adding(days: 40 * $0) }
            measures.consultations = [start]
        default: declaration.period = start...start.adding(days: dice.below(1_500))
        }
        measures.meetings = dice.chance(50) ? dice.below(6) : nil
        measures.patients = dice.chance(50) ? dice.below(15) : nil
        measures.weeks = dice.chance(50) ? 5 : nil
        measures.hasSucceeded = dice.chance(50) ? true : nil
        measures.frequency = dice.chance(70) ? "weekly" : nil
        measures.monthlySessions = dice.chance(60) ? .init(usual: [12, 12]) : nil
        declaration.measures = measures
        declaration.object = dice.chance(60) ? "o\(dice.below(5))" : nil
        declaration.item = line.labelling.list?.items.first
        declaration.role = line.conditions.compactMap(\.role).first
        declaration.isObjectLabelled = dice.chance(30)
        if dice.chance(20) {
            declaration.labelEvents = [LabelEvent(on: start.adding(days: dice.below(300)), kind: .granted)]
        }
        if dice.chance(60) {
            let kind = dice.chance(80) ? line.evidence.first ?? "attestation_honneur" : "licence_club"
            declaration.evidence = Evidence(kind: kind, receivedOn: start.adding(days: dice.below(800)))
        }
        return declaration
    }
}

extension Declaration {
    /// The same action, proof and decisions so many days earlier.
    func earlier(days: Int) -> Declaration {
        var moved = self
        moved.date = date?.adding(days: -days)
        moved.period = period.map { $0.lowerBound.adding(days: -days)...$0.upperBound.adding(days: -days) }
        moved.measures?.meetingDates = measures?.meetingDates.map { $0.adding(days: -days) } ?? []
        moved.measures?.consultations = measures?.consultations.map { $0.adding(days: -days) } ?? []
        moved.evidence?.receivedOn = evidence?.receivedOn?.adding(days: -days)
        for index in labelEvents.indices { moved.labelEvents[index].on = labelEvents[index].on.adding(days: -days) }
        return moved
    }
}
