import Access
import Foundation
import Postgres
import Progress
import Registry
@testable import Standings
import Support
import Testing
import Vocabulary

@Suite("What was judged is judged again from what was known then, byte for byte")
struct ReplayTests {
    private static func replay(_ journey: Journey, _ period: ReplayPeriod = ReplayPeriod()) async throws
        -> Replay.Summary
    {
        try await Replay(database: journey.database, period: period).run()
    }

    private static func action(_ on: String, more: String = "") -> AccountFeed.Action {
        .init("a", of: .claire, "mg1-dpc-andpc-faf", on: on, evidence: "attestation_formation", more: more)
    }

    @Test("a country judged on several days replays without a difference, the gone and the new included")
    func country() async throws {
        try await MiniCountry.run(physicians: 120, seed: 21) { journey in
            for iso in ["2026-11-21", "2026-11-22", "2027-03-01", "2032-01-01", "2025-05-05"] {
                try await journey.nightly(iso)
            }
            let summary = try await Self.replay(journey)
            #expect(summary.differences == [])
            #expect(summary.records > 200)
            #expect(summary.standings == (try await journey.standings("2025-05-05").count))
            let night = try await Self.replay(
                journey, ReplayPeriod(from: day("2026-11-22"), through: day("2027-12-31"), sample: 3))
            #expect(night.differences == [])
            #expect(night.records > 0 && night.records <= 12)
        }
    }

    @Test("after one fact is corrected with a later knowledge date, the old standing still replays as it was")
    func correction() async throws {
        try await Journey.run { journey in
            try await journey.roll([.init(.claire)])
            try await journey.accounts([Self.action("2025-03-01")])
            try await journey.nightly("2026-11-21")
            let before = try await journey.rows("select content, proof_hash from standings.record")
            let knownThen = try await Self.clock(journey)
            try await journey.accounts([Self.action("2022-03-01")], approvedBy: "autre")
            try await journey.nightly("2026-11-21")
            let after = try await journey.rows("select content, proof_hash from standings.record order by record_id")
            #expect(after.count == 2)
            #expect(after.first == before.first)
            #expect(after.last?.contains("outside_cycle") == true)
            let summary = try await Self.replay(journey)
            #expect(summary.records == 2)
            #expect(summary.differences == [])
            let (then, now) = try await Self.exports(journey, knownThen)
            #expect(then.first?.counts?.first == 1)
            #expect(now.first?.counts?.first == 0)
        }
    }

    @Test(
        "nightly with an earlier knowledge gives what was known then, the next night what is known now (contracts §6)")
    func knownAt() async throws {
        try await Journey.run { journey in
            try await journey.roll([.init(.claire)])
            let knownThen = try await Self.clock(journey)
            try await journey.accounts(AccountFeed.Action.complete(.claire))
            try await journey.nightly("2026-11-21")
            let nights = [knownThen, knownThen, nil]
            var found: [String] = []
            for knownAt in nights {
                let night = try await Nightly(
                    database: journey.database, asOf: day("2026-11-21"), knownAt: knownAt
                ).run()
                let complete = try await journey.rows("select is_complete from standings.standing")
                found.append("\(night.written) \(complete)")
            }
            #expect(found == [#"1 ["(f)"]"#, #"0 ["(f)"]"#, #"1 ["(t)"]"#])
            #expect(try await Self.replay(journey).differences == [])
        }
    }

    @Test(
        "a record written under an earlier revision of the engine replays under the program of today",
        arguments: [EngineRevision.first, .second, .third])
    func earlierRevision(_ revision: EngineRevision) async throws {
        try await Journey.run { journey in
            try await journey.roll([.init(.claire)])
            try await SecondVersion.install(in: journey)
            try await journey.accounts([
                .init(
                    "t", of: .claire, "mg1-tutorat-msu", on: "2026-06-30", from: "2024-07-01",
                    evidence: "attestation_universite")
            ])
            let council = try await journey.council("33").id
            _ = try await journey.database.transaction(as: .council(council)) { transaction in
                let present = try Assessor.load(on: day("2026-11-21"), transaction)
                let earlier = Assessor(law: present.law, links: present.links, revision: revision)
                return try RefreshStandings(assessor: earlier, asOf: day("2026-11-21")).run(council, transaction)
            }
            try await journey.nightly("2026-11-22")
            let proofs = try await journey.rows("select proof_hash from standings.record order by record_id")
            let laws = try await journey.rows("select (content::json ->> 'revision')::int from standings.law_used")
            #expect(laws.sorted() == ["(\(revision.rawValue))", "(4)"])
            #expect(proofs.count >= 1)
            let summary = try await Self.replay(journey)
            #expect(summary.laws == 2)
            #expect(summary.differences == [])
        }
    }

