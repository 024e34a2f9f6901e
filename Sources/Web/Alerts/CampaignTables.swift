import Access
import Alerts
import Vocabulary

/// Who would receive an alert, fifty a page, with a way to leave some of them out.
struct CampaignRecipients {
    let page: CampaignPage

    private var rows: [EntryRow] { page.view.recipients }

    var html: HTML {
        """
        <section class="sx-block" aria-labelledby="destinataires"><h2 id="destinataires">Destinataires</h2>
        \(rows.isEmpty ? nobody : table)\(pager)\(exclude)\(add)</section>
        """
    }

    private var nobody: HTML {
        page.isUndecided
            ? "<p>Personne ne recevrait d'alerte.</p>" : "<p>Cette campagne n'a plus aucun destinataire.</p>"
    }

    private var table: HTML {
        let pick: [HTML] = page.isOpen ? ["<th scope=\"col\" class=\"sx-pick\">Exclure</th>"] : []
        return Table(
            id: "destinataires-liste",
            caption: page.isUndecided ? "Médecins qui recevraient une alerte, par nom" : "Destinataires, par nom",
            head: pick + [
                Table.head("Médecin"), Table.head("Échéance"), Table.head("Actions retenues sur attendues"),
                Table.head("Envoi"), Table.head("État"),
            ], rows: rows.map(row)
        ).html
    }

    private func row(_ row: EntryRow) -> HTML {
        let pick: HTML =
            page.isOpen
            ? """
            <td class="sx-pick"><input type="checkbox" form="exclure" name="destinataire" value="\(raw: Int(row.id))"
            aria-label="Exclure \(row.name)"\(page.typed.ticked.contains(row.id), "checked")></td>
            """ : .empty
        let added: HTML =
            row.isAdded ? "<small>\(CampaignWords.addition(row, page.people))</small>" : .empty
        return """
            <tr>\(pick)<th scope="row"><a href="\(SiteURL.alerts(.recipient(page.code, page.summary.id, entry: row.id)))">\
            \(row.name)</a>\(added)</th><td>\(row.milestoneOn)</td><td>\(CampaignWords.progress(row))</td>
            <td>\(say: row.channel.french)\(row.isCanary ? "<small>premier lot</small>" : .empty)</td>
            <td>\(CampaignWords.badge(row))</td></tr>
            """
    }

    private var pager: HTML {
        CampaignPager(
            label: "Pages des destinataires", page: page.page, total: page.summary.recipients,
            url: { .alerts(.campaign(page.code, page.summary.id, page: $0, excluded: page.exclusionPage)) }
        ).html
    }

    private var exclude: HTML {
        guard page.isOpen, !rows.isEmpty else { return .empty }
        return """
            <form class="sx-form" id="exclure" method="post" action="\(SiteURL.alerts(.part(page.code, page.summary.id, .exclusions)))">
            <input type="hidden" name="preuve" value="\(page.proof)"><input type="hidden" name="page" value="\(raw: page.page)">
            <p>\(CampaignWords.exclusionLasts)</p>
            \(page.reason(.exclusions, "Raison d'exclure les médecins cochés"))
            <p><button>Exclure les médecins cochés</button></p></form>
            """
    }

    private var add: HTML {
        guard page.isOpen else { return .empty }
        let isOpen = page.typed.errors.contains { ["rpps", "raison-ajouts"].contains($0.field) }
        let number = FormField(
            id: "rpps", name: "rpps", label: "Numéro RPPS du médecin",
            hint: """
                Le médecin doit être en retard aujourd'hui : un médecin dont le programme est complet ne peut jamais être
                ajouté.
                """,
            value: page.typed.number, most: 20, attributes: " inputmode=\"numeric\" autocomplete=\"off\"",
            errors: page.typed.errors)
        let form = PostForm(
            action: .alerts(.part(page.code, page.summary.id, .additions)), proof: page.proof,
            content: """
                \(number.html)\(page.reason(.additions, "Raison de l'ajouter"))
                <p><button>Ajouter le médecin</button></p>
                """)
        return "<details\(isOpen, "open")><summary>Ajouter un médecin…</summary>\(form.html)</details>"
    }
}

/// Who is left out, and why.
struct CampaignExclusions {
    let page: CampaignPage

    var html: HTML {
        let rows = page.view.exclusions
        guard page.summary.excluded > 0 else {
            return """
                <section class="sx-block" aria-labelledby="exclus"><h2 id="exclus">Exclus</h2>
                <p class="sx-muted">Personne n'est exclu de cette campagne.</p></section>
                """
        }
        let table = Table(
            id: "exclus-liste",
            caption: page.isUndecided
                ? "Médecins qui ne recevraient rien, par raison puis par nom"
                : "Médecins exclus, par raison puis par nom",
            head: ["Médecin", "Échéance", "Actions retenues sur attendues", "Raison"].map { Table.head(HTML(say: $0)) },
            rows: rows.map(row))
        return """
            <section class="sx-block" aria-labelledby="exclus"><h2 id="exclus">Exclus</h2>
            <ul>\(counts)</ul>\(table.html)\(pager)</section>
            """
    }

    private var counts: [HTML] {
        Exclusion.allCases.compactMap { reason in
            page.view.excludedBy[reason].map {
                "<li>\(say: CampaignWords.capitalised(reason.french)) : \($0)</li>"
            }
        }
    }

    private func row(_ row: EntryRow) -> HTML {
        """
        <tr><th scope="row"><a href="\(SiteURL.alerts(.recipient(page.code, page.summary.id, entry: row.id)))">\
        \(row.name)</a></th><td>\(row.milestoneOn)</td><td>\(CampaignWords.progress(row))</td>
        <td>\(CampaignWords.exclusion(row, page.people))</td></tr>
        """
    }

    private var pager: HTML {
        CampaignPager(
            label: "Pages des exclus", page: page.exclusionPage, total: page.summary.excluded,
            url: { .alerts(.campaign(page.code, page.summary.id, page: page.page, excluded: $0)) }
        ).html
    }
}

/// Previous and next page of a table of a campaign.
struct CampaignPager {
    let label: HTML
    let page: Int
    /// Rows of all pages.
    let total: Int
    let url: (Int) -> SiteURL

    /// How many pages so many rows make; one at least.
    static func pages(of rows: Int) -> Int { max(1, (rows + CampaignView.pageSize - 1) / CampaignView.pageSize) }

    var html: HTML {
        let pages = Self.pages(of: total)
        guard pages > 1 else { return .empty }
        let previous: HTML =
            page > 1
            ? "<a rel=\"prev\" href=\"\(url(page - 1))\">← Page précédente</a>"
            : "<span class=\"off\">← Page précédente</span>"
        let next: HTML =
            page < pages
            ? "<a rel=\"next\" href=\"\(url(page + 1))\">Page suivante →</a>"
            : "<span class=\"off\">Page suivante →</span>"
        return """
            <nav class="sx-pager" aria-label="\(label)"><ul><li>\(previous)</li><li>page \(page) sur \(pages)</li>
            <li>\(next)</li></ul></nav>
            """
    }
}
