import ArgumentParser
import Standings
import Vocabulary

/// Brings every standing up to date.
struct RunNightly: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "nightly", abstract: "Bring every standing up to date for a legal date.")
    @Option(help: "The legal date.") var asOf: CalendarDate
    @Flag(help: "Print counts and seconds as one line of JSON.") var json = false
    @OptionGroup var actor: ActorOption

    func run() async throws {
        try await reporting {
            let start = Clock.seconds()
            let summary = try await Nightly(database: Configuration().database(connections: 3), asOf: asOf).run {
                done, all in
                if done == all || done % 10 == 0 { note("nightly: \(done)/\(all) councils") }
            }
            let seconds = Clock.seconds() - start
            if json {
                result(RunNightly.json(summary, seconds))
            } else {
                result(
                    "\(summary.examined) situations examinées, \(summary.written) mises à jour, \(summary.removed) "
                        + "retirées, \(summary.councils) conseils")
            }
        }
    }

    private static func json(_ summary: Nightly.Summary, _ seconds: Double) -> String {
        JSON.object([
            .init("councils", .integer(summary.councils)), .init("examined", .integer(summary.examined)),
            .init("written", .integer(summary.written)), .init("removed", .integer(summary.removed)),
            .init(
                "seconds",
                .object([.init("standings", .decimal((seconds * 1000).rounded() / 1000))])),
        ]).text
    }
}
