import Progress
import Testing
import Vocabulary

@Suite("Lateness and alerts (R30)")
struct LatenessTests {
    private let nine = Cycle(index: 1, start: day("2023-01-01"), years: 9)

    @Test(
        "milestones are the anniversaries from the third one on, before the end",
        arguments: [
            ("2023-01-01", 9, ["2026-01-01", "2027-01-01", "2028-01-01", "2029-01-01", "2030-01-01", "2031-01-01"]),
            ("2024-02-29", 6, ["2027-03-01", "2028-02-29", "2029-03-01"]),
            ("2025-10-31", 6, ["2028-10-31", "2029-10-31", "2030-10-31"]),
        ])
    func milestones(_ start: String, _ years: Int, _ expected: [String]) {
        let cycle = Cycle(index: 1, start: day(start), years: years)
        #expect(Lateness(cycle: cycle, total: 0, required: 8).milestones.map(\.description) == expected)
    }

    @Test("late is under floor(required × whole years ÷ length), at any date (contract §8)")
    func floorRule() {
        #expect(!Lateness(cycle: nine, total: 0, required: 8).isLate(on: day("2024-12-31")))
        #expect(Lateness(cycle: nine, total: 0, required: 8).isLate(on: day("2025-01-01")))
        #expect(Lateness(cycle: nine, total: 1, required: 8).isLate(on: day("2026-01-01")))
        #expect(!Lateness(cycle: nine, total: 2, required: 8).isLate(on: day("2026-12-31")))
        #expect(!Lateness(cycle: nine, total: 7, required: 8).isLate(on: day("2031-12-31")))
        #expect(Lateness(cycle: nine, total: 7, required: 8).isLate(on: day("2032-01-01")))
        #expect(!Lateness(cycle: nine, total: 8, required: 8).isLate(on: day("2033-01-01")))
        #expect(Lateness(cycle: nine, total: 4, required: 6).expected(on: day("2030-01-01")) == 4)
    }

    @Test("the next alert is the first milestone to come on which one would be late, from the opening on")
    func nextAlert() {
        let none = Lateness(cycle: nine, total: 0, required: 8)
        #expect(none.nextAlert(after: day("2025-06-01")) == day("2027-01-01"))
        #expect(none.nextAlert(after: day("2027-01-01")) == day("2028-01-01"))
        #expect(Lateness(cycle: nine, total: 5, required: 8).nextAlert(after: day("2026-06-01")) == day("2030-01-01"))
        #expect(Lateness(cycle: nine, total: 8, required: 8).nextAlert(after: day("2026-06-01")) == nil)
        #expect(Lateness(cycle: nine, total: 7, required: 8).nextAlert(after: day("2026-06-01")) == nil)
        #expect(none.nextAlert(after: day("2031-01-01")) == nil)
    }

    @Test("a milestone that passed unseen is caught up for ninety days, none from before the opening")
    func catchUp() {
        let none = Lateness(cycle: nine, total: 0, required: 8)
        #expect(none.dueMilestone(on: day("2026-12-31")) == nil)
        #expect(none.dueMilestone(on: day("2027-01-01")) == day("2027-01-01"))
        #expect(none.dueMilestone(on: day("2027-04-01")) == day("2027-01-01"))
        #expect(none.dueMilestone(on: day("2027-04-02")) == nil)
        #expect(Lateness(cycle: nine, total: 3, required: 8).dueMilestone(on: day("2027-01-01")) == nil)
    }

    @Test("the next change of lateness is an anniversary, and nothing changes before it")
    func nextChange() {
        for total in 0...8 {
            let lateness = Lateness(cycle: nine, total: total, required: 8)
            var from = day("2023-01-01")
            while let next = lateness.nextLatenessChange(after: from) {
                #expect(lateness.isLate(on: next.previous) == lateness.isLate(on: from))
                #expect(lateness.isLate(on: next) != lateness.isLate(on: from))
                from = next
            }
            #expect(lateness.isLate(on: day("2040-01-01")) == lateness.isLate(on: from))
        }
    }

    @Test("milestones, rounding and opening are parameters")
    func parameters() {
        let policy = AlertPolicy(
            firstMilestoneYears: 2, everyYears: 3, openingDate: day("2024-01-01"), catchUpDays: 10, rounding: .ceiling)
        let lateness = Lateness(cycle: nine, total: 1, required: 8, policy: policy)
        #expect(lateness.milestones == [day("2025-01-01"), day("2028-01-01"), day("2031-01-01")])
        #expect(lateness.expected(on: day("2025-01-01")) == 2)
        #expect(lateness.nextAlert(after: day("2024-01-01")) == day("2025-01-01"))
        #expect(lateness.dueMilestone(on: day("2025-01-12")) == nil)
    }
}
