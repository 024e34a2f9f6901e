import Access
import Intake
import Postgres
import Registry
import Standings
import Support
import Testing
import Vocabulary

@Suite("The state of a standing (contracts §7)")
struct StateTests {
    @Test("an ended cycle stays the row until its control deadline, then the next one begins to show (rule R30)")
    func endedCycleStays() async throws {
        try await Journey.run { journey in
            try await journey.roll([.init(.claire)])
            let expected = [
                ("2031-12-31", "in_cycle", "2023-01-01", "2031-12-31"),
                ("2032-01-01", "to_verify", "2023-01-01", "2031-12-31"),
                ("2032-06-30", "to_verify", "2023-01-01", "2031-12-31"),
                ("2032-07-01", "in_cycle", "2032-01-01", "2037-12-31"),
                ("2037-12-31", "in_cycle", "2032-01-01", "2037-12-31"),
                ("2038-01-01", "to_verify", "2032-01-01", "2037-12-31"),
            ]
            for (date, state, start, end) in expected {
                let line = try #require(try await journey.standing(of: .claire, on: date))
                #expect(line.state == state, "\(date)")
                #expect(line.cycleStart == day(start), "\(date)")
                #expect(line.cycleEnd == day(end), "\(date)")
            }
        }
    }

    @Test("the stored state follows night after night, each boundary being a day on which it falls due")
    func storedStateFollows() async throws {
        try await Journey.run { journey in
            try await journey.roll([.init(.claire)])
            var states: [String] = []
            for date in ["2031-12-31", "2032-01-01", "2032-06-30", "2032-07-01"] {
                try await journey.nightly(date)
                states += try await journey.rows("select state, cycle_start from standings.standing")
            }
            #expect(
                states == [
                    "(in_cycle,2023-01-01)", "(to_verify,2023-01-01)", "(to_verify,2023-01-01)",
                    "(in_cycle,2032-01-01)",
                ])
        }
    }

    @Test("two qualifications that lead to two référentiels have to be settled: no count, no verdict, no alert (R26-3)")
    func frameworkToConfirm() async throws {
        try await Journey.run { journey in
            try await journey.roll([.init(.claire, specialty: "SM53"), .init(.claire, specialty: "SM17")])
            try await journey.accounts(AccountFeed.Action.complete(.claire))
            let line = try #require(try await journey.standing(of: .claire, on: "2026-11-21"))
            #expect(line.state == "framework_to_confirm")
            #expect(line.framework == nil)
            Self.expectNoVerdict(line)
        }
    }

    @Test("a référentiel without a version in force is missing: its official code, no count, no verdict, no alert")
    func frameworkMissing() async throws {
        try await Journey.run { journey in
            try await journey.roll([.init(.claire, specialty: "SM01")])
            let line = try #require(try await journey.standing(of: .claire, on: "2026-11-21"))
            #expect(line.state == "framework_missing")
            #expect(line.framework == "REF.10.02_1")
            Self.expectNoVerdict(line)
        }
    }

    @Test("an extract of a référentiel judges nobody: its physicians stay without a verdict")
    func partialFramework() async throws {
        try await Journey.run { journey in
            let code = try await journey.rows(
                "select code from registry.specialty where candidates = '{REF.10.38_1}' and certainty = 'deduit' limit 1"
            )
            let specialty = String(try #require(code.first).dropFirst().dropLast())
            try await journey.roll([.init(.claire, specialty: specialty)])
            let line = try #require(try await journey.standing(of: .claire, on: "2026-11-21"))
            #expect(line.state == "framework_missing")
            Self.expectNoVerdict(line)
        }
    }

    @Test("one candidate to be confirmed is assigned, and the mark of its certainty stays")
    func oneCandidate() async throws {
        try await Journey.run { journey in
            try await journey.roll([.init(.claire, specialty: "SM54"), .init(.hugo, specialty: "SM53")])
            try await journey.nightly("2026-11-21")
            #expect(
                try await journey.rows(
                    "select framework_id, framework_certainty, state from standings.standing order by rpps_number")
                    == ["(medecine-generale,a_confirmer,in_cycle)", "(medecine-generale,deduit,in_cycle)"])
        }
    }

    @Test("the council's choice, with its reason, settles what the specialties leave open (R26-3)")
    func choice() async throws {
        try await Journey.run { journey in
            try await journey.roll([.init(.claire, specialty: "SM53"), .init(.claire, specialty: "SM17")])
            try await journey.nightly("2026-11-21")
            let council = try await journey.council("33").id
            try await journey.database.transaction(as: .council(council)) { transaction in
                let physician = try transaction.query("select physician_id from standings.standing")[0].int(
                    "physician_id")
                try ChooseFramework(
                    for: Int64(physician), framework: "genetique", reason: "exercice exclusif", by: "essai"
                )
                .run(council, at: Instant(epochSeconds: 1_795_000_000), transaction)
            }
            #expect(try await journey.nightly("2026-11-21").written == 1)
            #expect(
                try await journey.rows("select framework_id, framework_certainty, state from standings.standing")
                    == ["(genetique,choisi,in_cycle)"])
        }
    }

    @Test("a choice without a reason is refused by its constraint")
    func choiceWithoutReason() async throws {
        try await Journey.run { journey in
            try await journey.roll([.init(.claire)])
            let council = try await journey.council("33").id
            do {
                try await journey.database.transaction(as: .council(council)) { transaction in
                    let id = try transaction.query("select physician_id from registry.registration")[0].int(
                        "physician_id")
                    try ChooseFramework(for: Int64(id), framework: "genetique", reason: "", by: "essai")
                        .run(council, at: Instant(epochSeconds: 1_795_000_000), transaction)
                }
                Issue.record("a choice without a reason was kept")
            } catch let error as PostgresError {
                #expect(error.constraint == "framework_choice_has_a_reason")
            }
        }
    }

    private static func expectNoVerdict(_ line: StandingLine) {
        #expect(line.counts == nil)
        #expect(line.required == nil)
        #expect(line.isComplete == nil)
        #expect(line.isLate == nil)
        #expect(line.nextAlertOn == nil)
    }
}
