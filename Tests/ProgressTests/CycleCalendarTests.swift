import Progress
import Testing
import Vocabulary

@Suite("Periods of certification")
struct CycleCalendarTests {
    private func spans(
        _ spells: [(String, String?)], diploma: String? = nil, policy: CyclePolicy = CyclePolicy(),
        through horizon: String = "2045-01-01"
    ) -> [String] {
        let calendar = CycleCalendar(
            spells: spells.map { Period(start: day($0.0), until: $0.1.map(day)) }, diplomaDate: diploma.map(day),
            policy: policy, through: day(horizon))
        return calendar.cycles.map { "\($0.index) \($0.start)→\($0.end) \($0.lengthInYears)" }
    }

    @Test("on the roll on 1 January 2023: nine years, then six by six (R. 4022-14)")
    func nineYears() {
        #expect(
            spans([("2010-09-01", nil)]) == [
                "1 2023-01-01→2031-12-31 9", "2 2032-01-01→2037-12-31 6", "3 2038-01-01→2043-12-31 6",
                "4 2044-01-01→2049-12-31 6",
            ])
        #expect(spans([("2023-01-01", nil)], through: "2024-01-01") == ["1 2023-01-01→2031-12-31 9"])
    }

    @Test("registered after: six years from registration, leap days included (V2)")
    func sixYears() {
        #expect(
            spans([("2024-02-29", nil)], through: "2031-01-01") == [
                "1 2024-02-29→2030-02-28 6", "2 2030-03-01→2036-02-29 6",
            ])
        #expect(spans([("2023-01-02", nil)], through: "2024-01-01") == ["1 2023-01-02→2029-01-01 6"])
    }

    @Test("a registration to come starts no period before its day")
    func future() {
        #expect(spans([("2027-05-01", nil)], through: "2027-04-30").isEmpty)
        #expect(spans([("2027-05-01", nil)], through: "2027-05-01").count == 1)
        #expect(spans([]).isEmpty)
    }

    @Test("off the roll on 1 January 2023: six years from the return (R. 4022-14)")
    func returned() {
        #expect(
            spans([("2010-01-01", "2020-01-01"), ("2024-06-01", nil)], through: "2025-01-01")
                == ["1 2024-06-01→2030-05-31 6"])
    }

    @Test("an interruption of three years exactly does not end the period, one day more does (R. 4022-16)")
    func interruption() {
        #expect(
            spans([("2010-01-01", "2024-01-01"), ("2027-01-01", nil)], through: "2030-01-01")
                == ["1 2023-01-01→2031-12-31 9"])
        #expect(
            spans([("2010-01-01", "2024-01-01"), ("2027-01-02", nil)], through: "2030-01-01")
                == ["1 2023-01-01→2027-01-01 9", "2 2027-01-02→2033-01-01 6"])
    }

    @Test("interruptions add up within a period (R. 4022-16)")
    func cumulative() {
        let spells: [(String, String?)] = [
            ("2010-01-01", "2024-01-01"), ("2026-01-01", "2028-01-01"), ("2030-01-01", nil),
        ]
        #expect(
            spans(spells, through: "2031-06-01")
                == ["1 2023-01-01→2028-12-31 9", "2 2030-01-01→2035-12-31 6"])
    }

    @Test("off the roll at the end: the next period starts on return")
    func offAtTheEnd() {
        #expect(
            spans([("2010-01-01", "2031-06-01"), ("2033-01-01", nil)], through: "2034-01-01")
                == ["1 2023-01-01→2031-12-31 9", "2 2033-01-01→2038-12-31 6"])
        #expect(spans([("2010-01-01", "2031-06-01")]) == ["1 2023-01-01→2031-12-31 9"])
    }

    @Test("spells that touch or overlap are one")
    func transfers() {
        #expect(
            spans(
                [("2010-01-01", "2024-01-01"), ("2024-01-01", nil), ("2012-01-01", "2013-01-01")], through: "2025-01-01"
            )
                == ["1 2023-01-01→2031-12-31 9"])
    }

    @Test("the criterion of the diploma (A-G-26, R02-5)")
    func graduated() {
        let policy = CyclePolicy(firstPeriodCriterion: .graduated)
        #expect(
            spans([("2023-03-01", nil)], diploma: "2023-01-01", policy: policy, through: "2024-01-01")
                == ["1 2023-01-01→2031-12-31 9"])
        #expect(
            spans([("2023-03-01", nil)], diploma: "2023-01-02", policy: policy, through: "2024-01-01")
                == ["1 2023-03-01→2029-02-28 6"])
        #expect(spans([("2023-03-01", nil)], through: "2024-01-01") == ["1 2023-03-01→2029-02-28 6"])
    }

    @Test("an ended cycle stays the one shown until its control deadline (R. 4022-20)")
    func control() throws {
        let calendar = CycleCalendar(spells: [Period(start: day("2010-01-01"))], through: day("2040-01-01"))
        #expect(calendar.cycleForStanding(on: day("2031-12-31"))?.index == 1)
        #expect(calendar.cycleForStanding(on: day("2032-01-01"))?.index == 1)
        #expect(calendar.cycleForStanding(on: day("2032-06-30"))?.index == 1)
        #expect(calendar.cycleForStanding(on: day("2032-07-01"))?.index == 2)
        #expect(calendar.cycle(on: day("2032-01-01"))?.index == 2)
        #expect(calendar.cycleForStanding(on: day("2022-12-31")) == nil)
        #expect(calendar.cycles[0].controlDeadline == day("2032-06-30"))
    }

    @Test("periods never overlap and each starts on the roll, whatever the spells")
    func properties() {
        var dice = Dice(seed: Dice.seed &+ 3)
        for _ in 0..<2_000 * Dice.volume {
            let spells = (0..<(1 + dice.below(5))).map { _ -> Period in
                let start = day("2005-01-01").adding(days: dice.below(12_000))
                return Period(start: start, until: dice.chance(80) ? start.adding(days: dice.below(3_000)) : nil)
            }
            let calendar = CycleCalendar(spells: spells, through: day("2050-01-01"))
            for (previous, next) in zip(calendar.cycles, calendar.cycles.dropFirst()) {
                #expect(previous.end < next.start)
                #expect(next.index == previous.index + 1)
            }
            for cycle in calendar.cycles { #expect(spells.contains { $0.contains(cycle.start) }) }
        }
    }
}
