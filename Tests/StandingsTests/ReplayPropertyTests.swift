import Access
import Foundation
import Intake
import Postgres
import Registry
import Standings
import Support
import Testing
import Vocabulary

@Suite("Whatever comes and goes, every record replays")
struct ReplayPropertyTests {
    /// A council's life at random: rolls, declarations, corrections, choices, undoings, nights on any day.
    private struct Life {
        var dice: Dice
        var lots: [LotID] = []
        let journey: Journey
        let people: [Practitioner] = [.claire, .hugo, .ines, .jean]

        mutating func step() async throws {
            switch dice.below(10) {
            case 0, 1: try await roll()
            case 2, 3, 4: try await declare()
            case 5: try await choose()
            case 6: try await undo()
            default: try await night()
            }
        }

        private mutating func anyDay(_ first: Int, _ last: Int) -> String {
            "\(first + dice.below(last - first + 1))-0\(1 + dice.below(9))-1\(dice.below(9))"
        }

        mutating func roll() async throws {
            var lines: [RollSheet.Line] = []
            for person in people where dice.chance(60) {
                var more = ["soins_directs": dice.one(of: ["oui", "non"]), "soins_directs_depuis": anyDay(2019, 2026)]
                if dice.chance(20) { more["fin_inscription"] = anyDay(2024, 2027) }
                if dice.chance(20) { more["exoneration_bloc3_du"] = anyDay(2022, 2026) }
                if dice.chance(40) { more["date_qualification"] = anyDay(2012, 2026) }
                lines.append(
                    .init(
                        person, council: dice.one(of: ["33", "33", "2A"]),
                        registered: dice.one(of: ["2010-09-01", "2016-05-01", "2024-02-01"]),
                        specialty: dice.one(of: ["SM53", "SM53", "SM54", "SM17"]), more))
            }
            guard !lines.isEmpty else { return }
            lots.append(try await journey.roll(lines, asOf: anyDay(2025, 2026)).id)
        }

        private mutating func declare() async throws {
            let person = dice.one(of: people)
            let all = AccountFeed.Action.complete(person)
            var actions = all.filter { _ in dice.chance(50) }
            actions.append(
                .init(
                    "\(person.rpps)-1", of: person, "mg1-dpc-andpc-faf", on: anyDay(2021, 2026),
                    evidence: dice.one(of: ["attestation_formation", "facture"]), isDeleted: dice.chance(25)))
            actions = Array(actions.suffix(1)) + actions.dropLast().filter { _ in dice.chance(70) }
            lots.append(try await journey.accounts(actions, approvedBy: "autre").id)
        }

        private mutating func choose() async throws {
            let council = try await journey.council("33").id
            let framework = dice.one(of: ["medecine-generale", "genetique"])
            let place = dice.below(4)
            try await journey.database.transaction(as: .council(council)) { transaction in
                let known = try transaction.query("select physician_id from registry.registration order by 1")
                guard place < known.count else { return }
                try ChooseFramework(
                    for: Int64(try known[place].int("physician_id")), framework: framework, reason: "essai", by: "essai"
                ).run(council, at: .init(epochSeconds: 1_790_000_000), transaction)
                let assessor = try Assessor.load(on: day("2026-11-21"), transaction)
                _ = try RefreshStandings(assessor: assessor, asOf: day("2026-11-21")).run(council, transaction)
            }
        }

        private mutating func undo() async throws {
            guard let lot = lots.popLast() else { return }
            do { try await journey.desk.undo(lot, actor: "essai") } catch is Refusal {}
        }

        private mutating func night() async throws {
            try await journey.nightly(dice.chance(70) ? "2026-1\(dice.below(3))-2\(dice.below(9))" : anyDay(2024, 2034))
        }
    }

    /// `SEXTANT_LONG=1` lives twenty times as many lives.
    private static let seeds = 1...(ProcessInfo.processInfo.environment["SEXTANT_LONG"] == "1" ? 120 : 6)

    @Test("a random life of two councils replays without a difference at every stop", arguments: seeds)
    func randomLife(seed: Int) async throws {
        try await Journey.run { journey in
            var life = Life(dice: Dice(seed: UInt64(seed)), journey: journey)
            try await life.roll()
            var records = 0
            for turn in 1...32 {
                try await life.step()
                guard turn % 8 == 0 else { continue }
                let summary = try await Replay(database: journey.database).run()
                #expect(summary.differences == [], "seed \(seed), step \(turn)")
                #expect(summary.records >= records)
                records = summary.records
            }
            #expect(records > 5, "seed \(seed)")
        }
    }
}
