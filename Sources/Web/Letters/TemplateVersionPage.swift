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
    let proof: String
    let today: CalendarDate

    var title: String { "\(TemplateWords.name(kind)) – Modèle de courrier" }
    var section: Section? { .templates }

    var main: HTML {
        """
        <p><a href="\(SiteURL.templates(.list))">Tous les modèles</a></p>
        <div class="sx-title"><h1>\(TemplateWords.name(kind))</h1>
        <p class="sx-count">\(say: TemplateWords.name(shown.key)), \(state(shown))</p></div>
        \(change)
        \(TemplateReadingSection(subject: shown.subject, mail: shown.mail, letter: shown.letter).html)
        \(difference)\(list)
        """
    }

    private func state(_ version: TemplateVersion) -> HTML {
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
            content: "<p><button class=\"sx-primary\">Modifier ce texte</button></p>"
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
