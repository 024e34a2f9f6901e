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
            <div class="sx-callout\(isCalm ? .empty : " warn")"><h2>\(heading)</h2>\(words)\(mayDecide ? buttons : whoDecides)</div>
            """
    }

    private var heading: HTML {
        switch summary.state {
        case .proposed: "Rien n'est parti : cette campagne attend une décision"
        case .secondWanted: "Rien n'est parti : une deuxième personne doit approuver"
        case .approved: "Cette campagne est approuvée : les messages se préparent"
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
        case .approved, .sending: "\(underWay)"
        case .canary: "\(underWay)\(rest)"
        case .stopped:
            """
            <p>\(summary.stopReason.map { "« \($0) »" as HTML })</p><p>Ce qui est parti reste parti. La reprise écrit à ceux qui
            n'ont encore rien reçu, après une nouvelle vérification de chacun ; l'abandon les laisse sans alerte.</p>
            """
        case .done: "<p>\(French.count(summary.sent, "message est parti", "messages sont partis")).\(postal)</p>"
        case .abandoned: "<p>\(summary.stopReason.map { "« \($0) »" as HTML })</p>"
        }
    }

    /// What approving does, in numbers.
    private var promise: HTML {
        let mails = summary.recipients - summary.postal
        let letters: HTML =
            switch summary.postal {
            case 0: .empty
            case 1: ", et une lettre attendrait d'être produite"
            default: ", et \(summary.postal) lettres attendraient d'être produites"
            }
        let first: HTML =
            page.view.canary > 0
            ? """
            Un premier lot de \(page.view.canary) part d'abord ; la suite part
            \(French.wait(Int(page.view.policy.canarySeconds))) plus tard, ou dès que vous le demandez.
            """ : "Tous partent à la fois."
        return """
            <p>\(French.count(mails, "courriel partirait", "courriels partiraient"))\(letters).
            \(first) Chaque médecin est vérifié de nouveau juste avant son message : s'il n'est plus en retard, il ne reçoit
            rien.</p>
            """
    }

    private var second: HTML {
        guard page.view.needsSecond else { return .empty }
        return """
            <p>Au-delà de \(page.view.policy.mostForOnePerson) destinataires, une deuxième personne du conseil doit approuver
            aussi.</p>
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
        return " \(French.count(summary.postal, "lettre reste à produire", "lettres restent à produire"))."
    }

    private var rest: HTML {
        guard let until = summary.canaryUntil else { return .empty }
        return """
            <p>La suite part d'elle-même le \(ParisTime(epochSeconds: until).html), sauf si la campagne est arrêtée ou
            s'arrête d'ici là.</p>
            """
    }

    private var whoDecides: HTML {
        guard [.proposed, .secondWanted, .stopped].contains(summary.state) else { return .empty }
        return "<p>La décision revient à un agent instructeur ou au président du conseil.</p>"
    }
}

/// The buttons.
extension CampaignDecision {
    private var buttons: HTML {
        switch summary.state {
        case .proposed: summary.recipients > 0 ? "\(approve("Approuver l'envoi"))\(abandon)" : .empty
        case .secondWanted where summary.firstApprover == page.session.personID:
            """
            <p>Vous avez déjà donné votre accord : une autre personne doit donner le sien.</p>\(abandon)
            """
        case .secondWanted: "\(approve("Approuver en deuxième personne"))\(abandon)"
        case .canary: "\(button(.release, "Envoyer la suite maintenant"))\(reasoned(.stop, "Arrêter la campagne"))"
        case .approved, .sending: reasoned(.stop, "Arrêter la campagne")
        case .stopped:
            "\(reasoned(.resumption, "Reprendre la campagne"))\(abandon)"
        case .done, .abandoned: .empty
        }
    }

    private var abandon: HTML { reasoned(.abandonment, "Abandonner la campagne") }

    private func approve(_ label: HTML) -> HTML { button(.approval, label) }

    private func button(_ part: AlertAddress.Part, _ label: HTML) -> HTML {
        PostForm(
            action: .alerts(.part(page.code, summary.id, part)), proof: page.proof,
            content: "<p><button class=\"sx-primary\">\(label)</button></p>"
        ).html
    }

    /// A form that asks for its reason, folded until somebody wants it or was refused.
    private func reasoned(_ part: AlertAddress.Part, _ label: HTML) -> HTML {
        let field = "raison-\(part.rawValue)"
        let form = PostForm(
            action: .alerts(.part(page.code, summary.id, part)), proof: page.proof,
            content: """
                <div class="sx-field"><label for="\(field)">Raison (elle reste dans l'historique)</label>
                <input id="\(field)" name="raison" required maxlength="500" value="\(page.typed.reasons[part] ?? "")"></div>
                <p><button\(part == .resumption ? .empty : " class=\"sx-danger\"")>\(label)</button></p>
                """)
        let isOpen = page.typed.errors.contains { $0.field == field }
        return "<details\(isOpen, "open")><summary>\(label)…</summary>\(form.html)</details>"
    }
}
