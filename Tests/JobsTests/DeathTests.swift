@testable import Jobs
import Postgres
import Support
import Synchronization
import Testing
import Vocabulary

@Suite("A job that ends its worker is found and set aside; those that were beside it are not")
struct DeathTests {
    /// How many jobs came at once.
    private final class Batches: InsideHandler {
        let kind = "test.inside"
        private let seen = Mutex<[Int]>([])
        var sizes: [Int] { seen.withLock { $0 } }
        func run(_ jobs: [Job], _ transaction: Transaction) throws { seen.withLock { $0.append(jobs.count) } }
    }

    /// What cannot be used for now.
    private final class Resting: InsideHandler {
        let kind = "test.inside"
        let rest: Double = 3600
        func run(_ jobs: [Job], _ transaction: Transaction) throws {
            try LeaveEffect().run(jobs, transaction)
        }
    }

    @Test("of a lease that ended with its worker only the job in hand has made an attempt, ten times over")
    func onlyTheOneInHand() async throws {
        try await QueueGround.run { ground in
            try await ground.add("test.outside", ["a", "b", "c"])
            for death in 0..<JobStore.mostAttempts {
                let jobs = try await ground.store { try $0.lend("test.outside", atMost: 20).jobs }
                #expect(jobs.map(\.key) == ["a", "b", "c"])
                #expect(jobs.map(\.attempt) == [death + 1, 1, 1])
                ground.time.move(by: 61)
            }
            let (lease, left) = try await ground.store { try $0.lend("test.outside", atMost: 20) }
            #expect(left.map(\.attempt) == [1, 1])
            #expect(try await ground.state().poison.map(\.fault) == ["never ended"])
            // The next to be in hand is the first of those left, once the first was ended.
            _ = try await ground.store { try $0.finish(left[0].id, of: lease) }
            ground.time.move(by: 61)
            #expect(try await ground.store { try $0.lend("test.outside", atMost: 20).jobs.map(\.attempt) } == [2])
        }
    }

    @Test("a batch that ended with its worker is done one by one, each attempt committed before it is made")
    func batchIsTakenApart() async throws {
        try await QueueGround.run { ground in
            try await ground.add("test.inside", ["a", "b", "c"])
            // The worker dies between lending the first to its batch and the end of the batch.
            _ = try await ground.store { store in
                try #require(try store.claim("test.inside", atMost: 3).lease)
            }
            ground.time.move(by: 61)
            let handler = Batches()
            #expect(try await ground.desk.doInside(handler, council: 1) == 3)
            #expect(handler.sizes == [1, 1, 1])
            #expect(try await ground.states() == [])
            try await ground.add("test.inside", ["d", "e"])
            #expect(try await ground.desk.doInside(handler, council: 1) == 2)
            #expect(handler.sizes == [1, 1, 1, 2])
        }
    }

    @Test("a job that ends its worker each time is set aside after ten, and holds nobody up meanwhile")
    func killer() async throws {
        try await QueueGround.run { ground in
            try await ground.add("test.inside", ["killer"])
            let id = try #require(try await ground.store { try $0.lock("test.inside", atMost: 1).first?.id })
            for death in 1...JobStore.mostAttempts {
                // Its attempt is committed; then the worker is gone.
                #expect(try await ground.store { try $0.begin(id, of: nil) } == death)
                try await ground.add("test.inside", ["k\(death)"])
                #expect(try await ground.desk.doInside(LeaveEffect(), council: 1) == 1)
                ground.time.move(by: 7 * 3600)
            }
            #expect(try await ground.store { try $0.begin(id, of: nil) } == nil)
            #expect(try await ground.states() == ["poison 1"])
            #expect(try await ground.state().poison.map(\.fault) == ["never ended"])
            #expect(try await ground.effects().count == JobStore.mostAttempts)
        }
    }

    @Test("a job that was put back while its counted attempt had not begun is not done twice")
    func putBackMeanwhile() async throws {
        try await QueueGround.run { ground in
            try await ground.add("test.inside", ["a"])
            let id = try #require(try await ground.store { try $0.lock("test.inside", atMost: 1).first?.id })
            let attempt = try #require(try await ground.store { try $0.begin(id, of: nil) })
            #expect(try await ground.store { try $0.begin(id, of: nil) } == nil)
            #expect(try await ground.store { try $0.lock(id, attempt: attempt)?.id } == id)
            #expect(try await ground.store { try $0.lock(id, attempt: attempt + 1) } == nil)
        }
    }

    @Test("nothing is taken of a kind whose handler rests")
    func rests() async throws {
        try await QueueGround.run { ground in
            try await ground.add("test.inside", ["a"])
            let address = ground.place.cluster.address(of: ground.place.name, user: "sextant_login")
            let worker = Worker(
                database: Database(address, connections: 2), listener: nil, handlers: [Resting()], lanes: 1, every: 1,
                clock: ground.clock)
            let task = Task { await worker.run() }
            try await Task.sleep(for: .seconds(2))
            task.cancel()
            await task.value
            #expect(try await ground.effects() == [])
            #expect(try await ground.states() == ["ready 1"])
        }
    }

    @Test("jobs that cannot be done are counted apart, and are late since they were asked for")
    func unusable() async throws {
        try await QueueGround.run { ground in
            try await ground.add("test.outside", ["a", "b"])
            let (lease, _) = try await ground.store { try $0.lend("test.outside", atMost: 1) }
            let later = ground.time.value + 300
            try await ground.store { store in
                try store.postponeRest(of: lease, "mail.unusable", at: later)
                try store.transaction.query("update jobs.job set enqueued_at = now() - interval '2 hours'")
            }
            let pile = try #require(try await ground.state().piles.first)
            #expect(pile.ready == 2)
            #expect(pile.unusable == 1)
            #expect((7200...7260).contains(pile.delay))
            let own = try await ground.database.transaction(as: .council(1)) {
                try QueueState.Pile.read("test.outside", council: 1, $0)
            }
            #expect(own == pile)
            let others = try await ground.database.transaction(as: .council(2)) {
                try QueueState.Pile.read("test.outside", council: 2, $0)
            }
            #expect(others == nil)
        }
    }
}
