import Access
import Letters
import Vocabulary

/// Letters on paper: what waits, the lots that are open, and those that ended, the latest first.
struct PostalLotListPage: Page {
    /// Ended lots of one page.
    static let size = 50

    let code: String
    let open: [PostalLot]
    let ended: [PostalLot]
    /// Of the ended lots, from 1.
    let page: Int
    let pages: Int
    let waiting: WaitingLetters
    /// Whether the council has said where the post finds it.
    let hasAddress: Bool
    let mayPrepare: Bool
    let hasTypesetter: Bool
    let people: PersonNames
    let proof: String
    let today: CalendarDate

    var title: String { "Lettres à la poste\(page > 1 ? ", page \(page)" : "")" }
    var section: Section? { .alerts }

    func says(_ notice: Notice) -> Bool {
        notice == .lotsAsked ? open.contains { $0.state == .making } : !notice.isOfCampaign
    }

    var main: HTML {
        """
        <p><a href="\(SiteURL.alerts(.list(code)))">Toutes les campagnes</a></p>
        <div class="sx-title"><h1>Lettres à la poste</h1><p class="sx-count">\
        \(waiting.number == 0 ? "aucune lettre n'attend" : French.count(waiting.number, "lettre attend", "lettres attendent"))</p></div>
        <p>Un médecin sans adresse électronique reçoit une lettre. Sextant les met en page par lots, dans l'ordre de la poste :
        le conseil imprime le lot, le met sous pli, vérifie le pli avant d'aller à la poste, puis enregistre le dépôt.</p>
        <p class="sx-actions"><a class="sx-button" href="\(SiteURL.postalLots(.returns(code)))">Enregistrer des lettres
        revenues</a> <a class="sx-button" href="\(SiteURL.registered(.register(code, kind: nil, day: nil)))">Lettres
        recommandées</a></p>
        \(preparation)\(suspension)\(open.isEmpty && ended.isEmpty ? empty : lots)
        """
    }

    private var preparation: HTML {
        guard hasTypesetter else {
            return """
                <div class="sx-callout warn"><h2>Aucune lettre ne peut être imprimée</h2>
                <p>\(PostalLotWords.noTypesetter)</p></div>
                """
        }
        guard waiting.number > 0 else { return .empty }
        guard hasAddress else {
            return """
                <div class="sx-callout warn"><h2>Il manque l'adresse postale du conseil</h2><p>Chaque lettre la porte. Proposez-la dans
                <a href="\(SiteURL.templates(.council(code)))">Modèles de courriers</a>, « Expéditeur et réponses » ; une autre
                personne la publie, puis les lots peuvent être préparés.</p></div>
                """
        }
        let title = French.count(waiting.number, "lettre est à imprimer", "lettres sont à imprimer")
        guard mayPrepare else {
            return """
                <div class="sx-callout"><h2>\(title)</h2><p>Un agent du conseil prépare les lots, les imprime et les remet à la
                poste.</p></div>
                """
        }
        let several: HTML =
            waiting.lots > 1
            ? " Un lot tient \(PostalLot.mostLetters) lettres : elles seront réparties en \(waiting.lots) lots."
            : .empty
        let form = PostForm(
            action: .postalLots(.list(code)), proof: proof,
            content: """
                <button class="sx-primary">\(waiting.lots > 1 ? "Préparer \(waiting.lots) lots" : "Préparer un lot")</button>
                """)
        return """
            <div class="sx-callout warn"><h2>\(title)</h2>
            <p>Chaque médecin est vérifié de nouveau : s'il n'est plus en retard, sa lettre n'est pas imprimée.\(several)</p>
            \(form.html)</div>
            """
    }

    private var suspension: HTML {
        guard waiting.suspended > 0 else { return .empty }
        let title = French.count(waiting.suspended, "lettre est suspendue", "lettres sont suspendues")
        return """
            <div class="sx-callout"><h2>\(title)</h2><p>Leur <a href="\(SiteURL.alerts(.list(code)))">campagne</a> est arrêtée :
            aucun lot ne les prend avant sa reprise. Les autres lettres n'attendent pas.</p></div>
            """
    }

    private var empty: HTML {
        """
        <div class="sx-empty"><h2>Aucun lot</h2><p>Les lettres d'une campagne approuvée attendent ici d'être imprimées.</p></div>
        """
    }

    private var lots: HTML {
        let opened: HTML =
            open.isEmpty
            ? .empty
            : Table(
                id: "lots-ouverts", caption: "Lots ouverts, à imprimer et à déposer, du plus ancien au plus récent",
                head: [
                    Table.head("Lot"), Table.head("État"), Table.number("Lettres"), Table.number("Laissées de côté"),
                    Table.number("À retirer du pli"),
                ], rows: open.map { row($0, [$0.set + $0.waiting, $0.leftOut, $0.removed]) }
            ).html
        guard !ended.isEmpty else { return opened }
        let table = Table(
            id: "lots", caption: "Lots déposés et annulés, du plus récent au plus ancien, page \(page) sur \(pages)",
            head: [
                Table.head("Lot"), Table.head("État"), Table.number("Lettres"), Table.number("Laissées de côté"),
                Table.number("Retirées du pli"), Table.number("Revenues"), Table.number("À revoir"),
            ], rows: ended.map { row($0, [$0.set, $0.leftOut, $0.removed, $0.returned, $0.doubtful]) })
        return "\(opened)\(table.html)\(pager)"
    }

    private func row(_ lot: PostalLot, _ numbers: [Int]) -> HTML {
        let cells = numbers.map { "<td class=\"num\">\($0)</td>" as HTML }
        return """
            <tr><th scope="row"><a href="\(SiteURL.postalLots(.lot(code, lot.id)))">\(PostalLotWords.name(lot))</a>
            <small>demandé le \(lot.madeOn) par \(people[lot.madeBy])</small></th><td>\(PostalLotWords.badge(lot.state))\
            \(detail(of: lot))</td>\(cells)</tr>
            """
    }

    private func detail(of lot: PostalLot) -> HTML {
        switch lot.state {
        case .making: lot.fault == nil ? .empty : " <small>en attente : voyez le lot</small>"
        case .ready:
            lot.checkedOn.map {
                $0 == today ? " <small>pli vérifié aujourd'hui</small>" : " <small>pli vérifié le \($0)</small>"
            }
                ?? .empty
        case .deposited: lot.depositedOn.map { " <small>le \($0)</small>" } ?? .empty
        case .cancelled: .empty
        }
    }

    private var pager: HTML {
        guard pages > 1 else { return .empty }
        func link(_ number: Int, _ label: HTML) -> HTML {
            guard (1...pages).contains(number) else { return .empty }
            return "<a href=\"\(SiteURL.postalLots(.list(code, page: number)))\">\(label)</a>"
        }
        return """
            <nav class="sx-pager" aria-label="Pages des lots"><ul><li>\(link(page - 1, "← Page précédente"))</li>
            <li>page \(page) sur \(pages)</li><li>\(link(page + 1, "Page suivante →"))</li></ul></nav>
            """
    }
}
