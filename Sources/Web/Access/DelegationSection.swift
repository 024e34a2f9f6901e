import Access
import Vocabulary

/// Who stands in for whom, and how a role is handed on.
struct DelegationSection {
    let page: MembersPage

    var html: HTML {
        """
        <section class="sx-block" id="delegations" aria-labelledby="delegations-titre">
        <h2 id="delegations-titre">Délégations</h2>\(list)\(holders.isEmpty ? .empty : form)</section>
        """
    }

    private var list: HTML {
        guard !page.members.delegations.isEmpty else {
            return "<p class=\"sx-muted\">Aucune délégation en cours ni à venir.</p>"
        }
        let rows = page.members.delegations.map { delegation -> HTML in
            """
            <tr><th scope="row">\(delegation.to)<small>par délégation de \(delegation.from)</small></th>
            <td>\(delegation.role.french)</td><td>\(delegation.firstDay)</td><td>\(delegation.until.adding(days: -1))</td>
            <td>\(delegation.reason)</td><td>\(mayEnd(delegation) ? end(delegation) : "–")</td></tr>
            """
        }
        return Table(
            id: "delegations-liste", caption: "Délégations en cours et à venir",
            head: [
                Table.head("Délégataire"), Table.head("Rôle"), Table.head("Du"), Table.head("Au"),
                Table.head("Raison"), Table.head("Mettre fin"),
            ], rows: rows
        ).html
    }

    private func mayEnd(_ delegation: Delegation) -> Bool {
        page.mayManage || [delegation.fromPersonID, delegation.toPersonID].contains(page.session.personID)
    }

    private func end(_ delegation: Delegation) -> HTML {
        PostForm(
            action: .membersPart(page.workspace, .endDelegation), proof: page.proof,
            content: """
                <input type="hidden" name="delegation" value="\(raw: Int(delegation.id))">
                <button class="sx-plain">Mettre fin<span class="sx-hidden"> à la délégation de \(delegation.from) à \
                \(delegation.to)</span></button>
                """
        ).html
    }

    /// Whose roles the reader may hand on.
    private var holders: [Member] {
        page.members.members.filter { member in
            guard member.role.isDelegable, member.holds(on: page.today) else { return false }
            let isOwn =
                member.personID == page.session.personID && member.role == page.session.membership.role
                && page.session.may(.delegateRole)
            return page.mayManage || isOwn
        }
    }

    private var form: HTML {
        let roles = holders.map { member -> HTML in
            "<option value=\"\(raw: Int(member.personID)) \(member.role.rawValue)\">\(member.name) – \(member.role.french)</option>"
        }
        let people = page.members.people(on: page.today).map { person -> HTML in
            "<option value=\"\(raw: Int(person.id))\">\(person.name)</option>"
        }
        return """
            <h3>Déléguer un rôle</h3>
            <p>Le délégataire agit avec ce rôle pendant ces jours, sous son propre nom. La délégation prend fin d'elle-même,
            ne se transmet pas, et figure au journal.</p>
            \(PostForm(action: .membersPart(page.workspace, .delegations), proof: page.proof, content: """
                <div class="sx-field"><label for="de">Rôle délégué</label><select id="de" name="de">\(roles)</select></div>
                <div class="sx-field"><label for="vers">Délégataire</label><select id="vers" name="vers">\(people)</select></div>
                \(Days(prefix: "delegation", today: page.today).html)
                <div class="sx-field"><label for="raison">Raison</label>
                <input id="raison" name="raison" required maxlength="400" autocomplete="off"></div>
                <p><button>Déléguer</button></p>
                """).html)
            """
    }
}
