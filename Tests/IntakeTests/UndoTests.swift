import Access
import Intake
import Postgres
import Standings
import Support
import Testing

@Suite("Undoing gives back every row of the register and of the standings (contracts §5)")
struct UndoTests {
    /// Every row of every table but the history of lots, the log and the notes of changes, in order; without the
    /// transaction that made it known, since what an undo gives back is known anew.
    private func everything(_ journey: Journey) async throws -> [String] {
        var rows: [String] = []
        for code in ["33", "75"] {
            for table in Self.tables {
                rows += try await journey.rows(
                    SQL(
                        stringLiteral:
                            "select '\(code) \(table)', to_jsonb(t) - 'known_in' from \(table) t order by t::text"),
                    in: code)
            }
        }
        return rows
    }

    private static let tables =
        ["physician", "practice", "registration", "qualification", "care_status", "exemption", "declaration"]
        .map { "registry.\($0)" } + ["standings.standing", "standings.cycle"]

    /// A register with something of everything, and its standings.
    private func filled(_ journey: Journey) async throws {
        try await journey.extraction([.init(.claire), .init(.hugo)])
        try await journey.roll([
            .init(.claire, ["soins_directs": "oui", "courriel_rpps": "c@example.org"]),
            .init(.hugo, ["exoneration_bloc3_du": "2024-01-01", "exoneration_motif": "sans_soins"]),
        ])
        try await journey.accounts(AccountFeed.Action.complete(.claire))
        try await journey.nightly("2026-11-21")
    }

    private func undone(
        _ journey: Journey, _ change: (Journey) async throws -> LotResult
    ) async throws {
        let before = try await everything(journey)
        let lot = try await change(journey)
        try await journey.nightly("2026-11-21")
        #expect(try await everything(journey) != before)
        try await journey.desk.undo(lot.id, actor: "essai")
        try await journey.nightly("2026-11-21")
        let after = try await everything(journey)
        #expect(after.filter { !before.contains($0) } == [])
        #expect(before.filter { !after.contains($0) } == [])
    }

    @Test("of a roll that adds, changes, ends and exempts")
    func roll() async throws {
        try await Journey.run { journey in
            try await filled(journey)
            try await undone(journey) { journey in
                try await journey.roll([
                    .init(.claire, specialty: "SM17", ["soins_directs": "non", "date_qualification": "2025-01-01"]),
                    .init(
                        .hugo,
                        [
                            "exoneration_bloc3_du": "2024-01-01", "exoneration_bloc3_au": "2025-01-01",
                            "exoneration_motif": "sans_soins", "soins_directs": "oui",
                        ]),
                    .init(.ines), .init(.jean, council: "75"),
                ])
            }
        }
    }

    @Test("of a roll that ends a registration: the spell of practice comes back too")
    func endOfRegistration() async throws {
        try await Journey.run { journey in
            try await filled(journey)
            try await undone(journey) { journey in
                try await journey.roll([.init(.claire, ["fin_inscription": "2026-01-01", "motif_fin": "retraite"])])
            }
        }
    }

    @Test("of an extraction that renames, adds and no longer names")
    func extraction() async throws {
        try await Journey.run { journey in
            try await filled(journey)
            try await undone(journey) { journey in
                try await journey.extraction([.init(.claire, ["Nom d'exercice": "ZOLA"]), .init(.ines)])
            }
        }
    }

    @Test("of an account feed that adds, changes and deletes")
    func accounts() async throws {
        try await Journey.run { journey in
            try await filled(journey)
            try await undone(journey) { journey in
                let known = AccountFeed.Action.complete(.claire)
                let gone = AccountFeed.Action(
                    "\(Practitioner.claire.rpps)-1", of: .claire, "mg1-dpc-andpc-faf", on: "2024-01-15",
                    evidence: "attestation_formation", isDeleted: true)
                let new = AccountFeed.Action(
                    "new", of: .hugo, "mg2-action-andpc-faf", on: "2025-01-01", evidence: "attestation_formation")
                return try await journey.accounts([gone, known[1], new], approvedBy: "seconde")
            }
        }
    }

    @Test("something later built on the lot forbids it, and nothing is half undone")
    func builtUpon() async throws {
        try await Journey.run { journey in
            let roll = try await journey.roll([.init(.claire)])
            try await journey.accounts(AccountFeed.Action.complete(.claire))
            let before = try await everything(journey)
            await #expect(throws: Refusal.self) { try await journey.desk.undo(roll.id, actor: "essai") }
            #expect(try await everything(journey) == before)
        }
    }

    @Test("a lot is undone once, and a number that no lot has is refused")
    func undoneOnce() async throws {
        try await Journey.run { journey in
            let roll = try await journey.roll([.init(.claire)])
            try await journey.desk.undo(roll.id, actor: "essai")
            #expect(try await journey.count("registry.physician") == 0)
            await #expect(throws: Refusal.self) { try await journey.desk.undo(roll.id, actor: "essai") }
            await #expect(throws: Refusal.self) { try await journey.desk.undo(LotID(987_654), actor: "essai") }
        }
    }

    @Test("the last of two rolls is undone first; then the first one can be")
    func inOrder() async throws {
        try await Journey.run { journey in
            let first = try await journey.roll([.init(.claire)])
            let second = try await journey.roll([.init(.claire, ["courriel_rpps": "c@example.org"])])
            await #expect(throws: Refusal.self) { try await journey.desk.undo(first.id, actor: "essai") }
            try await journey.desk.undo(second.id, actor: "essai")
            try await journey.desk.undo(first.id, actor: "essai")
            #expect(try await journey.count("registry.registration") == 0)
        }
    }
}
