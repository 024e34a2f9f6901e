import Progress
import Testing
import Vocabulary

@Suite("Deadlines around the cycle, the table of R30")
struct DeadlineTableTests {
    struct Row: Sendable, CustomTestStringConvertible {
        let id: String
        let start: String
        let years: Int
        let milestones: [String]
        let control: (first: String, last: String)

        var testDescription: String { id }
    }

    static let rows = [
        Row(
            id: "R30-1", start: "2023-01-01", years: 9,
            milestones: ["2026-01-01", "2027-01-01", "2028-01-01", "2029-01-01", "2030-01-01", "2031-01-01"],
            control: ("2032-01-01", "2032-06-30")),
        Row(
            id: "R30-2", start: "2024-02-29", years: 6, milestones: ["2027-03-01", "2028-02-29", "2029-03-01"],
            control: ("2030-03-01", "2030-08-28")),
        Row(
            id: "R30-3", start: "2025-10-31", years: 6, milestones: ["2028-10-31", "2029-10-31", "2030-10-31"],
            control: ("2031-10-31", "2032-04-30")),
    ]

    @Test("R30-1 to R30-3: alert dates are anniversaries, the control lasts six months (R. 4022-20)", arguments: rows)
    func dates(_ row: Row) {
        let cycle = Cycle(index: 1, start: day(row.start), years: row.years)
        #expect(Lateness(cycle: cycle, total: 0, required: 8).milestones.map(\.description) == row.milestones)
        // R30-2: the cycle ends on 28 February 2030, the eve of 1 March (rule V2).
        #expect(cycle.end == day(row.control.first).previous)
        #expect(cycle.controlDeadline == day(row.control.last))
    }

    @Test("R30-4: who is complete on an alert date gets none, and is controlled all the same")
    func complete() {
        let lateness = Lateness(cycle: Build.cycle, total: 8, required: 8)
        for milestone in lateness.milestones {
            #expect(!lateness.isLate(on: milestone))
            #expect(lateness.dueMilestone(on: milestone) == nil)
        }
        #expect(Build.cycle.controlDeadline == day("2032-06-30"))
    }

    @Test("R30-5: an alert date before the platform opens is not sent; the next yearly one is")
    func opening() {
        let lateness = Lateness(
            cycle: Build.cycle, total: 0, required: 8, policy: AlertPolicy(openingDate: day("2026-12-15")))
        #expect(lateness.dueMilestone(on: day("2026-01-01")) == nil)
        #expect(lateness.dueMilestone(on: day("2026-12-20")) == nil)
        #expect(lateness.nextAlert(after: day("2025-12-31")) == day("2027-01-01"))
        #expect(lateness.dueMilestone(on: day("2027-01-01")) == day("2027-01-01"))
    }
}
