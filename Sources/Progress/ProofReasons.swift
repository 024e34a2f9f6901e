import Vocabulary

/// The reason of one verdict as the case itself gives it: the fact that failed, held against asked, the action that
/// stood in the way, and the rule and text that apply.
struct ProofReasons {
    let assessment: Assessment
    let index: Int
    let declarations: [Declaration]
    let profile: Profile
    let rulebook: Rulebook
    let revision: EngineRevision
    let terms: PaperTerms

    var declaration: Declaration { declarations[index] }
    var judgement: Judgement { assessment.judgements[index] }
    private var verdict: Verdict { assessment.standing.outcomes[index].verdict }

    /// The proof with what failed.
    func apply(to proof: Proof) -> Proof {
        var proof = proof
        switch verdict {
        case .outsideCycle: tellCycle(&proof)
        case .notYetDone: proof.source = judgement.line?.line.source ?? assessment.standing.cycle.ground
        case .thresholdNotMet: tellThresholds(&proof)
        case .notInFramework: tellFramework(&proof)
        case .excludedPractice: tellPractice(&proof)
        case .industryFunded, .conditionNotMet: tellCondition(&proof)
        case .roleNotValid: tellRole(&proof)
        case .labelPending:
            tellLabel(&proof)
            tellLateLabel(&proof)
        case .evidenceMissing, .evidenceNotAdmissible: tellEvidence(&proof)
        case .identical, .alreadyCounted: tellRival(&proof)
        case .labelRefused, .labelRevoked: tellLateLabel(&proof)
        case .counted: break
        }
        return proof
    }

    private func tellCycle(_ proof: inout Proof) {
        let cycle = assessment.standing.cycle
        proof.add("cycle.start", cycle.start.description)
        proof.add("cycle.end", cycle.end.description)
        proof.source = cycle.ground
    }

    private func tellThresholds(_ proof: inout Proof) {
        guard let line = judgement.line else { return }
        let gaps = ThresholdGap.all(
            line.thresholds(for: declaration), declaration, assessment.standing.cycle, assessment.standing.asOf)
        for gap in gaps {
            proof.add("\(gap.name).held", gap.held)
            proof.add("\(gap.name).asked", gap.asked)
        }
        if !gaps.isEmpty { proof.missing = gaps.map(\.sentence).joined(separator: ", ") }
    }

    /// The place of the text, as in « S1:L12-16 » (rule R15); nil when the package lacks it or the engine is older.
    private var exclusionSource: String? {
        revision.tellsExclusionSource ? judgement.framework?.framework.exclusionSource : nil
    }

    private func tellPractice(_ proof: inout Proof) {
        guard let exclusions = judgement.framework?.framework.exclusions else { return }
        let found = exclusions.filter { declaration.tags.contains($0.id) }
        for exclusion in found { proof.add("tag", exclusion.id) }
        let names = found.map { "« \($0.label) »" }
        if !names.isEmpty {
            proof.missing = "une pratique que le référentiel n’exclut pas : il exclut \(French.list(names))"
        }
        proof.source = "liste des pratiques exclues du référentiel"
        if let source = exclusionSource { proof.source = "liste des pratiques exclues, \(source)" }
    }

    /// The conditions of rules R13, R16 and R23 that are not met.
    private func tellCondition(_ proof: inout Proof) {
        guard let line = judgement.line else { return }
        let failed = line.failedConditions(declaration, ofIndustry: verdict == .industryFunded)
        for word in failed { proof.add("condition", word) }
        if declaration.isIndustryFunded { proof.add("industryFunded", "true") }
        guard !failed.isEmpty else { return }
        proof.missing =
            "la condition de la ligne : \(French.list(failed.map { PackageWords.condition(Condition(rawValue: $0)) }))"
        if verdict == .conditionNotMet { proof.rule = failed.contains(Condition.hasMethod.rawValue) ? "R13" : "R23" }
    }

    private func tellRole(_ proof: inout Proof) {
        guard let roles = judgement.line?.roles, !roles.isEmpty else { return }
        proof.add("role.asked", roles.joined(separator: ","))
        proof.missing = "le rôle demandé par la ligne : \(French.list(roles.map(PackageWords.role), "ou"))"
    }

