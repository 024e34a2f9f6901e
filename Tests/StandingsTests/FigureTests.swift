import Access
import Postgres
import Support
import Testing
import Vocabulary

@testable import Standings

@Suite("National figures")
struct FigureTests {
    @Test("the night counts each council's physicians, and publishes sums in which nobody can be recognised")
    func nightPublishes() async throws {
        try await Journey.run { journey in
            try await journey.roll([.init(.claire), .init(.hugo), .init(.ines, council: "75")])
            try await journey.nightly("2026-11-21")
            let counted = try await journey.database.transaction(as: .national) { try FigureStore.counts($0) }
            #expect(counted.reduce(0) { $0 + ($1.numbers[.physicians] ?? 0) } == 3)
            for principal in [Principal.cncp, .tenant(-2, as: "sextant_report")] {
                let figures = try await journey.database.transaction(as: principal) { try NationalFigure.all($0) }
                #expect(!figures.isEmpty && figures.allSatisfy { $0.value == nil })
                #expect(figures.allSatisfy { $0.asOf == day("2026-11-21") })
            }
        }
    }

    @Test("a council counts its own physicians and no other's; what is published is read, never written, by others")
    func countsAreConfined() async throws {
        try await Journey.run { journey in
            try await journey.roll([.init(.claire), .init(.ines, council: "75")])
            try await journey.nightly("2026-11-21")
            let gironde = try await journey.council("33")
            let seen = try await journey.database.transaction(as: gironde.principal) {
                try $0.query("select distinct council_code from standings.figure_count").map {
                    try $0.text("council_code")
                }
            }
            #expect(seen == ["33"])
            for principal in [Principal.cncp, .tenant(-2, as: "sextant_report"), gironde.principal] {
                for statement: SQL in [
                    "delete from standings.published_figure", "update standings.published_figure set value = 0",
                ] {
                    do {
                        try await journey.database.transaction(as: principal) { try $0.query(statement) }
                        Issue.record("\(principal) changed what is published")
                    } catch let error as PostgresError {
                        #expect(error.sqlState == "42501")
                    }
                }
            }
        }
    }
}
