import Dispatch
public import Postgres
import Synchronization
public import Vocabulary

/// Runs the night that is due, once, whatever the number of workers (contracts §6).
///
/// The lock is that of a transaction which stays open while the night is run: a worker that dies loses it with its
/// connection, and the next look of another one takes over. That the night was run is written in that same transaction.
public struct RunNight: Sendable {
    /// A night that was run.
    public struct Night: Sendable {
        /// The civil day on which its hour came.
        public let day: CalendarDate
        /// What became of the standings.
        public let summary: Nightly.Summary
    }

    let database: Database
    let schedule: NightSchedule

    /// - Parameter database: a pool of two connections or more; one of them holds the lock.
    public init(database: Database, schedule: NightSchedule) {
        self.database = database
        self.schedule = schedule
    }

    /// Runs the night if it is due and nobody else runs it.
    ///
    /// - Parameters:
    ///   - now: seconds since 1970-01-01T00:00:00Z.
    ///   - asOf: the legal date to which everything is brought.
    ///   - work: all that a night does; what it throws leaves the night to be run again.
    /// - Returns: the night, or nil when none was due or another worker has it.
    /// - Throws: `PostgresError`, or what `work` throws.
    public func run(
        at now: Int64, asOf: CalendarDate, work: () async throws -> Nightly.Summary
    ) async throws -> Night? {
        guard let night = schedule.night(at: now), try await isDue(night) else { return nil }
        let lock = NightLock()
        async let held: Void = lock.hold(database) { transaction in
            let past = try NightStore.past(night, transaction)
            return schedule.isDue(night, last: past.last, isDone: past.isDone)
        } keeping: { summary, transaction in
            try NightStore.keep(night, asOf: asOf, startedAt: now, summary, transaction)
        }
        guard await lock.isOurs() else {
            try await held
            return nil
        }
        do {
            let summary = try await work()
            lock.end(with: summary)
            try await held
            return Night(day: night, summary: summary)
        } catch {
            lock.end(with: nil)
            _ = try? await held
            throw error
        }
    }

    private func isDue(_ night: CalendarDate) async throws -> Bool {
        let past = try await database.transaction(as: .national) { try NightStore.past(night, $0) }
        return schedule.isDue(night, last: past.last, isDone: past.isDone)
    }
}

/// A transaction that holds the lock of the night until it is told what became of it.
private final class NightLock: Sendable {
    /// Seconds between two signs of life, so that no server or proxy takes the connection for a forgotten one.
    private static let pulse = 5.0

    private let answer: AsyncStream<Bool>
    private let answering: AsyncStream<Bool>.Continuation
    private let over = DispatchSemaphore(value: 0)
    private let summary = Mutex<Nightly.Summary?>(nil)

    init() { (answer, answering) = AsyncStream.makeStream(of: Bool.self) }

    /// Whether the lock was taken; false also when the database is lost before.
    func isOurs() async -> Bool {
        for await isOurs in answer { return isOurs }
        return false
    }

    /// Lets the transaction end: what the night did is kept, or nothing when it failed.
    func end(with summary: Nightly.Summary?) {
        self.summary.withLock { $0 = summary }
        over.signal()
    }

    /// Blocks a thread of the pool of connections, none of those that tasks run on.
    func hold(
        _ database: Database, isDue: @escaping @Sendable (Transaction) throws -> Bool,
        keeping: @escaping @Sendable (Nightly.Summary, Transaction) throws -> Void
    ) async throws {
        defer { answering.finish() }
        try await database.transaction(as: .national, timeout: 0) { [self] transaction in
            // What another worker has just finished is seen once the lock is ours: each statement sees anew.
            guard try NightStore.lock(transaction), try isDue(transaction) else { return }
            answering.yield(true)
            while over.wait(timeout: .now() + Self.pulse) == .timedOut { try transaction.query("select 1") }
            if let summary = summary.withLock({ $0 }) { try keeping(summary, transaction) }
        }
    }
}
