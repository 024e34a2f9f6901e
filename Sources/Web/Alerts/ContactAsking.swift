import Access
import Alerts
import Letters

/// What can be done about missing addresses now.
struct ContactAsking {
    let page: ReachPage

    var html: HTML { "\(letters)\(mails)" }

    private var letters: HTML {
        let number = page.summary.toAsk
        guard number > 0 else { return .empty }
        let act: HTML =
            page.mayAsk
            ? button(.letters(page.code), number, "Demander l'adresse par lettre")
            : "<p>Un agent de votre conseil peut la leur demander.</p>"
        return """
            <div class="sx-callout"><h2>\(French.count(number, "médecin peut recevoir", "médecins peuvent recevoir")) une lettre
            qui demande une adresse</h2>
            <p>Ils n'ont pas d'adresse qui fonctionne, et aucune lettre ne la leur a demandée depuis six mois. Les lettres
            attendent ensuite dans « <a href="\(SiteURL.postalLots(.list(page.code)))">Lettres à la poste</a> ».\(most(number))
            Le texte est celui des <a href="\(SiteURL.templates(.council(page.code)))">modèles de courriers</a>.</p>\(act)</div>
            """
    }

    private var mails: HTML {
        let number = page.summary.toVerify
        guard number > 0 else { return .empty }
        let server: HTML =
            page.hasMailServer
            ? .empty
            : """
            <p><strong>Aucun serveur de courriels n'est réglé : les messages attendront. Prévenez l'exploitant de la
            plateforme.</strong></p>
            """
        let act: HTML =
            page.mayVerify
            ? button(.mails(page.code), number, "Vérifier par courriel")
            : "<p>Un agent instructeur ou le président de votre conseil peut les faire vérifier.</p>"
        return """
            <div class="sx-callout"><h2>\(French.count(number, "adresse n'a", "adresses n'ont")) jamais été
            \(number == 1 ? "vérifiée" : "vérifiées"), ou \(number == 1 ? "est" : "sont") à vérifier</h2>
            <p>Un courriel y est envoyé. \(outcome)\(most(number))</p>\(server)\(act)</div>
            """
    }

    private var outcome: HTML {
        page.readsReturns
            ? """
            S'il revient, l'adresse est dite refusée ou à vérifier ; s'il n'est pas revenu au bout d'une semaine, elle est
            dite vérifiée.
            """
            : """
            Seul un refus immédiat du serveur sera connu : cette installation ne relève pas les messages qui reviennent, et
            aucune adresse n'y sera dite vérifiée par un envoi.
            """
    }

    private func most(_ number: Int) -> HTML {
        guard number > AskContacts.most else { return .empty }
        return " Une demande en tient \(AskContacts.most) ; les autres attendent la suivante."
    }

    /// The form says how many its reader saw.
    private func button(_ address: ContactAddress, _ number: Int, _ label: HTML) -> HTML {
        PostForm(
            action: .contacts(address), proof: page.proof,
            content: """
                <input type="hidden" name="nombre" value="\(raw: number)">
                <button class="sx-primary">\(label) (\(min(number, AskContacts.most)))</button>
                """
        ).html
    }
}

/// The last times that addresses were asked for or verified, and what has come of each.
struct ContactRounds {
    let page: ReachPage

    var html: HTML {
        guard !page.rounds.isEmpty else { return .empty }
        let rows = page.rounds.map { round -> HTML in
            """
            <tr><th scope="row">\(round.channel == .email ? "Vérification par courriel" : "Demande par lettre")
            <small>le \(round.madeOn) par \(page.people[round.madeBy])</small></th><td class="num">\(round.asked)</td>
            <td class="num">\(round.sent)</td><td class="num">\(round.returned)</td>
            <td class="num">\(round.reachable)</td></tr>
            """
        }
        let table = Table(
            id: "demandes", caption: "Demandes et vérifications, de la plus récente à la plus ancienne",
            head: [
                Table.head("Demande"), Table.number("Médecins"), Table.number("Partis"), Table.number("Revenus"),
                Table.number("Joignables aujourd'hui"),
            ], rows: rows)
        return "<h2>Avancement</h2>\(table.html)"
    }
}
