@testable import Jobs
import Postgres
import Support
import Synchronization
import Vocabulary

/// A queue of its own, with a table in which handlers leave their effects.
struct QueueGround: Sendable {
    let place: ThrowAwayDatabase
    /// The moment of the queue's clock, in seconds; the tests move it.
    let time = Hand(1_800_000_000)

    var database: Database { place.database }
    var clock: QueueClock { QueueClock { [time] in time.value } }
    var desk: Desk { Desk(database: database, clock: clock, stop: StopSign()) }

    static func run(_ body: (QueueGround) async throws -> Void) async throws {
        try await ThrowAwayDatabase.migrated { place in
            _ = try await place.owner.transaction(as: nil) { transaction in
                try transaction.query("create table jobs.effect (council_id integer, key text)")
                try transaction.query("grant select, insert on jobs.effect to sextant_council, sextant_national")
            }
            try await body(QueueGround(place: place))
        }
    }

    /// Puts jobs of these keys in the queue of a council, due at once by the queue's clock.
    func add(_ kind: String, _ keys: [String], council: Int32 = 1) async throws {
        let now = time.value
        _ = try await database.transaction(as: .queued(council)) { transaction in
            for key in keys {
                try Enqueue(kind, key: key, payload: .object([]), runAt: now).run(transaction, council: council)
            }
        }
    }

    /// The keys of the effects, sorted; a key that was done twice is there twice.
    func effects(council: Int32 = 1) async throws -> [String] {
        try await database.transaction(as: .queued(council)) { transaction in
            try transaction.query("select key from jobs.effect where council_id = \(council) order by key")
                .map { try $0.text("key") }
        }
    }

    /// Jobs of a council by state, such as `ready 3`.
    func states(council: Int32 = 1) async throws -> [String] {
        try await database.transaction(as: .queued(council)) { transaction in
            try transaction.query(
                "select state || ' ' || count(*) as line from jobs.job group by state order by state"
            ).map { try $0.text("line") }
        }
    }

    /// Runs a body as the council, on its queue.
    func store<Value: Sendable>(
        council: Int32 = 1, _ body: @escaping @Sendable (JobStore) throws -> Value
    ) async throws -> Value {
        try await database.transaction(as: .queued(council)) { [clock] transaction in
            try body(JobStore(transaction: transaction, council: council, clock: clock))
        }
    }

    func state() async throws -> QueueState {
        try await database.transaction(as: .queue) { try QueueState.read($0) }
    }
}

/// A number that several may read and one moves.
final class Hand: Sendable {
    private let number: Mutex<Int64>
    init(_ number: Int64) { self.number = Mutex(number) }
    var value: Int64 { number.withLock { $0 } }
    func move(by seconds: Int64) { number.withLock { $0 += seconds } }
}

/// Leaves a row a job, and refuses those whose key says so.
struct LeaveEffect: InsideHandler {
    struct Refused: Error {}
    let kind = "test.inside"
    var size = 100
    var isRefusing = true

    func run(_ jobs: [Job], _ transaction: Transaction) throws {
        for job in jobs {
            if isRefusing, job.key.hasPrefix("bad") { throw Refused() }
            try transaction.query("insert into jobs.effect (council_id, key) values (\(job.council), \(job.key))")
        }
    }
}

/// The same outside: an effect of its own for each job, then the end of the job; says when two hold the same job.
final class LeaveEffectOutside: OutsideHandler {
    let kind = "test.outside"
    let size: Int
    private let held = Mutex<Set<String>>([])
    private let met = Mutex(0)
    private let pause: Duration
    private let isEnding: Bool

    init(size: Int = 7, pause: Duration = .zero, isEnding: Bool = true) {
        self.size = size
        self.pause = pause
        self.isEnding = isEnding
    }

    /// How often a job was in two hands at once.
    var meetings: Int { met.withLock { $0 } }
    /// The jobs begun.
    var begun: Set<String> { held.withLock { $0 } }

    func run(_ jobs: [Job], _ lease: Lease, _ database: Database) async {
        for job in jobs where !lease.isStopping {
            if !held.withLock({ $0.insert(job.key).inserted }) { met.withLock { $0 += 1 } }
            try? await Task.sleep(for: pause)
            guard isEnding else { continue }
            try? await database.transaction(as: .queued(job.council)) { transaction in
                guard try lease.keep(transaction) else { return }
                try transaction.query("insert into jobs.effect (council_id, key) values (\(job.council), \(job.key))")
                try lease.finish(job.id, transaction)
            }
        }
    }
}
