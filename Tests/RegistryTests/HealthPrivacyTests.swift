import Intake
import Postgres
import Standings
import Support
import Testing

@Suite("Block 4 is the physician's own health: only what the law lets a council know is stored (rule R24)")
struct HealthPrivacyTests {
    private static let secret = "cardiologue du CHU"

    private static let line = """
        {"sourceId": "a", "rpps": "19900000011", "origin": "medecin", "deleted": false, "action": {"id": "a", \
        "action": "mg4-medecin-traitant", "object": "\(secret)", "note": "\(secret)", "tags": ["\(secret)"], \
        "measures": {"consultations": ["2024-08-15"]}, "treatingPhysicianIs": "other", \
        "evidence": {"kind": "attestation_honneur", "receivedOn": "2024-08-15", "file": "\(secret).pdf"}}}

        """

    @Test("no object and no free text of a block 4 action is anywhere in the database, and the report says so")
    func nothingIsKept() async throws {
        try await Journey.run { journey in
            try await journey.roll([.init(.claire)])
            let lot = try await journey.lot(.accounts, [("actions.jsonl", Self.line)])
            #expect(lot.counts.new == 1)
            let content = try await journey.rows("select content from registry.declaration")
            #expect(content.count == 1)
            #expect(content[0].contains("mg4-medecin-traitant"))
            #expect(content[0].contains("2024-08-15"))
            for word in ["cardiologue", "object", "note", "tags", "treatingPhysicianIs", "file"] {
                #expect(!content[0].contains(word), "\(word)")
            }
            #expect(lot.report.warnings.contains { $0.code.hasPrefix("block4_discarded") })
            let kept = try await journey.rows("select report::text from intake.lot")
            #expect(!kept.joined().contains("cardiologue"))
        }
    }

    @Test("the action still counts: what is kept is enough to judge")
    func itStillCounts() async throws {
        try await Journey.run { journey in
            try await journey.roll([.init(.claire)])
            try await journey.lot(.accounts, [("actions.jsonl", Self.line)])
            #expect(try await journey.standing(of: .claire, on: "2026-11-21")?.counts == [0, 0, 0, 1])
        }
    }

    @Test("a quarantined line of block 4 keeps no free text either")
    func quarantineIsDiscreet() async throws {
        try await Journey.run { journey in
            try await journey.roll([.init(.claire)])
            let wrong = Self.line.replacing("2024-08-15", with: "2024-02-30")
            let lot = try await journey.lot(.accounts, [("actions.jsonl", wrong)], "2026-11-21", "33")
            #expect(lot.counts.rejected == 1)
            let lines = try await journey.rows("select line, reason from intake.rejected_line")
            #expect(lines.count == 1)
            #expect(!lines.joined().contains("cardiologue"))
        }
    }

    @Test("a quarantined line of a physician on no roll keeps no free text either")
    func strangerIsDiscreet() async throws {
        try await Journey.run { journey in
            try await journey.roll([.init(.hugo)])
            let lot = try await journey.lot(.accounts, [("actions.jsonl", Self.line)])
            #expect(lot.counts.rejected == 1)
            let national = try await journey.database.transaction(as: .national) { transaction in
                try transaction.query("select line || reason as line from intake.rejected_line").map {
                    try $0.text("line")
                }
            }
            let lines = try await journey.rows("select line, reason from intake.rejected_line") + national
            #expect(lines.count == 1)
            #expect(!lines.joined().contains("cardiologue"))
        }
    }
}
