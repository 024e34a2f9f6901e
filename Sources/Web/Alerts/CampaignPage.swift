import Access
import Alerts
import Vocabulary

/// One campaign: what will happen, who would receive what, who is left out and why, what was done.
struct CampaignPage: Page {
    let code: String
    let view: CampaignView
    /// Pages of the two tables, from 1.
    let page: Int
    let exclusionPage: Int
    let session: Session
    let people: PersonNames
    let proof: String
    /// Whether a mail server is set: without one nothing leaves, whatever is approved.
    let hasMailServer: Bool
    /// What was typed into a form that was refused.
    var typed = Typed()

    /// A form of the page as it came back.
    struct Typed: Sendable {
        var errors: [(field: String, sentence: HTML)] = []
        /// The number of the physician to add.
        var number = ""
        /// The reason, by the form that it was typed into.
        var reasons: [AlertAddress.Part: String] = [:]
        /// The recipients that were ticked.
        var ticked: Set<Int64> = []
    }

    var summary: CampaignSummary { view.summary }
    var title: String {
        let place = page > 1 || exclusionPage > 1 ? ", page \(page) et exclus page \(exclusionPage)" : ""
        return "\(typed.errors.isEmpty ? "" : "Erreur : ")Campagne d'alertes n° \(summary.id)\(place)"
    }
    var section: Section? { .alerts }
    /// Whether recipients may still be chosen.
    var isOpen: Bool { summary.state == .proposed && session.may(.prepareAlerts) }
    /// Whether nobody has decided yet whether anything leaves.
    var isUndecided: Bool { [.proposed, .secondWanted].contains(summary.state) }

    /// The line for a reason in one of the forms.
    func reason(_ part: AlertAddress.Part, _ label: HTML) -> HTML {
        FormField.reason(
            id: "raison-\(part.rawValue)", label, value: typed.reasons[part] ?? "", errors: typed.errors
        ).html
    }

    /// A notice stays in the address: it is said only while the campaign is where the notice says it is.
    func says(_ notice: Notice) -> Bool { notice.agrees(with: summary.state) }

    var main: HTML {
        """
        <p><a href="\(SiteURL.alerts(.list(code)))">Toutes les campagnes</a></p>
        <div class="sx-title"><h1>\(CampaignWords.name(summary))</h1><p>\(CampaignWords.badge(summary.state))</p></div>
        \(ErrorSummary(errors: typed.errors).html)
        \(CampaignDecision(page: self).html)
        \(Facts(pairs: facts).html)
        <p class="sx-actions"><a class="sx-button" href="\(SiteURL.alerts(.file(code, summary.id)))">Télécharger la
        campagne (CSV)</a></p>
        \(CampaignRecipients(page: self).html)
        \(CampaignExclusions(page: self).html)
        <section class="sx-block" aria-labelledby="historique"><h2 id="historique">Décisions sur la campagne</h2>
        \(CampaignWords.history(view.events, people, id: "historique-liste", caption: "Décisions, de la plus récente à la plus ancienne"))
        </section>
        """
    }

    private var facts: [(HTML, HTML)] {
        var pairs: [(HTML, HTML)] = [
            ("Ouverte", "la nuit du \(summary.openedOn)"),
            ("Échéances", CampaignWords.milestones(summary.milestones)),
            ("Destinataires", recipients),
            ("Exclus", "\(summary.excluded)"),
        ]
        if !summary.approvedBy.isEmpty {
            pairs.append(("Approuvée par", "\(summary.approvedBy.map { people[$0] }.joined(separator: ", puis "))"))
        }
        if summary.approvedBy.isEmpty == false || summary.sent > 0 {
            pairs.append(("Messages préparés", "\(summary.prepared) sur \(summary.recipients)"))
            pairs.append(("Partis", "\(summary.sent)"))
            pairs.append(("Revenus", "\(summary.bounced)"))
            if summary.postal > 0 { pairs.append(("Lettres", CampaignWords.letters(summary))) }
        }
        if summary.retracted > 0 { pairs.append(("Rétractées", "\(summary.retracted)")) }
        if let reason = summary.stopReason {
            pairs.append((summary.state == .abandoned ? "Abandonnée" : "Dernier arrêt", "\(reason)"))
        }
        return pairs
    }

    private var recipients: HTML {
        guard summary.postal > 0 else { return "\(summary.recipients), tous par courriel" }
        return """
            \(summary.recipients), dont \(summary.recipients - summary.postal) par courriel et \(summary.postal) par lettre
            """
    }
}
