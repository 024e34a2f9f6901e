import Access
import Alerts
import Frameworks
import Postgres
import Standings
import Vocabulary

/// Section 4 of the isolation certificate: exports, jobs and aggregates made for one council hold nothing of another.
/// The night runs in a rehearsal, so that not a single standing changes.
struct OutputProbe {
    let database: Database
    let today: CalendarDate
    let actor: String

    func run() async throws -> IsolationSection {
        var section = IsolationSection("Exports, tâches, courriers et agrégats")
        let councils = try await database.transaction(as: .access) { try Council.departmental($0) }
        let (today, actor) = (today, actor)
        let lines = try await database.rehearsal { rehearsal in
            var lines: [String: [StandingLine]] = [:]
            let export = ExportStandings(database: rehearsal, asOf: today, actor: Author(operator: actor))
            for council in councils { lines[council.code] = try await export.run(council: council.code) }
            return lines
        }
        let filled = councils.filter { lines[$0.code]?.isEmpty == false }
        exports(filled, lines, &section)
        try await night(filled, lines, &section)
        try await aggregates(filled, lines, &section)
        try await ledgers(filled, lines, &section)
        return section
    }

    private func exports(
        _ councils: [Council], _ lines: [String: [StandingLine]], _ section: inout IsolationSection
    ) {
        section.count("exports des situations, un par conseil", councils.count)
        if councils.count < 2 { section.omit("exports et tâches : il faut deux conseils avec des médecins") }
        for council in councils where lines[council.code]?.contains(where: { $0.council != council.code }) == true {
            section.fail(
                "export du conseil \(council.code)", "des lignes d'un autre conseil y figurent",
                remedy: "l'export doit lire sous le conseil demandé")
        }
    }

    /// The ledger of alerts of each council names its own physicians only.
    private func ledgers(
        _ councils: [Council], _ lines: [String: [StandingLine]], _ section: inout IsolationSection
    ) async throws {
        let actor = actor
        let ledgers = try await database.rehearsal { rehearsal in
            var ledgers: [String: [AlertLine]] = [:]
            let export = ExportAlerts(database: rehearsal, by: Author(operator: actor))
            for council in councils { ledgers[council.code] = try await export.run(council: council.code) }
            return ledgers
        }
        section.count("alertes des registres d'envoi", ledgers.values.reduce(0) { $0 + $1.count })
        for council in councils {
            let own = Set((lines[council.code] ?? []).map(\.rpps))
            let others = Set(lines.filter { $0.key != council.code }.flatMap(\.value).map(\.rpps)).subtracting(own)
            if ledgers[council.code]?.contains(where: { others.contains($0.rpps) }) == true {
                section.fail(
                    "registre des alertes du conseil \(council.code)", "un médecin d'un autre conseil y figure",
                    remedy: "le registre doit être lu sous le conseil demandé")
            }
        }
    }

    /// The night of one council, among others, changes no line of any other.
    private func night(
        _ councils: [Council], _ before: [String: [StandingLine]], _ section: inout IsolationSection
    ) async throws {
        guard let council = councils.first, let other = councils.dropFirst().first else { return }
        let (today, actor) = (today, actor)
        let after = try await database.rehearsal { rehearsal in
            let assessor = try await rehearsal.transaction(as: .role("sextant_council")) {
                try Assessor.national(on: today, $0)
            }
            _ = try await rehearsal.transaction(as: council.principal, timeout: 0) {
                try RefreshStandings(assessor: assessor, asOf: today).run(council.id, $0)
            }
            return try await ExportStandings(database: rehearsal, asOf: today, actor: Author(operator: actor)).run(
                council: other.code)
        }
        section.count("tâches (la nuit d'un conseil)", 1)
        if after != before[other.code] {
            section.fail(
                "nuit du conseil \(council.code)", "elle change les situations d'un autre conseil",
                remedy: "la tâche doit tout faire sous un seul conseil")
        }
    }

    /// What a council reads of an impact report: its own line and its own physicians.
    private func aggregates(
        _ councils: [Council], _ lines: [String: [StandingLine]], _ section: inout IsolationSection
    ) async throws {
        let runs = try await database.transaction(as: .cncp) { transaction in
            try VersionStore.list(transaction).flatMap { version in
                try ImpactRun.all(of: version.key.framework, version: version.key.number, transaction)
            }.filter { $0.state == .done }
        }
        section.count("rapports d'impact achevés", runs.count)
        if runs.isEmpty { section.leave("agrégats : aucun rapport d'impact achevé") }
        for (run, council) in runs.flatMap({ run in councils.map { (run, $0) } }) {
            let report = try await database.transaction(as: council.principal) {
                try ImpactReport.ofCouncil(run.id, $0)
            }
            section.add("rapports d'impact lus par un conseil")
            let own = Set(lines[council.code, default: []].map(\.rpps))
            let others = Set(lines.filter { $0.key != council.code }.values.joined().map(\.rpps)).subtracting(own)
            if report.byCouncil.contains(where: { $0.code != council.code })
                || report.samples.contains(where: { others.contains($0.rppsNumber) })
            {
                section.fail(
                    "rapport d'impact \(run.id), conseil \(council.code)", "il montre un autre conseil",
                    remedy: "la règle own_part de standings.impact_line a changé")
            }
        }
    }
}
