import Vocabulary

extension Advice {
    /// The advice in French, by default with nothing of block 4 but numbers (rule R24).
    public func text(masksBlockFour: Bool = true) -> ProofText {
        let advice = masksBlockFour ? masked : self
        var lines: [String] = []
        if asOf > cycle.end {
            let rest =
                max(labelsBy, evidenceBy) > cycle.end
                ? "seuls un justificatif ou un label encore attendus peuvent changer le décompte, jusqu’au contrôle"
                : "plus aucun justificatif ni label ne change le décompte"
            lines.append("La période est finie depuis le \(cycle.end.inWords) : \(rest)")
        } else if by > cycle.end {
            lines.append("Ce qui vient après la période n’est pris en compte que jusqu’à la décision du contrôle")
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
            return "pour que le programme soit complet, \(steps), \(term)"
        case .impossible where !isCertain:
            return
                "aucune suite d’étapes n’a été trouvée pour que le programme soit complet au plus tard le \(by.inWords)"
        case .impossible:
            return "le programme ne peut plus être complet, ni au terme de la période ni au contrôle"
        }
    }

    /// By when actions are done and their papers come.
    private var term: String {
        guard asOf <= cycle.end, by > cycle.end else { return "au plus tard le \(by.inWords)" }
        let papers = [("justificatifs", evidenceBy), ("labels", labelsBy)]
        let early = papers.filter { $0.1 <= cycle.end }.map { "leurs \($0.0)" }
        let late = papers.filter { $0.1 > cycle.end }.map { $0.0 }
        return "\(French.list(["les actions"] + early)) au plus tard le \(cycle.end.inWords), leurs "
            + "\(French.list(late)) au plus tard le \(by.inWords)"
    }

    private func part(_ block: Block) -> ProofText? {
        let own = steps.filter { $0.block == block }
        let points = lackingPoints(in: block)
        guard lacking[block] > 0 || points > 0 || !own.isEmpty || hidden[block] > 0 else { return nil }
        var lines = own.map(\.sentence)
        if hidden[block] > 0 {
            let number = hidden[block] == 1 ? "une étape" : "\(hidden[block]) étapes"
            lines.append("\(number), dont le détail n’est vu que du médecin, \(term)")
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
        var lacks: [String] = []
        if lacking[block] > 0 { lacks.append(French.some(lacking[block], "action")) }
        if points > 0 { lacks.append("\(French.decimal(points)) \(points < 2 ? "point" : "points")") }
        let lack = lacks.isEmpty ? "pour un autre bloc" : "il manque \(French.list(lacks))"
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
        if !conditions.isEmpty { parts.append("à condition : \(French.list(conditions.map(PackageWords.condition)))") }
        parts.append(labelWords + Self.later(labelBy, than: doneBy))
        parts.append("justificatif : \(proof)\(Self.later(evidenceBy, than: doneBy))")
        parts.append(PackageWords.source(source))
        return parts.joined(separator: " ; ")
    }

    /// The term of a paper, when it is not that of the action.
    private static func later(_ day: CalendarDate?, than doneBy: CalendarDate) -> String {
        day.map { $0 > doneBy ? ", au plus tard le \($0.inWords)" : "" } ?? ""
    }

    private var labelWords: String {
        switch labelSparedBy {
        case .hasMethod: "méthode de la HAS à suivre, sinon label du CNP à obtenir"
        case .list: "sans label à demander pour un élément de la liste, sinon label du CNP à obtenir"
        case nil: needsLabel ? "label du CNP à obtenir, avant ou après la réalisation" : "sans label à demander"
        }
    }

    private var choices: [String] {
        [
            item.map { "par exemple \(PackageWords.item($0))" },
            variant.map { "sous la forme \(PackageWords.variant($0))" },
            role.map { "comme \(PackageWords.role($0))" },
        ].compactMap { $0 }
    }

    private var dates: String {
        let from = notBefore.map { "à partir du \($0.inWords), " } ?? ""
        return from + term
    }

    private var term: String {
        if let occasions { return "\(occasions) au plus tard le \(doneBy.inWords)" }
        guard let latestStart, latestStart < doneBy else { return "au plus tard le \(doneBy.inWords)" }
        return "à commencer au plus tard le \(latestStart.inWords), pour finir au plus tard le \(doneBy.inWords)"
    }

    private func mended(_ proof: String) -> String {
        let labelling: [Gesture] = [.obtainLabel, .obtainNewDecision]
        let papers: [(gestures: [Gesture], day: CalendarDate)] =
            labelBy == evidenceBy || labelBy == nil || evidenceBy == nil
            ? [(labelling + [.sendEvidence], papersBy ?? doneBy)]
            : [(labelling, labelBy ?? doneBy), ([.sendEvidence], evidenceBy ?? doneBy)]
        let parts = ([([.act, .goOn, .carryOut], doneBy)] + papers).compactMap { clause($0.0, proof, by: $0.1) }
        var text = "action déjà déclarée « \(label) » (\(action)) : \(parts.joined(separator: ", puis "))"
        if let threshold, gestures.contains(.goOn) { text += " ; la ligne demande \(threshold)" }
        return "\(text) ; \(PackageWords.source(source))"
    }

    /// Those of some gestures that are to be done, with their term; nil when none is.
    private func clause(_ some: [Gesture], _ proof: String, by day: CalendarDate) -> String? {
        let verbs = gestures.filter(some.contains).map { gesture in
            switch gesture {
            case .act: "réaliser l’action"
            case .goOn: "la poursuivre jusqu’au terme demandé"
            case .carryOut: "la réaliser comme prévu"
            case .obtainLabel: "obtenir le label du CNP"
            case .obtainNewDecision: "obtenir du CNP de la qualification une nouvelle décision, favorable"
            case .sendEvidence: "fournir le justificatif (\(proof))"
            }
        }
        return verbs.isEmpty ? nil : "\(French.list(verbs)), au plus tard le \(day.inWords)"
    }
}
