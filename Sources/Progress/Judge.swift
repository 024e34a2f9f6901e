import Vocabulary

/// What one declaration comes to on its own, before the actions are compared with one another.
struct Judgement {
    /// ``Verdict/counted`` for an action that may count.
    var verdict: Verdict
    var realisedOn: CalendarDate?
    var line: CompiledLine?
    var framework: CompiledFramework?
    var blocks = BlockSet(bits: 0)
    /// The days declared, for rule R07.
    var declared: ClosedRange<CalendarDate>?
    /// The day that tells two occurrences apart; it does not move while separate dates go by.
    var occurrence: CalendarDate?
    /// The day of the label decision that mattered.
    var labelledOn: CalendarDate?
    /// The day of a change of version that it lies on both sides of, when the later version judged (rule R27-4).
    var straddles: CalendarDate?
}

/// Judges declarations one by one, in the order of rule V4.
struct Judge {
    let rulebook: Rulebook
    let timeline: Timeline
    let cycle: Cycle
    let asOf: CalendarDate
    /// Whether to tell what straddles a change of version.
    let tellsStraddles: Bool
    /// Whether the day of a decision is the first on which it was taken; the last one under an earlier engine.
    let keepsFirstDay: Bool
    /// Until when papers count.
    let terms: PaperTerms

    func judge(_ declaration: Declaration, next: inout NextChange) -> Judgement {
        guard let extent = Extent(declaration, cycle) else { return Judgement(verdict: .outsideCycle) }
        note(declaration, extent, &next)
        var judgement = Judgement(verdict: .counted)
        judgement.declared = extent.declared
        guard extent.inside.lowerBound <= asOf else {
            judgement.verdict = .notYetDone
            return judgement
        }
        let search = RealisationSearch(timeline: timeline, cycle: cycle, asOf: asOf)
        switch search.find(declaration, extent, next: &next) {
        case .none(let verdict, let line, let framework):
            judgement.verdict = verdict
            judgement.line = line
            judgement.framework = framework
        case .realised(let realisation):
            judgement.realisedOn = realisation.on
            judgement.line = realisation.line
            judgement.framework = realisation.framework
            judgement.occurrence =
                extent.isContinuous || declaration.date != nil ? realisation.on : extent.inside.upperBound
            if let line = realisation.line, !line.isPlain, line.thresholds(for: declaration).isDated {
                judgement.occurrence = realisation.on
            }
            judgement.verdict = verdict(declaration, &judgement) ?? .counted
        }
        if tellsStraddles, let framework = judgement.framework, timeline.segments.count > 1 {
            let last = judgement.realisedOn ?? min(asOf, extent.inside.upperBound)
            if extent.inside.lowerBound < last {
                judgement.straddles = timeline.straddle(extent.inside.lowerBound...last, judgedBy: framework)
            }
        }
        return judgement
    }

    /// Every day on which a fact of the declaration takes effect.
    private func note(_ declaration: Declaration, _ extent: Extent, _ next: inout NextChange) {
        next.note(extent.inside.lowerBound)
        next.note(extent.inside.upperBound)
        if let received = declaration.evidence?.receivedOn { next.note(received) }
        for event in declaration.labelEvents { next.note(event.on) }
        if let measures = declaration.measures {
            for day in measures.meetingDates { next.note(day) }
            for day in measures.consultations { next.note(day) }
        }
    }

    private func verdict(_ declaration: Declaration, _ judgement: inout Judgement) -> Verdict? {
        guard let framework = judgement.framework else { return .notInFramework }
        if declaration.action == Declaration.offList { return offList(declaration, framework, &judgement) }
        guard let line = judgement.line else { return .notInFramework }
        judgement.blocks = line.blocks
        return excluded(declaration, framework) ?? unmet(declaration, line)
            ?? unlabelled(declaration, line, framework, &judgement)
            ?? unproved(declaration, accepted: rulebook.evidence(accepted: line, for: declaration))
    }

