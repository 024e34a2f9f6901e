import Progress
import Standings
import Vocabulary

/// The four blocks: rings and words (rule R28), then the actions of blocks 1 to 3; of block 4 counts alone (R24).
struct BlocksSection {
    let page: PhysicianPage
    let file: WorklistCase
    let standing: Standing

    var html: HTML {
        """
        <section aria-labelledby="parcours"><h2 id="parcours">\(heading) \(mark)</h2>
        <p class="sx-muted">Référentiel : \(page.names.frameworks[standing.framework.rawValue]?.short ?? standing.framework.rawValue),
        version \(standing.version)\(FrameworkMarks(id: standing.framework.rawValue, names: page.names).html)</p>
        <ul class="sx-rings">\(Block.allCases.map(ring))</ul>
        \([Block.knowledge, .practice, .patients].map(actions))
        \(health)\(others)</section>
        """
    }

    private var heading: HTML {
        file.isExtract ? "Parcours" : "Parcours : \(raw: standing.total) sur \(raw: standing.required.total)"
    }

    private var mark: HTML {
        file.isExtract
            ? Badge(label: "extrait, à titre indicatif", tone: .warn).html
            : standing.isComplete ? Badge(label: "Complet", tone: .good).html : .empty
    }

    private func ring(_ block: Block) -> HTML {
        let (counted, required) = (standing.counts[block], standing.required[block])
        let state = state(min(counted, required), of: required)
        let title: HTML = "Bloc \(raw: block.number) : \(state)"
        return """
            <li>\(Ring(counted: counted, required: required, title: title, size: 52).html)
            <div><b>Bloc \(raw: block.number)</b><span>\(block.french)</span><span class="state">\(state)</span></div></li>
            """
    }

    /// Rule R28; of a part of a référentiel only what was counted is said, since nothing else is known.
    private func state(_ counted: Int, of required: Int) -> HTML {
        switch (file.isExtract, required) {
        case (true, 0): "non connu"
        case (true, _): "\(French.count(counted, "action retenue", "actions retenues"))"
        case (false, 0): "non requis"
        case (false, _): "\(raw: counted)/\(raw: required) \(counted >= required ? "Complet" : "En cours")"
        }
    }

    private func actions(_ block: Block) -> HTML {
        let mine = file.actions.filter { ($0.block ?? $0.blocks.first) == block }
        return ActionTable(page: page, actions: mine, block: block).section
    }

    /// Actions of no known block: unknown lines, or off the list without a block asked.
    private var others: HTML {
        let rest = file.actions.filter { ($0.block ?? $0.blocks.first) == nil }
        return rest.isEmpty ? .empty : ActionTable(page: page, actions: rest, block: nil).section
    }

    private var health: HTML {
        let evidence: HTML =
            file.health.isEmpty
            ? "aucune action déclarée" : file.health.isEvidenceValid ? "oui" : "non : il en manque un"
        return """
            <section class="sx-block" aria-labelledby="bloc-4"><h3 id="bloc-4">Bloc 4 – \(Block.health.french)</h3>
            \(Facts(pairs: [
                ("Actions retenues", state(standing.counts[.health], of: standing.required[.health])),
                ("Justificatifs valides", evidence),
            ]).html)\(elsewhere)
            <p class="sx-muted">Ce bloc touche à la santé du médecin : ni les actions, ni leurs objets, ni leurs dates ne sont
            montrés.</p></section>
            """
    }

    private var elsewhere: HTML {
        guard file.health.hiddenElsewhere > 0 else { return .empty }
        return """
            <p>\(French.count(file.health.hiddenElsewhere, "action retenue", "actions retenues")) dans un autre bloc
            pourrait relever de celui-ci : le détail n'en est pas montré.</p>
            """
    }
}

extension Block {
    /// What the block is about (L. 4022-2).
    var french: HTML {
        switch self {
        case .knowledge: "Connaissances et compétences"
        case .practice: "Qualité des pratiques"
        case .patients: "Relation avec les patients"
        case .health: "Santé personnelle"
        }
    }
}
