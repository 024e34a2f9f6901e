import Access
import Alerts
import Postgres
import Support
import Testing
import Vocabulary

@Suite("A campaign, from the proposal to the last message", .serialized)
struct CampaignTests {
    private func ground(
        _ count: Int, _ body: (AlertGround, Int64) async throws -> Void
    ) async throws {
        try await AlertGround.run { ground in
            try await ground.enrol(count)
            try await ground.night()
            let id = try #require(try await ground.campaigns().first?.id)
            try await body(ground, id)
        }
    }

    @Test("a small one is approved by one person; every recipient gets one message, and the campaign ends")
    func small() async throws {
        try await ground(4) { ground, id in
            #expect(try await ground.approve(id) == .approved)
            try await ground.work()
            #expect(ground.mails.sent.sorted() == (0..<4).map { "m\($0)@example.org" })
            let view = try await ground.view(id)
            #expect(view.summary.state == .done)
            #expect(view.summary.sent == 4)
            #expect(view.recipients.allSatisfy { $0.delivery == "sent" })
            let records = try await ground.texts(
                """
                select 1::text as line from alerts.entry e join standings.record r using (council_id, physician_id)
                where r.record_id = e.record_id and r.proof is not null
                """)
            #expect(records.count == 4)
            try await ground.night()
            #expect(try await ground.texts("select state as line from alerts.campaign") == ["done"])
        }
    }

    @Test("above fifty recipients a second person approves, another one than the first")
    func second() async throws {
        try await ground(51) { ground, id in
            #expect(try await ground.approve(id, by: 0) == .secondWanted)
            try await ground.work()
            #expect(ground.mails.sent.isEmpty)
            await #expect(throws: AlertRefusal.secondPersonIsTheFirst) { try await ground.approve(id, by: 0) }
            #expect(try await ground.approve(id, by: 1) == .approved)
            try await ground.work()
            let view = try await ground.view(id)
            #expect(view.summary.state == .canary)
            #expect(view.summary.approvedBy == ["une@example.org", "deux@example.org"])
            #expect(ground.mails.sent.count == 10)
            ground.time.pass(seconds: 3_599)
            try await ground.work()
            #expect(ground.mails.sent.count == 10)
            ground.time.pass(seconds: 1)
            try await ground.work()
            #expect(Set(ground.mails.sent).count == 51)
            #expect(ground.mails.sent.count == 51)
            #expect(try await ground.view(id).summary.state == .done)
        }
    }

