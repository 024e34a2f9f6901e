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
    var error: HTML?

    var title: String {
        let name = chosen.first.map { "\($0.label) – Spécialités et référentiels" } ?? "Spécialités et référentiels"
        return error == nil ? name : "Erreur : \(name)"
    }
    var section: Section? { .specialties }

    var main: HTML {
        """
        <p><a href="\(SiteURL.frameworks(.init()))">Tous les référentiels</a></p>
        <div class="sx-title"><h1>Spécialités et référentiels</h1><p class="sx-count">\(count)</p>
        <p class="sx-actions"><a class="sx-button" href="\(SiteURL.specialtiesFile)" download>Exporter (CSV)</a></p></div>
        \(error.map { ErrorSummary(errors: [("candidats", $0)]).html })
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

    static func certainty(_ word: String) -> HTML {
        switch word {
        case "deduit": Badge(label: "Certaine", tone: .good).html
        case "a_confirmer": Badge(label: "À confirmer", tone: .warn).html
        default: Badge(label: "Le conseil choisit", tone: .warn).html
        }
    }

    private var table: HTML {
        let rows = links.map { link -> HTML in
            let since: HTML = link.correction.map { "\($0.startsOn)<small>\($0.setBy)</small>" } ?? "liste livrée"
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
        \(history)\(mayLink ? form : "<p class=\"sx-muted\">Seul l'administrateur national peut corriger une correspondance.</p>")</section>
        """
    }

    private var history: HTML {
        let rows = chosen.reversed().map { link -> HTML in
            let by: HTML = link.correction.map { "\($0.setBy)<small>\(FrameworkWords.moment($0.setAt))</small>" } ?? "–"
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

    private var form: HTML {
        let link = chosen[chosen.count - 1]
        let options = titles.sorted { $0.key < $1.key }.map { code, name -> HTML in
            "<option value=\"\(code)\"\(link.candidates.contains(code), "selected")>\(code) – \(name)</option>"
        }
        let certainties: [(String, HTML)] = [
            ("deduit", "Certaine : un seul référentiel"), ("a_confirmer", "À confirmer"),
            ("ambigu", "Le conseil choisit, médecin par médecin"),
        ]
        let choices = certainties.map { word, label -> HTML in
            """
            <div class="choice"><input type="radio" id="certitude-\(word)" name="certitude" value="\(word)"\
            \(link.certainty == word, "checked")><label for="certitude-\(word)">\(label)</label></div>
            """
        }
        return """
            <h3>Corriger</h3>\(PostForm(action: .specialties(code: nil), proof: proof, content: """
                <input type="hidden" name="code" value="\(link.code)">
                <div class="sx-field"><label for="candidats">Référentiels possibles</label>
                <span class="hint">Plusieurs, ou aucun, laissent le choix au conseil.</span>
                <select id="candidats" name="candidats" multiple size="8">\(options)</select></div>
                <fieldset><legend>Certitude</legend>\(choices)</fieldset>
                <div class="sx-field"><label for="source">Source</label>
                <input id="source" name="source" required maxlength="300" autocomplete="off"></div>
                <div class="sx-field"><label for="date">À partir du</label>
                <input type="date" id="date" name="date" value="\(iso: today)" required></div>
                <p><button class="sx-primary">Enregistrer la correspondance</button></p>
                """).html)
            """
    }
}