    @Test("a version approved later, and a specialty link corrected later, do not leak into a replay")
    func laterLaw() async throws {
        try await MiniCountry.run(physicians: 60, seed: 22) { journey in
            try await journey.nightly("2026-11-21")
            let records = try await journey.count("standings.record")
            try await SecondVersion.install(in: journey)
            try await journey.database.transaction(as: .national) { transaction in
                try transaction.query(
                    """
                    insert into registry.specialty_override (specialty_code, candidates, certainty, source, starts_on,
                        set_by) values ('SM53', '{}', 'ambigu', 'essai', '2026-01-01', 'essai')
                    """)
            }
            #expect(try await Self.replay(journey).differences == [])
            try await journey.nightly("2026-11-21")
            #expect(try await journey.count("standings.record") > records)
            let summary = try await Self.replay(journey)
            #expect(summary.laws == 2)
            #expect(summary.differences == [])
        }
    }

    @Test("facts of another council that commit after a run began were not known to it, however early they began")
    func lateCommit() async throws {
        try await Journey.run { journey in
            try await journey.roll([.init(.claire, registered: "2024-01-01")])
            let other = try await journey.council("2A").id
            let (written, gate) = (AsyncStream<Void>.makeStream(), DispatchSemaphore(value: 0))
            let late = Task {
                defer { written.continuation.finish() }
                try await journey.database.transaction(as: .council(other), timeout: 0) { transaction in
                    try transaction.query(
                        """
                        insert into registry.registration (council_id, physician_id, registered_on, ended_on,
                            end_reason, created_lot, changed_lot)
                        select \(other), physician_id, '2015-01-01', '2023-12-31', 'transfert', 9, 9
                        from registry.physician
                        """)
                    try transaction.query(
                        """
                        insert into registry.practice (registration_id, physician_id, started_on, ended_on)
                        select registration_id, physician_id, registered_on, ended_on from registry.registration
                        """)
                    try transaction.query(
                        "insert into registry.directory_change (physician_id) select physician_id from registry.physician"
                    )
                    written.continuation.finish()
                    gate.wait()
                }
            }
            for await _ in written.stream {}
            try await journey.nightly("2026-11-21")
            gate.signal()
            try await late.value
            #expect(try await Self.replay(journey).differences == [])
            try await journey.nightly("2026-11-21")
            let starts = try await journey.rows(
                "select content::json ->> 'cycleStart' from standings.record order by record_id")
            #expect(starts == ["(2024-01-01)", "(2023-01-01)"])
            #expect(try await Self.replay(journey).differences == [])
        }
    }

    @Test("undoing a lot of two councils replays: each council knew the whole undoing")
    func undoOfTwoCouncils() async throws {
        try await Journey.run { journey in
            try await journey.roll([.init(.claire, registered: "2024-01-01")])
            try await journey.nightly("2026-11-21")
            let lot = try await journey.roll([
                .init(
                    .claire, registered: "2024-01-01", ["soins_directs": "non", "soins_directs_depuis": "2025-01-01"]),
                .init(.claire, council: "2A", registered: "2015-01-01", ["fin_inscription": "2023-12-31"]),
                .init(.hugo, council: "2A"),
            ])
            try await journey.nightly("2026-11-21")
            try await journey.desk.undo(lot.id, actor: "essai")
            let summary = try await Self.replay(journey)
            #expect(summary.differences == [])
            let contents = try await journey.rows("select content from standings.record order by record_id")
            #expect(contents.count == 3)
            #expect(contents.first == contents.last)
            let gone = try await journey.rows("select content from standings.record order by record_id", in: "2A")
            #expect(gone.last?.contains("not_subject") == true)
        }
    }

    private static func clock(_ journey: Journey) async throws -> Double {
        try await journey.database.transaction(as: .national) {
            try $0.query("select extract(epoch from clock_timestamp())::float8 as now")[0].value("now")
        }
    }

    private static func exports(_ journey: Journey, _ knownAt: Double) async throws -> ([StandingLine], [StandingLine])
    {
        func lines(_ knownAt: Double?) async throws -> [StandingLine] {
            try await ExportStandings(
                database: journey.database, asOf: day("2026-11-21"), knownAt: knownAt, actor: "essai"
            ).run(council: nil)
        }
        return (try await lines(knownAt), try await lines(nil))
    }
}
