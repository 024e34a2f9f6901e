import Alerts
import Postgres
import Standings
import Support
import Testing
import Vocabulary

@Suite("The night proposes (contracts §8)", .serialized)
struct ProposalTests {
    @Test("each late physician is proposed once; a second night, or the night of an earlier day, adds nothing")
    func onceEach() async throws {
        try await AlertGround.run { ground in
            try await ground.enrol(3)
            try await ground.declare(2)
            #expect(try await ground.night().proposed == 2)
            #expect(try await ground.night().proposed == 0)
            try await ground.declare(1, 1)
            #expect(try await ground.night("2028-06-01").proposed == 0)
            #expect(try await ground.night("2029-01-03").proposed == 0)
            let entries = try await ground.texts(
                """
                select concat_ws(' ', e.state, e.channel, e.milestone_on, e.expected, e.required) as line
                from alerts.entry e order by e.entry_id
                """)
            #expect(entries == Array(repeating: "proposed email 2029-01-01 5 8", count: 2))
            #expect(try await ground.campaigns().map(\.state) == [.proposed])
        }
    }

    @Test("a milestone missed for 90 days is caught up once; for 91 never")
    func catchUp() async throws {
        try await AlertGround.run { ground in
            try await ground.enrol(1)
            #expect(try await ground.night("2029-04-02").proposed == 0)
            #expect(try await ground.night("2029-04-01").proposed == 1)
            #expect(try await ground.night("2029-04-01").proposed == 0)
            #expect(try await ground.night("2030-01-01").proposed == 1)
        }
    }

    @Test("without e-mail the alert goes by post; without any usable address it is shown as excluded (R30-6)")
    func channels() async throws {
        try await AlertGround.run { ground in
            try await ground.enrol(
                3,
                [
                    1: ["courriel_rpps": "", "adresse_1": "12 RUE DES LILAS", "adresse_2": "33000 BORDEAUX"],
                    2: ["courriel_rpps": ""],
                ])
            let summary = try await ground.night()
            #expect(summary.proposed == 2)
            #expect(summary.excluded == 1)
            let entries = try await ground.texts(
                "select concat_ws(' ', state, channel, exclusion) as line from alerts.entry order by physician_id")
            #expect(Set(entries) == ["proposed email", "proposed post", "excluded post no_address"])
        }
    }

    @Test("on two rolls the later one writes; the other one says so")
    func twoRolls() async throws {
        try await AlertGround.run { ground in
            try await ground.enrol(1)
            try await ground.journey.roll(
                [.init(AlertGround.person(0), council: "75", registered: "2026-05-01")], asOf: "2029-01-02",
                council: "75")
            try await ground.night()
            let entries = try await ground.texts(
                "select concat_ws(' ', state, exclusion) as line from alerts.entry")
            #expect(entries == ["excluded not_subject"])
        }
    }

    @Test("a référentiel that is not settled is never alerted about")
    func noFramework() async throws {
        try await AlertGround.run { ground in
            try await ground.journey.roll(
                [.init(AlertGround.person(0), specialty: "SM99", ["courriel_rpps": "m@example.org"])],
                asOf: "2029-01-02")
            #expect(try await ground.night() == ProposeAlerts.Summary())
        }
    }

    @Test(
        "around a change of the clocks the night proposes once, whatever the number of looks",
        arguments: ["2028-10-29", "2029-03-25"])
    func changesOfClocks(iso: String) async throws {
        try await AlertGround.run { ground in
            let change = day(iso)
            let start = change.components
            try await ground.journey.roll(
                [
                    .init(
                        AlertGround.person(0), registered: "\(start.year - 4)\(iso.dropFirst(4))",
                        ["courriel_rpps": "m@example.org"])
                ], asOf: "2029-01-02")
            let night = RunNight(database: ground.database, schedule: NightSchedule(hour: 2))
            var proposed: [Int] = []
            let first = ParisTime.start(of: change.previous)
            for moment in stride(from: first, to: first + 3 * 86_400, by: 1_800) {
                let asOf = ParisTime(epochSeconds: moment).day
                _ = try await night.run(at: moment, asOf: asOf) {
                    let summary = try await Nightly(database: ground.database, asOf: asOf).run(lanes: 1)
                    let alerts = AlertNight(database: ground.database, on: asOf, notAfter: asOf)
                    proposed.append(try await alerts.run().proposed)
                    return summary
                }
            }
            #expect(proposed.reduce(0, +) == 1)
            #expect(try await ground.texts("select milestone_on::text as line from alerts.entry") == [iso])
        }
    }
}
