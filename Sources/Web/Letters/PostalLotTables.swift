import Access
import Letters

/// The letters of a lot: the pile in its order, and those that were left out.
struct PostalLotTables {
    let page: PostalLotPage

    private var lot: PostalLot { page.lot }

    var html: HTML { "\(leftOut)\(pile)" }

    private var leftOut: HTML {
        guard !page.leftOut.isEmpty else { return .empty }
        let rows = page.leftOut.map { line -> HTML in
            """
            <tr><th scope="row">\(LetterReference(line.notice, of: page.council).text)</th>
            <td>\(PostalLotWords.lines(line.address))</td><td>\(reason(of: line))</td></tr>
            """
        }
        return """
            <section class="sx-block" aria-labelledby="de-cote"><h2 id="de-cote">Laissées de côté</h2>
            <p>Ces lettres ne sont pas dans le pli. Celles qui peuvent encore partir attendent un prochain lot.</p>
            \(Table(id: "de-cote-liste", caption: "Lettres laissées de côté, avec leur raison",
                head: ["Référence", "Adresse", "Raison"].map { Table.head(HTML(say: $0)) }, rows: rows).html)
            \(PostalLotRewriting(page: page).html)</section>
            """
    }

    /// What became of it since is said before what kept it out.
    private func reason(of line: PostalLine) -> HTML {
        if let day = line.mendedOn, let author = line.mendedBy {
            let next: HTML =
                line.delivered == .held ? "elle attend un prochain lot, ou y est déjà" : "elle n'attend plus"
            return "Adresse corrigée le \(day) par \(page.people[author]) : \(next)."
        }
        return "\(say: line.reason ?? "")\(mending(line))"
    }

    private func mending(_ line: PostalLine) -> HTML {
        guard line.mayBeMended, page.mayPrepare else { return .empty }
        let isTyped = page.typed.mended == line.delivery
        let id = "adresse-\(line.delivery)"
        let error = page.typed.errors.first { $0.field == id }?.sentence
        let shown = isTyped ? page.typed.address : line.address.joined(separator: "\n")
        let described: HTML =
            error == nil
            ? " aria-describedby=\"\(id)-aide\"" : " aria-describedby=\"\(id)-aide \(id)-erreur\" aria-invalid=\"true\""
        let form = PostForm(
            action: .postalLots(.part(page.code, lot.id, .addresses)), proof: page.proof,
            content: """
                <input type="hidden" name="lettre" value="\(raw: Int(line.delivery))">
                <div class="sx-field"><label for="\(id)">Adresse de la lettre \
                \(LetterReference(line.notice, of: page.council).text)</label>
                <textarea id="\(id)" name="adresse" rows="6" required maxlength="400"\(described)>\(shown)</textarea>
                <span class="hint" id="\(id)-aide">Le nom d'abord ; six lignes de 38 caractères au plus. Le Tableau garde la
                sienne : corrigez-la aussi.</span>\
                \(error.map { "<span class=\"error\" id=\"\(id)-erreur\">\($0)</span>" as HTML })</div>
                <p><button>Corriger l'adresse de cette lettre</button></p>
                """)
        return "<details\(isTyped, "open")><summary>Corriger l'adresse…</summary>\(form.html)</details>"
    }

    private var pile: HTML {
        guard !page.pile.isEmpty else { return .empty }
        return """
            <section class="sx-block" aria-labelledby="pli"><h2 id="pli">Le pli, dans l'ordre de la poste</h2>
            \(Table(id: "pli-liste", caption: "Lettres du lot, page \(page.page) sur \(PostalLotPage.pages(of: lot))",
                head: [
                    Table.number("Rang"), Table.head("Référence"), Table.head("Adresse"), Table.number("Pages"),
                    Table.head("Lettre"),
                ], rows: page.pile.map(row)).html)\(pager)</section>
            """
    }

    private func row(_ line: PostalLine) -> HTML {
        let reference = LetterReference(line.notice, of: page.council).text
        let mayOpen = page.session.may(.readFile, on: .fileNotAssigned)
        let file: HTML =
            mayOpen && lot.state != .cancelled
            ? """
            <a href="\(SiteURL.postalLots(.letter(page.code, physician: line.physicianID, notice: line.notice)))">Ouvrir la lettre \
            <span class="sx-hidden">\(reference)</span> (PDF)</a>
            """ : .empty
        return """
            <tr><td class="num">\(line.rank.map { "\($0)" as HTML } ?? "–")</td><th scope="row">\(reference)</th>
            <td>\(PostalLotWords.lines(line.address))</td><td class="num">\(line.pages.map { "\($0)" as HTML } ?? "–")</td>
            <td>\(file)\(returned(line))</td></tr>
            """
    }

    private func returned(_ line: PostalLine) -> HTML {
        guard let day = line.returnedOn else { return .empty }
        return
            "<p>\(Badge(label: "Revenue", tone: .alert).html) le \(day)\(line.returnReason.map { " : \($0)" as HTML })</p>"
    }

    private var pager: HTML {
        let pages = PostalLotPage.pages(of: lot)
        guard pages > 1 else { return .empty }
        func link(_ number: Int, _ label: HTML) -> HTML {
            guard (1...pages).contains(number) else { return .empty }
            return
                "<a href=\"\(SiteURL.postalLots(.lot(page.code, lot.id, page: number, isFollowed: false)))\">\(label)</a>"
        }
        return """
            <nav class="sx-pager" aria-label="Pages du pli"><ul><li>\(link(page.page - 1, "← Page précédente"))</li>
            <li>page \(page.page) sur \(pages)</li><li>\(link(page.page + 1, "Page suivante →"))</li></ul></nav>
            """
    }
}