    @Test("the rest is released by hand before the hour, once")
    func release() async throws {
        try await ground(40) { ground, id in
            try await ground.approve(id)
            try await ground.work()
            let (council, author) = (ground.council, ground.author())
            try await ground.act { try ReleaseCanary(id, by: author).run(council, $0) }
            try await ground.work()
            ground.time.pass(seconds: 4_000)
            try await ground.work()
            #expect(ground.mails.sent.count == 40)
            await #expect(throws: AlertRefusal.isDecided(by: "une@example.org", state: .sending)) {
                try await ground.act { try ReleaseCanary(id, by: author).run(council, $0) }
            }
        }
    }

    @Test("of two people who approve at once, the second is told who was first")
    func atOnce() async throws {
        try await ground(2) { ground, id in
            let answers = await withTaskGroup(of: AlertRefusal?.self) { group in
                for index in 0...1 {
                    group.addTask {
                        do {
                            try await ground.approve(id, by: index)
                            return nil
                        } catch { return error as? AlertRefusal }
                    }
                }
                return await group.reduce(into: [AlertRefusal?]()) { $0.append($1) }
            }
            #expect(answers.count { $0 == nil } == 1)
            let refused = try #require(answers.compactMap(\.self).first)
            guard case .isDecided(let by, .approved) = refused else {
                Issue.record("\(refused)")
                return
            }
            #expect(try await ground.view(id).summary.approvedBy == [by])
            try await ground.work()
            #expect(ground.mails.sent.count == 2)
        }
    }

    @Test(
        "recipients who became compliant between approval and sending get nothing; three of them stop the campaign",
        arguments: [2, 3])
    func stop(compliant: Int) async throws {
        try await ground(8) { ground, id in
            try await ground.approve(id)
            for rank in 0..<compliant { try await ground.declare(rank) }
            try await ground.work()
            let view = try await ground.view(id)
            #expect(!ground.mails.sent.contains { ["m0@example.org", "m1@example.org"].contains($0) })
            #expect(view.excludedBy == [.becameCompliant: compliant])
            #expect(view.summary.state == (compliant == 3 ? .stopped : .done))
            #expect(ground.mails.sent.count == (compliant == 3 ? 0 : 6))
        }
    }

    @Test(
        "those who turn compliant once the messages are prepared stop it at three, and not at two", arguments: [2, 3])
    func stopAtTheGate(compliant: Int) async throws {
        try await ground(8) { ground, id in
            try await ground.approve(id)
            try await ground.work(preparingOnly: true)
            #expect(try await ground.view(id).summary.prepared == 8)
            for rank in 0..<compliant { try await ground.declare(rank) }
            try await ground.work()
            let view = try await ground.view(id)
            #expect(view.excludedBy == [.becameCompliant: compliant])
            #expect(view.summary.state == (compliant == 3 ? .stopped : .done))
            #expect(!ground.mails.sent.contains("m0@example.org"))
            guard compliant == 3 else {
                #expect(ground.mails.sent.count == 6)
                return
            }
            #expect(view.summary.stopReason?.contains("3 destinataires") == true)
            let sent = ground.mails.sent.count
            ground.time.pass(seconds: 600)
            try await ground.work()
            #expect(ground.mails.sent.count == sent)
            let (council, today, author) = (ground.council, ground.today, ground.author())
            try await ground.act {
                try ResumeCampaign(id, reason: "imports vérifiés", by: author).run(council, on: today, $0)
            }
            ground.time.pass(seconds: 600)
            try await ground.work()
            #expect(ground.mails.sent.count == 5)
            #expect(try await ground.view(id).summary.state == .done)
        }
    }

    @Test("an address that its server refuses turns the alert to the post, and three of them stop the campaign")
    func bounces() async throws {
        try await AlertGround.run { ground in
            let address = ["adresse_1": "12 RUE DES LILAS", "adresse_2": "33000 BORDEAUX"]
            try await ground.enrol(6, [0: address])
            try await ground.night()
            let id = try #require(try await ground.campaigns().first?.id)
            ground.mails.refuse(["m0@example.org", "m1@example.org", "m2@example.org"])
            try await ground.approve(id)
            try await ground.work()
            let view = try await ground.view(id)
            #expect(view.summary.bounced == 3)
            #expect(view.summary.state == .stopped)
            let turned = try await ground.texts(
                "select concat_ws(' ', state, channel) as line from alerts.entry where channel = 'post'")
            #expect(turned == ["approved post"])
        }
    }

    @Test("an exclusion by hand needs a reason, and the excluded person gets nothing; adding them again is seen")
    func exclusion() async throws {
        try await ground(2) { ground, id in
            let (council, today, author) = (ground.council, ground.today, ground.author())
            let row = try #require(try await ground.view(id).recipients.first)
            await #expect(throws: AlertRefusal.reasonIsMissing) {
                try await ground.act {
                    try ExcludeEntry(row.id, of: id, reason: " ", by: author).run(council, on: today, $0)
                }
            }
            try await ground.act {
                try ExcludeEntry(row.id, of: id, reason: "en arrêt maladie", by: author).run(council, on: today, $0)
            }
            var view = try await ground.view(id)
            #expect(view.exclusions.map(\.reason) == ["en arrêt maladie"])
            #expect(view.exclusions.map(\.author) == ["une@example.org"])
            try await ground.night()
            #expect(try await ground.view(id).summary.recipients == 1)
            _ = try await ground.act {
                try AddEntry(physician: row.physicianID, to: id, reason: "de retour", by: author)
                    .run(council, on: today, $0)
            }
            view = try await ground.view(id)
            #expect(view.exclusions.isEmpty)
            #expect(view.recipients.first { $0.id == row.id }?.isAdded == true)
            let acts = try await ground.texts("select act as line from alerts.event order by event_id")
            #expect(acts == ["excluded", "added"])
        }
    }

    @Test("what is given up is never sent, and says why")
    func abandonment() async throws {
        try await ground(3) { ground, id in
            let (council, today, author) = (ground.council, ground.today, ground.author())
            try await ground.act { try AbandonCampaign(id, reason: "doublon", by: author).run(council, on: today, $0) }
            await #expect(throws: AlertRefusal.isDecided(by: "une@example.org", state: .abandoned)) {
                try await ground.approve(id)
            }
            let view = try await ground.view(id)
            #expect(view.summary.state == .abandoned)
            #expect(view.excludedBy == [.agent: 3])
            try await ground.work()
            #expect(ground.mails.sent.isEmpty)
        }
    }

    @Test("an alert that left is taken back by a second message, linked to the first; one that did not is not")
    func retraction() async throws {
        try await ground(1) { ground, id in
            let (council, today, author) = (ground.council, ground.today, ground.author())
            let row = try #require(try await ground.view(id).recipients.first)
            let retract: @Sendable (Transaction) throws -> Void = {
                try RetractAlert(row.id, of: id, reason: "Votre déclaration du 3 mars avait été mal lue.", by: author)
                    .run(council, on: today, $0)
            }
            await #expect(throws: AlertRefusal.wasNotSent) { try await ground.act(retract) }
            try await ground.approve(id)
            try await ground.work()
            try await ground.act(retract)
            try await ground.work()
            #expect(ground.mails.sent == ["m0@example.org", "m0@example.org"])
            #expect(
                try await ground.texts(
                    "select is_retracted::text as line from letters.published_delivery order by kind")
                    == ["true", "false"])
            await #expect(throws: AlertRefusal.entryIsDecided(.retracted)) { try await ground.act(retract) }
        }
    }

    @Test("another council sees neither the campaign nor its recipients, and decides nothing")
    func otherCouncil() async throws {
        try await ground(1) { ground, id in
            let paris = try await ground.journey.council("75")
            let (today, author) = (ground.today, ground.author())
            let seen = try await ground.database.transaction(as: paris.principal) {
                try CampaignView.read(id, of: paris, on: today, page: 1, exclusionPage: 1, $0)
            }
            #expect(seen == nil)
            await #expect(throws: AlertRefusal.notFound) {
                _ = try await ground.database.transaction(as: paris.principal) {
                    try ApproveCampaign(id, seen: "", by: author).run(paris, on: today, $0)
                }
            }
        }
    }

    @Test("the ledger leaves with its state, the delivery's once the message has left (contracts §7b)")
    func export() async throws {
        try await ground(2) { ground, id in
            let export = ExportAlerts(database: ground.database, by: "essai")
            #expect(try await export.run(council: "33").map(\.state) == ["proposed", "proposed"])
            try await ground.approve(id)
            try await ground.work()
            let lines = try await export.run(council: "33")
            #expect(lines.map(\.state) == ["sent", "sent"])
            #expect(lines.map(\.rpps) == (0..<2).map { AlertGround.person($0).rpps })
            #expect(String(decoding: AlertLine.csv(lines), as: UTF8.self).hasPrefix("rpps;council;cycle_start;"))
        }
    }
}
