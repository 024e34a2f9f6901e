import Access
import Letters
import Registry
import Vocabulary

/// Whether a physician agrees to registered letters that come electronically, and the form to write that down.
struct ConsentPage: Page {
    let council: Council
    let identity: PhysicianIdentity
    /// The address of the roll, offered first; nil where it has none.
    let email: String?
    /// The latest statement; nil where there is none.
    let consent: ElectronicConsent?
    var people: PersonNames
    let mayWrite: Bool
    let proof: String
    let today: CalendarDate
    var typed = Typed()

    /// The form as it came back.
    struct Typed: Sendable {
        var email: String?
        var day = ""
        var words = ""
        var errors: [(field: String, sentence: HTML)] = []
    }

    var title: String { "\(typed.errors.isEmpty ? "" : "Erreur : ")Accord au recommandé électronique" }
    var section: Section? { .physicians }

    var main: HTML {
        """
        <p><a href="\(SiteURL.thread(council.code, identity.physicianID))">Retour aux échanges</a></p>
        <h1>Accord de \(identity.displayName) au recommandé électronique</h1>
        \(ErrorSummary(errors: typed.errors).html)
        \(Facts(pairs: facts).html)
        <p>Une lettre recommandée électronique ne part qu'avec l'accord exprès du médecin, donné avant l'envoi (code des postes et des
        communications électroniques, L. 100 ; code des relations entre le public et l'administration, L. 112-15). Il peut le
        retirer à tout moment : ce qui n'est pas encore parti revient au papier. Un accord antérieur au dernier mot du médecin n'y
        change rien.</p>
        \(mayWrite ? form : .empty)
        """
    }

    private var isGiven: Bool { consent?.state == .given }

    private var facts: [(HTML, HTML)] {
        guard let consent else { return [("Accord", "aucun n'est enregistré")] }
        return [
            (
                "Accord",
                "\(consent.state == .given ? "donné" : "retiré") le \(consent.since), enregistré par \(people[consent.author])"
            ),
            ("Adresse acceptée", "\(consent.email)"),
            ("Comment le conseil le sait", "\(consent.words)"),
        ]
    }

    private var form: HTML {
        let dayError = typed.errors.first { $0.field == "le" }?.sentence
        let described: HTML = dayError == nil ? .empty : " aria-describedby=\"le-erreur\" aria-invalid=\"true\""
        let day: HTML = typed.day.isEmpty ? "\(iso: today)" : "\(typed.day)"
        let address = FormField(
            id: "adresse", name: "adresse", label: "Adresse électronique",
            hint: isGiven ? "Celle pour laquelle l'accord est retiré." : "Celle que le médecin accepte.",
            value: typed.email ?? (isGiven ? consent?.email : email) ?? "", most: 254,
            attributes: " type=\"email\" autocomplete=\"off\"", errors: typed.errors)
        let words = FormField(
            id: "precision", name: "precision", label: "Comment le conseil le sait",
            hint: "Par exemple : courrier signé du 02/01/2029. N'y écrivez aucun numéro RPPS.", value: typed.words,
            errors: typed.errors)
        return PostForm(
            action: .registered(.consent(council.code, identity.physicianID)), proof: proof,
            content: """
                <input type="hidden" name="etat" value="\(isGiven ? "withdrawn" : "given")">\
                <input type="hidden" name="vu" value="\(raw: Int(consent?.id ?? 0))">
                \(address.html)<div class="sx-field"><label for="le">Depuis le</label>
                <input type="date" id="le" name="le" required max="\(iso: today)" value="\(day)"\(described)>\
                \(dayError.map { "<span class=\"error\" id=\"le-erreur\">\($0)</span>" as HTML })</div>\(words.html)
                <p><button class="\(isGiven ? "sx-danger" : "sx-primary")">\
                \(isGiven ? "Enregistrer le retrait de l'accord" : "Enregistrer l'accord")</button></p>
                """
        ).html
    }
}
