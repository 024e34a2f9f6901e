import Intake
import Standings

/// The tables of the dashboard.
struct DashboardTables {
    let page: DashboardPage

    var frameworkSection: HTML {
        """
        <section aria-labelledby="referentiels"><h2 id="referentiels">Par référentiel</h2>
        \(Table(id: "referentiels-legende", caption: "Médecins par référentiel", head: head, rows: rows, height: .short).html)</section>
        """
    }

    private var head: [HTML] {
        [
            Table.head("Référentiel"), Table.number("Médecins"), Table.number("Programme complet"),
            Table.number("En retard"),
        ]
    }

    private var rows: [HTML] {
        page.frameworks.map { share in
            let name: HTML =
                share.frameworkID.map { id in
                    let url = SiteURL.worklist(page.code, WorklistQuery().filtered { $0.framework = id })
                    return
                        "<a href=\"\(url)\">\(page.names.frameworks[id]?.short ?? id)</a>\(FrameworkMarks(id: id, names: page.names).html)"
                } ?? "Sans référentiel"
            return """
                <tr><th scope="row">\(name)</th><td class="num">\(share.physicians)</td>
                <td class="num">\(share.complete)</td><td class="num">\(share.late)</td></tr>
                """
        }
    }

    var lotSection: HTML {
        let rows = page.lots.map { LotCells(code: page.code, lot: $0).row }
        let content: HTML =
            rows.isEmpty
            ? "<p>Aucun import pour l'instant.</p>"
            : Table(
                id: "imports-legende", caption: "Les cinq imports les plus récents", head: LotCells.head, rows: rows
            ).html
        return """
            <section aria-labelledby="imports"><h2 id="imports">Derniers imports</h2>\(content)
            <p><a href="\(SiteURL.imports(page.code, before: nil))">Voir tous les imports</a></p></section>
            """
    }
}

/// « extrait » and « Référentiel fictif de démonstration », wherever a référentiel is named.
struct FrameworkMarks {
    let id: String
    let names: CatalogueNames

    var html: HTML {
        guard let name = names.frameworks[id] else { return .empty }
        let partial: HTML = name.isPartial ? " \(Badge(label: "extrait", tone: .warn).html)" : .empty
        let fictitious: HTML =
            name.isFictitious
            ? " \(Badge(label: "Référentiel fictif de démonstration").html)" : .empty
        return partial + fictitious
    }
}
