import Access
import Letters
import Postgres

/// The letters on paper that wait for somebody of the council, on its first page.
struct DashboardPaper: Sendable {
    let code: String
    /// Letters that no open lot holds.
    let letters: Int
    /// Lots that are not deposited yet.
    let lots: [PostalLot]
    let mayPrepare: Bool

    /// For whoever prepares lots, and for whoever approved what waits; nil for anybody else.
    static func read(
        _ session: Session, _ gates: [Letters.Notice.Kind: any Gate], _ transaction: Transaction
    ) throws -> DashboardPaper? {
        guard session.may(.prepareLots) || session.may(.approveAlerts) else { return nil }
        let council = session.membership.council
        return DashboardPaper(
            code: council.code, letters: try WaitingLetters.read(gates, transaction, council: council.id).number,
            lots: try ReadLots.all(transaction).filter(\.isOpen), mayPrepare: session.may(.prepareLots))
    }

    var html: HTML { "\(toPrint)\(toDeposit)" }

    private var toPrint: HTML {
        guard letters > 0 else { return .empty }
        let act: HTML =
            mayPrepare
            ? "Préparez un lot, imprimez-le et déposez-le à la poste"
            : "Un agent du conseil prépare un lot, l'imprime et le dépose à la poste"
        return """
            <div class="sx-callout warn"><h2>\(French.count(letters, "lettre à imprimer", "lettres à imprimer"))</h2>
            <p>L'envoi est approuvé, et rien ne part de soi-même. \(act) :
            <a href="\(SiteURL.postalLots(.list(code)))">lettres à la poste</a>.</p></div>
            """
    }

    private var toDeposit: HTML {
        guard !lots.isEmpty else { return .empty }
        let links = lots.map { lot -> HTML in
            """
            <li><a href="\(SiteURL.postalLots(.lot(code, lot.id)))">\(PostalLotWords.name(lot))</a>,
            \(say: lot.state.french) : \(French.count(lot.set + lot.waiting, "lettre", "lettres"))</li>
            """
        }
        let heading: HTML =
            lots.count == 1
            ? "Un lot de lettres attend son dépôt" : "\(lots.count) lots de lettres attendent leur dépôt"
        return "<div class=\"sx-callout\"><h2>\(heading)</h2><ul>\(links)</ul></div>"
    }
}
