import Access
import Alerts
import Vocabulary

/// What will happen, in words, and the buttons that this reader has in this state.
struct CampaignDecision {
    let page: CampaignPage

    private var summary: CampaignSummary { page.summary }
    private var mayDecide: Bool { page.session.may(.approveAlerts) }

    var html: HTML {
        let isCalm = [.done, .abandoned].contains(summary.state)
        return """
            <div class="sx-callout\(isCalm ? .empty : " warn")"><h2>\(heading)</h2>\(words)\(noServer)\(mayDecide ? buttons : whoDecides)</div>
            """
    }

    /// Nothing leaves without a server, whatever the campaign says of itself.
    private var noServer: HTML {
        guard !page.hasMailServer, ![.done, .stopped, .abandoned].contains(summary.state), !summary.waitsForPaper
        else { return .empty }
        return """
            <p><strong>Aucun courriel ne peut partir pour l'instant : aucun serveur d'envoi n'est réglé.</strong> Prévenez
            l'exploitant de la plateforme ; ce qui est approuvé attend sans se perdre.</p>
            """
    }

    private var heading: HTML {
        switch summary.state {
        case .proposed: "Rien n'est parti : cette campagne attend une décision"
        case .secondWanted: "Rien n'est parti : une deuxième personne doit approuver"
        case .approved: "Cette campagne est approuvée : les messages se préparent"
        case .sending where summary.waitsForPaper:
            "Il reste \(French.count(summary.toPrint, "lettre à imprimer", "lettres à imprimer"))"
        case .canary where !page.hasMailServer, .sending where !page.hasMailServer:
            "Les messages attendent un serveur d'envoi"
        case .canary: "Un premier lot part"
        case .sending: "Les messages partent"
        case .done: "Cette campagne est terminée"
        case .stopped: "Cette campagne est arrêtée : plus rien ne part"
        case .abandoned: "Cette campagne est abandonnée"
        }
    }

    private var words: HTML {
        switch summary.state {
        case .proposed where summary.recipients == 0:
            "<p>Elle n'a aucun destinataire. La nuit prochaine en proposera s'il y a lieu.</p>"
        case .proposed: "\(promise)\(second)"
        case .secondWanted: "\(promise)\(firstSaid)"
        case .sending where summary.waitsForPaper: paper
        case .approved, .sending: "\(underWay)"
        case .canary: "\(underWay)\(rest)"
        case .stopped:
            """
            <p>\(summary.stopReason.map { "« \($0) »" as HTML })</p><p>Ce qui est parti reste parti. La reprise écrit à ceux qui
            n'ont encore rien reçu, après une nouvelle vérification de chacun ; l'abandon les laisse sans alerte.</p>
            <p>\(French.count(unsent, "médecin attend encore son message", "médecins attendent encore leur message")).</p>
            """
        case .done: "<p>\(French.count(summary.sent, "message est parti", "messages sont partis"))\(lettersGone).</p>"
        case .abandoned: "<p>\(summary.stopReason.map { "« \($0) »" as HTML })</p>"
        }
    }

    /// What approving does, in numbers.
    private var promise: HTML {
        let mails = summary.recipients - summary.postal
        let letters: HTML =
            switch summary.postal {
            case 0: .empty
            case 1: ", et une lettre serait à imprimer et à déposer à la poste"
            default: ", et \(summary.postal) lettres seraient à imprimer et à déposer à la poste"
            }
        let first: HTML =
            page.view.canary > 0
            ? """
            Un premier lot de \(page.view.canary) part d'abord ; la suite part
            \(French.wait(Int(page.view.policy.canarySeconds))) plus tard, ou dès que vous le demandez.
            """ : mails > 1 ? "Tous partent à la fois." : .empty
        return """
            <p>\(French.count(mails, "courriel partirait", "courriels partiraient"))\(letters).
            \(first) Chaque médecin est vérifié de nouveau juste avant son message : s'il n'est plus en retard, il ne reçoit
            rien.</p>
            """
    }

    private var second: HTML {
        guard page.view.needsSecond else { return .empty }
        guard page.view.isLarge else { return alone }
        return """
            <p>Au-delà de \(page.view.policy.mostForOnePerson) destinataires, une deuxième personne du conseil doit approuver
            aussi.</p>
            """
    }

    /// What one person approves alone within a week counts together.
    private var alone: HTML {
        """
        <p>\(French.count(summary.recipients, "destinataire", "destinataires")) ici, et \(page.view.approvedAlone) que vous avez
        déjà approuvés sans deuxième personne depuis sept jours : au-delà de \(page.view.policy.mostForOnePerson) en tout, une
        deuxième personne du conseil doit approuver aussi.</p>
        """
    }

    private var firstSaid: HTML {
        "<p>Premier accord : \(summary.approvedBy.first.map { page.people[$0] } ?? "").</p>"
    }

    private var underWay: HTML {
        """
        <p>\(summary.prepared) sur \(summary.recipients) \(summary.prepared < 2 ? "préparé" : "préparés"),
        \(French.count(summary.sent, "parti", "partis")). La page se met à jour quand vous la rechargez.\(postal)</p>
        """
    }

