import Standings
import Vocabulary

/// The councils of a region: which have transmitted, with their figures, and which have not.
struct RegionPage: Page {
    let council: String
    let region: RegionalFigure.Region
    let today: CalendarDate

    var title: String { council }
    var section: Section? { .office }

    var main: HTML {
        """
        <div class="sx-title"><h1>\(council)</h1><p class="sx-count">au \(today)</p></div>
        <p>\(region.transmitted == 0 ? "Aucun conseil de la région n'a encore transmis de chiffres." : coverage)
        Un conseil qui n'a rien transmis est montré comme tel : ce n'est pas un zéro.</p>
        \(region.councils.isEmpty ? empty : table)
        <p>Aucun nombre de 1 à 10 n'est diffusé, ni aucun nombre dont il se déduirait : la case porte alors « secret
        statistique ». Le conseil régional ne voit ici aucune donnée d'un médecin ; les règles que les médecins suivent
        sont dans la <a href="\(SiteURL.frameworks(.init()))">liste des référentiels</a>.</p>
        """
    }

    private var coverage: HTML {
        """
        <b>\(region.transmitted) sur \(French.count(region.councils.count, "conseil", "conseils"))</b> de la région
        \(region.transmitted == 1 ? "a transmis ses" : "ont transmis leurs") chiffres.
        """
    }

    private var empty: HTML {
        """
        <div class="sx-empty"><h2>Aucun conseil dans cette région</h2><p>La liste des conseils vient de la nomenclature
        des organisations.</p></div>
        """
    }

    private var table: HTML {
        Table(
            id: "region", caption: "Conseils départementaux de la région",
            head: [Table.head("Conseil"), Table.head("Transmission")]
                + FigureMeasure.allCases.map { Table.number($0.french) },
            rows: region.councils.map { row($0, $0.name) }
                + (region.whole.map { [row($0, "Ensemble de la région")] } ?? [])
        ).html
    }

    private func row(_ figure: RegionalFigure, _ name: String) -> HTML {
        let cells = FigureMeasure.allCases.map { measure -> HTML in
            guard figure.asOf != nil else { return "<td class=\"num\"><small>manquant</small></td>" }
            switch figure.values[measure] {
            case .some(.some(let value)): return "<td class=\"num\">\(value)</td>"
            default: return "<td class=\"num\"><small>secret statistique</small></td>"
            }
        }
        let state: HTML =
            figure.asOf.map { "au \($0)" as HTML } ?? Badge(label: "non transmis", tone: .warn).html
        return "<tr><th scope=\"row\">\(name)</th><td>\(state)</td>\(cells)</tr>"
    }
}
