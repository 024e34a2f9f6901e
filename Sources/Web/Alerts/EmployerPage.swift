import Access
import Alerts
import Letters
import Vocabulary

/// One employer who is to be told, or was: who decided what, the two texts as they leave, and what may still be done.
struct EmployerPage: Page {
    let code: String
    let alert: EmployerAlert
    /// Whether the council tells employers today.
    let isOn: Bool
    /// Nil where the physician is no longer on the roll.
    let employerText: AlertText?
    let physicianText: AlertText?
    let session: Session
    let people: PersonNames
    let proof: String
    var typed = Typed()

    /// The form as it came back.
    struct Typed: Sendable {
        var part: EmployerAddress.Part?
        var reason = ""
        var errors: [(field: String, sentence: HTML)] = []
    }

    var title: String {
        "\(typed.errors.isEmpty ? "" : "Erreur : ")Information d'un employeur n° \(alert.id)"
    }
    var section: Section? { .alerts }

    func says(_ notice: Notice) -> Bool {
        switch notice {
        case .employerProposed: alert.state == .proposed
        case .employerApproved: alert.state == .approved
        case .employerSentBack: alert.state == .sentBack
        case .employerWithdrawn: alert.state == .withdrawn
        case .employerRetracted: [.withdrawn, .retracted].contains(alert.state)
        default: !notice.isOfCampaign
        }
    }

    var main: HTML {
        """
        <p><a href="\(SiteURL.employers(.list(code)))">Information des employeurs</a></p>
        <div class="sx-title"><h1>Informer l'employeur de \(alert.name)</h1><p>\(EmployerWords.badge(alert))</p>\(links)</div>
        \(ErrorSummary(errors: typed.errors).html)
        \(Facts(pairs: facts).html)
        \(act)
        \(section("texte-employeur", "Le texte à l'employeur", employerText))
        \(section("texte-medecin", "Le texte au médecin, qui part d'abord (lettre sur papier)", physicianText))
        """
    }

    private var links: HTML {
        let entry = SiteURL.alerts(.recipient(code, alert.campaign, entry: alert.entry))
        let thread: HTML =
            session.may(.readFile, on: .fileNotAssigned)
            ? " <a class=\"sx-button\" href=\"\(SiteURL.thread(code, alert.physicianID))\">Courriers et échanges</a>"
            : .empty
        return "<p class=\"sx-actions\"><a class=\"sx-button\" href=\"\(entry)\">Voir l'alerte</a>\(thread)</p>"
    }

    private var facts: [(HTML, HTML)] {
        let lines = alert.address.enumerated().map { $0.offset == 0 ? "\($0.element)" as HTML : "<br>\($0.element)" }
        var pairs: [(HTML, HTML)] = [
            ("Échéance de l'alerte", "\(alert.milestoneOn)"), ("Employeur", "\(alert.employer)"),
            ("Adresse", "\(lines)"),
            ("Proposée", "le \(alert.proposedOn) par \(people[alert.proposedBy]) : « \(alert.reason) »"),
        ]
        if let by = alert.approvedBy, let day = alert.approvedOn {
            pairs.append(("Décidée", "le \(day) par \(people[by])"))
            pairs.append(("Avis au médecin", EmployerWords.progress(alert.told)))
            pairs.append(("Courrier à l'employeur", "\(EmployerWords.progress(alert.letter))\(leaves)"))
        }
        if let day = alert.endedOn {
            let by: HTML = alert.endedBy.map { "par \(people[$0])" } ?? "par Sextant, d'après la règle"
            pairs.append(("Fin", "le \(day) \(by)\(alert.endReason.map { " : « \($0) »" as HTML })"))
        }
        return pairs
    }

    /// When the letter to the employer may leave.
    private var leaves: HTML {
        guard alert.state == .approved, alert.letter?.state != .sent else { return .empty }
        return alert.leavesFrom.map { "<small>à partir du \($0)</small>" as HTML }
            ?? "<small>\(French.count(alert.waitDays, "jour", "jours")) après l'avis au médecin, au plus tôt</small>"
    }

    private func section(_ id: String, _ heading: HTML, _ text: AlertText?) -> HTML {
        let body: HTML =
            text.map {
                "<p class=\"sx-lead\">Objet : \($0.subject)</p>\($0.paragraphs.map(TemplateWords.paragraph))" as HTML
            } ?? "<p>Ce médecin n'est plus au Tableau de votre conseil : aucun texte n'est composé.</p>"
        return """
            <section class="sx-block" aria-labelledby="\(id)"><h2 id="\(id)">\(heading)</h2>\(body)</section>
            """
    }
}

/// What may still be done to it.
extension EmployerPage {
    private var act: HTML {
        switch alert.state {
        case .proposed: proposed
        case .approved:
            session.may(.approveEmployer)
                ? form(.retraction, "Annuler cette information", "Raison de l'annuler", consequence) : .empty
        default: .empty
        }
    }

    private var proposed: HTML {
        if alert.proposer == session.personID {
            let own: HTML = "<p>Vous avez proposé cette information : une autre personne la décide ou la refuse.</p>"
            return session.may(.proposeEmployer) ? "\(own)\(plain(.withdrawal, "Retirer ma proposition"))" : own
        }
        guard session.may(.approveEmployer) else {
            return "<p>Un agent instructeur ou le président la décide ou la refuse.</p>"
        }
        let approve: HTML =
            isOn
            ? """
            <p>Lisez les deux textes ci-dessous. Le médecin est prévenu d'abord ; le courrier à son employeur part
            \(French.count(alert.waitDays, "jour", "jours")) après, si rien n'a changé d'ici là.</p>
            \(plain(.approval, "Décider d'informer l'employeur"))
            """
            : "<p>Votre conseil n'informe plus les employeurs : cette proposition ne peut pas être décidée.</p>"
        return "\(approve)\(form(.sendingBack, "Refuser cette information", "Raison de la refuser", .empty))"
    }

    private var consequence: HTML {
        "<p>Ce qui n'est pas parti ne partira pas. Qui a déjà reçu un courrier en reçoit un second, qui l'annule sans en donner la raison.</p>"
    }

    private func plain(_ part: EmployerAddress.Part, _ label: HTML) -> HTML {
        PostForm(
            action: .employers(.part(code, alert.id, part)), proof: proof,
            content: "<p><button class=\"sx-primary\">\(label)</button></p>"
        ).html
    }

    private func form(_ part: EmployerAddress.Part, _ label: HTML, _ question: HTML, _ before: HTML) -> HTML {
        let isTyped = typed.part == part
        let reason = FormField.reason(
            question, value: isTyped ? typed.reason : "", errors: isTyped ? typed.errors : [])
        let form = PostForm(
            action: .employers(.part(code, alert.id, part)), proof: proof,
            content: "\(before)\(reason.html)<p><button>\(label)</button></p>")
        return "<details\(isTyped, "open")><summary>\(label)…</summary>\(form.html)</details>"
    }
}
