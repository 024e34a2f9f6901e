import Postgres
import Support
import Testing

@Suite("A transaction has one role and one tenant, set before anything is read")
struct TransactionTests {
    private struct Stopped: Error {}

    private static let who: SQL = """
        select current_user::text as role, coalesce(current_setting('sextant.council', true), '') as council,
            current_setting('statement_timeout') as timeout
        """

    private func speak(_ row: Row) throws -> String { "\(try row.text("role")) \(try row.text("council"))" }

    @Test("role, tenant and time limit hold for the transaction and are gone at its end")
    func settingsAreLocal() async throws {
        try await ThrowAwayDatabase.migrated { place in
            let database = Database(place.cluster.address(of: place.name, user: "sextant_login"), connections: 1)
            let inside = try await database.transaction(as: .council(7), timeout: 1234) { transaction in
                try transaction.query(Self.who)[0].text("timeout") + " " + speak(try transaction.query(Self.who)[0])
            }
            #expect(inside == "1234ms sextant_council 7")
            let after = try await database.transaction(as: nil) { try speak($0.query(Self.who)[0]) }
            #expect(after == "sextant_login ")
        }
    }

    @Test("an error in the very first statement leaves the connection usable, and the next user sees no tenant")
    func errorInTheFirstRoundTrip() async throws {
        try await ThrowAwayDatabase.migrated { place in
            let database = Database(place.cluster.address(of: place.name, user: "sextant_login"), connections: 1)
            await #expect(throws: PostgresError.self) {
                try await database.transaction(as: .council(7)) { try $0.query("select no_such_column") }
            }
            let next = try await database.transaction(as: nil) { transaction in
                try speak(transaction.query(Self.who)[0])
            }
            #expect(next == "sextant_login ")
            let other = try await database.transaction(as: .council(8)) { try speak($0.query(Self.who)[0]) }
            #expect(other == "sextant_council 8")
        }
    }

    @Test("a role that does not exist refuses the first statement, which then has not run as the login")
    func unknownRole() async throws {
        let place = try await SharedDatabase.open()
        await #expect(throws: PostgresError.self) {
            try await place.database.transaction(as: .role("sextant_nobody")) { try $0.query("select 1") }
        }
    }

    @Test("an error thrown in the body undoes every write")
    func errorsRollBack() async throws {
        try await ThrowAwayDatabase.migrated { place in
            let insert: SQL = """
                insert into registry.physician (rpps_number, created_lot, changed_lot) values ('19900000011', 1, 1)
                """
            await #expect(throws: Stopped.self) {
                try await place.database.transaction(as: .national) { transaction in
                    try transaction.query(insert)
                    throw Stopped()
                }
            }
            let count = try await place.database.transaction(as: .national) {
                try $0.query("select count(*) as number from registry.physician")[0].int("number")
            }
            #expect(count == 0)
            try await place.database.transaction(as: .national) { _ = try $0.query(insert) }
        }
    }

    @Test("become takes another tenant for the rest of the transaction, and each statement sees one")
    func becomeSwitches() async throws {
        let place = try await SharedDatabase.open()
        let seen = try await place.database.rolledBack(as: .council(7)) { transaction in
            var seen = [try speak(transaction.query(Self.who)[0])]
            try transaction.become(.council(8))
            seen.append(try speak(transaction.query(Self.who)[0]))
            try transaction.become(.national)
            seen.append(try speak(transaction.query(Self.who)[0]))
            return seen
        }
        #expect(seen == ["sextant_council 7", "sextant_council 8", "sextant_national 0"])
    }

    @Test("a rehearsal gives its result and undoes its writes, whatever it became meanwhile")
    func rehearsalUndoes() async throws {
        let place = try await SharedDatabase.open()
        let counts = try await place.database.rolledBack(as: .national) { transaction in
            let count: SQL = "select count(*) as number from registry.physician"
            let during = try transaction.rehearse {
                try transaction.query(
                    """
                    insert into registry.physician (rpps_number, created_lot, changed_lot)
                    values ('19900000011', 1, 1)
                    """)
                return try transaction.query(count)[0].int("number")
            }
            return [during, try transaction.query(count)[0].int("number")]
        }
        #expect(counts == [1, 0])
    }

    @Test("a database in rehearsal sees what it wrote, survives a failure and leaves nothing")
    func databaseRehearsal() async throws {
        try await ThrowAwayDatabase.migrated { place in
            let insert: SQL = """
                insert into registry.physician (rpps_number, created_lot, changed_lot) values ('19900000011', 1, 1)
                """
            let count: SQL = "select count(*) as number from registry.physician"
            let seen = try await place.database.rehearsal { rehearsal in
                try await rehearsal.transaction(as: .national) { _ = try $0.query(insert) }
                await #expect(throws: PostgresError.self) {
                    try await rehearsal.transaction(as: .national) { _ = try $0.query(insert) }
                }
                let role = try await rehearsal.transaction(as: .council(7)) { try speak($0.query(Self.who)[0]) }
                #expect(role == "sextant_council 7")
                return try await rehearsal.transaction(as: .national) { try $0.query(count)[0].int("number") }
            }
            #expect(seen == 1)
            let left = try await place.database.transaction(as: .national) { try $0.query(count)[0].int("number") }
            #expect(left == 0)
        }
    }

    @Test("a rehearsal whose session is lost goes on in no other one: every later part fails")
    func lostRehearsal() async throws {
        try await ThrowAwayDatabase.migrated { place in
            let outcome = try await place.database.rehearsal { rehearsal -> [Bool] in
                let pid = try await rehearsal.transaction(as: .national) {
                    try $0.query("select pg_backend_pid() as pid")[0].int("pid")
                }
                try place.cluster.administer("select pg_terminate_backend(\(pid), 5000)")
                var fails: [Bool] = []
                for _ in 0..<3 {
                    do {
                        _ = try await rehearsal.transaction(as: .national) { try $0.query("select 1 as one") }
                        fails.append(false)
                    } catch PostgresError.unreachable {
                        fails.append(true)
                    }
                }
                return fails
            }
            #expect(outcome == [true, true, true])
        }
    }

    @Test("a refused attempt gives the server's error and leaves the transaction usable")
    func attemptsAreTakenBack() async throws {
        let place = try await SharedDatabase.open()
        let state = try await place.database.rolledBack(as: .council(7)) { transaction in
            guard case .failure(let error) = try transaction.attempt("select count(*) from access.person") else {
                return "accepted"
            }
            return error.sqlState + " " + (try speak(transaction.query(Self.who)[0]))
        }
        #expect(state == "42501 sextant_council 7")
    }

    @Test("repeatable read goes on seeing what it saw first")
    func isolationHolds() async throws {
        try await ThrowAwayDatabase.migrated { place in
            let insert: SQL = """
                insert into registry.physician (rpps_number, created_lot, changed_lot) values ('19900000011', 1, 1)
                """
            let level = try await place.database.transaction(as: .national, isolation: .repeatableRead) {
                try $0.query("show transaction_isolation")[0].text("transaction_isolation")
            }
            #expect(level == "repeatable read")
            try await place.database.transaction(as: .national) { _ = try $0.query(insert) }
        }
    }
}
