import Postgres
import Support
import Testing
import Vocabulary

@Suite("Values travel to the server and back")
struct BindTests {
    /// What the server gives back of a value.
    private func echo<Value: Bindable & PostgresDecodable>(_ value: Value, _ cast: SQL) async throws -> Value {
        let place = try await SharedDatabase.open()
        return try await place.database.rolledBack(as: .national) {
            try $0.query("select \(value)\(cast) as value")[0].value("value")
        }
    }

    @Test(
        "any text returns as it was: quotes, backslashes, line feeds, accents, a plane beyond the first",
        arguments: ["", "l'été", #"a\b"c'"#, "a\tb\r\nc", "Ÿœ́", "🩺", "$1 \\N", "{a,b}"])
    func textReturns(text: String) async throws {
        #expect(try await echo(text, "::text") == text)
    }

    @Test("a NUL byte, which PostgreSQL cannot store, is dropped")
    func nulIsDropped() async throws {
        #expect(try await echo("a\0b", "::text") == "ab")
    }

    @Test("integers to both ends of their range", arguments: [0, -1, Int.max, Int.min])
    func integersReturn(number: Int) async throws {
        #expect(try await echo(number, "") == number)
    }

    @Test("numbers with a point return exactly", arguments: [0.1, -1e300, 5e-324, 1 / 3.0])
    func doublesReturn(number: Double) async throws {
        #expect(try await echo(number, "") == number)
    }

    @Test("truth values", arguments: [true, false])
    func truthReturns(value: Bool) async throws {
        #expect(try await echo(value, "") == value)
    }

    @Test("dates, leap days among them", arguments: ["2023-01-01", "2024-02-29", "1900-02-28", "9999-12-31"])
    func datesReturn(iso: String) async throws {
        #expect(try await echo(day(iso), "") == day(iso))
    }

    @Test("every byte of a bytea")
    func bytesReturn() async throws {
        let all = (0...255).map { UInt8($0) }
        #expect(try await echo(Bytes(all), "::bytea").bytes == all)
        #expect(try await echo(Bytes([]), "::bytea").bytes == [])
    }

    @Test("an array keeps empty elements, quotes, backslashes, commas and braces apart")
    func arraysKeepTheirElements() async throws {
        let given = ["", "a,b", #"c"d"#, #"e\f"#, "{g}", "NULL", "l'h"]
        let place = try await SharedDatabase.open()
        let found = try await place.database.rolledBack(as: .national) { transaction in
            try transaction.query(
                "select element from unnest(\(given)::text[]) with ordinality o (element, n) order by n"
            )
            .map { try $0.text("element") }
        }
        #expect(found == given)
    }

    @Test("nil is NULL, and is not the empty text")
    func nilIsNull() async throws {
        let place = try await SharedDatabase.open()
        try await place.database.rolledBack(as: .national) { transaction in
            let nothing: String? = nil
            let row = try transaction.query(
                "select \(nothing)::text is null as is_null, \("")::text is null as is_not")[0]
            #expect(try row.bool("is_null"))
            #expect(try !row.bool("is_not"))
        }
    }
}
