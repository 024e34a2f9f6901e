import Access
import Frameworks
import Postgres
import Progress
import Standings
import Support
import Testing
import Vocabulary

@testable import Alerts

@Suite("A council may set its own milestones within the national bounds, by two of its people")
struct OwnRulesTests {
    private static let now = Instant(epochSeconds: 1_862_000_000)

    private func propose(
        _ ground: AlertGround, _ own: AlertOverride, from iso: String, by index: Int = 0,
        reason: String = "Usage local."
    ) async throws -> Int64 {
        let (council, today, author) = (ground.council, ground.today, ground.author(index))
        return try await ground.act {
            try ProposeAlertRules(own, from: day(iso), reason: reason, by: author)
                .run(council, today: today, now: Self.now, $0)
        }
    }

    private func publish(_ ground: AlertGround, _ id: Int64, by index: Int = 1) async throws {
        let (council, today, author) = (ground.council, ground.today, ground.author(index))
        try await ground.act {
            try PublishAlertRules(id, by: author).run(council, today: today, now: Self.now, $0)
        }
    }

    private func sendBack(_ ground: AlertGround, _ id: Int64, by index: Int, reason: String = "") async throws {
        let (council, author) = (ground.council, ground.author(index))
        try await ground.act { try SendBackAlertRules(id, reason: reason, by: author).run(council, now: Self.now, $0) }
    }

    private func withdraw(_ ground: AlertGround, _ id: Int64, by index: Int) async throws {
        let (council, author) = (ground.council, ground.author(index))
        try await ground.act { try WithdrawAlertRules(id, by: author).run(council, now: Self.now, $0) }
    }

    private func states(_ ground: AlertGround) async throws -> [String] {
        try await ground.texts(
            "select state as line from frameworks.alert_override order by alert_override_id")
    }

    /// The milestones and the next alert of everybody, as a day judges them.
    private func judged(_ ground: AlertGround, on iso: String) async throws -> [String] {
        try await ground.act { transaction in
            let assessor = try Assessor.load(on: day(iso), transaction)
            return try CaseFile.all(transaction).compactMap { assessor.assess($0, on: day(iso)) }.map { item in
                let milestones = item.lateness?.milestones.map { "\($0)" } ?? []
                return "\(milestones.joined(separator: " ")) next \(item.nextAlertOn.map { "\($0)" } ?? "-")"
            }
        }
    }

    @Test("published milestones hold from their day on, in that council alone, and the night follows them (R. 4022-18)")
    func holdFromTheirDay() async throws {
        try await AlertGround.run(today: "2027-06-01") { ground in
            // A first period of six years from 2027-01-01: the national rule writes from 2030 on.
            try await ground.enrol(1, [0: ["date_inscription": "2027-01-01"]])
            _ = try await ground.night()
            let before = try await judged(ground, on: "2029-01-01")
            let id = try await propose(ground, AlertOverride(firstMilestoneYears: 2), from: "2028-01-01")
            #expect(try await judged(ground, on: "2029-01-01") == before, "a proposal changes nothing")
            try await publish(ground, id)
            #expect(try await judged(ground, on: "2027-12-31").first?.hasPrefix("2030-01-01") == true)
            #expect(try await judged(ground, on: "2028-01-01").first?.hasPrefix("2029-01-01 2030-01-01") == true)
            #expect(before.first?.hasPrefix("2030-01-01") == true)
            let paris = try await ground.journey.council("75")
            let elsewhere = try await ground.database.transaction(as: paris.principal) {
                try CouncilAlertRules.inForce(on: day("2029-01-01"), $0)
            }
            #expect(elsewhere == nil)
            ground.time.set(day("2029-01-02"))
            #expect(try await ground.night().proposed == 1)
            #expect(try await ground.texts("select milestone_on::text as line from alerts.entry") == ["2029-01-01"])
        }
    }

    @Test("without milestones of a council's own every text and every mark is the one it always was")
    func nothingChangesWithout() async throws {
        try await AlertGround.run { ground in
            try await ground.enrol(2)
            let (national, loaded) = try await ground.act { transaction in
                (
                    try Assessor.national(on: day("2029-01-02"), transaction),
                    try Assessor.load(on: day("2029-01-02"), transaction)
                )
            }
            #expect(national.lawMark == loaded.lawMark && national.law.fingerprint == loaded.law.fingerprint)
            #expect(loaded.law.alertOverride == nil)
            let id = try await propose(ground, AlertOverride(catchUpDays: 120), from: "2029-01-03")
            try await publish(ground, id)
            let (today, tomorrow) = try await ground.act { transaction in
                (
                    try Assessor.load(on: day("2029-01-02"), transaction).lawMark,
                    try Assessor.load(on: day("2029-01-03"), transaction).lawMark
                )
            }
            #expect(today == national.lawMark && tomorrow != today)
            // Back to the national rule: the mark is the national one again.
            ground.time.set(day("2029-02-01"))
            let back = try await propose(ground, AlertOverride(), from: "2029-03-01")
            try await publish(ground, back)
            let last = try await ground.act { try Assessor.load(on: day("2029-03-01"), $0).lawMark }
            let nation = try await ground.act { try Assessor.national(on: day("2029-03-01"), $0).lawMark }
            #expect(last == nation)
        }
    }

