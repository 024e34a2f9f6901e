public import Vocabulary

extension Engine {
    /// A standing with the tree of reasons behind it; built only when asked.
    /// - Parameters:
    ///   - criterion: What the period was reckoned from; with `graduated` the diploma is a fact used.
    ///   - alerts: Sets the node of lateness as well; nil leaves it out.
    /// - Returns: Nil in the same cases as ``standing(of:profile:declarations:asOf:)``.
    public func proof(
        of cycle: Cycle, profile: Profile, declarations: [Declaration], asOf: CalendarDate,
        criterion: FirstPeriodCriterion = .registered, alerts: AlertPolicy? = nil
    ) -> (standing: Standing, proof: StandingProof)? {
        guard let assessment = assess(cycle, profile, declarations, asOf) else { return nil }
        let standing = assessment.standing
        let lateness = alerts.map { Lateness(standing, policy: $0) }
        let isLate = lateness?.isLate(on: asOf) ?? false
        let history =
            revision.tellsWhatFailed && (isLate || standing.holdsAnyBlock)
            ? StandingHistory(self, cycle, profile, declarations, through: asOf) : nil
        let builder = ProofBuilder(
            engine: self, assessment: assessment, profile: profile, declarations: declarations, history: history)
        var proof = builder.proof(criterion)
        if let lateness, revision.tellsWhatFailed {
            proof.lateness = lateness.proof(on: asOf, since: isLate ? history?.lateness(lateness.policy) : nil)
        } else {
            proof.lateness = lateness?.proof(on: asOf)
        }
        return (standing, proof)
    }
}

extension Standing {
    /// Whether some block that is asked reaches what is asked.
    fileprivate var holdsAnyBlock: Bool {
        Block.allCases.contains {
            required[$0] > 0 && counts[$0] >= required[$0] && points?.suffice(in: $0) ?? true
        }
    }
}

/// Turns an assessment into its tree of reasons.
struct ProofBuilder {
    let engine: Engine
    let assessment: Assessment
    let profile: Profile
    let declarations: [Declaration]
    /// What the standing was before; nil when nothing holds, and under an earlier engine.
    let history: StandingHistory?

    var rulebook: Rulebook { engine.rulebook }
    var standing: Standing { assessment.standing }
    var framework: Framework { assessment.timeline.current.framework }
    private var reckoningDay: CalendarDate { min(standing.asOf, standing.cycle.end) }

    func proof(_ criterion: FirstPeriodCriterion) -> StandingProof {
        let placed = placedActions()
        let blocks = framework.blocks.map { block($0, placed[$0.block] ?? []) }
        return StandingProof(
            asOf: standing.asOf, framework: standing.framework, title: framework.title, version: standing.version,
            isComplete: standing.isComplete, isMasked: false, programme: programme(blocks), cycle: cycle(criterion),
            blocks: blocks, others: placed[nil] ?? [])
    }

    private func programme(_ blocks: [StandingProof.BlockNode]) -> StandingProof.Node {
        let lacking = blocks.filter { $0.node.missing != nil }
        let missing = lacking.map { node in
            "bloc \(node.block.number) : \(node.node.missing ?? "")"
        }
        return StandingProof.Node(
            rule: "R01",
            facts: [
                Proof.Fact(name: "framework", value: standing.framework.rawValue),
                Proof.Fact(name: "version", value: standing.version),
                Proof.Fact(name: "required", value: String(standing.required.total)),
                Proof.Fact(name: "counted", value: String(standing.total)),
            ],
            missing: standing.isComplete ? nil : missing.joined(separator: " ; "),
            threshold: French.count(standing.required.total, "action"), source: "L. 4022-2, R. 4022-7",
            since: standing.isComplete ? completion(blocks) : nil)
    }

    /// Since when the programme has been complete; nil when that is not sure.
    private func completion(_ blocks: [StandingProof.BlockNode]) -> CalendarDate? {
        guard engine.revision.tellsWhatFailed else {
            return blocks.compactMap(\.node.since).max() ?? standing.cycle.start
        }
        guard standing.required.total > 0 else { return standing.cycle.start }
        return history?.completion
    }

    private func cycle(_ criterion: FirstPeriodCriterion) -> StandingProof.Node {
        let cycle = standing.cycle
        var facts = [
            Proof.Fact(name: "start", value: cycle.start.description),
            Proof.Fact(name: "end", value: cycle.end.description),
            Proof.Fact(name: "controlDeadline", value: cycle.controlDeadline.description),
            Proof.Fact(name: "registrationDate", value: profile.registrationDate.description),
        ]
        if criterion == .graduated, let diploma = profile.diplomaDate {
            facts.append(Proof.Fact(name: "diplomaDate", value: diploma.description))
        }
        if cycle.isInterrupted { facts.append(Proof.Fact(name: "interrupted", value: "true")) }
        let terms = engine.terms(of: cycle)
        if let last = terms.evidence { facts.append(Proof.Fact(name: "evidenceUntil", value: last.description)) }
        if let last = terms.labels { facts.append(Proof.Fact(name: "labelsUntil", value: last.description)) }
        let ground = engine.revision.tellsWhatFailed ? cycle.ground : "R. 4022-14"
        let control = CyclePolicy.controlArticle
        let source = cycle.isInterrupted ? "\(ground), R. 4022-16, \(control)" : "\(ground), \(control)"
        return StandingProof.Node(
            rule: "R02", facts: facts, missing: nil, threshold: French.count(cycle.lengthInYears, "an"),
            source: source, since: cycle.start)
    }

