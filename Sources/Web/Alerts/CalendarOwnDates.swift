import Progress
import Standings
import Vocabulary

/// The dates that are to come for one physician, if nothing new is known by then.
struct CalendarOwnDates {
    let assessed: AssessedCase
    let today: CalendarDate

    var html: HTML {
        let rows = rows
        guard !rows.isEmpty else { return .empty }
        return """
            <section class="sx-block" aria-labelledby="dates-a-venir"><h2 id="dates-a-venir">Dates à venir</h2>
            <p class="sx-muted">Si rien de nouveau n'est connu d'ici là ; une alerte est proposée au conseil, qui décide.</p>
            \(Table(
                id: "dates-legende", caption: "Ce qui vient pour ce médecin", head: [
                    Table.head("Date"), Table.head("Ce qui se passe"), Table.number("Actions attendues"),
                    Table.number("Actions retenues"),
                ], rows: rows
            ).html)</section>
            """
    }

    private var rows: [HTML] {
        guard let cycle = assessed.cycle else { return [] }
        var rows: [HTML] = []
        if let lateness = assessed.lateness, assessed.state == .inCycle {
            rows += lateness.milestones.filter { $0 > today }.map { milestone(lateness, $0) }
        }
        if cycle.end >= today { rows.append(row(cycle.end, "Fin du cycle")) }
        if cycle.controlDeadline >= today {
            rows.append(
                row(cycle.controlDeadline, "Dernier jour de la vérification (\(CyclePolicy.controlArticle))"))
        }
        return rows
    }

    private func milestone(_ lateness: Lateness, _ day: CalendarDate) -> HTML {
        let isDue = day >= lateness.policy.openingDate && lateness.isLate(on: day)
        return row(
            day, isDue ? "Échéance : une alerte serait proposée" : "Échéance : pas d'alerte",
            (lateness.expected(on: day), lateness.total))
    }

    private func row(_ day: CalendarDate, _ words: HTML, _ numbers: (Int, Int)? = nil) -> HTML {
        let cells: HTML =
            numbers.map { "<td class=\"num\">\($0.0)</td><td class=\"num\">\($0.1)</td>" }
            ?? "<td class=\"num\">–</td><td class=\"num\">–</td>"
        return "<tr><th scope=\"row\">\(day)</th><td>\(words)</td>\(cells)</tr>"
    }
}
