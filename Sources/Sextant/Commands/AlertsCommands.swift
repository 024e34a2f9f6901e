import Access
import Alerts
import ArgumentParser
import Foundation
import Vocabulary

extension Export {
    /// One row an entry of the ledger of alerts (contracts §7b).
    struct AlertsExport: RuledCommand {
        static let policy = CommandPolicy.right(.readAlerts, [.council])
        var acting: Acting { Acting(actor, in: council) }
        static let configuration = CommandConfiguration(
            commandName: "alerts", abstract: "One row an entry of the ledger of alerts.")
        @Option(help: "Only this council.") var council: String?
        @Option(help: "csv or jsonl.") var format: Format
        @OptionGroup var actor: ActorOption

        func run() async throws {
            try await reporting {
                let lines = try await ExportAlerts(
                    database: try Configuration().database(connections: 1), by: actor.author
                ).run(council: council)
                switch format {
                case .csv: FileHandle.standardOutput.write(Data(AlertLine.csv(lines)))
                case .jsonl: FileHandle.standardOutput.write(Data(lines.map { $0.json + "\n" }.joined().utf8))
                }
            }
        }
    }
}
