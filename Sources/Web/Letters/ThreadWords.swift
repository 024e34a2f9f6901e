import Letters
import Vocabulary

/// The words of letters and of what passed besides.
enum ThreadWords {
    static func name(_ kind: RecordEntry.Kind) -> HTML {
        switch kind {
        case .call: "Appel"
        case .reply: "Réponse du médecin"
        case .returned: "Courrier revenu"
        case .note: "Note"
        }
    }

    static func name(_ content: ThreadOfPhysician.Content) -> HTML {
        switch content {
        case .notice(let notice): "\(name(notice.kind)), \(notice.channel == .email ? "courriel" : "lettre")"
        case .entry(let kind, _): name(kind)
        case .bounce: "Courriel non remis"
        }
    }

    private static func name(_ kind: Letters.Notice.Kind) -> HTML {
        switch kind {
        case .alert: "Alerte"
        case .retraction: "Rétractation"
        case .contact: "Demande d'adresse"
        case .employer: "Information de l'employeur"
        case .employerTold: "Avis : l'employeur va être informé"
        case .employerRetraction: "Annulation de l'information de l'employeur"
        }
    }

    /// - Parameter letter: the address of the file of a letter on paper, with its reference; nil for a mail.
    static func detail(
        _ content: ThreadOfPhysician.Content, letter: (SentNotice) -> (reference: String, file: SiteURL?)?
    ) -> HTML {
        switch content {
        case .notice(let notice): detail(notice, letter(notice))
        case .entry(_, let words):
            "\(words.split(separator: "\n", omittingEmptySubsequences: true).map { "<p>\($0)</p>" as HTML })"
        case .bounce(_, let status, let diagnostic):
            "Réponse du serveur : \(status)\(diagnostic.map { ", « \($0) »" as HTML })"
        }
    }

    private static func detail(_ notice: SentNotice, _ letter: (reference: String, file: SiteURL?)?) -> HTML {
        let paragraphs = notice.channel == .email ? notice.text.mail : notice.text.letter
        let text = paragraphs.map { paragraph -> HTML in
            let lines = paragraph.split(separator: "\n").enumerated().map {
                $0.offset == 0 ? "\(say: String($0.element))" as HTML : "<br>\(say: String($0.element))"
            }
            return "<p>\(lines)</p>"
        }
        return """
            <p>\(badge(notice)) \(progress(notice))\(letter?.file.map { " <a href=\"\($0)\">Ouvrir la lettre (PDF)</a>" as HTML })</p>
            <details class="sx-letter"><summary>\(say: notice.text.subject)</summary>
            <p><small>À \(notice.address.joined(separator: ", ")) ; référence \(letter?.reference ?? notice.messageID)</small></p>\(text)</details>
            """
    }

    static func badge(_ notice: SentNotice) -> HTML {
        switch notice.state {
        case _ where notice.retractedBy != nil: Badge(label: "Rétractée", tone: .warn).html
        case .ready: Badge(label: "Prêt à partir").html
        case .held where notice.mayHaveArrived: Badge(label: "Peut-être partie", tone: .alert).html
        case .held: Badge(label: "Lettre à imprimer", tone: .warn).html
        case .sent: Badge(label: "Parti", tone: .good).html
        case .bounced: Badge(label: "Revenu", tone: .alert).html
        case .withdrawn: Badge(label: "Non envoyé", tone: .warn).html
        }
    }

    private static func progress(_ notice: SentNotice) -> HTML {
        switch notice.state {
        case .ready where notice.mayHaveArrived: "peut-être déjà remis : un essai n'a pas eu de réponse"
        case .ready where notice.attempts > 0:
            "\(French.count(notice.attempts, "essai", "essais")) ; Sextant réessaie pendant quelques jours"
        case .held where notice.mayHaveArrived: "en recommandé électronique : le service n'a pas dit s'il l'a prise"
        case .ready, .held: .empty
        case .sent: "\(notice.sentOn.map { "le \($0)" as HTML })"
        case .bounced, .withdrawn:
            "\(notice.endedOn.map { "le \($0)" as HTML })\(notice.reason.map { " : \($0)" as HTML })"
        }
    }

    static func badge(_ state: ContactCheck.State) -> HTML {
        switch state {
        case .valid: Badge(label: "Adresse vérifiée", tone: .good).html
        case .toCheck: Badge(label: "Adresse à vérifier", tone: .warn).html
        case .refused: Badge(label: "Adresse refusée", tone: .alert).html
        }
    }

    /// What is wrong with a line, beside its field.
    static func error(_ refusal: RecordEntry.Refusal) -> (field: String, sentence: HTML) {
        switch refusal {
        case .wordsAreMissing: ("texte", "Écrivez ce qui s'est dit, en 2 000 caractères au plus.")
        case .dayIsAhead: ("le", "Ce jour n'est pas encore venu.")
        case .authorIsUnknown: ("texte", "Un échange est noté par une personne, non par un programme.")
        }
    }
}
