import Progress
import Testing
import Vocabulary

@Suite("Thresholds at their edges (R17 to R20)")
struct ThresholdTests {
    private func outcome(_ thresholds: Thresholds, _ declaration: Declaration) throws -> Standing.Outcome {
        var framework = Build.framework([("l", [.practice])])
        framework.lines[0].thresholds = thresholds
        return try Build.standing([declaration], [framework]).outcomes[0]
    }

    private func meetings(_ dates: [String], _ total: Int? = nil, period: (String, String)? = nil) -> Declaration {
        var declaration = Declaration(id: "a1", action: "l")
        declaration.measures = Measures()
        declaration.measures?.meetingDates = dates.map(day)
        declaration.measures?.meetings = total
        declaration.period = period.map { day($0.0)...day($0.1) }
        declaration.evidence = Evidence(kind: "attestation_presence", receivedOn: day("2024-01-01"))
        return declaration
    }

    private let group = Thresholds(meetings: 4, windowMonths: 12)

    @Test("a window of twelve months ends on the eve of the anniversary (V2, R18)")
    func window() throws {
        let dates = ["2024-01-15", "2024-04-15", "2024-07-15"]
        let inside = try outcome(group, meetings(dates + ["2025-01-14"]))
        #expect(inside.verdict == .counted && inside.realisedOn == day("2025-01-14"))
        #expect(try outcome(group, meetings(dates + ["2025-01-15"])).verdict == .thresholdNotMet)
        #expect(try outcome(group, meetings(dates + ["2025-01-15", "2025-04-15"])).verdict == .thresholdNotMet)
        #expect(try outcome(group, meetings(dates + ["2025-01-15", "2025-04-14"])).realisedOn == day("2025-04-14"))
    }

    @Test("a meeting given twice is one meeting, and those outside the cycle do not count (R18)")
    func distinct() throws {
        #expect(
            try outcome(group, meetings(["2024-01-15", "2024-01-15", "2024-02-15", "2024-03-15"])).verdict
                == .thresholdNotMet)
        #expect(
            try outcome(group, meetings(["2022-12-15", "2023-01-15", "2023-02-15", "2023-03-15"])).verdict
                == .thresholdNotMet)
    }

    @Test("undated meetings over a long period must be so many that one window holds four (R18)")
    func undated() throws {
        let year = ("2024-01-01", "2024-12-31")
        let twoYears = ("2024-01-01", "2025-12-31")
        #expect(try outcome(group, meetings([], 4, period: year)).verdict == .counted)
        #expect(try outcome(group, meetings([], 3, period: year)).verdict == .thresholdNotMet)
        #expect(try outcome(group, meetings([], 6, period: twoYears)).verdict == .thresholdNotMet)
        #expect(try outcome(group, meetings([], 7, period: twoYears)).verdict == .counted)
    }

    @Test("years are counted inside the cycle only, the last day included (R17)")
    func years() throws {
        func reached(_ start: String, _ end: String) throws -> CalendarDate? {
            try outcome(Thresholds(years: 1), Build.action("a1", "l", on: start, to: end)).realisedOn
        }
        #expect(try reached("2022-09-01", "2023-12-31") == day("2023-12-31"))
        #expect(try reached("2022-09-01", "2023-12-30") == nil)
        #expect(try reached("2024-02-29", "2025-02-28") == day("2025-02-28"))
        #expect(
            try outcome(Thresholds(years: 1), Build.action("a1", "l", on: "2024-01-01")).verdict == .thresholdNotMet)
    }

    @Test("six years in a row with their sessions may follow a month without any (R20)")
    func sessions() throws {
        let thresholds = Thresholds(years: 6, monthlySessions: .init(perMonth: 1, minimumPerSession: 100))
        func reached(_ exceptions: [Int: [Int]], to end: String) throws -> CalendarDate? {
            let action = Build.action("a1", "l", on: "2023-01-01", to: end) {
                $0.measures = Measures()
                $0.measures?.monthlySessions = .init(usual: [104], exceptions: exceptions)
            }
            return try outcome(thresholds, action).realisedOn
        }
        #expect(try reached([:], to: "2028-12-31") == day("2028-12-31"))
        #expect(try reached([day("2023-03-01").monthIndex: [99]], to: "2029-12-31") == day("2029-03-31"))
        #expect(try reached([day("2023-03-01").monthIndex: []], to: "2029-03-30") == nil)
    }
}
