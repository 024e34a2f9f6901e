import Alerts
import ArgumentParser
import Foundation
import Standings
import Vocabulary

/// Brings every standing up to date, then proposes the alerts that fall due.
struct RunNightly: RuledCommand {
    static let policy = CommandPolicy.machine([.council, .national])
    static let configuration = CommandConfiguration(
        commandName: "nightly",
        abstract: "Bring every standing up to date for a legal date, and propose the alerts due.",
        discussion: """
            With --known-at, no alert is proposed, and the live standings are replaced by those of what was known at that moment, until the next \
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
            let configuration = Configuration()
            let database = try configuration.database(connections: 3)
            let night = Nightly(database: database, asOf: asOf, knownAt: knownAt?.seconds, by: actor.author)
            let summary = try await night.run { done, all in
                if done == all || done % 10 == 0 { note("nightly: \(done)/\(all) councils") }
            }
            let seconds = Clock.seconds() - start
            // An earlier knowledge is looked at; nobody is written to on its account.
            let played = try Clock.played(configuration)
            let alerts =
                knownAt == nil
                ? try await AlertNight(database: database, on: asOf, notAfter: played).run()
                : ProposeAlerts.Summary()
            let alertSeconds = Clock.seconds() - start - seconds
            for line in alerts.notes { note("nightly: \(line)") }
            if knownAt == nil {
                for code in try await CalendarNight(database: database, on: asOf, notAfter: played).run() {
                    note("nightly: the work to come of council \(code) was not counted")
                }
            }
            if json {
                result(RunNightly.json(summary, alerts, seconds, alertSeconds))
            } else {
                result(
                    [
                        counted(summary.examined, "situation examinée", "situations examinées"),
                        counted(summary.written, "mise à jour", "mises à jour"),
                        counted(summary.removed, "retirée", "retirées"),
                        counted(summary.councils, "conseil", "conseils"),
                        counted(alerts.proposed, "alerte proposée", "alertes proposées"),
                    ].joined(separator: ", "))
            }
        }
    }

    private static func json(
        _ summary: Nightly.Summary, _ alerts: ProposeAlerts.Summary, _ seconds: Double, _ alertSeconds: Double
    ) -> String {
        JSON.object([
            .init("councils", .integer(summary.councils)), .init("examined", .integer(summary.examined)),
            .init("written", .integer(summary.written)), .init("removed", .integer(summary.removed)),
            .init("proposed", .integer(alerts.proposed)), .init("excluded", .integer(alerts.excluded)),
            .init("failed", .array(alerts.failed.map { .string($0) })),
            .init(
                "seconds",
                .object([
                    .init("standings", .decimal((seconds * 1000).rounded() / 1000)),
                    .init("alerts", .decimal((alertSeconds * 1000).rounded() / 1000)),
                ])),
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
