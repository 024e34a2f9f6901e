import Access
import Alerts
import Letters
import Registry
import Vocabulary

/// What passed between the council and a physician, the latest first, and the form to write down more (S10).
struct ThreadPage: Page {
    let council: Council
    let identity: PhysicianIdentity
    /// Nil when the roll says nothing.
    let contact: PhysicianContact?
    let checks: [ContactCheck]
    /// What is known of the postal address; nil for one of which nothing is.
    let postal: PostalCheck?
    let entries: [ThreadOfPhysician.Entry]
    /// The notices whose letter on paper can be opened.
    let kept: Set<Int64>
    var people: PersonNames
    let mayWrite: Bool
    let proof: String
    let today: CalendarDate
    let typed: Typed

    /// The form as it came back.
    struct Typed: Sendable {
        var kind: RecordEntry.Kind?
        var day = ""
        var words = ""
        /// Why the address works again.
        var reason = ""
        var errors: [(field: String, sentence: HTML)] = []

        /// Whether it is the form of the e-mail address that was refused.
        var isAboutAddress: Bool { errors.contains { $0.field == "raison" } }
        /// Whether it is that of the postal one.
        var isAboutPostal: Bool { errors.contains { $0.field == "raison-postale" } }
    }

    private var code: String { council.code }
    var title: String { "\(typed.errors.isEmpty ? "" : "Erreur : ")Échanges avec un médecin" }
    var section: Section? { .physicians }

    var main: HTML {
        """
        <p><a href="\(SiteURL.physician(code, identity.physicianID, from: nil))">Retour à la fiche</a></p>
        <h1>Échanges avec \(identity.displayName)</h1>
        \(ErrorSummary(errors: typed.errors).html)
        \(Facts(pairs: facts).html)
        \(mayWrite ? "\(addressForm)\(postalForm)\(form)" : .empty)
        <section class="sx-block" aria-labelledby="fil"><h2 id="fil">Courriers, appels et réponses</h2>\(list)</section>
        """
    }

    private var facts: [(HTML, HTML)] {
        let address = contact?.address ?? []
        let lines = address.enumerated().map { $0.offset == 0 ? "\($0.element)" as HTML : "<br>\($0.element)" }
        return [
            ("Adresse électronique", email),
            ("Adresse postale", address.isEmpty ? "aucune au Tableau" : "\(lines)\(postalCheck)"),
            (
                "Recommandé électronique",
                "<a href=\"\(SiteURL.registered(.consent(code, identity.physicianID)))\">Accord du médecin</a>"
            ),
        ]
    }

    private var email: HTML {
        guard let email = contact?.email else {
            return "aucune : les courriers partent par la poste, si l'adresse postale le permet"
        }
        guard let check else {
            return "\(email)\(contact?.emailCheckedOn.map { " <small>vérifiée le \($0)</small>" as HTML })"
        }
        let follows: HTML =
            check.state == .refused
            ? "<small>Plus aucun courriel n'y part : les messages suivants relèvent d'une lettre.</small>" : .empty
        return "\(email) \(ThreadWords.badge(check.state)) <small>depuis le \(check.since)</small>\(follows)"
    }

    /// A letter came back from this very address, which is to blame; or it is too long for an envelope.
    private var postalCheck: HTML {
        guard let contact else { return .empty }
        return PostalAddressWords.state(contact, postal)
    }

    /// The reference of a letter on paper, and its file where it was kept.
    private func letter(_ notice: SentNotice) -> (reference: String, file: SiteURL?)? {
        guard notice.channel == .post else { return nil }
        let file: SiteURL? =
            kept.contains(notice.id)
            ? .postalLots(.letter(code, physician: identity.physicianID, notice: notice.id)) : nil
        return (LetterReference(notice.id, of: council).text, file)
    }

    private var check: ContactCheck? { checks.first { $0.email == contact?.email } }

