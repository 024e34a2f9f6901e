import Intake

/// Every import of the council, the latest first (S29).
struct ImportListPage: Page {
    static let size = 50

    let code: String
    let lots: [Lot]
    let mayImport: Bool

    var title: String { "Imports" }
    var section: Section? { .imports }

    var main: HTML {
        """
        <div class="sx-title"><h1>Imports</h1>\(action)</div>
        \(lots.isEmpty ? empty : table)
        """
    }

    private var action: HTML {
        guard mayImport else { return .empty }
        return """
            <p class="sx-actions"><a class="sx-button sx-primary" href="\(SiteURL.newImport(code))">Importer un
            fichier</a></p>
            """
    }

    private var empty: HTML {
        """
        <div class="sx-empty"><h2>Aucun import</h2><p>Le Tableau de votre conseil est le premier fichier à importer ; les
        comptes individuels viennent ensuite. L'extraction RPPS est importée pour tous les conseils par la personne qui
        administre Sextant.</p></div>
        """
    }

    private var table: HTML {
        let rows = lots.map { LotCells(code: code, lot: $0).row }
        let older: HTML =
            lots.count == Self.size
            ? lots.last.map {
                "<p><a href=\"\(SiteURL.imports(code, before: $0.id.number))\">Imports plus anciens</a></p>"
            }
                ?? .empty : .empty
        return """
            \(Table(id: "imports-legende", caption: "Imports, du plus récent au plus ancien", head: LotCells.head, rows: rows).html)
            \(older)
            """
    }
}
