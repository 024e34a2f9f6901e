import Access
import Alerts
import Progress
import Vocabulary

/// One recipient, or somebody left out: the text as it leaves, the reason, and what was done.
struct RecipientPage: Page {
    let code: String
    let view: EntryView
    /// Why the programme is not established as realised, as judged today; nil when nothing can be judged.
    let reasons: ProofText?
    let session: Session
    let people: PersonNames
    let proof: String
    let today: CalendarDate
    /// The reason that was typed into a form that was refused.
    var typed = ""
    var errors: [(field: String, sentence: HTML)] = []

    private var row: EntryRow { view.row }
    var title: String {
        "\(errors.isEmpty ? "" : "Erreur : ")Alerte n° \(row.id) de la campagne n° \(view.campaign.id)"
    }
    var section: Section? { .alerts }

    var main: HTML {
        """
        <p><a href="\(SiteURL.alerts(.campaign(code, view.campaign.id)))">Retour à la campagne n° \(raw: Int(view.campaign.id))</a></p>
        <div class="sx-title"><h1>Alerte à \(row.name)</h1><p>\(CampaignWords.badge(row))</p>\(file)</div>
        \(ErrorSummary(errors: errors).html)
        \(Facts(pairs: facts).html)
        \(alreadyAlerted)\(act)\(text)
        \(reasons.map { ReasonSection(text: $0, isAdvice: false).html })
        \(others)
        <section class="sx-block" aria-labelledby="historique"><h2 id="historique">Ce qui a été fait</h2>
        \(CampaignWords.history(view.events, people, id: "historique-liste", caption: "Historique de l'alerte, du plus récent au plus ancien"))
        </section>
        """
    }

    private var file: HTML {
        guard session.may(.readFile, on: .fileNotAssigned) else { return .empty }
        return """
            <p class="sx-actions"><a class="sx-button" href="\(SiteURL.physician(code, row.physicianID, from: nil))">Ouvrir la
            fiche</a></p>
            """
    }

    private var facts: [(HTML, HTML)] {
        var pairs: [(HTML, HTML)] = [
            ("Échéance", "\(row.milestoneOn)"),
            ("Cycle", "du \(row.cycleStart)\(view.cycleEnd.map { " au \($0)" as HTML } ?? "")"),
            (
                "Actions retenues",
                "\(row.counted) sur \(row.expected) attendues à cette échéance (\(row.required) sur tout le cycle)"
            ),
            ("Envoi", "\(say: row.channel.french)\(row.isCanary ? ", dans le premier lot" : .empty)"),
            ("Adresse", address), ("Dernière vérification", "\(ParisTime(epochSeconds: view.checkedAt).html)"),
        ]
        if row.exclusion != nil { pairs.append(("Exclu", CampaignWords.exclusion(row, people))) }
        if row.isAdded {
            pairs.append(
                (
                    "Ajouté par",
                    "\(row.author.map { people[$0] } ?? "une personne")\(row.reason.map { " : « \($0) »" as HTML })"
                ))
        }
        if let record = view.recordID { pairs.append(("Preuve conservée", "situation n° \(raw: Int(record))")) }
        return pairs
    }

    private var address: HTML {
        guard !view.address.isEmpty else { return "aucune adresse utilisable" }
        let lines = view.address.enumerated().map { $0.offset == 0 ? "\($0.element)" as HTML : "<br>\($0.element)" }
        return "\(lines)"
    }

    /// What the platform of the State has already told this person.
    private var alreadyAlerted: HTML {
        guard !view.platformAlerts.isEmpty else { return .empty }
        let days = view.platformAlerts.map { "<li>le \($0.sentOn) (\($0.type))</li>" as HTML }
        return "<div class=\"sx-callout\"><h2>Déjà alerté par l'ANS</h2><ul>\(days)</ul></div>"
    }

    private var text: HTML {
        let title: HTML =
            row.delivery == "sent" || row.delivery == "delivered" ? "Le texte envoyé" : "Le texte tel qu'il partirait"
        let body: HTML =
            view.text.map { text in
                "<p class=\"sx-lead\">Objet : \(text.subject)</p>\(text.paragraphs.map(paragraph))"
            } ?? "<p>Sans adresse utilisable, aucun texte n'est composé. Corrigez d'abord l'adresse au Tableau.</p>"
        return "<section class=\"sx-block\" aria-labelledby=\"texte\"><h2 id=\"texte\">\(title)</h2>\(body)</section>"
    }

    /// As it is written, line by line.
    private func paragraph(_ text: String) -> HTML {
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false).enumerated().map {
            $0.offset == 0 ? "\($0.element)" as HTML : "<br>\($0.element)"
        }
        return "<p>\(lines)</p>"
    }

    private var others: HTML {
        guard !view.others.isEmpty else { return .empty }
        let rows = view.others.map { other -> HTML in
            """
            <tr><th scope="row">\(other.milestoneOn)</th><td>\(CampaignWords.progress(other))</td>
            <td>\(say: other.channel.french)</td><td>\(CampaignWords.badge(other))</td></tr>
            """
        }
        return """
            <section class="sx-block" aria-labelledby="autres"><h2 id="autres">Autres alertes à ce médecin</h2>
            \(Table(id: "autres-liste", caption: "Alertes du conseil à ce médecin, de la plus récente à la plus ancienne",
                head: ["Échéance", "Actions retenues sur attendues", "Envoi", "État"].map { Table.head(HTML(say: $0)) },
                rows: rows).html)</section>
            """
    }
}

/// What may still be done to it.
extension RecipientPage {
    private var act: HTML {
        let mayPrepare = session.may(.prepareAlerts) && view.campaign.state == .proposed
        if mayPrepare, row.state == .proposed { return exclusion }
        if mayPrepare, row.state == .excluded, !view.address.isEmpty { return addition }
        let hasLeft = ["sent", "delivered"].contains(row.delivery ?? "")
        if session.may(.approveAlerts), row.state == .approved, hasLeft { return retraction }
        return .empty
    }

    private var exclusion: HTML {
        form(
            .part(code, view.campaign.id, .exclusions), "Exclure ce médecin", "Raison de l'exclure",
            "<input type=\"hidden\" name=\"destinataire\" value=\"\(raw: Int(row.id))\">")
    }

    private var addition: HTML {
        form(
            .part(code, view.campaign.id, .additions), "Remettre parmi les destinataires", "Raison de lui écrire",
            "<input type=\"hidden\" name=\"medecin\" value=\"\(raw: Int(row.physicianID))\">")
    }

    private var retraction: HTML {
        form(
            .retraction(code, view.campaign.id, entry: row.id), "Rétracter cette alerte",
            "Raison (elle est écrite au médecin)", .empty)
    }

    private func form(_ action: AlertAddress, _ label: HTML, _ question: HTML, _ hidden: HTML) -> HTML {
        let form = PostForm(
            action: .alerts(action), proof: proof,
            content: """
                \(hidden)<input type="hidden" name="page" value="alerte-\(raw: Int(row.id))">
                <div class="sx-field"><label for="raison">\(question)</label>
                <input id="raison" name="raison" required maxlength="500" value="\(typed)"></div><p><button>\(label)</button></p>
                """)
        return "<details\(!errors.isEmpty, "open")><summary>\(label)…</summary>\(form.html)</details>"
    }
}
