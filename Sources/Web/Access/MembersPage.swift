import Access
import Vocabulary

/// The members of an organisation, with their roles and dates (S34).
struct MembersPage: Page {
    let workspace: Workspace
    let members: Members
    let session: Session
    let proof: String
    let today: CalendarDate
    /// What was typed in the form that was refused.
    let form: Query
    let fault: MembersFault?

    var title: String { fault == nil ? "Membres" : "Erreur : Membres" }
    var section: Section? { .members }

    var mayManage: Bool { session.may(.manageMembers) }

    var main: HTML {
        """
        <div class="sx-title"><h1>Membres</h1><p class="sx-count">\(session.membership.council.name), au \(today)</p></div>
        \(fault.map { ErrorSummary(errors: [($0.part.rawValue, $0.sentence)]).html })
        <section id="members" aria-labelledby="membres-titre"><h2 id="membres-titre">Accès en cours et à venir</h2>
        \(current)\(offers)</section>
        \(mayManage ? InvitationForm(page: self).html + MemberHelpSection(page: self).html : .empty)
        \(DelegationSection(page: self).html)
        \(AbsenceSection(page: self).html)
        \(past)
        """
    }

    private var current: HTML {
        let open = members.members.filter { $0.until.map { today < $0 } ?? true }
        return Table(
            id: "membres", caption: "\(French.count(open.count, "accès", "accès"))",
            head: [Table.head("Nom"), Table.head("Rôle"), Table.head("Depuis"), Table.head("Jusqu'au")]
                + (mayManage ? [Table.head("Mettre fin")] : []),
            rows: open.map(row)
        ).html
    }

    /// Named as whoever invited typed it: the account is nobody's of the organisation before its owner accepts.
    private var offers: HTML {
        guard !members.offers.isEmpty else { return .empty }
        let rows = members.offers.map { offer -> HTML in
            """
            <tr><th scope="row">\(offer.givenName)<small>\(offer.email)</small></th>
            <td>\(offer.role.french)</td><td>\(offer.from)</td></tr>
            """
        }
        return Table(
            id: "invitations-en-attente",
            caption:
                "\(French.count(members.offers.count, "invitation qui attend", "invitations qui attendent")) une réponse",
            head: [Table.head("Nom"), Table.head("Rôle"), Table.head("À partir du")], rows: rows, height: .short
        ).html
    }

    private func row(_ member: Member) -> HTML {
        """
        <tr><th scope="row">\(member.name)<small>\(member.email)</small>\(away(member))</th>
        <td>\(member.role.french)</td><td>\(member.from)</td>
        <td>\(member.until.map { "\($0.adding(days: -1))" as HTML } ?? "–")</td>\(mayManage ? "<td>\(end(member))</td>" : .empty)</tr>
        """
    }

    private func away(_ member: Member) -> HTML {
        let absence = members.absences.first { $0.personID == member.personID && $0.covers(today) }
        return absence.map {
            Badge(label: "absent jusqu'au \($0.until.adding(days: -1))", tone: .warn).html
        } ?? .empty
    }

    /// Asked twice: the form opens, then the box is ticked.
    private func end(_ member: Member) -> HTML {
        let field = "fin-\(member.personID)-\(member.role.rawValue)"
        return """
            <details><summary>Mettre fin<span class="sx-hidden"> à l'accès de \(member.name), \(member.role.french)</span></summary>
            \(PostForm(action: .membersPart(workspace, .end), proof: proof, content: """
                <input type="hidden" name="personne" value="\(raw: Int(member.personID))">
                <input type="hidden" name="role" value="\(member.role.rawValue)">
                <div class="choice"><input type="checkbox" id="\(field)" name="confirmation" value="oui" required>
                <label for="\(field)">L'accès de \(member.name) prend fin aujourd'hui</label></div>
                <p><button>Mettre fin à l'accès</button></p>
                """).html)</details>
            """
    }

    private var past: HTML {
        let over = members.members.filter { $0.until.map { $0 <= today } ?? false }
        guard !over.isEmpty else { return .empty }
        let rows = over.map { member -> HTML in
            """
            <tr><th scope="row">\(member.name)</th><td>\(member.role.french)</td><td>\(member.from)</td>
            <td>\(member.until.map { "\($0.adding(days: -1))" as HTML } ?? "–")</td></tr>
            """
        }
        return """
            <section aria-labelledby="termines-titre"><h2 id="termines-titre">Accès terminés</h2>
            \(Table(id: "termines", caption: "Accès terminés, gardés pour l'histoire",
                head: [Table.head("Nom"), Table.head("Rôle"), Table.head("Depuis"), Table.head("Dernier jour")],
                rows: rows, height: .short).html)</section>
            """
    }
}
