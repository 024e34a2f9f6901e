import Access
import Vocabulary

/// What surrounds a page: who reads it, from where, and what was just done.
struct Frame: Sendable {
    /// Who is signed in, nil on the open pages.
    var session: Session?
    /// The proof that every form carries; empty when nobody is signed in.
    var proof: String
    /// The legal day of the site.
    var today: CalendarDate
    /// The address of the style sheet.
    var styleSheet: SiteURL
    /// People and figures are invented, and every page says so.
    var isDemonstration = false
    /// What the last form did.
    var notice: Notice?
}

/// The whole document around a page.
struct Layout {
    let frame: Frame

    func html(_ page: some Page) -> HTML {
        """
        <!DOCTYPE html>
        <html lang="fr">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta name="color-scheme" content="light dark">
        <title>\(say: page.title) – Sextant</title>
        <link rel="stylesheet" href="\(frame.styleSheet)">
        <link rel="icon" href="\(Layout.icon)">
        \(page.refreshSeconds.map { "<meta http-equiv=\"refresh\" content=\"\(raw: $0)\">" as HTML })
        </head>
        <body>
        \(skipLinks)\(frame.isDemonstration ? demonstration : .empty)\(header)\(reading)\(navigation(page.section))
        <main id="contenu" tabindex="-1">
        \(printHeader)\(notice(of: page))\(page.main)
        </main>
        \(footer)
        </body>
        </html>

        """
    }

    private func notice(of page: some Page) -> HTML {
        guard let notice = frame.notice, page.says(notice) else { return .empty }
        return notice.html
    }

    private static let icon: HTML = """
        data:image/svg+xml,%3Csvg xmlns=%22http://www.w3.org/2000/svg%22 viewBox=%220 0 32 32%22%3E%3Cpath fill=%22none%22 \
        stroke=%22%23136b6b%22 stroke-width=%223%22 d=%22M16 4 5 25q11 6 22 0Z M16 4v23%22/%3E%3C/svg%3E
        """

    private var skipLinks: HTML {
        """
        <ul class="sx-skip">
        <li><a href="#contenu">Aller au contenu</a></li>
        \(frame.session == nil ? .empty : "<li><a href=\"#menu\">Aller au menu</a></li>")
        \(frame.session?.may(.readRegister) == true ? "<li><a href=\"#recherche\">Aller à la recherche</a></li>" : .empty)
        </ul>
        """
    }

    private var demonstration: HTML {
        "<aside class=\"sx-demo\" aria-label=\"Démonstration\">Démonstration : les personnes et les chiffres sont inventés.</aside>"
    }

    private var header: HTML {
        """
        <header class="sx-head">
        <a class="sx-brand" href="\(SiteURL.home)">\(Logo.html)<span><b>Sextant</b>
        <small>Certification périodique des médecins</small></span></a>
        \(frame.session.map { SessionBar(session: $0, proof: frame.proof).html })
        </header>
        """
    }

    /// With whose eyes the page is read, or who has read with others' eyes.
    private var reading: HTML {
        guard let session = frame.session else { return .empty }
        return session.reading.map { ReadingBanner(reading: $0, proof: frame.proof).html }
            ?? NoticeBanner(session: session).html
    }

    private func navigation(_ section: Section?) -> HTML {
        guard let session = frame.session else { return .empty }
        let links = Section.entries(for: session.membership.role).map { entry -> HTML in
            let current: HTML = entry == section ? " aria-current=\"page\"" : .empty
            let count: HTML =
                entry == .notices && session.awaitedNotices > 0
                ? " <span class=\"count\">\(session.awaitedNotices)</span>" : .empty
            return "<li><a href=\"\(entry.url(session.membership))\"\(current)>\(entry.label)\(count)</a></li>"
        }
        return """
            <nav class="sx-nav" id="menu" aria-label="Menu principal"><ul>\(links)
            <li class="sx-nav-end"><a href="\(SiteURL.help)">Aide</a></li></ul></nav>
            """
    }

    private var printHeader: HTML {
        guard let session = frame.session else { return .empty }
        return """
            <p class="sx-print-only">\(session.membership.council.name) – imprimé le \(frame.today)
            par \(session.name) – document interne</p>
            """
    }

    private var footer: HTML {
        """
        <footer class="sx-foot"><nav aria-label="Pied de page"><ul>
        <li><a href="\(SiteURL.accessibility)">Accessibilité : non conforme</a></li>
        <li><a href="\(SiteURL.legal)">Mentions légales</a></li>
        <li><a href="\(SiteURL.privacy)">Données personnelles</a></li>
        <li><a href="\(SiteURL.map)">Plan du site</a></li>
        <li><a href="\(SiteURL.help)">Aide</a></li>
        <li><a href="\(SiteURL.contact)">Contact</a></li>
        </ul></nav></footer>
        """
    }
}
