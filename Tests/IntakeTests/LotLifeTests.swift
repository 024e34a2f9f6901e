import Access
import Intake
import Standings
import Support
import Testing

@Suite("A lot: preview, application, undoing (contracts §5)")
struct LotLifeTests {
    private static let file = ImportFile(
        name: "tableau.csv",
        bytes: Array(RollSheet([.init(.claire), .init(.hugo, specialty: "SM999")]).text.utf8))

    private func preview(_ journey: Journey) async throws -> (lot: Lot, council: Council) {
        let council = try await journey.council("33")
        let lot = try await journey.desk.preview(
            .roll, files: [Self.file], council: council, asOf: journey.today, actor: "essai")
        return (lot, council)
    }

    @Test("a preview shows what would happen and writes nothing into the register")
    func previewWritesNothing() async throws {
        try await Journey.run { journey in
            let (lot, _) = try await preview(journey)
            #expect(lot.state == .previewed)
            #expect(lot.counts.new == 1)
            #expect(lot.counts.rejected == 1)
            for table in ["registration", "qualification", "practice", "physician", "fact_change"] {
                #expect(try await journey.count("registry.\(table)") == 0, "\(table)")
            }
            #expect(try await journey.count("intake.rejected_line") == 1)
            #expect(try await journey.count("intake.lot_file") == 1)
        }
    }

    @Test("a previewed lot is applied from the file that was kept, and its standings are there at once")
    func applyFollowsPreview() async throws {
        try await Journey.run { journey in
            let (lot, council) = try await preview(journey)
            let applied = try await journey.desk.apply(lot.id, council: council, actor: "essai")
            #expect(applied.state == .applied)
            #expect(applied.id == lot.id)
            #expect(applied.counts == lot.counts)
            #expect(try await journey.count("registry.registration") == 1)
            #expect(try await journey.count("standings.standing") == 1)
            #expect(try await journey.count("intake.lot_file") == 0)
            await #expect(throws: Refusal.self) {
                try await journey.desk.apply(lot.id, council: council, actor: "essai")
            }
        }
    }

    @Test("a lot given up is forgotten with its file and its quarantine")
    func givingUp() async throws {
        try await Journey.run { journey in
            let (lot, council) = try await preview(journey)
            try await journey.desk.giveUp(lot.id, council: council, by: "essai")
            for table in ["lot", "lot_file", "rejected_line", "before_image"] {
                #expect(try await journey.count("intake.\(table)") == 0, "\(table)")
            }
        }
    }

    @Test("another council can neither apply nor undo the lot")
    func lotOfAnotherCouncil() async throws {
        try await Journey.run { journey in
            let (lot, council) = try await preview(journey)
            let paris = try await journey.council("75")
            await #expect(throws: Refusal.self) { try await journey.desk.apply(lot.id, council: paris, actor: "essai") }
            _ = try await journey.desk.apply(lot.id, council: council, actor: "essai")
            await #expect(throws: Refusal.self) { try await journey.desk.undo(lot.id, council: paris, actor: "essai") }
            #expect(try await journey.count("registry.registration") == 1)
        }
    }

    @Test("a file that is refused whole leaves no lot, no line and no number in the register")
    func refusedFile() async throws {
        try await Journey.run { journey in
            for text in ["", "rpps;date_inscription\n1;2\n", "PK\u{3}\u{4}", "%PDF-1.7\n"] {
                await #expect(throws: Refusal.self) { try await journey.lot(.roll, [("t.csv", text)]) }
            }
            let (lots, physicians) = (
                try await journey.count("intake.lot"), try await journey.count("registry.physician")
            )
            #expect(lots == 0)
            #expect(physicians == 0)
        }
    }
}