    @Test("what was judged by a council's own milestones is replayed to the byte after they have ended")
    func replayed() async throws {
        try await AlertGround.run(today: "2028-12-01") { ground in
            try await ground.enrol(3)
            _ = try await ground.night()
            let id = try await propose(ground, AlertOverride(firstMilestoneYears: 4, everyYears: 2), from: "2028-12-02")
            try await publish(ground, id)
            ground.time.set(day("2029-01-02"))
            _ = try await ground.night()
            let back = try await propose(ground, AlertOverride(), from: "2029-01-10")
            try await publish(ground, back)
            ground.time.set(day("2029-01-11"))
            _ = try await ground.night()
            let replay = try await Replay(database: ground.database).run(council: "33")
            #expect(replay.records >= 3 && replay.laws >= 2)
            #expect(replay.differences.isEmpty, "\(replay.differences)")
        }
    }

    @Test("one person proposes, another publishes; a reason, a day to come and the national bounds are asked for")
    func refusals() async throws {
        try await AlertGround.run { ground in
            func refused(_ own: AlertOverride, from iso: String = "2029-02-01", reason: String = "Usage.")
                async -> AlertRulesRefusal?
            {
                do {
                    _ = try await propose(ground, own, from: iso, reason: reason)
                    return nil
                } catch { return error as? AlertRulesRefusal }
            }
            let two = AlertOverride(firstMilestoneYears: 2)
            #expect(await refused(two, from: "2029-01-02") == .dayIsPast)
            #expect(await refused(two, from: "2031-01-03") == .dayIsFar)
            #expect(await refused(two, reason: "") == .reasonIsMissing)
            #expect(await refused(two, reason: "  \n") == .reasonIsMissing)
            #expect(await refused(AlertOverride()) == .isUnchanged)
            #expect(
                await refused(AlertOverride(firstMilestoneYears: 5, catchUpDays: 10))
                    == .isOutOfBounds([.firstMilestoneYears, .catchUpDays]))
            let id = try await propose(ground, two, from: "2029-02-01")
            #expect(await refused(AlertOverride(everyYears: 2)) == .isOpenAlready)
            await #expect(throws: AlertRulesRefusal.isOwnProposal) { try await publish(ground, id, by: 0) }
            await #expect(throws: AlertRulesRefusal.reasonIsMissing) { try await sendBack(ground, id, by: 1) }
            try await sendBack(ground, id, by: 1, reason: "Trop tôt.")
            await #expect(throws: AlertRulesRefusal.hasMoved) { try await publish(ground, id) }
            let again = try await propose(ground, two, from: "2029-02-01")
            try await publish(ground, again)
            #expect(await refused(two) == .isUnchanged)
            let late = try await propose(ground, AlertOverride(everyYears: 2), from: "2029-03-01")
            ground.time.set(day("2029-03-01"))
            await #expect(throws: AlertRulesRefusal.dayIsPast) { try await publish(ground, late) }
            let events = try await ground.texts(
                "select action as line from access.event where action like 'alert_rules%' order by event_id")
            #expect(
                events == [
                    "alert_rules_proposed", "alert_rules_ended", "alert_rules_proposed", "alert_rules_published",
                    "alert_rules_proposed",
                ])
        }
    }

    @Test("a proposal is withdrawn by its author alone, and sent back by another person alone")
    func whoEnds() async throws {
        try await AlertGround.run { ground in
            let id = try await propose(ground, AlertOverride(firstMilestoneYears: 2), from: "2029-02-01")
            await #expect(throws: AlertRulesRefusal.isAnothers) { try await withdraw(ground, id, by: 1) }
            await #expect(throws: AlertRulesRefusal.isOwnProposal) {
                try await sendBack(ground, id, by: 0, reason: "Trop tôt.")
            }
            #expect(try await states(ground) == ["proposed"])
            try await withdraw(ground, id, by: 0)
            #expect(try await states(ground) == ["withdrawn"])
        }
    }

    @Test("what is published and has not begun gives way to what two persons publish for the same day")
    func superseded() async throws {
        try await AlertGround.run(today: "2027-06-01") { ground in
            let wrong = try await propose(ground, AlertOverride(firstMilestoneYears: 1), from: "2028-01-01")
            try await publish(ground, wrong)
            // Back to the national rule from that very day.
            let right = try await propose(ground, AlertOverride(), from: "2028-01-01", by: 1)
            #expect(try await states(ground) == ["published", "proposed"])
            await #expect(throws: AlertRulesRefusal.isOwnProposal) { try await publish(ground, right, by: 1) }
            try await publish(ground, right, by: 0)
            #expect(try await states(ground) == ["superseded", "published"])
            let law = try await ground.act { try Assessor.load(on: day("2028-01-01"), $0).law }
            #expect(law.alertOverride == nil && law.rules.alerts.firstMilestoneYears == 3)
            let council = ground.council
            let kept = try await ground.act { try CouncilAlertRules.all(of: council, $0) }
            #expect(kept.last?.publishedBy == "deux@example.org" && kept.last?.endedBy == "une@example.org")
            let answer = try await ground.act {
                try $0.attempt(
                    "update frameworks.alert_override set state = 'superseded', ended_by = 'x', ended_at = now()")
            }
            guard case .failure(let error) = answer else {
                Issue.record("published parameters were put aside without others")
                return
            }
            #expect(error.constraint == "alert_override_goes_forward")
        }
    }

    @Test("where the nation narrows its bounds, a value beyond them gives way to the national one from that day on")
    func narrowerBounds() async throws {
        try await AlertGround.run(today: "2027-06-01") { ground in
            try await ground.enrol(1, [0: ["date_inscription": "2027-01-01"]])
            _ = try await ground.night()
            let own = AlertOverride(firstMilestoneYears: 2, catchUpDays: 120)
            try await publish(ground, try await propose(ground, own, from: "2027-07-01"))
            try await ground.journey.place.owner.transaction(as: nil) { transaction in
                try transaction.query(
                    """
                    insert into frameworks.rule_set (effective_from, fingerprint, content)
                    select '2028-01-01', encode(sha256(convert_to(content, 'UTF8')), 'hex'), content from (
                        select replace(replace(content, '"councilMay": [1, 4]', '"councilMay": [3, 4]'),
                            effective_from::text, '2028-01-01') as content
                        from frameworks.rule_set order by effective_from desc limit 1) r
                    """)
            }
            #expect(try await judged(ground, on: "2027-12-31").first?.hasPrefix("2029-01-01 2030-01-01") == true)
            #expect(try await judged(ground, on: "2028-01-01").first?.hasPrefix("2030-01-01") == true)
            let law = try await ground.act { try Assessor.load(on: day("2028-01-01"), $0).law }
            #expect(law.alertOverride == AlertOverride(catchUpDays: 120), "what is recorded is what was applied")
            ground.time.set(day("2028-01-02"))
            _ = try await ground.night()
            let replay = try await Replay(database: ground.database).run(council: "33")
            #expect(replay.records > 0 && replay.differences.isEmpty, "\(replay.differences)")
        }
    }

    @Test("the table refuses one person alone, a day that has come, and what the national rule set does not leave")
    func table() async throws {
        try await AlertGround.run { ground in
            let id = try await propose(ground, AlertOverride(firstMilestoneYears: 2), from: "2029-02-01")
            let person = ground.people[0]
            let wrong: [(SQL, String)] = [
                (
                    """
                    update frameworks.alert_override set state = 'published', published_by = 'x',
                        published_person_id = \(person), published_at = now(), published_on = '2029-01-02'
                    where alert_override_id = \(id)
                    """, "alert_override_is_published_by_another"
                ),
                (
                    """
                    update frameworks.alert_override set state = 'published', published_by = 'x',
                        published_person_id = \(ground.people[1]), published_at = now(), published_on = '2029-02-01'
                    where alert_override_id = \(id)
                    """, "alert_override_begins_after_it_is_published"
                ),
                (
                    """
                    insert into frameworks.alert_override (council_id, starts_on, first_milestone_years, reason,
                        proposed_by, proposed_person_id, proposed_at)
                    values (\(ground.council.id), '2029-02-01', 5, 'a', 'x', \(person), now())
                    """, "alert_override_stays_within_bounds"
                ),
                ("update frameworks.alert_override set starts_on = '2030-01-01'", "42501"),
                ("delete from frameworks.alert_override", "42501"),
            ]
            for (statement, name) in wrong {
                do {
                    _ = try await ground.act { try $0.query(statement) }
                    Issue.record("\(name) was accepted")
                } catch let error as PostgresError {
                    #expect((error.constraint ?? error.sqlState) == name)
                }
            }
        }
    }

    @Test("the calendar looks ahead with the milestones that are to come")
    func calendar() async throws {
        try await AlertGround.run(today: "2027-06-01") { ground in
            try await ground.enrol(1, [0: ["date_inscription": "2027-01-01"]])
            let id = try await propose(ground, AlertOverride(firstMilestoneYears: 2), from: "2028-01-01")
            try await publish(ground, id)
            let seen = try await ground.database.transaction(
                as: ground.council.principal, timeout: 0, isolation: .repeatableRead
            ) { try CalendarGround.read(from: day("2027-06-01"), through: day("2029-12-31"), $0) }
            let calendar = SimulateCalendar().run(seen)
            #expect(calendar.events.filter { $0.kind == .alert }.map(\.day) == [day("2029-01-01")])
        }
    }
}
