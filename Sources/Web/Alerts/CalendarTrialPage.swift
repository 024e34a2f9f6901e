import Alerts
import Documents
import Progress
import Standings
import Vocabulary

/// What other parameters of alerts would change in a council, before anybody decides on them (S33).
struct CalendarTrialPage: Page {
    /// Rows that the page shows; the file has all of them.
    static let mostRows = 200

    let code: String
    let inForce: AlertPolicy
    /// Whether the council has set some of them for itself.
    let isOwn: Bool
    /// Whether the reader may propose what was tried.
    let mayPropose: Bool
    let trial: CalendarTrial?
    /// Nil before anything was tried.
    let change: CalendarChange?
    var errors: [(field: String, sentence: HTML)] = []

    var title: String { errors.isEmpty ? "Répétition d'autres échéances" : "Erreur : Répétition d'autres échéances" }
    var section: Section? { .alerts }

    var main: HTML {
        """
        <p><a href="\(SiteURL.calendar(.months(code, CalendarAddress.usual)))">Calendrier de charge</a></p>
        <h1>Essayer d'autres échéances d'alerte</h1>
        <p>Le calendrier est calculé deux fois : avec les règles en vigueur, puis avec les vôtres. Rien n'est
        enregistré, aucune règle ne change et personne ne reçoit rien. Les règles en vigueur sont celles
        \(isOwn ? "de votre conseil" : "du Conseil national") : première alerte \(years(inForce.firstMilestoneYears)) après le début du cycle, puis
        \(every(inForce.everyYears)) ; une échéance passée inaperçue est rattrapée pendant \(inForce.catchUpDays)
        jours.</p>
        \(ErrorSummary(errors: errors).html)
        \(form)
        \(change.map { result($0) })
        """
    }

    private var form: HTML {
        let shown = trial ?? CalendarTrial(inForce)
        return """
            <form class="sx-form" method="get" action="\(SiteURL.calendar(.rehearsal(code, nil)))">
            \(field("premiere", "Première alerte, en années depuis le début du cycle", shown.firstMilestoneYears, CalendarBounds.firstMilestoneYears))
            \(field("tous", "Puis une alerte tous les (années)", shown.everyYears, CalendarBounds.everyYears))
            \(field("rattrapage", "Rattrapage d'une échéance passée, en jours", shown.catchUpDays, CalendarBounds.catchUpDays))
            <button class="sx-primary">Calculer</button></form>
            """
    }

    private func field(_ name: String, _ label: HTML, _ value: Int, _ bounds: ClosedRange<Int>) -> HTML {
        FormField(
            id: name, name: name, label: label, hint: "De \(bounds.lowerBound) à \(bounds.upperBound).",
            value: String(value), most: 3, attributes: " inputmode=\"numeric\"", errors: errors
        ).html
    }

    /// What is out of bounds, field by field.
    static func outOfBounds(_ query: Query) -> [(field: String, sentence: HTML)] {
        let fields: [(String, ClosedRange<Int>, HTML)] = [
            ("premiere", CalendarBounds.firstMilestoneYears, "La première alerte"),
            ("tous", CalendarBounds.everyYears, "L'intervalle entre deux alertes"),
            ("rattrapage", CalendarBounds.catchUpDays, "Le rattrapage"),
        ]
        return fields.compactMap { name, bounds, label in
            guard query.id(name).map({ !bounds.contains(Int(clamping: $0)) }) ?? true else { return nil }
            return (name, "\(label) : un nombre entier de \(bounds.lowerBound) à \(bounds.upperBound).")
        }
    }

    private func result(_ change: CalendarChange) -> HTML {
        """
        <section aria-labelledby="effet"><h2 id="effet">\(moved(change.moves.count)) d'ici le
        \(change.after.through)</h2>
        \(Facts(pairs: [
            ("Alertes avec les règles en vigueur", "\(change.before.total.alerts)"),
            ("Alertes avec vos valeurs", "\(change.after.total.alerts)"),
        ]).html)
        \(change.moves.isEmpty ? .empty : table(change.moves))\(proposal)</section>
        """
    }

    private var proposal: HTML {
        guard mayPropose, let trial else { return .empty }
        return """
            <p class="sx-actions"><a class="sx-button" href="\(SiteURL.calendar(.rules(code, trial)))">Proposer ces valeurs à
            votre conseil</a></p>
            """
    }

    private func moved(_ files: Int) -> HTML {
        files == 0
            ? "Aucun dossier ne change de date"
            : "\(French.count(files, "dossier change de date", "dossiers changent de date"))"
    }

    private func table(_ moves: [CalendarChange.Move]) -> HTML {
        let rows = moves.prefix(Self.mostRows).map { move -> HTML in
            """
            <tr><th scope="row"><a href="\(SiteURL.physician(code, move.physician, from: nil))">\(move.name)</a></th>
            <td>\(days(move.before))</td><td>\(days(move.after))</td></tr>
            """
        }
        let rest: HTML =
            moves.count > Self.mostRows
            ? "<p class=\"sx-muted\">Les \(Self.mostRows) premiers par nom ; le fichier les contient tous.</p>" : .empty
        return """
            \(Table(
                id: "dossiers-deplaces", caption: "Dossiers dont les alertes changent de date, par nom",
                head: [Table.head("Médecin"), Table.head("Règles en vigueur"), Table.head("Vos valeurs")],
                rows: Array(rows), height: .tall
            ).html)\(rest)
            \(trial.map { "<p class=\"sx-actions\"><a class=\"sx-button\" href=\"\(SiteURL.calendar(.rehearsalFile(code, $0)))\">Télécharger les dossiers (CSV)</a></p>" as HTML })
            """
    }

    private func days(_ days: [CalendarDate]) -> HTML {
        guard let first = days.first else { return "aucune alerte" }
        return days.dropFirst().reduce("\(first)") { "\($0), \($1)" }
    }

    private func years(_ number: Int) -> HTML { "\(French.count(number, "an", "ans"))" }
    private func every(_ number: Int) -> HTML { number == 1 ? "chaque année" : "tous les \(number) ans" }
}

/// The files whose alerts move, for a spreadsheet: each with its number, which tells namesakes apart.
struct CalendarTrialFile {
    let moves: [CalendarChange.Move]

    var bytes: [UInt8] {
        var writer = CSVWriter(for: .person)
        writer.record(["dossier", "medecin", "regles_en_vigueur", "valeurs_essayees"])
        for move in moves {
            writer.record([String(move.physician), move.name, Self.days(move.before), Self.days(move.after)])
        }
        return writer.bytes
    }

    private static func days(_ days: [CalendarDate]) -> String { days.map { "\($0)" }.joined(separator: " ") }
}
