import Letters

/// What words must say before they are proposed, and what they had better say: there or not, in mail and letter.
struct CompulsoryList {
    let kind: Letters.Notice.Kind
    let text: TemplateText

    var html: HTML {
        let rows =
            CompulsoryElement.of(kind).map { row($0, isCompulsory: true) }
            + CompulsoryElement.advised(kind).map { row($0, isCompulsory: false) }
        return """
            <section class="sx-block" aria-labelledby="obligatoires"><h2 id="obligatoires">Ce que le texte doit dire</h2>
            <p>Sans un élément obligatoire, dans le courriel et dans la lettre, le texte ne peut être ni proposé ni publié.</p>
            \(Table(id: "obligatoires-liste", caption: "Éléments attendus, dans le texte enregistré",
                head: ["Élément", "Règle", "Courriel", "Lettre"].map { Table.head(HTML(say: $0)) }, rows: rows).html)</section>
            """
    }

    private func row(_ element: CompulsoryElement, isCompulsory: Bool) -> HTML {
        func cell(_ paragraphs: [String]) -> HTML {
            element.stands(in: paragraphs)
                ? Badge(label: "Présent", tone: .good).html
                : isCompulsory ? Badge(label: "Manque", tone: .alert).html : Badge(label: "Absent").html
        }
        return """
            <tr><th scope="row">\(name(element))</th><td>\(isCompulsory ? "obligatoire" : "conseillé")</td>
            <td>\(cell(text.mail))</td><td>\(cell(text.letter))</td></tr>
            """
    }

    private func name(_ element: CompulsoryElement) -> HTML {
        switch element {
        case .addressee: "À qui il s’adresse : <code>{destinataire}</code>"
        case .council: "Qui l’écrit : <code>{conseil}</code>"
        case .reply: "Comment répondre : <code>{reponse}</code>"
        case .accompaniment: "L’offre d’accompagnement (article R. 4022-18)"
        case .college: "Où trouver le CNP : <code>{cnp}</code>"
        case .platform: "Où se trouve le programme : <code>{plateforme}</code>"
        case .physician: "De quel médecin il parle : <code>{medecin}</code>"
        case .milestone: "L’échéance de l’alerte : <code>{echeance}</code>"
        case .employer: "Qui est informé : <code>{employeur}</code>"
        case .delay: "Le délai laissé au médecin : <code>{delai}</code>"
        case .noDecision: "« n’est pas une décision »"
        case .article: "L’article R. 4022-18 du code de la santé publique"
        case .warning: "Comment vérifier qui écrit ; jamais de mot de passe"
        }
    }
}
