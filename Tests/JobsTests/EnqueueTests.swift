import Dispatch
@testable import Jobs
import Postgres
import Support
import Testing
import Vocabulary

@Suite("A job is put in the queue by the transaction of the fact that causes it")
struct EnqueueTests {
    private struct TakenBack: Error {}

    @Test("nobody sees it before the commit, everybody after")
    func isInvisibleUntilCommit() async throws {
        try await QueueGround.run { ground in
            let (added, announce) = AsyncStream.makeStream(of: Void.self)
            let mayCommit = DispatchSemaphore(value: 0)
            let adding = Task {
                try await ground.database.transaction(as: .council(1)) { transaction in
                    try Enqueue("test.inside", key: "a", payload: .object([])).run(transaction, council: 1)
                    announce.yield()
                    mayCommit.wait()
                }
            }
            for await _ in added { break }
            let before = try await ground.database.transaction(as: .queue) {
                try WorkStore(transaction: $0).piles(of: ["test.inside"])
            }
            #expect(before.isEmpty)
            mayCommit.signal()
            _ = try await adding.value
            let after = try await ground.database.transaction(as: .queue) {
                try WorkStore(transaction: $0).piles(of: ["test.inside"])
            }
            #expect(after.map(\.council) == [1])
            #expect(after.allSatisfy { $0.wait <= 0 })
        }
    }

    @Test("a rollback takes it back")
    func goesWithARollback() async throws {
        try await QueueGround.run { ground in
            await #expect(throws: TakenBack.self) {
                try await ground.database.transaction(as: .council(1)) { transaction in
                    try Enqueue("test.inside", key: "a", payload: .object([])).run(transaction, council: 1)
                    throw TakenBack()
                }
            }
            let states = try await ground.states()
            #expect(states == [])
        }
    }

    @Test("the same key is queued once for each council and kind, whatever its state")
    func keyIsQueuedOnce() async throws {
        try await QueueGround.run { ground in
            func add(_ kind: String, council: Int32) async throws -> Bool {
                try await ground.database.transaction(as: .queued(council)) {
                    try Enqueue(kind, key: "same", payload: .object([])).run($0, council: council)
                }
            }
            #expect(try await add("test.inside", council: 1))
            #expect(try await !add("test.inside", council: 1))
            #expect(try await add("test.outside", council: 1))
            #expect(try await add("test.inside", council: 2))
            #expect(try await add("test.inside", council: 0))
            let states = try await ground.states()
            #expect(states == ["ready 2"])
        }
    }

    @Test("a job that is not due yet waits, and the queue knows for how long")
    func futureJobWaits() async throws {
        try await QueueGround.run { ground in
            let later = ground.time.value + 90
            _ = try await ground.database.transaction(as: .council(1)) {
                try Enqueue("test.inside", key: "later", payload: .object([]), runAt: later).run($0, council: 1)
            }
            #expect(try await ground.desk.piles(of: ["test.inside"]).map(\.wait) == [90])
            #expect(try await ground.desk.doInside(LeaveEffect(), council: 1) == 0)
            ground.time.move(by: 90)
            #expect(try await ground.desk.doInside(LeaveEffect(), council: 1) == 1)
        }
    }

    @Test("a council sees its own jobs alone, and cannot put one in another's queue (42501)")
    func foreignCouncil() async throws {
        try await QueueGround.run { ground in
            try await ground.add("test.inside", ["a"], council: 1)
            #expect(try await ground.states(council: 1) == ["ready 1"])
            #expect(try await ground.states(council: 2) == [])
            #expect(try await ground.states(council: 0) == [])
            let error = await #expect(throws: PostgresError.self) {
                try await ground.database.transaction(as: .council(2)) {
                    try Enqueue("test.inside", key: "b", payload: .object([])).run($0, council: 1)
                }
            }
            #expect(error?.sqlState == "42501")
        }
    }

    @Test("the role of the queue sees no payload and no key, and changes nothing that was not set aside")
    func queueRoleSeesNoContent() async throws {
        try await QueueGround.run { ground in
            try await ground.add("test.inside", ["a"], council: 1)
            try await ground.database.rolledBack(as: .queue) { transaction in
                let refused: [SQL] = [
                    "select payload from jobs.job", "select key from jobs.job", "delete from jobs.job",
                    "update jobs.job set payload = '{}'",
                ]
                for statement in refused {
                    guard case .failure(let error) = try transaction.attempt(statement) else {
                        Issue.record("\(statement.text) was not refused")
                        continue
                    }
                    #expect(error.sqlState == "42501")
                }
                #expect(try transaction.query("update jobs.job set attempts = 0").affected == 0)
            }
        }
    }
}
