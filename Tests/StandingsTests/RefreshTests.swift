import Access
import Dispatch
import Postgres
@testable import Standings
import Support
import Testing
import Vocabulary

@Suite("A night looks at what falls due, and finds what a full computation would")
struct RefreshTests {
    private struct Rows: Equatable, Sendable {
        let standings: [String]
        let cycles: [String]
    }

    private static func rows(_ transaction: Transaction) throws -> Rows {
        func lines(_ select: SQL) throws -> [String] { try transaction.query(select).map { try $0.text("line") } }
        return Rows(
            standings: try lines(
                "select (to_jsonb(t) - 'computed_for')::text as line from standings.standing t order by physician_id"),
            cycles: try lines("select t::text as line from standings.cycle t order by physician_id, ordinal"))
    }

    /// What is stored, and what a computation from nothing would store for the same day.
    private static func compared(_ journey: Journey, _ code: String, on iso: String) async throws -> (Rows, Rows) {
        let council = try await journey.council(code).id
        return try await journey.database.rolledBack(as: .council(council)) { transaction in
            let stored = try rows(transaction)
            for statement: SQL in [
                "delete from standings.standing", "delete from standings.cycle",
                // A last run by another law: nothing of what was stored can be relied on.
                """
                insert into standings.run (council_id, as_of, rules_fingerprint, seen, examined, written, removed)
                values (\(council), \(day(iso)), 'none', null, 0, 0, 0)
                """,
            ] { try transaction.query(statement) }
            let refresh = RefreshStandings(assessor: try .load(on: day(iso), transaction), asOf: day(iso))
            _ = try refresh.run(council, transaction)
            return (stored, try rows(transaction))
        }
    }

    private static func expectFresh(_ journey: Journey, on iso: String) async throws {
        for code in ["33", "2A"] {
            let (stored, fresh) = try await compared(journey, code, on: iso)
            #expect(stored.standings.filter { !fresh.standings.contains($0) } == [], "\(code) \(iso)")
            #expect(fresh.standings.filter { !stored.standings.contains($0) } == [], "\(code) \(iso)")
            #expect(stored.cycles == fresh.cycles, "\(code) \(iso)")
        }
    }

    @Test(
        "day by day, or jumping over years, the stored rows are those of a full computation",
        arguments: [
            [
                "2026-11-21", "2026-11-22", "2026-11-23", "2026-12-31", "2027-01-01", "2027-01-02", "2027-01-15",
                "2027-02-28", "2027-03-01", "2027-12-31", "2028-01-01", "2028-02-29",
            ],
            [
                "2024-06-01", "2027-01-01", "2029-09-15", "2031-12-31", "2032-01-01", "2032-07-01", "2038-01-01",
                "2045-05-05",
            ],
        ])
    func incrementalEqualsFull(dates: [String]) async throws {
        try await MiniCountry.run(physicians: 160, seed: 11) { journey in
            for iso in dates {
                try await journey.nightly(iso)
                try await Self.expectFresh(journey, on: iso)
            }
        }
    }

    @Test("facts that arrive between two nights are seen by the next one, whichever way they came")
    func factsBetweenNights() async throws {
        try await MiniCountry.run(physicians: 120, seed: 12) { journey in
            try await journey.nightly("2026-11-21")
            try await journey.roll([.init(.claire), .init(.hugo, council: "2A")])
            try await journey.accounts(AccountFeed.Action.complete(.claire))
            try await journey.nightly("2026-11-22")
            try await Self.expectFresh(journey, on: "2026-11-22")
            try await journey.roll([.init(.claire, specialty: "SM17", ["soins_directs": "non"])], asOf: "2026-11-22")
            try await journey.extraction([.init(.claire), .init(.hugo, ["Nom d'exercice": "ZOLA"])])
            let night = try await journey.nightly("2026-11-23")
            #expect(night.written >= 2)
            try await Self.expectFresh(journey, on: "2026-11-23")
        }
    }

    @Test("going back in time judges everybody again, as of then")
    func goingBack() async throws {
        try await MiniCountry.run(physicians: 120, seed: 13) { journey in
            try await journey.nightly("2033-01-01")
            try await journey.nightly("2025-05-05")
            try await Self.expectFresh(journey, on: "2025-05-05")
            try await journey.nightly("2026-11-21")
            try await Self.expectFresh(journey, on: "2026-11-21")
        }
    }

    @Test("a second run for the same date looks at nobody and changes nothing (contracts §6)")
    func secondRun() async throws {
        try await MiniCountry.run(physicians: 120, seed: 14) { journey in
            let first = try await journey.nightly("2026-11-21")
            #expect(first.written > 80)
            let second = try await journey.nightly("2026-11-21")
            #expect(second.examined == 0)
            #expect(second.written == 0)
            #expect(second.removed == 0)
            let nextNight = try await journey.nightly("2026-11-22")
            #expect(nextNight.examined < first.examined / 4)
        }
    }

    @Test("a transaction left open in another database of the cluster does not let a night look again")
    func otherDatabases() async throws {
        try await MiniCountry.run(physicians: 60, seed: 16) { journey in
            try await ThrowAwayDatabase.empty { other in
                let release = DispatchSemaphore(value: 0)
                defer { release.signal() }
                let (opened, isOpen) = AsyncStream.makeStream(of: Void.self)
                async let held: Void = other.owner.transaction(as: nil) { transaction in
                    defer { isOpen.finish() }
                    try transaction.query("select pg_current_xact_id()")
                    isOpen.finish()
                    release.wait()
                }
                for await _ in opened {}
                try await journey.accounts(AccountFeed.Action.complete(.claire))
                #expect(try await journey.nightly("2026-11-21").examined > 0)
                #expect(try await journey.nightly("2026-11-21").examined == 0)
                release.signal()
                try await held
            }
        }
    }

    @Test("a new version of the law, or a corrected link of a specialty, judges everybody again")
    func newLaw() async throws {
        try await MiniCountry.run(physicians: 60, seed: 15) { journey in
            let first = try await journey.nightly("2026-11-21")
            try await SecondVersion.install(in: journey)
            let second = try await journey.nightly("2026-11-21")
            #expect(second.examined == first.examined)
            try await journey.database.transaction(as: .national) { transaction in
                try transaction.query(
                    """
                    insert into registry.specialty_override (specialty_code, candidates, certainty, source, starts_on,
                        set_by) values ('SM53', '{}', 'ambigu', 'essai', '2026-01-01', 'essai')
                    """)
            }
            let third = try await journey.nightly("2026-11-21")
            #expect(third.examined == first.examined)
            #expect(third.written > 0)
            try await Self.expectFresh(journey, on: "2026-11-21")
        }
    }

    @Test("a standing is removed when its physician leaves the list, and its row comes back on return")
    func leavingTheList() async throws {
        try await Journey.run { journey in
            try await journey.roll([
                .init(.claire, registered: "2010-09-01", ["fin_inscription": "2027-01-31", "motif_fin": "omission"]),
                .init(.claire, registered: "2027-06-01"),
            ])
            var found: [String] = []
            for iso in ["2027-01-31", "2027-02-01", "2027-05-31", "2027-06-01"] {
                let night = try await journey.nightly(iso)
                found.append("\(night.written) \(night.removed) \(try await journey.count("standings.standing"))")
            }
            #expect(found == ["1 0 1", "0 1 0", "0 0 0", "1 0 1"])
        }
    }
}
