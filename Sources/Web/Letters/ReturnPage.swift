import Access
import Letters

/// Letters that came back: recorded by their reference, one after the other.
struct ReturnPage: Page {
    /// The latest ones are shown.
    static let mostLines = 50

    let council: Council
    let lines: [PostalLine]
    let session: Session
    let proof: String
    var typed = Typed()

    /// The form as it came back.
    struct Typed: Sendable {
        var reference = ""
        var reason: RecordReturn.Reason?
        var errors: [(field: String, sentence: HTML)] = []
    }

    var title: String { "\(typed.errors.isEmpty ? "" : "Erreur : ")Lettres revenues" }
    var section: Section? { .alerts }

    var main: HTML {
        """
        <p><a href="\(SiteURL.postalLots(.list(council.code)))">Tous les lots</a></p>
        <h1>Lettres revenues</h1>
        \(ErrorSummary(errors: typed.errors).html)
        \(session.may(.prepareLots) ? form : .empty)
        \(lines.isEmpty ? "<p class=\"sx-muted\">Aucune lettre n'est revenue.</p>" : table)
        """
    }

    /// What the post wrote stays chosen: a pile that came back is often of one kind.
    private var form: HTML {
        let options = RecordReturn.Reason.allCases.map { reason -> HTML in
            "<option value=\"\(reason.rawValue)\"\(typed.reason == reason, "selected")>\(say: reason.french)</option>"
        }
        let field = FormField(
            id: "reference", name: "reference", label: "Référence de la lettre",
            hint: "Au pied de la lettre, par exemple 33-1042-K ; une lecture par appareil suffit.",
            value: typed.reference,
            most: 60, attributes: " autocomplete=\"off\" autocapitalize=\"characters\" spellcheck=\"false\"",
            errors: typed.errors)
        return """
            <p>L'envoi du médecin porte alors « Revenu » avec sa raison, et la page de ses échanges dit que l'adresse est à
            vérifier.</p>
            \(PostForm(action: .postalLots(.returns(council.code)), proof: proof, content: """
                \(field.html)<div class="sx-field"><label for="motif">Ce que la poste a écrit</label>
                <select id="motif" name="motif">\(options)</select></div>
                <p><button class="sx-primary">Enregistrer ce retour</button></p>
                """).html)
            """
    }

    private var table: HTML {
        let rows = lines.map { line -> HTML in
            let name: HTML = "\(line.address.first ?? "")"
            let shown: HTML =
                session.may(.readFile, on: .fileNotAssigned)
                ? "<a href=\"\(SiteURL.thread(council.code, line.physicianID))\">\(name)</a>" : name
            return """
                <tr><th scope="row">\(LetterReference(line.notice, of: council).text)</th><td>\(shown)</td>
                <td>\(line.returnedOn.map { "\($0)" as HTML } ?? "–")</td><td>\(line.returnReason ?? "")</td></tr>
                """
        }
        return Table(
            id: "retours", caption: "Les dernières lettres revenues",
            head: ["Référence", "Destinataire", "Revenue le", "Raison"].map { Table.head(HTML(say: $0)) }, rows: rows
        ).html
    }
}
