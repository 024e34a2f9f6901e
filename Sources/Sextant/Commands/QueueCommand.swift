import ArgumentParser
import Intake
import Jobs
import Postgres
import Synchronization
import Vocabulary

/// The queue of what is to be done: its state, what was set aside, and how fast it is.
struct QueueCommand: RuledCommand {
    static let policy = CommandPolicy.group
    static let configuration = CommandConfiguration(
        commandName: "queue", abstract: "Show the queue, put back what was set aside, measure it.",
        subcommands: [List.self, Revive.self, Measure.self])

    /// Prints what the queue holds.
    struct List: RuledCommand {
        static let policy = CommandPolicy.machine([.queue])
        static let configuration = CommandConfiguration(
            abstract: "Count the jobs by kind, and list those set aside after ten attempts.")
        @Flag(help: "Print exactly one line of JSON.") var json = false

        func run() async throws {
            try await reporting {
                let state = try await Configuration().database(connections: 1)
                    .transaction(as: .queue) { try QueueState.read($0) }
                if json { return result(Self.line(state).text) }
                for pile in state.piles {
                    result("\(pile.kind)\t\(pile.ready)\t\(pile.leased)\t\(pile.poison)\t\(pile.delay) s")
                }
                for job in state.poison {
                    result("\(job.id)\tconseil \(job.council)\t\(job.kind)\t\(job.attempts)\t\(job.fault)")
                }
                note("\(counted(state.poison.count, "tâche mise", "tâches mises")) de côté")
            }
        }

        private static func line(_ state: QueueState) -> JSON {
            .object([
                .init(
                    "kinds",
                    .array(
                        state.piles.map { pile in
                            .object([
                                .init("kind", .string(pile.kind)), .init("ready", .integer(pile.ready)),
                                .init("leased", .integer(pile.leased)), .init("poison", .integer(pile.poison)),
                                .init("unusable", .integer(pile.unusable)), .init("delay", .integer(pile.delay)),
                            ])
                        })),
                .init(
                    "poison",
                    .array(
                        state.poison.map { job in
                            .object([
                                .init("job", .integer(Int(job.id))), .init("council", .integer(Int(job.council))),
                                .init("kind", .string(job.kind)), .init("attempts", .integer(job.attempts)),
                                .init("fault", .string(job.fault)),
                            ])
                        })),
            ])
        }
    }

    /// Puts a job back.
    struct Revive: RuledCommand {
        static let policy = CommandPolicy.machine([.queue])
        static let configuration = CommandConfiguration(
            abstract: "Put a job that was set aside back in the queue, as if it had never been tried.")
        @Argument(help: "The number of the job, as `queue list` prints it.") var job: Int64

        func run() async throws {
            try await reporting {
                let revived = try await Configuration().database(connections: 1)
                    .transaction(as: .queue) { try ReviveJob(job).run($0) }
                guard revived != nil else { throw Refusal("Aucune tâche n° \(job) n'est mise de côté.") }
                result("tâche n° \(job) remise dans la file")
            }
        }
    }

    /// Fills the queue of the national council with jobs that do nothing, and has them done.
    struct Measure: RuledCommand {
        static let policy = CommandPolicy.machine([.national, .queue])
        static let configuration = CommandConfiguration(
            abstract:
                "Put jobs that do nothing in the queue, have them done, and print the seconds as one line of JSON.")
        @Option(help: "How many jobs, 1 to 1000000.") var jobs = 10_000
        @Option(help: "Lanes that work at once, 1 to 16.") var lanes = 2
        @Option(help: "Jobs that a transaction takes at most, 1 to 1000.") var size = 100

        func validate() throws {
            guard (1...1_000_000).contains(jobs), (1...16).contains(lanes), (1...1000).contains(size) else {
                throw ValidationError("--jobs is 1 to 1000000, --lanes 1 to 16, --size 1 to 1000")
            }
        }

        func run() async throws {
            try await reporting {
                let database = try Configuration().database(connections: lanes + 1)
                let start = Clock.seconds()
                try await fill(database)
                let filled = Clock.seconds()
                try await empty(database)
                let end = Clock.seconds()
                result(
                    JSON.object([
                        .init("jobs", .integer(jobs)), .init("enqueueSeconds", .decimal(filled - start)),
                        .init("seconds", .decimal(end - filled)),
                        .init("perSecond", .decimal(Double(jobs) / max(end - filled, 0.001))),
                    ]).text)
            }
        }

        private func fill(_ database: Database) async throws {
            let run = randomBytes(6).map { String($0, radix: 16) }.joined(separator: "-")
            for first in stride(from: 0, to: jobs, by: 1000) {
                let through = min(first + 1000, jobs)
                _ = try await database.transaction(as: .national) { transaction in
                    for number in first..<through {
                        try Enqueue("queue.measure", key: "\(run).\(number)", payload: .object([]))
                            .run(transaction, council: 0)
                    }
                }
            }
        }

        private func empty(_ database: Database) async throws {
            let (ended, end) = AsyncStream.makeStream(of: Void.self)
            let handler = Nothing(size: size, wanted: jobs) { end.finish() }
            let worker = Task { [lanes] in
                await Jobs.Worker(database: database, listener: nil, handlers: [handler], lanes: lanes, every: 1) {
                    note($0)
                }
                .run()
            }
            for await _ in ended {}
            worker.cancel()
            await worker.value
        }
    }

    /// Does nothing, and says when it has done so often enough.
    private final class Nothing: InsideHandler {
        let kind = "queue.measure"
        let size: Int
        private let left: Mutex<Int>
        private let end: @Sendable () -> Void

        init(size: Int, wanted: Int, _ end: @escaping @Sendable () -> Void) {
            self.size = size
            left = Mutex(wanted)
            self.end = end
        }

        func run(_ jobs: [Job], _ transaction: Transaction) throws {
            let isDone = left.withLock { left in
                left -= jobs.count
                return left <= 0
            }
            if isDone { end() }
        }
    }
}
