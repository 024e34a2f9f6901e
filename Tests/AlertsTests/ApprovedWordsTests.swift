import Access
import Documents
import Letters
import Postgres
import Support
import Testing
import Vocabulary

@testable import Alerts

@Suite("What leaves is what was approved", .serialized)
struct ApprovedWordsTests {
    private func ground(_ count: Int, _ body: (PaperGround) async throws -> Void) async throws {
        try await AlertGround.run { ground in
            try await ground.enrol(count)
            try await ground.night()
            let id = try #require(try await ground.campaigns().first?.id)
            try await body(PaperGround(ground: ground, campaign: id))
        }
    }

    private func texts(_ paper: PaperGround) async throws -> [String] {
        try await paper.ground.texts(
            """
            select concat_ws(' ', template_version, content like '%n’ouvre rien%', content::jsonb #>> '{sender,name}')
                as line from letters.notice order by notice_id
            """)
    }

    @Test("a version that begins after the first batch, and another sender, change nothing for the rest")
    func rest() async throws {
        try await ground(40) { paper in
            #expect(try await paper.ground.approve(paper.campaign) == .approved)
            try await paper.ground.work()
            #expect(paper.ground.mails.sent.count == 10)
            try await paper.publish(90, from: "2029-01-02", saying: "n’ouvre rien")
            try await paper.sign(Sender(displayName: "Un autre nom", replyTo: "ailleurs@example.org", phone: nil))
            let first = try await texts(paper)
            paper.ground.time.pass(seconds: 3_600)
            try await paper.ground.work()
            let all = try await texts(paper)
            #expect(all.count == 40)
            #expect(Set(all) == Set(first) && Set(all).count == 1)
            #expect(all.first?.hasPrefix("2 f ") == true)
        }
    }

    @Test("an approval is of the words that were read: when others have come into force it is refused, and says so")
    func read() async throws {
        try await ground(3) { paper in
            let (council, today, author, id) = (
                paper.ground.council, paper.ground.today, paper.ground.author(), paper.campaign
            )
            let seen = try await paper.ground.view(id).fingerprint
            try await paper.publish(90, from: "2029-01-02", saying: "n’ouvre rien")
            await #expect(throws: AlertRefusal.wordsHaveChanged) {
                try await paper.ground.act {
                    _ = try ApproveCampaign(id, seen: seen, by: author).run(council, on: today, $0)
                }
            }
            #expect(try await paper.ground.approve(id) == .approved)
            try await paper.ground.work()
            #expect(Set(try await texts(paper)).count == 1)
            #expect(try await texts(paper).first?.hasPrefix("90 t ") == true)
        }
    }

    @Test("the second person reads and approves the words of the first; sent back, it has those in force again")
    func second() async throws {
        try await ground(51) { paper in
            let (council, id, author) = (paper.ground.council, paper.campaign, paper.ground.author(1))
            #expect(try await paper.ground.approve(id, by: 0) == .secondWanted)
            try await paper.publish(90, from: "2029-01-02", saying: "n’ouvre rien")
            let entry = try #require(try await paper.ground.view(id).recipients.first)
            func shown() async throws -> String {
                let today = paper.ground.today
                let view = try await paper.ground.act {
                    try EntryView.read(entry.id, of: id, council: council, on: today, $0)
                }
                return try #require(view?.text).paragraphs.joined(separator: " ")
            }
            #expect(try await shown().contains("n’ouvre aucune procédure"))
            _ = try await paper.ground.act { try SendBackCampaign(id, reason: "le texte", by: author).run(council, $0) }
            #expect(try await shown().contains("n’ouvre rien"))
            #expect(try await paper.ground.approve(id, by: 0) == .secondWanted)
            #expect(try await paper.ground.approve(id, by: 1) == .approved)
            try await paper.ground.work()
            #expect(try await texts(paper).allSatisfy { $0.hasPrefix("90 t ") })
        }
    }

    @Test("whoever tries, the words of a campaign that was approved do not change")
    func unchangeable() async throws {
        try await ground(1) { paper in
            try await paper.ground.approve(paper.campaign)
            let refused = try await paper.ground.act { transaction in
                guard case .failure(let error) = try transaction.attempt("update alerts.campaign set words = '{}'")
                else { return "" }
                return error.constraint ?? ""
            }
            #expect(refused == "campaign_goes_forward")
        }
    }

    @Test("head, {reponse} and pile of a letter on paper are those that were approved, whoever signs today")
    func head() async throws {
        try await AlertGround.run { ground in
            let paper = PaperGround(ground: ground, campaign: 1)
            try await paper.sign(
                Sender(
                    displayName: "Conseil de la Gironde", replyTo: "oui@example.org", phone: "05 11 11 11 11",
                    postal: ["1 RUE DU CONSEIL", "33000 BORDEAUX"]))
            try await ground.enrol(1, [0: PaperGround.address])
            try await ground.night()
            let id = try #require(try await ground.campaigns().first?.id)
            try await ground.approve(id)
            try await ground.work(preparingOnly: true)
            ground.time.set(day("2029-01-03"))
            try await ground.refresh()
            try await paper.sign(
                Sender(displayName: "Autre", replyTo: "non@example.org", phone: "05 22 22 22 22", postal: ["AILLEURS"]))
            try await paper.lot()
            let letter = try #require(paper.press.letters.last)
            #expect(letter.sender.contains("05 11 11 11 11") && letter.sender.contains("1 RUE DU CONSEIL"))
            #expect(!(letter.sender + letter.paragraphs).joined().contains("05 22"))
            #expect(letter.paragraphs.contains { $0.contains("05 11 11 11 11") })
            #expect(paper.press.piles.last == [letter])
        }
    }
}
