import Access
import Letters

/// The numbers of the registered letters of a lot: typed or scanned, one after the other.
struct RegisteredNumbersPage: Page {
    let council: Council
    let lot: PostalLot
    let pile: [(notice: Int64, number: String?)]
    let mayWrite: Bool
    let proof: String
    var typed = Typed()

    /// The form as it came back.
    struct Typed: Sendable {
        var reference: String?
        var number = ""
        var errors: [(field: String, sentence: HTML)] = []
    }

    var title: String {
        "\(typed.errors.isEmpty ? "" : "Erreur : ")Numéros de recommandé du lot n° \(lot.id)"
    }
    var section: Section? { .alerts }

    var main: HTML {
        """
        <p><a href="\(SiteURL.postalLots(.lot(council.code, lot.id)))">Retour au lot</a></p>
        <div class="sx-title"><h1>Numéros de recommandé, \(PostalLotWords.name(lot))</h1><p class="sx-count">\
        \(French.count(pile.count { $0.number != nil }, "numéro", "numéros")) pour \
        \(French.count(pile.count, "lettre", "lettres"))</p></div>
        \(ErrorSummary(errors: typed.errors).html)
        \(mayWrite && isOpen ? form : .empty)
        \(pile.isEmpty ? "<p class=\"sx-muted\">Ce pli n'a aucune lettre.</p>" : table)
        """
    }

    private var isOpen: Bool { [.ready, .deposited].contains(lot.state) && !pile.isEmpty }

    /// The first letter of the pile that has no number.
    private var next: String {
        pile.first { $0.number == nil }.map { LetterReference($0.notice, of: council).text } ?? ""
    }

    private var form: HTML {
        let plain: HTML = " autocomplete=\"off\" autocapitalize=\"characters\" spellcheck=\"false\""
        let reference = FormField(
            id: "reference", name: "reference", label: "Référence de la lettre",
            hint: "La première du pli sans numéro est proposée ; une autre peut être lue au pied de la lettre.",
            value: typed.reference ?? next, most: 60, attributes: plain, errors: typed.errors)
        let number = FormField(
            id: "numero", name: "numero", label: "Numéro de recommandé",
            hint: "Sur l'étiquette, par exemple 1A 123 456 7890 1 ; une lecture par appareil suffit.",
            value: typed.number, most: 60, attributes: "\(plain) autofocus", errors: typed.errors)
        return """
            <p>Seules les lettres qui ont un numéro partent en recommandé. Un numéro saisi par erreur se corrige en le saisissant de
            nouveau pour la même lettre, ou se retire dans la liste, tant que la poste n'a rien dit d'elle.</p>
            \(PostForm(action: .registered(.numbers(council.code, lot.id)), proof: proof, content: """
                \(reference.html)\(number.html)<p><button class="sx-primary">Enregistrer ce numéro</button></p>
                """).html)
            """
    }

    private var table: HTML {
        let rows = pile.map { letter -> HTML in
            let reference = LetterReference(letter.notice, of: council).text
            return """
                <tr><th scope="row">\(reference)</th><td>\(letter.number ?? "–")\
                \(mayWrite && isOpen && letter.number != nil ? takingOff(reference) : .empty)</td></tr>
                """
        }
        return Table(
            id: "numeros", caption: "Lettres du pli, dans l'ordre de la poste, avec leur numéro",
            head: [Table.head("Référence"), Table.head("Numéro de recommandé")], rows: rows
        ).html
    }

    /// An ordinary letter that was given the label of another one has none again.
    private func takingOff(_ reference: String) -> HTML {
        PostForm(
            action: .registered(.numbers(council.code, lot.id)), proof: proof,
            content: """
                <input type="hidden" name="reference" value="\(reference)"><input type="hidden" name="retirer" value="oui">
                <button>Retirer ce numéro <span class="sx-hidden">de la lettre \(reference)</span></button>
                """
        ).html
    }
}
