import Access
import Vocabulary

/// What a council keeps, why and how long; the holds, and the purges.
struct PersonalDataPage: Page {
    let code: String
    let session: Session
    let rule: Retention
    let purges: [Purge]
    let holds: [LegalHold]
    let today: CalendarDate
    let proof: String

    var title: String { "Conservation et purges" }
    var section: Section? { .retention }

    var main: HTML {
        """
        <div class="sx-title"><h1>Conservation et purges</h1></div>
        <p>Ce que le conseil détient, pourquoi, et combien de temps. Un dossier n'est jamais effacé tant qu'une procédure
        est ouverte, ni sans que deux personnes aient relu la liste.</p>
        <section aria-labelledby="purges-titre"><h2 id="purges-titre">Purges</h2>\(proposal)
        \(purges.isEmpty ? "<p>Aucune purge n'a été proposée.</p>" : purgeTable)</section>
        <section aria-labelledby="suspensions-titre"><h2 id="suspensions-titre">Effacements suspendus</h2>
        \(standing.isEmpty ? "<p>Aucun : un effacement se suspend depuis la fiche du médecin.</p>" : holdTable)</section>
        <section aria-labelledby="regles-titre"><h2 id="regles-titre">Durées de conservation</h2>
        <p>Version \(raw: rule.version), en vigueur depuis le \(rule.effectiveFrom). \(rule.source).</p>\(ruleTable)
        </section>
        """
    }

    private var standing: [LegalHold] { holds.filter { $0.holds(on: today) } }

    private var proposal: HTML {
        guard session.may(.proposePurge) else { return .empty }
        guard !purges.contains(where: \.isOpen) else {
            return "<p>Une liste attend : une autre s'établira quand elle sera refusée ou exécutée.</p>"
        }
        return PostForm(
            action: .personalData(.purges(code)), proof: proof,
            content: """
                <div class="sx-field"><label for="date">Ce qui est arrivé à son terme au</label>
                <input type="date" id="date" name="date" value="\(iso: today)" max="\(iso: today)" required></div>
                <p><button>Établir la liste</button></p>
                """
        ).html
    }

    private var purgeTable: HTML {
        Table(
            id: "purges", caption: "\(French.count(purges.count, "purge", "purges")), la plus récente d'abord",
            head: ["Purge", "Arrêtée au", "Proposée par", "Relue par", "État"].map { Table.head(HTML(say: $0)) },
            rows: purges.map { purge in
                """
                <tr><th scope="row"><a href="\(SiteURL.personalData(.purge(code, purge.id)))">Purge n° \(raw: Int(purge.id))</a></th>
                <td>\(purge.asOf)</td><td>\(purge.proposedBy)<small>\(French.moment(purge.proposedAt))</small></td>
                <td>\(purge.reviews.isEmpty ? "–" : HTML(say: purge.reviews.map(\.name).joined(separator: ", ")))</td>
                <td>\(purge.state.badge)</td></tr>
                """
            }
        ).html
    }

    private var holdTable: HTML {
        Table(
            id: "suspensions",
            caption: "\(French.count(standing.count, "effacement suspendu", "effacements suspendus"))",
            head: ["Dossier", "Raison", "Décidé par", "Jusqu'au", "Lever"].map { Table.head(HTML(say: $0)) },
            rows: standing.map(row)
        ).html
    }

    private func row(_ hold: LegalHold) -> HTML {
        let subject: HTML =
            session.may(.readFile, on: .fileNotAssigned)
            ? """
            <a href="\(SiteURL.physician(code, hold.physicianID, from: nil))">Fiche n° \(raw: Int(hold.physicianID))</a>
            """ : "Fiche n° \(raw: Int(hold.physicianID))"
        return """
            <tr><th scope="row">\(subject)</th><td>\(hold.reason)</td>
            <td>\(hold.placedBy)<small>\(French.moment(hold.placedAt))</small></td>
            <td>\(hold.endsOn.map { "\($0.adding(days: -1)) compris" as HTML } ?? "sans terme")</td><td>\(lift(hold))</td></tr>
            """
    }

    private func lift(_ hold: LegalHold) -> HTML {
        guard session.may(.holdFile) else { return "–" }
        return PostForm(
            action: .personalData(.endHold(code)), proof: proof,
            content: """
                <input type="hidden" name="suspension" value="\(raw: Int(hold.id))">
                <label for="motif-\(raw: Int(hold.id))">Raison</label>
                <input id="motif-\(raw: Int(hold.id))" name="motif" required maxlength="500">
                <button>Lever<span class="sx-hidden"> la suspension de la fiche n° \(raw: Int(hold.physicianID))</span></button>
                """
        ).html
    }

    private var ruleTable: HTML {
        Table(
            id: "regles", caption: "Ce que le conseil détient",
            head: ["Donnée", "Pourquoi", "Qui la lit", "Combien de temps", "Règle"].map { Table.head(HTML(say: $0)) },
            rows: rule.categories.map { category in
                """
                <tr><th scope="row">\(say: category.label)</th><td>\(say: category.purpose)<small>\(say: category.ground)</small></td>
                <td>\(say: category.readers)</td><td>\(say: category.words)<small>\(category.removal.french)</small></td>
                <td>\(category.status.french)<small>\(say: category.source)</small></td></tr>
                """
            }
        ).html
    }
}
