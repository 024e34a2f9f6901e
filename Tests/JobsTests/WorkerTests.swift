@testable import Jobs
import Postgres
import Support
import Testing
import Vocabulary

@Suite("Workers share the queue: each job is one worker's at a time, and what stops gives back")
struct WorkerTests {
    private func until(_ seconds: Int, _ holds: () async throws -> Bool) async throws -> Bool {
        for _ in 0..<(seconds * 20) {
            if try await holds() { return true }
            try await Task.sleep(for: .milliseconds(50))
        }
        return false
    }

    private func worker(_ ground: QueueGround, _ handlers: [any JobHandler], lanes: Int, every: Int = 1) -> Worker {
        let address = ground.place.cluster.address(of: ground.place.name, user: "sextant_login")
        return Worker(
            database: Database(address, connections: lanes + 1),
            listener: Listener(address, channels: [Enqueue.channel]), handlers: handlers, lanes: lanes, every: every,
            clock: ground.clock)
    }

    @Test("two workers of two lanes do 500 jobs of two councils inside, each once")
    func fiveHundredInside() async throws {
        try await QueueGround.run { ground in
            let keys = (1...250).map { "k\($0 + 1000)" }
            for council in [Int32(1), 2] { try await ground.add("test.inside", keys, council: council) }
            let tasks = (1...2).map { _ in
                Task { await worker(ground, [LeaveEffect(size: 9)], lanes: 2).run() }
            }
            let isDone = try await until(180) { try await ground.state().piles.isEmpty }
            let left = try await ground.state().piles
            #expect(isDone, "left: \(left)")
            for task in tasks { task.cancel() }
            for task in tasks { await task.value }
            for council in [Int32(1), 2] { #expect(try await ground.effects(council: council) == keys) }
        }
    }

    @Test("two workers of two lanes do 500 jobs outside, and no job is ever in two hands")
    func fiveHundredOutside() async throws {
        try await QueueGround.run { ground in
            let keys = (1...500).map { "k\($0 + 1000)" }
            try await ground.add("test.outside", keys)
            let handler = LeaveEffectOutside()
            let tasks = (1...2).map { _ in Task { await worker(ground, [handler], lanes: 2).run() } }
            #expect(try await until(60) { try await ground.state().piles.isEmpty })
            for task in tasks { task.cancel() }
            for task in tasks { await task.value }
            #expect(handler.meetings == 0)
            #expect(try await ground.effects() == keys)
        }
    }

    @Test("a commit wakes the worker long before its next look")
    func isWoken() async throws {
        try await QueueGround.run { ground in
            let task = Task { await worker(ground, [LeaveEffect()], lanes: 1, every: 3600).run() }
            try await Task.sleep(for: .milliseconds(500))
            try await ground.add("test.inside", ["a"])
            #expect(try await until(10) { try await ground.effects() == ["a"] })
            task.cancel()
            await task.value
        }
    }

    @Test("a ring that comes while a lane is looking is not missed: the lane looks again at once")
    func ringIsNotMissed() async {
        let bell = Bell()
        let heard = await bell.rings
        await bell.ring()
        let clock = ContinuousClock()
        let elapsed = await clock.measure { await bell.wait(atMost: 30, since: heard) }
        #expect(elapsed < .seconds(10))
    }

    @Test("a worker that is stopped ends the job it has begun and gives the others back untried")
    func givesBack() async throws {
        try await QueueGround.run { ground in
            try await ground.add("test.outside", (1...20).map { "k\($0 + 100)" })
            let handler = LeaveEffectOutside(size: 20, pause: .milliseconds(300))
            let task = Task { await worker(ground, [handler], lanes: 1).run() }
            #expect(try await until(20) { !handler.begun.isEmpty })
            task.cancel()
            await task.value
            let begun = handler.begun.sorted()
            #expect(begun.count < 20)
            #expect(try await ground.effects() == begun)
            #expect(try await ground.states() == ["ready \(20 - begun.count)"])
            #expect(try await ground.store { try $0.lend("test.outside", atMost: 1).jobs }.map(\.attempt) == [1])
        }
    }

    @Test("what a handler leaves unended stays lent until its lease ends: it is not tried in a loop")
    func leftUnended() async throws {
        try await QueueGround.run { ground in
            try await ground.add("test.outside", ["a"])
            let handler = LeaveEffectOutside(isEnding: false)
            let task = Task { await worker(ground, [handler], lanes: 2).run() }
            #expect(try await until(20) { !handler.begun.isEmpty })
            try await Task.sleep(for: .seconds(2))
            #expect(handler.meetings == 0)
            #expect(try await ground.states() == ["leased 1"])
            task.cancel()
            await task.value
        }
    }

    @Test("a server that restarts only delays the work")
    func survivesTheServer() async throws {
        try await QueueGround.run { ground in
            let task = Task { await worker(ground, [LeaveEffect()], lanes: 2).run() }
            try await Task.sleep(for: .milliseconds(500))
            try ground.place.cluster.administer(
                """
                select pg_terminate_backend(pid) from pg_stat_activity
                where datname = '\(ground.place.name)' and pid <> pg_backend_pid()
                """)
            // Sessions of the pool that were ended say so once each.
            for _ in 0..<10 where (try? await ground.add("test.inside", ["a"])) == nil {}
            #expect(try await until(30) { (try? await ground.effects()) == ["a"] })
            task.cancel()
            await task.value
        }
    }
}
