import Vocabulary

extension ProofBuilder {
    /// The actions by the block under which they are shown, those that count first, then by day and id.
    func placedActions() -> [Block?: [StandingProof.Action]] {
        var placed: [Block?: [StandingProof.Action]] = [:]
        for index in declarations.indices {
            let action = action(index)
            let lines = rulebook.lines(declarations[index].action)
            let named =
                action.proof.block ?? (action.isPrivate ? .health : nil) ?? assessment.judgements[index].blocks.blocks
                .first
                ?? lines.first?.blocks.first ?? declarations[index].blockWanted
            placed[named.flatMap { framework[$0]?.block }, default: []].append(action)
        }
        return placed.mapValues { actions in
            actions.sorted { left, right in
                let (first, second) = (left.proof.block != nil, right.proof.block != nil)
                if first != second { return first }
                let (early, late) = (left.days?.upperBound ?? .distantPast, right.days?.upperBound ?? .distantPast)
                return early == late ? left.id < right.id : early < late
            }
        }
    }

    private func action(_ index: Int) -> StandingProof.Action {
        let declaration = declarations[index]
        let judgement = assessment.judgements[index]
        let dates = declaration.measures?.dates ?? []
        let spread = dates.min().flatMap { first in dates.max().map { first...$0 } }
        return StandingProof.Action(
            id: declaration.id,
            label: judgement.line?.line.label ?? rulebook.lines(declaration.action).first?.label,
            days: declaration.date.map { $0...$0 } ?? declaration.period ?? spread,
            verdict: standing.outcomes[index].verdict, isPrivate: rulebook.mayCountInBlockFour(declaration),
            hasValidEvidence: hasValidEvidence(declaration, judgement),
            proof: assessment.proof(of: index, declarations, profile, engine))
    }

    private func hasValidEvidence(_ declaration: Declaration, _ judgement: Judgement) -> Bool {
        let last = min(standing.asOf, engine.terms(of: standing.cycle).evidence ?? standing.asOf)
        guard let evidence = declaration.evidence, let received = evidence.receivedOn, received <= last else {
            return false
        }
        let accepted = judgement.line.map { rulebook.evidence(accepted: $0, for: declaration) } ?? []
        return accepted.isEmpty || accepted.contains(evidence.kind)
    }
}
