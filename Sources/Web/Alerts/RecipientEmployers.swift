import Access
import Alerts
import Letters
import Postgres

/// What the employer of a recipient was told of the alert, or may be.
struct RecipientEmployers: Sendable {
    private let code: String
    private let view: EntryView
    private let known: [EmployerAlert]
    private let isOn: Bool
    private let mayPropose: Bool

    /// - Parameter transaction: of the council of the session.
    init(_ view: EntryView, _ session: Session, _ transaction: Transaction) throws {
        let council = session.membership.council
        code = council.code
        self.view = view
        known = try EmployerAlert.all(about: view.row, transaction)
        isOn = try EmployerChoice.find(council, transaction)?.isOn == true
        mayPropose = session.may(.proposeEmployer)
    }

    /// Nothing for a council that tells no employer, and told none of this alert.
    var html: HTML {
        guard isOn || !known.isEmpty else { return .empty }
        return """
            <section class="sx-block" aria-labelledby="employeur"><h2 id="employeur">Son employeur</h2>\(list)\(proposal)</section>
            """
    }

    private var list: HTML {
        guard !known.isEmpty else { return "<p>Aucun employeur n'est informé de cette alerte.</p>" }
        let items = known.map { alert -> HTML in
            """
            <li><a href="\(SiteURL.employers(.alert(code, alert.id)))">\(alert.employer)</a> \(EmployerWords.badge(alert))</li>
            """
        }
        return "<ul>\(items)</ul>"
    }

    private var proposal: HTML {
        let isOpen = known.contains { [.proposed, .approved].contains($0.state) }
        guard isOn, mayPropose, !isOpen, view.row.state == .approved, view.sent?.state == .sent else { return .empty }
        let url = SiteURL.employers(.proposal(code, campaign: view.campaign.id, entry: view.row.id))
        return "<p><a class=\"sx-button\" href=\"\(url)\">Proposer d'informer son employeur</a></p>"
    }
}
