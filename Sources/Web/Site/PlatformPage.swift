import Access
import Postgres
import Vocabulary

/// Whether the platform runs, for whoever keeps it running; no case of anybody.
struct PlatformRoutes {
    let database: Database
    let settings: SiteSettings

    func add(to routes: SiteRoutes) {
        routes.get("/exploitation", .office(.platform, .readPlatform), show)
    }

    @Sendable private func show(_ visit: Visit) async throws -> Reply {
        let health = Health(
            database, hasMailServer: settings.hasMailServer, hasTypesetter: settings.hasTypesetter)
        let (faults, warnings) = (await health.faults(), await health.warnings())
        let counts = try await database.transaction(as: try visit.principal) { try Council.counts($0) }
        return .page(
            PlatformPage(
                faults: faults, warnings: warnings, organisations: counts, isBehindHTTPS: settings.isBehindHTTPS,
                isDemonstration: settings.isDemonstration, uploadLimit: settings.uploadLimit, today: visit.today))
    }
}

/// The state of the service (S39, without any case).
struct PlatformPage: Page {
    /// French sentences; empty when all is well.
    let faults: [String]
    /// What waits for a person although the site serves.
    let warnings: [String]
    let organisations: [Council.Kind: Int]
    let isBehindHTTPS: Bool
    let isDemonstration: Bool
    let uploadLimit: Int
    let today: CalendarDate

    var title: String { "État de la plateforme" }
    var section: Section? { .office }

    var main: HTML {
        """
        <div class="sx-title"><h1>État de la plateforme</h1><p class="sx-count">au \(today)</p></div>
        \(state)\(waiting)
        <p><a href="\(SiteURL.queue)">File des tâches</a> : ce qui attend, et ce qui a été mis de côté.</p>
        <section aria-labelledby="reglages"><h2 id="reglages">Réglages</h2>\(Facts(pairs: settings).html)</section>
        <section aria-labelledby="organisations-titre"><h2 id="organisations-titre">Organisations installées</h2>\(kinds)</section>
        <p>Cette page ne montre aucun dossier : l'exploitant n'en lit aucun. Les membres d'une organisation sont gérés par
        elle-même ; son premier accès est créé par la commande <code>sextant create-admin</code>.</p>
        """
    }

    private var state: HTML {
        guard !faults.isEmpty else {
            return "<p>\(Badge(label: "Prêt", tone: .good).html) La base répond et ses droits sont ceux qu'il faut.</p>"
        }
        return """
            <p>\(Badge(label: "À corriger", tone: .alert).html)</p>
            <ul>\(faults.map { "<li>\($0)</li>" as HTML })</ul>
            """
    }

    private var waiting: HTML {
        warnings.isEmpty
            ? .empty : "<div class=\"sx-callout warn\">\(warnings.map { "<p>\(say: $0)</p>" as HTML })</div>"
    }

    private var settings: [(HTML, HTML)] {
        [
            ("Derrière HTTPS", isBehindHTTPS ? "oui" : "non"), ("Démonstration", isDemonstration ? "oui" : "non"),
            ("Taille maximale d'un fichier", "\(raw: uploadLimit >> 20) Mo"),
        ]
    }

    private var kinds: HTML {
        Table(
            id: "organisations", caption: "Organisations, par nature",
            head: [Table.head("Nature"), Table.number("Nombre")],
            rows: Council.Kind.allCases.map { kind in
                "<tr><th scope=\"row\">\(kind.french)</th><td class=\"num\">\(organisations[kind] ?? 0)</td></tr>"
            }
        ).html
    }
}

extension Council.Kind {
    /// The kind as a person reads it, in the plural of a list.
    var french: HTML {
        switch self {
        case .departmental: "Conseils départementaux"
        case .national: "Conseil national"
        case .cncp: "Conseil national de la certification périodique"
        case .ministry: "Ministère (DGOS)"
        case .platform: "Exploitation"
        case .regional: "Conseils régionaux et interrégionaux"
        case .college: "Conseils nationaux professionnels"
        }
    }
}
