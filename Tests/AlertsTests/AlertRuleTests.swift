import Alerts
import Progress
import Standings
import Support
import Testing
import Vocabulary

@Suite("Who is written to, and for which milestone (R. 4022-18, rule R30)")
struct AlertRuleTests {
    private func late(_ start: String, years: Int, done total: Int = 0, of required: Int = 8) -> Lateness {
        Lateness(cycle: Cycle(index: 1, start: day(start), years: years), total: total, required: required)
    }

    /// The days between two others on which an alert falls due, when every night is run.
    private func alerts(_ lateness: Lateness, nights: (CalendarDate) -> Bool = { _ in true }) -> [CalendarDate] {
        var sent: [CalendarDate] = []
        var night = day("2026-11-01")
        while night <= day("2035-01-01") {
            if nights(night), let due = AlertRule.due(lateness, state: .inCycle, on: night),
                !sent.contains(due.milestone)
            {
                sent.append(due.milestone)
            }
            night = night.next
        }
        return sent
    }

    @Test(
        "the milestones of a physician who is always late, from the opening on (R30-1, R30-2, R30-3, R30-5)",
        arguments: [
            ("2023-01-01", 9, ["2027-01-01", "2028-01-01", "2029-01-01", "2030-01-01", "2031-01-01"]),
            ("2024-02-29", 6, ["2027-03-01", "2028-02-29", "2029-03-01"]),
            ("2025-10-31", 6, ["2028-10-31", "2029-10-31", "2030-10-31"]),
        ])
    func milestones(start: String, years: Int, expected: [String]) {
        let lateness = late(start, years: years)
        #expect(alerts(lateness) == expected.map { day($0) }.filter { lateness.cycle.contains($0) })
    }

    @Test("a milestone before the opening is never caught up; the next yearly one applies (R30-5)")
    func opening() {
        let lateness = late("2023-01-01", years: 9)
        #expect(lateness.milestones.first == day("2026-01-01"))
        #expect(AlertRule.due(lateness, state: .inCycle, on: day("2026-12-31")) == nil)
        #expect(AlertRule.due(lateness, state: .inCycle, on: day("2027-01-01"))?.milestone == day("2027-01-01"))
    }

    @Test("who is complete, or has what is expected, is never due (R30-4)")
    func complete() {
        for total in 5...8 {
            #expect(
                AlertRule.due(late("2023-01-01", years: 9, done: total), state: .inCycle, on: day("2029-01-02")) == nil)
        }
        let due = AlertRule.due(late("2023-01-01", years: 9, done: 4), state: .inCycle, on: day("2029-01-02"))
        #expect(due?.counted == 4)
        #expect(due?.expected == 5)
        #expect(due?.required == 8)
    }

    @Test(
        "outside a running cycle with a known référentiel nobody is due",
        arguments: [StandingState.toVerify, .frameworkToConfirm, .frameworkMissing])
    func states(state: StandingState) {
        #expect(AlertRule.due(late("2023-01-01", years: 9), state: state, on: day("2029-01-02")) == nil)
    }

    @Test("after nights that were skipped a milestone is caught up once within 90 days, and never later")
    func skippedNights() {
        var dice = Dice(seed: 30)
        for _ in 0..<40 {
            let start = day("2022-06-01").adding(days: dice.below(1_500))
            let lateness = Lateness(
                cycle: Cycle(index: 1, start: start, years: dice.below(2) == 0 ? 6 : 9), total: dice.below(4),
                required: 8)
            var gaps: [ClosedRange<CalendarDate>] = []
            for _ in 0..<3 {
                let first = day("2027-01-01").adding(days: dice.below(1_800))
                gaps.append(first...first.adding(days: dice.below(200)))
            }
            func isRun(_ night: CalendarDate) -> Bool { !gaps.contains { $0.contains(night) } }
            let seen = alerts(lateness, nights: isRun)
            let expected = lateness.milestones.filter { milestone in
                milestone >= lateness.policy.openingDate
                    && (0...90).contains { later in
                        let night = milestone.adding(days: later)
                        return isRun(night) && lateness.isLate(on: night) && lateness.cycle.contains(night)
                            && lateness.milestones.last { $0 <= night } == milestone
                    }
            }
            #expect(seen == expected, "\(start) \(gaps)")
            #expect(Set(seen).count == seen.count)
        }
    }

    @Test("looked at again, a recipient is still late, or excluded with the right reason")
    func again() {
        func verdict(
            _ lateness: Lateness?, _ state: StandingState? = .inCycle, on iso: String = "2029-01-02"
        ) -> AlertRule.Verdict {
            AlertRule.again(
                lateness, state: state, cycleStart: day("2023-01-01"), milestone: day("2029-01-01"), on: day(iso))
        }
        let behind = late("2023-01-01", years: 9, done: 4)
        guard case .late(let due) = verdict(behind) else {
            Issue.record("still late")
            return
        }
        #expect(due.counted == 4)
        #expect(verdict(late("2023-01-01", years: 9, done: 5)) == .excluded(.becameCompliant))
        #expect(verdict(late("2023-01-01", years: 9, done: 8)) == .excluded(.becameCompliant))
        #expect(verdict(behind, nil) == .excluded(.notSubject))
        #expect(verdict(nil, .frameworkToConfirm) == .excluded(.frameworkToConfirm))
        #expect(verdict(behind, .toVerify) == .excluded(.superseded))
        #expect(verdict(behind, on: "2030-01-01") == .excluded(.superseded))
        #expect(verdict(late("2023-06-01", years: 9)) == .excluded(.superseded))
    }
}

@Suite("The numbers of a campaign")
struct CampaignPolicyTests {
    @Test(
        "the first batch is 5 %, of 10 to 50; there is none under 40 recipients",
        arguments: [(0, 0), (39, 0), (40, 10), (200, 10), (400, 20), (1_000, 50), (20_000, 50)])
    func canary(recipients: Int, expected: Int) {
        #expect(CampaignPolicy().canary(of: recipients) == expected)
    }

    @Test(
        "three recipients who are no longer late stop a campaign, or two per cent of those checked",
        arguments: [(2, 10, false), (3, 10, true), (3, 150, true), (3, 151, false), (4, 151, true)])
    func compliance(compliant: Int, checked: Int, stops: Bool) {
        #expect(CampaignPolicy().stops(compliant: compliant, of: checked) == stops)
    }

    @Test("fifty recipients take one person, fifty-one take two")
    func second() {
        #expect(!CampaignPolicy().needsSecond(50))
        #expect(CampaignPolicy().needsSecond(51))
    }
}
