import Alerts
import Documents
import Progress
import Standings
import Vocabulary

/// The work that is to come in a council, week by week (S06).
struct CalendarPage: Page {
    let code: String
    let months: Int
    let calendar: WorkCalendar

    var title: String { "Calendrier de charge, \(months) mois" }
    var section: Section? { .alerts }

    var main: HTML {
        """
        <p><a href="\(SiteURL.alerts(.list(code)))">Toutes les campagnes</a></p>
        <div class="sx-title"><h1>Calendrier de charge</h1><p class="sx-count">du \(calendar.from) au
        \(calendar.through)</p></div>
        <p>Ce qui tombera si rien de nouveau n'est connu d'ici là : alertes à proposer, alertes que la règle écarte,
        vérifications qui s'ouvrent et vérifications à terminer. Les situations sont jugées comme la nuit le fera ; rien
        n'est enregistré.</p>
        \(Tabs(label: "Durée affichée", entries: spans).html)
        \(calendar.events.isEmpty ? empty : content)
        <p class="sx-actions"><a class="sx-button" href="\(SiteURL.calendar(.rehearsal(code, nil)))">Essayer d'autres
        échéances d'alerte</a> <a class="sx-button" href="\(SiteURL.calendar(.rules(code, nil)))">Échéances du
        conseil</a></p>
        """
    }

    private var spans: [(label: HTML, count: Int?, url: SiteURL, isCurrent: Bool)] {
        CalendarAddress.spans.map {
            ("\($0) mois", nil, .calendar(.months(code, $0)), $0 == months)
        }
    }

    private var empty: HTML {
        """
        <div class="sx-empty"><h2>Rien à venir</h2><p>Aucune alerte ni vérification ne tombe d'ici le
        \(calendar.through). Les dates de chacun sont dans la <a href="\(SiteURL.worklist(code, .init()))">liste des
        médecins</a>.</p></div>
        """
    }

    private var content: HTML {
        """
        \(Facts(pairs: [
            ("Alertes à proposer", "\(calendar.total.alerts)"),
            ("Alertes écartées par la règle", "\(calendar.total.excluded)"),
            ("Vérifications qui s'ouvrent", "\(calendar.total.openings)"),
            ("Vérifications à terminer", "\(calendar.total.deadlines)"),
        ]).html)
        <section aria-labelledby="semaines-titre"><h2 id="semaines-titre">Par semaine</h2>\(table)
        <p class="sx-muted">Les semaines sans rien ne figurent pas. Une alerte écartée est due, mais personne n'est
        écrit : aucune adresse utilisable, inscription à un autre tableau, même échéance déjà écrite par un autre conseil,
        ou alerte de moins de deux mois. La nuit la propose dès que son motif disparaît ; le calendrier compte alors
        l'alerte à ce jour. Une vérification se termine six mois après la fin du cycle
        (\(CyclePolicy.controlArticle)).</p></section>
        <p class="sx-actions"><a class="sx-button" href="\(SiteURL.calendar(.file(code, months)))">Télécharger le
        calendrier (CSV)</a></p>
        <section aria-labelledby="mois-titre"><h2 id="mois-titre">Par mois</h2>
        <p class="sx-muted">Alertes et vérifications ensemble, par mois du lundi de leur semaine.</p>
        \(Bars(bars: bars).html)</section>
        """
    }

    private var table: HTML {
        let rows = calendar.weeks.filter { !$0.load.isEmpty }.map { week, load in
            row("Semaine \(raw: week.number) de \(raw: week.year), du \(week.monday) au \(week.sunday)", load)
        }
        return Table(
            id: "semaines", caption: "Travail à venir, par semaine",
            head: [
                Table.head("Semaine"), Table.number("Alertes à proposer"), Table.number("Alertes écartées"),
                Table.number("Vérifications ouvertes"), Table.number("Vérifications à terminer"),
            ], rows: rows + [row("Ensemble", calendar.total)], height: .tall
        ).html
    }

    private func row(_ name: HTML, _ load: WorkCalendar.Load) -> HTML {
        """
        <tr><th scope="row">\(name)</th><td class="num">\(load.alerts)</td><td class="num">\(load.excluded)</td>
        <td class="num">\(load.openings)</td><td class="num">\(load.deadlines)</td></tr>
        """
    }

    private var bars: [(label: HTML, value: Int, tone: String)] {
        var bars: [(month: String, value: Int)] = []
        for (week, load) in calendar.weeks {
            let month = week.monday.monthInWords
            if bars.last?.month != month { bars.append((month, 0)) }
            bars[bars.count - 1].value += load.total
        }
        return bars.map { (HTML(say: $0.month), $0.value, "") }
    }
}

extension CalendarDate {
    /// `janvier 2029`.
    fileprivate var monthInWords: String {
        inWords.split(separator: "\u{A0}").dropFirst().joined(separator: " ")
    }
}

/// The calendar for a spreadsheet: every week, those without work too.
struct CalendarFile {
    let calendar: WorkCalendar

    var bytes: [UInt8] {
        var writer = CSVWriter(for: .person)
        writer.record([
            "semaine", "du", "au", "alertes_a_proposer", "alertes_ecartees", "verifications_ouvertes",
            "verifications_a_terminer",
        ])
        for (week, load) in calendar.weeks {
            writer.record([
                week.iso, "\(week.monday)", "\(week.sunday)", String(load.alerts), String(load.excluded),
                String(load.openings), String(load.deadlines),
            ])
        }
        return writer.bytes
    }
}
