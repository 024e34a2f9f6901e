import Postgres
import Support
import Testing
import Vocabulary

@testable import Standings

/// Seconds since 1970 of a moment given in UTC.
private func utc(_ iso: String, _ hour: Int, _ minute: Int = 0) -> Int64 {
    Int64(day(iso).dayNumber) * 86_400 + Int64(hour * 3_600 + minute * 60)
}

/// A worker's clock and memory, without a database.
private struct Watch {
    let schedule: NightSchedule
    var done: [CalendarDate] = []
    /// The moments at which a night was run.
    var moments: [Int64] = []

    init(hour: Int?) { schedule = NightSchedule(hour: hour) }

    mutating func look(at moment: Int64) {
        guard let night = schedule.night(at: moment),
            schedule.isDue(night, last: done.max(), isDone: done.contains(night))
        else { return }
        done.append(night)
        moments.append(moment)
    }
}

@Suite("The night: once a civil day, at or after its hour in Paris")
struct NightScheduleTests {
    /// The days on which the clocks change, 2026 to 2031 (directive 2000/84/CE).
    static let changes = [
        "2026-03-29", "2026-10-25", "2027-03-28", "2027-10-31", "2028-03-26", "2028-10-29", "2029-03-25", "2029-10-28",
        "2030-03-31", "2030-10-27", "2031-03-30", "2031-10-26",
    ]

    @Test(
        "around each change of the clocks every civil day has exactly one night, whatever the hour", arguments: changes)
    func changesOfClocks(iso: String) {
        for hour in 0...23 {
            var watch = Watch(hour: hour)
            // The night before the first day was run.
            watch.done = [day(iso).adding(days: -3)]
            for minutes in stride(from: 0, to: 5 * 1_440 + 65, by: 5) {
                watch.look(at: ParisTime.start(of: day(iso).adding(days: -2)) + Int64(minutes) * 60)
            }
            let days = watch.done.dropFirst().prefix(5)
            #expect(Array(days) == (-2...2).map { day(iso).adding(days: $0) }, "\(hour) h")
            for (night, moment) in zip(days, watch.moments) {
                let time = ParisTime(epochSeconds: moment)
                #expect(time.day == night && time.hour >= hour, "\(hour) h, \(night)")
                let isSkipped = hour == 2 && night == day(iso) && iso.contains("-03-")
                #expect(time.hour == (isSkipped ? 3 : hour) && time.minute == 0, "\(hour) h, \(night)")
            }
        }
    }

    @Test("two in the morning that is skipped is three, and two that comes twice is the first of them")
    func twoInTheMorning() {
        let schedule = NightSchedule(hour: 2)
        #expect(schedule.night(at: utc("2026-03-29", 0, 59)) == day("2026-03-28"))
        #expect(schedule.night(at: utc("2026-03-29", 1, 0)) == day("2026-03-29"))
        #expect(schedule.night(at: utc("2026-10-24", 23, 59)) == day("2026-10-24"))
        #expect(schedule.night(at: utc("2026-10-25", 0, 0)) == day("2026-10-25"))
        #expect(schedule.night(at: utc("2026-10-25", 1, 0)) == day("2026-10-25"))
    }

    @Test("a worker that was down runs the night at its start, one night for the days it missed")
    func missedNights() {
        var watch = Watch(hour: 2)
        watch.look(at: utc("2026-11-21", 9))
        watch.look(at: utc("2026-11-21", 10))
        #expect(watch.done == [day("2026-11-21")])
        watch.look(at: utc("2026-11-25", 0, 30))
        #expect(watch.done.last == day("2026-11-24"))
        watch.look(at: utc("2026-11-25", 1, 0))
        #expect(watch.done == ["2026-11-21", "2026-11-24", "2026-11-25"].map { day($0) })
    }

