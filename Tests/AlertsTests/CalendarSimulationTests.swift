import Access
import Letters
import Standings
import Support
import Testing
import Vocabulary

@testable import Alerts

@Suite("Rehearsed nights (contracts §8)", .serialized)
struct CalendarSimulationTests {
    private func rehearse(
        _ ground: AlertGround, from: String, through: String, outage: ClosedRange<CalendarDate>? = nil
    ) async throws -> SimulatedYears {
        try await SimulateAlerts(
            ground.council, from: day(from), through: day(through), outages: outage.map { [$0] } ?? [],
            letterhead: AlertGround.letterhead, salt: Array(0..<16)
        ).run(ground.database)
    }

    private func alerts(_ years: SimulatedYears) -> [String] {
        years.lines.filter { [.alert, .excluded].contains($0.kind) }.map { line in
            "\(line.day) \(line.milestone.map { "\($0)" } ?? "-") \(line.channel ?? "-") \(line.state ?? "-")"
        }
    }

    @Test("each milestone once, never who is complete, mails sent the same night, and nothing stays")
    func once() async throws {
        try await AlertGround.run { ground in
            try await ground.enrol(3, [2: ["courriel_rpps": ""]])
            try await ground.declare(1)
            let before = try await CalendarTests.rows(ground)
            let years = try await rehearse(ground, from: "2028-12-30", through: "2030-01-03")
            #expect(years.nights == 370)
            #expect(
                alerts(years) == [
                    "2029-01-01 2029-01-01 email sent", "2029-01-01 2029-01-01 post excluded",
                    "2030-01-01 2030-01-01 email sent", "2030-01-01 2030-01-01 post excluded",
                ])
            let complete = AlertGround.person(1).rpps
            #expect(!years.lines.contains { $0.rpps == complete })
            let after = try await CalendarTests.rows(ground)
            #expect(before == after)
        }
    }

    @Test("after forty days without a night a milestone is caught up at the next one")
    func shortOutage() async throws {
        try await AlertGround.run { ground in
            try await ground.enrol(1)
            let outage = day("2028-12-20")...day("2029-01-28")
            let years = try await rehearse(ground, from: "2028-12-15", through: "2029-02-05", outage: outage)
            #expect(alerts(years) == ["2029-01-29 2029-01-01 email sent"])
            #expect(years.nights == 53 - 40)
        }
    }

    @Test("after a hundred days the milestone is gone and the next one applies")
    func longOutage() async throws {
        try await AlertGround.run { ground in
            try await ground.enrol(1)
            let outage = day("2028-12-31")...day("2029-04-09")
            let years = try await rehearse(ground, from: "2028-12-25", through: "2030-01-02", outage: outage)
            #expect(alerts(years) == ["2030-01-01 2030-01-01 email sent"])
        }
    }

    @Test("week by week the calendar is what the rehearsed nights do")
    func calendarEqualsNights() async throws {
        try await AlertGround.run { ground in
            try await ground.enrol(
                6, [1: ["date_inscription": "2024-02-29"], 2: ["date_inscription": "2025-10-31"]])
            try await ground.declare(3, 5)
            try await ground.declare(4)
            let (from, through) = (day("2028-01-01"), day("2032-12-31"))
            let calendar = SimulateCalendar().run(try await ground.ahead(from: from, through: "\(through)"))
            let years = try await rehearse(ground, from: "\(from)", through: "\(through)")
            func weeks(_ days: [(CalendarEvent.Kind, CalendarDate)]) -> [String: Int] {
                Dictionary(days.map { ("\($0.0) \(CalendarWeek(of: $0.1).iso)", 1) }, uniquingKeysWith: +)
            }
            #expect(weeks(calendar.events.map { ($0.kind, $0.day) }) == weeks(years.lines.map { ($0.kind, $0.day) }))
            #expect(calendar.total.alerts >= 15 && calendar.total.openings > 5 && calendar.total.deadlines > 4)
        }
    }

    @Test("a verification that was open before an outage covering the first day is no opening of the first night")
    func outageFromTheFirstDay() async throws {
        try await AlertGround.run(today: "2032-01-15") { ground in
            try await ground.enrol(2, [1: ["date_inscription": "2026-01-20"]])
            let outage = day("2032-01-15")...day("2032-01-25")
            let years = try await rehearse(ground, from: "2032-01-15", through: "2032-02-01", outage: outage)
            let openings = years.lines.filter { $0.kind == .opening }.map { "\($0.rpps) \($0.day)" }
            #expect(openings == ["\(AlertGround.person(1).rpps) 2032-01-26"])
        }
    }

    @Test("two people approve a large campaign in the rehearsal too")
    func large() async throws {
        try await AlertGround.run { ground in
            try await ground.enrol(60)
            let years = try await rehearse(ground, from: "2029-01-01", through: "2029-01-02")
            #expect(alerts(years) == Array(repeating: "2029-01-01 2029-01-01 email sent", count: 60))
            #expect(years.campaigns == 1)
        }
    }
}
