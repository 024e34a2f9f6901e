import ArgumentParser
import Dispatch
import Foundation
import Postgres
import Standings
import Vocabulary

/// Keeps standings up to date in the background: what changed at once, what falls due each day.
struct Work: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "worker", abstract: "Keep standings up to date until SIGTERM or SIGINT.")
    @Option(help: "Seconds between two looks, 1 or more.") var every = 30

    func run() async throws {
        try await reporting {
            let configuration = Configuration()
            let database = try configuration.database(connections: 2)
            let today = try Clock.today(configuration)
            let loop = Task {
                while !Task.isCancelled {
                    await look(database, today())
                    try? await Task.sleep(for: .seconds(max(1, every)))
                }
            }
            let stop = Stop { loop.cancel() }
            await loop.value
            stop.end()
        }
    }

    /// A database out of reach is tried again at the next look; nothing is lost, since what is due stays due.
    private func look(_ database: Database, _ day: CalendarDate) async {
        do {
            let summary = try await Nightly(database: database, asOf: day).run(lanes: 1)
            if summary.written + summary.removed > 0 {
                note("worker: \(summary.examined) looked at, \(summary.written) written, \(summary.removed) removed")
            }
        } catch {
            note("worker: \(error)")
        }
    }
}

/// Calls back on SIGTERM and SIGINT instead of dying.
private final class Stop {
    private let sources: [any DispatchSourceSignal]

    init(_ handler: @escaping @Sendable () -> Void) {
        sources = [SIGTERM, SIGINT].map { number in
            signal(number, SIG_IGN)
            let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
            source.setEventHandler(handler: handler)
            source.resume()
            return source
        }
    }

    func end() { for source in sources { source.cancel() } }
}
