import Access
import Postgres
import Support
import Testing
import Vocabulary

@testable import Standings

@Suite("Figures of a region")
struct RegionalFigureTests {
    @Test(
        "a council that has transmitted nothing is missing, never zero; one that has shows its day, small numbers hidden"
    )
    func missingIsNoZero() async throws {
        try await Journey.run { journey in
            try await journey.roll([.init(.claire), .init(.hugo), .init(.ines, council: "75")])
            try await journey.nightly("2026-11-21")
            let aquitaine = try await journey.council("nouvelle-aquitaine")
            let region = try await journey.database.transaction(as: aquitaine.principal) {
                try RegionalFigure.region(aquitaine.code, $0)
            }
            #expect(region.councils.count == 12 && region.transmitted == 1)
            let gironde = try #require(region.councils.first { $0.code == "33" })
            #expect(gironde.asOf == day("2026-11-21") && gironde.name == "Gironde")
            #expect(gironde.values.count == 4 && gironde.values.values.allSatisfy { $0 == nil })
            let landes = try #require(region.councils.first { $0.code == "40" })
            #expect(landes.asOf == nil && landes.values.isEmpty)
            #expect(region.whole?.values[.physicians] == .some(nil) && region.whole?.asOf == day("2026-11-21"))
        }
    }

    @Test("a regional council reads the figures of its own region and no others, and nothing that is behind them")
    func regionsAreConfined() async throws {
        try await Journey.run { journey in
            try await journey.roll([.init(.claire), .init(.ines, council: "75")])
            try await journey.nightly("2026-11-21")
            let (own, other) = (
                try await journey.council("nouvelle-aquitaine"), try await journey.council("ile-de-france")
            )
            for (council, codes) in [(own, ["33", own.code]), (other, ["75", other.code])] {
                let seen = try await journey.database.transaction(as: council.principal) {
                    try $0.query("select distinct council_code from standings.regional_figure order by 1")
                        .map { try $0.text("council_code") }
                }
                #expect(seen == codes, "\(council.code)")
                let foreign = try await journey.database.transaction(as: council.principal) {
                    try RegionalFigure.region(council == own ? other.code : own.code, $0)
                }
                #expect(foreign.transmitted == 0 && foreign.whole == nil)
                for table in [
                    "standings.figure_count", "standings.published_figure", "standings.standing", "access.person",
                    "registry.physician", "registry.registration", "access.membership",
                ] {
                    await #expect(throws: PostgresError.self, "\(table)") {
                        try await journey.database.transaction(as: council.principal) {
                            try $0.query(SQL(stringLiteral: "select 1 from \(table)"))
                        }
                    }
                }
                await #expect(throws: PostgresError.self) {
                    try await journey.database.transaction(as: council.principal) {
                        try $0.query("delete from standings.regional_figure")
                    }
                }
            }
        }
    }

    @Test("where the sum of a region is hidden, the numbers of its councils never add up to it")
    func sumsStayHidden() {
        let councils: [String: [FigureMeasure: Int]] = [
            "33": [.physicians: 400, .late: 40, .complete: 100, .toVerify: 0],
            "40": [.physicians: 200, .late: 20, .complete: 50, .toVerify: 0],
        ]
        let table = RegionalTable(
            whole: [.physicians: .some(600), .late: nil, .complete: .some(150), .toVerify: .some(0)],
            councils: councils)
        for code in councils.keys {
            #expect(table.shown[code]?[.physicians] == .some(councils[code]?[.physicians]))
            #expect(table.shown[code]?[.late] == .some(nil))
            #expect(table.shown[code]?[.toVerify] == .some(0))
        }
        let small = RegionalTable(
            whole: [.physicians: .some(609)], councils: councils.merging(["16": [.physicians: 9]]) { $1 })
        #expect(small.shown["16"]?[.physicians] == .some(nil) && small.shown["40"]?[.physicians] == .some(nil))
        #expect(small.shown["33"]?[.physicians] == .some(400))
    }
}
