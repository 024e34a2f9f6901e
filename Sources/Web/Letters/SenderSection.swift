import Access
import Letters

/// Under which name a council writes, and where it is answered: as it is read, and the form to propose another.
struct SenderForm {
    let page: BlockListPage
    /// What stands in the fields before anything is typed.
    let latest: Sender

    /// The facts of a sender.
    static func facts(_ sender: Sender) -> HTML {
        Facts(pairs: [
            ("Nom de l'expéditeur", "\(sender.displayName)"),
            ("Adresse de réponse", sender.replyTo.map { "\($0)" } ?? "aucune"),
            ("Téléphone", sender.phone.map { "\($0)" } ?? "aucun"),
            (
                "Adresse postale",
                sender.postal.isEmpty
                    ? "aucune" : TemplateWords.lines(sender.postal.joined(separator: "\n"))
            ),
        ]).html
    }

    var html: HTML {
        guard page.session.may(.editTemplates) else { return .empty }
        let (value, errors) = (page.typed.sender ?? latest, page.typed.errors)
        let name = FormField(
            id: "nom-expediteur", name: "nom-expediteur", label: "Nom de l'expéditeur",
            hint: "Il est montré à côté de l'adresse des courriels, et doit nommer votre conseil.",
            value: value.displayName, most: Sender.nameLength, errors: errors)
        let content: HTML = """
            \(name.html)
            \(optional("adresse-reponse", "Adresse de réponse", value.replyTo, Sender.addressLength,
                " autocomplete=\"off\" inputmode=\"email\""))
            \(optional("telephone", "Téléphone", value.phone, Sender.phoneLength,
                " autocomplete=\"off\" inputmode=\"tel\""))
            \(postal(value.postal))
            <p><button>Proposer cet expéditeur</button></p>
            """
        let isOpen = errors.contains { Self.fields.contains($0.field) }
        return """
            <details\(isOpen, "open")><summary>Proposer un autre expéditeur ou une autre adresse…</summary>\(PostForm(
                action: .templates(.block(page.council.code, .sender, .proposal)), proof: page.proof, content: content
            ).html)</details>
            """
    }

    static let fields = ["nom-expediteur", "adresse-reponse", "telephone", "adresse-postale"]

    /// The field in which a part of a sender is written.
    static func field(_ part: SenderFlaw.Part) -> String {
        switch part {
        case .displayName: "nom-expediteur"
        case .replyTo: "adresse-reponse"
        case .phone: "telephone"
        case .postal: "adresse-postale"
        }
    }

    private func sentences(_ id: String) -> [HTML] { page.typed.errors.filter { $0.field == id }.map(\.sentence) }

    private func errorLine(_ id: String) -> HTML {
        let all = sentences(id)
        return all.isEmpty
            ? .empty : "<span class=\"error\" id=\"\(id)-erreur\">\(all.map { "\($0) " as HTML })</span>"
    }

    private func optional(_ id: String, _ label: HTML, _ value: String?, _ most: Int, _ attributes: HTML) -> HTML {
        let described: HTML =
            sentences(id).isEmpty ? .empty : " aria-describedby=\"\(id)-erreur\" aria-invalid=\"true\""
        return """
            <div class="sx-field"><label for="\(id)">\(label) (facultatif)</label>
            <input id="\(id)" name="\(id)" maxlength="\(raw: most)" value="\(value ?? "")"\(attributes)\(described)>\(errorLine(id))</div>
            """
    }

    private func postal(_ lines: [String]) -> HTML {
        let id = "adresse-postale"
        let described: HTML =
            sentences(id).isEmpty ? "\(id)-aide" : "\(id)-aide \(id)-erreur\" aria-invalid=\"true"
        return """
            <div class="sx-field"><label for="\(id)">Adresse postale du conseil</label>
            <textarea id="\(id)" name="\(id)" rows="6" maxlength="400" autocomplete="off"
            aria-describedby="\(described)">\(lines.joined(separator: "\n"))</textarea>
            <span class="hint" id="\(id)-aide">Sans le nom du conseil, six lignes de 38 caractères au plus. Elle figure en haut de
            chaque lettre sur papier ; sans elle, aucun lot de lettres ne peut être préparé.</span>\(errorLine(id))</div>
            """
    }
}
