import ArgumentParser

/// Keeps standings up to date in the background: what changed at the next look, what falls due in the night. Beside
/// that, one at a time, it computes the impact reports that somebody asked for.
struct Work: RuledCommand {
    static let policy = CommandPolicy.machine([.council, .national, .impact, .audit, .access, .queue])
    static let configuration = CommandConfiguration(
        commandName: "worker",
        abstract: "Keep standings up to date, run the night and compute impact reports until SIGTERM or SIGINT.",
        discussion: """
            Standings follow what changed at the next look, and what falls due in the night: once a civil day, at \
            SEXTANT_NIGHT_HOUR (2 when absent, Paris time) or as soon after it as a worker runs. Impact reports are \
            computed one at a time, the oldest first: while no worker runs, a report stays « en attente ». Several workers \
            may run, and one of them has the night; one that stops gives back what it had begun. The queue (mails, the \
            preparation of a campaign) is looked at when a commit announces something, and every so often anyway. On \
            Monday from 7:30 Paris time on, where a mail server is set, the summaries of the week leave.
            """)
    @Option(help: "Seconds between two looks, 1 or more.") var every = 30
    @Option(help: "Jobs of the queue done at once, 1 to 16.") var lanes = 2

    func validate() throws {
        guard (1...16).contains(lanes) else { throw ValidationError("--lanes is 1 to 16") }
    }

    func run() async throws {
        try await reporting {
            let worker = try Worker(Configuration(), lanes: lanes, every: every)
            let loops = WorkerJob.allCases.map { job in
                repeatedly(atMost: job.longestPause) { await worker.perform(job) }
            }
            let stop = Stop { for loop in loops { loop.cancel() } }
            for loop in loops { await loop.value }
            stop.end()
        }
    }

    private func repeatedly(
        atMost longest: Int?, _ body: @escaping @Sendable () async -> Void
    ) -> Task<Void, Never> {
        let pause = min(longest ?? .max, max(1, every))
        return Task {
            while !Task.isCancelled {
                await body()
                try? await Task.sleep(for: .seconds(pause))
            }
        }
    }
}
