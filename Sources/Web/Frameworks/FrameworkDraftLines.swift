import Frameworks
import Vocabulary

/// The lines of a draft that is not whole: what its source gave.
struct FrameworkDraftLines {
    let draft: FrameworkDraft

    var html: HTML {
        let rows = draft.lines.map { line -> HTML in
            """
            <tr><th scope="row">\(line.label)<small><code>\(line.officialCode ?? line.id)</code></small></th>
            <td>\(line.blocks.map { "bloc \($0.number)" }.joined(separator: ", "))</td></tr>
            """
        }
        return """
            <section class="sx-block" aria-labelledby="lignes"><h2 id="lignes">Lignes connues</h2>
            \(rows.isEmpty ? "<p>Aucune ligne.</p>" : Table(
                id: "lignes-connues", caption: "\(French.count(rows.count, "ligne", "lignes")), dans l'ordre du texte",
                head: [Table.head("Action"), Table.head("Bloc")], rows: rows).html)</section>
            """
    }
}
