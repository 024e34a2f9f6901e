import Access
import Alerts
import Letters
import Vocabulary

/// Whether a council tells employers of alerts, and every employer that it was proposed to tell.
struct EmployerListPage: Page {
    let code: String
    /// Nil while the council has never chosen: then it tells no employer.
    let choice: EmployerChoice?
    let alerts: [EmployerAlert]
    let session: Session
    let people: PersonNames
    let proof: String
    var typed = Typed()

    /// The form as it came back.
    struct Typed: Sendable {
        var reason = ""
        var wait = ""
        var errors: [(field: String, sentence: HTML)] = []

        func refused(_ field: String, _ refusal: EmployerRefusal) -> Typed {
            var typed = self
            typed.errors = [(field, HTML(say: refusal.sentence))]
            return typed
        }
    }

    private var isOn: Bool { choice?.isOn == true }

    var title: String { "\(typed.errors.isEmpty ? "" : "Erreur : ")Information des employeurs" }
    var section: Section? { .alerts }

    func says(_ notice: Notice) -> Bool {
        switch notice {
        case .employersOn: isOn
        case .employersOff: !isOn
        default: !notice.isOfCampaign
        }
    }

    var main: HTML {
        """
        <p><a href="\(SiteURL.alerts(.list(code)))">Alertes</a></p>
        <h1>Information des employeurs</h1>
        \(ErrorSummary(errors: typed.errors).html)
        <p>L'Ordre peut alerter un médecin « et son employeur » (article R. 4022-18 du code de la santé publique) ; il n'y est
        pas tenu. Sextant ne le fait que si le président l'a décidé pour votre conseil, puis médecin par médecin, après une
        alerte qui est bien partie, sur proposition d'une personne et décision d'une autre. Le médecin est prévenu d'abord.
        L'employeur apprend seulement qu'une alerte a été adressée, et pour quelle échéance.</p>
        <section class="sx-block" aria-labelledby="choix"><h2 id="choix">Le choix de votre conseil</h2>\(state)\(forms)</section>
        <section class="sx-block" aria-labelledby="liste"><h2 id="liste">Employeurs informés, ou à informer</h2>
        \(alerts.isEmpty ? empty : table)</section>
        """
    }

    private var state: HTML {
        guard let choice else {
            return "<p>Votre conseil n'informe aucun employeur : personne ne l'a décidé.</p>"
        }
        var facts: [(HTML, HTML)] = [
            ("Employeurs", choice.isOn ? "peuvent être informés, au cas par cas" : "ne sont pas informés"),
            ("Décidé", "le \(choice.chosenOn) par \(people[choice.author])"), ("Raison", "« \(choice.reason) »"),
        ]
        if choice.isOn {
            facts.insert(("Délai laissé au médecin", "\(French.count(choice.waitDays, "jour", "jours"))"), at: 1)
        }
        return Facts(pairs: facts).html
    }

    private var forms: HTML {
        guard session.may(.chooseEmployers) else {
            return "<p class=\"sx-muted\">Seul le président du conseil change ce choix.</p>"
        }
        return isOn
            ? form(.end, "Ne plus informer d'employeur", .empty)
            : form(.start, "Permettre d'informer un employeur", delay)
    }

    private var delay: HTML {
        let bounds = EmployerChoice.waitBounds
        return FormField(
            id: "delai", name: "delai", label: "Jours laissés au médecin avant le courrier à son employeur",
            hint: "De \(bounds.lowerBound) à \(bounds.upperBound) jours, comptés de l'avis qu'il reçoit.",
            value: typed.wait.isEmpty ? "\(EmployerChoice.usualWait)" : typed.wait, most: 2,
            attributes: " inputmode=\"numeric\" autocomplete=\"off\"", errors: typed.errors
        ).html
    }

    private func form(_ choice: EmployerAddress.Choice, _ label: HTML, _ fields: HTML) -> HTML {
        let reason = FormField.reason("Raison de ce choix", value: typed.reason, errors: typed.errors)
        let form = PostForm(
            action: .employers(.choice(code, choice)), proof: proof,
            content: "\(fields)\(reason.html)<p><button>\(label)</button></p>")
        return "<details\(!typed.errors.isEmpty, "open")><summary>\(label)…</summary>\(form.html)</details>"
    }

    private var empty: HTML {
        """
        <div class="sx-empty"><p>Aucun employeur n'a été proposé.\(isOn ? how : .empty)</p></div>
        """
    }

    private var how: HTML { " Un agent instructeur le propose depuis la page d'une alerte qui est partie." }

    private var table: HTML {
        let rows = alerts.map { alert -> HTML in
            """
            <tr><th scope="row"><a href="\(SiteURL.employers(.alert(code, alert.id)))">\(alert.name)</a></th>
            <td>\(alert.milestoneOn)</td><td>\(alert.employer)</td><td>\(alert.proposedOn)</td>
            <td>\(EmployerWords.badge(alert))</td></tr>
            """
        }
        return Table(
            id: "employeurs", caption: "Employeurs, de la proposition la plus récente à la plus ancienne",
            head: ["Médecin", "Échéance", "Employeur", "Proposée le", "État"].map { Table.head(HTML(say: $0)) },
            rows: rows
        ).html
    }
}

/// The words that the pages about employers share.
enum EmployerWords {
    /// Where it stands: what was decided, then what became of the letter.
    static func badge(_ alert: EmployerAlert) -> HTML {
        switch alert.state {
        case .proposed: Badge(label: "À décider", tone: .warn).html
        case .sentBack: Badge(label: "Refusée").html
        case .withdrawn: Badge(label: "Abandonnée").html
        case .retracted: Badge(label: "Annulée", tone: .warn).html
        case .approved: decided(alert)
        }
    }

    private static func decided(_ alert: EmployerAlert) -> HTML {
        guard let letter = alert.letter else { return Badge(label: "Décidée").html }
        if letter.state == .sent { return Badge(label: "Employeur informé", tone: .good).html }
        if letter.state == .bounced { return Badge(label: "Courrier revenu", tone: .alert).html }
        return Badge(label: alert.told?.sentOn == nil ? "Médecin à prévenir" : "Médecin prévenu").html
    }

    /// Where one of the letters is.
    static func progress(_ sending: EmployerAlert.Sending?) -> HTML {
        guard let sending else { return "pas encore préparé" }
        return switch sending.state {
        case .ready: "prêt à partir"
        case .held: "lettre à imprimer"
        case .sent: "parti\(sending.sentOn.map { " le \($0)" as HTML })"
        case .bounced: "revenu"
        case .withdrawn: "retiré avant l'envoi"
        }
    }
}
