import Access
import Postgres
import Vocabulary

/// To whom a physician's file is assigned, and who else could read it.
struct AssignmentSection {
    let code: String
    let physician: Int64
    let assignments: [Assignment]
    let elected: [(id: Int64, name: String)]
    let proof: String

    /// Read in a transaction of its own: names of members are not the register's.
    static func read(
        _ database: Database, _ session: Session, physician: Int64, proof: String, today: CalendarDate
    ) async throws -> AssignmentSection? {
        guard session.may(.assignFiles) else { return nil }
        let council = session.membership.council
        return try await database.transaction(as: session.membersPrincipal) { transaction in
            let members = try Members(of: council, on: today, transaction)
            let assigned = try Assignment.of(physician: physician, council: council, on: today, transaction)
            let elected = members.members.filter { member in
                member.role == .electedMember && member.holds(on: today)
                    && !assigned.contains { $0.personID == member.personID }
            }
            return AssignmentSection(
                code: council.code, physician: physician, assignments: assigned,
                elected: elected.map { ($0.personID, $0.name) }, proof: proof)
        }
    }

    var html: HTML {
        """
        <section class="sx-block" id="affectations" aria-labelledby="affectations-titre">
        <h2 id="affectations-titre">Élus chargés du dossier</h2>\(list)\(elected.isEmpty ? nobody : form)</section>
        """
    }

    private var nobody: HTML {
        assignments.isEmpty ? "<p>Le conseil n'a pas d'élu à qui confier ce dossier.</p>" : .empty
    }

    private var list: HTML {
        guard !assignments.isEmpty else {
            return "<p class=\"sx-muted\">Aucun : les élus ne lisent que les dossiers qui leur sont confiés.</p>"
        }
        let rows = assignments.map { assignment -> HTML in
            let until: HTML = assignment.until.map { "\($0.adding(days: -1))" } ?? "–"
            let end = PostForm(
                action: .endAssignment(code, physician), proof: proof,
                content: """
                    <input type="hidden" name="affectation" value="\(raw: Int(assignment.id))">
                    <button class="sx-plain">Retirer<span class="sx-hidden"> le dossier à \(assignment.name)</span></button>
                    """
            ).html
            return """
                <tr><th scope="row">\(assignment.name)</th><td>\(assignment.from)</td><td>\(until)</td><td>\(end)</td></tr>
                """
        }
        return Table(
            id: "affectations-liste", caption: "Élus qui lisent ce dossier",
            head: [Table.head("Élu"), Table.head("Depuis"), Table.head("Jusqu'au"), Table.head("Retirer")], rows: rows
        ).html
    }

    private var form: HTML {
        let options = elected.map { person -> HTML in "<option value=\"\(raw: Int(person.id))\">\(person.name)</option>"
        }
        return PostForm(
            action: .assignments(code, physician), proof: proof,
            content: """
                <div class="sx-field"><label for="elu">Confier à</label><select id="elu" name="elu">\(options)</select></div>
                <div class="sx-field"><label for="au">Jusqu'au (compris ; vide : sans terme)</label>
                <input type="date" id="au" name="au"></div>
                <p><button>Confier le dossier</button></p>
                """
        ).html
    }
}
