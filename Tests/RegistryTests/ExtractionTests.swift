import Intake
import Postgres
import Standings
import Support
import Testing

@Suite("The RPPS extraction becomes the directory (contracts §3, rpps-format §5–§8)")
struct ExtractionTests {
    private static let directory: SQL = """
        select rpps_number, family_name, given_name, array_to_string(specialty_codes, ' '), site_commune,
            left_extraction_on
        from registry.physician order by rpps_number
        """

    @Test("one row a physician, whatever the number of lines")
    func oneRowAPhysician() async throws {
        try await Journey.run { journey in
            let lot = try await journey.extraction([
                .init(.claire), .init(.claire, ["Libellé commune (coord. structure)": "Mérignac"]), .init(.hugo),
            ])
            #expect(lot.counts.new == 2)
            #expect(try await journey.rows(Self.directory).count == 2)
        }
    }

    @Test("where lines disagree the most frequent value stands, then the first in collation order: order is nothing")
    func majorityThenCollation() async throws {
        let lines: [ExtractionSheet.Line] = [
            .init(.claire, ["Nom d'exercice": "ZOLA", "Libellé commune (coord. structure)": "Bordeaux"]),
            .init(.claire, ["Nom d'exercice": "AUBIN", "Libellé commune (coord. structure)": "Mérignac"]),
            .init(.claire, ["Nom d'exercice": "ZOLA", "Libellé commune (coord. structure)": "Pessac"]),
            .init(.hugo, ["Nom d'exercice": "BÉRARD"]), .init(.hugo, ["Nom d'exercice": "BERARD"]),
        ]
        var found: Set<[String]> = []
        for order in [lines, lines.reversed(), [lines[2], lines[4], lines[0], lines[1], lines[3]]] {
            try await Journey.run { journey in
                let lot = try await journey.extraction(order)
                #expect(lot.report.notes.contains { $0.contains("se contredisent sur leur identité : 2 ;") })
                found.insert(try await journey.rows(Self.directory))
            }
        }
        let expected = [
            "(19900000011,ZOLA,CLAIRE,SM53,Bordeaux,)", "(19900000029,BERARD,HUGO,SM53,Bordeaux,)",
        ]
        #expect(found == [expected])
    }

    @Test("a line given twice does not vote twice")
    func repeatedLine() async throws {
        try await Journey.run { journey in
            let wrong = ExtractionSheet.Line(.claire, ["Nom d'exercice": "ZOLA"])
            try await journey.extraction([
                wrong, wrong, wrong, .init(.claire),
                .init(.claire, ["Libellé commune (coord. structure)": "Pessac"]),
            ])
            #expect(try await journey.rows(Self.directory) == ["(19900000011,AUBIN,CLAIRE,SM53,Bordeaux,)"])
        }
    }

    @Test("several specialties are all kept, in order, without choosing")
    func severalSpecialties() async throws {
        try await Journey.run { journey in
            try await journey.extraction([.init(.claire, specialty: "SM53"), .init(.claire, specialty: "SM17")])
            #expect(try await journey.rows(Self.directory) == ["(19900000011,AUBIN,CLAIRE,\"SM17 SM53\",Bordeaux,)"])
        }
    }

    @Test("who is no longer in the extraction is marked, never removed, and unmarked when back (rpps-format §6)")
    func absentIsMarked() async throws {
        try await Journey.run { journey in
            try await journey.extraction([.init(.claire), .init(.hugo)], asOf: "2026-10-01")
            let second = try await journey.extraction([.init(.claire)], asOf: "2026-11-01")
            #expect(second.report.notes.contains { $0.contains(" : 1 ; ils sont marqués absents") })
            #expect(try await journey.rows(Self.directory).last == "(19900000029,BÉRARD,HUGO,SM53,Bordeaux,2026-11-01)")
            let third = try await journey.extraction([.init(.claire), .init(.hugo)], asOf: "2026-11-20")
            #expect(third.counts.changed == 1)
            #expect(try await journey.rows(Self.directory).last == "(19900000029,BÉRARD,HUGO,SM53,Bordeaux,)")
        }
    }

    @Test("the same extraction again, also shuffled, changes nothing (contracts §5)")
    func sameExtractionAgain() async throws {
        try await Journey.run { journey in
            let lines: [ExtractionSheet.Line] = [
                .init(.claire), .init(.claire, specialty: "SM17"), .init(.hugo), .init(.ines, specialty: "SM54"),
            ]
            try await journey.extraction(lines)
            for again in [lines, lines.reversed()] {
                let lot = try await journey.extraction(again)
                #expect(lot.counts.new == 0)
                #expect(lot.counts.changed == 0)
                #expect(lot.counts.unchanged == 3)
            }
        }
    }

    @Test("a changed name reaches the stored list at the next night, found without accents")
    func changedName() async throws {
        try await Journey.run { journey in
            try await journey.extraction([.init(.hugo)])
            try await journey.roll([.init(.hugo)])
            try await journey.nightly("2026-11-21")
            #expect(try await journey.rows("select search_name from standings.standing") == ["(\"berard hugo\")"])
            try await journey.extraction([.init(.hugo, ["Nom d'exercice": "LEFÈVRE-ŒUVRARD"])])
            #expect(try await journey.nightly("2026-11-21").written == 1)
            #expect(
                try await journey.rows("select search_name from standings.standing") == ["(\"lefevre oeuvrard hugo\")"])
        }
    }
}
