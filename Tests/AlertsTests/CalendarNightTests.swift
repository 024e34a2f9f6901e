import Access
import Postgres
import Support
import Testing
import Vocabulary

@testable import Alerts

@Suite("The night counts the work to come, and the nation reads sums in which nobody can be recognised")
struct CalendarNightTests {
    @Test("each council counts its own weeks once a week; the sums are what the calendars of the councils say")
    func counts() async throws {
        try await AlertGround.run(today: "2028-12-11") { ground in
            try await ground.enrol(12)
            #expect(try await night(ground, ground.today) == [])
            let nation = try await ground.database.transaction(as: .national) {
                try NationalCalendar.read(from: day("2028-12-11"), $0)
            }
            #expect(nation.councils > 100 && nation.countedSince == day("2028-12-11"))
            let first = nation.weeks.first { $0.week == CalendarWeek(of: day("2029-01-01")) }
            #expect(first?.load.alerts == 12)
            #expect(nation.weeks.first?.load.alerts == 0)
            // The same week again counts nothing anew; the next one does.
            try await ground.declare(0)
            _ = try await night(ground, day("2028-12-12"))
            #expect(try await counted(ground) == ["2028-12-11"])
            _ = try await night(ground, day("2028-12-18"))
            #expect(try await counted(ground) == ["2028-12-18"])
            let later = try await ground.database.transaction(as: .national) {
                try NationalCalendar.read(from: day("2028-12-18"), $0)
            }
            #expect(later.weeks.first { $0.week == CalendarWeek(of: day("2029-01-01")) }?.load.alerts == 11)
        }
    }

    private func night(_ ground: AlertGround, _ day: CalendarDate) async throws -> [String] {
        try await CalendarNight(database: ground.database, on: day, notAfter: day).run()
    }

    @Test("a night ahead of the civil day counts nothing, and an earlier one replaces no later count")
    func otherDays() async throws {
        try await AlertGround.run(today: "2028-12-11") { ground in
            try await ground.enrol(1)
            let today = ground.today
            _ = try await night(ground, today)
            _ = try await CalendarNight(database: ground.database, on: day("2029-01-08"), notAfter: today).run()
            _ = try await night(ground, day("2028-12-04"))
            #expect(try await counted(ground) == ["2028-12-11"])
        }
    }

    @Test("an alert to somebody who changed council is counted once in the country, by the council that writes")
    func movedOnce() async throws {
        try await AlertGround.run(today: "2028-12-18") { ground in
            try await ground.enrol(12)
            try await ground.journey.roll(
                [
                    .init(
                        AlertGround.person(0), council: "75", registered: "2028-12-15",
                        ["courriel_rpps": "m@example.org"])
                ], asOf: "2028-12-18",
                council: "75")
            _ = try await night(ground, ground.today)
            let nation = try await ground.database.transaction(as: .national) {
                try NationalCalendar.read(from: day("2028-12-18"), $0)
            }
            let week = CalendarWeek(of: day("2029-01-01"))
            let first = nation.weeks.first { $0.week == week }
            #expect(first?.load.alerts == 12)
            let own = try await ground.texts(
                "select alerts::text as line from alerts.calendar_count where week_on = '2029-01-01'")
            #expect(own == ["11"])
        }
    }

    private func counted(_ ground: AlertGround) async throws -> [String] {
        try await ground.texts("select distinct counted_on::text as line from alerts.calendar_count")
    }

    @Test("a number from 1 to 10 is told to nobody outside the council, and no council's own weeks to the nation")
    func hidden() async throws {
        try await AlertGround.run(today: "2028-12-11") { ground in
            try await ground.enrol(3)
            _ = try await night(ground, ground.today)
            let nation = try await ground.database.transaction(as: .national) {
                try NationalCalendar.read(from: day("2028-12-11"), $0)
            }
            let first = nation.weeks.first { $0.week == CalendarWeek(of: day("2029-01-01")) }
            #expect(first != nil && first?.load.alerts == nil)
            let kept = try await ground.database.transaction(as: .national) {
                try $0.query("select alerts from alerts.calendar_sum where week_on = '2029-01-01'")[0]
                    .optional("alerts", as: Int.self)
            }
            #expect(kept == nil, "what is hidden is not in the table either")
            let refused: [(Principal, SQL)] = [
                (.national, "select week_on, alerts from alerts.calendar_count"),
                (.national, "delete from alerts.calendar_sum"),
                (.impact, "select council_id from alerts.calendar_count"),
                (ground.council.principal, "select week_on from alerts.calendar_sum"),
            ]
            for (reader, statement) in refused {
                do {
                    _ = try await ground.database.transaction(as: reader) { try $0.query(statement) }
                    Issue.record("\(statement) was accepted")
                } catch let error as PostgresError {
                    #expect(error.sqlState == "42501")
                }
            }
            let paris = try await ground.journey.council("75")
            let foreign = try await ground.database.transaction(as: paris.principal) {
                try $0.query("select sum(alerts)::bigint as alerts from alerts.calendar_count")[0].int("alerts")
            }
            #expect(foreign == 0)
        }
    }
}
