import Access
import Alerts
import Letters
import Postgres
import Standings
import Vocabulary

/// The jobs of a worker, with what they need. Whatever fails is said and tried again at the next round.
struct Worker {
    private let database: Database
    /// Of its own: one connection holds the lock while the others work.
    private let nightDatabase: Database
    private let today: @Sendable () -> CalendarDate
    /// The day that a demonstration plays; nil is the civil date.
    private let played: CalendarDate?
    private let notary: JournalNotary
    private let schedule: NightSchedule
    private let queue: QueueLanes
    private let bounces: BounceFolder?
    /// Nil without a mail server or the address of the site: nothing is prepared that could not leave on its day.
    private let digests: PrepareDigests?

    /// - Parameters:
    ///   - lanes: jobs of the queue done at once.
    ///   - every: seconds between two looks at the queue when nothing announces a job.
    init(_ configuration: Configuration, lanes: Int, every: Int) throws {
        database = try configuration.database(connections: 3)
        nightDatabase = try configuration.database(connections: 3)
        today = try Clock.today(configuration)
        played = try Clock.played(configuration)
        schedule = try configuration.nightSchedule()
        let letterhead = try MailSettings(configuration).letterhead
        let gates: [Notice.Kind: any Gate] = [
            .alert: AlertGate(letterhead: letterhead, now: Clock.moment),
            .retraction: RetractionGate(letterhead: letterhead), .contact: ContactGate(),
            .employer: EmployerGate(now: Clock.moment), .employerTold: EmployerGate(now: Clock.moment),
        ]
        queue = try QueueLanes(configuration, gates: gates, lanes: lanes, every: every)
        bounces = try BounceFolder(configuration, gates: gates)
        digests =
            try MailSettings(configuration).sendsDigests(configuration) ? PrepareDigests(database: database) : nil
        notary = JournalNotary(
            database: try configuration.database(connections: 1),
            // Roots and their stamps are of the civil day, also in a demonstration that plays another one.
            today: { ParisTime(epochSeconds: Int64(Clock.now())).day },
            exporter: try AuditSettings(configuration: configuration).exporter())
    }

    /// One round of a job.
    func perform(_ job: WorkerJob) async {
        do {
            switch job {
            case .followChanges: try await followChanges()
            case .night: try await runNight()
            case .impact: try await computeImpact()
            case .sealJournal: await notary.run()
            case .queue: await queue.run()
            case .bounces: try await bounces?.read(database)
            case .digests: _ = try await digests?.run(at: Clock.moment(), played: played)
            }
        } catch {
            note("worker: \(job.rawValue): \(faultWords(error))")
        }
    }

    private func followChanges() async throws {
        let summary = try await FollowChanges(database: database, today: today()).run()
        if summary.written + summary.removed > 0 {
            note("worker: \(summary.examined) looked at, \(summary.written) written, \(summary.removed) removed")
        }
    }

    private func runNight() async throws {
        let (day, played, database) = (today(), played, nightDatabase)
        let night = try await RunNight(database: database, schedule: schedule).run(
            at: Int64(Clock.now()), asOf: day
        ) {
            let summary = try await Nightly(database: database, asOf: day).run(lanes: 1)
            let alerts = try await AlertNight(database: database, on: day, notAfter: played).run()
            for line in alerts.notes { note("worker: \(line)") }
            for code in try await CalendarNight(database: database, on: day, notAfter: played).run() {
                note("worker: the work to come of council \(code) was not counted")
            }
            // Every council has read what changed: what ends by itself may go.
            _ = try await RemoveTraces(database: database, by: Author(operator: "nuit"))
                .run(now: Instant(epochSeconds: Int64(Clock.now())))
            return summary
        }
        guard let night else { return }
        let summary = night.summary
        note(
            "worker: night of \(night.day), \(summary.councils) councils, \(summary.examined) looked at, "
                + "\(summary.written) written, \(summary.removed) removed")
    }

    /// A report that a worker left unfinished, at a restart or a crash, goes on where it was.
    private func computeImpact() async throws {
        while !Task.isCancelled,
            let run = try await RunImpact(database: database, nonce: { randomBytes(32) }).runWaiting()
        {
            note("worker: impact report \(run.id) \(run.state.rawValue), \(run.councilsDone)/\(run.councils)")
            if run.state == .running { return }
        }
    }
}
