import Frameworks
import Standings
import Vocabulary

/// Every référentiel with its versions (S22).
struct FrameworkListPage: Page {
    let rows: [FrameworkRow]
    /// Before the filter.
    let total: Int
    let professions: [String]
    let filter: FrameworkFilter
    let mayEdit: Bool
    /// Proposed versions whose effect the reader's council may see.
    let proposals: [FrameworkVersion]
    let today: CalendarDate

    var title: String { "Référentiels" }
    var section: Section? { .frameworks }

    var main: HTML {
        """
        <div class="sx-title sx-wide"><h1>Référentiels</h1><p class="sx-count">\(count)</p>\(actions)</div>
        \(proposals.isEmpty ? .empty : proposed)
        \(form)\(rows.isEmpty ? empty : table)
        """
    }

    private var count: HTML {
        let inForce = rows.count { $0.inForce != nil }
        let drafts = rows.flatMap(\.drafts).count { $0.state == .draft }
        let waiting = rows.flatMap(\.drafts).count { $0.state == .proposed }
        let hidden: HTML =
            mayEdit
            ? ", \(French.count(drafts, "brouillon", "brouillons")), \(waiting) en attente d'approbation" : .empty
        return "\(French.count(rows.count, "référentiel", "référentiels")), \(inForce) en vigueur au \(today)\(hidden)"
    }

    private var actions: HTML {
        """
        <p class="sx-actions"><a class="sx-button" href="\(SiteURL.frameworksFile(filter))" download>Exporter (CSV)</a>
        <a class="sx-button" href="\(SiteURL.specialties(code: nil))">Spécialités</a>
        \(mayEdit ? "<a class=\"sx-button sx-primary\" href=\"\(SiteURL.frameworkImport)\">Importer un référentiel</a>" : .empty)</p>
        """
    }

    private var proposed: HTML {
        let items = proposals.map { version -> HTML in
            let url = SiteURL.frameworkImpact(FrameworkWords.address(version.key), isFollowed: false)
            return
                "<li>\(version.title), version \(version.key.number) : <a href=\"\(url)\">son effet sur vos médecins</a></li>"
        }
        return """
            <div class="sx-callout"><h2>Versions proposées, pas encore approuvées</h2><ul>\(items)</ul></div>
            """
    }

    private var form: HTML {
        let professionOptions = professions.map { code -> HTML in
            "<option value=\"\(code)\"\(filter.profession == code, "selected")>\(FrameworkWords.profession(code))</option>"
        }
        let states = FrameworkFilter.states.filter { mayEdit || !["proposee", "brouillon"].contains($0.word) }
        let stateOptions = states.map { state -> HTML in
            "<option value=\"\(state.word)\"\(filter.state == state.word, "selected")>\(say: state.label)</option>"
        }
        return """
            <form class="sx-filters" role="search" aria-label="Filtrer les référentiels" action="\(SiteURL.frameworks(.init()))">
            <div class="sx-row"><div class="sx-field"><label for="texte">Titre, CNP ou code</label>
            <input type="search" id="texte" name="texte" maxlength="80" value="\(filter.text ?? "")"></div>
            <div class="sx-field"><label for="profession">Profession</label>
            <select id="profession" name="profession"><option value="">Toutes</option>\(professionOptions)</select></div>
            <div class="sx-field"><label for="etat">État</label>
            <select id="etat" name="etat"><option value="">Tous</option>\(stateOptions)</select></div>
            <button class="sx-primary">Filtrer</button>
            \(filter == .init() ? .empty : "<a href=\"\(SiteURL.frameworks(.init()))\">Effacer les filtres</a>")</div></form>
            """
    }

    private var empty: HTML {
        total == 0
            ? """
            <div class="sx-empty"><h2>Aucun référentiel</h2><p>La personne qui administre Sextant charge les référentiels avec la
            commande de migration.</p></div>
            """
            : """
            <div class="sx-empty"><h2>Aucun référentiel ne répond à tous ces filtres</h2>
            <p><a href="\(SiteURL.frameworks(.init()))">Effacer les filtres</a></p></div>
            """
    }

    private var table: HTML {
        var head = [
            Table.head("Référentiel"), Table.head("CNP"), Table.head("En vigueur"), Table.head("Depuis"),
            Table.head("À venir"),
        ]
        if mayEdit { head.append(Table.head("Brouillons et propositions")) }
        return Table(
            id: "referentiels-legende", caption: "Référentiels, par profession et par code officiel", head: head,
            rows: rows.map(row), height: .tall
        ).html
    }

    private func row(_ row: FrameworkRow) -> HTML {
        let marks = FrameworkWords.marks(isPartial: row.isPartial, isFictitious: row.isFictitious)
        let current: HTML = row.inForce.map { FrameworkWords.link($0.key, "Version \($0.key.number)") } ?? "aucune"
        let older: HTML =
            row.superseded == 0
            ? .empty : "<small>\(French.count(row.superseded, "version antérieure", "versions antérieures"))</small>"
        let coming = row.coming.map { version -> HTML in
            """
            <div>\(FrameworkWords.link(version.key, "Version \(version.key.number)"))
            <small>à partir du \(version.effectiveFrom ?? version.publishedOn)</small></div>
            """
        }
        let listed: HTML = row.drafts.isEmpty ? "–" : "\(row.drafts.map(draft))"
        let drafts: HTML = mayEdit ? "<td>\(listed)</td>" : .empty
        let next: HTML = coming.isEmpty ? "–" : "\(coming)"
        return """
            <tr><th scope="row">\(FrameworkWords.short(row.title)) \(marks)<small><code>\(row.officialCode)</code></small></th>
            <td>\(row.college)<small>\(FrameworkWords.profession(row.profession))</small></td><td>\(current)\(older)</td>
            <td>\(row.inForce?.effectiveFrom.map { "\($0)" as HTML } ?? "–")</td>
            <td>\(next)</td>\(drafts)</tr>
            """
    }

    private func draft(_ draft: FrameworkRow.Draft) -> HTML {
        let missing: HTML =
            draft.missing.isEmpty
            ? .empty : "<small>Il manque : \(say: draft.missing.joined(separator: " ; ")).</small>"
        let badge: HTML =
            draft.state == .proposed ? Badge(label: "Proposée", tone: .warn).html : Badge(label: "Brouillon").html
        let number = draft.version.key.number
        return "<div>\(FrameworkWords.link(draft.version.key, "Version \(number)")) \(badge)\(missing)</div>"
    }
}