    private var postal: HTML {
        guard summary.postal > 0 else { return .empty }
        return """
             Lettres : \(CampaignWords.letters(summary)) ; le conseil les imprime et les dépose, par
            <a href="\(SiteURL.postalLots(.list(page.code)))">lots</a>.
            """
    }

    /// Nothing leaves by itself any more: the council has letters to print.
    private var paper: HTML {
        """
        <p>Plus rien ne part de soi-même : un agent du conseil prépare ces lettres par
        <a href="\(SiteURL.postalLots(.list(page.code)))">lots</a>, les imprime et les dépose à la poste. Lettres :
        \(CampaignWords.letters(summary)).</p>
        """
    }

    private var lettersGone: HTML {
        guard summary.deposited > 0 else { return .empty }
        let back: HTML =
            summary.returned > 0 ? " (\(French.count(summary.returned, "revenue", "revenues")))" : .empty
        return ", dont \(French.count(summary.deposited, "lettre déposée", "lettres déposées"))\(back)"
    }

    private var rest: HTML {
        guard let until = summary.canaryUntil else { return .empty }
        return """
            <p>La suite part d'elle-même le \(ParisTime(epochSeconds: until).html), sauf si la campagne est arrêtée ou
            s'arrête d'ici là.</p>
            """
    }

    private var whoDecides: HTML {
        switch summary.state {
        case .proposed, .secondWanted, .stopped:
            "<p>La décision revient à un agent instructeur ou au président du conseil.</p>"
        case .approved, .canary, .sending:
            "<p>Un agent instructeur ou le président du conseil peut arrêter cette campagne.</p>"
        case .done, .abandoned: .empty
        }
    }

    /// Recipients to whom nothing has gone yet.
    private var unsent: Int { max(0, summary.recipients - summary.sent) }
}

/// The buttons.
extension CampaignDecision {
    private var buttons: HTML {
        switch summary.state {
        case .proposed: summary.recipients > 0 ? "\(approve("Approuver l'envoi"))\(abandon)" : .empty
        case .secondWanted where summary.firstApprover == page.session.personID:
            """
            <p>Vous avez déjà donné votre accord : une autre personne doit donner le sien.</p>\(sendBack)\(abandon)
            """
        case .secondWanted: "\(approve("Approuver en deuxième personne l'envoi"))\(sendBack)\(abandon)"
        case .canary: "\(button(.release, "Envoyer la suite maintenant"))\(reasoned(.stop, "Arrêter la campagne"))"
        case .sending where summary.waitsForPaper: reasoned(.stop, "Ne pas imprimer ces lettres : arrêter la campagne")
        case .approved, .sending: reasoned(.stop, "Arrêter la campagne")
        case .stopped:
            "\(reasoned(.resumption, "Reprendre la campagne"))\(abandon)"
        case .done, .abandoned: .empty
        }
    }

    private var sendBack: HTML {
        reasoned(
            .preparation, "Renvoyer à la préparation",
            warning:
                "<p>Le premier accord est retiré ; les destinataires peuvent de nouveau être exclus ou ajoutés.</p>")
    }

    private var abandon: HTML {
        let count = French.count(unsent, "médecin ne recevra aucune alerte", "médecins ne recevront aucune alerte")
        return reasoned(
            .abandonment, "Abandonner la campagne",
            warning: """
                <p><strong>\(count) avant l'échéance suivante.</strong> Un abandon ne se reprend pas ; ce qui est parti reste
                parti.</p>
                """)
    }

    /// The number is on the button, and what was seen goes with it: whoever was added since is not approved unseen.
    private func approve(_ label: HTML) -> HTML {
        let people = French.count(summary.recipients, "destinataire", "destinataires")
        return button(
            .approval, "\(label) à \(people)",
            "<input type=\"hidden\" name=\"vu\" value=\"\(page.view.fingerprint)\">")
    }

    private func button(_ part: AlertAddress.Part, _ label: HTML, _ hidden: HTML = .empty) -> HTML {
        PostForm(
            action: .alerts(.part(page.code, summary.id, part)), proof: page.proof,
            content: "\(hidden)<p><button class=\"sx-primary\">\(label)</button></p>"
        ).html
    }

    /// A form that asks for its reason, folded until somebody wants it or was refused.
    private func reasoned(_ part: AlertAddress.Part, _ label: HTML, warning: HTML = .empty) -> HTML {
        let field = "raison-\(part.rawValue)"
        let isHarmless = [.resumption, .preparation].contains(part) || part == .stop && summary.waitsForPaper
        let form = PostForm(
            action: .alerts(.part(page.code, summary.id, part)), proof: page.proof,
            content: """
                \(warning)\(page.reason(part, "Raison"))
                <p><button\(isHarmless ? .empty : " class=\"sx-danger\"")>\(label)</button></p>
                """)
        let isOpen = page.typed.errors.contains { $0.field == field }
        return "<details\(isOpen, "open")><summary>\(label)…</summary>\(form.html)</details>"
    }
}
