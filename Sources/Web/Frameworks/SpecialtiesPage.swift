import Access
import Frameworks
import Registry
import Standings
import Vocabulary

/// Which référentiel each specialty leads to, with how sure that is and since when.
struct SpecialtiesPage: Page {
    let links: [SpecialtyStore.Link]
    /// Official code → title.
    let titles: [String: String]
    /// The specialty that is looked at, with its history.
    let chosen: [SpecialtyStore.Link]
    let mayLink: Bool
    let proof: String
    let today: CalendarDate
    /// The names behind the addresses.
    var people = PersonNames()
    /// The correction as it was typed; nil before anything was.
    var typed: TypedLink?

    /// A correction that was refused, or that waits for its confirmation.
    struct TypedLink: Sendable {
        var candidates: [String]
        var certainty: String
        var source: String
        /// As typed.
        var date: String
        var errors: [(field: String, sentence: HTML)] = []
        /// How many physicians it may concern; nil when it was refused.
        var physicians: Int?
    }

    private var errors: [(field: String, sentence: HTML)] { typed?.errors ?? [] }

    var title: String {
        let name = chosen.first.map { "\($0.label) – Spécialités et référentiels" } ?? "Spécialités et référentiels"
        return errors.isEmpty ? name : "Erreur : \(name)"
    }
    var section: Section? { .specialties }

    var main: HTML {
        """
        <p><a href="\(SiteURL.frameworks(.init()))">Tous les référentiels</a></p>
        <div class="sx-title"><h1>Spécialités et référentiels</h1><p class="sx-count">\(count)</p>
        <p class="sx-actions"><a class="sx-button" href="\(SiteURL.specialtiesFile)" download>Exporter (CSV)</a></p></div>
        \(ErrorSummary(errors: errors).html)
        \(chosen.isEmpty ? .empty : detail)\(table)
        """
    }

    private var count: HTML {
        let open = links.count { $0.certainty != "deduit" }
        return "\(French.count(links.count, "spécialité", "spécialités")), dont \(open) sans correspondance certaine"
    }

    private func names(_ link: SpecialtyStore.Link) -> HTML {
        guard !link.candidates.isEmpty else { return "aucun : le conseil choisit" }
        return
            "\(link.candidates.map { code in "<div>\(titles[code] ?? code) <small><code>\(code)</code></small></div>" as HTML })"
    }

    /// The certainties, as words of the data and for a reader.
    static let certainties: [(word: String, label: HTML)] = [
        ("deduit", "Certaine : un seul référentiel"), ("a_confirmer", "À confirmer"),
        ("ambigu", "Le conseil choisit, médecin par médecin"),
    ]

    static func certainty(_ word: String) -> HTML {
        switch word {
        case "deduit": Badge(label: "Certaine", tone: .good).html
        case "a_confirmer": Badge(label: "À confirmer", tone: .warn).html
        default: Badge(label: "Le conseil choisit", tone: .warn).html
        }
    }

    private var table: HTML {
        let rows = links.map { link -> HTML in
            let since: HTML =
                link.correction.map { "\($0.startsOn)<small>\(people[$0.setBy])</small>" } ?? "liste livrée"
            return """
                <tr><th scope="row"><a href="\(SiteURL.specialties(code: link.code))#specialite">\(link.label)</a>
                <small><code>\(link.code)</code></small></th><td>\(names(link))</td>
                <td>\(SpecialtiesPage.certainty(link.certainty))</td><td>\(say: link.source.isEmpty ? "–" : link.source)</td>
                <td>\(since)</td></tr>
                """
        }
        return Table(
            id: "specialites", caption: "Correspondances en vigueur au \(today), par code",
            head: [
                Table.head("Spécialité"), Table.head("Référentiel"), Table.head("Certitude"), Table.head("Source"),
                Table.head("Depuis"),
            ], rows: rows, height: .tall
        ).html
    }

    private var detail: HTML {
        """
        <section class="sx-block" id="specialite" aria-labelledby="specialite-titre"><h2 id="specialite-titre">\
        \(chosen[0].label) <small><code>\(chosen[0].code)</code></small></h2>
        \(history)\(mayLink ? SpecialtyLinkForm(page: self, link: chosen[chosen.count - 1]).html : "<p class=\"sx-muted\">Seul l'administrateur national peut corriger une correspondance.</p>")</section>
        """
    }

    private var history: HTML {
        let rows = chosen.reversed().map { link -> HTML in
            let by: HTML =
                link.correction.map { "\(people[$0.setBy])<small>\(FrameworkWords.moment($0.setAt))</small>" } ?? "–"
            return """
                <tr><td>\(link.correction.map { "\($0.startsOn)" as HTML } ?? "l'origine")</td><td>\(names(link))</td>
                <td>\(SpecialtiesPage.certainty(link.certainty))</td><td>\(say: link.source.isEmpty ? "–" : link.source)</td><td>\(by)</td></tr>
                """
        }
        return Table(
            id: "histoire", caption: "Correspondances successives, la plus récente d'abord",
            head: [
                Table.head("À partir du"), Table.head("Référentiel"), Table.head("Certitude"), Table.head("Source"),
                Table.head("Par"),
            ], rows: rows
        ).html
    }
}
