import Access
import Letters
import Vocabulary

/// Letters that came back: recorded by their reference, one after the other, and set right where that was wrong.
struct ReturnPage: Page {
    /// The latest ones are shown.
    static let mostLines = 50

    let council: Council
    let lines: [PostalLine]
    /// What the form before left in the address.
    let place: ReturnPlace
    /// The letter that the form before recorded; nil when its return was corrected since.
    let recorded: SentNotice?
    let session: Session
    let proof: String
    let today: CalendarDate
    var typed = Typed()
    var correction = Correction()

    /// The form as it came back.
    struct Typed: Sendable {
        var reference = ""
        var reason: RecordReturn.Reason?
        var day = ""
        var errors: [(field: String, sentence: HTML)] = []
    }

    /// The form that sets a return right, as it came back.
    struct Correction: Sendable {
        /// The value of « Elle n'est pas revenue ».
        static let none = "aucun"

        var reference = ""
        var reason = ""
        var day = ""
        var explanation = ""
        var errors: [(field: String, sentence: HTML)] = []
    }

    private var errors: [(field: String, sentence: HTML)] { typed.errors + correction.errors }
    var title: String { "\(errors.isEmpty ? "" : "Erreur : ")Lettres revenues" }
    var section: Section? { .alerts }

    var main: HTML {
        """
        <p><a href="\(SiteURL.postalLots(.list(council.code)))">Tous les lots</a></p>
        <h1>Lettres revenues</h1>
        \(ErrorSummary(errors: errors).html)\(last)
        \(session.may(.prepareLots) ? "\(form)\(correctionForm)" : .empty)
        \(lines.isEmpty ? "<p class=\"sx-muted\">Aucune lettre n'est revenue.</p>" : table)
        """
    }

    private var last: HTML {
        guard let recorded else { return .empty }
        return """
            <p>Dernière lettre enregistrée : <strong>\(LetterReference(recorded.id, of: council).text)</strong>,
            \(recorded.endedOn.map { "le \($0)" as HTML }) : \(recorded.reason ?? "").</p>
            """
    }

    /// What the post wrote and the day stay chosen: a pile that came back is often of one kind. The field is ready for the
    /// next reference.
    private var form: HTML {
        let chosen = typed.reason ?? place.reason
        let field = FormField(
            id: "reference", name: "reference", label: "Référence de la lettre",
            hint: "Au pied de la lettre, par exemple 33-1042-K ; une lecture par appareil suffit.",
            value: typed.reference, most: 60, attributes: "\(Self.scanned)\(isGoingOn, "autofocus")",
            errors: typed.errors)
        let day = DayField(
            id: "le", label: "Revenue le", value: typed.day.isEmpty ? "\(place.day ?? today)" : typed.day,
            latest: today,
            errors: typed.errors)
        return """
            <p>L'envoi du médecin porte alors « Revenu » avec sa raison. Si l'adresse est en cause (« inconnu à l'adresse »,
            « défaut d'accès »), plus aucune lettre n'y part tant que le Tableau n'en donne pas une autre, ou que personne n'a
            dit qu'elle est bonne. Une lettre refusée ou non réclamée était à la bonne adresse.</p>
            \(PostForm(action: .postalLots(.returns(council.code)), proof: proof, content: """
                \(field.html)<div class="sx-field"><label for="motif">Ce que la poste a écrit</label>
                <select id="motif" name="motif">\(options { $0 == chosen })</select></div>
                \(day.html)<p><button class="sx-primary">Enregistrer ce retour</button></p>
                """).html)
            """
    }

    private static let scanned: HTML = " autocomplete=\"off\" autocapitalize=\"characters\" spellcheck=\"false\""

    /// Whether one letter follows another.
    private var isGoingOn: Bool { correction.errors.isEmpty && (place.reason != nil || !typed.errors.isEmpty) }

    private func options(_ isChosen: (RecordReturn.Reason) -> Bool) -> [HTML] {
        RecordReturn.Reason.allCases.map { reason in
            "<option value=\"\(reason.rawValue)\"\(isChosen(reason), "selected")>\(say: reason.french)</option>"
        }
    }

    /// Nothing is erased: what was recorded stays among the exchanges, with the reason of the correction.
    private var correctionForm: HTML {
        let errors = correction.errors
        let field = FormField(
            id: "corrigee", name: "reference", label: "Référence de la lettre", value: correction.reference, most: 60,
            attributes: Self.scanned, errors: errors)
        let day = DayField(
            id: "corrigee-le", label: "Revenue le (vide : le jour ne change pas)", value: correction.day, latest: today,
            isRequired: false, errors: errors)
        let isNone = correction.reason == Correction.none
        let form = PostForm(
            action: .postalLots(.corrections(council.code)), proof: proof,
            content: """
                \(field.html)<div class="sx-field"><label for="motif-corrige">Ce qu'il fallait enregistrer</label>
                <select id="motif-corrige" name="motif">\(options { $0.rawValue == correction.reason })
                <option value="aucun"\(isNone, "selected")>Elle n'est pas revenue</option></select></div>
                \(day.html)
                \(FormField.reason(id: "raison-correction", "Pourquoi", value: correction.explanation, errors: errors).html)
                <p><button>Corriger ce retour</button></p>
                """)
        return
            "<details\(!errors.isEmpty, "open")><summary>Corriger un retour enregistré…</summary>\(form.html)</details>"
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

/// What the form of a return leaves in the address for the next one.
struct ReturnPlace: Hashable, Sendable {
    /// What the post wrote.
    var reason: RecordReturn.Reason?
    /// The day on which the pile came back.
    var day: CalendarDate?
    /// The notice of the letter that was recorded.
    var notice: Int64?

    var query: [(String, String)] {
        [("motif", reason?.rawValue), ("le", day.map { "\($0)" }), ("lettre", notice.map { String($0) })]
            .compactMap { name, value in value.map { (name, $0) } }
    }
}

extension ReturnPlace {
    init(_ query: Query) {
        self.init(
            reason: query["motif"].flatMap(RecordReturn.Reason.init(rawValue:)),
            day: query["le"].flatMap { CalendarDate(iso: $0) }, notice: query.id("lettre"))
    }
}

/// A day to be typed or chosen: its label and what was wrong with it, tied to each other.
struct DayField {
    let id: String
    let label: HTML
    let value: String
    let latest: CalendarDate
    var isRequired = true
    let errors: [(field: String, sentence: HTML)]

    var html: HTML {
        let error = errors.first { $0.field == id }?.sentence
        let tied: HTML =
            error == nil
            ? .empty : " aria-describedby=\"\(id)-erreur\" aria-invalid=\"true\""
        let line = error.map { "<span class=\"error\" id=\"\(id)-erreur\">\($0)</span>" as HTML }
        return """
            <div class="sx-field"><label for="\(id)">\(label)</label>
            <input type="date" id="\(id)" name="le"\(isRequired, "required") max="\(iso: latest)" value="\(value)"\(tied)>
            \(line)</div>
            """
    }
}
