import Access
import Documents
import Postgres
import Support
import Testing
import Vocabulary

@testable import Letters

@Suite("A letter keeps the words, and the sender, that it was written with")
struct WordingTests {
    /// Another sender from a day on: one person proposes, another publishes.
    private func sign(_ sender: Sender, _ ground: LotGround) async throws {
        let (council, now, people) = (
            try await ground.ground.council(), ground.ground.now, (ground.author, ground.second)
        )
        try await ground.database.transaction(as: .council(1)) { transaction in
            let today = LetterGround.today
            try ProposeSender(sender, by: people.0).run(council, on: today, now: now, transaction)
            let waiting = try CouncilBlock.all(of: council, transaction).first { $0.state == .proposed }
            try PublishBlock(.sender, version: waiting?.version ?? 0, from: today, by: people.1)
                .run(council, today: today, now: now, transaction)
        }
    }

    private func words(_ ground: LotGround) async throws -> Wording {
        let council = try await ground.ground.council()
        return try await ground.database.transaction(as: .council(1)) {
            try Wording.inForce(.alert, of: council, on: LetterGround.today, $0)
        }
    }

    @Test("paper never speaks of an answer to a mail: it says where a council that gave nothing is found")
    func answerOnPaper() async throws {
        try await LotGround.run { ground in
            let council = try await ground.ground.council()
            let letterhead = LetterGround.letterhead
            func written(_ sender: Sender) async throws -> LetterText {
                let plain = try await words(ground)
                return try Wording(version: plain.version, blocks: plain.blocks, sender: sender)
                    .compose(Sample.fields, of: council, letterhead)
            }
            let unsaid = try await written(Sender(displayName: "C", replyTo: nil, phone: nil))
            #expect(unsaid.mail.contains { $0.contains("une réponse à un courriel automatique n’est pas lue") })
            #expect(!unsaid.letter.joined().contains("courriel automatique"))
            #expect(unsaid.letter.contains { $0.contains("dans l’annuaire du Conseil national") })
            let postal = try await written(Sender(displayName: "C", replyTo: nil, phone: nil, postal: ["1 RUE"]))
            #expect(postal.letter.contains { $0.contains("à l’adresse de ce courrier") })
            let phone = try await written(Sender(displayName: "C", replyTo: nil, phone: "05 11 11 11 11"))
            #expect(phone.mail.contains { $0.contains("appelez le 05 11 11 11 11") })
            #expect(phone.letter.contains { $0.contains("appelez le 05 11 11 11 11") })
        }
    }

    @Test("a mail leaves with the sender that it was written with, and the head of a sheet is that one too")
    func sender() async throws {
        try await LotGround.run { ground in
            try await sign(
                Sender(displayName: "Secrétariat", replyTo: "oui@example.org", phone: "05 11 11 11 11"), ground)
            try await ground.ground.post(1, cause: "1")
            try await ground.post(2, to: ["Docteur Deux", "1 RUE NEUVE", "69003 LYON"])
            try await sign(Sender(displayName: "Autre", replyTo: "non@example.org", phone: "05 22 22 22 22"), ground)
            try await ground.ground.work()
            let mail = try #require(ground.ground.server.given.first)
            #expect(mail.header("Reply-To")?.contains("oui@example.org") == true)
            #expect(!mail.text.contains("05 22"))
            let council = try await ground.ground.council()
            let sheet = try await ground.database.transaction(as: .council(1)) { transaction in
                let content = try transaction.query(
                    "select content from letters.notice where channel = 'post'")[0].text("content")
                let text = try #require(LetterText(try JSON(parsing: content)))
                let present = try Sender.find(council, on: LetterGround.today, transaction)
                return text.printed(
                    from: council, present, to: try PostalAddress(lines: ["Docteur Deux", "69003 LYON"]),
                    on: LetterGround.today, reference: "1")
            }
            #expect(sheet.sender.contains("05 11 11 11 11") && !sheet.sender.contains("05 22 22 22 22"))
        }
    }

    @Test("words are kept by what never changes and read again as they were; other words have another mark")
    func kept() async throws {
        try await LotGround.run { ground in
            let (council, first) = (try await ground.ground.council(), try await words(ground))
            try await sign(
                Sender(displayName: "S", replyTo: "oui@example.org", phone: "05", postal: ["1 RUE DU CONSEIL"]), ground)
            let second = try await words(ground)
            #expect(first.mark != second.mark)
            for words in [first, second] {
                let again = try await ground.database.transaction(as: .council(1)) {
                    try Wording.read(JSON(parsing: words.json.text), of: council, $0)
                }
                #expect(again == words && again?.mark == words.mark)
            }
            let unknown = try await ground.database.transaction(as: .council(1)) {
                try Wording.read(JSON(parsing: #"{"template": "alert", "version": 999}"#), of: council, $0)
            }
            #expect(unknown == nil)
        }
    }

    @Test("a notice takes the place of an earlier one, once, and nobody asks for other words once a letter has left")
    func constraints() async throws {
        try await LotGround.run { ground in
            let first = try await ground.post(1, to: ["Docteur Un", "1 RUE NEUVE", "69003 LYON"])
            let copy: SQL = """
                insert into letters.notice (council_id, kind, cause, addressee, channel, physician_id, template_id,
                    template_version, content, content_hash, made_on, made_by, replaces)
                select council_id, kind, cause || '/', addressee, channel, physician_id, template_id, template_version,
                    content, content_hash, made_on, made_by, notice_id from letters.notice where notice_id = \(first)
                """
            let again: SQL = """
                insert into letters.notice (council_id, kind, cause, addressee, channel, physician_id, template_id,
                    template_version, content, content_hash, made_on, made_by, replaces)
                select council_id, kind, cause || '//', addressee, channel, physician_id, template_id,
                    template_version, content, content_hash, made_on, made_by, notice_id
                from letters.notice where notice_id = \(first)
                """
            let sent: SQL = """
                update letters.delivery set state = 'sent', sent_on = '2029-01-02', sent_at = now()
                """
            let refused = try await ground.database.transaction(as: .council(1)) { transaction in
                _ = try transaction.query(copy)
                var names: [String] = []
                for statement in [again, "update letters.delivery set words_wanted = true"] as [SQL] {
                    if case .failure(let error) = try transaction.attempt(statement) {
                        names.append(error.constraint ?? "")
                    }
                    if names.count == 1 { _ = try transaction.query(sent) }
                }
                return names
            }
            #expect(refused == ["notice_is_replaced_once", "delivery_goes_forward"])
        }
    }
}
