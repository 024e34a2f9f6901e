import ArgumentParser
import Foundation
import Standings
import Vocabulary

/// Brings every standing up to date.
struct RunNightly: RuledCommand {
    static let policy = CommandPolicy.machine([.council, .national])
    static let configuration = CommandConfiguration(
        commandName: "nightly", abstract: "Bring every standing up to date for a legal date.",
        discussion: """
            With --known-at, the live standings are replaced by those of what was known at that moment, until the next \
            run without it. To look at the past without touching them, use « sextant replay » or « sextant export \
            standings --known-at ».
            """)
    @Option(help: "The legal date.") var asOf: CalendarDate
    @Option(help: "Only what was recorded by this moment (2026-11-21T18:00:00Z); now when absent.")
    var knownAt: Moment?
    @Flag(help: "Print counts and seconds as one line of JSON.") var json = false
    @OptionGroup var actor: ActorOption

    func run() async throws {
        try await reporting {
            let start = Clock.seconds()
            let night = Nightly(
                database: try Configuration().database(connections: 3), asOf: asOf, knownAt: knownAt?.seconds,
                by: actor.author)
            let summary = try await night.run { done, all in
                if done == all || done % 10 == 0 { note("nightly: \(done)/\(all) councils") }
            }
            let seconds = Clock.seconds() - start
            if json {
                result(RunNightly.json(summary, seconds))
            } else {
                result(
                    [
                        counted(summary.examined, "situation examinée", "situations examinées"),
                        counted(summary.written, "mise à jour", "mises à jour"),
                        counted(summary.removed, "retirée", "retirées"),
                        counted(summary.councils, "conseil", "conseils"),
                    ].joined(separator: ", "))
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

/// A moment on the command line: ISO 8601 with its zone, with or without a fraction of a second.
struct Moment: ExpressibleByArgument {
    /// Seconds since 1970-01-01T00:00:00Z.
    let seconds: Double

    init?(argument: String) {
        let whole = Date.ISO8601FormatStyle()
        let styles = [
            whole, whole.year().month().day().time(includingFractionalSeconds: true).timeZone(separator: .colon),
        ]
        guard let date = styles.lazy.compactMap({ try? $0.parse(argument) }).first else { return nil }
        seconds = date.timeIntervalSince1970
    }
}
