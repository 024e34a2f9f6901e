import Access
import ArgumentParser
import Foundation
import Standings
import Vocabulary

/// Writes what other programs read.
struct Export: RuledCommand {
    static let policy = CommandPolicy.group
    static let configuration = CommandConfiguration(
        abstract: "Write what other programs read.",
        subcommands: [
            StandingsExport.self, AlertsExport.self, AuditExport.self, AuditHeadExport.self, PersonExport.self,
        ])

    enum Format: String, ExpressibleByArgument { case csv, jsonl }

    /// One row a physician subject to certification (contracts §7).
    struct StandingsExport: RuledCommand {
        static let policy = CommandPolicy.right(.exportRegister, [.council])
        var acting: Acting { Acting(actor, in: council) }
        static let configuration = CommandConfiguration(
            commandName: "standings", abstract: "One row a physician subject to certification.")
        @Option(help: "Only this council.") var council: String?
        @Option(help: "The legal date.") var asOf: CalendarDate
        @Option(help: "Only what was recorded by this moment (2026-11-21T18:00:00Z); now when absent.")
        var knownAt: Moment?
        @Option(help: "csv or jsonl.") var format: Format
        @OptionGroup var actor: ActorOption

        func run() async throws {
            try await reporting {
                let export = ExportStandings(
                    database: try Configuration().database(connections: 1), asOf: asOf, knownAt: knownAt?.seconds,
                    actor: actor.author)
                let lines = try await export.run(council: council)
                switch format {
                case .csv: FileHandle.standardOutput.write(Data(StandingLine.csv(lines)))
                case .jsonl:
                    var text: [UInt8] = []
                    for line in lines {
                        text.append(contentsOf: line.json.utf8)
                        text.append(0x0A)
                    }
                    FileHandle.standardOutput.write(Data(text))
                }
            }
        }
    }
}
