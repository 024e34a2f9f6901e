import Access
import Vocabulary

/// Who is away, and until when.
struct AbsenceSection {
    let page: MembersPage

    var html: HTML {
        """
        <section class="sx-block" id="absences" aria-labelledby="absences-titre">
        <h2 id="absences-titre">Absences</h2>\(list)\(form)</section>
        """
    }

    private var list: HTML {
        guard !page.members.absences.isEmpty else {
            return "<p class=\"sx-muted\">Aucune absence en cours ni à venir.</p>"
        }
        let rows = page.members.absences.map { absence -> HTML in
            let mayEnd = page.mayManage || absence.personID == page.session.personID
            return """
                <tr><th scope="row">\(absence.name)</th><td>\(absence.firstDay)</td><td>\(absence.until.adding(days: -1))</td>
                <td>\(mayEnd ? end(absence) : "–")</td></tr>
                """
        }
        return Table(
            id: "absences-liste", caption: "Absences en cours et à venir",
            head: [Table.head("Membre"), Table.head("Du"), Table.head("Au"), Table.head("Mettre fin")], rows: rows
        ).html
    }

    private func end(_ absence: Absence) -> HTML {
        PostForm(
            action: .membersPart(page.workspace, .endAbsence), proof: page.proof,
            content: """
                <input type="hidden" name="absence" value="\(raw: Int(absence.id))">
                <button class="sx-plain">Mettre fin<span class="sx-hidden"> à l'absence de \(absence.name)</span></button>
                """
        ).html
    }

    private var form: HTML {
        let isOwn = page.members.people(on: page.today).filter { page.mayManage || $0.id == page.session.personID }
        guard !isOwn.isEmpty else { return .empty }
        let people = isOwn.map { person -> HTML in
            """
            <option value="\(raw: Int(person.id))"\(person.id == page.session.personID, "selected")>\(person.name)</option>
            """
        }
        return """
            <h3>Noter une absence</h3><p>Seuls les jours sont notés, jamais la raison.</p>
            \(PostForm(action: .membersPart(page.workspace, .absences), proof: page.proof, content: """
                <div class="sx-field"><label for="personne">Membre</label>
                <select id="personne" name="personne">\(people)</select></div>
                \(Days(prefix: "absence", today: page.today).html)
                <p><button>Noter l'absence</button></p>
                """).html)
            """
    }
}

/// The first and the last day, inclusive.
struct Days {
    let prefix: String
    let today: CalendarDate

    var html: HTML {
        """
        <div class="sx-field"><label for="\(prefix)-du">Du</label>
        <input type="date" id="\(prefix)-du" name="du" value="\(iso: today)" required></div>
        <div class="sx-field"><label for="\(prefix)-au">Au (dernier jour compris)</label>
        <input type="date" id="\(prefix)-au" name="au" required></div>
        """
    }
}
