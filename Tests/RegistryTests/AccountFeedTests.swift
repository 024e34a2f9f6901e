import Access
import Intake
import Postgres
import Standings
import Support
import Testing

@Suite("The account feed becomes declarations (contracts §4)")
struct AccountFeedTests {
    private static let stored: SQL = """
        select source_id, action_code, origin, is_deleted from registry.declaration order by source_id
        """

    private func course(_ id: String, of practitioner: Practitioner = .claire, isDeleted: Bool = false)
        -> AccountFeed.Action
    {
        .init(
            id, of: practitioner, "mg1-dpc-andpc-faf", on: "2024-03-01", evidence: "attestation_formation",
            isDeleted: isDeleted)
    }

    @Test("a source id is written once, changed when it differs, and left alone when it does not")
    func upsertOnTheSourceID() async throws {
        try await Journey.run { journey in
            try await journey.roll([.init(.claire)])
            #expect(try await journey.accounts([course("a"), course("b")]).counts.new == 2)
            #expect(try await journey.accounts([course("b"), course("a")]).counts.unchanged == 2)
            let moved = AccountFeed.Action(
                "b", of: .claire, "mg1-dpc-andpc-faf", on: "2025-03-01", evidence: "attestation_formation")
            let lot = try await journey.accounts([course("a"), moved], approvedBy: "seconde")
            #expect(lot.counts.changed == 1)
            #expect(lot.counts.unchanged == 1)
        }
    }

    @Test("a declaration absent from a later lot stays: nothing is deleted unless it is said")
    func absenceDeletesNothing() async throws {
        try await Journey.run { journey in
            try await journey.roll([.init(.claire)])
            try await journey.accounts([course("a"), course("b")])
            try await journey.accounts([course("a")])
            #expect(try await journey.rows(Self.stored).count == 2)
            #expect(try await journey.rows("select count(*) from registry.standing_declaration") == ["(2)"])
        }
    }

    @Test("a deleted declaration no longer counts, its row stays, and it may come back")
    func deletion() async throws {
        try await Journey.run { journey in
            try await journey.roll([.init(.claire)])
            try await journey.accounts([course("a")])
            #expect(try await journey.standing(of: .claire, on: "2026-11-21")?.counts == [1, 0, 0, 0])
            let lot = try await journey.accounts([course("a", isDeleted: true)], approvedBy: "seconde")
            #expect(lot.counts.changed == 1)
            #expect(try await journey.rows(Self.stored) == ["(a,mg1-dpc-andpc-faf,medecin,t)"])
            #expect(try await journey.standing(of: .claire, on: "2026-11-21")?.counts == [0, 0, 0, 0])
            try await journey.accounts([course("a")])
            #expect(try await journey.standing(of: .claire, on: "2026-11-21")?.counts == [1, 0, 0, 0])
        }
    }

    @Test("a deletion of something never heard of writes nothing")
    func deletionOfNothing() async throws {
        try await Journey.run { journey in
            try await journey.roll([.init(.claire)])
            try await journey.accounts([course("a", isDeleted: true)])
            #expect(try await journey.rows(Self.stored) == [])
        }
    }

    @Test("a physician on no roll is set aside with a reason, not created")
    func stranger() async throws {
        try await Journey.run { journey in
            try await journey.roll([.init(.claire)])
            let lot = try await journey.accounts([course("a"), course("b", of: .hugo)])
            #expect(lot.counts.new == 1)
            #expect(lot.counts.rejected == 1)
            #expect(try await journey.rows("select count(*) from registry.physician") == ["(1)"])
        }
    }

    @Test("a feed for all councils writes each declaration where its physician is on the roll that day")
    func competentCouncil() async throws {
        try await Journey.run { journey in
            try await journey.roll([
                .init(.claire, ["fin_inscription": "2025-05-31", "motif_fin": "transfert"]),
                .init(.claire, council: "75", registered: "2025-06-01"), .init(.hugo),
            ])
            let actions = AccountFeed([course("a"), course("b", of: .hugo)]).text
            let manifest = """
                {"source": "essai", "council": "all", "extractedAt": "2026-11-21",
                 "files": [{"file": "actions.jsonl", "rows": 2}]}
                """
            let lot = try await journey.lot(.accounts, [("manifeste.json", manifest), ("actions.jsonl", actions)])
            #expect(lot.counts.new == 2)
            #expect(try await journey.rows(Self.stored, in: "33") == ["(b,mg1-dpc-andpc-faf,medecin,f)"])
            #expect(try await journey.rows(Self.stored, in: "75") == ["(a,mg1-dpc-andpc-faf,medecin,f)"])
        }
    }

    @Test("a manifest for another council is refused whole")
    func foreignManifest() async throws {
        try await Journey.run { journey in
            try await journey.roll([.init(.claire)])
            let manifest = """
                {"source": "essai", "council": "75", "extractedAt": "2026-11-21",
                 "files": [{"file": "actions.jsonl", "rows": 1}]}
                """
            let files = [("manifeste.json", manifest), ("actions.jsonl", AccountFeed([course("a")]).text)]
            await #expect(throws: Refusal.self) { try await journey.lot(.accounts, files, "2026-11-21", "33") }
            #expect(try await journey.rows(Self.stored) == [])
        }
    }
}
