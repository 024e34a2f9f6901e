import Alerts
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
        case .deposited: "\(doubts)\(deposited)"
        case .cancelled: "<p>Rien n'est parti : les lettres de ce lot attendent de nouveau d'être imprimées.</p>"
        }
    }

    private var making: HTML {
        """
        <div class="sx-callout"><h2>Les lettres se mettent en page : \(lot.done) sur \(lot.letters)</h2>
        <p><progress max="\(raw: max(lot.letters, 1))" value="\(raw: lot.done)" aria-label="Lettres vues"></progress></p>
        <p>Vous pouvez fermer cette page : la préparation continue. \(follow)</p>\(fault)\(cancellation)</div>
        """
    }

    private var follow: HTML {
        page.isFollowed
            ? "La page se recharge toutes les cinq secondes. <a href=\"\(SiteURL.postalLots(.lot(page.code, lot.id)))\">Ne plus recharger</a>."
            : "<a href=\"\(SiteURL.postalLots(.lot(page.code, lot.id, page: 1, isFollowed: true)))\">Suivre la préparation</a>"
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
            du pli</h2><p>Retirez-les du pli avant d'aller à la poste et détruisez-les : elles ne partent pas avec ce lot.</p>
            \(Table(id: "a-retirer", caption: "Lettres à retirer du pli, avec leur raison",
                head: [Table.head("Référence"), Table.number("Rang"), Table.head("Destinataire"), Table.head("Raison")],
                rows: rows).html)</div>
            """
    }

    private var ready: HTML {
        guard lot.set > 0 else {
            return """
                <div class="sx-callout warn"><h2>Aucune lettre de ce lot ne peut partir</h2><p>Chacune est sur cette page avec
                sa raison. Annulez ce lot : une lettre qui peut encore partir sera dans un prochain lot.</p>\(mine)\(cancellation)
                </div>
                """
        }
        return "\(prepared)\(checking)"
    }

    /// The file for the printer.
    private var prepared: HTML {
        let file: HTML =
            if !page.mayPrepare { mine } else if lot.pages == nil {
                """
                <p>Le fichier à imprimer se met en page de nouveau, sans les lettres retirées. Si le lot est déjà imprimé, rien
                n'est à réimprimer : retirez seulement ces lettres. \(follow)</p>\(fault)
                """
            } else {
                actions([link(.part(page.code, lot.id, .print), "Télécharger le lot à imprimer (PDF)"), numbers])
            }
        return """
            <div class="sx-callout"><h2>\(French.count(lot.set, "lettre est prête", "lettres sont prêtes"))</h2>
            <p>Imprimez le lot et mettez chaque lettre sous pli à fenêtre. Jusqu'au dépôt, le lot peut être annulé.</p>
            \(file)\(cancellation)</div>
            """
    }

    /// The look before the post, then what the post took.
    private var checking: HTML {
        guard page.mayPrepare else { return .empty }
        let isFirst = lot.checkedOn == nil
        let label: HTML = isFirst ? "Vérifier le pli" : "Vérifier de nouveau le pli"
        let check = PostForm(
            action: .postalLots(.part(page.code, lot.id, .check)), proof: page.proof,
            content: "<p><button\(isFirst, "class=\"sx-primary\"")>\(label)</button></p>")
        return """
            <div class="sx-callout"><h2>Avant et après la poste</h2>\(lastCheck)\(check.html)\
            \(lot.checkedOn.map { deposit(checkedOn: $0) })</div>
            """
    }

    private var lastCheck: HTML {
        guard let day = lot.checkedOn else {
            return """
                <p>Avant d'aller à la poste, vérifiez le pli : chaque médecin est vérifié une dernière fois, et la page dit quelles
                lettres retirer. La vérification vaut pour le jour même.</p>
                """
        }
        guard page.isCheckedToday else {
            return """
                <p><strong>La dernière vérification est du \(day) et ne vaut que pour ce jour.</strong> Si la poste a pris les
                plis ce jour-là, enregistrez le dépôt ; sinon, vérifiez-les de nouveau.</p>
                """
        }
        return """
            <p><strong>Le pli est vérifié pour aujourd'hui.</strong> Remettez-le à la poste, puis enregistrez le dépôt.</p>
            """
    }

    /// What a reader who may not do it is told.
    private var mine: HTML {
        page.mayPrepare ? .empty : "<p>Un agent du conseil imprime ce lot, le vérifie et le remet à la poste.</p>"
    }

    private var deposited: HTML {
        """
        <p>Les lettres sont parties : chacune est dans les échanges du médecin, avec son fichier. Une lettre qui revient
        s'enregistre par sa référence, au pied de la lettre.</p>
        \(actions([link(.returns(page.code), "Enregistrer des lettres revenues"), list, numbers]))
        """
    }

    /// Letters that have left for a reason that went meanwhile.
    private var doubts: HTML {
        guard !page.doubtful.isEmpty else { return .empty }
        let rows = page.doubtful.map { line, recipient -> HTML in
            let name: HTML = "\(line.address.first ?? "")"
            let place = recipient.map {
                SiteURL.alerts(.recipient(page.code, $0.campaign, entry: $0.entry))
            }
            return """
                <tr><th scope="row">\(LetterReference(line.notice, of: page.council).text)</th>
                <td>\(place.map { "<a href=\"\($0)\">\(name)</a>" as HTML } ?? name)</td><td>\(say: line.doubt ?? "")</td></tr>
                """
        }
        return """
            <div class="sx-callout alert"><h2>\(French.count(rows.count, "lettre est partie et ne partirait plus", "lettres sont parties et ne partiraient plus"))</h2>
            <p>Ce que voici a changé entre la vérification du pli et l'enregistrement du dépôt. La page du destinataire permet de
            rétracter une alerte : une seconde lettre le dit au médecin.</p>
            \(Table(id: "a-revoir", caption: "Lettres parties à revoir, avec ce qui a changé",
                head: ["Référence", "Destinataire", "Ce qui a changé"].map { Table.head(HTML(say: $0)) }, rows: rows).html)</div>
            """
    }

    private var numbers: HTML {
        let address = SiteURL.registered(.numbers(page.code, lot.id))
        return page.mayPrepare ? "<a class=\"sx-button\" href=\"\(address)\">Numéros de recommandé</a>" : .empty
    }

    private var list: HTML {
        page.mayPrepare ? link(.part(page.code, lot.id, .depositList), "Télécharger la liste de dépôt (CSV)") : .empty
    }

    private func deposit(checkedOn checked: CalendarDate) -> HTML {
        let error = page.typed.errors.first { $0.field == "le" }?.sentence
        let described: HTML =
            error == nil
            ? " aria-describedby=\"le-aide\"" : " aria-describedby=\"le-aide le-erreur\" aria-invalid=\"true\""
        let day: HTML = page.typed.day.isEmpty ? "\(iso: checked)" : "\(page.typed.day)"
        let field: HTML = """
            <div class="sx-field"><label for="le">Jour du dépôt</label>
            <input type="date" id="le" name="le" required min="\(iso: lot.madeOn)" max="\(iso: page.today)" value="\(day)"\
            \(described)><span class="hint" id="le-aide">Celui de la vérification : la poste a pris les plis ce jour-là.</span>\
            \(error.map { "<span class=\"error\" id=\"le-erreur\">\($0)</span>" as HTML })</div>
            """
        let form = PostForm(
            action: .postalLots(.part(page.code, lot.id, .deposit)), proof: page.proof,
            content: "\(field)<p><button class=\"sx-primary\">Enregistrer le dépôt</button></p>")
        return "\(actions([list]))\(form.html)"
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
