import Alerts
import Standings
import Vocabulary

/// The campaigns of a council, the latest first.
struct CampaignListPage: Page {
    let code: String
    let campaigns: [CampaignSummary]
    /// How many physicians are late today.
    let late: Int
    /// The day for which the last night judged them; nil before the first one.
    let judgedOn: CalendarDate?
    /// How many employers somebody proposed to tell, and nobody has decided.
    var employersToDecide = 0

    var title: String { "Alertes" }
    var section: Section? { .alerts }

    var main: HTML {
        """
        <div class="sx-title"><h1>Alertes</h1><p class="sx-count">\
        \(French.count(campaigns.count, "campagne", "campagnes"))</p></div>
        <p>Chaque nuit, Sextant propose d'écrire aux médecins dont le programme n'est pas établi comme réalisé à une
        échéance. Rien ne part sans l'accord du conseil.</p>
        <p class="sx-actions"><a class="sx-button" href="\(SiteURL.calendar(.months(code, CalendarAddress.usual)))">Calendrier
        de charge</a> <a class="sx-button" href="\(SiteURL.templates(.council(code)))">Modèles de courriers</a> <a
        class="sx-button" href="\(SiteURL.postalLots(.list(code)))">Lettres à la poste</a> <a
        class="sx-button" href="\(SiteURL.contacts(.list(code)))">Adresses électroniques</a> <a
        class="sx-button" href="\(SiteURL.employers(.list(code)))">Employeurs</a></p>
        \(awaited)\(employers)\(campaigns.isEmpty ? empty : table)
        """
    }

    /// What waits for a decision stands first.
    private var awaited: HTML {
        let links = campaigns.filter { [.proposed, .secondWanted, .stopped].contains($0.state) && $0.recipients > 0 }
            .map { campaign -> HTML in
                """
                <li><a href="\(SiteURL.alerts(.campaign(code, campaign.id)))">\(CampaignWords.name(campaign))</a>,
                \(say: campaign.state.french) : \(French.count(campaign.recipients, "destinataire", "destinataires"))</li>
                """
            }
        guard !links.isEmpty else { return .empty }
        return """
            <div class="sx-callout warn"><h2>Une décision est attendue</h2><ul>\(links)</ul></div>
            """
    }

    private var employers: HTML {
        guard employersToDecide > 0 else { return .empty }
        return """
            <div class="sx-callout warn"><h2>L'information d'un employeur est à décider</h2>
            <p><a href="\(SiteURL.employers(.list(code)))">\(French.count(employersToDecide, "proposition", "propositions"))</a></p></div>
            """
    }

    private var empty: HTML {
        """
        <div class="sx-empty"><h2>Aucune campagne</h2><p>\(whyNone) La prochaine échéance de chacun est dans la
        <a href="\(SiteURL.worklist(code, .init()))">liste des médecins</a>.</p></div>
        """
    }

    private var whyNone: HTML {
        guard let judgedOn else {
            return "Aucune situation n'est encore calculée : les campagnes sont proposées la nuit, après un import."
        }
        guard late > 0 else {
            return "Aucun médecin de votre conseil n'est en retard à une échéance : il n'y a personne à alerter."
        }
        return """
            \(French.count(late, "médecin est en retard", "médecins sont en retard")), et aucune campagne n'a encore été
            proposée. Les situations sont calculées au \(judgedOn) ; la nuit suivante propose ceux dont l'échéance est
            passée depuis trois mois au plus. Si rien ne vient, prévenez l'exploitant de la plateforme.
            """
    }

    private var table: HTML {
        Table(
            id: "campagnes", caption: "Campagnes, de la plus récente à la plus ancienne",
            head: [
                Table.head("Campagne"), Table.head("État"), Table.head("Échéances"), Table.number("Destinataires"),
                Table.number("Exclus"), Table.number("Partis"), Table.number("Revenus"),
            ], rows: campaigns.map(row)
        ).html
    }

    private func row(_ campaign: CampaignSummary) -> HTML {
        let postal: HTML = campaign.postal > 0 ? "<small>dont \(campaign.postal) par lettre</small>" : .empty
        return """
            <tr><th scope="row"><a href="\(SiteURL.alerts(.campaign(code, campaign.id)))">\(CampaignWords.name(campaign))</a>
            <small>ouverte le \(campaign.openedOn)</small></th><td>\(CampaignWords.badge(campaign.state))</td>
            <td>\(CampaignWords.milestones(campaign.milestones))</td>
            <td class="num">\(campaign.recipients)\(postal)</td><td class="num">\(campaign.excluded)</td>
            <td class="num">\(campaign.sent)</td><td class="num">\(campaign.bounced)</td></tr>
            """
    }
}
