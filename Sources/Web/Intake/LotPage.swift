import Intake

/// One import: what it brings, what is to be corrected, and what can be done with it (S29).
struct LotPage: Page {
    static let size = 100

    let code: String
    let lot: Lot
    let rejected: [RejectedLine]
    let page: Int
    let mayImport: Bool
    let proof: String

    var title: String { "Import n° \(lot.id)" }
    var section: Section? { .imports }

    var main: HTML {
        """
        <p><a href="\(SiteURL.imports(code, before: nil))">Tous les imports</a></p>
        <div class="sx-title"><h1>Import n° \(raw: Int(lot.id.number))</h1><p>\(LotCells.state(lot))</p></div>
        \(decision)
        \(Facts(pairs: facts).html)
        \(counts)
        \(LotReportSection(report: lot.report).html)
        \(quarantine)
        """
    }

    private var decision: HTML {
        guard mayImport else { return .empty }
        switch lot.state {
        case .previewed:
            return """
                <div class="sx-callout"><h2>Ce fichier est lu ; le registre n'a pas changé</h2>
                <p>\(promise)</p><div class="sx-inline">
                \(PostForm(action: .applyLot(code, lot.id.number), proof: proof, content: "<button class=\"sx-primary\">Appliquer l'import</button>").html)
                \(PostForm(action: .dropLot(code, lot.id.number), proof: proof, content: "<button>Abandonner l'import</button>").html)
                </div></div>
                """
        case .applied:
            return """
                <p><a class="sx-button" href="\(SiteURL.undoLot(code, lot.id.number))">Annuler cet import</a></p>
                """
        case .undone: return .empty
        }
    }

    private var promise: HTML {
        let rest: HTML =
            lot.counts.rejected == 0
            ? .empty
            : " \(French.count(lot.counts.rejected, "ligne à corriger sera laissée", "lignes à corriger seront laissées")) de côté."
        return """
            \(French.count(lot.counts.new, "nouveauté sera ajoutée", "nouveautés seront ajoutées")),
            \(French.count(lot.counts.changed, "modification sera enregistrée", "modifications seront enregistrées")).\(rest)
            """
    }

    private var facts: [(HTML, HTML)] {
        var pairs: [(HTML, HTML)] = [
            ("Contenu", lot.kind.french), ("Fichier", "\(lot.fileName)"), ("Situation à la date du", "\(lot.asOf)"),
            ("Lu par", "\(lot.actor), le \(LotCells.moment(lot.readAt))"),
        ]
        if let moment = lot.appliedAt { pairs.append(("Appliqué", "le \(LotCells.moment(moment))")) }
        if let moment = lot.undoneAt { pairs.append(("Annulé", "le \(LotCells.moment(moment))")) }
        return pairs
    }

    private var counts: HTML {
        let numbers: [(HTML, Int)] = [
            ("Nouveaux", lot.counts.new), ("Modifiés", lot.counts.changed), ("Inchangés", lot.counts.unchanged),
            ("À corriger", lot.counts.rejected), ("Laissés de côté par règle", lot.counts.ignored),
        ]
        let cells = numbers.map { "<tr><th scope=\"row\">\($0.0)</th><td class=\"num\">\($0.1)</td></tr>" as HTML }
        let unit: HTML = lot.kind == .roll ? "inscriptions" : lot.kind == .rpps ? "médecins" : "déclarations"
        return """
            <h2>Ce que le fichier apporte</h2>
            \(Table(id: "comptes", caption: "Compte des \(unit), et des lignes à corriger",
                head: [Table.head("Classe"), Table.number("Nombre")], rows: cells).html)
            """
    }

    private var quarantine: HTML {
        guard lot.counts.rejected > 0 else { return .empty }
        let rows = rejected.map { line -> HTML in
            """
            <tr><th scope="row" class="num">\(line.number)</th><td class="line">\(String(line.line.prefix(600)))</td>
            <td>\(line.reason)</td></tr>
            """
        }
        let table = Table(
            id: "lignes", caption: "Lignes à corriger, dans l'ordre du fichier",
            head: [Table.number("Ligne"), Table.head("Texte du fichier"), Table.head("À corriger")], rows: rows,
            height: .tall
        ).html
        return """
            <h2>À corriger</h2><p>Ces lignes ne sont pas entrées dans le registre. Téléchargez-les, corrigez-les dans votre
            tableur, puis importez le fichier corrigé : la colonne « erreur » y sera ignorée.</p>
            <p><a class="sx-button" href="\(SiteURL.rejectedFile(code, lot.id.number))" download>Télécharger
            \(French.count(lot.counts.rejected, "ligne", "lignes")) (CSV)</a></p>
            \(table)\(pager)
            """
    }

    private var pager: HTML {
        guard lot.counts.rejected > Self.size else { return .empty }
        let pages = (lot.counts.rejected + Self.size - 1) / Self.size
        let previous: HTML =
            page > 1 ? "<a href=\"\(SiteURL.lot(code, lot.id.number, page: page - 1))\">← Page précédente</a>" : .empty
        let next: HTML =
            page < pages
            ? "<a href=\"\(SiteURL.lot(code, lot.id.number, page: page + 1))\">Page suivante →</a>" : .empty
        return """
            <nav class="sx-pager" aria-label="Pages des lignes à corriger"><ul><li>\(previous)</li>
            <li>page \(page) sur \(pages)</li><li>\(next)</li></ul></nav>
            """
    }
}

/// What reading showed beside the counts.
struct LotReportSection {
    let report: LotReport

    var html: HTML {
        let parts = notes + warnings + columns + ignored
        guard !parts.isEmpty else { return .empty }
        return "<section aria-labelledby=\"remarques\"><h2 id=\"remarques\">Remarques</h2><ul>\(parts)</ul></section>"
    }

    private var notes: [HTML] { report.notes.map { "<li>\(say: $0)</li>" } }

    private var warnings: [HTML] {
        report.warnings.map { warning in
            let place: HTML = warning.firstLine > 0 ? ", la première à la ligne \(warning.firstLine)" : .empty
            return """
                <li>\(say: warning.sentence) <small>\(French.count(warning.count, "ligne", "lignes"))\(place)</small></li>
                """
        }
    }

    private var columns: [HTML] {
        guard !report.unknownColumns.isEmpty else { return [] }
        return ["<li>Colonnes non utilisées : \(report.unknownColumns.joined(separator: ", ")).</li>"]
    }

    private var ignored: [HTML] {
        report.ignored.map {
            "<li>\(say: $0.label) : \(French.count($0.count, "ligne laissée", "lignes laissées")) de côté.</li>"
        }
    }
}

/// The question before an import is undone.
struct UndoLotPage: Page {
    let code: String
    let lot: Lot
    let proof: String

    var title: String { "Annuler l'import n° \(lot.id)" }
    var section: Section? { .imports }

    var main: HTML {
        """
        <div class="sx-narrow"><h1>Annuler l'import n° \(raw: Int(lot.id.number)) ?</h1>
        <p>Le registre et les situations reviennent à ce qu'ils étaient avant cet import de « \(lot.fileName) », du
        \(LotCells.moment(lot.appliedAt ?? lot.readAt)). L'annulation est refusée si un import plus récent s'appuie sur
        lui.</p>
        <div class="sx-inline">
        \(PostForm(action: .undoLot(code, lot.id.number), proof: proof, content: "<button class=\"sx-danger\">Annuler l'import</button>").html)
        <a class="sx-button" href="\(SiteURL.lot(code, lot.id.number, page: 1))">Garder l'import</a></div></div>
        """
    }
}
