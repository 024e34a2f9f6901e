import Vocabulary

extension Advice {
    /// The advice in French, by default with nothing of block 4 but numbers (rule R24).
    public func text(masksBlockFour: Bool = true) -> ProofText {
        let advice = masksBlockFour ? masked : self
        var lines: [String] = []
        if asOf > cycle.end {
            lines.append(
                "La période est finie depuis le \(cycle.end.inWords) : seuls un justificatif ou un label encore attendus "
                    + "peuvent changer le décompte, jusqu’au contrôle")
        }
        var children: [ProofText] = []
        if !advice.awaited.isEmpty {
            children.append(
                ProofText(
                    heading: French.sentence("Déjà engagé, à mener à son terme"),
                    lines: advice.awaited.map {
                        French.sentence("action \($0.action), bloc \($0.block.number), comptera le \($0.on.inWords)")
                    }))
        }
        children += Block.allCases.compactMap { advice.part($0) }
        return ProofText(
            heading: French.sentence(advice.heading), lines: lines.map(French.sentence), children: children)
    }

    /// Every sentence, by default masked (rule R24).
    public func sentences(masksBlockFour: Bool = true) -> [String] { text(masksBlockFour: masksBlockFour).sentences }

    private var heading: String {
        let number = steps.count + hidden.total
        switch outlook {
        case .complete:
            return counts.total > 0 && !awaited.isEmpty
                ? "rien de plus n’est nécessaire si les actions en cours vont à leur terme"
                : "rien de plus n’est nécessaire"
        case .possible:
            let steps = number == 1 ? "une étape suffit" : "\(number) étapes suffisent"
            return "pour que le programme soit complet, \(steps), au plus tard le \(by.inWords)"
        case .impossible:
            return "le programme ne peut plus être complet, ni au terme de la période ni au contrôle"
        }
    }

    private func part(_ block: Block) -> ProofText? {
        let own = steps.filter { $0.block == block }
        guard lacking[block] > 0 || !own.isEmpty || hidden[block] > 0 else { return nil }
        var lines = own.map(\.sentence)
        if hidden[block] > 0 {
            lines.append(
                "\(hidden[block] == 1 ? "une étape" : "\(hidden[block]) étapes"), dont le détail n’est vu que du médecin "
                    + "(règle R24), au plus tard le \(by.inWords)")
        }
        var children: [ProofText] = []
        if let choice = choices.first(where: { $0.block == block }) {
            if choice.expired == 1 {
                lines.append("une ligne ne peut plus être achevée avant le \(cycle.end.inWords)")
            } else if choice.expired > 1 {
                lines.append("\(choice.expired) lignes ne peuvent plus être achevées avant le \(cycle.end.inWords)")
            }
            if !choice.steps.isEmpty {
                children = [
                    ProofText(
                        heading: French.sentence("Au choix, de la plus simple à la moins simple"),
                        lines: choice.steps.map { French.sentence($0.sentence) })
                ]
            }
        }
        let lack = lacking[block] == 0 ? "pour un autre bloc" : "il manque \(French.some(lacking[block], "action"))"
        return ProofText(
            heading: French.sentence("Bloc \(block.number) : \(lack)"), lines: lines.map(French.sentence),
            children: children)
    }
}

extension Advice.Step {
    /// The step in words, without its capital and full stop.
    var sentence: String {
        let proofs = evidence.map(EvidenceKind.inWords)
        let proof = proofs.isEmpty ? "au choix" : French.list(proofs, "ou")
        guard isNew else { return mended(proof) }
        var parts = ["\(label) (\(([action] + choices).joined(separator: ", "))) : \(dates)"]
        if let threshold { parts.append("la ligne demande \(threshold)") }
        parts.append(needsLabel ? "label du CNP à obtenir, avant ou après la réalisation" : "sans label à demander")
        parts.append("justificatif : \(proof)")
        parts.append(source)
        return parts.joined(separator: " ; ")
    }

    private var choices: [String] {
        [
            item.map { "par exemple \(PackageWords.item($0))" },
            variant.map { "sous la forme \(PackageWords.item($0))" },
            role.map { "comme \(PackageWords.role($0))" },
        ].compactMap { $0 }
    }

    private var dates: String {
        guard let latestStart, latestStart < doneBy else { return "au plus tard le \(doneBy.inWords)" }
        return "à commencer au plus tard le \(latestStart.inWords), pour finir au plus tard le \(doneBy.inWords)"
    }

    private func mended(_ proof: String) -> String {
        let verbs = gestures.map { gesture in
            switch gesture {
            case .act: "réaliser l’action"
            case .goOn: "la poursuivre jusqu’au terme demandé"
            case .carryOut: "la réaliser comme prévu"
            case .obtainLabel: "obtenir le label du CNP"
            case .sendEvidence: "fournir le justificatif (\(proof))"
            }
        }
        var text =
            "action déjà déclarée \(action), « \(label) » : \(French.list(verbs)), au plus tard le \(doneBy.inWords)"
        if let threshold, gestures.contains(.goOn) { text += " ; la ligne demande \(threshold)" }
        return "\(text) ; \(source)"
    }
}
