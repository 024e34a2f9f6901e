import Access
import Vocabulary

/// One list of what has reached its term: what would go, what stays and why, who reviewed it, and its certificate.
struct PurgePage: Page {
    /// How many opaque keys a sample shows.
    static let sample = 12

    let code: String
    let session: Session
    let purge: Purge
    let items: [PurgeItem]
    /// Nil until the list is executed.
    let certificate: JSON?
    let rule: Retention
    let proof: String

    var title: String { "Purge n° \(purge.id)" }
    var section: Section? { .retention }

    var main: HTML {
        """
        <p><a href="\(SiteURL.personalData(.home(code)))">Conservation et purges</a></p>
        <div class="sx-title"><h1>Purge n° \(raw: Int(purge.id))</h1><p>\(purge.state.badge)</p></div>
        \(decision)\(Facts(pairs: facts).html)
        \(certificate.map(certified) ?? listed)\(left)
        """
    }

    private var facts: [(HTML, HTML)] {
        var pairs: [(HTML, HTML)] = [
            ("Arrêtée au", "\(purge.asOf)"), ("Règles", "version \(raw: purge.ruleVersion)"),
            ("Proposée par", "\(purge.proposedBy), le \(French.moment(purge.proposedAt))"),
        ]
        for (place, review) in zip(["Première relecture", "Seconde relecture"] as [HTML], purge.reviews) {
            pairs.append((place, "\(review.name), le \(French.moment(review.at))"))
        }
        if let name = purge.refusedBy { pairs.append(("Refusée par", "\(name) : \(purge.refusalReason ?? "")")) }
        if let name = purge.executedBy { pairs.append(("Exécutée par", "\(name)")) }
        if purge.isOpen {
            pairs.append(
                (
                    "Pas encore au terme",
                    "\(French.count(purge.notDue, "dossier clos", "dossiers clos")), hors de la liste"
                ))
        }
        return pairs
    }

    private var listed: HTML {
        guard purge.isOpen else { return .empty }
        let rows = rule.categories.filter { $0.removal == .twoPeople }.map { category -> HTML in
            let ready = items.filter { $0.kind == category.unit && $0.held == nil }
            return """
                <tr><th scope="row">\(say: category.label)<small>\(say: category.words)</small></th>
                <td>\(say: category.unit?.counted(ready.count) ?? "")</td><td>\(samples(ready))</td></tr>
                """
        }
        return """
            <h2>Ce qui serait effacé</h2>
            <p>Les catégories d'un même dossier partent ensemble. Les numéros sont ceux des fiches et des imports.</p>
            \(Table(id: "liste", caption: "Ce qui est arrivé à son terme", head: ["Catégorie", "Nombre", "Exemples"].map { Table.head(HTML(say: $0)) }, rows: rows).html)
            """
    }

    private func samples(_ items: [PurgeItem]) -> HTML {
        guard !items.isEmpty else { return "–" }
        let links = items.prefix(Self.sample).map { "<li>\(link($0)), terme le \($0.dueOn)</li>" as HTML }
        let more: HTML = items.count > Self.sample ? "<li>et \(items.count - Self.sample) autres</li>" : .empty
        return "<ul>\(links)\(more)</ul>"
    }

    private func link(_ item: PurgeItem) -> HTML {
        switch item.kind {
        case .physician where session.may(.readFile, on: .fileNotAssigned):
            "<a href=\"\(SiteURL.physician(code, item.id, from: nil))\">Fiche n° \(raw: Int(item.id))</a>"
        case .physician: "Fiche n° \(raw: Int(item.id))"
        case .lot where session.may(.readImports):
            "<a href=\"\(SiteURL.lot(code, item.id, page: 1))\">Import n° \(raw: Int(item.id))</a>"
        case .lot: "Import n° \(raw: Int(item.id))"
        }
    }

    private var left: HTML {
        let held = items.filter { $0.held != nil }
        guard !held.isEmpty else { return .empty }
        let shown = held.prefix(200).map { item -> HTML in
            "<tr><th scope=\"row\">\(link(item))</th><td>\(item.held?.french)</td></tr>"
        }
        return """
            <h2>Ce qui \(purge.isOpen ? "reste" : "est resté"), et pourquoi</h2>
            \(Table(id: "restes", caption: "\(French.count(held.count, "élément retenu", "éléments retenus"))", head: [Table.head("Élément"), Table.head("Raison")], rows: Array(shown)).html)
            """
    }

    private func certified(_ certificate: JSON) -> HTML {
        let rows = (certificate["categories"]?.array ?? []).map { category -> HTML in
            """
            <tr><th scope="row">\(say: category["label"]?.string ?? "")</th>
            <td class="num">\(category["rows"]?.integer ?? 0)</td></tr>
            """
        }
        return """
            <h2>Certificat</h2>
            \(Table(id: "certificat", caption: "Lignes effacées, par catégorie", head: [Table.head("Catégorie"), Table.number("Lignes")], rows: rows).html)
            <p>\(say: RetentionCategory.Unit.physician.counted(certificate["physicians"]?.integer ?? 0)),
            \(say: RetentionCategory.Unit.lot.counted(certificate["lots"]?.integer ?? 0)). Empreinte des numéros effacés
            (SHA-256) : <code>\(certificate["sha256"]?.string ?? "")</code></p>
            <p><a href="\(SiteURL.personalData(.purgePart(code, purge.id, .certificate)))">Télécharger le certificat (JSON)</a></p>
            """
    }
}

/// What may be decided on the list, in the state it is in.
extension PurgePage {
    private var decision: HTML {
        guard session.may(.reviewPurge), purge.isOpen else { return .empty }
        let hasReviewed = purge.reviews.contains { $0.personID == session.personID }
        return """
            <div class="sx-callout warn"><h2>\(heading)</h2>
            \(purge.state == .ready ? execution : hasReviewed ? "<p>Vous l'avez relue. Une autre personne de votre conseil doit la relire aussi.</p>" : review)\(refusal)</div>
            """
    }

    private var heading: HTML {
        switch purge.state {
        case .proposed: "Deux personnes doivent relire cette liste"
        case .reviewedOnce: "Une seconde personne doit relire cette liste"
        default: "Cette liste peut être exécutée"
        }
    }

    private var review: HTML {
        PostForm(
            action: .personalData(.purgePart(code, purge.id, .review)), proof: proof,
            content: "<p><button class=\"sx-primary\">J'ai relu cette liste et je l'accepte</button></p>"
        ).html
    }

    private var execution: HTML {
        let form = PostForm(
            action: .personalData(.purgePart(code, purge.id, .execution)), proof: proof,
            content: "<p><button class=\"sx-primary\">Effacer définitivement</button></p>")
        return """
            <p>L'effacement est définitif. Chaque dossier est vérifié de nouveau : ce qui ne peut plus partir reste, avec la
            raison.</p>\(form.html)
            """
    }

    private var refusal: HTML {
        PostForm(
            action: .personalData(.purgePart(code, purge.id, .refusal)), proof: proof,
            content: """
                <div class="sx-field"><label for="motif">Raison du refus</label>
                <input id="motif" name="motif" required maxlength="500"></div>
                <p><button>Refuser la purge</button></p>
                """
        ).html
    }
}
