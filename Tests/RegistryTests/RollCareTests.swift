import Intake
import Postgres
import Standings
import Support
import Testing

@Suite("The roll: direct care and exemptions of block 3 (R. 4022-12, R. 4022-13)")
struct RollCareTests {
    private static let care: SQL = "select starts_on, gives_direct_care from registry.care_status order by starts_on"
    private static let exemptions: SQL = "select starts_on, through, reason from registry.exemption order by starts_on"

    private func required(_ journey: Journey, on iso: String) async throws -> [Int]? {
        try await journey.standing(of: .claire, on: iso)?.required
    }

    @Test("who gives no direct care owes no block 3")
    func noDirectCare() async throws {
        try await Journey.run { journey in
            try await journey.roll([.init(.claire, ["soins_directs": "non"])])
            #expect(try await required(journey, on: "2026-11-21") == [2, 2, 0, 2])
        }
    }

    @Test("without the column everybody gives direct care, and a later roll without it changes nothing")
    func absentColumn() async throws {
        try await Journey.run { journey in
            try await journey.roll([.init(.claire)])
            #expect(try await required(journey, on: "2026-11-21") == [2, 2, 2, 2])
            try await journey.roll([.init(.claire, ["soins_directs": "non", "soins_directs_depuis": "2025-01-01"])])
            try await journey.roll([.init(.claire)])
            #expect(try await required(journey, on: "2026-11-21") == [2, 2, 0, 2])
        }
    }

    @Test("a later roll with another answer and its date is a change from that date")
    func changeOfCare() async throws {
        try await Journey.run { journey in
            try await journey.roll([.init(.claire, ["soins_directs": "oui"])], asOf: "2024-01-01")
            let lot = try await journey.roll([
                .init(.claire, ["soins_directs": "non", "soins_directs_depuis": "2025-06-01"])
            ])
            #expect(lot.counts.changed == 1)
            #expect(try await journey.rows(Self.care).last == "(2025-06-01,f)")
            #expect(try await required(journey, on: "2025-05-31") == [2, 2, 2, 2])
            #expect(try await required(journey, on: "2025-06-01") == [2, 2, 0, 2])
        }
    }

    @Test("a change without a date is one from the day the roll is true for")
    func changeWithoutDate() async throws {
        try await Journey.run { journey in
            try await journey.roll([.init(.claire, ["soins_directs": "non"])], asOf: "2024-01-01")
            try await journey.roll([.init(.claire, ["soins_directs": "oui"])], asOf: "2026-02-03")
            #expect(try await journey.rows(Self.care) == ["(2010-09-01,f)", "(2026-02-03,t)"])
        }
    }

    @Test("an exemption counts from its first to its last day, both included")
    func exemptionHasAnEnd() async throws {
        try await Journey.run { journey in
            try await journey.roll([
                .init(
                    .claire,
                    [
                        "exoneration_bloc3_du": "2025-01-01", "exoneration_bloc3_au": "2025-12-31",
                        "exoneration_motif": "formation_obligatoire",
                    ])
            ])
            #expect(try await journey.rows(Self.exemptions) == ["(2025-01-01,2025-12-31,formation_obligatoire)"])
            #expect(try await required(journey, on: "2024-12-31") == [2, 2, 2, 2])
            #expect(try await required(journey, on: "2025-01-01") == [2, 2, 0, 2])
            #expect(try await required(journey, on: "2025-12-31") == [2, 2, 0, 2])
            #expect(try await required(journey, on: "2026-01-01") == [2, 2, 2, 2])
        }
    }

    @Test("a later roll that gives an open exemption its end closes it; an empty cell takes none away")
    func exemptionIsClosed() async throws {
        try await Journey.run { journey in
            let open = ["exoneration_bloc3_du": "2025-01-01", "exoneration_motif": "sans_soins"]
            try await journey.roll([.init(.claire, open)])
            let closed = try await journey.roll([
                .init(.claire, open.merging(["exoneration_bloc3_au": "2026-01-31"]) { $1 })
            ])
            #expect(closed.counts.changed == 1)
            #expect(try await journey.rows(Self.exemptions) == ["(2025-01-01,2026-01-31,sans_soins)"])
            try await journey.roll([.init(.claire)], columns: Array(open.keys))
            #expect(try await journey.rows(Self.exemptions) == ["(2025-01-01,2026-01-31,sans_soins)"])
        }
    }
}
