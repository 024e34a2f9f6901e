import Postgres
import Support
import Synchronization
import Testing

@Suite("The pool hands connections over, waits, and survives the server's moods")
struct PoolTests {
    /// Counts who is inside, and how many were at most.
    private final class Meter: Sendable {
        private let state = Mutex((now: 0, most: 0))
        var most: Int { state.withLock { $0.most } }
        func enter() { state.withLock { $0 = ($0.now + 1, max($0.most, $0.now + 1)) } }
        func leave() { state.withLock { $0.now -= 1 } }
    }

    /// Runs `body` with a pool of so many connections.
    private func withPool(
        _ connections: Int, _ body: (Database, ThrowAwayDatabase) async throws -> Void
    ) async throws {
        try await ThrowAwayDatabase.migrated { place in
            let address = place.cluster.address(of: place.name, user: "sextant_login")
            try await body(Database(address, connections: connections), place)
        }
    }

    @Test("more callers than connections all get their turn, and never more sessions are open than allowed")
    func callersQueue() async throws {
        try await withPool(2) { database, place in
            let meter = Meter()
            let sum = try await withThrowingTaskGroup(of: Int.self) { group in
                for number in 1...40 {
                    group.addTask {
                        try await database.transaction(as: .national) { transaction in
                            meter.enter()
                            defer { meter.leave() }
                            return try transaction.query("select pg_sleep(0.005), \(number) as number")[0].int("number")
                        }
                    }
                }
                return try await group.reduce(0, +)
            }
            #expect(sum == 820)
            #expect(meter.most == 2)
        }
    }

    @Test("a statement over its time limit is ended by the server (57014), and the session goes on")
    func statementTimeout() async throws {
        try await withPool(1) { database, _ in
            do {
                try await database.transaction(as: .national, timeout: 50) { _ = try $0.query("select pg_sleep(20)") }
                Issue.record("the statement was not ended")
            } catch let error as PostgresError {
                #expect(error.sqlState == "57014")
            }
            let one = try await database.transaction(as: .national) { try $0.query("select 1 as one")[0].int("one") }
            #expect(one == 1)
        }
    }

    @Test("a cancelled task cancels the statement that it runs (57014), and the session goes on")
    func cancellation() async throws {
        try await withPool(1) { database, _ in
            let (begun, announce) = AsyncStream.makeStream(of: Void.self)
            let task = Task {
                try await database.transaction(as: .national, timeout: 0) { transaction in
                    try transaction.query("select 1")
                    announce.yield()
                    try transaction.query("select pg_sleep(60)")
                }
            }
            for await _ in begun { break }
            try await Task.sleep(for: .milliseconds(100))
            task.cancel()
            let result = await task.result
            #expect(throws: PostgresError.self) { try result.get() }
            if case .failure(let error as PostgresError) = result { #expect(error.sqlState == "57014") }
            let one = try await database.transaction(as: .national) { try $0.query("select 1 as one")[0].int("one") }
            #expect(one == 1)
        }
    }

    @Test("a cancellation that comes too late never strikes the next user of the connection")
    func lateCancellation() async throws {
        try await withPool(1) { database, _ in
            for _ in 0..<200 {
                let task = Task { try await database.transaction(as: .national) { _ = try $0.query("select 1") } }
                await Task.yield()
                task.cancel()
                let one = try await database.transaction(as: .national) {
                    try $0.query("select pg_sleep(0.002), 1 as one")[0].int("one")
                }
                #expect(one == 1)
                _ = await task.result
            }
        }
    }

    @Test(
        "when every session is ended by the server, each caller fails at most once per dead session, then all is well")
    func terminatedSessions() async throws {
        try await withPool(3) { database, place in
            let read: @Sendable (Transaction) throws -> Int = {
                try $0.query("select pg_sleep(0.02), 1 as one")[0].int("one")
            }
            try await withThrowingTaskGroup(of: Int.self) { group in
                for _ in 0..<3 { group.addTask { try await database.transaction(as: .national, read) } }
                try await group.waitForAll()
            }
            try place.cluster.administer(
                "select pg_terminate_backend(pid) from pg_stat_activity where datname = '\(place.name)'")
            var failures = 0
            for _ in 0..<6 {
                do {
                    #expect(try await database.transaction(as: .national, read) == 1)
                } catch PostgresError.unreachable {
                    failures += 1
                }
            }
            #expect(failures <= 3)
            #expect(try await database.transaction(as: .national, read) == 1)
        }
    }

    @Test("a session ended in the middle of a transaction is an unreachable server, and nothing of it stays")
    func terminatedInside() async throws {
        try await withPool(1) { database, place in
            let terminate = "select pg_terminate_backend(pid) from pg_stat_activity where datname = '\(place.name)'"
            do {
                try await database.transaction(as: .national) { transaction in
                    try transaction.query(
                        """
                        insert into registry.physician (rpps_number, created_lot, changed_lot)
                        values ('19900000011', 1, 1)
                        """)
                    try place.cluster.administer(terminate)
                    try transaction.query("select 1")
                }
                Issue.record("a dead session answered")
            } catch let error as PostgresError {
                guard case .unreachable = error else { throw error }
            }
            let count = try await database.transaction(as: .national) {
                try $0.query("select count(*) as number from registry.physician")[0].int("number")
            }
            #expect(count == 0)
        }
    }
}