    private func tellLabel(_ proof: inout Proof) {
        let events = declaration.labelEvents.filter { $0.on <= assessment.standing.asOf }
        if events.contains(where: { $0.kind == .refused || $0.kind == .revoked }) {
            proof.rule = "R11"
            return
        }
        guard declaration.action != Declaration.offList, let line = judgement.line else {
            proof.rule = "R14"
            return
        }
        switch line.mode(for: declaration) {
        case .hasMethod, .hasMethodOrCNPLabel:
            proof.rule = "R13"
            proof.add("hasMethodFollowed", String(declaration.hasMethodFollowed ?? false))
            proof.missing = "la méthode de la HAS ou une décision favorable du CNP"
        case .cnpLabel: proof.rule = "R13"
        case .cnpDecision: proof.rule = "R14"
        case .onRequest, .list, .automatic, .unspecified: break
        }
    }

    private func tellEvidence(_ proof: inout Proof) {
        let kinds = judgement.line.map { rulebook.evidence(accepted: $0, for: declaration) } ?? []
        var until: String?
        if let term = terms.evidence, let received = declaration.evidence?.receivedOn, received > term,
            received <= assessment.standing.asOf
        {
            proof.add("evidence.until", term.description)
            until = " au plus tard le \(term.inWords)"
            proof.missing = "un justificatif reçu\(until ?? "")"
        }
        guard !kinds.isEmpty else { return }
        proof.add("evidence.accepted", kinds.joined(separator: ","))
        let words = French.list(kinds.map { EvidenceKind.inWords($0) }, "ou")
        proof.missing =
            verdict == .evidenceMissing
            ? "un justificatif reçu\(until ?? "") : \(words)"
            : "un justificatif d’une nature admise par la ligne : \(words)"
    }

    /// A favourable decision after the term counts no more.
    private func tellLateLabel(_ proof: inout Proof) {
        guard let term = terms.labels else { return }
        let late = declaration.labelEvents.first {
            $0.kind == .granted && $0.on > term && $0.on <= assessment.standing.asOf
                && judgement.framework?.isOwn($0.cnp) ?? true
        }
        guard let late else { return }
        proof.add("label.grantedOn", late.on.description)
        proof.add("label.until", term.description)
        proof.missing =
            "une décision favorable du CNP au plus tard le \(term.inWords), et celle du \(late.on.inWords) est tardive"
    }
}

extension Assessment {
    /// Why one declaration has its verdict, in the words of the revision.
    func proof(of index: Int, _ declarations: [Declaration], _ profile: Profile, _ engine: Engine) -> Proof {
        let proof = Proof(declarations[index], standing.outcomes[index], judgements[index])
        guard engine.revision.tellsWhatFailed else { return proof }
        return ProofReasons(
            assessment: self, index: index, declarations: declarations, profile: profile, rulebook: engine.rulebook,
            revision: engine.revision, terms: engine.terms(of: standing.cycle)
        ).apply(to: proof)
    }
}

extension Proof {
    mutating func add(_ name: String, _ value: String) { facts.append(Fact(name: name, value: value)) }
}

extension CompiledLine {
    /// The conditions that a declaration does not meet: those about industry, or the others.
    fileprivate func failedConditions(_ declaration: Declaration, ofIndustry: Bool) -> [String] {
        let industry = [Condition.notFundedByIndustry.rawValue, Condition.notIndustryStudy.rawValue]
        var failed = words.filter { declaration.unmetConditions.contains($0) && !$0.hasPrefix("role:") }
        if declaration.isIndustryFunded { failed += words.filter(industry.contains) }
        if needsMethod, declaration.hasMethodFollowed == false { failed.append(Condition.hasMethod.rawValue) }
        if needsTreatedByOther, declaration.treatingPhysician == .oneself {
            failed.append(Condition.treatedByOther.rawValue)
        }
        if needsTreatedByNoRelative, declaration.treatingPhysician == .firstDegreeRelative {
            failed.append(Condition.notTreatedByRelative.rawValue)
        }
        return Set(failed.filter { industry.contains($0) == ofIndustry }).sorted()
    }
}
