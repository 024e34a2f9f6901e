import Postgres
import Support
import Synchronization
import Testing

@testable import Jobs

@Suite("Lanes that meet at one job")
struct ContentionTests {
    /// What has happened so far; the transactions of the test wait for each other by it.
    private final class Sign: Sendable {
        private let happened = Mutex(false)
        var isSet: Bool { happened.withLock { $0 } }
        func set() { happened.withLock { $0 = true } }
        func wait() async throws { while !isSet { try await Task.sleep(for: .milliseconds(20)) } }
    }

    /// Holds an advisory lock until the sign.
    private func hold(_ ground: QueueGround, held: Sign, until sign: Sign) async throws {
        try await ground.database.transaction(as: .queued(1)) { transaction in
            try transaction.query("select pg_advisory_xact_lock(42)")
            held.set()
            while !sign.isSet { try transaction.query("select pg_sleep(0.02)") }
        }
    }

    /// A look that saw the job while it was ready, comes to its row after it was lent, and keeps the row for a second.
    private func lookLate(_ ground: QueueGround, has sign: Sign) async throws {
        try await ground.database.transaction(as: .queued(1)) { transaction in
            let seen = try transaction.query(
                """
                select job_id from jobs.job
                where state = 'ready' and pg_advisory_xact_lock(42) is not null for update skip locked
                """)
            #expect(seen.isEmpty, "the job was lent meanwhile")
            sign.set()
            try transaction.query("select pg_sleep(1)")
        }
    }

    private func isWaiting(_ ground: QueueGround) async throws -> Bool {
        try await ground.database.transaction(as: .queued(1)) {
            try !$0.query("select 1 as one from pg_locks where locktype = 'advisory' and not granted").isEmpty
        }
    }

    @Test("a job that a batch lent to itself is the batch's, though another lane holds its row without wanting it")
    func lentIsKept() async throws {
        try await QueueGround.run { ground in
            try await ground.add("test.inside", ["a"])
            let (held, marked, looked) = (Sign(), Sign(), Sign())
            let holder = Task { try await hold(ground, held: held, until: marked) }
            try await held.wait()
            let late = Task { try await lookLate(ground, has: looked) }
            while try await !isWaiting(ground) { try await Task.sleep(for: .milliseconds(20)) }
            let lease = try await ground.store { store in
                try #require(try store.claim("test.inside", atMost: 1).lease)
            }
            marked.set()
            try await looked.wait()
            let taken = try await ground.store { try $0.lock(marked: lease)?.key }
            #expect(taken == "a")
            try await late.value
            try await holder.value
        }
    }

    @Test("two lanes that take one job a transaction are done with all of them without waiting for a lease")
    func singleJobs() async throws {
        try await QueueGround.run { ground in
            try await ground.add("test.inside", (0..<200).map { "\($0)" })
            let done = try await withThrowingTaskGroup(of: Int.self) { group in
                for _ in 0..<2 {
                    group.addTask {
                        var (done, idle) = (0, 0)
                        while idle < 3 {
                            let taken = try await ground.desk.doInside(Single(), council: 1)
                            done += taken
                            idle = taken == 0 ? idle + 1 : 0
                        }
                        return done
                    }
                }
                return try await group.reduce(0, +)
            }
            #expect(done == 200)
            #expect(try await ground.states() == [])
        }
    }
}

/// Takes one job a transaction, and does nothing.
private struct Single: InsideHandler {
    let kind = "test.inside"
    let size = 1
    func run(_ jobs: [Job], _ transaction: Transaction) throws {}
}
