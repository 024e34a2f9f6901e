import ArgumentParser
import Standings
import Vocabulary

/// Judges again what is on record and reports every difference (contracts §0).
struct ReplayRecords: RuledCommand {
    static let policy = CommandPolicy.machine([.council])
    static let configuration = CommandConfiguration(
        commandName: "replay",
        abstract: "Judge stored standings and decisions again, as they were known then; report every difference.")
    @Option(help: "The first legal date; all when absent.") var from: CalendarDate?
    @Option(help: "The last legal date; all when absent.") var to: CalendarDate?
    @Option(help: "Only this council.") var council: String?
    @Option(help: "Only the physician with this RPPS number.") var physician: String?
    @Option(help: "At most so many records of each run of a council.") var sample: Int?
    @Flag(help: "Print exactly one line of JSON.") var json = false
    @OptionGroup var actor: ActorOption

    func validate() throws {
        if let sample, sample < 1 { throw ValidationError("--sample takes a number from 1 on.") }
        if let from, let to, from > to { throw ValidationError("--from comes after --to.") }
    }

    func run() async throws {
        try await reporting {
            let start = Clock.seconds()
            let replay = Replay(
                database: try Configuration().database(connections: 3),
                period: ReplayPeriod(from: from, through: to, sample: sample, rppsNumber: physician),
                by: actor.author)
            let summary = try await replay.run(council: council) { done, all in
                if done == all || done % 10 == 0 { note("replay: \(done)/\(all) councils") }
            }
            let seconds = Clock.seconds() - start
            result(json ? ReplayRecords.json(summary, seconds) : ReplayRecords.text(summary))
            if !summary.differences.isEmpty { throw ExitCode(Outcome.refused.rawValue) }
        }
    }

    private static func text(_ summary: Replay.Summary) -> String {
        var lines = summary.differences.map { difference in
            let place = [
                difference.council.isEmpty ? nil : "conseil \(difference.council)",
                difference.record.map { "état n° \($0)" },
                difference.physician.isEmpty ? nil : "médecin \(difference.physician)",
            ].compactMap { $0 }
            return (place + ["\(difference.kind.french) — \(difference.detail)"]).joined(separator: ", ")
        }
        let count = summary.differences.count
        lines.append(
            [
                counted(summary.records, "état rejugé", "états rejugés") + ", dont \(summary.decisions) de décisions",
                counted(summary.standings, "situation comparée", "situations comparées"),
                counted(summary.councils, "conseil", "conseils"),
                counted(summary.laws, "état du droit", "états du droit"),
            ].joined(separator: ", ") + " : "
                + (count == 0 ? "aucune différence" : counted(count, "différence", "différences")))
        return lines.joined(separator: "\n")
    }

    private static func json(_ summary: Replay.Summary, _ seconds: Double) -> String {
        let found = summary.differences.map { difference in
            JSON.object([
                .init("council", .string(difference.council)),
                .init("record", difference.record.map { .integer($0) } ?? .null),
                .init("physician", .string(difference.physician)), .init("kind", .string(difference.kind.rawValue)),
                .init("detail", .string(difference.detail)),
            ])
        }
        return JSON.object([
            .init("councils", .integer(summary.councils)), .init("runs", .integer(summary.runs)),
            .init("records", .integer(summary.records)), .init("decisions", .integer(summary.decisions)),
            .init("standings", .integer(summary.standings)), .init("laws", .integer(summary.laws)),
            .init("differences", .integer(summary.differences.count)), .init("found", .array(found)),
            .init("seconds", .decimal((seconds * 1000).rounded() / 1000)),
        ]).text
    }
}

extension ReplayDifference.Kind {
    fileprivate var french: String {
        switch self {
        case .verdict: "verdict"
        case .date: "date"
        case .numbers: "nombres"
        case .state: "état"
        case .proof: "preuve"
        case .law: "texte du droit"
        case .standing: "situation affichée"
        case .record: "état conservé"
        }
    }
}
