import Postgres
import Progress
import Standings
import Support
import Testing
import Vocabulary

@testable import Alerts

@Suite("The calendar says what the nights will do (rule R30)", .serialized)
struct CalendarTests {
    @Test(
        "weeks are those of ISO 8601",
        arguments: [
            ("2026-12-31", "2026-W53"), ("2027-01-03", "2026-W53"), ("2027-01-04", "2027-W01"),
            ("2029-01-01", "2029-W01"), ("2024-12-30", "2025-W01"), ("2028-12-31", "2028-W52"),
            ("1970-01-01", "1970-W01"),
        ])
    func weeks(iso: String, expected: String) {
        let week = CalendarWeek(of: day(iso))
        #expect(week.iso == expected)
        #expect(week.monday <= day(iso) && day(iso) <= week.sunday && week.next.monday == week.sunday.next)
    }

    /// Everything that the calendar foresees for one physician from 2026-11-21 to the end of 2033.
    private func foreseen(
        registered: String, done: Int = 0, _ more: [String: String] = [:]
    ) async throws -> [CalendarEvent.Kind: [String]] {
        var found: [CalendarEvent.Kind: [String]] = [:]
        try await AlertGround.run(today: "2026-11-21") { ground in
            let cells = more.merging(["date_inscription": registered]) { given, _ in given }
            try await ground.enrol(1, [0: cells])
            if done > 0 { try await ground.declare(0, done) }
            let calendar = SimulateCalendar().run(
                try await ground.ahead(from: day("2026-11-21"), through: "2033-12-31"))
            for event in calendar.events { found[event.kind, default: []].append("\(event.day)") }
        }
        return found
    }

    @Test(
        "milestones and the window of the control of R30-1, R30-2 and R30-3, none before the opening (R30-5)",
        arguments: [
            (
                "2010-09-01", ["2027-01-01", "2028-01-01", "2029-01-01", "2030-01-01", "2031-01-01"],
                "2032-01-01", "2032-06-30"
            ),
            ("2024-02-29", ["2027-03-01", "2028-02-29", "2029-03-01"], "2030-03-01", "2030-08-28"),
            ("2025-10-31", ["2028-10-31", "2029-10-31", "2030-10-31"], "2031-10-31", "2032-04-30"),
        ])
    func table(registered: String, alerts: [String], opens: String, ends: String) async throws {
        let found = try await foreseen(registered: registered)
        // The cycle after the first has its own milestones, from its third year on.
        #expect(found[.alert].map { Array($0.prefix(alerts.count)) } == alerts)
        #expect(found[.alert]?.dropFirst(alerts.count).allSatisfy { $0 >= "2033" } == true)
        #expect(found[.opening] == [opens])
        #expect(found[.deadline] == [ends])
    }

    @Test("who is complete is never foreseen an alert, and is controlled all the same (R30-4)")
    func complete() async throws {
        let found = try await foreseen(registered: "2010-09-01", done: 8)
        #expect(found[.alert] == nil)
        #expect(found[.opening] == ["2032-01-01"] && found[.deadline] == ["2032-06-30"])
    }

    @Test("without an e-mail address the alert is foreseen all the same: it goes by post (R30-6)")
    func withoutEmail() async throws {
        let address = ["courriel_rpps": "", "adresse_1": "12 RUE DES LILAS", "adresse_2": "33000 BORDEAUX"]
        let found = try await foreseen(registered: "2025-10-31", address)
        #expect(found[.alert]?.first == "2028-10-31" && found[.excluded] == nil)
    }

    @Test("without any address no alert is foreseen: it is told apart, once a milestone")
    func withoutAddress() async throws {
        let found = try await foreseen(registered: "2025-10-31", ["courriel_rpps": ""])
        #expect(found[.alert] == nil)
        #expect(found[.excluded] == ["2028-10-31", "2029-10-31", "2030-10-31"])
    }

    @Test("it is read as of one moment: a transaction that sees what is committed meanwhile is refused")
    func oneMoment() async throws {
        try await AlertGround.run { ground in
            let today = ground.today
            await #expect(throws: CalendarGround.IsNotOneMoment.self) {
                _ = try await ground.act { try CalendarGround.read(from: today, through: today, $0) }
            }
        }
    }

    @Test("its mark is that of what it depends on: the days, the ledger, the facts")
    func mark() async throws {
        try await AlertGround.run { ground in
            try await ground.enrol(2)
            func mark(_ through: String = "2029-12-31") async throws -> Int {
                try await ground.ahead(from: ground.today, through: through).mark
            }
            let first = try await mark()
            #expect(try await mark() == first)
            var marks = [first, try await mark("2029-12-30")]
            try await ground.night()
            marks.append(try await mark())
            try await ground.declare(0)
            marks.append(try await mark())
            #expect(Set(marks).count == 4)
        }
    }

    @Test("what a night has proposed already is not foreseen again, and a verification is said once")
    func alreadyThere() async throws {
        try await AlertGround.run { ground in
            try await ground.enrol(2)
            func look() async throws -> WorkCalendar {
                SimulateCalendar().run(try await ground.ahead(from: ground.today, through: "2029-12-31"))
            }
            let before = try await look()
            #expect(before.total.alerts == 2)
            #expect(before.weeks.first?.load.alerts == 2, "caught up by the first night")
            try await ground.night()
            let after = try await look()
            #expect(after.events == [])
            #expect(after.weeks.count == 53 && after.weeks.allSatisfy { $0.load.total == 0 })
        }
    }

    @Test("« first alert in year 2 » moves the files of young cycles, says from when to when, and writes nothing")
    func rehearsal() async throws {
        try await AlertGround.run(today: "2026-11-21") { ground in
            try await ground.enrol(2, [1: ["date_inscription": "2025-10-31"]])
            try await ground.night()
            let before = try await Self.rows(ground)
            var policy = AlertPolicy()
            policy.firstMilestoneYears = 2
            let change = CalendarChange.rehearse(
                policy, on: try await ground.ahead(from: ground.today, through: "2029-11-20"))
            #expect(change.moves.map(\.name) == [AlertGround.person(1).rpps])
            #expect(change.moves.first?.before == [day("2028-10-31"), day("2029-10-31")])
            #expect(change.moves.first?.after == [day("2027-10-31"), day("2028-10-31"), day("2029-10-31")])
            #expect(change.after.total.alerts == change.before.total.alerts + 1)
            let after = try await Self.rows(ground)
            #expect(before == after)
        }
    }

    /// How many rows each table of the ledger and of standings has.
    static func rows(_ ground: AlertGround) async throws -> [String] {
        try await ground.texts(
            """
            select concat_ws(' ', (select count(*) from alerts.entry), (select count(*) from alerts.campaign),
                (select count(*) from alerts.event), (select count(*) from standings.run),
                (select count(*) from standings.record), (select count(*) from jobs.job),
                (select count(*) from letters.notice), (select count(*) from letters.delivery),
                (select max(computed_for) from standings.standing)) as line
            """)
    }
}
