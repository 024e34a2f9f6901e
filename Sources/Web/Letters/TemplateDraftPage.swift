import Access
import Letters
import Vocabulary

/// A change of national words: written, checked, compared, proposed, published.
struct TemplateDraftPage: Page {
    let draft: TemplateDraft
    /// The words with which it is compared.
    let base: TemplateVersion
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
        /// Whether somebody else saved, or proposed, meanwhile: what was typed is shown beside it.
        var isConflict = false
        /// The words that hold on the day that was typed, where the draft was compared with others.
        var moved: TemplateVersion?
    }

    var title: String {
        "\(typed.errors.isEmpty ? "" : "Erreur : ")\(TemplateWords.name(draft.kind)) – Modification d'un modèle"
    }
    var section: Section? { .templates }

    var main: HTML {
        """
        <p><a href="\(SiteURL.templates(.kind(draft.kind, version: nil)))">Texte en vigueur</a></p>
        <div class="sx-title"><h1>Modifier : \(TemplateWords.name(draft.kind))</h1><p>\(TemplateWords.badge(draft.state))</p></div>
        \(ErrorSummary(errors: typed.errors).html)\(conflict)
        \(reason)\(draft.state == .draft ? "\(check)\(TemplateDraftForm(page: self).html)" : .empty)
        \(CompulsoryList(kind: draft.kind, text: draft.text).html)\(decide)\(difference)
        \(draft.state == .proposed ? TemplateReadingSection(
            subject: draft.text.subject, mail: draft.text.mail, letter: draft.text.letter, heading: "Texte proposé").html : .empty)
        \(example)
        """
    }

    /// Whoever typed loses nothing: both texts are on the page.
    private var conflict: HTML {
        guard typed.isConflict, let text = typed.text else { return .empty }
        let way: HTML =
            draft.state == .draft
            ? "Vos mots sont encore dans les champs ci-dessous : reprenez-les, puis enregistrez."
            : "Le texte a été proposé : il ne change plus. Gardez vos mots, lus ici, si vous voulez les reprendre."
        return """
            <section class="sx-callout warn" aria-labelledby="conflit"><h2 id="conflit">Une autre personne a enregistré ce texte</h2>
            <p>Rien de ce que vous avez écrit n'est enregistré. \(way) « Avant » est ce qui est enregistré, par
            \(people[draft.writtenBy]) ; « après », ce que vous avez écrit.</p>
            \(TextDifference(old: draft.text, new: text).html)</section>
            \(draft.state == .draft ? .empty : TemplateReadingSection(
                subject: text.subject, mail: text.mail, letter: text.letter, id: "vos-mots", heading: "Ce que vous avez écrit").html)
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
        let items = flaws.map { flaw -> HTML in
            "<li><a href=\"#\(TemplateWords.field(flaw.part))\">\(say: TemplateWords.sentence(flaw))</a></li>"
        }
        return "<div class=\"sx-callout warn\"><h2>À corriger avant de proposer</h2><ul>\(items)</ul></div>"
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
    private var isOwnWriting: Bool { draft.writer == session.personID }

    private var propose: HTML {
        let writer: HTML =
            isOwnWriting
            ? .empty
            : "<p>\(people[draft.writtenBy]) a écrit la dernière version : ni vous ni cette personne ne pourrez publier ce texte.</p>"
        return form(
            .proposal,
            """
            <p>Une lettre d'essai, avec les valeurs les plus longues et tout ce qu'un conseil peut ajouter, est mise en page. Puis
            le texte enregistré est figé ; une autre personne le publiera ou le renverra.</p>\(writer)
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
        let author: HTML = "<p>Proposé par \(draft.proposedBy.map { people[$0] } ?? "–").</p>"
        guard !isOwnWriting else {
            return """
                \(author)<p>Vous avez écrit la dernière version de ce texte : une autre personne doit le publier. Vous pouvez
                le renvoyer.</p>
                """
        }
        let first = max(today, base.inForceFrom)
        let field = FormField(
            id: "jour", name: "jour", label: "En vigueur à partir du",
            hint: "Aujourd'hui ou plus tard. Les courriers déjà écrits ne changent pas.",
            value: typed.day.isEmpty ? "\(first)" : typed.day, most: 10,
            attributes: " type=\"date\" min=\"\(iso: today)\"", errors: typed.errors)
        return """
            \(author)\(form(.publication, "\(field.html)<p><button class=\"sx-primary\">Publier ce texte</button></p>"))
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

    private var difference: HTML {
        let moved: HTML =
            typed.moved.map {
                """
                <section class="sx-block" aria-labelledby="differences-autre"><h2 id="differences-autre">Différences avec le texte \
                qui sera en vigueur ce jour-là</h2>
                <p>« Avant » est la \(say: TemplateWords.name($0.key)), à partir du \($0.inForceFrom) ; « après », ce texte.</p>
                \(TextDifference(old: TemplateText($0), new: draft.text).html)</section>
                """ as HTML
            } ?? .empty
        return """
            \(moved)<section class="sx-block" aria-labelledby="differences"><h2 id="differences">Différences avec le texte de départ</h2>
            <p>Le texte de départ est la \(say: TemplateWords.name(base.key)), en vigueur à partir du \(base.inForceFrom).</p>
            \(TextDifference(old: TemplateText(base), new: draft.text).html)\(rebase)</section>
            """
    }

    /// A draft that is meant for a later day is compared with what will hold until then.
    private var rebase: HTML {
        guard draft.state == .draft else { return .empty }
        let field = FormField(
            id: "jour-prevu", name: "jour", label: "Jour prévu",
            hint: "Le texte en vigueur ce jour-là devient le texte de départ ; vos mots ne changent pas.",
            value: typed.day.isEmpty ? "\(max(today, base.inForceFrom))" : typed.day, most: 10,
            attributes: " type=\"date\" min=\"\(iso: today)\"", errors: typed.errors)
        return """
            <details\(typed.errors.contains { $0.field == "jour-prevu" }, "open")><summary>Comparer au texte d'un autre jour…</summary>\(form(
                .base, "\(field.html)<p><button>Comparer</button></p>"))</details>
            """
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

    func form(_ part: TemplateAddress.DraftPart, _ content: HTML) -> HTML {
        PostForm(
            action: .templates(.draftPart(draft.kind, part)), proof: proof,
            content: """
                <input type="hidden" name="modele" value="\(raw: Int(draft.id))">
                <input type="hidden" name="revision" value="\(raw: draft.revision)">\(content)
                """
        ).html
    }
}

/// The words of a draft while they are written, each part with what is wrong beside it.
struct TemplateDraftForm {
    let page: TemplateDraftPage

    var html: HTML {
        let (text, kind) = (page.typed.text ?? page.draft.text, page.draft.kind)
        return """
            <section class="sx-block" aria-labelledby="ecrire"><h2 id="ecrire">Écrire</h2>\(FieldList(kind: kind).html)
            \(page.form(.text, """
                <div class="sx-field"><label for="objet">Objet</label>
                <input id="objet" name="objet" required maxlength="\(raw: TemplateText.subjectLength)" value="\(text.subject)"\
                \(state("objet"))>\(errorLine("objet"))</div>
                <p class="hint" id="paragraphes-aide">Une ligne vide sépare deux paragraphes.</p>
                \(area("courriel", "Courriel", text.mail))\(area("lettre", "Lettre sur papier", text.letter))
                <p><button>Enregistrer le brouillon</button></p>
                """))</section>
            """
    }

    private func area(_ id: String, _ label: HTML, _ paragraphs: [String]) -> HTML {
        """
        <div class="sx-field"><label for="\(id)">\(label)</label>
        <textarea id="\(id)" name="\(id)" rows="16" required maxlength="30000"\(state(id, "paragraphes-aide"))>\
        \(TemplateText.typed(paragraphs))</textarea>\(errorLine(id))</div>
        """
    }

    /// What the form refused, or what the saved words lack.
    private func sentences(_ id: String) -> [HTML] {
        let refused = page.typed.errors.filter { $0.field == id }.map(\.sentence)
        guard refused.isEmpty, page.typed.text == nil else { return refused }
        return page.draft.flaws.filter { TemplateWords.field($0.part) == id }.map {
            HTML(say: TemplateWords.sentence($0))
        }
    }

    private func state(_ id: String, _ hint: String? = nil) -> HTML {
        let isWrong = !sentences(id).isEmpty
        let names = [hint, isWrong ? "\(id)-erreur" : nil].compactMap(\.self)
        guard !names.isEmpty else { return .empty }
        return " aria-describedby=\"\(names.joined(separator: " "))\"\(isWrong ? " aria-invalid=\"true\"" : .empty)"
    }

    private func errorLine(_ id: String) -> HTML {
        let sentences = sentences(id)
        return sentences.isEmpty
            ? .empty : "<span class=\"error\" id=\"\(id)-erreur\">\(sentences.map { "\($0) " as HTML })</span>"
    }
}
