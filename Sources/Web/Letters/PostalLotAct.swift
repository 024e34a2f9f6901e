import Letters
import Vocabulary

/// What is to be done with a lot now.
struct PostalLotAct {
    let page: PostalLotPage

    private var lot: PostalLot { page.lot }

    var html: HTML {
        switch lot.state {
        case .making: making
        case .ready: "\(removal)\(ready)"
        case .deposited:
            """
            <p>Les lettres sont parties : chacune est dans les échanges du médecin, avec son fichier. Une lettre qui revient
            s'enregistre par sa référence, au pied de la lettre.</p>
            \(actions([link(.returns(page.code), "Enregistrer des lettres revenues"), list]))
            """
        case .cancelled: "<p>Rien n'est parti : les lettres de ce lot attendent de nouveau d'être imprimées.</p>"
        }
    }

    private var making: HTML {
        let follow: HTML =
            page.isFollowed
            ? "La page se recharge toutes les cinq secondes. <a href=\"\(SiteURL.postalLots(.lot(page.code, lot.id)))\">Ne plus recharger</a>."
            : "<a href=\"\(SiteURL.postalLots(.lot(page.code, lot.id, page: 1, isFollowed: true)))\">Suivre la préparation</a>"
        return """
            <div class="sx-callout"><h2>Les lettres se mettent en page : \(lot.done) sur \(lot.letters)</h2>
            <p><progress max="\(raw: max(lot.letters, 1))" value="\(raw: lot.done)" aria-label="Lettres vues"></progress></p>
            <p>Vous pouvez fermer cette page : la préparation continue. \(follow)</p>\(fault)\(cancellation)</div>
            """
    }

    private var fault: HTML {
        guard page.hasTypesetter else { return "<p><strong>\(PostalLotWords.noTypesetter)</strong></p>" }
        return lot.fault.map { "<p><strong>\(say: $0)</strong></p>" } ?? .empty
    }

    /// What must leave the pile before it goes.
    private var removal: HTML {
        guard !page.removed.isEmpty else { return .empty }
        let rows = page.removed.map { line -> HTML in
            """
            <tr><th scope="row">\(LetterReference(line.notice, of: page.council).text)</th>
            <td class="num">\(line.rank.map { "\($0)" as HTML } ?? "–")</td><td>\(line.address.first ?? "")</td>
            <td>\(say: line.reason ?? "")</td></tr>
            """
        }
        return """
            <div class="sx-callout alert"><h2>\(French.count(page.removed.count, "lettre est à retirer", "lettres sont à retirer"))
            du pli</h2><p>Retirez-les et détruisez-les avant le dépôt : elles ne partent pas.</p>
            \(Table(id: "a-retirer", caption: "Lettres à retirer du pli, avec leur raison",
                head: [Table.head("Référence"), Table.number("Rang"), Table.head("Destinataire"), Table.head("Raison")],
                rows: rows).html)</div>
            """
    }

    private var ready: HTML {
        guard lot.set > 0 else {
            return """
                <div class="sx-callout warn"><h2>Aucune lettre ne peut partir</h2><p>Chacune est ci-dessous avec sa raison.
                Annulez ce lot : les lettres qui attendent iront dans le prochain.</p>\(cancellation)</div>
                """
        }
        let files: HTML =
            page.mayPrepare
            ? actions([
                lot.pages == nil
                    ? "Le fichier à imprimer a été retiré : annulez ce lot et préparez-en un autre."
                    : link(.part(page.code, lot.id, .print), "Télécharger le lot à imprimer (PDF)"), list,
            ]) : .empty
        return """
            <div class="sx-callout"><h2>\(French.count(lot.set, "lettre est prête", "lettres sont prêtes"))</h2>
            <p>Imprimez le lot, mettez chaque lettre sous pli à fenêtre, puis enregistrez le dépôt le jour même, avant de remettre
            les plis à la poste : chaque médecin est vérifié une dernière fois, et la page dit s'il faut retirer une lettre.
            Jusque-là, le lot peut être annulé.</p>\(files)\(deposit)\(cancellation)</div>
            """
    }

    private var list: HTML {
        page.mayPrepare ? link(.part(page.code, lot.id, .depositList), "Télécharger la liste de dépôt (CSV)") : .empty
    }

    private var deposit: HTML {
        guard page.mayPrepare else { return .empty }
        let error = page.typed.errors.first { $0.field == "le" }?.sentence
        let described: HTML =
            error == nil
            ? " aria-describedby=\"le-aide\"" : " aria-describedby=\"le-aide le-erreur\" aria-invalid=\"true\""
        let day: HTML = page.typed.day.isEmpty ? "\(iso: page.today)" : "\(page.typed.day)"
        let field: HTML = """
            <div class="sx-field"><label for="le">Jour du dépôt</label>
            <input type="date" id="le" name="le" required min="\(iso: lot.madeOn)" max="\(iso: page.today)" value="\(day)"\
            \(described)><span class="hint" id="le-aide">Tel que la poste l'a daté, au plus tard aujourd'hui.</span>\
            \(error.map { "<span class=\"error\" id=\"le-erreur\">\($0)</span>" as HTML })</div>
            """
        return PostForm(
            action: .postalLots(.part(page.code, lot.id, .deposit)), proof: page.proof,
            content: """
                \(field)<input type="hidden" name="retirees" value="\(raw: lot.removed)">
                <p><button class="sx-primary">Enregistrer le dépôt</button></p>
                """
        ).html
    }

    private var cancellation: HTML {
        guard page.mayPrepare else { return .empty }
        let form = PostForm(
            action: .postalLots(.part(page.code, lot.id, .cancellation)), proof: page.proof,
            content: """
                <p>Les lettres attendront de nouveau d'être imprimées. Détruisez celles que vous avez déjà imprimées.</p>
                <p><button class="sx-danger">Annuler ce lot</button></p>
                """)
        return "<details><summary>Annuler ce lot…</summary>\(form.html)</details>"
    }

    private func link(_ address: PostalLotAddress, _ label: HTML) -> HTML {
        "<a class=\"sx-button\" href=\"\(SiteURL.postalLots(address))\">\(label)</a>"
    }

    private func actions(_ links: [HTML]) -> HTML {
        "<p class=\"sx-actions\">\(links.map { "\($0) " as HTML })</p>"
    }
}
