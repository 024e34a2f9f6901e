import Access
import Letters

/// Under which name a council writes, and where it is answered.
struct SenderSection {
    let page: BlockListPage

    var html: HTML {
        """
        <section class="sx-block" aria-labelledby="expediteur"><h2 id="expediteur">Expéditeur et réponses</h2>
        \(Facts(pairs: [
            ("Nom de l'expéditeur", "\(page.sender.displayName)"),
            ("Adresse de réponse", page.sender.replyTo.map { "\($0)" } ?? "aucune"),
            ("Téléphone", page.sender.phone.map { "\($0)" } ?? "aucun"),
        ]).html)\(form)</section>
        """
    }

    private var form: HTML {
        guard page.session.may(.editTemplates) else { return .empty }
        let value = page.typed.sender ?? page.sender
        let errors = page.typed.errors
        let name = FormField(
            id: "nom-expediteur", name: "nom-expediteur", label: "Nom de l'expéditeur",
            hint: "Il est montré à côté de l'adresse des courriels, et doit nommer votre conseil.",
            value: value.displayName, most: 120, errors: errors)
        let content: HTML = """
            \(name.html)
            \(optional("adresse-reponse", "Adresse de réponse", value.replyTo, 254, " autocomplete=\"off\" inputmode=\"email\""))
            \(optional("telephone", "Téléphone", value.phone, 40, " autocomplete=\"off\" inputmode=\"tel\""))
            <p><button>Enregistrer</button></p>
            """
        let isOpen = errors.contains { ["nom-expediteur", "adresse-reponse", "telephone"].contains($0.field) }
        return """
            <details\(isOpen, "open")><summary>Changer l'expéditeur ou l'adresse de réponse…</summary>\(PostForm(
                action: .templates(.sender(page.council.code)), proof: page.proof, content: content).html)</details>
            """
    }

    private func optional(_ id: String, _ label: HTML, _ value: String?, _ most: Int, _ attributes: HTML) -> HTML {
        let error = page.typed.errors.first { $0.field == id }?.sentence
        let described: HTML =
            error == nil ? .empty : " aria-describedby=\"\(id)-erreur\" aria-invalid=\"true\""
        let line: HTML = error.map { "<span class=\"error\" id=\"\(id)-erreur\">\($0)</span>" as HTML } ?? .empty
        return """
            <div class="sx-field"><label for="\(id)">\(label) (facultatif)</label>
            <input id="\(id)" name="\(id)" maxlength="\(raw: most)" value="\(value ?? "")"\(attributes)\(described)>\(line)</div>
            """
    }
}