    /// Takes back what a returned mail said of the address.
    private var addressForm: HTML {
        guard let email = contact?.email, let check, check.state != .valid else { return .empty }
        let reason = FormField.reason(
            "Comment vous le savez", value: typed.isAboutPostal ? "" : typed.reason, errors: typed.errors)
        let form = PostForm(
            action: .threadAddress(code, identity.physicianID), proof: proof,
            content: """
                <p>Les prochains courriels partiront de nouveau à \(email). Ceux qui sont déjà revenus ne sont pas renvoyés.</p>
                <input type="hidden" name="adresse" value="\(email)">\(reason.html)
                <p><button>Cette adresse fonctionne de nouveau</button></p>
                """)
        return """
            <details\(typed.isAboutAddress, "open")><summary>Cette adresse fonctionne de nouveau…</summary>\(form.html)</details>
            """
    }

    /// Takes back what a returned letter said of the postal address.
    private var postalForm: HTML {
        guard let contact, let postal, postal.state == .refused else { return .empty }
        let reason = FormField.reason(
            id: "raison-postale", "Comment vous le savez", value: typed.isAboutPostal ? typed.reason : "",
            errors: typed.errors)
        let form = PostForm(
            action: .threadAddress(code, identity.physicianID), proof: proof,
            content: """
                <p>Les prochaines lettres partiront de nouveau à cette adresse postale. Celles qui sont revenues ne sont pas
                renvoyées.</p><input type="hidden" name="postale" value="\(contact.postalKey)">\(reason.html)
                <p><button>Cette adresse postale est la bonne</button></p>
                """)
        return """
            <details\(typed.isAboutPostal, "open")><summary>Cette adresse postale est la bonne…</summary>\(form.html)</details>
            """
    }

    private var form: HTML {
        let options = RecordEntry.Kind.allCases.map { kind -> HTML in
            "<option value=\"\(kind.rawValue)\"\(typed.kind == kind, "selected")>\(ThreadWords.name(kind))</option>"
        }
        let form = PostForm(
            action: .thread(code, identity.physicianID), proof: proof,
            content: """
                <div class="sx-field"><label for="nature">Nature</label>
                <select id="nature" name="nature">\(options)</select></div>
                <div class="sx-field"><label for="le">Jour</label>
                <input type="date" id="le" name="le" required max="\(iso: today)" value="\(typed.day)"></div>
                <div class="sx-field"><label for="texte">Ce qui s'est dit</label>
                <textarea id="texte" name="texte" rows="3" required maxlength="2000"\(described)>\(typed.words)</textarea>
                <span class="hint" id="texte-aide">Rien de ce qui touche à la santé : le médecin peut demander une copie de ces
                lignes.</span>\(wordsError)</div>
                <p><button>Enregistrer l'échange</button></p>
                """)
        return """
            <details\(!typed.errors.isEmpty && !typed.isAboutAddress && !typed.isAboutPostal, "open")><summary>Noter un appel ou enregistrer une réponse…</summary>
            \(form.html)</details>
            """
    }

    private var wordsFault: HTML? { typed.errors.first { $0.field == "texte" }?.sentence }

    private var described: HTML {
        wordsFault == nil
            ? " aria-describedby=\"texte-aide\"" : " aria-describedby=\"texte-aide texte-erreur\" aria-invalid=\"true\""
    }

    private var wordsError: HTML {
        wordsFault.map { "<span class=\"error\" id=\"texte-erreur\">\($0)</span>" as HTML } ?? .empty
    }

    private var list: HTML {
        guard !entries.isEmpty else {
            return
                "<p class=\"sx-muted\">Aucun échange : le conseil n'a encore rien écrit à ce médecin, ni rien noté.</p>"
        }
        let rows = entries.map { entry -> HTML in
            let author: HTML = entry.author.isEmpty ? "–" : "\(people[entry.author])"
            return """
                <tr><th scope="row">\(entry.on)</th><td>\(ThreadWords.name(entry.content))</td>
                <td>\(ThreadWords.detail(entry.content, letter: letter))</td><td>\(author)</td></tr>
                """
        }
        return Table(
            id: "fil-liste", caption: "Échanges, du plus récent au plus ancien",
            head: ["Jour", "Nature", "Contenu", "Par"].map { Table.head(HTML(say: $0)) }, rows: rows
        ).html
    }
}
