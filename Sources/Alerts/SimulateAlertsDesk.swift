import Access
import Documents
import Jobs
import Letters
import Postgres
import Standings
import Synchronization
import Vocabulary

/// One night of a rehearsal, and the day after it: propose, approve, prepare, send.
struct SimulateAlertsDesk: Sendable {
    /// The hour of a first batch is over.
    private static let hours: Int64 = 7_200
    /// The mails, the first batch, the rest.
    private static let rounds = 3

    let database: Database
    let council: Council
    let approvers: [Author]
    let clock: SimulateAlertsClock
    private let queue: DrainQueue

    init(
        database: Database, council: Council, approvers: [Author], letterhead: Letterhead, clock: SimulateAlertsClock
    ) {
        self.database = database
        self.council = council
        self.approvers = approvers
        self.clock = clock
        let today: @Sendable () -> CalendarDate = { clock.day }
        let now: @Sendable () -> Instant = { Instant(epochSeconds: clock.seconds) }
        queue = DrainQueue(
            database,
            handlers: [
                PrepareAlerts(letterhead: letterhead, today: today, now: now),
                SendMail(
                    carrier: AcceptingCarrier(), letterhead: letterhead, gates: [.alert: AlertGate(now: now)],
                    today: today, now: now),
            ]
        ) { clock.seconds }
    }

    /// What a night put into the ledger or took up again.
    struct Night: Sendable {
        /// How many campaigns were approved.
        var campaigns = 0
        /// Entries that it proposed, or excluded for the first time.
        var found: [CalendarStore.Open] = []
    }

    func night(by assessor: Assessor, on day: CalendarDate) async throws -> Night {
        let council = council
        let (found, waiting) = try await act { transaction in
            let before = try CalendarStore.open(transaction)
            _ = try ProposeAlerts(assessor: assessor, on: day).run(council.id, transaction)
            let found = try CalendarStore.open(transaction).values.filter { entry in
                guard let known = before[entry.id] else { return true }
                return known.exclusion != nil && entry.exclusion == nil
            }
            return (found.sorted { $0.id < $1.id }, try CalendarStore.awaitingApproval(transaction))
        }
        guard !waiting.isEmpty else { return Night(found: found) }
        for campaign in waiting { try await approve(campaign, on: day) }
        for _ in 0..<Self.rounds {
            try await queue.run(council: council.id)
            clock.pass(seconds: Self.hours)
        }
        return Night(campaigns: waiting.count, found: found)
    }

    /// By one person, and by the other where the first is not enough.
    private func approve(_ campaign: Int64, on day: CalendarDate) async throws {
        let council = council
        for author in approvers {
            let outcome = try await act { transaction in
                let seen = try CampaignFingerprint.of(campaign, council: council, on: day, transaction).text
                return try ApproveCampaign(campaign, seen: seen, by: author).run(council, on: day, transaction)
            }
            guard outcome == .secondWanted else { return }
        }
    }

    private func act<Value: Sendable>(
        _ body: @escaping @Sendable (Transaction) throws -> Value
    ) async throws -> Value {
        try await database.transaction(as: council.principal, timeout: 0, body)
    }
}

/// The day and the moment of a rehearsal.
final class SimulateAlertsClock: Sendable {
    private let value: Mutex<(day: CalendarDate, seconds: Int64)>

    init(day: CalendarDate, at seconds: Int64) { value = Mutex((day, seconds)) }

    var day: CalendarDate { value.withLock { $0.day } }
    var seconds: Int64 { value.withLock { $0.seconds } }

    func set(_ day: CalendarDate, at seconds: Int64) { value.withLock { $0 = (day, seconds) } }
    func pass(seconds: Int64) { value.withLock { $0.seconds += seconds } }
}

/// A route that accepts every mail and carries none.
struct AcceptingCarrier: MailCarrier {
    func carry(_ bytes: [UInt8], from: String, to: String) async -> MailAnswer { .accepted("250 2.0.0 rehearsed") }
}
