import Access
import Frameworks
import Vocabulary

/// The college's own référentiel: what is in force and what comes.
struct CollegePage: Page {
    let council: Council
    let rows: [FrameworkRow]
    let today: CalendarDate

    var title: String { council.name }
    var section: Section? { .office }

    var main: HTML {
        """
        <div class="sx-title"><h1>\(council.name)</h1><p class="sx-count">au \(today)</p></div>
        <section aria-labelledby="referentiel"><h2 id="referentiel">Votre référentiel</h2>\(rows.isEmpty ? empty : table)</section>
        <p>Les référentiels des autres collèges sont dans la <a href="\(SiteURL.frameworks(.init()))">liste des
        référentiels</a>. Le CNP ne voit aucune donnée d'un médecin.</p>
        """
    }

    private var empty: HTML {
        "<div class=\"sx-empty\"><h3>Aucun référentiel publié</h3><p>Il apparaît ici dès qu'une version est approuvée.</p></div>"
    }

    private var table: HTML {
        let versions = rows.flatMap { row in
            ([row.inForce].compactMap(\.self) + row.coming).map { (row, $0) }
        }
        guard !versions.isEmpty else { return empty }
        return Table(
            id: "versions", caption: "Versions en vigueur et à venir",
            head: [Table.head("Version"), Table.head("S'applique à partir du"), Table.head("État")],
            rows: versions.map { row, version in
                """
                <tr><th scope="row">\(FrameworkWords.link(version.key, "\(row.title)\(say: ", version \(version.key.number)")"))</th>
                <td>\(version.effectiveFrom.map { "\($0)" as HTML } ?? "–")</td>
                <td>\(version.key == row.inForce?.key ? "en vigueur" : "à venir")</td></tr>
                """
            }
        ).html
    }
}
