import Postgres
import Support
import Testing

@Suite("COPY carries every character both ways")
struct CopyTests {
    private static let texts: [String?] = [
        "", nil, "\\N", "\\.", "a\tb", "a\nb", "a\r\nb", "\\", "\\\\t", "l'été", "\"", ";|,", "🩺", " ", "\u{1}\u{7F}",
    ]
    private struct Stopped: Error {}

    @Test("every special character enters and is the same text, NULL and the empty text apart")
    func copyIn() async throws {
        let place = try await SharedDatabase.open()
        let found = try await place.database.rolledBack(as: .national) { transaction in
            try transaction.query("create temporary table t (n int, v text) on commit drop")
            let rows = try transaction.copyIn("copy pg_temp.t from stdin") { writer in
                for (number, text) in Self.texts.enumerated() {
                    writer.field(number)
                    writer.field(text)
                    try writer.endRow()
                }
            }
            #expect(rows == Self.texts.count)
            return try transaction.query("select v from pg_temp.t order by n").map {
                try $0.optional("v", as: String.self)
            }
        }
        #expect(found == Self.texts)
    }

    @Test("what goes out by COPY comes in again by COPY as it was")
    func copyOut() async throws {
        let place = try await SharedDatabase.open()
        let found = try await place.database.rolledBack(as: .national) { transaction in
            try transaction.query("create temporary table t (n int, v text) on commit drop")
            try transaction.query("create temporary table u (n int, v text) on commit drop")
            try transaction.copyIn("copy pg_temp.t from stdin") { writer in
                for (number, text) in Self.texts.enumerated() {
                    writer.field(number)
                    writer.field(text)
                    try writer.endRow()
                }
            }
            var bytes: [UInt8] = []
            try transaction.copyOut("copy (select n, v from pg_temp.t order by n) to stdout") { bytes += Array($0) }
            try transaction.copyIn("copy pg_temp.u from stdin") { writer in
                try bytes.withUnsafeBytes { try writer.raw($0) }
            }
            return try transaction.query("select v from pg_temp.u order by n").map {
                try $0.optional("v", as: String.self)
            }
        }
        #expect(found == Self.texts)
    }

    @Test("more rows than one buffer holds")
    func manyRows() async throws {
        let place = try await SharedDatabase.open()
        let sum = try await place.database.rolledBack(as: .national) { transaction in
            try transaction.query("create temporary table t (n bigint) on commit drop")
            let rows = try transaction.copyIn("copy pg_temp.t from stdin") { writer in
                for number in 1...100_000 {
                    writer.field(number)
                    try writer.endRow()
                }
            }
            #expect(rows == 100_000)
            return try transaction.query("select sum(n)::bigint as sum from pg_temp.t")[0].int("sum")
        }
        #expect(sum == 5_000_050_000)
    }

    @Test("a sender that stops half-way leaves nothing, and the connection is usable")
    func stoppedSender() async throws {
        let place = try await SharedDatabase.open()
        await #expect(throws: Stopped.self) {
            try await place.database.transaction(as: .national) { transaction in
                try transaction.query("create temporary table t (n bigint) on commit drop")
                try transaction.copyIn("copy pg_temp.t from stdin") { writer in
                    writer.field(1)
                    try writer.endRow()
                    throw Stopped()
                }
            }
        }
        let one = try await place.database.transaction(as: .national) { try $0.query("select 1 as one")[0].int("one") }
        #expect(one == 1)
    }

    @Test("a row of the wrong shape is refused by the server with its code")
    func wrongShape() async throws {
        let place = try await SharedDatabase.open()
        do {
            try await place.database.transaction(as: .national) { transaction in
                try transaction.query("create temporary table t (n bigint) on commit drop")
                try transaction.copyIn("copy pg_temp.t from stdin") { writer in
                    writer.field("x")
                    try writer.endRow()
                }
            }
            Issue.record("text entered a number")
        } catch let error as PostgresError {
            #expect(error.sqlState == "22P02")
        }
    }

    @Test("a reader that stops half-way ends the copy, and the transaction goes on")
    func stoppedReader() async throws {
        let place = try await SharedDatabase.open()
        let one = try await place.database.rolledBack(as: .national) { transaction in
            #expect(throws: Stopped.self) {
                try transaction.copyOut("copy (select generate_series(1, 1000)) to stdout") { _ in throw Stopped() }
            }
            return try transaction.query("select 1 as one")[0].int("one")
        }
        #expect(one == 1)
    }
}
