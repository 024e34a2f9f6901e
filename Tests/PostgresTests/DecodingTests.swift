import Postgres
import Support
import Testing
import Vocabulary

@Suite("A row that is not what the code expects is an error, never a wrong value")
struct DecodingTests {
    private func fault(
        _ select: SQL, _ read: @escaping @Sendable (Row) throws -> Void
    ) async throws -> String? {
        let place = try await SharedDatabase.open()
        do {
            try await place.database.rolledBack(as: .national) { try read($0.query(select)[0]) }
            return nil
        } catch PostgresError.decoding(let message) {
            return message
        }
    }

    @Test("a column that is not there is named")
    func missingColumn() async throws {
        #expect(try await fault("select 1 as one") { _ = try $0.int("two") } == "no column two")
    }

    @Test("NULL is refused where a value is promised, and nil where it may be absent")
    func nullValue() async throws {
        #expect(try await fault("select null::int as one") { _ = try $0.int("one") } == "column one is null")
        let absent = try await SharedDatabase.open().database.rolledBack(as: .national) { transaction in
            try transaction.query("select null::int as one")[0].optional("one", as: Int.self) == nil
        }
        #expect(absent)
    }

    @Test("text that is no number, no date and no truth value")
    func wrongType() async throws {
        #expect(try await fault("select 'x' as a") { _ = try $0.int("a") } == "column a is not a Int")
        #expect(try await fault("select 'x' as a") { _ = try $0.date("a") } == "column a is not a CalendarDate")
        #expect(try await fault("select 'x' as a") { _ = try $0.bool("a") } == "column a is not a Bool")
        #expect(
            try await fault("select 3000000000 as a") { _ = try $0.value("a", as: Int32.self) }
                == "column a is not a Int32")
    }

    @Test("what a statement wrote is counted")
    func affectedRows() async throws {
        let place = try await SharedDatabase.open()
        let affected = try await place.database.rolledBack(as: .national) { transaction in
            try transaction.query("create temporary table t (a int) on commit drop")
            return try transaction.query("insert into pg_temp.t select generate_series(1, 7)").affected
        }
        #expect(affected == 7)
    }
}
