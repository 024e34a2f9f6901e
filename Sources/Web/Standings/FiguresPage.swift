import Standings
import Vocabulary

/// Numbers of physicians of the whole country, by référentiel and by region; small ones are hidden.
struct FiguresPage: Page {
    let council: String
    let figures: [NationalFigure]
    /// The titles of référentiels and regions, by key.
    let titles: [String: String]
    /// Whether the reader may open the national calendar.
    var seesCalendar = false

    var title: String { "Chiffres nationaux" }
    var section: Section? { .figures }

    var main: HTML {
        """
        <div class="sx-title"><h1>Chiffres nationaux</h1>\(figures.first.map { "<p class=\"sx-count\">au \($0.asOf)</p>" as HTML })</div>
        \(figures.isEmpty ? empty : content)
        """
    }

    private var empty: HTML {
        """
        <div class="sx-empty"><h2>Aucun chiffre n'est encore publié</h2><p>Les chiffres sont comptés chaque nuit, quand les
        situations des médecins sont calculées.</p></div>
        """
    }

    private var content: HTML {
        """
        <p>Aucun nombre de 1 à 10 n'est diffusé, ni aucun nombre dont il se déduirait : la case porte alors « secret
        statistique ». Les chiffres ne contiennent aucune donnée individuelle.</p>
        \(seesCalendar ? "<p><a href=\"\(SiteURL.calendar(.nation))\">Calendrier national</a></p>" : .empty)
        \(table(.nation, "pays", "Ensemble du pays", "Pays"))
        \(table(.framework, "par-referentiel", "Par référentiel", "Référentiel"))
        \(table(.region, "par-region", "Par région", "Conseil régional"))
        """
    }

    private func table(_ axis: FigureAxis, _ id: StaticString, _ caption: HTML, _ head: HTML) -> HTML {
        var rows: [(key: String, values: [FigureMeasure: Int?])] = []
        for figure in figures where figure.axis == axis {
            if rows.last?.key != figure.key { rows.append((figure.key, [:])) }
            rows[rows.count - 1].values[figure.measure] = .some(figure.value)
        }
        return Table(
            id: id, caption: caption,
            head: [Table.head(head)] + FigureMeasure.allCases.map { Table.number($0.french) },
            rows: rows.map { row($0.key, axis, $0.values) }
        ).html
    }

    private func row(_ key: String, _ axis: FigureAxis, _ values: [FigureMeasure: Int?]) -> HTML {
        let cells = FigureMeasure.allCases.map { measure -> HTML in
            switch values[measure] {
            case .some(.some(let value)): "<td class=\"num\">\(value)</td>"
            default: "<td class=\"num\"><small>secret statistique</small></td>"
            }
        }
        return "<tr><th scope=\"row\">\(name(key, axis))</th>\(cells)</tr>"
    }

    private func name(_ key: String, _ axis: FigureAxis) -> HTML {
        switch axis {
        case .nation: "Tous les conseils"
        case .framework: key.isEmpty ? "Référentiel à confirmer ou manquant" : "\(titles[key] ?? key)"
        case .region: key.isEmpty ? "Hors conseil régional" : "\(titles[key] ?? key)"
        }
    }
}

extension FigureMeasure {
    /// The measure as the head of a column.
    var french: HTML {
        switch self {
        case .physicians: "Médecins soumis"
        case .complete: "Programme complet"
        case .late: "En retard"
        case .toVerify: "À vérifier"
        }
    }
}
