import Access
import Letters
import Vocabulary

/// A change of national words: written, checked, compared, proposed, published.
struct TemplateDraftPage: Page {
    let draft: TemplateDraft
    let inForce: TemplateVersion
    let session: Session
    var people = PersonNames()
    let proof: String
    let today: CalendarDate
    var typed = Typed()

    /// A form as it came back.
    struct Typed: Sendable {
        var text: TemplateText?
        var day = ""
        var reason = ""
        var errors: [(field: String, sentence: HTML)] = []
    }

    var title: String {
        "\(typed.errors.isEmpty ? "" : "Erreur : ")\(TemplateWords.name(draft.kind)) – Modification d'un modèle"
    }
    var section: Section? { .templates }

    var main: HTML {
        """
        <p><a href="\(SiteURL.templates(.kind(draft.kind, version: nil)))">Texte en vigueur</a></p>
        <div class="sx-title"><h1>Modifier : \(TemplateWords.name(draft.kind))</h1><p>\(TemplateWords.badge(draft.state))</p></div>
        \(ErrorSummary(errors: typed.errors).html)
        \(reason)\(draft.state == .draft ? "\(check)\(edit)" : .empty)\(decide)
        <section class="sx-block" aria-labelledby="differences"><h2 id="differences">Différences avec le texte en vigueur</h2>
        \(TextDifference(old: TemplateText(inForce), new: draft.text).html)</section>
        \(draft.state == .proposed ? TemplateReadingSection(
            subject: draft.text.subject, mail: draft.text.mail, letter: draft.text.letter, heading: "Texte proposé").html : .empty)
        \(example)
        """
    }

    private var reason: HTML {
        guard let reason = draft.reason else { return .empty }
        return """
            <div class="sx-callout warn"><h2>Ce texte est revenu à l'état de brouillon</h2>
            <p>\(draft.reasonBy.map { "\(people[$0]) : " as HTML })« \(reason) »</p></div>
            """
    }

    private var check: HTML {
        let flaws = draft.flaws
        guard !flaws.isEmpty else {
            return "<div class=\"sx-callout\"><h2>Rien ne manque</h2><p>Ce texte peut être proposé.</p></div>"
        }
        return """
            <div class="sx-callout warn"><h2>À corriger avant de proposer</h2>
            <ul>\(flaws.map { "<li>\(say: TemplateWords.sentence($0))</li>" as HTML })</ul></div>
            """
    }

    private var edit: HTML {
        let text = typed.text ?? draft.text
        func area(_ id: String, _ label: HTML, _ paragraphs: [String]) -> HTML {
            """
            <div class="sx-field"><label for="\(id)">\(label)</label>
            <textarea id="\(id)" name="\(id)" rows="16" required maxlength="30000"
            aria-describedby="paragraphes-aide">\(TemplateText.typed(paragraphs))</textarea></div>
            """
        }
        return """
            <section class="sx-block" aria-labelledby="ecrire"><h2 id="ecrire">Écrire</h2>\(FieldList(kind: draft.kind).html)
            \(form(.text, """
                <div class="sx-field"><label for="objet">Objet</label>
                <input id="objet" name="objet" required maxlength="\(raw: TemplateText.subjectLength)" value="\(text.subject)"></div>
                <p class="hint" id="paragraphes-aide">Une ligne vide sépare deux paragraphes.</p>
                \(area("courriel", "Courriel", text.mail))\(area("lettre", "Lettre sur papier", text.letter))
                <p><button>Enregistrer le brouillon</button></p>
                """))</section>
            """
    }

    private var decide: HTML {
        let content: HTML =
            draft.state == .draft
            ? "\(propose)\(discard)" : isOwn ? "\(ownProposal)\(withdraw)" : "\(publish)\(sendBack)"
        return """
            <section class="sx-block" aria-labelledby="decision"><h2 id="decision">Décider</h2>\(content)</section>
            """
    }

    private var isOwn: Bool { draft.proposer == session.personID }

    private var propose: HTML {
        form(
            .proposal,
            """
            <p>Le texte enregistré sera figé ; une autre personne le publiera ou le renverra.</p>
            <p><button class="sx-primary">Proposer ce texte</button></p>
            """)
    }

    private var discard: HTML {
        """
        <details><summary>Abandonner cette modification…</summary>\(form(
            .removal, "<p>Le texte en vigueur reste tel qu'il est.</p><p><button class=\"sx-danger\">Abandonner la modification</button></p>"))</details>
        """
    }

    private var ownProposal: HTML {
        "<p>Vous avez proposé ce texte : une autre personne du Conseil national doit le publier ou le renvoyer.</p>"
    }

    private var withdraw: HTML {
        """
        <details\(!typed.errors.isEmpty, "open")><summary>Retirer ma proposition…</summary>\(form(
            .withdrawal, "\(reasonField.html)<p><button>Retirer la proposition</button></p>"))</details>
        """
    }

    private var publish: HTML {
        let field = FormField(
            id: "jour", name: "jour", label: "En vigueur à partir du",
            hint: "Aujourd'hui ou plus tard. Les courriers déjà écrits ne changent pas.",
            value: typed.day.isEmpty ? "\(today)" : typed.day, most: 10,
            attributes: " type=\"date\" min=\"\(iso: today)\"", errors: typed.errors)
        return """
            <p>Proposé par \(draft.proposedBy.map { people[$0] } ?? "–").</p>
            \(form(.publication, "\(field.html)<p><button class=\"sx-primary\">Publier ce texte</button></p>"))
            """
    }

    private var sendBack: HTML {
        """
        <details\(typed.errors.contains { $0.field == "raison" }, "open")><summary>Renvoyer ce texte à son auteur…</summary>\(form(
            .sendingBack, "\(reasonField.html)<p><button>Renvoyer le texte</button></p>"))</details>
        """
    }

    private var reasonField: FormField {
        .reason("Pourquoi (obligatoire)", value: typed.reason, errors: typed.errors)
    }

    private var example: HTML {
        guard let preview = try? PreviewLetter.sample(draft.text, draft.kind) else { return .empty }
        return """
            <p>Ci-dessous, le texte avec les valeurs d'un médecin inventé. Chaque conseil l'essaie sur ses propres dossiers.</p>
            \(TemplateReadingSection(
                subject: preview.text.subject, mail: preview.text.mail, letter: preview.text.letter, id: "exemple",
                heading: "Exemple").html)
            """
    }

    private func form(_ part: TemplateAddress.DraftPart, _ content: HTML) -> HTML {
        PostForm(
            action: .templates(.draftPart(draft.kind, part)), proof: proof,
            content: """
                <input type="hidden" name="modele" value="\(raw: Int(draft.id))">
                <input type="hidden" name="revision" value="\(raw: draft.revision)">\(content)
                """
        ).html
    }
}
