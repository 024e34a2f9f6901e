import Access
import Alerts
import Letters
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
    /// Whether its letter on paper can be opened.
    let hasLetter: Bool
    /// What its employer was told, or may be; nil where no word is to be said of it.
    var employers: RecipientEmployers?
    /// The reason that was typed into a form that was refused.
    var typed = ""
    /// The sentence for the physician that was typed into it.
    var typedWords = ""
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
        \(alreadyAlerted)\(act)\(text)\(employers?.html)
        \(reasons.map { ReasonSection(text: $0, isAdvice: false).html } ?? noReasons)
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
            fiche</a> <a class="sx-button" href="\(SiteURL.thread(code, row.physicianID))">Courriers et échanges</a></p>
            """
    }

    func says(_ notice: Notice) -> Bool {
        switch notice {
        case .alertRetracted: row.state == .retracted
        case .recipientExcluded, .someWereExcluded: row.state == .excluded
        case .recipientAdded: row.state == .proposed
        default: !notice.isOfCampaign
        }
    }

    private var noReasons: HTML {
        """
        <section class="sx-block" aria-labelledby="pourquoi"><h2 id="pourquoi">Pourquoi</h2><p>La situation de ce médecin
        ne peut pas être jugée aujourd'hui : il n'est plus suivi par votre conseil, ou son référentiel reste à confirmer.
        Les nombres ci-dessus sont ceux de la dernière vérification.</p></section>
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
            (view.sent == nil ? "Adresse" : "Adresse du message", address),
            ("Dernière vérification", "\(ParisTime(epochSeconds: view.checkedAt).html)"),
        ]
        if let sent = view.sent {
            if let day = sent.sentOn { pairs.append(("Parti", "le \(day)")) }
            if let day = sent.endedOn {
                pairs.append(
                    (sent.state == .bounced ? "Revenu" : "Retiré", "le \(day)\(sent.reason.map { " : \($0)" as HTML })")
                )
            }
            pairs.append(reference(sent))
        }
        if let day = view.returnedOn { pairs.append(("Adresse au Tableau", returned(day))) }
        if row.exclusion != nil { pairs.append(("Exclu", CampaignWords.exclusion(row, people))) }
        if row.isAdded {
            pairs.append(
                (
                    "Origine",
                    "\(CampaignWords.addition(row, people))\(row.reason.map { " : « \($0) »" as HTML })"
                ))
        }
        if let record = view.recordID {
            pairs.append(
                (
                    "Preuve conservée",
                    """
                    situation n° \(raw: Int(record))<small>Elle est dans la copie du dossier, que votre conseil remet au médecin
                    qui la demande.</small>
                    """
                ))
        }
        return pairs
    }

    /// Under which name it travels; that of a letter on paper stands at its foot.
    private func reference(_ sent: SentNotice) -> (HTML, HTML) {
        guard sent.channel == .post else {
            return ("Référence du message", "<span class=\"sx-hash\">\(sent.messageID)</span>")
        }
        let reference = LetterReference(sent.id, of: session.membership.council).text
        guard hasLetter, session.may(.readFile, on: .fileNotAssigned) else {
            return ("Référence de la lettre", "\(reference)")
        }
        let url = SiteURL.postalLots(.letter(code, physician: row.physicianID, notice: sent.id))
        return ("Référence de la lettre", "\(reference) <a href=\"\(url)\">Ouvrir la lettre (PDF)</a>")
    }

    private var address: HTML {
        let shown = view.sent?.address ?? view.address
        guard !shown.isEmpty else { return "\(say: view.obstacle?.french ?? Exclusion.noAddress.french)" }
        let lines = shown.enumerated().map { $0.offset == 0 ? "\($0.element)" as HTML : "<br>\($0.element)" }
        return "\(lines)"
    }

    /// Nothing goes to an address from which a letter came back.
    private func returned(_ day: CalendarDate) -> HTML {
        """
        \(Badge(label: "Adresse à vérifier", tone: .warn).html) une lettre en est revenue le \(day)<small>Plus aucune lettre n'y
        part tant que le Tableau n'en donne pas une autre, ou que personne n'a dit qu'elle est bonne, sur la page « Courriers
        et échanges ».</small>
        """
    }

    /// What the platform of the State has already told this person.
    private var alreadyAlerted: HTML {
        guard !view.platformAlerts.isEmpty else { return .empty }
        let days = view.platformAlerts.map { "<li>le \($0.sentOn) (\($0.type))</li>" as HTML }
        return "<div class=\"sx-callout\"><h2>Déjà alerté par l'ANS</h2><ul>\(days)</ul></div>"
    }

    private var text: HTML {
        let isReachable = view.sent != nil || !view.address.isEmpty
        let body: HTML =
            view.text.flatMap { isReachable ? words($0) : nil }
                ?? """
                <p>Sans adresse utilisable (\(say: view.obstacle?.french ?? Exclusion.noAddress.french)), aucun texte n'est
                composé. Corrigez d'abord l'adresse au Tableau.</p>
                """
        return """
            <section class="sx-block" aria-labelledby="texte"><h2 id="texte">\(textTitle)</h2>\(body)</section>
            \(retractionText)
            """
    }

    /// What the words are: sent, meant to be sent, or neither.
    private var textTitle: HTML {
        switch (view.sent?.state, row.state) {
        case (.sent, _), (.bounced, _): "Le texte envoyé"
        case (.withdrawn, _), (.some, .excluded): "Le texte qui était préparé et n'est pas parti"
        case (.ready, _): "Le texte prêt à partir"
        case (.held, _): "Le texte de la lettre à imprimer"
        case (nil, .excluded): "Le texte, s'il était remis parmi les destinataires"
        default: "Le texte tel qu'il partirait"
        }
    }

    /// The words that would take it back, before anybody presses the button.
    private var retractionText: HTML {
        guard mayRetract, let text = view.retraction else { return .empty }
        let way: HTML = view.retractionWay == .post ? "par lettre" : "par courriel"
        return """
            <section class="sx-block" aria-labelledby="retractation"><h2 id="retractation">Le texte qui annulerait cette
            alerte, \(way)</h2>\(words(text))</section>
            """
    }

    private func words(_ text: AlertText) -> HTML {
        "<p class=\"sx-lead\">Objet : \(text.subject)</p>\(text.paragraphs.map(paragraph))"
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
        if mayExclude { return exclusion }
        if mayPrepare, row.state == .excluded, !view.address.isEmpty { return addition }
        return mayRetract ? retraction : .empty
    }

    /// As long as nothing has left, also after the approval: somebody who has died or moved is spared alone.
    private var mayExclude: Bool {
        guard session.may(.prepareAlerts), ![.done, .abandoned].contains(view.campaign.state),
            [.proposed, .approved].contains(row.state)
        else { return false }
        guard let sent = view.sent else { return true }
        return [.ready, .held].contains(sent.state) && !sent.mayHaveArrived
    }

    /// What left, or may have; a letter on paper was there, whatever came back.
    private var mayRetract: Bool {
        guard let sent = view.sent, session.may(.approveAlerts) else { return false }
        let mayBeThere =
            sent.channel == .post
            ? sent.sentOn != nil : sent.state == .sent || (sent.mayHaveArrived && sent.state != .bounced)
        return mayBeThere && [.approved, .excluded].contains(row.state)
    }

    private var exclusion: HTML {
        form(
            .part(code, view.campaign.id, .exclusions), "Exclure ce médecin", "Raison de l'exclure",
            """
            <p>\(CampaignWords.exclusionLasts)\(stillHeld)</p>
            <input type="hidden" name="destinataire" value="\(raw: Int(row.id))">
            """
        )
    }

    private var stillHeld: HTML {
        guard row.state == .approved else { return .empty }
        guard row.channel == .post else { return " Les autres destinataires de la campagne ne changent pas." }
        return """
             Les autres destinataires ne changent pas. Si sa lettre est déjà dans un lot, la page du lot dit de la retirer du
            pli.
            """
    }

    private var addition: HTML {
        form(
            .part(code, view.campaign.id, .additions), "Remettre parmi les destinataires", "Raison de lui écrire",
            "<input type=\"hidden\" name=\"medecin\" value=\"\(raw: Int(row.physicianID))\">")
    }

    private var retraction: HTML {
        form(
            .retraction(code, view.campaign.id, entry: row.id), "Rétracter cette alerte",
            "Raison, pour votre conseil (aucun message ne la donne au médecin)",
            view.retractionWay == nil
                ? "<p>Sans adresse utilisable, aucun message ne peut le dire au médecin : corrigez-la d'abord.</p>"
                : .empty,
            sentence)
    }

    /// What only a letter on paper says.
    private var sentence: HTML {
        let place: HTML =
            view.retractionWay == .post
            ? "La lettre la porte après « Raison de cette annulation : »."
            : "Le courriel n'en porte aucune ; la lettre qui le remplace, si son serveur le refuse, la porte."
        return """
            <div class="sx-field"><label for="phrase">Phrase pour le médecin (facultative)</label>
            <input id="phrase" name="phrase" maxlength="500" value="\(typedWords)" aria-describedby="phrase-aide">
            <span class="hint" id="phrase-aide">\(place) Sans elle : « \(say: RetractAlert.usual) » N'y écrivez rien qui touche à
            la santé.</span></div>
            """
    }

    private func form(
        _ action: AlertAddress, _ label: HTML, _ question: HTML, _ hidden: HTML, _ more: HTML = .empty
    ) -> HTML {
        let form = PostForm(
            action: .alerts(action), proof: proof,
            content: """
                \(hidden)<input type="hidden" name="page" value="alerte-\(raw: Int(row.id))">
                \(FormField.reason(question, value: typed, errors: errors).html)\(more)<p><button>\(label)</button></p>
                """)
        return "<details\(!errors.isEmpty, "open")><summary>\(label)…</summary>\(form.html)</details>"
    }
}