    @Test("a clock moved back brings no night again; one that had run ahead does not keep the right days from theirs")
    func clocksMoved() {
        var watch = Watch(hour: 2)
        for hour in [1, 0, 23, 12, 1] { watch.look(at: utc(hour == 23 ? "2026-11-20" : "2026-11-21", hour)) }
        #expect(watch.done == [day("2026-11-21")])
        watch.look(at: utc("2030-01-01", 12))
        for _ in 0..<3 { watch.look(at: utc("2026-11-22", 12)) }
        watch.look(at: utc("2026-11-21", 12))
        watch.look(at: utc("2026-11-23", 12))
        #expect(watch.done == ["2026-11-21", "2030-01-01", "2026-11-22", "2026-11-23"].map { day($0) })
    }

    @Test("without an hour the worker runs no night")
    func off() {
        #expect(NightSchedule(hour: nil).night(at: utc("2026-11-21", 12)) == nil)
    }
}

/// How often the work of a night was begun.
private actor Tally {
    private(set) var count = 0

    func add() { count += 1 }
}

@Suite("Nights on a database")
struct NightTests {
    private static let noon = utc("2026-11-21", 12)

    private static func rows(_ journey: Journey) async throws -> [String] {
        try await journey.database.transaction(as: .national) {
            try $0.query("select night_on || ' ' || as_of || ' ' || councils as line from standings.night order by 1")
                .map { try $0.text("line") }
        }
    }

    @Test("of several workers one runs the night; the others, and every later look, leave it alone")
    func onlyOneWorker() async throws {
        try await Journey.run { journey in
            let tally = Tally()
            let counts = await withTaskGroup(of: Int.self) { group in
                for _ in 0..<4 {
                    group.addTask {
                        let night = RunNight(database: journey.database, schedule: NightSchedule(hour: 2))
                        let done = try? await night.run(at: Self.noon, asOf: day("2026-11-21")) {
                            await tally.add()
                            try await Task.sleep(for: .milliseconds(300))
                            return Nightly.Summary()
                        }
                        return done == nil ? 0 : 1
                    }
                }
                return await group.reduce(0, +)
            }
            #expect(counts == 1)
            #expect(await tally.count == 1)
            #expect(try await Self.rows(journey) == ["2026-11-21 2026-11-21 0"])
            let night = RunNight(database: journey.database, schedule: NightSchedule(hour: 2))
            let again = try await night.run(at: Self.noon + 60, asOf: day("2026-11-21")) { Nightly.Summary() }
            #expect(again == nil)
            let next = try await night.run(at: Self.noon + 86_400, asOf: day("2026-11-22")) { Nightly.Summary() }
            #expect(next?.day == day("2026-11-22"))
        }
    }

    @Test("a night that failed is run again at the next look, and leaves no trace of having been run")
    func failedNight() async throws {
        struct Failed: Error {}
        try await Journey.run { journey in
            let night = RunNight(database: journey.database, schedule: NightSchedule(hour: 2))
            await #expect(throws: Failed.self) {
                _ = try await night.run(at: Self.noon, asOf: day("2026-11-21")) { throw Failed() }
            }
            #expect(try await Self.rows(journey) == [])
            let done = try await night.run(at: Self.noon, asOf: day("2026-11-21")) {
                try await Nightly(database: journey.database, asOf: day("2026-11-21")).run(lanes: 1)
            }
            #expect((done?.summary.councils ?? 0) > 90)
        }
    }

    @Test("between two nights the worker follows what was recorded; what falls due by itself waits for the night")
    func looksFollowChanges() async throws {
        try await MiniCountry.run(physicians: 160, seed: 11) { journey in
            try await journey.nightly("2026-11-21")
            let look = FollowChanges(database: journey.database, today: day("2031-12-31"))
            let quiet = try await look.run()
            #expect(quiet.examined == 0 && quiet.written == 0)
            try await journey.roll([.init(.claire)])
            let busy = try await look.run()
            #expect(busy.examined >= 1)
            let days = try await journey.rows("select distinct as_of from standings.run")
            #expect(days == ["(2026-11-21)"])
            let night = try await journey.nightly("2031-12-31")
            #expect(night.written > 0)
        }
    }
}
