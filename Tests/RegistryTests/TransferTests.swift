import Standings
import Support
import Testing
import Vocabulary

@Suite("A move to another council: the cycle is the person's, not the council's (R. 4022-14)")
struct TransferTests {
    private static let left: [RollSheet.Line] = [
        .init(.claire, ["fin_inscription": "2025-05-31", "motif_fin": "transfert"])
    ]
    private static let arrived: [RollSheet.Line] = [.init(.claire, council: "75", registered: "2025-06-01")]

    @Test("the new council keeps the start of the cycle", arguments: [true, false])
    func cycleFollowsThePerson(departureIsReadFirst: Bool) async throws {
        try await Journey.run { journey in
            for lines in departureIsReadFirst ? [Self.left, Self.arrived] : [Self.arrived, Self.left] {
                try await journey.roll(lines)
            }
            try await journey.nightly("2026-11-21")
            let standing = try #require(try await journey.standing(of: .claire, on: "2026-11-21"))
            #expect(standing.council == "75")
            #expect(standing.cycleStart == day("2023-01-01"))
            #expect(standing.cycleEnd == day("2031-12-31"))
        }
    }

    @Test("a departure learnt after the nightly run moves the stored standing of the other council too")
    func lateNewsOfTheDeparture() async throws {
        try await Journey.run { journey in
            try await journey.roll(Self.arrived)
            try await journey.nightly("2026-11-21")
            let before = try #require(try await journey.standing(of: .claire, on: "2026-11-21"))
            #expect(before.cycleStart == day("2025-06-01"))
            try await journey.roll(Self.left)
            let night = try await journey.nightly("2026-11-21")
            #expect(night.written == 1)
            let after = try #require(try await journey.standing(of: .claire, on: "2026-11-21"))
            #expect(after.cycleStart == day("2023-01-01"))
        }
    }

    @Test("before the move the old council lists the physician, after it the new one alone does")
    func onlyOneList() async throws {
        try await Journey.run { journey in
            try await journey.roll(Self.left + Self.arrived)
            #expect(try await journey.standings("2025-05-31").map(\.council) == ["33"])
            #expect(try await journey.standings("2025-06-01").map(\.council) == ["75"])
        }
    }
}
