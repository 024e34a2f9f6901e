import Access
import Intake
import Postgres
import Standings
import Support
import Testing

@Suite("Each rejected line is kept with its number, its text and a reason in French (contracts §5)")
struct QuarantineTests {
    @Test("number, text, code and reason, in the order of the file, page by page")
    func linesAreKept() async throws {
        try await Journey.run { journey in
            let council = try await journey.council("33")
            let lot = try await journey.roll(
                [
                    .init(.claire, ["rpps": "123"]), .init(.hugo, registered: "30/02/2020"), .init(.ines),
                    .init(.jean, specialty: "SM999"),
                ], council: "33")
            #expect(lot.counts.new == 1)
            #expect(lot.counts.rejected == 3)
            let lines = try await journey.database.transaction(as: .council(council.id)) {
                try RejectedLineStore.list(lot.id, $0)
            }
            #expect(lines.map(\.number) == [2, 3, 5])
            #expect(lines.map(\.code) == ["rpps_format", "date", "unknown_specialty"])
            #expect(lines[1].line.contains("30/02/2020"))
            #expect(lines.allSatisfy { $0.reason.contains("«") })
            let rest = try await journey.database.transaction(as: .council(council.id)) {
                try RejectedLineStore.list(lot.id, $0, after: 2, limit: 1)
            }
            #expect(rest.map(\.number) == [3])
        }
    }

    @Test("a name with HTML, a formula, quotes and tabs is kept as it is, and harms nothing")
    func hostileText() async throws {
        try await Journey.run { journey in
            let hostile = #"<script>alert(1)</script>"#
            try await journey.roll([.init(.claire, ["adresse_1": hostile, "adresse_2": "=cmd|' /C calc'!A0"])])
            let kept = try await journey.rows("select address[1], address[2] from registry.registration")
            #expect(kept.count == 1)
            #expect(kept[0].contains(hostile))
            #expect(kept[0].contains("=cmd|"))
        }
    }
}
