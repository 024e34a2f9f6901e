@testable import Jobs
@testable import Postgres
import Support
import Testing
import Vocabulary

@Suite("A lent job comes back by itself: after a crash, after a wrong clock, and to be set aside after ten attempts")
struct LeaseTests {
    @Test("what a killed worker held is taken up when its lease ends, and the late one can end nothing any more")
    func killedLeaseIsTakenOver() async throws {
        try await QueueGround.run { ground in
            try await ground.add("test.outside", ["a"])
            let (first, jobs) = try await ground.store { try $0.lend("test.outside", atMost: 5) }
            #expect(jobs.map(\.attempt) == [1])
            ground.time.move(by: 59)
            #expect(try await ground.store { try $0.lend("test.outside", atMost: 5).jobs }.isEmpty)
            ground.time.move(by: 2)
            let (second, again) = try await ground.store { try $0.lend("test.outside", atMost: 5) }
            #expect(again.map(\.attempt) == [2])
            let id = jobs[0].id
            #expect(try await !ground.store { try $0.finish(id, of: first) })
            #expect(try await ground.store { try $0.finish(id, of: second) })
            #expect(try await ground.states() == [])
        }
    }

    @Test("a lease that is kept does not end")
    func keptLease() async throws {
        try await QueueGround.run { ground in
            try await ground.add("test.outside", ["a", "b"])
            let (lease, jobs) = try await ground.store { try $0.lend("test.outside", atMost: 5) }
            for _ in 1...5 {
                ground.time.move(by: 50)
                #expect(try await ground.store { try $0.keep(lease) } == 2)
                #expect(try await ground.store { try $0.lend("test.outside", atMost: 5).jobs }.isEmpty)
            }
            let id = jobs[0].id
            _ = try await ground.store { try $0.finish(id, of: lease) }
            #expect(try await ground.store { try $0.keep(lease) } == 1)
        }
    }

    @Test("a clock that goes back or forward an hour lends the job again, and loses none", arguments: [-3600, 3600])
    func wrongClock(seconds: Int64) async throws {
        try await QueueGround.run { ground in
            try await ground.add("test.outside", ["a"])
            let lent = try await ground.store { try $0.lend("test.outside", atMost: 5) }
            #expect(lent.jobs.count == 1)
            ground.time.move(by: seconds)
            #expect(try await ground.desk.piles(of: ["test.outside"]).map { $0.wait <= 0 } == [true])
            let again = try await ground.store { try $0.lend("test.outside", atMost: 5) }
            #expect(again.jobs.map(\.key) == ["a"])
            let id = again.jobs[0].id
            #expect(try await ground.store { try $0.finish(id, of: again.lease) })
        }
    }

    @Test("a failed attempt waits 30 s, then twice as long each time, at most six hours, and less than 30 s of spread")
    func pauses() async throws {
        try await QueueGround.run { ground in
            try await ground.add("test.outside", ["a"])
            for attempt in 1..<JobStore.mostAttempts {
                let (lease, jobs) = try await ground.store { try $0.lend("test.outside", atMost: 1) }
                let job = try #require(jobs.first)
                #expect(job.attempt == attempt)
                #expect(try await ground.store { try $0.postpone(job.id, of: lease, "451 4.3.0", at: nil) })
                let wait = try #require(try await ground.desk.piles(of: ["test.outside"]).first).wait
                let pause = min(30 * Double(1 << (attempt - 1)), 21_600)
                #expect((pause..<pause + 30).contains(wait), "attempt \(attempt): \(wait) s")
                ground.time.move(by: Int64(wait))
            }
        }
    }

    @Test("a job put off to a given moment is not counted as tried")
    func putOff() async throws {
        try await QueueGround.run { ground in
            try await ground.add("test.outside", ["a"])
            for _ in 1...12 {
                let (lease, jobs) = try await ground.store { try $0.lend("test.outside", atMost: 1) }
                let job = try #require(jobs.first)
                #expect(job.attempt == 1)
                let moment = ground.time.value + 300
                _ = try await ground.store { try $0.postpone(job.id, of: lease, "route", at: moment) }
                ground.time.move(by: 300)
            }
            #expect(try await ground.states() == ["ready 1"])
        }
    }

    @Test("a job that ten workers took and none ended is set aside at the eleventh look, listed, and can be revived")
    func neverEnded() async throws {
        try await QueueGround.run { ground in
            try await ground.add("test.outside", ["a"])
            for attempt in 1...10 {
                #expect(try await ground.store { try $0.lend("test.outside", atMost: 1).jobs.count } == 1, "\(attempt)")
                ground.time.move(by: 61)
            }
            #expect(try await ground.store { try $0.lend("test.outside", atMost: 1).jobs }.isEmpty)
            let poison = try #require(try await ground.state().poison.first)
            #expect(poison.attempts == 10)
            #expect(poison.council == 1)
            let council = try await ground.database.transaction(as: .queue) { try ReviveJob(poison.id).run($0) }
            #expect(council == 1)
            #expect(try await ground.database.transaction(as: .queue) { try ReviveJob(poison.id).run($0) } == nil)
            #expect(try await ground.states() == ["ready 1"])
        }
    }

    @Test("one poisoned job of a batch fails alone: its neighbours are done, it is set aside after ten attempts")
    func poisonedInside() async throws {
        try await QueueGround.run { ground in
            try await ground.add("test.inside", ["a", "bad claire.aubin@example.org", "c"])
            for _ in 1...12 {
                _ = try await ground.desk.doInside(LeaveEffect(), council: 1)
                ground.time.move(by: 7 * 3600)
            }
            #expect(try await ground.effects() == ["a", "c"])
            let state = try await ground.state()
            #expect(state.piles.map(\.poison) == [1])
            let poison = try #require(state.poison.first)
            #expect(poison.attempts == 10)
            #expect(poison.fault == "Refused")
            _ = try await ground.database.transaction(as: .queue) { try ReviveJob(poison.id).run($0) }
            ground.time.move(by: 10 * 365 * 86_400)
            #expect(try await ground.desk.doInside(LeaveEffect(isRefusing: false), council: 1) == 1)
            #expect(try await ground.states() == [])
        }
    }

    @Test("what is kept of a fault is its class and its code, never the words of the server")
    func faultsHoldNoWords() {
        let server = ServerError(
            sqlState: "23505", message: "duplicate claire.aubin@example.org", detail: "Key (email)=(claire)",
            constraint: "account_is_unique")
        #expect(words(of: PostgresError.server(server)) == "SQLSTATE 23505 account_is_unique")
        #expect(words(of: PostgresError.unreachable("host claire")) == "database out of reach")
        #expect(words(of: PostgresError.decoding("claire")) == "PostgresError.decoding")
        #expect(words(of: Lease.Lost()) == "Lost")
    }
}
