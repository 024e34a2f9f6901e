import Letters
import Vocabulary

/// The national words of letters, by kind (S32).
struct TemplateListPage: Page {
    let rows: [Row]
    let today: CalendarDate

    /// A kind of letter.
    struct Row: Sendable {
        let kind: Letters.Notice.Kind
        /// Nil where no words hold.
        let inForce: TemplateVersion?
        /// Those that begin later.
        let coming: [TemplateVersion]
        let draft: TemplateDraft?
    }

    var title: String { "Modèles de courriers" }
    var section: Section? { .templates }

    var main: HTML {
        let rows = rows.map { row -> HTML in
            let draft: HTML =
                row.draft.map {
                    "\(TemplateWords.badge($0.state)) <a href=\"\(SiteURL.templates(.draft(row.kind)))\">le lire</a>"
                } ?? "aucune"
            return """
                <tr><th scope="row"><a href="\(SiteURL.templates(.kind(row.kind, version: nil)))">\(TemplateWords.name(row.kind))</a></th>
                <td>\(row.inForce.map { "\(say: TemplateWords.name($0.key)), depuis le \($0.inForceFrom)" as HTML } ?? "aucun texte")</td>
                <td>\(row.coming.isEmpty ? "–" : "\(row.coming.map { "<p>\(say: TemplateWords.name($0.key)), le \($0.inForceFrom)</p>" as HTML })")</td>
                <td>\(draft)</td></tr>
                """
        }
        return """
            <div class="sx-title"><h1>Modèles de courriers</h1><p class="sx-count">au \(today)</p></div>
            <p>Ces textes sont ceux de tous les conseils : aucun ne peut les changer. Une personne propose un texte, une autre
            le publie, à partir d'un jour qui n'est pas passé. <a href="\(SiteURL.help)#modeles-aide">Aide</a></p>
            \(Table(id: "modeles", caption: "Textes nationaux, par nature de courrier",
                head: ["Courrier", "En vigueur", "À venir", "Modification en cours"].map { Table.head(HTML(say: $0)) },
                rows: rows).html)
            """
    }
}
