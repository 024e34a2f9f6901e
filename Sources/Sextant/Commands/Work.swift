import ArgumentParser
import Dispatch
import Foundation
import Postgres
import Standings
import Vocabulary

/// Keeps standings up to date in the background: what changed at once, what falls due each day. Beside that, one at a
/// time, it computes the impact reports that somebody asked for.
struct Work: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "worker",
        abstract: "Keep standings up to date and compute impact reports until SIGTERM or SIGINT.",
        discussion: """
            Standings follow what changed at the next look, and what falls due each day. Impact reports are computed one \
            at a time, the oldest first: while no worker runs, a report stays « en attente ». Several workers may run; one \
            that stops gives back what it had begun.
            """)
    @Option(help: "Seconds between two looks, 1 or more.") var every = 30

    func run() async throws {
        try await reporting {
            let configuration = Configuration()
            let database = try configuration.database(connections: 3)
            let today = try Clock.today(configuration)
            let notary = JournalNotary(
                database: try configuration.database(connections: 1), today: today,
                exporter: try AuditSettings(configuration: configuration).exporter())
            let loops = [
                repeatedly { await look(database, today()) }, repeatedly { await computeImpact(database) },
                repeatedly(atMost: JournalNotary.pause) { await notary.run() },
            ]
            let stop = Stop { for loop in loops { loop.cancel() } }
            for loop in loops { await loop.value }
            stop.end()
        }
    }

    private func repeatedly(
        atMost longest: Int = .max, _ body: @escaping @Sendable () async -> Void
    ) -> Task<Void, Never> {
        let pause = min(longest, max(1, every))
        return Task {
            while !Task.isCancelled {
                await body()
                try? await Task.sleep(for: .seconds(pause))
            }
        }
    }

    /// A report that a worker left unfinished, at a restart or a crash, goes on where it was.
    private func computeImpact(_ database: Database) async {
        do {
            while !Task.isCancelled,
                let run = try await RunImpact(database: database, nonce: { randomBytes(32) }).runWaiting()
            {
                note("worker: impact report \(run.id) \(run.state.rawValue), \(run.councilsDone)/\(run.councils)")
                if run.state == .running { return }
            }
        } catch {
            note("worker: impact: \(error)")
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
