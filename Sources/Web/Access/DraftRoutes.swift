import Access
import Vocabulary

/// What was typed in a form that arrived after the end of its session.
struct DraftRoutes {
    let drafts: Drafts

    func add(to routes: SiteRoutes) {
        routes.get("/compte/brouillons", .signedIn, show)
        routes.post("/compte/brouillons", .signedIn, bodyLimit: 8 << 10, erase)
    }

    @Sendable private func show(_ visit: Visit) async throws -> Reply {
        let found = try await drafts.list(of: try visit.session, now: visit.now)
        return .page(DraftsPage(drafts: found, proof: visit.token.formProof))
    }

    @Sendable private func erase(_ visit: Visit) async throws -> Reply {
        guard let id = visit.form.id("saisie") else { throw Problem.unprocessable("Choisissez la saisie à effacer.") }
        try await drafts.erase(id, of: try visit.session)
        return .go(.drafts, .draftErased)
    }
}

/// The drafts, each with its fields and two buttons: send it again, erase it.
struct DraftsPage: Page {
    let drafts: [Draft]
    let proof: String

    var title: String { "Saisies conservées" }

    var main: HTML {
        guard !drafts.isEmpty else {
            return """
                <h1>Saisies conservées</h1><div class="sx-empty"><h2>Rien n'attend</h2>
                <p>Quand un formulaire arrive après la
                fin d'une session, ce que vous aviez saisi est gardé ici pendant un jour.</p></div>
                """
        }
        return """
            <h1>Saisies conservées</h1>
            <p>Ces formulaires sont arrivés après la fin de votre session : rien n'a été fait. Relisez, puis envoyez de
            nouveau ou effacez. Une saisie est gardée un jour, pour vous seul.</p>
            \(drafts.map(section))
            """
    }

    private func section(_ draft: Draft) -> HTML {
        let shown = draft.fields.filter { !$0.value.isEmpty }.map { field -> (HTML, HTML) in
            (HTML(say: FieldWords.french(field.name)), "\(field.value)")
        }
        let erase = PostForm(
            action: .drafts, proof: proof,
            content: """
                <input type="hidden" name="saisie" value="\(raw: Int(draft.id))"><button>Effacer</button>
                """)
        return """
            <section class="sx-panel"><h2>Envoyé le \(ParisTime(draft.keptAt).html)</h2>
            \(Facts(pairs: shown).html)
            <div class="sx-inline">\(sendAgain(draft))\(erase.html)</div></section>
            """
    }

    /// The same form for this session: the right is checked as for any other.
    private func sendAgain(_ draft: Draft) -> HTML {
        guard let address = SiteURL(draft.address) else { return .empty }
        let fields = draft.fields.map { field -> HTML in
            "<input type=\"hidden\" name=\"\(field.name)\" value=\"\(field.value)\">"
        }
        return PostForm(
            action: address, proof: proof,
            content: """
                \(fields)<input type="hidden" name="brouillon" value="\(raw: Int(draft.id))">
                <button class="sx-primary">Envoyer de nouveau</button>
                """
        ).html
    }
}

/// The names of fields as a person says them; hyphens give way to spaces where no word is known.
enum FieldWords {
    static func french(_ name: String) -> String {
        switch name {
        case "medecin": "Médecin (numéro interne)"
        case "referentiel": "Référentiel"
        case "raison": "Raison"
        case "date": "Date"
        case "type": "Type"
        case "contenu": "Contenu"
        default: String(name.map { $0 == "-" ? " " : $0 })
        }
    }
}
