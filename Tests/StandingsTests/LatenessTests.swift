import Standings
import Support
import Testing
import Vocabulary

@Suite("Late, and when next: milestones, opening of the platform (contracts §8)")
struct LatenessTests {
    /// A first period from 2023-01-01 of nine years and eight actions, with the first `count` of them done.
    private func standing(done count: Int, on iso: String) async throws -> StandingLine {
        var found: StandingLine?
        try await Journey.run { journey in
            try await journey.roll([.init(.claire)])
            if count > 0 { try await journey.accounts(Array(AccountFeed.Action.complete(.claire).prefix(count))) }
            found = try await journey.standing(of: .claire, on: iso)
        }
        return try #require(found)
    }

    @Test(
        "late is fewer than floor(required × whole years / length): 8 × 3 / 9 asks for two after three years",
        arguments: [
            (0, "2025-12-31", true), (1, "2025-12-31", false), (1, "2026-01-01", true), (2, "2026-01-01", false),
            (2, "2026-12-31", false), (2, "2027-01-01", true), (3, "2027-01-01", false),
        ])
    func late(done: Int, iso: String, isLate: Bool) async throws {
        #expect(try await standing(done: done, on: iso).isLate == isLate)
    }

    @Test(
        "the next alert is the first milestone on which the person would be late, from the opening day on, itself included",
        arguments: [
            (0, "2026-11-21", "2027-01-01"), (2, "2026-11-21", "2027-01-01"), (3, "2026-11-21", "2028-01-01"),
            (0, "2025-06-01", "2027-01-01"), (0, "2027-01-01", "2028-01-01"), (7, "2026-11-21", nil),
        ])
    func nextAlert(done: Int, iso: String, expected: String?) async throws {
        let line = try await standing(done: done, on: iso)
        #expect(line.nextAlertOn == expected.map { day($0) })
    }

    @Test("who is complete is never late and never alerted, up to the last day of the cycle and after it")
    func completeIsNeverLate() async throws {
        for iso in ["2024-12-31", "2026-11-21", "2031-12-31", "2032-06-30"] {
            let line = try await standing(done: 8, on: iso)
            #expect(line.isComplete == true, "\(iso)")
            #expect(line.isLate == false, "\(iso)")
            #expect(line.nextAlertOn == nil, "\(iso)")
        }
    }

    @Test("no alert after the last milestone before the end; a new registration has its own six years")
    func lastMilestone() async throws {
        #expect(try await standing(done: 0, on: "2031-01-01").nextAlertOn == nil)
        try await Journey.run { journey in
            try await journey.roll([.init(.claire, registered: "2024-01-15")])
            let line = try #require(try await journey.standing(of: .claire, on: "2026-11-21"))
            #expect(line.cycleEnd == day("2030-01-14"))
            #expect(line.isLate == true)
            #expect(line.nextAlertOn == day("2027-01-15"))
        }
    }

    @Test("a cycle that starts on a leap day has its anniversaries on 1 March of ordinary years (rule V2)")
    func leapDay() async throws {
        try await Journey.run { journey in
            try await journey.roll([.init(.claire, registered: "2024-02-29")])
            let before = try #require(try await journey.standing(of: .claire, on: "2027-02-28"))
            let after = try #require(try await journey.standing(of: .claire, on: "2027-03-01"))
            #expect(before.cycleEnd == day("2030-02-28"))
            #expect(before.nextAlertOn == day("2027-03-01"))
            #expect(after.nextAlertOn == day("2028-02-29"))
        }
    }
}
