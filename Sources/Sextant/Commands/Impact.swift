import Access
import ArgumentParser
import Intake
import Postgres
import Standings
import Vocabulary

/// Says what a proposed version of a référentiel would change, before anybody approves it.
struct Impact: RuledCommand {
    static let policy = CommandPolicy.right(.requestImpact, [.national, .council, .impact])
    var acting: Acting { Acting(actor, in: council) }
    static let configuration = CommandConfiguration(
        abstract: "Say what a proposed version would change; live standings stay as they are.")
    @Argument(help: "The référentiel, as in medecine-generale.") var framework: String
    @Argument(help: "The proposed version.") var version: String
    @Option(help: "The day on which everybody is judged twice; by default the version's first day, or today.")
    var asOf: CalendarDate?
    @Flag(help: "Compute here and now instead of leaving it to the worker.") var now = false
    @Option(help: "The code of a council: its own numbers, exactly, with examples.") var council: String?
    @Flag(help: "Print the report as one line of JSON.") var json = false
    @Option(help: "Give up the report with this number, which waits or is being computed; nothing else is done.")
    var cancel: Int64?
    @OptionGroup var actor: ActorOption

    func run() async throws {
        try await reporting {
            let configuration = Configuration()
            let database = try configuration.database(connections: 3)
            let today = try Clock.today(configuration)()
            if let cancel { return try await giveUp(ImpactID(cancel), database) }
            guard let run = try await wanted(database, today) else { return }
            let report = try await report(run.id, database)
            if json {
                result(report.json.text)
            } else {
                for line in ImpactText(report).lines { result(line) }
            }
        }
    }

    /// The report that is whole, computed now if asked; nil when it is left to the worker.
    private func wanted(_ database: Database, _ today: CalendarDate) async throws -> ImpactRun? {
        let request = RequestImpact(
            FrameworkID(framework), version: version, asOf: asOf, today: today, by: actor.actor)
        if !now, let known = try await database.transaction(as: .national, { try request.known($0) }) { return known }
        let author = actor.author
        let id = try await database.transaction(as: .national) { transaction in
            let id = try request.run(transaction)
            try Self.leaveTrace(.impactRequested, id, by: author, transaction)
            return id
        }
        guard now else {
            result(
                "Rapport d'impact n° \(id) demandé ; le programme de fond (worker) le calcule. "
                    + "« --cancel \(id) » l'abandonne.")
            return nil
        }
        let run = try await computed(id, database)
        guard run.state == .done else { throw Refusal("Le rapport d'impact n° \(id) est \(run.state.title).") }
        return run
    }

    /// Gives up a report of this version.
    private func giveUp(_ id: ImpactID, _ database: Database) async throws {
        let (framework, version, author) = (FrameworkID(framework), version, actor.author)
        try await database.transaction(as: .national) { transaction in
            guard let run = try ImpactRun.find(id, transaction), run.framework == framework, run.version == version
            else { throw Refusal("La version \(version) n'a pas de rapport d'impact n° \(id).") }
            try CancelImpact(id, by: author.name).run(transaction)
            try Self.leaveTrace(.impactGivenUp, id, by: author, transaction)
        }
        result("Rapport d'impact n° \(id) abandonné.")
    }

    /// The trace of what an operator did, beside those of the pages.
    private static func leaveTrace(
        _ action: AuditEvent.Action, _ id: ImpactID, by author: Author, _ transaction: Transaction
    ) throws {
        guard let national = try Council.find(transaction, code: "national") else { return }
        try AuditEvent(action, by: author, on: "impact:\(id)").record(transaction, council: national.id)
    }

    /// Computes, and waits for a worker that has taken a council of the same report.
    private func computed(_ id: ImpactID, _ database: Database) async throws -> ImpactRun {
        while true {
            let run = try await RunImpact(database: database, nonce: { randomBytes(32) }).run(id) { done, all in
                if done == all || done % 10 == 0 { note("impact : \(done)/\(all) conseils") }
            }
            guard run.state == .running else { return run }
            try await Task.sleep(for: .seconds(1))
        }
    }

    private func report(_ id: ImpactID, _ database: Database) async throws -> ImpactReport {
        guard let council else {
            return try await database.transaction(as: .national) { try ImpactReport.national(id, $0) }
        }
        let found = try await database.transaction(as: .national) { try Council.find($0, code: council) }
        guard let found else { throw Refusal("Le conseil « \(council) » n'existe pas. Donnez son code.") }
        let author = actor.author
        return try await database.transaction(as: .council(found.id)) { transaction in
            let report = try ImpactReport.ofCouncil(id, transaction)
            let rows = 1 + report.byCouncil.count + report.bySpecialty.count + report.samples.count
            try ListReading("impact", file: Array(report.json.text.utf8), rows: rows)
                .record(.listExported, by: author, on: "impact:\(id)", transaction, council: found.id)
            return report
        }
    }
}

/// The report as lines of a terminal.
struct ImpactText {
    let report: ImpactReport

    init(_ report: ImpactReport) { self.report = report }

    var lines: [String] {
        var lines = ["Rapport d'impact n° \(report.run.id)"] + report.sentences
        lines += table("Par conseil", report.byCouncil) + table("Par spécialité", report.bySpecialty)
        lines += report.samples.isEmpty ? [] : ["", "Exemples"] + report.samples.map(\.sentence)
        if let seconds = report.run.seconds { lines += ["", "Calculé en \((seconds * 10).rounded() / 10) s."] }
        if let hash = report.run.reportHash { lines.append("Empreinte du rapport : \(hash)") }
        return lines
    }

    private static let shown: [ImpactMeasure] = [
        .examined, .changed, .losing, .gaining, .ceasingComplete, .becomingComplete, .becomingLate, .ceasingLate,
    ]

    /// Only the groups that are touched; the others are counted.
    private func table(_ title: String, _ rows: [ImpactRow]) -> [String] {
        let touched = rows.filter { $0[.changed] != .number(0) }
        var lines = ["", title + " (" + Self.shown.map { $0.title.lowercased() }.joined(separator: " | ") + ")"]
        lines += touched.map { row in
            "  \(row.code.isEmpty ? "—" : row.code) : " + Self.shown.map { row[$0].text }.joined(separator: " | ")
        }
        if touched.count < rows.count { lines.append("  non touchés : \(rows.count - touched.count)") }
        return lines
    }
}
