import Frameworks
import Progress
import Vocabulary

/// What a whole version asks, block by block, then what holds for all of them.
struct FrameworkTextSection {
    let framework: Framework

    var html: HTML {
        """
        \(summary)\(framework.blocks.map(block))\(exclusions)\(criteria)\(ambiguities)
        """
    }

    private var summary: HTML {
        let rule: HTML =
            switch framework.versionRule {
            case .realisationDate: "la version en vigueur le jour où l'action est réalisée"
            case .cycleStart: "la version en vigueur au début du cycle"
            case nil: "celle des règles générales (version en vigueur le jour où l'action est réalisée)"
            }
        return """
            <section class="sx-block" aria-labelledby="regles"><h2 id="regles">Règles du référentiel</h2>\(Facts(pairs: [
                ("Décompte", framework.scheme == .points ? "en points et en actions" : "en actions"),
                ("Version qui juge une action", rule),
                ("Actions hors liste", framework.allowsOffList ? "possibles, sur décision du CNP" : "non admises"),
                ("Spécialités", framework.specialtyCodes.isEmpty ? "–" : "\(framework.specialtyCodes.joined(separator: ", "))"),
                ("Lignes", "\(framework.lines.count)"),
            ]).html)</section>
            """
    }

    private func block(_ rule: BlockRule) -> HTML {
        let lines = framework.lines.filter { $0.blocks.contains(rule.block) }
        let points: HTML = rule.points.map { " et \(number($0)) points" } ?? .empty
        var facts: [(HTML, HTML)] = [
            ("Demandé", "\(French.count(rule.required, "action", "actions"))\(points)"),
            ("Deux actions sont la même", "\(rule.identity.french)"),
        ]
        if let exemption = rule.exemption {
            facts.append(("Dispense", "\(PackageWords.exemption(exemption.ground)) (\(exemption.source))"))
        }
        facts.append(("Source", "\(rule.source)"))
        let name = "bloc-\(rule.block.number)"
        return """
            <section class="sx-block" aria-labelledby="\(name)"><h2 id="\(name)">Bloc \(raw: rule.block.number) – \(rule.title)</h2>
            \(Facts(pairs: facts).html)\(lines.isEmpty ? "<p>Aucune ligne.</p>" : table(rule.block, lines))</section>
            """
    }

    private func table(_ block: Block, _ lines: [ActionLine]) -> HTML {
        let head = [
            Table.head("Action"), Table.head("Reconnaissance"), Table.head("Justificatifs admis"),
            Table.head("Seuils et conditions"), Table.head("Source"),
        ]
        let caption: HTML = "Bloc \(raw: block.number) : \(French.count(lines.count, "ligne", "lignes"))"
        let rows = lines.map(row)
        switch block {
        case .knowledge: return Table(id: "lignes-1", caption: caption, head: head, rows: rows).html
        case .practice: return Table(id: "lignes-2", caption: caption, head: head, rows: rows).html
        case .patients: return Table(id: "lignes-3", caption: caption, head: head, rows: rows).html
        case .health: return Table(id: "lignes-4", caption: caption, head: head, rows: rows).html
        }
    }

    private func row(_ line: ActionLine) -> HTML {
        let official: HTML = line.officialCode.map { "<small><code>\($0)</code></small>" } ?? .empty
        let blocks: HTML =
            line.blocks.count > 1
            ? "<small>compte dans un seul des blocs \(line.blocks.map { String($0.number) }.joined(separator: " et "))</small>"
            : .empty
        return """
            <tr><th scope="row">\(line.label)<small><code>\(line.id)</code></small>\(official)\(blocks)</th>
            <td>\(labelling(line))</td><td>\(evidence(line))</td><td>\(asked(line))</td><td>\(line.source)</td></tr>
            """
    }

    private func labelling(_ line: ActionLine) -> HTML {
        guard let list = line.labelling.list else { return line.labelling.mode.french }
        let kind: HTML =
            switch list.kind {
            case .indicative: "liste indicative"
            case .closed: "liste fermée"
            case .missing: "liste en annexe, non connue"
            }
        let items: HTML =
            list.items.isEmpty
            ? .empty
            : """
            <details><summary>\(French.count(list.items.count, "élément", "éléments"))</summary>
            <ul>\(list.items.map { "<li>\(PackageWords.item($0))</li>" as HTML })</ul></details>
            """
        return "\(line.labelling.mode.french)<small>\(kind)</small>\(items)"
    }

    private func evidence(_ line: ActionLine) -> HTML {
        let words = line.evidence.map { EvidenceKind.inWords($0) }.joined(separator: ", ")
        let offList: HTML =
            line.evidenceOffList.map {
                "<small>hors liste : \($0.map { EvidenceKind.inWords($0) }.joined(separator: ", "))</small>"
            } ?? .empty
        return "\(words.isEmpty ? "tout justificatif" : words)\(offList)"
    }

    private func asked(_ line: ActionLine) -> HTML {
        var parts: [HTML] = []
        if let sentence = line.thresholds.sentence { parts.append("<div>\(sentence)</div>") }
        for (item, thresholds) in line.itemThresholds.sorted(by: { $0.key < $1.key }) {
            parts.append("<small>\(PackageWords.item(item)) : \(thresholds.sentence ?? "aucun seuil")</small>")
        }
        for condition in line.conditions {
            parts.append("<div>\(PackageWords.condition(condition))</div>")
        }
        if line.isLimitedToOne { parts.append("<div>une seule fois dans le cycle</div>") }
        if let points = line.points { parts.append("<div>\(number(points)) points</div>") }
        return parts.isEmpty ? "–" : "\(parts)"
    }
}

extension FrameworkTextSection {
    private var exclusions: HTML {
        list("exclusions", "Pratiques exclues", framework.exclusions.map { "<li>\($0.label)</li>" })
    }

    private var criteria: HTML {
        list(
            "criteres", "Critères de labellisation",
            framework.labellingCriteria.map { criterion in
                """
                <li>\(PackageWords.criterion(criterion.id))\(criterion.condition.map { " – si \($0)" as HTML })
                <small>\(criterion.source)</small></li>
                """
            })
    }

    private var ambiguities: HTML {
        list(
            "ambiguites", "Points que le texte laisse ouverts",
            framework.ambiguities.map { "<li>\($0.note) <small><code>\($0.id)</code></small></li>" })
    }

    private func list(_ name: String, _ title: HTML, _ items: [HTML]) -> HTML {
        guard !items.isEmpty else { return .empty }
        return """
            <section class="sx-block" aria-labelledby="\(name)"><h2 id="\(name)">\(title)</h2><ul>\(items)</ul></section>
            """
    }

    private func number(_ value: Double) -> String {
        value.rounded() == value ? French.number(Int(value)) : "\(value)".replacing(".", with: ",")
    }
}