    private func excluded(_ declaration: Declaration, _ framework: CompiledFramework) -> Verdict? {
        guard !framework.exclusions.isEmpty else { return nil }
        return declaration.isExcludedPractice || declaration.tags.contains(where: framework.exclusions.contains)
            ? .excludedPractice : nil
    }

    /// Industry, then the other conditions, then the role (rules R16, R23, R22).
    private func unmet(_ declaration: Declaration, _ line: CompiledLine) -> Verdict? {
        guard !line.words.isEmpty else { return nil }
        let unmet = declaration.unmetConditions
        if line.needsIndustryFree,
            declaration.isIndustryFunded || unmet.contains(Condition.notFundedByIndustry.rawValue)
                || unmet.contains(Condition.notIndustryStudy.rawValue)
        {
            return .industryFunded
        }
        if line.needsMethod, declaration.hasMethodFollowed == false { return .conditionNotMet }
        if line.needsTreatedByOther, declaration.treatingPhysician == .oneself { return .conditionNotMet }
        if line.needsTreatedByNoRelative, declaration.treatingPhysician == .firstDegreeRelative {
            return .conditionNotMet
        }
        if unmet.contains(where: { line.words.contains($0) && !$0.hasPrefix("role:") }) { return .conditionNotMet }
        if line.roles.isEmpty { return nil }
        guard let role = declaration.role, line.roles.contains(role), !unmet.contains("role:" + role) else {
            return .roleNotValid
        }
        return nil
    }

    private func unlabelled(
        _ declaration: Declaration, _ line: CompiledLine, _ framework: CompiledFramework,
        _ judgement: inout Judgement
    ) -> Verdict? {
        switch line.mode(for: declaration) {
        case .automatic, .unspecified, .list: return nil
        case .hasMethod: if declaration.hasMethodFollowed ?? true { return nil }
        case .hasMethodOrCNPLabel: if declaration.hasMethodFollowed ?? false { return nil }
        case .onRequest, .cnpLabel, .cnpDecision: break
        }
        if declaration.isObjectLabelled { return nil }
        let state = LabelState(
            declaration.labelEvents, realisedOn: judgement.realisedOn ?? asOf, asOf: asOf,
            grantedBy: terms.labels, keepsFirstDay: keepsFirstDay, of: framework.isOwn)
        judgement.labelledOn = state.since
        return state.verdict
    }

    private func unproved(_ declaration: Declaration, accepted: [String]) -> Verdict? {
        guard let evidence = declaration.evidence, let received = evidence.receivedOn,
            received <= min(asOf, terms.evidence ?? asOf)
        else { return .evidenceMissing }
        return accepted.isEmpty || accepted.contains(evidence.kind) ? nil : .evidenceNotAdmissible
    }

    /// An action outside the référentiel: only the CNP of the qualification may let it in (rule R14).
    private func offList(
        _ declaration: Declaration, _ framework: CompiledFramework, _ judgement: inout Judgement
    ) -> Verdict? {
        guard framework.framework.allowsOffList else { return .notInFramework }
        let realisedOn = judgement.realisedOn ?? asOf
        let own = LabelState(
            declaration.labelEvents, realisedOn: realisedOn, asOf: asOf, grantedBy: terms.labels,
            keepsFirstDay: keepsFirstDay, of: framework.isOwn)
        judgement.blocks = BlockSet([own.block ?? declaration.blockWanted ?? .knowledge])
        let isRecognised = own.kind == .granted || declaration.isObjectLabelled
        // Where the label of its object carries it, a decision against the action itself is not what mattered.
        let isCarried = keepsFirstDay && isRecognised && own.kind != .granted
        judgement.labelledOn = isCarried ? nil : own.since
        if !isRecognised {
            let other = LabelState(
                declaration.labelEvents, realisedOn: realisedOn, asOf: asOf, grantedBy: terms.labels,
                keepsFirstDay: keepsFirstDay
            ) { !framework.isOwn($0) }
            if other.kind == .granted { return .notInFramework }
        }
        return excluded(declaration, framework) ?? (isRecognised ? nil : own.verdict)
            ?? unproved(declaration, accepted: [])
    }
}
