import Access
import Standings
import Vocabulary

/// The numbers of a report: in words, by council, by specialty, and a council's own examples.
struct ImpactReportSection {
    let page: ImpactPage
    let report: ImpactReport

    private static let shown: [ImpactMeasure] = [
        .examined, .changed, .losing, .gaining, .ceasingComplete, .becomingComplete, .becomingLate, .ceasingLate,
        .straddling,
    ]

    var html: HTML {
        """
        <section class="sx-block" aria-labelledby="resume"><h2 id="resume">En résumé</h2>
        \(report.sentences.map { "<p>\(say: $0)</p>" as HTML })
        <p class="sx-muted">Rapport n° \(raw: Int(report.run.id.number)), demandé\(author) le
        \(FrameworkWords.moment(report.run.requestedAt))\(duration). Les situations en vigueur n'ont pas été
        modifiées.\(secrecy)</p>\(measures)</section>
        \(groups)\(samples)
        """
    }

    /// Who asked, for those who may know.
    private var author: HTML {
        report.run.requestedBy.isEmpty ? .empty : " par \(page.people[report.run.requestedBy])"
    }

    private var duration: HTML {
        report.run.seconds.map { ", calculé en \(French.seconds($0))" } ?? .empty
    }

    private var secrecy: HTML {
        page.session.membership.council.kind == .departmental
            ? " Ces chiffres sont ceux de votre conseil."
            : """
             Secret statistique : un nombre de moins de \(raw: report.smallestShown ?? 0) médecins n'est pas donné.
            « masqué » tient lieu de ce nombre, et de ceux dont on pourrait le déduire par soustraction.
            """
    }

    private var measures: HTML {
        let rows = ImpactMeasure.allCases.map { measure -> HTML in
            "<tr><th scope=\"row\">\(say: measure.title)</th><td class=\"num\">\(cell(report.total, measure))</td></tr>"
        }
        let table = Table(
            id: "mesures", caption: "Toutes les mesures, au \(report.run.asOf)",
            head: [Table.head("Mesure"), Table.number("Nombre")], rows: rows
        ).html
        return "<details><summary>Voir toutes les mesures</summary>\(table)</details>"
    }

    private func cell(_ row: ImpactRow, _ measure: ImpactMeasure) -> HTML {
        switch row[measure] {
        case .number(let number): "\(number)"
        case .withheld: "<small>masqué</small>"
        }
    }

    private var head: [HTML] { Self.shown.map { Table.number(HTML(say: $0.title)) } }

    private func cells(_ row: ImpactRow) -> [HTML] {
        Self.shown.map { "<td class=\"num\">\(cell(row, $0))</td>" }
    }

    private var groups: HTML {
        let councils = report.byCouncil.map { row -> HTML in
            """
            <tr><th scope="row">\(page.councils[row.code] ?? row.code)<small><code>\(row.code)</code></small></th>
            \(cells(row))</tr>
            """
        }
        let specialties = report.bySpecialty.map { row -> HTML in
            """
            <tr><th scope="row">\(row.code.isEmpty ? "Sans spécialité connue" : "\(page.names.specialty(row.code))")
            <small><code>\(row.code)</code></small></th>\(cells(row))</tr>
            """
        }
        let byCouncil = Table(
            id: "par-conseil", caption: "Médecins touchés, par conseil", head: [Table.head("Conseil")] + head,
            rows: councils, height: .short
        ).html
        let bySpecialty = Table(
            id: "par-specialite", caption: "Médecins touchés, par spécialité", head: [Table.head("Spécialité")] + head,
            rows: specialties, height: .short
        ).html
        guard !councils.isEmpty || !specialties.isEmpty else { return "<p>Aucun médecin n'est concerné.</p>" }
        return """
            <section class="sx-wide" aria-labelledby="details"><h2 id="details">Par conseil et par spécialité</h2>
            \(byCouncil)\(bySpecialty)</section>
            """
    }

    private var samples: HTML {
        guard page.session.membership.council.kind == .departmental else { return .empty }
        guard !report.samples.isEmpty else {
            return """
                <section aria-labelledby="exemples"><h2 id="exemples">Exemples</h2>
                <p>Aucun médecin de votre conseil n'est touché.</p></section>
                """
        }
        let code = page.session.membership.council.code
        let rows = report.samples.map { sample -> HTML in
            let name = [sample.familyName?.uppercased(), sample.givenName].compactMap { $0 }.joined(separator: " ")
            return """
                <tr><th scope="row"><a href="\(SiteURL.physician(code, Int64(sample.physicianID), from: nil))">\
                \(name.isEmpty ? "Nom inconnu" : name)</a><small>RPPS \(French.rpps(sample.rppsNumber))</small></th>
                <td>\(say: sample.measure.title)</td><td>\(changes(sample))</td>
                <td>\(counts(sample.before))</td><td>\(counts(sample.after))</td></tr>
                """
        }
        return """
            <section aria-labelledby="exemples"><h2 id="exemples">Exemples de votre conseil</h2>\(Table(
                id: "exemples-legende", caption: "Médecins tirés au sort parmi ceux que la version touche",
                head: [
                    Table.head("Médecin"), Table.head("Pourquoi lui"), Table.head("Actions"),
                    Table.head("Blocs, règles actuelles"), Table.head("Blocs, nouvelle version"),
                ], rows: rows, height: .tall
            ).html)</section>
            """
    }

    /// The words of the line; its id when neither text has it any more.
    private func name(_ change: ImpactComparison.ActionChange) -> String { page.lines[change.action] ?? change.action }

    private func changes(_ sample: ImpactSample) -> HTML {
        var parts = sample.lost.map { "<div>perd « \(name($0)) »</div>" as HTML }
        parts += sample.gained.map { "<div>gagne « \(name($0)) »</div>" as HTML }
        return parts.isEmpty ? "–" : "\(parts)"
    }

    private func counts(_ side: ImpactComparison.Side?) -> HTML {
        guard let counts = side?.counts, let required = side?.required else { return "–" }
        let words = zip(counts, required).enumerated().map { index, pair in
            "bloc \(index + 1) : \(pair.1 == 0 ? "non requis" : "\(pair.0)/\(pair.1)")"
        }
        return "\(say: words.joined(separator: ", "))"
    }
}
