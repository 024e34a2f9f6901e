import Access
import Letters
import Postgres
import Standings
import Support
import Testing
import Vocabulary

@testable import Alerts

@Suite("A calendar that begins in the middle of a ledger says what the nights then do (rule R30)", .serialized)
struct CalendarLedgerTests {
    /// The ranks of the physicians of the tests.
    private enum Rank {
        static let alerted = 0
        static let withoutAddress = 1
        static let addressFound = 2
        static let excludedByAgent = 3
        static let elsewhere = 4
        static let recent = 5
        static let moved = 6
        static let complete = 7
    }

    /// Everything before 10 January 2029: an alert of December, the night of 2 January with each kind of exclusion, and two
    /// physicians whom another council enrols.
    private func begin(_ ground: AlertGround) async throws -> Council {
        let none = ["courriel_rpps": ""]
        try await ground.enrol(8, [Rank.withoutAddress: none, Rank.addressFound: none])
        try await ground.declare(Rank.complete)
        try await ground.refresh()
        try await add(Rank.recent, ground)
        ground.time.set(day("2029-01-02"))
        let paris = try await ground.journey.council("75")
        try await enrolInParis([Rank.elsewhere], ground)
        try await ground.night()
        try await exclude(Rank.excludedByAgent, ground)
        _ = try await ground.approve(try #require(try await ground.campaigns().first?.id))
        try await ground.work()
        try await enrolInParis([Rank.elsewhere, Rank.moved], ground)
        try await ground.enrol(8, [Rank.withoutAddress: none])
        ground.time.set(day("2029-01-10"))
        return paris
    }

    private func enrolInParis(_ ranks: [Int], _ ground: AlertGround) async throws {
        try await ground.journey.roll(
            ranks.map { rank in
                .init(
                    AlertGround.person(rank), council: "75", registered: "2028-12-20",
                    ["courriel_rpps": "m\(rank)@example.org"])
            }, asOf: "\(ground.today)", council: "75")
    }

    private func physician(_ rank: Int, _ ground: AlertGround) async throws -> Int64 {
        let rpps = AlertGround.person(rank).rpps
        let found = try await ground.texts(
            "select physician_id::text as line from standings.published_standing where rpps_number = \(rpps)")
        return try #require(found.first.flatMap { Int64($0) })
    }

    /// A person writes to somebody whose milestone is past its catch-up.
    private func add(_ rank: Int, _ ground: AlertGround) async throws {
        let (council, today, author) = (ground.council, ground.today, ground.author())
        let number = try await physician(rank, ground)
        _ = try await ground.act {
            try AddEntry(physician: number, to: nil, reason: "à sa demande", by: author).run(council, on: today, $0)
        }
        _ = try await ground.approve(try #require(try await ground.campaigns().first?.id))
        try await ground.work()
    }

    private func exclude(_ rank: Int, _ ground: AlertGround) async throws {
        let (council, today, author) = (ground.council, ground.today, ground.author())
        let number = try await physician(rank, ground)
        let row = try await ground.texts(
            "select concat(campaign_id, ' ', entry_id) as line from alerts.entry where physician_id = \(number)")
        let keys = try #require(row.first).split(separator: " ").compactMap { Int64($0) }
        try await ground.act {
            try ExcludeEntry(keys[1], of: keys[0], reason: "en arrêt", by: author).run(council, on: today, $0)
        }
    }

    /// What is to come until 10 February 2030, as the calendar says it and as rehearsed nights do it.
    private func compare(_ ground: AlertGround, _ council: Council) async throws -> (told: [String], done: [String]) {
        let (from, through) = (ground.today, "2030-02-10")
        let read = try await ground.ahead(from: from, through: through, of: council)
        let numbers = Dictionary(read.files.map { (Int64($0.physicianID), $0.rppsNumber) }) { first, _ in first }
        let told = SimulateCalendar().run(read).events.map { event in
            line(numbers[event.physician] ?? "", event.day, event.kind, event.exclusion?.rawValue)
        }
        let years = try await SimulateAlerts(
            council, from: from, through: day(through), letterhead: AlertGround.letterhead, salt: Array(0..<16)
        ).run(ground.database)
        let done = years.lines.map { line($0.rpps, $0.day, $0.kind, $0.exclusion) }
        return (told.sorted(), done.sorted())
    }

    private func line(_ rpps: String, _ day: CalendarDate, _ kind: CalendarEvent.Kind, _ why: String?) -> String {
        let rank = (0..<8).first { AlertGround.person($0).rpps == rpps } ?? -1
        return ["\(day)", "\(rank)", kind.rawValue, why].compactMap(\.self).joined(separator: " ")
    }

    @Test("each exclusion, its end by a new fact or by mere time, and a physician on two rolls")
    func middle() async throws {
        try await AlertGround.run(today: "2028-12-15") { ground in
            let paris = try await begin(ground)
            let bordeaux = try await compare(ground, ground.council)
            #expect(bordeaux.told == bordeaux.done)
            #expect(
                bordeaux.told == [
                    "2029-01-10 2 alert", "2029-02-13 5 alert", "2030-01-01 0 alert",
                    "2030-01-01 1 excluded no_address", "2030-01-01 2 alert", "2030-01-01 3 alert",
                    "2030-01-01 4 excluded not_subject", "2030-01-01 5 alert", "2030-01-01 6 excluded not_subject",
                ])
            let other = try await compare(ground, paris)
            #expect(other.told == other.done)
            #expect(
                other.told == [
                    "2029-01-10 6 excluded alerted_elsewhere", "2030-01-01 4 alert", "2030-01-01 6 alert",
                ])
        }
    }

    @Test("in the sums of two councils a physician on both rolls counts once")
    func nation() async throws {
        try await AlertGround.run(today: "2028-12-15") { ground in
            let paris = try await begin(ground)
            var sum = WorkCalendar.Load()
            for council in [ground.council, paris] {
                let read = try await ground.ahead(from: day("2029-12-31"), through: "2030-01-06", of: council)
                sum += SimulateCalendar().run(read).total
            }
            #expect(sum.alerts == 6 && sum.excluded == 3)
        }
    }
}
