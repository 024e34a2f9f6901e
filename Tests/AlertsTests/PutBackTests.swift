import Access
import Intake
import Letters
import Postgres
import Standings
import Support
import Testing
import Vocabulary

@testable import Alerts
@testable import Jobs

@Suite("What excluded or delayed an alert may go, and the alert is due again", .serialized)
struct PutBackTests {
    private func states(_ ground: AlertGround) async throws -> [String] {
        try await ground.texts(
            "select concat_ws(' ', state, channel, exclusion) as line from alerts.entry order by entry_id")
    }

    private func deliveries(_ ground: AlertGround) async throws -> [String] {
        try await ground.texts(
            "select concat_ws(' ', channel, state) as line from letters.published_delivery order by notice_id")
    }

    private func approveLast(_ ground: AlertGround) async throws -> Int64 {
        let id = try #require(try await ground.campaigns().first?.id)
        try await ground.approve(id)
        return id
    }

    @Test("whoever had no address is proposed once the register has one, within the catch-up")
    func address() async throws {
        try await AlertGround.run { ground in
            try await ground.enrol(1, [0: ["courriel_rpps": ""]])
            #expect(try await ground.night().excluded == 1)
            #expect(try await ground.night("2029-01-03").proposed == 0)
            #expect(try await states(ground) == ["excluded post no_address"])
            try await ground.enrol(1)
            #expect(try await ground.night("2029-01-04").proposed == 1)
            #expect(try await states(ground) == ["proposed email"])
            ground.time.set(day("2029-01-04"))
            _ = try await approveLast(ground)
            try await ground.work()
            #expect(ground.mails.sent == ["m0@example.org"])
        }
    }

    @Test("a wrong import excludes at the gate; once it is undone the night proposes again, under another notice")
    func wrongImport() async throws {
        try await AlertGround.run { ground in
            try await ground.enrol(1)
            try await ground.night()
            _ = try await approveLast(ground)
            try await ground.work(preparingOnly: true)
            let lot = try await ground.journey.accounts(
                Array(AccountFeed.Action.complete(AlertGround.person(0)).prefix(8)))
            try await ground.work()
            #expect(try await states(ground) == ["excluded email became_compliant"])
            #expect(try await deliveries(ground) == ["email withdrawn"])
            try await ground.journey.desk.undo(lot.id, actor: "essai")
            #expect(try await ground.night("2029-01-03").proposed == 1)
            ground.time.set(day("2029-01-03"))
            _ = try await approveLast(ground)
            try await ground.work()
            #expect(ground.mails.sent == ["m0@example.org"])
            #expect(try await deliveries(ground) == ["email withdrawn", "email sent"])
            let marks = try await ground.texts("select distinct message_id as line from letters.delivery")
            #expect(marks.count == 2)
        }
    }

    @Test("a campaign that such an import stopped writes to them too when it is resumed")
    func resumption() async throws {
        try await AlertGround.run { ground in
            try await ground.enrol(8)
            try await ground.night()
            let id = try await approveLast(ground)
            try await ground.work(preparingOnly: true)
            let lot = try await ground.journey.accounts(
                (0..<3).flatMap { Array(AccountFeed.Action.complete(AlertGround.person($0)).prefix(8)) })
            try await ground.work()
            #expect(try await ground.view(id).summary.state == .stopped)
            try await ground.journey.desk.undo(lot.id, actor: "essai")
            let (council, today, author) = (ground.council, ground.today, ground.author())
            try await ground.act {
                try ResumeCampaign(id, reason: "import annulé", by: author).run(council, on: today, $0)
            }
            for _ in 0..<3 {
                ground.time.pass(seconds: 4_000)
                try await ground.work()
            }
            #expect(ground.mails.sent.sorted() == (0..<8).map { "m\($0)@example.org" })
        }
    }

