import Postgres
import Vocabulary

/// A line of an impact report: physicians of one council, one specialty and one référentiel.
struct ImpactLine: Sendable, Hashable {
    let council: String
    let key: ImpactKey
    let tally: ImpactTally
}

/// Reads the lines and examples of impact reports: those of the transaction's council, or all lines for an office.
enum ImpactLineStore {
    /// In the order of councils, specialties and référentiels.
    static func lines(of id: ImpactID, _ transaction: Transaction) throws -> [ImpactLine] {
        try transaction.query(
            """
            select * from standings.impact_line where impact_id = \(id.number)
            order by council_code collate "C", specialty_code collate "C", framework_code collate "C"
            """
        ).map { row in
            var tally = ImpactTally()
            for measure in ImpactMeasure.allCases { tally[measure] = try row.int(measure.rawValue) }
            return ImpactLine(
                council: try row.text("council_code"),
                key: ImpactKey(specialty: try row.text("specialty_code"), framework: try row.text("framework_code")),
                tally: tally)
        }
    }

    /// The examples of the transaction's council whose physicians its roll still knows.
    static func samples(of id: ImpactID, _ transaction: Transaction) throws -> [ImpactSample] {
        try transaction.query(
            """
            select s.measure, s.physician_id, s.before::text as before, s.after::text as after,
                s.actions::text as actions, f.rpps_number, f.family_name, f.given_name
            from standings.impact_sample s join registry.case_file f on f.physician_id = s.physician_id
            where s.impact_id = \(id.number) order by s.measure, s.place
            """
        ).compactMap(sample)
    }

    private static func sample(_ row: Row) throws -> ImpactSample? {
        guard let measure = ImpactMeasure(rawValue: try row.text("measure")) else { return nil }
        func side(_ name: String) throws -> ImpactComparison.Side? {
            try row.optional(name, as: String.self).flatMap { ImpactComparison.Side(json: try JSON(parsing: $0)) }
        }
        let actions = try JSON(parsing: try row.text("actions"))
        func changes(_ name: String) -> [ImpactComparison.ActionChange] {
            (actions[name]?.array ?? []).compactMap { ImpactComparison.ActionChange(json: $0) }
        }
        return ImpactSample(
            measure: measure, physicianID: try row.int("physician_id"), rppsNumber: try row.text("rpps_number"),
            familyName: try row.optional("family_name"), givenName: try row.optional("given_name"),
            before: try side("before"), after: try side("after"), lost: changes("lost"), gained: changes("gained"))
    }
}
