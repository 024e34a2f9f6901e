import Intake
import Postgres
import Standings
import Support
import Testing

@Suite("The roll: qualifications and change of specialty (contracts §2, R. 4022-17)")
struct RollQualificationTests {
    private static let held: SQL =
        "select specialty_code, held_from, held_until from registry.qualification order by held_from, specialty_code"

    @Test("rows of the same registration with other codes are several qualifications of one registration")
    func severalQualifications() async throws {
        try await Journey.run { journey in
            let lot = try await journey.roll([
                .init(.claire, specialty: "SM53"),
                .init(.claire, specialty: "SM17", ["date_qualification": "2015-03-01"]),
            ])
            #expect(lot.counts.new == 1)
            #expect(try await journey.rows(Self.held) == ["(SM53,2010-09-01,)", "(SM17,2015-03-01,)"])
        }
    }

    @Test("a later roll with another code and its date is a change from that date")
    func changeOfSpecialty() async throws {
        try await Journey.run { journey in
            try await journey.roll([.init(.claire, specialty: "SM53")], asOf: "2024-01-01")
            let later = try await journey.roll([
                .init(.claire, specialty: "SM17", ["date_qualification": "2025-03-01"])
            ])
            #expect(later.counts.changed == 1)
            #expect(try await journey.rows(Self.held) == ["(SM53,2010-09-01,2025-03-01)", "(SM17,2025-03-01,)"])
            #expect(try await journey.standing(of: .claire, on: "2025-02-28")?.framework == "medecine-generale")
            #expect(try await journey.standing(of: .claire, on: "2025-03-01")?.framework == "genetique")
        }
    }

    @Test("a change without a date is one from the day the roll is true for")
    func changeWithoutDate() async throws {
        try await Journey.run { journey in
            try await journey.roll([.init(.claire, specialty: "SM53")], asOf: "2024-01-01")
            try await journey.roll([.init(.claire, specialty: "SM17")], asOf: "2026-05-04")
            #expect(try await journey.rows(Self.held) == ["(SM53,2010-09-01,2026-05-04)", "(SM17,2026-05-04,)"])
        }
    }

    @Test("a later roll that corrects the date of the same qualification moves its start")
    func correctedDate() async throws {
        try await Journey.run { journey in
            try await journey.roll([.init(.claire, ["date_qualification": "2012-01-01"])])
            let lot = try await journey.roll([.init(.claire, ["date_qualification": "2011-11-11"])])
            #expect(lot.counts.changed == 1)
            #expect(try await journey.rows(Self.held) == ["(SM53,2011-11-11,)"])
        }
    }

    @Test("the same roll again, also shuffled, changes nothing (contracts §5)")
    func sameRollAgain() async throws {
        try await Journey.run { journey in
            let lines: [RollSheet.Line] = [
                .init(.claire, specialty: "SM53"), .init(.claire, specialty: "SM17"),
                .init(.hugo, ["soins_directs": "non", "soins_directs_depuis": "2020-01-01"]),
                .init(.ines, ["exoneration_bloc3_du": "2024-01-01", "exoneration_motif": "sans_soins"]),
                .init(.jean, registered: "2012-01-01", ["fin_inscription": "2013-01-01", "motif_fin": "omission"]),
                .init(.jean, registered: "2014-01-01"),
            ]
            try await journey.roll(lines)
            for again in [lines, lines.reversed()] {
                let lot = try await journey.roll(again)
                #expect(lot.counts.new == 0)
                #expect(lot.counts.changed == 0)
                #expect(lot.counts.unchanged == 5)
            }
        }
    }

    @Test("an unknown code of qualification is set aside with its line, the rest is read")
    func unknownCode() async throws {
        try await Journey.run { journey in
            let lot = try await journey.roll([.init(.claire, specialty: "SM999"), .init(.hugo)])
            #expect(lot.counts.rejected == 1)
            #expect(lot.counts.new == 1)
        }
    }
}