    private func block(_ rule: BlockRule, _ actions: [StandingProof.Action]) -> StandingProof.BlockNode {
        let block = rule.block
        let required = standing.required[block]
        let counted = standing.counts[block]
        let exemption = block == .patients && required == 0 && rule.required > 0 ? exemption() : nil
        let points = standing.points.map { (asked: $0.asked[block.number - 1], held: $0.held[block.number - 1]) }
        var facts = [
            Proof.Fact(name: "required", value: String(required)), Proof.Fact(name: "counted", value: String(counted)),
            Proof.Fact(name: "identity", value: rule.identity.rawValue),
        ]
        var asked = [French.count(required, "action")]
        var lacks: [String] = []
        if counted < required { lacks.append(French.some(required - counted, "action")) }
        if let points {
            facts.append(Proof.Fact(name: "points.required", value: French.decimal(points.asked)))
            facts.append(Proof.Fact(name: "points.counted", value: French.decimal(points.held)))
            if points.asked > 0 { asked.append("\(French.decimal(points.asked)) points") }
            if points.held < points.asked { lacks.append("\(French.decimal(points.asked - points.held)) points") }
        }
        let node = StandingProof.Node(
            rule: exemption == nil ? "R01" : "R08", facts: facts,
            missing: lacks.isEmpty ? nil : "il manque \(lacks.joined(separator: " et "))",
            threshold: exemption == nil ? asked.joined(separator: " et ") : nil,
            source: rule.source.isEmpty ? "R. 4022-7" : "R. 4022-7 ; \(rule.source)",
            since: lacks.isEmpty ? exemption?.since ?? since(block, required, points?.asked, actions) : nil)
        return StandingProof.BlockNode(
            block: block, required: required, counted: counted, node: node, exemption: exemption, actions: actions,
            hidden: 0, isEvidenceValid: nil)
    }

    /// Since when the block has held what is asked; nil when that is not sure.
    private func since(
        _ block: Block, _ required: Int, _ points: Double?, _ actions: [StandingProof.Action]
    ) -> CalendarDate? {
        guard engine.revision.tellsWhatFailed else { return lastNeeded(block, required, points, actions) }
        guard required > 0 || points ?? 0 > 0 else { return standing.cycle.start }
        return history?.completion(of: block, asked: required)
    }

    /// What earlier engines said: the day on which the last action needed began to count, as they are assigned today.
    private func lastNeeded(
        _ block: Block, _ required: Int, _ points: Double?, _ actions: [StandingProof.Action]
    ) -> CalendarDate {
        let counted = actions.filter { $0.proof.block == block }.sorted {
            ($0.proof.since ?? .distantPast, $0.id) < ($1.proof.since ?? .distantPast, $1.id)
        }
        var day = standing.cycle.start
        var (number, held) = (0, 0.0)
        for action in counted where number < required || held < points ?? 0 {
            number += 1
            if points != nil { held += rulebook.points(of: action.proof) }
            day = max(day, action.proof.since ?? day)
        }
        return day
    }

    /// Why block 3 is not asked (R. 4022-12 without direct care, R. 4022-13 for a compulsory training).
    private func exemption() -> StandingProof.Node {
        var facts: [Proof.Fact] = []
        var source = "R. 4022-12"
        var since = standing.cycle.start
        if !profile.givesDirectCare(on: reckoningDay) {
            facts.append(Proof.Fact(name: "directCare", value: "false"))
            if let from = profile.directCare.last(where: { $0.from <= reckoningDay })?.from, from != .distantPast {
                facts.append(Proof.Fact(name: "from", value: from.description))
                since = max(since, from)
            }
        } else if let found = profile.exemptions.first(where: { $0.during.contains(reckoningDay) }) {
            source = found.reason == .withoutCare ? "R. 4022-12" : "R. 4022-13"
            facts.append(Proof.Fact(name: "reason", value: found.reason.rawValue))
            facts.append(Proof.Fact(name: "from", value: found.during.start.description))
            if let until = found.during.until { facts.append(Proof.Fact(name: "until", value: until.description)) }
            since = max(since, found.during.start)
        }
        return StandingProof.Node(
            rule: "R08", facts: facts, missing: nil, threshold: nil, source: source, since: since)
    }
}

extension Cycle {
    /// The text that its length and first day come from: the nine years of those in practice when the law came into
    /// force, the registration of a new or resumed exercise (R. 4022-14), or the period before it.
    var ground: String {
        if index > 1 { return "L. 4022-2 I" }
        return lengthInYears == CyclePolicy().firstPeriodYears
            ? "ordonnance 2021-961, art. 3, al. 2 (L. 4022-2 I)" : "R. 4022-14"
    }
}
