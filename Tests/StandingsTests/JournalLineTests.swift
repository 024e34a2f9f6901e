import Access
import Postgres
import Support
import Testing
import Vocabulary

@testable import Standings

@Suite("What reads or judges a whole council leaves a line in its journal")
struct JournalLineTests {
    private static func lines(_ journey: Journey, _ action: String, in code: String = "33") async throws -> [String] {
        try await journey.rows(
            """
            select actor, kind, subject, detail - 'sha256' - 'shown' as detail from access.event
            where action = \(action) order by event_id
            """, in: code)
    }

    @Test("a replay leaves one line a council, with how many records were read; of one physician, with their key")
    func replays() async throws {
        try await Journey.run { journey in
            try await journey.roll([.init(.claire), .init(.hugo), .init(.ines, council: "75")])
            try await journey.nightly("2026-11-21")
            let author = Author(operator: "verificatrice")
            _ = try await Replay(database: journey.database, by: author).run()
            _ = try await Replay(
                database: journey.database, period: ReplayPeriod(rppsNumber: Practitioner.claire.rpps), by: author
            ).run()
            let claire = try await journey.rows(
                "select physician_id from registry.physician where rpps_number = \(Practitioner.claire.rpps)")
            let key = claire[0].filter(\.isNumber)
            let own = try await Self.lines(journey, "records_replayed")
            #expect(own.count == 2)
            #expect(own.allSatisfy { $0.hasPrefix("(\(author.name),read,") })
            #expect(own.first?.contains("\"\"records\"\": 2}") == true, "\(own)")
            #expect(own.last?.contains(",physician:\(key),") == true, "\(own)")
            #expect(own.last?.contains("\"\"records\"\": 1}") == true, "\(own)")
            #expect(try await Self.lines(journey, "records_replayed", in: "75").count == 1)
        }
    }

    @Test("a night that judges from an earlier knowledge says so in each journal; the usual night has nothing to say")
    func nightsOfThePast() async throws {
        try await Journey.run { journey in
            try await journey.roll([.init(.claire), .init(.ines, council: "75")])
            try await journey.nightly("2026-11-21")
            #expect(try await Self.lines(journey, "standings_recomputed").isEmpty)
            let moment = try await journey.place.owner.transaction(as: nil) {
                try $0.query("select extract(epoch from clock_timestamp())::bigint as now")[0].int("now")
            }
            let author = Author(operator: "nuit")
            _ = try await Nightly(
                database: journey.database, asOf: day("2026-11-21"), knownAt: Double(moment), by: author
            ).run()
            for code in ["33", "75"] {
                let lines = try await Self.lines(journey, "standings_recomputed", in: code)
                #expect(lines.count == 1)
                #expect(lines[0].hasPrefix("(\(author.name),change,standings:2026-11-21,"), "\(lines)")
                #expect(lines[0].contains("\"\"known_at\"\": \(moment)}"), "\(lines)")
            }
        }
    }

    @Test("an export of standings leaves how many rows and from whose keys; so does one from an earlier knowledge")
    func exports() async throws {
        try await Journey.run { journey in
            try await journey.roll([.init(.claire), .init(.hugo)])
            let keys = try await journey.rows("select physician_id from registry.registration")
                .compactMap { Int64($0.filter(\.isNumber)) }
            _ = try await journey.standings("2026-11-21")
            try await journey.nightly("2026-11-21")
            _ = try await journey.standings("2026-11-21", council: "33")
            let told = try await journey.rows(
                "select detail->>'list', detail->>'rows', detail->>'shown' from access.event where action = 'list_exported'"
            )
            #expect(keys.count == 2)
            #expect(
                told == [String](repeating: "(standings,2,\(ListReading.digest(of: keys)))", count: 2), "\(told)")
        }
    }
}
