import Vocabulary

extension ProofReasons {
    /// Which rule says that it is not in the référentiel: another version of it (R27), a change of specialty (R25), or
    /// none, and then only the CNP may let it in (R14).
    func tellFramework(_ proof: inout Proof) {
        proof.rule = "R14"
        proof.source = "R. 4022-7"
        guard declaration.action != Declaration.offList else {
            let others = declaration.labelEvents.filter {
                $0.kind == .granted && $0.on <= assessment.standing.asOf
                    && !(judgement.framework?.isOwn($0.cnp) ?? true)
            }.compactMap(\.cnp)
            for cnp in Set(others).sorted() { proof.add("label.cnp", cnp) }
            proof.missing = "un accord du CNP de la qualification"
            return
        }
        let id = judgement.framework?.framework.id ?? assessment.standing.framework
        if let version = rulebook.history(id).last(where: { $0.line(declaration.action) != nil }) {
            proof.rule = "R27"
            proof.add("line.version", version.framework.version)
            proof.missing =
                "une réalisation sous la version \(version.framework.version) du référentiel, qui a la ligne"
            return
        }
        let held = profile.specialties.map(\.value).filter { $0 != id }
        guard let other = held.first(where: { holds($0, declaration.action) }) else { return }
        proof.rule = "R25"
        proof.source = "R. 4022-17"
        proof.add("line.framework", other.rawValue)
    }

    private func holds(_ id: FrameworkID, _ action: String) -> Bool {
        rulebook.history(id).contains { $0.line(action) != nil }
    }

    /// The action that counts in its stead, and by which rule (R04, R05 or R07); not named when it is for block 4 and
    /// this one is not (R24).
    func tellRival(_ proof: inout Proof) {
        guard let (mine, other, block) = rival else { return }
        proof.rule = rule(mine, other, block)
        let isHidden =
            rulebook.mayCountInBlockFour(declarations[other.index]) && !rulebook.mayCountInBlockFour(declaration)
        guard !isHidden else { return }
        proof.add("other", declarations[other.index].id)
        proof.add("other.action", declarations[other.index].action)
        if let day = assessment.standing.outcomes[other.index].realisedOn {
            proof.add("other.realisedOn", day.description)
        }
        proof.add("other.block", String(block.number))
        let day = assessment.standing.outcomes[other.index].realisedOn.map { " du \($0.inWords)" } ?? ""
        let name = "l’action\(day) déjà comptée dans le bloc \(block.number)"
        proof.missing =
            proof.rule == "R07" ? "une réalisation distincte de \(name)" : "une action différente de \(name)"
    }

    private var rival: (mine: Candidate, other: Candidate, block: Block)? {
        guard let mine = assessment.candidates.first(where: { $0.index == index }) else { return nil }
        let isIdentical = assessment.standing.outcomes[index].verdict == .identical
        for (place, other) in assessment.candidates.enumerated() where other.index != index {
            guard let block = Block(rawValue: assessment.selection.choice[place]),
                isIdentical ? other.line == mine.line : mine.overlaps(other),
                mine.blocks.blocks.contains(where: { mine.isBarred(from: $0, by: other, in: block) })
            else { continue }
            return (mine, other, block)
        }
        return nil
    }

    private func rule(_ mine: Candidate, _ other: Candidate, _ block: Block) -> String {
        guard mine.line == other.line else { return "R07" }
        if mine.isLimited { return "R04" }
        let isSameInEach = mine.blocks.blocks.allSatisfy { $0 == block }
        switch mine.identities[block.number - 1] {
        case .line where mine.isIdentical(to: other, in: block):
            return isSameInEach || !mine.overlaps(other) ? "R04" : "R07"
        case .object where mine.isIdentical(to: other, in: block):
            return isSameInEach || !mine.overlaps(other) ? "R05" : "R07"
        case .occurrence where isSameInEach && mine.span == other.span: return "R05"
        case .line, .object, .occurrence: return "R07"
        }
    }
}
