import Progress
import Standings
import Vocabulary

/// The cycle as a line: start, milestones, today, end and six months of control; the same as a table.
struct CycleTimeline {
    let cycle: Cycle
    let file: WorklistCase
    let today: CalendarDate

    private var milestones: [CalendarDate] { file.assessed.lateness?.milestones ?? [] }

    var html: HTML {
        """
        <section class="sx-block" aria-labelledby="cycle"><h2 id="cycle">Cycle \(raw: cycle.index) :
        du \(cycle.start) au \(cycle.end) \(Badge(label: "\(raw: cycle.lengthInYears) ans").html)</h2>
        <div class="sx-scroll" role="region" aria-label="Frise du cycle" tabindex="0">\(picture)</div>
        <details><summary>Voir le tableau</summary>\(table)</details>\(why)</section>
        """
    }

    private var last: CalendarDate { max(cycle.controlDeadline, cycle.end) }

    /// A date as an abscissa between 20 and 940.
    private func x(_ date: CalendarDate) -> Double {
        let span = Double(last.dayNumber - cycle.start.dayNumber)
        let offset = Double(min(max(date, cycle.start), last).dayNumber - cycle.start.dayNumber)
        return 20 + 920 * offset / max(1, span)
    }

    private var picture: HTML {
        let (start, end, now, close) = (x(cycle.start), x(cycle.end), x(today), x(last))
        return """
            <svg class="sx-timeline" viewBox="0 0 960 92" role="img"><title>Frise du cycle, du \(cycle.start.french) au
            \(cycle.end.french) ; mêmes dates dans le tableau.</title>
            <rect class="rail" x="\(raw: start)" y="40" width="\(raw: end - start)" height="8" rx="4"/>
            <rect class="elapsed" x="\(raw: start)" y="40" width="\(raw: max(0, min(now, end) - start))" height="8" rx="4"/>
            <rect class="control" x="\(raw: end)" y="36" width="\(raw: close - end)" height="16" rx="2"/>
            \(milestones.map(mark))\(alert)
            <line class="today" x1="\(raw: now)" x2="\(raw: now)" y1="28" y2="60"/>
            <text x="\(raw: min(max(now, 60), 880))" y="20" text-anchor="middle">aujourd'hui \(today.french)</text>
            <text class="soft" x="20" y="82">\(cycle.start.french)</text>
            <text x="\(raw: min(end, 860))" y="82" text-anchor="end">échéance \(cycle.end.french)</text>
            <text class="soft" x="955" y="24" text-anchor="end">contrôle</text></svg>
            """
    }

    private func mark(_ date: CalendarDate) -> HTML {
        "<circle class=\"mark\" cx=\"\(raw: x(date))\" cy=\"44\" r=\"6\"><title>Jalon du \(date.french)</title></circle>"
    }

    private var alert: HTML {
        file.assessed.nextAlertOn.map { date in
            "<circle class=\"next\" cx=\"\(raw: x(date))\" cy=\"44\" r=\"6\"><title>Prochaine alerte le \(date.french)</title></circle>"
        } ?? .empty
    }

    private var table: HTML {
        var rows: [(CalendarDate, HTML)] = [
            (cycle.start, "Début du cycle"), (today, "Aujourd'hui"), (cycle.end, "Échéance"),
        ]
        rows += milestones.map { ($0, $0 == file.assessed.nextAlertOn ? "Jalon : prochaine alerte" : "Jalon") }
        rows.append((cycle.controlDeadline, "Fin de la vérification par le conseil"))
        let cells = rows.sorted { $0.0 < $1.0 }.map {
            "<tr><th scope=\"row\">\($0.0)</th><td>\($0.1)</td></tr>" as HTML
        }
        return Table(
            id: "frise-legende", caption: "Dates du cycle", head: [Table.head("Date"), Table.head("Événement")],
            rows: cells
        ).html
    }

    private var why: HTML {
        """
        <details><summary>Pourquoi ces dates ?</summary><p>La période dure neuf ans pour les médecins inscrits au
        1er janvier 2023, six ans pour les autres (R. 4022-14) ; une interruption de plus de trois ans ouvre une
        nouvelle période (R. 4022-16). Le conseil vérifie le programme dans les six mois qui suivent l'échéance
        (\(CyclePolicy.controlArticle)). Les jalons d'alerte sont un paramètre de l'Ordre.</p></details>
        """
    }
}
