import Documents
public import Vocabulary

extension ImpactReport {
    /// The report in sentences, French; each stands alone.
    public var sentences: [String] {
        let start = run.asOf.french
        return [
            "Version \(run.version) du référentiel « \(run.framework) » : tous les médecins concernés sont jugés au "
                + "\(start), avec les règles actuelles puis avec cette version.",
            "Médecins examinés : \(text(.examined)) ; touchés : \(text(.changed)).",
            "Actions : \(text(.losing)) médecin(s) en perdent au moins une (actions perdues : \(text(.actionsLost))) ; "
                + "\(text(.gaining)) en gagnent au moins une (actions gagnées : \(text(.actionsGained))).",
            "Programmes complets : \(text(.completeBefore)) avec les règles actuelles, \(text(.completeAfter)) avec la "
                + "version ; \(text(.ceasingComplete)) ne le seraient plus, \(text(.becomingComplete)) le deviendraient.",
            "Médecins en retard : \(text(.lateBefore)) avec les règles actuelles, \(text(.lateAfter)) avec la version ; "
                + "\(text(.becomingLate)) le deviendraient, \(text(.ceasingLate)) ne le seraient plus.",
            "État ou référentiel différent : \(text(.changingState)). Nombre d'actions demandé différent : "
                + "\(text(.changingRequired)). Prochaine alerte déplacée : \(text(.changingAlert)).",
            "À cheval sur le changement de version : \(text(.straddling)) médecin(s) ont une action commencée avant et "
                + "jugée par la nouvelle version ; leurs conseils doivent les connaître.",
        ]
    }

    private func text(_ measure: ImpactMeasure) -> String { total[measure].text }

    /// The whole report as one JSON object; a number that is not told is null.
    public var json: JSON {
        .object([
            .init("impact", .integer(Int(run.id.number))), .init("framework", .string(run.framework.rawValue)),
            .init("version", .string(run.version)), .init("as_of", .string(run.asOf.description)),
            .init("state", .string(run.state.rawValue)), .init("councils", .integer(run.councils)),
            .init("seconds", run.seconds.map { .decimal(($0 * 1000).rounded() / 1000) } ?? .null),
            .init("report_hash", run.reportHash.map { .string($0) } ?? .null), .init("total", total.json),
            .init("by_council", .array(byCouncil.map(\.json))),
            .init("by_specialty", .array(bySpecialty.map(\.json))),
        ])
    }

    /// One line a council, then one line a specialty, under one header; UTF-8 with its mark, for a spreadsheet.
    public var csv: [UInt8] {
        var writer = CSVWriter(for: .person)
        writer.record(["Regroupement", "Code"] + ImpactMeasure.allCases.map(\.title))
        let groups = [("Ensemble", [total]), ("Conseil", byCouncil), ("Spécialité", bySpecialty)]
        for (name, rows) in groups {
            for row in rows { writer.record([name, row.code] + ImpactMeasure.allCases.map { row[$0].text }) }
        }
        return writer.bytes
    }
}

extension ImpactRow {
    var json: JSON {
        .object(
            [.init("code", .string(code))]
                + ImpactMeasure.allCases.map { measure in
                    if case .number(let number) = self[measure] {
                        .init(measure.rawValue, .integer(number))
                    } else {
                        .init(measure.rawValue, .null)
                    }
                })
    }
}

extension ImpactSample {
    /// The example in one sentence, French; of block 4 only numbers (rule R24).
    public var sentence: String {
        let name = [familyName, givenName].compactMap { $0 }.joined(separator: " ")
        var parts = ["\(measure.title) : \(name.isEmpty ? rppsNumber : "\(name) (\(rppsNumber))")"]
        if !lost.isEmpty { parts.append("perd " + lost.map(\.action).joined(separator: ", ")) }
        if !gained.isEmpty { parts.append("gagne " + gained.map(\.action).joined(separator: ", ")) }
        if healthLost > 0 { parts.append("bloc 4 : \(healthLost) en moins") }
        if healthGained > 0 { parts.append("bloc 4 : \(healthGained) en plus") }
        parts.append("\(text(before)) → \(text(after))")
        return parts.joined(separator: " ; ")
    }

    private func text(_ side: ImpactComparison.Side?) -> String {
        guard let counts = side?.counts, let required = side?.required else { return "sans situation" }
        return zip(counts, required).map { "\($0)/\($1)" }.joined(separator: " ")
    }
}
