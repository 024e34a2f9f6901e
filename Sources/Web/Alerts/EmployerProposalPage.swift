import Access
import Alerts
import Vocabulary

/// The form by which somebody proposes to tell an employer of one alert.
struct EmployerProposalPage: Page {
    let code: String
    let campaign: Int64
    let row: EntryRow
    let choice: EmployerChoice?
    /// What is open for the same milestone; nil when nothing is.
    let open: EmployerAlert?
    let proof: String
    var typed = Typed()

    /// The form as it came back.
    struct Typed: Sendable {
        var employer = ""
        var address = ""
        var reason = ""
        var errors: [(field: String, sentence: HTML)] = []

        func refused(_ field: String, _ refusal: EmployerRefusal) -> Typed {
            var typed = self
            typed.errors = [(field, HTML(say: refusal.sentence))]
            return typed
        }
    }

    var title: String {
        "\(typed.errors.isEmpty ? "" : "Erreur : ")Proposer d'informer un employeur (alerte n° \(row.id))"
    }
    var section: Section? { .alerts }

    var main: HTML {
        """
        <p><a href="\(SiteURL.alerts(.recipient(code, campaign, entry: row.id)))">Retour à l'alerte</a></p>
        <h1>Proposer d'informer l'employeur de \(row.name)</h1>
        \(ErrorSummary(errors: typed.errors).html)
        \(content)
        """
    }

    private var content: HTML {
        if let open {
            return """
                <p>Une information d'employeur est déjà ouverte pour cette échéance :
                <a href="\(SiteURL.employers(.alert(code, open.id)))">\(open.employer)</a>.</p>
                """
        }
        guard let choice, choice.isOn else {
            return """
                <p>Votre conseil n'informe pas les employeurs. Son président peut le décider sur la page
                <a href="\(SiteURL.employers(.list(code)))">Information des employeurs</a>.</p>
                """
        }
        return """
            <p>Échéance du \(row.milestoneOn). L'employeur apprendra seulement qu'une alerte a été adressée à ce médecin pour
            cette échéance : ni nombre d'actions, ni bloc, ni raison de santé. Le médecin est prévenu d'abord, et a
            \(French.count(choice.waitDays, "jour", "jours")) pour répondre. Une autre personne décide.</p>
            \(form)
            """
    }

    private var form: HTML {
        let employer = FormField(
            id: "employeur", name: "employeur", label: "Nom de l'employeur",
            hint: "Le Tableau ne le connaît pas : écrivez-le comme sur une enveloppe.", value: typed.employer,
            most: 100,
            attributes: " autocomplete=\"off\"", errors: typed.errors)
        let reason = FormField.reason(
            "Raison d'informer l'employeur (le médecin peut la lire)", value: typed.reason, errors: typed.errors)
        return PostForm(
            action: .employers(.proposal(code, campaign: campaign, entry: row.id)), proof: proof,
            content: "\(employer.html)\(address)\(reason.html)<p><button class=\"sx-primary\">Proposer</button></p>"
        ).html
    }

    private var address: HTML {
        let error = typed.errors.first { $0.field == "adresse" }?.sentence
        let described: HTML =
            error == nil ? "adresse-aide" : "adresse-aide adresse-erreur\" aria-invalid=\"true"
        let line: HTML = error.map { "<span class=\"error\" id=\"adresse-erreur\">\($0)</span>" as HTML } ?? .empty
        return """
            <div class="sx-field"><label for="adresse">Adresse de l'employeur</label>
            <textarea id="adresse" name="adresse" rows="5" maxlength="500" required autocomplete="off"
            aria-describedby="\(described)">\(typed.address)</textarea>
            <span class="hint" id="adresse-aide">Une adresse électronique, ou l'adresse postale ligne par ligne, sans le nom :
            cinq lignes de 38 caractères au plus.</span>\(line)</div>
            """
    }
}
