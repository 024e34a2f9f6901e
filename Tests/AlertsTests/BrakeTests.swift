import Access
import Alerts
import Letters
import Postgres
import Support
import Testing
import Vocabulary

@Suite("What stops a campaign, and what follows once it is resumed", .serialized)
struct BrakeTests {
    private func ground(
        _ count: Int, _ more: [Int: [String: String]] = [:], _ body: (AlertGround, Int64) async throws -> Void
    ) async throws {
        try await AlertGround.run { ground in
            try await ground.enrol(count, more)
            try await ground.night()
            let id = try #require(try await ground.campaigns().first?.id)
            try await body(ground, id)
        }
    }

    private func stop(_ id: Int64, _ ground: AlertGround) async throws {
        let (council, author) = (ground.council, ground.author())
        try await ground.act { try StopCampaign(id, reason: "doute", by: author).run(council, $0) }
    }

    private func resume(_ id: Int64, _ ground: AlertGround) async throws {
        let (council, today, author) = (ground.council, ground.today, ground.author())
        try await ground.act { try ResumeCampaign(id, reason: "vérifié", by: author).run(council, on: today, $0) }
    }

    @Test("mails that came back before a resumption do not stop the campaign again, nor does one more")
    func bounces() async throws {
        try await ground(8) { ground, id in
            ground.mails.refuse(Set((0..<4).map { "m\($0)@example.org" }))
            try await ground.approve(id)
            try await ground.work()
            let stopped = try await ground.view(id).summary
            #expect(stopped.state == .stopped)
            #expect(stopped.stopReason?.contains("3 courriels sur") == true)
            try await resume(id, ground)
            ground.time.pass(seconds: 600)
            try await ground.work()
            let view = try await ground.view(id).summary
            #expect(view.bounced == 4)
            #expect(view.state == .done)
            #expect(ground.mails.sent.count == 4)
            let acts = try await ground.texts("select act as line from alerts.event where act = 'stays_unsent'")
            #expect(acts.count == 4)
        }
    }

    @Test("letters on paper do not hide the mails that come back")
    func paper() async throws {
        var more: [Int: [String: String]] = [:]
        for rank in 4..<30 {
            more[rank] = ["courriel_rpps": "", "adresse_1": "12 RUE DES LILAS", "adresse_2": "33000 BORDEAUX"]
        }
        try await ground(30, more) { ground, id in
            ground.mails.refuse(["m0@example.org", "m1@example.org", "m2@example.org"])
            try await ground.approve(id)
            try await ground.work()
            #expect(try await ground.view(id).summary.state == .stopped)
        }
    }

    @Test("stopped before the hour of its first batch is over, it begins with a first batch again, and its hour")
    func canary() async throws {
        try await ground(40) { ground, id in
            try await ground.approve(id)
            try await stop(id, ground)
            try await resume(id, ground)
            try await ground.work()
            #expect(ground.mails.sent.count == 10)
            #expect(try await ground.view(id).summary.state == .canary)
            try await stop(id, ground)
            ground.time.pass(seconds: 100)
            try await resume(id, ground)
            try await ground.work()
            #expect(ground.mails.sent.count == 20)
            ground.time.pass(seconds: 3_599)
            try await ground.work()
            #expect(ground.mails.sent.count == 20)
            ground.time.pass(seconds: 1)
            try await ground.work()
            #expect(ground.mails.sent.count == 40)
        }
    }

    @Test(
        "an alert that comes back days later is replaced by a letter with the numbers of that day, or its history says why",
        arguments: [1, 8])
    func late(declared: Int) async throws {
        try await ground(1, [0: ["adresse_1": "12 RUE DES LILAS", "adresse_2": "33000 BORDEAUX"]]) { ground, id in
            try await ground.approve(id)
            try await ground.work()
            try await ground.declare(0, declared)
            let (council, today, now) = (ground.council, ground.today, ground.time.now)
            try await ground.act { transaction in
                let row = try transaction.query(
                    "update letters.delivery set state = 'bounced', ended_on = \(today) returning notice_id")[0]
                try AlertGate(now: { now }).isRefused(
                    Int64(try row.int("notice_id")), cause: "", council: council.id, on: today, transaction)
            }
            try await ground.work()
            let letters = try await ground.texts(
                "select concat_ws(' ', state, counted) as line from alerts.entry where channel = 'post'")
            #expect(letters == (declared == 1 ? ["approved 1"] : []))
            let acts = try await ground.texts("select act as line from alerts.event where act ~ 'post|unsent'")
            #expect(acts == [declared == 1 ? "turned_to_post" : "stays_unsent"])
        }
    }

    @Test(
        "an alert whose answer was lost may have arrived: it stays a recipient's, and can be taken back",
        arguments: [true, false])
    func lost(isAbandoned: Bool) async throws {
        try await ground(1) { ground, id in
            let (council, today, author) = (ground.council, ground.today, ground.author())
            ground.mails.lose(["m0@example.org"])
            try await ground.approve(id)
            try await ground.work()
            if isAbandoned {
                try await stop(id, ground)
                try await ground.act {
                    try AbandonCampaign(id, reason: "doublon", by: author).run(council, on: today, $0)
                }
            } else {
                try await ground.declare(0)
            }
            ground.mails.lose([])
            ground.time.pass(seconds: 3_600)
            try await ground.work()
            #expect(ground.mails.sent.isEmpty)
            let row = try #require(try await ground.view(id).recipients.first)
            try await ground.act {
                try RetractAlert(row.id, of: id, reason: "erreur", by: author).run(council, on: today, $0)
            }
            try await ground.work()
            #expect(ground.mails.sent == ["m0@example.org"])
        }
    }

    @Test(
        "a retraction whose mail is refused goes by post; without an address its history says that it did not",
        arguments: [true, false])
    func retraction(hasAddress: Bool) async throws {
        let address = ["adresse_1": "12 RUE DES LILAS", "adresse_2": "33000 BORDEAUX"]
        try await ground(1, hasAddress ? [0: address] : [:]) { ground, id in
            try await ground.approve(id)
            try await ground.work()
            ground.mails.refuse(["m0@example.org"])
            let (council, today, author) = (ground.council, ground.today, ground.author())
            let row = try #require(try await ground.view(id).recipients.first)
            try await ground.act {
                try RetractAlert(row.id, of: id, reason: "erreur", by: author).run(council, on: today, $0)
            }
            try await ground.work()
            let ways = try await ground.texts(
                """
                select concat_ws(' ', channel, state) as line from letters.published_delivery
                where kind = 'retraction' order by notice_id
                """)
            #expect(ways == ["email bounced"] + (hasAddress ? ["post held"] : []))
            let acts = try await ground.texts("select act as line from alerts.event where act = 'retraction_unsent'")
            #expect(acts.count == (hasAddress ? 0 : 1))
        }
    }
}
