import Postgres
import Support
import Testing

@Suite("A listener hears what is announced at a commit")
struct ListenerTests {
    private func announce(_ place: ThrowAwayDatabase) async throws {
        _ = try await place.database.transaction(as: .national) { try $0.query("select pg_notify('sextant_test', '')") }
    }

    @Test("it says once that it listens, then each announcement; a rollback announces nothing")
    func hears() async throws {
        try await ThrowAwayDatabase.migrated { place in
            let address = place.cluster.address(of: place.name, user: "sextant_login")
            var heard = Listener(address, channels: ["sextant_test"]).notifications().makeAsyncIterator()
            #expect(await heard.next() == "sextant_test")
            try await place.database.rolledBack(as: .national) {
                try $0.query("select pg_notify('sextant_test', 'never')")
            }
            try await announce(place)
            #expect(await heard.next() == "sextant_test")
        }
    }

    @Test("when its session is ended by the server it opens another, and says so")
    func reconnects() async throws {
        try await ThrowAwayDatabase.migrated { place in
            let address = place.cluster.address(of: place.name, user: "sextant_login")
            var heard = Listener(address, channels: ["sextant_test"]).notifications().makeAsyncIterator()
            #expect(await heard.next() == "sextant_test")
            try place.cluster.administer(
                """
                select pg_terminate_backend(pid) from pg_stat_activity
                where datname = '\(place.name)' and query ilike 'listen%'
                """)
            #expect(await heard.next() == "sextant_test")
            try await announce(place)
            #expect(await heard.next() == "sextant_test")
        }
    }

    @Test("a reader that is cancelled ends at once, and its session with it")
    func ends() async throws {
        try await ThrowAwayDatabase.migrated { place in
            let address = place.cluster.address(of: place.name, user: "sextant_login")
            let (listening, begun) = AsyncStream.makeStream(of: Void.self)
            let task = Task {
                for await _ in Listener(address, channels: ["sextant_test"]).notifications() { begun.yield() }
            }
            for await _ in listening { break }
            task.cancel()
            await task.value
            var sessions = 1
            for _ in 0..<100 where sessions > 0 {
                sessions = try await place.database.transaction(as: .national) {
                    try $0.query(
                        """
                        select count(*) as number from pg_stat_activity
                        where datname = current_database() and query ilike 'listen%' and pid <> pg_backend_pid()
                        """)[0].int("number")
                }
                try await Task.sleep(for: .milliseconds(50))
            }
            #expect(sessions == 0)
        }
    }
}
