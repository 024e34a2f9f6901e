import Intake
import Postgres
import Standings
import Support
import Testing

@Suite("A lot that lowers the progress of more than 2 % of its physicians asks for a second person (contracts §4)")
struct SecondPersonTests {
    private static let team = (0..<50).map { number in
        Practitioner("1990000\(1000 + number)", "P\(number)", "ESSAI")
    }

    private func course(_ practitioner: Practitioner, isDeleted: Bool = false) -> AccountFeed.Action {
        .init(
            "s\(practitioner.rpps)", of: practitioner, "mg1-dpc-andpc-faf", on: "2024-03-01",
            evidence: "attestation_formation", isDeleted: isDeleted)
    }

    private func prepared(_ journey: Journey) async throws {
        try await journey.roll(Self.team.map { .init($0) })
        try await journey.accounts(Self.team.map { course($0) })
    }

    private func lot(lowering count: Int) -> [AccountFeed.Action] {
        Self.team.enumerated().map { course($1, isDeleted: $0 < count) }
    }

    private func counted(_ journey: Journey) async throws -> Int {
        try await journey.standings("2026-11-21").compactMap(\.counts).joined().reduce(0, +)
    }

    @Test("exactly 2 % passes")
    func atTheLimit() async throws {
        try await Journey.run { journey in
            try await prepared(journey)
            try await journey.accounts(lot(lowering: 1))
            #expect(try await counted(journey) == 49)
        }
    }

    @Test("more than 2 % stops, says how many, and leaves the register as it was")
    func overTheLimit() async throws {
        try await Journey.run { journey in
            try await prepared(journey)
            do {
                try await journey.accounts(lot(lowering: 2))
                Issue.record("the lot was applied")
            } catch let refusal as Refusal {
                #expect(refusal.sentence.contains("reculer 2 médecins sur 50"))
            }
            #expect(try await counted(journey) == 50)
            #expect(try await journey.rows("select count(*) from intake.lot") == ["(2)"])
        }
    }

    @Test("with a second person's name it is applied, and the name is kept")
    func withASecondPerson() async throws {
        try await Journey.run { journey in
            try await prepared(journey)
            try await journey.accounts(lot(lowering: 10), approvedBy: "seconde")
            #expect(try await counted(journey) == 40)
            #expect(
                try await journey.rows("select approved_by from intake.lot where approved_by <> ''") == ["(seconde)"])
        }
    }

    @Test("who loses one action and gains another has not gone back")
    func lossAndGain() async throws {
        try await Journey.run { journey in
            try await prepared(journey)
            let other = AccountFeed.Action(
                "other", of: Self.team[1], "mg2-action-andpc-faf", on: "2024-05-01", evidence: "attestation_formation")
            try await journey.accounts(lot(lowering: 2) + [other])
            #expect(try await counted(journey) == 49)
        }
    }
}
