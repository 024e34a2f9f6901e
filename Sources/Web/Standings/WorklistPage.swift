import Standings
import Vocabulary

/// The list of physicians (S04).
struct WorklistPage: Page {
    let code: String
    let query: WorklistQuery
    let list: Worklist
    /// Physicians of the council without any filter, to tell an empty register from an empty answer.
    let everybody: Int
    let names: CatalogueNames
    let mayExport: Bool
    let mayImport: Bool
    let today: CalendarDate
    let proof: String

    var title: String { "Médecins" }
    var section: Section? { .physicians }

    var main: HTML {
        """
        <div class="sx-title"><h1>Médecins</h1><p class="sx-count" role="status">\(count)</p>\(export)</div>
        \(WorklistFilterForm(code: code, query: query, names: names, proof: proof).html)
        <div class="sx-wide">\(list.total == 0 ? nothing : content)</div>
        """
    }

    private var count: HTML {
        let total = French.count(list.total, "médecin", "médecins")
        return query.filter.isEmpty ? "<b>\(total)</b>" : "<b>\(total)</b> sur \(everybody)"
    }

    private var export: HTML {
        guard mayExport, list.total > 0 else { return .empty }
        return """
            <p class="sx-actions"><a class="sx-button" href="\(SiteURL.worklistFile(code, query.at(.start)))" download>Exporter
            \(French.count(list.total, "ligne", "lignes")) (CSV)</a></p>
            """
    }

    private var nothing: HTML {
        if everybody == 0 {
            let link: HTML =
                mayImport
                ? "<p><a class=\"sx-button\" href=\"\(SiteURL.newImport(code))\">Importer un Tableau</a></p>" : .empty
            return """
                <div class="sx-empty"><h2>Aucun médecin pour l'instant</h2>
                <p>La liste se remplit avec l'import du Tableau de votre conseil.</p>\(link)</div>
                """
        }
        return """
            <div class="sx-empty"><h2>Aucun médecin ne répond à tous ces filtres</h2>
            <p>Retirez un filtre ci-dessus, ou <a href="\(SiteURL.worklist(code, .init()))">effacez tous les filtres</a>.</p>
            </div>
            """
    }

    private var content: HTML {
        """
        \(Table(id: "medecins-legende", caption: caption, head: head, rows: list.rows.map(row), height: .tall).html)
        \(WorklistPager(code: code, query: query, list: list).html)
        """
    }

    private var caption: HTML {
        """
        Médecins \(list.skipped + 1) à \(list.skipped + list.rows.count) sur \(list.total), triés par \
        \(query.sort.french), situation au \(today)
        """
    }

    private var head: [HTML] {
        [
            sort("Médecin", .name), Table.head("Spécialité et référentiel"), sort("Échéance", .deadline),
            sort("Avancement", .progress), Table.head("B1 B2 B3 B4"), Table.head("État"),
            Table.head("Prochaine alerte"),
        ]
    }

    private func sort(_ label: HTML, _ sort: WorklistSort) -> HTML {
        Table.sort(
            label, to: .worklist(code, query.sorted(by: sort)),
            order: query.sort == sort ? (query.isDescending ? .down : .up) : nil)
    }

    private func row(_ row: WorklistRow) -> HTML {
        """
        <tr><th scope="row"><a href="\(SiteURL.physician(code, row.physicianID, from: query.at(.start)))">\
        \(row.displayName)</a><small>RPPS \(French.rpps(row.rppsNumber))</small></th>
        <td>\(names.specialty(row.specialtyCode))\(framework(row))</td>
        <td>\(row.cycleEnd.map { "\($0)<small>\(French.distance(from: today, to: $0))</small>" as HTML })</td>
        <td>\(WorklistCells.progress(row))</td><td class="blocks">\(WorklistCells.blocks(row))</td>
        <td>\(WorklistCells.badges(row))</td>
        <td>\(row.nextAlertOn.map { "\($0)" as HTML } ?? "–")</td></tr>
        """
    }

    private func framework(_ row: WorklistRow) -> HTML {
        guard row.frameworkID != nil else { return .empty }
        let title = names.framework(row.frameworkID)
        let isFictitious = row.frameworkID.flatMap { names.frameworks[$0]?.isFictitious } ?? false
        return "<small>\(isFictitious ? "Référentiel fictif de démonstration" : title)</small>"
    }
}

extension WorklistSort {
    /// The order in words.
    var french: HTML {
        switch self {
        case .name: "nom"
        case .deadline: "échéance"
        case .progress: "avancement"
        }
    }
}
