public import Frameworks
public import Progress
public import Vocabulary

/// Judges case files under the law of a day. Pure: facts in, standings out.
public struct Assessor: Sendable {
    /// A specialty code and the référentiels it may lead to.
    public struct SpecialtyLink: Sendable {
        /// Official codes.
        public let candidates: [String]
        /// How sure.
        public let certainty: FrameworkCertainty

        /// Both fields.
        public init(candidates: [String], certainty: FrameworkCertainty) {
            self.candidates = candidates
            self.certainty = certainty
        }
    }

    /// What is in force.
    public let law: Law
    let links: [String: SpecialtyLink]
    /// The law, the links and the revision, to be named by what is stored.
    let used: UsedLaw
    private let engine: Engine
    /// The mark under which that law is kept with the records that were judged by it.
    public var lawMark: String { used.mark }

    /// - Parameters:
    ///   - links: by specialty code.
    ///   - revision: the generation of the engine; an older one replays what it decided.
    public init(law: Law, links: [String: SpecialtyLink], revision: EngineRevision = .current) {
        self.law = law
        self.links = links
        used = UsedLaw(law, links, revision)
        engine = Engine(rulebook: law.rulebook, policies: law.rules.progress, revision: revision)
    }

    /// Why the case stands where it does, lateness included; nil without a standing.
    func recordedProof(_ item: AssessedCase) -> StandingProof? {
        guard let cycle = item.cycle, let standing = item.standing else { return nil }
        return engine.proof(
            of: cycle, profile: profile(item.file, currently: standing.framework),
            declarations: item.file.declarations, asOf: item.asOf, criterion: law.rules.cycle.firstPeriodCriterion,
            alerts: law.rules.alerts)?.proof
    }

    /// Where the physician stands that day; nil when not subject to certification in this council (not on its roll,
    /// military, or no period begun).
    public func assess(_ file: CaseFile, on asOf: CalendarDate) -> AssessedCase? {
        guard file.isSubject(on: asOf) else { return nil }
        let calendar = CycleCalendar(
            spells: file.spells, diplomaDate: file.diplomaDate, policy: law.rules.cycle, through: asOf)
        let cycle = calendar.cycleForStanding(on: asOf)
        let reckoningDay = cycle.map { min(asOf, $0.end) } ?? asOf
        let choice = choose(file, on: reckoningDay)
        var standing: Standing?
        if let cycle, let id = choice.framework, !law.partial.contains(id), law.rulebook.contains(id) {
            standing = engine.standing(
                of: cycle, profile: profile(file, currently: id), declarations: file.declarations, asOf: asOf)
        }
        let lateness = standing.map { Lateness($0, policy: law.rules.alerts) }
        return AssessedCase(
            file: file, asOf: asOf, state: state(standing, choice, cycle, asOf), cycle: cycle, cycles: calendar.cycles,
            specialtyCode: choice.specialty, frameworkCode: choice.framework?.rawValue ?? choice.code,
            certainty: choice.certainty, candidates: choice.candidates, standing: standing, lateness: lateness,
            nextChangeOn: nextChange(file, cycle, standing, lateness, asOf))
    }

    private func state(
        _ standing: Standing?, _ choice: Choice, _ cycle: Cycle?, _ asOf: CalendarDate
    ) -> StandingState {
        guard standing != nil, let cycle else {
            return choice.code == nil && choice.framework == nil ? .frameworkToConfirm : .frameworkMissing
        }
        return asOf > cycle.end ? .toVerify : .inCycle
    }

    private func nextChange(
        _ file: CaseFile, _ cycle: Cycle?, _ standing: Standing?, _ lateness: Lateness?, _ asOf: CalendarDate
    ) -> CalendarDate? {
        var days = file.qualifications.flatMap { [$0.during.start, $0.during.until] }
        for registration in file.registrations {
            days.append(registration.during.start)
            days.append(registration.during.until)
        }
        days.append(cycle?.end.next)
        days.append(cycle?.controlDeadline.next)
        days.append(standing?.nextChangeOn)
        days.append(lateness?.nextLatenessChange(after: asOf))
        days.append(lateness?.nextAlert(after: asOf))
        return days.compactMap { $0 }.filter { $0 > asOf }.min()
    }
}

extension Assessor {
    /// Which référentiel a physician falls under, and why.
    struct Choice {
        var specialty: String?
        var framework: FrameworkID?
        var code: String?
        var certainty: FrameworkCertainty
        var candidates: [String] = []
    }

    /// The référentiel of the qualifications held that day; the council's choice comes before.
    func choose(_ file: CaseFile, on day: CalendarDate) -> Choice {
        let codesHeld = held(file, on: day)
        if let chosen = file.chosenFramework {
            return Choice(
                specialty: codesHeld.first, framework: law.rulebook.contains(chosen) ? chosen : nil,
                code: chosen.rawValue,
                certainty: .chosen)
        }
        let leads = codesHeld.map { links[$0] ?? SpecialtyLink(candidates: [], certainty: .ambiguous) }
        let codes = Set(leads.flatMap(\.candidates)).sorted()
        let isSettled = codes.count == 1 && leads.allSatisfy { $0.certainty != .ambiguous && !$0.candidates.isEmpty }
        guard isSettled, let code = codes.first else {
            return Choice(specialty: codesHeld.first, certainty: .ambiguous, candidates: codes)
        }
        let isSure = leads.allSatisfy { $0.certainty == .deduced }
        return Choice(
            specialty: codesHeld.first, framework: law.idByOfficialCode[code], code: code,
            certainty: isSure ? .deduced : .toConfirm, candidates: codes)
    }

    /// The codes held that day; before the first qualification, the first one.
    private func held(_ file: CaseFile, on day: CalendarDate) -> [String] {
        let held = file.qualifications.filter { $0.during.contains(day) }.map(\.code)
        guard held.isEmpty, let first = file.qualifications.map(\.during.start).min() else { return Set(held).sorted() }
        return Set(file.qualifications.filter { $0.during.start == first }.map(\.code)).sorted()
    }

    /// What the engine is told of the physician; past référentiels where they are known for certain.
    func profile(_ file: CaseFile, currently id: FrameworkID) -> Profile {
        let starts = Set(file.qualifications.map(\.during.start)).sorted()
        var specialties: [Dated<FrameworkID>] = []
        if file.chosenFramework == nil {
            for start in starts {
                guard let past = choose(file, on: start).framework, past != specialties.last?.value else { continue }
                specialties.append(Dated(from: start, past))
            }
        }
        if specialties.isEmpty {
            specialties = [Dated(from: file.spells.first?.start ?? CalendarDate(dayNumber: 0), id)]
        }
        return Profile(
            diplomaDate: file.diplomaDate,
            registrationDate: file.spells.map(\.start).min() ?? CalendarDate(dayNumber: 0),
            directCare: file.directCare, specialties: specialties, exemptions: file.exemptions)
    }
}
