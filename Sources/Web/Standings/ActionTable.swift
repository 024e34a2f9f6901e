import Progress
import Registry
import Standings
import Vocabulary

/// Actions with their verdict in words, the reason, and the line or article behind it.
struct ActionTable {
    let page: PhysicianPage
    let actions: [WorklistAction]
    let block: Block?

    var section: HTML {
        """
        <section class="sx-block" aria-labelledby="\(name)"><h3 id="\(name)">\(heading)</h3>
        \(actions.isEmpty ? "<p class=\"sx-muted\">Aucune action déclarée.</p>" : table)</section>
        """
    }

    private var name: String { block.map { "bloc-\($0.number)" } ?? "autres-actions" }

    private var heading: HTML {
        block.map { "Bloc \(raw: $0.number) – \($0.french)" } ?? "Actions sans bloc reconnu"
    }

    private var table: HTML {
        let head: [HTML] = [
            Table.head("Action"), Table.head("Réalisée"), Table.head("Verdict"), Table.head("Pourquoi"),
            Table.head("Justificatif"),
        ]
        let place: HTML = block.map { "Bloc \(raw: $0.number) : " } ?? .empty
        let caption: HTML = "\(place)\(French.count(actions.count, "action déclarée", "actions déclarées"))"
        let rows = actions.map(row)
        switch block {
        case .knowledge: return Table(id: "actions-1", caption: caption, head: head, rows: rows).html
        case .practice: return Table(id: "actions-2", caption: caption, head: head, rows: rows).html
        case .patients: return Table(id: "actions-3", caption: caption, head: head, rows: rows).html
        default: return Table(id: "actions-autres", caption: caption, head: head, rows: rows).html
        }
    }

    private func row(_ action: WorklistAction) -> HTML {
        let entry = page.entries[action.declaration.id]
        let details: [String?] = [
            entry?.label, action.declaration.item.map { "élément : \(PackageWords.item($0))" },
            action.declaration.object.map { "objet : \($0)" }, entry?.organiser.map { "organisme : \($0)" },
        ]
        return """
            <tr><th scope="row">\(action.lineLabel ?? "Action hors liste")\(details.compactMap { $0 }.map { "<small>\(say: $0)</small>" as HTML })\
            \(entry.map { "<small>déclarée par \(ActionWords.origin($0.origin))</small>" as HTML })</th>
            <td>\(ActionWords.when(action))</td><td>\(verdict(action))</td><td>\(reason(action))</td>
            <td>\(ActionWords.evidence(action.declaration.evidence))</td></tr>
            """
    }

    /// A part of a référentiel says nothing of the lines that it does not hold.
    private func isBeyondExtract(_ action: WorklistAction) -> Bool {
        page.file?.isExtract == true && action.verdict == .notInFramework
    }

    private func verdict(_ action: WorklistAction) -> HTML {
        guard let verdict = action.verdict, !isBeyondExtract(action) else { return "Non jugée" }
        return Badge(label: verdict.french, tone: verdict.tone).html
    }

    private func reason(_ action: WorklistAction) -> HTML {
        guard let proof = action.proof, !isBeyondExtract(action) else { return "Le référentiel n'est pas connu." }
        let missing: HTML = proof.missing.map { "Il manque \($0)." } ?? "Rien ne manque."
        let threshold: HTML? = proof.threshold.map { "<small>La ligne demande : \($0).</small>" }
        return "\(missing)\(threshold)<small>\(source(proof, action))</small>"
    }
}

extension ActionTable {
    /// The article of the code, or the line of the référentiel and its version.
    private func source(_ proof: Proof, _ action: WorklistAction) -> HTML {
        if proof.source.hasPrefix("R. ") || proof.source.hasPrefix("L. ") { return "Article \(proof.source)" }
        guard action.lineLabel != nil else { return "Action hors liste (R. 4022-7)" }
        let version: HTML = proof.version.map { ", version \($0)" } ?? .empty
        return "Ligne <code>\(action.declaration.action)</code> du référentiel\(version)"
    }
}

extension Verdict {
    /// The verdict as a person reads it; neutral towards the physician.
    var french: HTML {
        switch self {
        case .counted: "Retenue"
        case .outsideCycle: "Hors de la période"
        case .notYetDone: "Pas encore réalisée"
        case .thresholdNotMet: "Seuil non atteint"
        case .notInFramework: "Hors du référentiel"
        case .excludedPractice: "Pratique exclue"
        case .industryFunded: "Financée par l'industrie"
        case .conditionNotMet: "Condition non remplie"
        case .roleNotValid: "Rôle non admis"
        case .labelPending: "Label en attente"
        case .labelRefused: "Label refusé"
        case .labelRevoked: "Label retiré"
        case .evidenceMissing: "Justificatif attendu"
        case .evidenceNotAdmissible: "Justificatif non admis"
        case .identical: "Identique à une autre"
        case .alreadyCounted: "Déjà comptée"
        }
    }

    /// How the word is framed.
    var tone: Badge.Tone {
        switch self {
        case .counted: .good
        case .notYetDone, .labelPending, .evidenceMissing, .thresholdNotMet: .warn
        default: .plain
        }
    }
}

/// Words for the small facts of an action.
enum ActionWords {
    static func when(_ action: WorklistAction) -> HTML {
        if let period = action.declaration.period { return "du \(period.lowerBound) au \(period.upperBound)" }
        if let date = action.realisedOn ?? action.declaration.date { return "\(date)" }
        return "–"
    }

    static func evidence(_ evidence: Evidence?) -> HTML {
        guard let evidence else { return "aucun" }
        let received = evidence.receivedOn.map { "<small>reçu le \($0)</small>" as HTML }
        return "\(say: EvidenceKind.inWords(evidence.kind))\(received)"
    }

    static func origin(_ origin: String) -> HTML {
        switch origin {
        case "medecin": "le médecin"
        case "employeur": "l'employeur"
        case "organisme": "l'organisme"
        case "andpc": "l'ANDPC"
        case "cnp": "le CNP"
        default: "\(origin)"
        }
    }
}
