import Access
import Letters
import Vocabulary

/// The registered letters of a council: what the post says of them, those that leave electronically, and what the days mean.
struct RegisteredPage: Page {
    /// Letters of one page, beside those that somebody must decide on.
    static let mostLines = 50
    /// Letters that could leave electronically.
    static let mostCandidates = 100
    /// What the form says of a line that is to be taken back.
    static let takingBack = "void"

    let council: Council
    /// Those that wait for somebody or for the carrier.
    let open: [RegisteredLine]
    let lines: [RegisteredLine]
    let hasOlder: Bool
    /// Whether the newest letters are shown.
    let isFirst: Bool
    let candidates: [ElectronicCandidate]
    let kept: [Int64: [LetterProofFile.Kind]]
    let session: Session
    let hasCarrier: Bool
    let people: PersonNames
    let proof: String
    let today: CalendarDate
    var typed = Typed()

    /// The form as it came back, or as the last letter left it.
    struct Typed: Sendable {
        var number = ""
        var kind: PostEvent.Kind?
        var day = ""
        var isCorrection = false
        var isTakingBack = false
        /// What the carrier calls a letter, as it was typed.
        var mail = ""
        var errors: [(field: String, sentence: HTML)] = []
    }

    /// The field in which somebody says what the carrier calls a letter.
    static func mailField(_ notice: Int64) -> String { "service-\(notice)" }

    var code: String { council.code }
    var mayWrite: Bool { session.may(.prepareLots) }
    var mayOpen: Bool { session.may(.readFile, on: .fileNotAssigned) }
    var title: String { "\(typed.errors.isEmpty ? "" : "Erreur : ")Lettres recommandées" }
    var section: Section? { .alerts }

    var main: HTML {
        """
        <p><a href="\(SiteURL.postalLots(.list(code)))">Tous les lots</a></p>
        <h1>Lettres recommandées</h1>
        \(ErrorSummary(errors: typed.errors).html)
        \(doubts)\(mayWrite ? form : .empty)\(waiting)
        <section class="sx-block" aria-labelledby="suivi"><h2 id="suivi">Suivi</h2>\(lines.isEmpty ? empty : table)\(paging)</section>
        \(electronic)\(RegisteredWords.effect)
        """
    }

    /// Kind and day stay chosen: what the post brings back is often of one day and one kind.
    private var form: HTML {
        let options = PostEvent.Kind.allCases.map { kind -> HTML in
            "<option value=\"\(kind.rawValue)\"\(typed.kind == kind, "selected")>\(say: kind.french)</option>"
        }
        let number = FormField(
            id: "numero", name: "numero", label: "Numéro de recommandé",
            hint: "Sur l'avis de réception ou le pli rendu ; une lecture par appareil suffit.", value: typed.number,
            most: 60,
            attributes: " autocomplete=\"off\" autocapitalize=\"characters\" spellcheck=\"false\" autofocus",
            errors: typed.errors)
        let error = typed.errors.first { $0.field == "le" }?.sentence
        let described: HTML =
            error == nil
            ? " aria-describedby=\"le-aide\"" : " aria-describedby=\"le-aide le-erreur\" aria-invalid=\"true\""
        let day: HTML = typed.day.isEmpty ? "\(iso: today)" : "\(typed.day)"
        return PostForm(
            action: .registered(.part(code, .events)), proof: proof,
            content: """
                <div class="sx-field"><label for="evenement">Ce que dit la poste</label>
                <select id="evenement" name="evenement">\(options)<option value="\(Self.takingBack)"\(typed.isTakingBack, "selected")>\
                Rien : retirer la dernière ligne de cette lettre, saisie par erreur</option></select></div>
                <div class="sx-field"><label for="le">Jour</label>
                <input type="date" id="le" name="le" required max="\(iso: today)" value="\(day)"\(described)>\
                <span class="hint" id="le-aide">Tel que la poste l'a daté.</span>\
                \(error.map { "<span class=\"error\" id=\"le-erreur\">\($0)</span>" as HTML })</div>
                \(number.html)
                <div class="sx-field"><label><input type="checkbox" name="corriger" value="oui"\
                \(typed.isCorrection, "checked")> Corriger ce qui est déjà enregistré</label></div>
                <p><button class="sx-primary">Enregistrer</button></p>
                """
        ).html
    }

    private var electronic: HTML {
        let content: HTML =
            if !hasCarrier {
                """
                <p>Aucun service de recommandé électronique n'est réglé, ou aucun outil de mise en page (SEXTANT_AR24_ADDRESS,
                SEXTANT_TYPST) : le conseil porte ses recommandés à la poste, et en enregistre les numéros et les dates.</p>
                """
            } else if candidates.isEmpty {
                """
                <p class="sx-muted">Aucune lettre qui attend n'est pour un médecin qui a accepté le recommandé électronique. Son
                accord s'enregistre depuis ses échanges.</p>
                """
            } else {
                candidateTable
            }
        return """
            <section class="sx-block" aria-labelledby="electronique"><h2 id="electronique">Recommandé électronique</h2>
            \(content)</section>
            """
    }

    private var candidateTable: HTML {
        let rows = candidates.map { letter -> HTML in
            let reference = LetterReference(letter.notice, of: council).text
            let form = PostForm(
                action: .registered(.part(code, .sending)), proof: proof,
                content: """
                    <input type="hidden" name="courrier" value="\(raw: Int(letter.notice))">
                    <button>Envoyer en recommandé électronique <span class="sx-hidden">la lettre \(reference)</span></button>
                    """)
            return """
                <tr><th scope="row">\(reference)</th><td>\(letter.name)</td><td>\(letter.consent.email)
                <small>accord du \(letter.consent.since)</small></td><td>\(mayWrite ? form.html : .empty)</td></tr>
                """
        }
        return Table(
            id: "candidats", caption: "Lettres en attente pour des médecins qui acceptent le recommandé électronique",
            head: ["Référence", "Destinataire", "Adresse acceptée", "Envoi"].map { Table.head(HTML(say: $0)) },
            rows: rows
        ).html
    }
}
