public import Vocabulary

/// The verbs of the decree: from what was declared to where a physician stands. Pure: no clock, no input or output.
public struct Engine: Sendable {
    /// The référentiels.
    public let rulebook: Rulebook
    /// The parameters.
    public let policies: Policies
    /// How it computes and explains.
    public let revision: EngineRevision

    /// An engine over some référentiels.
    public init(rulebook: Rulebook, policies: Policies = Policies(), revision: EngineRevision = .current) {
        self.rulebook = rulebook
        self.policies = policies
        self.revision = revision
    }

    /// Where a physician stands in a cycle, from what is known on `asOf` and nothing later.
    /// - Parameters:
    ///   - declarations: With different ids, in any order.
    ///   - asOf: May lie after the cycle: evidence and label decisions count until the control (rule R09).
    /// - Returns: Nil when the référentiel held on the day of reckoning is not in the rulebook.
    public func standing(
        of cycle: Cycle, profile: Profile, declarations: [Declaration], asOf: CalendarDate
    ) -> Standing? {
        assess(cycle, profile, declarations, asOf)?.standing
    }

    func assess(
        _ cycle: Cycle, _ profile: Profile, _ declarations: [Declaration], _ asOf: CalendarDate
    ) -> Assessment? {
        guard let timeline = Timeline(profile, self, cycle: cycle, reckoningDay: min(asOf, cycle.end)) else {
            return nil
        }
        var next = NextChange(asOf: asOf)
        let judge = judge(timeline, cycle, asOf)
        var judgements: [Judgement] = []
        judgements.reserveCapacity(declarations.count)
        for index in declarations.indices { judgements.append(judge.judge(declarations[index], next: &next)) }
        Engine.note(cycle, profile, timeline, rulebook, &next)
        return assessment(cycle, profile, declarations, judgements, timeline, next)
    }

    /// As ``assess(_:_:_:_:)``, for one day after another: a declaration is judged again only where its judgement may
    /// have changed since the day before.
    func assess(
        _ cycle: Cycle, _ profile: Profile, _ declarations: [Declaration], _ asOf: CalendarDate,
        keeping kept: inout KeptJudgements
    ) -> Assessment? {
        guard let timeline = Timeline(profile, self, cycle: cycle, reckoningDay: min(asOf, cycle.end)) else {
            kept = KeptJudgements()
            return nil
        }
        var next = NextChange(asOf: asOf)
        Engine.note(cycle, profile, timeline, rulebook, &next)
        kept.judge(declarations, by: judge(timeline, cycle, asOf), surroundings: next.earliest, next: &next)
        return assessment(cycle, profile, declarations, kept.judgements, timeline, next)
    }

    /// The best assignment of what was judged.
    private func assessment(
        _ cycle: Cycle, _ profile: Profile, _ declarations: [Declaration], _ judgements: [Judgement],
        _ timeline: Timeline, _ next: NextChange
    ) -> Assessment {
        let target = Target(timeline.current, profile, on: min(next.asOf, cycle.end), revision)
        let list = CandidateList(declarations, judgements, countsPoints: target.points != nil)
        let selection = target.selection(of: list.candidates)
        let standing = Standing(
            cycle: cycle, asOf: next.asOf, framework: timeline.current.framework.id,
            version: timeline.current.framework.version, required: target.required, counts: selection.counts,
            points: target.score(selection, list.candidates),
            outcomes: Engine.outcomes(judgements, list.candidates, selection), nextChangeOn: next.day)
        return Assessment(
            standing: standing, judgements: judgements, timeline: timeline, candidates: list.candidates,
            selection: selection)
    }

    /// The judge of single declarations at a date.
    func judge(_ timeline: Timeline, _ cycle: Cycle, _ asOf: CalendarDate) -> Judge {
        Judge(
            rulebook: rulebook, timeline: timeline, cycle: cycle, asOf: asOf, tellsStraddles: revision != .first,
            keepsFirstDay: revision.tellsWhatFailed, terms: terms(of: cycle))
    }

    private static func outcomes(
        _ judgements: [Judgement], _ candidates: [Candidate], _ selection: Selection
    ) -> [Standing.Outcome] {
        var outcomes = judgements.map {
            Standing.Outcome(verdict: $0.verdict, block: nil, realisedOn: $0.realisedOn, straddles: $0.straddles)
        }
        for (place, candidate) in candidates.enumerated() {
            if let block = Block(rawValue: selection.choice[place]) {
                outcomes[candidate.index].block = block
            } else {
                outcomes[candidate.index].verdict = loss(of: candidate, candidates, selection)
            }
        }
        return outcomes
    }

    /// Why an action that could count does not: the same line counts already, or else the same realisation.
    private static func loss(of candidate: Candidate, _ candidates: [Candidate], _ selection: Selection) -> Verdict {
        for (place, other) in candidates.enumerated() where other.line == candidate.line {
            guard let block = Block(rawValue: selection.choice[place]) else { continue }
            if candidate.blocks.blocks.contains(where: { candidate.isBarred(from: $0, by: other, in: block) }) {
                return .identical
            }
        }
        return .alreadyCounted
    }

    /// The days on which what surrounds the declarations changes.
    private static func note(
        _ cycle: Cycle, _ profile: Profile, _ timeline: Timeline, _ rulebook: Rulebook, _ next: inout NextChange
    ) {
        next.note(cycle.start)
        next.note(cycle.end)
        next.note(cycle.end.next)
        for segment in timeline.segments { next.note(segment.from) }
        for entry in profile.directCare { next.note(entry.from) }
        for exemption in profile.exemptions {
            next.note(exemption.during.start)
            if let until = exemption.during.until { next.note(until) }
        }
        for entry in profile.specialties {
            next.note(entry.from)
            for version in rulebook.history(entry.value) { next.note(version.framework.effectiveFrom) }
        }
    }
}

/// A standing with what led to it.
struct Assessment {
    let standing: Standing
    let judgements: [Judgement]
    let timeline: Timeline
    let candidates: [Candidate]
    let selection: Selection
}
