import Standings

/// The pictures of the dashboard, each with the table that holds the same numbers.
struct DashboardPictures {
    let page: DashboardPage

    var progressSection: HTML {
        """
        <section aria-labelledby="avancement"><h2 id="avancement">Avancement des programmes</h2>
        <p class="sx-muted">Nombre de médecins selon les actions retenues sur le programme minimal.</p>
        \(Bars(bars: bars).html)
        <details><summary>Voir le tableau</summary>\(progressTable)</details></section>
        """
    }

    private var bars: [(label: HTML, value: Int, tone: String)] {
        let whole = page.progress.filter { $0.required == 8 }
        let full = (0...8).map { counted -> (label: HTML, value: Int, tone: String) in
            let value = whole.filter { $0.counted == counted }.reduce(0) { $0 + $1.physicians }
            return ("\(raw: counted) sur 8", value, counted == 8 ? "full" : "")
        }
        let others = page.progress.filter { $0.required != 8 }
        guard !others.isEmpty else { return full }
        let done = others.filter { $0.counted >= $0.required }.reduce(0) { $0 + $1.physicians }
        let open = others.reduce(0) { $0 + $1.physicians } - done
        return full + [("Bloc non requis", open, "other"), ("dont complets", done, "other full")]
    }

    private var progressTable: HTML {
        let total = page.progress.reduce(0) { $0 + $1.physicians }
        let rows = page.progress.map { share -> HTML in
            """
            <tr><th scope="row">\(raw: share.counted) sur \(raw: share.required)</th>
            <td class="num">\(share.physicians)</td><td class="num">\(French.percent(share.physicians, of: total))</td></tr>
            """
        }
        return Table(
            id: "avancement-legende", caption: "Médecins par nombre d'actions retenues",
            head: [Table.head("Actions retenues"), Table.number("Médecins"), Table.number("Part")], rows: rows
        ).html
    }

    var deadlineSection: HTML {
        """
        <section aria-labelledby="echeances"><h2 id="echeances">Fin des cycles</h2>
        <p class="sx-muted">Nombre de médecins par année d'échéance. Le contrôle a lieu dans les six mois qui suivent.</p>
        \(Bars(bars: years).html)
        <details><summary>Voir le tableau</summary>\(deadlineTable)</details></section>
        """
    }

    private var years: [(label: HTML, value: Int, tone: String)] {
        page.deadlines.map { ("\(raw: $0.year)", $0.physicians, "") }
    }

    private var deadlineTable: HTML {
        let rows = page.deadlines.map { share -> HTML in
            "<tr><th scope=\"row\">\(raw: share.year)</th><td class=\"num\">\(share.physicians)</td></tr>"
        }
        return Table(
            id: "echeances-legende", caption: "Médecins par année d'échéance",
            head: [Table.head("Année"), Table.number("Médecins")], rows: rows
        ).html
    }
}
