import Documents
public import Vocabulary

extension ImpactReport {
    /// The report in sentences, French; each stands alone.
    public var sentences: [String] {
        [
            "Version \(run.version) du référentiel « \(title) » : tous les médecins concernés sont jugés au "
                + "\(run.asOf.french), avec les règles actuelles puis avec cette version.",
            "Médecins examinés : \(text(.examined)) ; touchés : \(text(.changed)).",
            "\(losing)\(actions(.actionsLost, "perdues")) ; \(gaining)\(actions(.actionsGained, "gagnées"))."
                .capitalizedFirst,
            "Programmes complets : \(text(.completeBefore)) avec les règles actuelles, \(text(.completeAfter)) avec la "
                + "version ; ne le seraient plus : \(text(.ceasingComplete)) ; le deviendraient : "
                + "\(text(.becomingComplete)).",
            "Médecins en retard : \(text(.lateBefore)) avec les règles actuelles, \(text(.lateAfter)) avec la version ; "
                + "le deviendraient : \(text(.becomingLate)) ; ne le seraient plus : \(text(.ceasingLate)).",
            "État ou référentiel différent : \(text(.changingState)). Nombre d'actions demandé différent : "
                + "\(text(.changingRequired)). Prochaine alerte déplacée : \(text(.changingAlert)).",
            "À cheval sur le changement de version : \(straddling).",
        ]
    }

    private var losing: String {
        people(
            .losing, "aucun médecin ne perd d'action", "médecin perd au moins une action",
            "médecins perdent au moins une action")
    }

    private var gaining: String {
        people(.gaining, "aucun n'en gagne", "médecin en gagne au moins une", "médecins en gagnent au moins une")
    }

    private var straddling: String {
        people(
            .straddling, "aucun médecin n'a d'action commencée avant et jugée par la nouvelle version",
            "médecin a une action commencée avant et jugée par la nouvelle version ; son conseil doit le connaître",
            "médecins ont une action commencée avant et jugée par la nouvelle version ; leurs conseils doivent les "
                + "connaître")
    }

    private func people(_ measure: ImpactMeasure, _ none: String, _ one: String, _ many: String) -> String {
        switch total[measure] {
        case .number(0): none
        case .number(1): "1 \(one)"
        case .number: "\(text(measure)) \(many)"
        case .withheld: "un nombre masqué de \(many)"
        }
    }

    private func actions(_ measure: ImpactMeasure, _ word: String) -> String {
        total[measure] == .number(0) ? "" : " (actions \(word) : \(text(measure)))"
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

    /// One line a council, then one line a specialty, under one header, each with what the report is about; UTF-8 with
    /// its mark, for a spreadsheet.
    ///
    /// - Parameters:
    ///   - councils: code → name.
    ///   - specialties: code → label.
    public func csv(councils: [String: String], specialties: [String: String]) -> [UInt8] {
        var writer = CSVWriter(for: .person)
        let about = ["Référentiel", "Version", "Jugés au", "Rapport n°"]
        writer.record(about + ["Regroupement", "Code", "Nom"] + ImpactMeasure.allCases.map(\.title))
        let start = [title, run.version, run.asOf.french, run.id.description]
        let groups = [
            ("Ensemble", [total], [:]), ("Conseil", byCouncil, councils), ("Spécialité", bySpecialty, specialties),
        ]
        for (name, rows, names) in groups {
            for row in rows {
                writer.record(
                    start + [name, row.code, names[row.code] ?? ""] + ImpactMeasure.allCases.map { row[$0].text })
            }
        }
        return writer.bytes
    }
}

extension String {
    fileprivate var capitalizedFirst: String { prefix(1).uppercased() + dropFirst() }
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
    /// The example in one sentence, French; nothing of block 4 (rule R24).
    public var sentence: String {
        let name = [familyName, givenName].compactMap { $0 }.joined(separator: " ")
        var parts = ["\(measure.title) : \(name.isEmpty ? rppsNumber : "\(name) (\(rppsNumber))")"]
        if !lost.isEmpty { parts.append("perd " + lost.map(\.action).joined(separator: ", ")) }
        if !gained.isEmpty { parts.append("gagne " + gained.map(\.action).joined(separator: ", ")) }
        parts.append("\(text(before)) → \(text(after))")
        return parts.joined(separator: " ; ")
    }

    private func text(_ side: ImpactComparison.Side?) -> String {
        guard let counts = side?.counts, let required = side?.required else { return "sans situation" }
        return zip(counts, required).map { "\($0)/\($1)" }.joined(separator: " ")
    }
}
