import Access
import Intake
import Postgres
import Standings
import Support
import Testing
import Vocabulary

@Suite("The roll: registrations (contracts §2)")
struct RollRegistrationTests {
    @Test("an unknown number creates the physician, without a name until an extraction brings one")
    func unknownNumber() async throws {
        try await Journey.run { journey in
            let lot = try await journey.roll([.init(.claire)])
            #expect(lot.counts.new == 1)
            let before = try await journey.rows("select rpps_number, family_name, given_name from registry.physician")
            #expect(before == ["(19900000011,,)"])
            #expect(try await journey.standing(of: .claire, on: "2026-11-21")?.state == "in_cycle")
            try await journey.extraction([.init(.claire)])
            let after = try await journey.rows("select rpps_number, family_name, given_name from registry.physician")
            #expect(after == ["(19900000011,AUBIN,CLAIRE)"])
        }
    }

    @Test("several rows with other registration days are several registrations: a gap is an interruption")
    func severalRegistrations() async throws {
        try await Journey.run { journey in
            let lot = try await journey.roll([
                .init(.claire, registered: "2010-09-01", ["fin_inscription": "2020-06-30", "motif_fin": "omission"]),
                .init(.claire, registered: "2022-01-01"),
            ])
            #expect(lot.counts.new == 2)
            let stays = try await journey.rows(
                "select registered_on, ended_on, end_reason from registry.registration order by 1")
            #expect(stays == ["(2010-09-01,2020-06-30,omission)", "(2022-01-01,,)"])
            let standing = try #require(try await journey.standing(of: .claire, on: "2026-11-21"))
            #expect(standing.cycleStart == day("2023-01-01"))
        }
    }

    @Test("an interruption of more than three years ends the cycle; a new one begins with the return (R. 4022-16)")
    func longInterruption() async throws {
        try await Journey.run(today: "2029-06-01") { journey in
            try await journey.roll(
                [
                    .init(
                        .claire, registered: "2010-09-01", ["fin_inscription": "2024-06-30", "motif_fin": "omission"]),
                    .init(.claire, registered: "2029-01-01"),
                    .init(.hugo, registered: "2010-09-01", ["fin_inscription": "2026-06-30", "motif_fin": "omission"]),
                    .init(.hugo, registered: "2029-01-01"),
                ], asOf: "2029-06-01")
            let long = try #require(try await journey.standing(of: .claire, on: "2029-06-01"))
            #expect(long.cycleStart == day("2029-01-01"))
            #expect(long.cycleEnd == day("2034-12-31"))
            let short = try #require(try await journey.standing(of: .hugo, on: "2029-06-01"))
            #expect(short.cycleStart == day("2023-01-01"))
            #expect(short.cycleEnd == day("2031-12-31"))
        }
    }

    @Test("a registration that lies ahead is accepted, and the cycle starts that day")
    func registrationAhead() async throws {
        try await Journey.run { journey in
            let lot = try await journey.roll([.init(.claire, registered: "2027-03-01")])
            #expect(lot.counts.new == 1)
            #expect(lot.counts.rejected == 0)
            #expect(try await journey.standing(of: .claire, on: "2026-11-21") == nil)
            let standing = try #require(try await journey.standing(of: .claire, on: "2027-03-01"))
            #expect(standing.cycleStart == day("2027-03-01"))
            #expect(standing.cycleEnd == day("2033-02-28"))
        }
    }

    @Test("a column that is not there leaves what is known, an empty cell clears it")
    func absentColumnAndEmptyCell() async throws {
        try await Journey.run { journey in
            let known = [
                "courriel_rpps": "c.aubin@example.org", "date_diplome": "2009-07-01", "annee_naissance": "1980",
            ]
            try await journey.roll([.init(.claire, known)])
            let facts: String = "(c.aubin@example.org,2009-07-01,1980)"
            let absent = try await journey.roll([.init(.claire)])
            #expect(absent.counts.unchanged == 1)
            #expect(
                try await journey.rows("select email, diploma_on, birth_year from registry.registration") == [facts])
            let empty = try await journey.roll([.init(.claire)], columns: ["courriel_rpps"])
            #expect(empty.counts.changed == 1)
            #expect(
                try await journey.rows("select email, diploma_on, birth_year from registry.registration")
                    == ["(,2009-07-01,1980)"])
        }
    }

    @Test("a physician absent from a later roll is reported, never removed")
    func absentPhysician() async throws {
        try await Journey.run { journey in
            try await journey.roll([.init(.claire), .init(.hugo)])
            let lot = try await journey.roll([.init(.claire)])
            #expect(lot.report.notes.contains { $0.contains("absents de ce fichier : 1 ; rien n'a été retiré") })
            #expect(try await journey.rows("select count(*) from registry.registration") == ["(2)"])
            #expect(try await journey.standing(of: .hugo, on: "2026-11-21") != nil)
        }
    }

    @Test("a military physician is out of the council's lists (L. 4022-9 II), and back when no longer one")
    func militaryPhysician() async throws {
        try await Journey.run { journey in
            try await journey.roll([.init(.claire, ["service_de_sante_armees": "oui"]), .init(.hugo)])
            #expect(try await journey.nightly("2026-11-21").written == 1)
            #expect(try await journey.standings("2026-11-21").map(\.rpps) == [Practitioner.hugo.rpps])
            try await journey.roll([.init(.claire, ["service_de_sante_armees": "non"]), .init(.hugo)])
            #expect(try await journey.standings("2026-11-21").count == 2)
        }
    }

    @Test("a registration that has ended takes the physician off the list the day after, whatever the reason")
    func endOfRegistration() async throws {
        try await Journey.run { journey in
            try await journey.roll([.init(.claire, ["fin_inscription": "2026-11-20", "motif_fin": "retraite"])])
            #expect(try await journey.standing(of: .claire, on: "2026-11-20") != nil)
            #expect(try await journey.standing(of: .claire, on: "2026-11-21") == nil)
        }
    }

    @Test("a roll limited to one council quarantines the rows of another, and applies the rest")
    func anotherCouncil() async throws {
        try await Journey.run { journey in
            let lot = try await journey.roll([.init(.claire), .init(.hugo, council: "75")], council: "33")
            #expect(lot.counts.new == 1)
            #expect(lot.counts.rejected == 1)
            #expect(try await journey.rows("select count(*) from registry.registration", in: "75") == ["(0)"])
        }
    }

    @Test("without a limit one file brings several councils, each seeing its own")
    func severalCouncils() async throws {
        try await Journey.run { journey in
            let lot = try await journey.roll([.init(.claire), .init(.hugo, council: "75"), .init(.ines, council: "2A")])
            #expect(lot.counts.new == 3)
            for code in ["33", "75", "2A"] {
                #expect(try await journey.rows("select count(*) from registry.registration", in: code) == ["(1)"])
            }
        }
    }
}
