import Intake
import Standings
import Vocabulary

/// The first page of a council (S02): what is to be done, each number opening the list it counts.
struct DashboardPage: Page {
    let council: String
    let code: String
    let summary: WorklistSummary
    let progress: [ProgressShare]
    let frameworks: [FrameworkShare]
    let deadlines: [DeadlineShare]
    let lots: [Lot]
    let names: CatalogueNames
    let today: CalendarDate
    let mayImport: Bool
    /// The campaigns of alerts that wait for a decision.
    let campaigns: [Int64]
    /// Letters on paper; nil for whoever neither prints them nor answers for them.
    let paper: DashboardPaper?

    static let alertDays = 90

    var title: String { "Tableau de bord" }
    var section: Section? { .dashboard }

    var main: HTML {
        """
        <div class="sx-title"><h1>Tableau de bord</h1><p class="sx-count">\(dates)</p></div>
        \(awaited)\(paper?.html)\(summary.total == 0 ? empty : content)
        """
    }

    private var awaited: HTML {
        guard !campaigns.isEmpty else { return .empty }
        let links = campaigns.map { id -> HTML in
            "<li><a href=\"\(SiteURL.alerts(.campaign(code, id)))\">Campagne d'alertes n° \(raw: Int(id))</a></li>"
        }
        return """
            <div class="sx-callout warn"><h2>Une campagne d'alertes attend une décision</h2><ul>\(links)</ul></div>
            """
    }

    private var dates: HTML {
        guard let day = summary.computedFor else { return "Aucune situation calculée" }
        return "\(French.count(summary.total, "médecin suivi", "médecins suivis")), situation au \(day)"
    }

    private var empty: HTML {
        let link: HTML =
            mayImport
            ? "<p><a class=\"sx-button\" href=\"\(SiteURL.newImport(code))\">Importer un Tableau</a></p>" : .empty
        return """
            <div class="sx-empty"><h2>Le registre est vide</h2><p>Commencez par importer le Tableau de votre conseil :
            Sextant calcule ensuite le cycle et l'avancement de chaque médecin.</p>\(link)</div>
            """
    }

    private var content: HTML {
        """
        <ul class="sx-tiles" aria-label="À suivre">\(tiles)</ul>
        <div class="sx-columns">
        \(DashboardPictures(page: self).progressSection)
        \(DashboardPictures(page: self).deadlineSection)
        </div>
        \(DashboardTables(page: self).frameworkSection)
        \(DashboardTables(page: self).lotSection)
        """
    }

    private func list(_ change: (inout WorklistFilter) -> Void) -> SiteURL {
        .worklist(code, WorklistQuery().filtered(change))
    }

    private var tiles: [HTML] {
        let alertDay = today.adding(days: Self.alertDays)
        let yearEnd = today.anniversary(1)
        return [
            Tile(label: "En retard", value: summary.late, url: list { $0.isLate = true }, isAlert: true),
            Tile(
                label: "Alertes dans les 90 jours", value: summary.alertSoon, url: list { $0.alertThrough = alertDay },
                hint: "au plus tard le \(alertDay)"),
            Tile(
                label: "Échéance dans l'année", value: summary.endingSoon, url: list { $0.endsThrough = yearEnd },
                hint: "au plus tard le \(yearEnd)"),
            Tile(
                label: "À vérifier", value: summary.toVerify, url: list { $0.state = .toVerify }, hint: "cycle terminé"),
            Tile(
                label: "Référentiel à confirmer", value: summary.toConfirm,
                url: list { $0.state = .frameworkToConfirm },
                isAlert: true),
            Tile(
                label: "Référentiel manquant", value: summary.missing, url: list { $0.state = .frameworkMissing },
                hint: "aucune version en vigueur"),
            Tile(label: "Sans courriel", value: summary.withoutEmail, url: list { $0.hasEmail = false }),
            Tile(label: "Programme complet", value: summary.complete, url: list { $0.isComplete = true }),
        ].map(\.html)
    }
}
