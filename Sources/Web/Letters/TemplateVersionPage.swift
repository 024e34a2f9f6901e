import Access
import Letters
import Vocabulary

/// The national words of one kind: those in force, or another version, with what it changed.
struct TemplateVersionPage: Page {
    let kind: Letters.Notice.Kind
    /// Every version, the latest first.
    let versions: [TemplateVersion]
    /// The one in force today, nil where none is.
    let inForce: TemplateVersion?
    let shown: TemplateVersion
    let draft: TemplateDraft?
    /// Published words whose day has not come.
    let coming: [TemplateDraft]
    let session: Session
    var people = PersonNames()
    let proof: String
    let today: CalendarDate
    var typed = Typed()

    /// A form as it came back.
    struct Typed: Sendable {
        var draft: Int64?
        var reason = ""
        var errors: [(field: String, sentence: HTML)] = []
    }

    var title: String {
        "\(typed.errors.isEmpty ? "" : "Erreur : ")\(TemplateWords.name(kind)) – Modèle de courrier"
    }
    var section: Section? { .templates }

    var main: HTML {
        """
        <p><a href="\(SiteURL.templates(.list))">Tous les modèles</a></p>
        <div class="sx-title"><h1>\(TemplateWords.name(kind))</h1>
        <p class="sx-count">\(say: TemplateWords.name(shown.key)), \(state(shown))</p></div>
        \(ErrorSummary(errors: typed.errors).html)\(change)\(coming.map(revocation))
        \(TemplateReadingSection(subject: shown.subject, mail: shown.mail, letter: shown.letter).html)
        \(difference)\(list)
        """
    }

    private func state(_ version: TemplateVersion) -> HTML {
        if version.isRevoked { return "prévue le \(version.inForceFrom), révoquée" }
        if version.key == inForce?.key { return "en vigueur depuis le \(version.inForceFrom)" }
        let isComing = version.inForceFrom > today && (version.isNational || inForce?.isNational != true)
        return isComing ? "à partir du \(version.inForceFrom)" : "du \(version.inForceFrom), remplacée"
    }

    private var change: HTML {
        if let draft {
            return """
                <div class="sx-callout"><p>\(TemplateWords.badge(draft.state)) Une modification est en cours :
                <a href="\(SiteURL.templates(.draft(kind)))">la lire</a>.</p></div>
                """
        }
        return PostForm(
            action: .templates(.draftPart(kind, .beginning)), proof: proof,
            content: """
                \(FormField(
                    id: "jour-prevu", name: "jour", label: "Jour prévu pour le nouveau texte",
                    hint: "Le texte en vigueur ce jour-là est celui que vous modifiez.", value: "\(today)", most: 10,
                    attributes: " type=\"date\" min=\"\(iso: today)\"").html)
                <p><button class="sx-primary">Modifier ce texte</button></p>
                """
        ).html
    }

    /// A version that is still to come can be taken back by two people.
    private func revocation(_ draft: TemplateDraft) -> HTML {
        let (version, day) = (draft.version ?? 0, draft.inForceFrom ?? today)
        let content: HTML
        if let request = draft.revocation {
            let agree: HTML =
                request.asker == session.personID
                ? "<p>Vous avez demandé cette révocation : une autre personne doit la confirmer avant ce jour.</p>"
                : form(.agreement, draft, "<p><button class=\"sx-danger\">Confirmer la révocation</button></p>")
            content = """
                <p>\(people[request.askedBy]) demande de révoquer ce texte : « \(request.reason) »</p>\(agree)
                """
        } else {
            let id = "raison-\(draft.id)"
            let isTyped = typed.draft == draft.id
            let field = FormField.reason(
                id: id, "Pourquoi (obligatoire)", value: isTyped ? typed.reason : "", errors: typed.errors)
            content = """
                <details\(isTyped, "open")><summary>Demander sa révocation…</summary>\(form(
                    .request, draft, "\(field.html)<p><button>Demander la révocation</button></p>"))</details>
                """
        }
        return """
            <section class="sx-callout" aria-labelledby="venir-\(raw: version)"><h2 id="venir-\(raw: version)">Version nationale \
            \(version), prévue le \(day)</h2><p>Deux personnes peuvent la révoquer avant ce jour. Ensuite, un autre texte la remplace.</p>
            \(content)</section>
            """
    }

    private func form(_ part: TemplateAddress.RevocationPart, _ draft: TemplateDraft, _ content: HTML) -> HTML {
        PostForm(
            action: .templates(.revocation(kind, part)), proof: proof,
            content: "<input type=\"hidden\" name=\"modele\" value=\"\(raw: Int(draft.id))\">\(content)"
        ).html
    }

    private var difference: HTML {
        guard let inForce, inForce.key != shown.key else { return .empty }
        return """
            <section class="sx-block" aria-labelledby="differences"><h2 id="differences">Différences avec le texte en vigueur</h2>
            <p>« Avant » est le texte en vigueur, « après » celui de cette version.</p>
            \(TextDifference(old: TemplateText(inForce), new: TemplateText(shown)).html)</section>
            """
    }

    private var list: HTML {
        let rows = versions.map { version -> HTML in
            let url = SiteURL.templates(.kind(kind, version: version.key))
            return """
                <tr><th scope="row"><a href="\(url)"\(version.key == shown.key ? " aria-current=\"page\"" : .empty)>\
                \(say: TemplateWords.name(version.key))</a></th><td>\(state(version))</td></tr>
                """
        }
        return """
            <section class="sx-block" aria-labelledby="versions"><h2 id="versions">Toutes les versions</h2>
            <p>Une version publiée ne change plus. Les textes que le Conseil national publie l'emportent sur ceux qui sont livrés
            avec Sextant.</p>
            \(Table(id: "versions-liste", caption: "Versions de ce texte",
                head: [Table.head("Version"), Table.head("État")], rows: rows).html)</section>
            """
    }
}

/// Words as they are read: subject, mail, paper.
struct TemplateReadingSection {
    let subject: String
    let mail: [String]
    let letter: [String]
    var id = "texte"
    var heading: HTML = "Texte"

    var html: HTML {
        """
        <section class="sx-block" aria-labelledby="\(id)-lu"><h2 id="\(id)-lu">\(heading)</h2>
        <p>Objet : \(TemplateWords.lines(subject))</p>
        <h3>Courriel</h3>\(mail.map(TemplateWords.paragraph))
        <h3>Lettre sur papier</h3>\(letter.map(TemplateWords.paragraph))</section>
        """
    }
}
