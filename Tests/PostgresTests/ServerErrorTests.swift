import Postgres
import Support
import Testing

@Suite("A refusal of the server keeps its code and the name of its constraint")
struct ServerErrorTests {
    private func refusal(_ statement: SQL, as principal: Principal = .national) async throws -> ServerError? {
        let place = try await SharedDatabase.open()
        do {
            try await place.database.rolledBack(as: principal) { try $0.query(statement) }
            return nil
        } catch PostgresError.server(let error) {
            return error
        }
    }

    @Test("the constraint that a row violates is named: its name becomes the sentence")
    func constraintIsNamed() async throws {
        let short: SQL = "insert into registry.physician (rpps_number, created_lot, changed_lot) values ('123', 1, 1)"
        let error = try #require(try await refusal(short))
        #expect(error.sqlState == "23514")
        #expect(error.constraint == "physician_rpps_number_has_eleven_digits")
        #expect(!error.isUniqueViolation)
    }

    @Test("a number that exists twice is a unique violation")
    func uniqueViolation() async throws {
        let twice: SQL = """
            insert into registry.physician (rpps_number, created_lot, changed_lot)
            values ('19900000011', 1, 1), ('19900000011', 1, 1)
            """
        let error = try #require(try await refusal(twice))
        #expect(error.isUniqueViolation)
        #expect(error.constraint == "physician_rpps_number_is_unique")
    }

    @Test("what a role may not do is 42501, and a mistake of ours 42601")
    func rightsAndSyntax() async throws {
        #expect(try await refusal("delete from access.council")?.sqlState == "42501")
        #expect(try await refusal("selec")?.sqlState == "42601")
    }

    @Test("a lost race may be run again, a violated promise may not")
    func retryable() async throws {
        let raised: SQL = "do $$ begin raise sqlstate '40001'; end $$"
        #expect(try await refusal(raised)?.isRetryable == true)
        #expect(try await refusal("do $$ begin raise sqlstate '40P01'; end $$")?.isRetryable == true)
        #expect(try await refusal("do $$ begin raise sqlstate '23505'; end $$")?.isRetryable == false)
    }

    @Test("a database that nobody serves is out of reach, and says so")
    func unreachable() async throws {
        let database = Database("host=/nowhere port=5432 dbname=none user=nobody", connections: 1)
        await #expect(throws: PostgresError.self) {
            try await database.transaction(as: nil) { try $0.query("select 1") }
        }
        do {
            try await database.transaction(as: nil) { _ = try $0.query("select 1") }
        } catch let error as PostgresError {
            guard case .unreachable = error else { throw error }
        }
    }
}
