import Access
import Letters

/// Letters on paper: what waits, and the lots, the latest first.
struct PostalLotListPage: Page {
    let code: String
    let lots: [PostalLot]
    /// Letters that wait for being printed.
    let waiting: Int
    let mayPrepare: Bool
    let hasTypesetter: Bool
    let people: PersonNames
    let proof: String

    var title: String { "Lettres à la poste" }
    var section: Section? { .alerts }

    var main: HTML {
        """
        <p><a href="\(SiteURL.alerts(.list(code)))">Toutes les campagnes</a></p>
        <div class="sx-title"><h1>Lettres à la poste</h1><p class="sx-count">\
        \(waiting == 0 ? "aucune lettre n'attend" : French.count(waiting, "lettre attend", "lettres attendent"))</p></div>
        <p>Un médecin sans adresse électronique reçoit une lettre. Sextant les met en page par lots, dans l'ordre de la poste :
        vous imprimez le lot, vous le mettez sous pli, et vous enregistrez le dépôt avant d'aller à la poste.</p>
        <p class="sx-actions"><a class="sx-button" href="\(SiteURL.postalLots(.returns(code)))">Enregistrer des lettres
        revenues</a></p>
        \(preparation)\(lots.isEmpty ? empty : table)
        """
    }

    private var open: PostalLot? { lots.first { $0.isOpen } }

    private var preparation: HTML {
        guard hasTypesetter else {
            return """
                <div class="sx-callout warn"><h2>Aucune lettre ne peut être imprimée</h2>
                <p>\(PostalLotWords.noTypesetter)</p></div>
                """
        }
        if let open {
            return """
                <div class="sx-callout"><h2>Un lot est ouvert</h2><p><a href="\(SiteURL.postalLots(.lot(code, open.id)))">\
                \(PostalLotWords.name(open))</a>, \(say: open.state.french) : déposez-le ou annulez-le avant d'en préparer un
                autre.</p></div>
                """
        }
        guard waiting > 0, mayPrepare else { return .empty }
        let most: HTML =
            waiting > PostalLot.mostLetters
            ? " Un lot tient \(PostalLot.mostLetters) lettres ; les autres attendent le suivant." : .empty
        let form = PostForm(
            action: .postalLots(.list(code)), proof: proof,
            content: "<button class=\"sx-primary\">Préparer un lot</button>")
        return """
            <div class="sx-callout warn"><h2>\(French.count(waiting, "lettre est à imprimer", "lettres sont à imprimer"))</h2>
            <p>Chaque médecin est vérifié de nouveau : s'il n'est plus en retard, sa lettre n'est pas imprimée.\(most)</p>
            \(form.html)</div>
            """
    }

    private var empty: HTML {
        """
        <div class="sx-empty"><h2>Aucun lot</h2><p>Les lettres d'une campagne approuvée attendent ici d'être imprimées.</p></div>
        """
    }

    private var table: HTML {
        let rows = lots.map { lot -> HTML in
            """
            <tr><th scope="row"><a href="\(SiteURL.postalLots(.lot(code, lot.id)))">\(PostalLotWords.name(lot))</a>
            <small>demandé le \(lot.madeOn) par \(people[lot.madeBy])</small></th><td>\(PostalLotWords.badge(lot.state))\
            \(lot.depositedOn.map { " <small>le \($0)</small>" as HTML })</td>
            <td class="num">\(lot.set)</td><td class="num">\(lot.leftOut)</td><td class="num">\(lot.removed)</td>
            <td class="num">\(lot.returned)</td></tr>
            """
        }
        return Table(
            id: "lots", caption: "Lots de lettres, du plus récent au plus ancien",
            head: [
                Table.head("Lot"), Table.head("État"), Table.number("Lettres"), Table.number("Laissées de côté"),
                Table.number("Retirées du pli"), Table.number("Revenues"),
            ], rows: rows
        ).html
    }
}