    @Test("an abandoned campaign keeps nobody out: a person adds them to the next one, opened if there is none")
    func abandoned() async throws {
        try await AlertGround.run { ground in
            try await ground.enrol(1)
            try await ground.night()
            let id = try #require(try await ground.campaigns().first?.id)
            let (council, today, author) = (ground.council, ground.today, ground.author())
            try await ground.act { try AbandonCampaign(id, reason: "erreur", by: author).run(council, on: today, $0) }
            #expect(try await ground.night("2029-01-03").proposed == 0)
            let physician = try #require(
                try await ground.texts("select physician_id::text as line from alerts.entry").first.flatMap {
                    Int64($0)
                })
            _ = try await ground.act {
                try AddEntry(physician: physician, to: nil, reason: "de retour", by: author)
                    .run(council, on: today, $0)
            }
            #expect(try await ground.campaigns().map(\.state) == [.proposed, .abandoned])
            #expect(try await states(ground) == ["proposed email"])
        }
    }

    @Test("the rest is sent by the clock of the queue, whatever that of the worker says")
    func clocks() async throws {
        try await AlertGround.run { ground in
            try await ground.enrol(40)
            try await ground.night()
            _ = try await approveLast(ground)
            try await ground.work()
            #expect(ground.mails.sent.count == 10)
            ground.time.pass(seconds: 3_600)
            try await ground.work(behind: 1)
            #expect(Set(ground.mails.sent).count == 40)
            #expect(ground.mails.sent.count == 40)
        }
    }

    @Test("nobody is proposed for a day that has not come; a night with a wrong date silences no later one")
    func ahead() async throws {
        try await AlertGround.run { ground in
            try await ground.enrol(1)
            for latest in [ground.today, nil] {
                let ahead = try await AlertNight(
                    database: ground.database, on: day("2099-01-01"), notAfter: latest
                ).run()
                #expect(ahead.isAhead)
                #expect(ahead.proposed == 0)
            }
            #expect(try await ground.night("2031-01-01").proposed == 1)
            #expect(try await ground.night().proposed == 1)
            let id = try #require(try await ground.campaigns().first?.id)
            try await ground.approve(id)
            try await ground.work()
            #expect(ground.mails.sent == ["m0@example.org"])
            #expect(try await ground.view(id).excludedBy == [.superseded: 1])
            #expect(try await ground.night("2031-01-02").proposed == 1)
        }
    }

    @Test("one recipient who cannot be prepared is excluded with that reason, and the others get theirs")
    func oneFails() async throws {
        try await AlertGround.run { ground in
            try await ground.enrol(4)
            try await ground.night()
            let bad = try await ground.texts("select min(physician_id)::text as line from alerts.entry")[0]
            let number = try #require(Int64(bad))
            _ = try await ground.journey.place.owner.transaction(as: nil) {
                try $0.query(
                    """
                    alter table letters.notice add constraint essai check (
                        physician_id <> \(SQL(stringLiteral: "\(number)"))) not valid
                    """)
            }
            let id = try await approveLast(ground)
            try await ground.work()
            #expect(ground.mails.sent.count == 3)
            #expect(try await ground.view(id).excludedBy == [.notPrepared: 1])
            #expect(try await ground.view(id).summary.state == .done)
        }
    }

    @Test(
        "a letter that waits on paper is withdrawn with its campaign; a recipient is excluded as long as nothing left")
    func withdrawn() async throws {
        try await AlertGround.run { ground in
            let address = ["courriel_rpps": "", "adresse_1": "12 RUE DES LILAS", "adresse_2": "33000 BORDEAUX"]
            try await ground.enrol(3, [0: address])
            try await ground.night()
            let id = try await approveLast(ground)
            try await ground.work(preparingOnly: true)
            #expect(try await deliveries(ground).sorted() == ["email ready", "email ready", "post held"])
            let (council, today, author) = (ground.council, ground.today, ground.author())
            let row = try #require(try await ground.view(id).recipients.first { $0.channel == .email })
            try await ground.act {
                try ExcludeEntry(row.id, of: id, reason: "décédé", by: author).run(council, on: today, $0)
            }
            try await ground.work()
            #expect(ground.mails.sent.count == 1)
            let sent = try #require(try await ground.view(id).recipients.first { $0.delivery == "sent" })
            await #expect(throws: AlertRefusal.self) {
                try await ground.act {
                    try ExcludeEntry(sent.id, of: id, reason: "trop tard", by: author).run(council, on: today, $0)
                }
            }
            try await ground.act {
                try StopCampaign(id, reason: "essai", by: author).run(council, $0)
                try AbandonCampaign(id, reason: "essai", by: author).run(council, on: today, $0)
            }
            #expect(try await deliveries(ground).sorted() == ["email sent", "email withdrawn", "post withdrawn"])
        }
    }

    @Test("a council that fails holds up no other one, and is tried again by the queue")
    func oneCouncilFails() async throws {
        try await AlertGround.run { ground in
            try await ground.enrol(1)
            try await ground.journey.roll(
                [.init(AlertGround.person(1), council: "75", ["courriel_rpps": "m@example.org"])], asOf: "2029-01-02",
                council: "75")
            let owner = ground.journey.place.owner
            _ = try await owner.transaction(as: nil) {
                try $0.query(
                    """
                    alter table alerts.entry add constraint essai check (
                        council_id <> \(SQL(stringLiteral: "\(ground.council.id)"))) not valid
                    """)
            }
            let night = try await ground.night()
            #expect(night.failed == ["33"])
            #expect(night.proposed == 1)
            _ = try await owner.transaction(as: nil) { try $0.query("alter table alerts.entry drop constraint essai") }
            let today = ground.today
            let desk = Desk(
                database: ground.database, clock: QueueClock { 4_000_000_000 }, stop: StopSign())
            let done = try await desk.doInside(
                ProposeAgain(today: { today }, notAfter: today), council: ground.council.id)
            #expect(done == 1)
            #expect(try await states(ground) == ["proposed email"])
        }
    }
}
