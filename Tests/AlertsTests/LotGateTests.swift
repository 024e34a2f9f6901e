import Access
import Documents
import Postgres
import Support
import Testing
import Vocabulary

@testable import Alerts
@testable import Jobs
@testable import Letters

@Suite("Alerts on paper: the last look comes before the post, and what has left has left", .serialized)
struct LotGateTests {
    private typealias Gates = [Letters.Notice.Kind: any Gate]

    /// Three physicians without an e-mail address, in a campaign under way whose letters are set in a lot.
    private func ready(_ body: (AlertGround, Int64, Int64) async throws -> Void) async throws {
        try await held { ground, campaign in
            let (council, author, today, gates) = (ground.council, ground.author(), ground.today, gates(ground))
            let lots = try await ground.act {
                try PrepareLot(by: author, gates: gates).run(council, on: today, $0)
            }
            let now: @Sendable () -> Instant = { [time = ground.time] in time.now }
            let make = MakeLots(press: PlainPress(), gates: gates, today: { today }, now: now)
            let clock = QueueClock { [time = ground.time] in time.queue }
            let desk = Desk(database: ground.database, clock: clock, stop: StopSign())
            while try await desk.doOutside(make, council: council.id) > 0 {}
            try await body(ground, campaign, lots[0])
        }
    }

    private func held(_ body: (AlertGround, Int64) async throws -> Void) async throws {
        try await AlertGround.run { ground in
            let address = ["courriel_rpps": "", "adresse_1": "12 RUE DES LILAS", "adresse_2": "33000 BORDEAUX"]
            try await ground.enrol(3, [0: address, 1: address, 2: address])
            try await ground.night()
            let campaign = try #require(try await ground.campaigns().first?.id)
            try await ground.approve(campaign)
            try await ground.work(preparingOnly: true)
            try await body(ground, campaign)
        }
    }

    private func gates(_ ground: AlertGround) -> Gates {
        let now: @Sendable () -> Instant = { [time = ground.time] in time.now }
        return [.alert: AlertGate(now: now), .retraction: RetractionGate()]
    }

    @discardableResult
    private func check(_ lot: Int64, _ ground: AlertGround) async throws -> CheckLot.Outcome {
        let (council, author, today, now) = (ground.council, ground.author(), ground.today, ground.time.now)
        let gates = gates(ground)
        return try await ground.act {
            try CheckLot(lot, by: author, gates: gates).run(council, today: today, now: now, $0)
        }
    }

    private func record(_ lot: Int64, _ ground: AlertGround) async throws -> DepositLot.Outcome {
        let (council, author, today, now) = (ground.council, ground.author(), ground.today, ground.time.now)
        let gates = gates(ground)
        return try await ground.act {
            try DepositLot(lot, on: today, by: author, gates: gates).run(council, today: today, now: now, $0)
        }
    }

    private func entries(_ ground: AlertGround) async throws -> [String] {
        try await ground.texts(
            """
            select concat_ws(' ', e.state, e.exclusion, d.state) as line from alerts.entry e
            join letters.published_delivery d using (council_id, notice_id) order by 1
            """)
    }

    @Test("whoever became compliant between the making and the check is taken out, and excluded (R. 4022-18)")
    func compliantBefore() async throws {
        try await ready { ground, _, lot in
            try await ground.declare(0)
            try await ground.refresh()
            let outcome = try await check(lot, ground)
            #expect(outcome == CheckLot.Outcome(left: 2, removed: 1))
            let expected = ["approved held", "approved held", "excluded became_compliant withdrawn"]
            #expect(try await entries(ground) == expected)
            let recorded = try await record(lot, ground)
            #expect(recorded == DepositLot.Outcome(sent: 2, doubtful: 0))
        }
    }

