import Alerts
import Vocabulary

/// The work to come of all councils together, week by week; small numbers are hidden.
struct NationalCalendarPage: Page {
    let nation: NationalCalendar

    var title: String { "Calendrier national" }
    var section: Section? { .figures }

    var main: HTML {
        """
        <p><a href="\(SiteURL.figures(.national))">Chiffres nationaux</a></p>
        <div class="sx-title"><h1>Calendrier national</h1>\(nation.countedSince.map { "<p class=\"sx-count\">compté depuis le \($0)</p>" as HTML })</div>
        \(nation.weeks.isEmpty ? empty : content)
        """
    }

    private var empty: HTML {
        """
        <div class="sx-empty"><h2>Rien n'est encore compté</h2><p>Chaque conseil est compté la première nuit de la semaine,
        quand les situations des médecins sont calculées.</p></div>
        """
    }

    private var content: HTML {
        let rows = nation.weeks.map { week, load -> HTML in
            """
            <tr><th scope="row">Semaine \(raw: week.number) de \(raw: week.year), du \(week.monday) au \(week.sunday)</th>
            \(cell(load.alerts))\(cell(load.openings))\(cell(load.deadlines))</tr>
            """
        }
        return """
            <p>Ce qui tombera dans \(French.count(nation.councils, "conseil", "conseils")) si rien de nouveau n'est connu d'ici
            là. Aucun nombre de 1 à 10 n'est diffusé, ni aucun nombre dont il se déduirait : la case porte alors « secret
            statistique ».</p>
            \(Table(
                id: "semaines-du-pays", caption: "Travail à venir de tous les conseils, par semaine",
                head: [
                    Table.head("Semaine"), Table.number("Alertes à proposer"), Table.number("Vérifications ouvertes"),
                    Table.number("Vérifications à terminer"),
                ], rows: rows, height: .tall
            ).html)
            """
    }

    private func cell(_ number: Int?) -> HTML {
        number.map { "<td class=\"num\">\($0)</td>" as HTML }
            ?? "<td class=\"num\"><small>secret statistique</small></td>"
    }
}
