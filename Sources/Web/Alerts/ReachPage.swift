import Access
import Alerts
import Letters

/// How a council reaches its physicians: where it stands, who is missing, and what can be done about it.
struct ReachPage: Page {
    let code: String
    /// Only those in this state; nil is everybody.
    let state: Reach.State?
    let rows: [Reach]
    let page: Int
    let summary: ReachSummary
    let rounds: [ContactRound]
    var people: PersonNames
    let hasMailServer: Bool
    let readsReturns: Bool
    let mayExport: Bool
    let mayAsk: Bool
    let mayVerify: Bool
    let proof: String

    var title: String { "Adresses électroniques" }
    var section: Section? { .alerts }

    /// The pages that so many rows fill; at least one.
    static func pages(of rows: Int) -> Int { max(1, (rows + ReadReach.size - 1) / ReadReach.size) }

    /// The same page once the names of those who asked are known.
    func naming(_ people: PersonNames) -> ReachPage {
        var copy = self
        copy.people = people
        return copy
    }

    var main: HTML {
        """
        <p><a href="\(SiteURL.alerts(.list(code)))">Toutes les campagnes</a></p>
        <div class="sx-title"><h1>Adresses électroniques</h1><p class="sx-count">\
        \(French.count(summary.reachable, "médecin joignable", "médecins joignables")) sur \(summary.total),
        \(French.percent(summary.reachable, of: summary.total))</p></div>
        <p>Un médecin déclare une adresse électronique à son conseil (article L. 4001-2 du code de la santé publique). Cette
        page dit qui n'en a pas, ou en a une qui ne fonctionne pas.</p>
        \(ContactAsking(page: self).html)\(tabs)\(export)\(list)\(ContactRounds(page: self).html)
        """
    }

    private var tabs: HTML {
        let all = (
            label: "Tous" as HTML, count: Int?.some(summary.total), url: SiteURL.contacts(.list(code)),
            isCurrent: state == nil
        )
        let states = Reach.State.allCases.filter { $0 != .unread || !readsReturns || summary.count($0) > 0 }
        let each = states.map { state in
            (
                label: ContactWords.name(state), count: Int?.some(summary.count(state)),
                url: SiteURL.contacts(.list(code, state)), isCurrent: self.state == state
            )
        }
        return Tabs(label: "Médecins par état de leur adresse", entries: [all] + each).html
    }

    private var export: HTML {
        guard mayExport, !rows.isEmpty else { return .empty }
        return """
            <p class="sx-actions"><a class="sx-button" href="\(SiteURL.contacts(.file(code, state)))">Exporter cette liste
            (CSV)</a></p>
            """
    }

    private var list: HTML {
        guard !rows.isEmpty else {
            return """
                <div class="sx-empty"><h2>Personne</h2><p>\(nobody)</p></div>
                """
        }
        let table = Table(
            id: "contacts", caption: "Médecins, par nom : adresse et ce qui en est connu",
            head: ["Médecin", "RPPS", "Adresse", "État", "Depuis le", "Demandée par lettre"].map {
                Table.head(HTML(say: $0))
            }, rows: rows.map(row))
        return "\(table.html)\(pager)"
    }

    private var nobody: HTML {
        summary.total == 0
            ? "Aucun médecin n'est encore suivi : importez d'abord le Tableau."
            : "Aucun médecin de votre conseil n'est dans cet état."
    }

    private func row(_ reach: Reach) -> HTML {
        let letter = reach.letter.map { " <small>\(say: ContactWords.letter($0))</small>" as HTML }
        let asked: HTML = reach.askedOn.map { "le \($0)\(letter)" as HTML } ?? "–"
        return """
            <tr><th scope="row"><a href="\(SiteURL.thread(code, reach.physicianID))">\(reach.name)</a></th>
            <td>\(French.rpps(reach.rpps))</td><td>\(reach.email ?? "–")</td>
            <td>\(ContactWords.badge(reach))</td><td>\(reach.since.map { "\($0)" as HTML } ?? "–")</td>
            <td>\(asked)</td></tr>
            """
    }

    private var pager: HTML {
        let last = Self.pages(of: state.map(summary.count) ?? summary.total)
        guard last > 1 else { return .empty }
        func link(_ number: Int, _ label: HTML) -> HTML {
            "<li><a href=\"\(SiteURL.contacts(.list(code, state, page: number)))\">\(label)</a></li>"
        }
        return """
            <nav class="sx-pager" aria-label="Pages de la liste"><ul>\
            \(page > 1 ? link(page - 1, "Page précédente") : .empty)<li>page \(page) sur \(last)</li>\
            \(page < last ? link(page + 1, "Page suivante") : .empty)</ul></nav>
            """
    }
}
