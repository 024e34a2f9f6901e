import Registry
import Standings
import Vocabulary

/// One physician concerned, ready to be shown.
struct DiscrepancyLine: Sendable {
    let physicianID: Int64
    let name: String
    let rppsNumber: String
    let onRoll: String
    let elsewhere: String
}

/// Discrepancies (S19): a tab a kind, each with its count; the sum of the tabs is what there is to do.
struct DiscrepancyPage: Page {
    static let size = 100

    let code: String
    let kind: DiscrepancyKind
    let counts: [DiscrepancyKind: Int]
    let lines: [DiscrepancyLine]
    /// The physician after whom the page begins; 0 for the first page.
    let after: Int64
    let mayHide: Bool
    let mayChoose: Bool
    let proof: String
    let today: CalendarDate

    var title: String { "Écarts de données – \(kind.french)" }
    var section: Section? { .discrepancies }

    var main: HTML {
        """
        <div class="sx-title"><h1>Écarts de données</h1><p class="sx-count">\(total)</p></div>
        \(tabs)<h2>\(say: kind.french)</h2><p>\(kind.explanation) \(choosers)</p>
        \(lines.isEmpty ? empty : table)\(more)
        """
    }

    private var total: HTML {
        "\(French.count(counts.values.reduce(0, +), "écart à examiner", "écarts à examiner")), hors écarts masqués"
    }

    private var tabs: HTML {
        Tabs(
            label: "Types d'écarts",
            entries: DiscrepancyKind.allCases.map {
                (HTML(say: $0.french), counts[$0] ?? 0, .discrepancies(code, kind: $0.rawValue, after: nil), $0 == kind)
            }
        ).html
    }

    /// Who settles it, for a reader who may not.
    private var choosers: HTML { kind == .frameworkToConfirm && !mayChoose ? FrameworkChoiceSection.whoMay : .empty }

    private var empty: HTML {
        "<div class=\"sx-empty\"><h3>Rien à examiner ici</h3><p>Le prochain import ou la prochaine nuit peut en montrer.</p></div>"
    }

    private var table: HTML {
        var head = [Table.head("Médecin"), Table.head("Au Tableau"), Table.head(kind.otherSource)]
        if mayHide { head.append(Table.head("Masquer jusqu'au")) }
        return Table(
            id: "ecarts-legende",
            caption: "\(say: kind.french) : \(French.count(counts[kind] ?? 0, "médecin", "médecins"))", head: head,
            rows: lines.map(row), height: .tall
        ).html
    }

    private func row(_ line: DiscrepancyLine) -> HTML {
        """
        <tr><th scope="row"><a href="\(SiteURL.physician(code, line.physicianID, from: nil))">\(line.name)</a>\
        <small>RPPS \(French.rpps(line.rppsNumber))</small></th><td>\(line.onRoll)</td><td>\(line.elsewhere)</td>\
        \(mayHide ? hide(line) : .empty)</tr>
        """
    }

    private func hide(_ line: DiscrepancyLine) -> HTML {
        let field = "jusquau-\(line.physicianID)"
        return """
            <td>\(PostForm(action: .hideDiscrepancy(code), proof: proof, content: """
                <span class="sx-inline"><input type="hidden" name="medecin" value="\(String(line.physicianID))">
                <input type="hidden" name="type" value="\(kind.rawValue)">
                <label class="sx-hidden" for="\(field)">Masquer l'écart de \(line.name) jusqu'au</label>
                <input type="date" id="\(field)" name="date" value="\(iso: today.adding(months: 3))" required>
                <button>Masquer l'écart</button></span>
                """).html)</td>
            """
    }

    private var more: HTML {
        let first = SiteURL.discrepancies(code, kind: kind.rawValue, after: nil)
        var links: [HTML] = after > 0 ? ["<li><a href=\"\(first)\">← Revenir aux premiers médecins</a></li>"] : []
        if lines.count == Self.size, let last = lines.last {
            let url = SiteURL.discrepancies(code, kind: kind.rawValue, after: last.physicianID)
            links.append("<li><a href=\"\(url)\">Médecins suivants →</a></li>")
        }
        guard !links.isEmpty else { return .empty }
        return "<nav class=\"sx-pager\" aria-label=\"Pages d'écarts\"><ul>\(links)</ul></nav>"
    }
}

extension DiscrepancyKind {
    /// The kind as a person reads it.
    var french: String {
        switch self {
        case .noEmail: "Sans courriel"
        case .frameworkToConfirm: "Référentiel à confirmer"
        case .frameworkMissing: "Référentiel manquant"
        case .specialtyDiffers: "Spécialité différente au RPPS"
        case .noName: "Sans nom au RPPS"
        case .leftExtraction: "Absent de l'extraction RPPS"
        case .twoRolls: "Double cycle"
        case .endedWithAccount: "Compte ouvert après la fin d'inscription"
        }
    }

    /// What it means and what to do.
    var explanation: HTML {
        switch self {
        case .noEmail:
            "Aucune adresse électronique n'est connue : une alerte relève d'une lettre, que Sextant ne produit pas encore. Demandez-la au médecin, puis importez le Tableau corrigé."
        case .frameworkToConfirm:
            "La qualification ne désigne pas un seul référentiel : il se choisit sur la fiche du médecin, avec une raison."
        case .frameworkMissing:
            "Aucune version entière du référentiel n'est en vigueur. Rien à faire au conseil : la situation sera calculée dès sa publication."
        case .specialtyDiffers:
            "Le RPPS et le Tableau n'indiquent pas la même spécialité. Le Tableau l'emporte ; corrigez celui des deux qui est inexact."
        case .noName:
            "Le numéro figure au Tableau, mais aucune extraction RPPS ne lui a encore donné de nom. Vérifiez le numéro."
        case .leftExtraction:
            "L'inscription court, mais l'extraction RPPS n'a plus ce numéro. Vérifiez si le médecin a cessé son activité."
        case .twoRolls: "Le médecin est inscrit à deux Tableaux à la fois. Une des deux inscriptions est à clore."
        case .endedWithAccount:
            "L'inscription est terminée (retraite, décès, transfert…), mais le compte individuel reste ouvert."
        }
    }

    /// The head of the third column.
    var otherSource: HTML {
        switch self {
        case .noEmail, .frameworkToConfirm, .frameworkMissing: "Échéance"
        case .specialtyDiffers, .noName: "Au RPPS"
        case .leftExtraction: "Absent depuis"
        case .twoRolls: "Autre inscription depuis"
        case .endedWithAccount: "Compte"
        }
    }
}