    @Test("whoever became compliant between the check and the recording was written to: sent, named, and retractable")
    func compliantAfter() async throws {
        try await ready { ground, campaign, lot in
            try await check(lot, ground)
            try await ground.declare(0)
            try await ground.refresh()
            let recorded = try await record(lot, ground)
            #expect(recorded == DepositLot.Outcome(sent: 3, doubtful: 1))
            #expect(try await entries(ground) == ["approved sent", "approved sent", "approved sent"])
            let (lines, places) = try await ground.act { transaction in
                let lines = try ReadLots.doubtful(of: lot, transaction)
                return (lines, try RecipientPlace.of(lines.map(\.notice), transaction))
            }
            #expect(lines.map(\.doubt) == [Exclusion.becameCompliant.sentence])
            let place = try #require(places[lines[0].notice])
            #expect(place.campaign == campaign)
            let (council, today, author) = (ground.council, ground.today, ground.author())
            try await ground.act {
                try RetractAlert(place.entry, of: campaign, reason: "programme complet", by: author)
                    .run(council, on: today, $0)
            }
        }
    }

    @Test("a campaign that is given up between the check and the recording unsends nothing")
    func abandonedAfter() async throws {
        try await ready { ground, campaign, lot in
            try await check(lot, ground)
            let (council, today, author) = (ground.council, ground.today, ground.author())
            try await ground.act {
                try StopCampaign(campaign, reason: "essai", by: author).run(council, $0)
                try AbandonCampaign(campaign, reason: "essai", by: author).run(council, on: today, $0)
            }
            #expect(try await entries(ground) == ["approved held", "approved held", "approved held"])
            let recorded = try await record(lot, ground)
            #expect(recorded == DepositLot.Outcome(sent: 3, doubtful: 3))
            #expect(try await entries(ground) == ["approved sent", "approved sent", "approved sent"])
        }
    }

    @Test("a campaign that is given up before a second check takes its letters out of the pile")
    func abandonedBefore() async throws {
        try await ready { ground, campaign, lot in
            try await check(lot, ground)
            let (council, today, author) = (ground.council, ground.today, ground.author())
            try await ground.act {
                try StopCampaign(campaign, reason: "essai", by: author).run(council, $0)
                try AbandonCampaign(campaign, reason: "essai", by: author).run(council, on: today, $0)
            }
            let outcome = try await check(lot, ground)
            #expect(outcome == CheckLot.Outcome(left: 0, removed: 3))
            #expect(try await entries(ground) == Array(repeating: "excluded agent withdrawn", count: 3))
        }
    }

    @Test("a standing that lags behind the facts for a moment takes no letter out: the check is asked for again")
    func lag() async throws {
        try await ready { ground, _, lot in
            try await ground.declare(0, 1)
            await #expect(throws: PostalRefusal.isBusy) { try await check(lot, ground) }
            #expect(try await entries(ground) == ["approved held", "approved held", "approved held"])
        }
    }

    @Test("letters of a stopped campaign are in no lot until it is resumed")
    func stopped() async throws {
        try await held { ground, campaign in
            let (council, today, author, gates) = (ground.council, ground.today, ground.author(), gates(ground))
            try await ground.act { try StopCampaign(campaign, reason: "essai", by: author).run(council, $0) }
            await #expect(throws: PostalRefusal.allAreSuspended(3)) {
                try await ground.act { _ = try PrepareLot(by: author, gates: gates).run(council, on: today, $0) }
            }
        }
    }
}

/// A press that sets anything on one page.
private struct PlainPress: LetterPress {
    func set(_ letter: PrintedLetter) async throws(TypesetFault) -> Typeset { try await set(lot: [letter]) }

    func set(lot letters: [PrintedLetter]) async throws(TypesetFault) -> Typeset {
        let text = "%PDF " + letters.map(\.reference).joined(separator: " ")
        return Typeset(
            pdf: Array(text.utf8), pages: letters.count, sha256: LetterText.hash(of: text), engine: "press of the tests"
        )
    }
}
