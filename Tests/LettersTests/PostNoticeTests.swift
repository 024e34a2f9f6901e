import Access
import Postgres
import Support
import Testing
import Vocabulary

@testable import Letters

@Suite("A notice is made once, with its delivery, its job and its line of the journal")
struct PostNoticeTests {
    @Test("a mail waits in the queue under a message id that names nobody; the journal says who had it sent")
    func mailIsQueued() async throws {
        try await LetterGround.run { ground in
            let posted = try await ground.post()
            #expect(posted.isNew)
            #expect(try await ground.states() == ["ready"])
            #expect(try await ground.jobs() == ["ready"])
            let ids = try await ground.texts("select message_id as line from letters.delivery")
            let code = try await ground.council().code
            #expect(ids[0].hasPrefix("l.\(code).") && ids[0].hasSuffix("@sextant.example"))
            let events = try await ground.texts(
                "select action || ' ' || subject || ' ' || actor as line from access.event where action = 'notice_sent'"
            )
            #expect(events == ["notice_sent physician:7 paul@conseil.example"])
        }
    }

    @Test("the same cause a second time gives the first notice, and nothing more")
    func onceOnly() async throws {
        try await LetterGround.run { ground in
            let first = try await ground.post()
            let second = try await ground.post(addressee: "Docteur Autre Nom")
            #expect(second == PostNotice.Posted(noticeID: first.noticeID, isNew: false))
            #expect(try await ground.states() == ["ready"])
            #expect(try await ground.jobs() == ["ready"])
            let events = try await ground.texts("select action as line from access.event where action = 'notice_sent'")
            #expect(events.count == 1)
        }
    }

    @Test("two at once make one notice")
    func twoAtOnce() async throws {
        try await LetterGround.run { ground in
            async let left = ground.post()
            async let right = ground.post()
            let (first, second) = try await (left, right)
            #expect(first.noticeID == second.noticeID && first.isNew != second.isNew)
            #expect(try await ground.jobs().count == 1)
        }
    }

    @Test("a letter on paper is held, and no mail is queued for it")
    func paperIsHeld() async throws {
        try await LetterGround.run { ground in
            try await ground.post(to: .post(["DOCTEUR CLAIRE AUBIN", "1 RUE DES LILAS", "33000 BORDEAUX"]))
            #expect(try await ground.states() == ["held"])
            #expect(try await ground.jobs() == [])
        }
    }

    @Test("the text is kept as it was sent, with its hash; the proof stands in the letter and not in the mail")
    func textIsKept() async throws {
        try await LetterGround.run { ground in
            let posted = try await ground.post()
            let text = try #require(
                try await ground.database.transaction(as: .council(1)) {
                    try LetterText.find(posted.noticeID, council: 1, $0)
                })
            #expect(text.mail[0] == "Docteur Claire Aubin,")
            #expect(text.mail.joined().contains("https://compte.example"))
            #expect(text.letter.joined().contains("Actions retenues\u{A0}: 3"))
            #expect(!text.mail.joined().contains("retenues\u{A0}: 3"))
            let foreign = try await ground.database.transaction(as: .council(2)) {
                try LetterText.find(posted.noticeID, council: 1, $0)
            }
            #expect(foreign == nil)
        }
    }

    @Test("a retraction says which notice it takes back; another kind takes none back")
    func retraction() async throws {
        try await LetterGround.run { ground in
            let (alert, council) = (try await ground.post(), try await ground.council())
            let retraction = try await ground.database.transaction(as: .council(1)) { transaction in
                let notice = Notice(
                    .retraction, cause: "7/2023-01-01/2029-01-01", about: 7, dueOn: day("2029-01-01"),
                    version: try TemplateVersion.inForce(kind: .retraction, on: LetterGround.today, transaction),
                    fields: [
                        .addressee: "Docteur Claire Aubin", .milestone: "1er janvier 2029",
                        .retractedOn: "2 janvier 2029", .reason: "une action était mal lue.",
                    ], retracts: alert.noticeID)
                return try PostNotice(LetterGround.letterhead, by: "paul@conseil.example", on: LetterGround.today)
                    .run(notice, to: .email("claire.aubin@example.org"), of: council, transaction)
            }
            let (first, second) = try await ground.database.transaction(as: .council(1)) {
                (try SentNotice.find(alert.noticeID, $0), try SentNotice.find(retraction.noticeID, $0))
            }
            #expect(first?.retractedBy == retraction.noticeID)
            #expect(second?.retracts == alert.noticeID)
            await #expect(throws: PostgresError.self) {
                try await ground.database.transaction(as: .council(1)) { transaction in
                    let notice = Notice(
                        .contact, cause: "9", about: 9,
                        version: try TemplateVersion.inForce(kind: .contact, on: LetterGround.today, transaction),
                        fields: [.addressee: "Docteur"], retracts: alert.noticeID)
                    _ = try PostNotice(LetterGround.letterhead, by: "paul@conseil.example", on: LetterGround.today)
                        .run(notice, to: .email("a@example.org"), of: council, transaction)
                }
            }
        }
    }

    @Test("what was said is never changed nor removed, not even by the owner; words once in force neither")
    func noticesStand() async throws {
        try await LetterGround.run { ground in
            try await ground.post()
            try await ground.database.rolledBack(as: .council(1)) { transaction in
                for statement: SQL in [
                    "update letters.notice set content = ''", "delete from letters.notice",
                    "delete from letters.delivery", "update letters.delivery set message_id = 'x'",
                    "update letters.thread_entry set words = ''", "delete from letters.bounce",
                    "insert into letters.template_version select 'x', 9, kind, '2029-01-01', content "
                        + "from letters.template_version",
                ] {
                    guard case .failure(let error) = try transaction.attempt(statement) else {
                        Issue.record("\(statement.text) was not refused")
                        continue
                    }
                    #expect(error.sqlState == "42501", "\(statement.text)")
                }
            }
            let statements: [(SQL, String)] = [
                ("update letters.notice set made_by = 'x'", "notice_is_never_changed"),
                ("update letters.template_version set content = '{}'", "template_version_is_never_changed"),
                ("delete from letters.template_version", "template_version_is_never_changed"),
            ]
            for (statement, constraint) in statements {
                try await ground.place.owner.rolledBack(as: nil) { transaction in
                    try transaction.query("alter table letters.notice no force row level security")
                    guard case .failure(let error) = try transaction.attempt(statement) else {
                        Issue.record("\(statement.text) was not refused")
                        return
                    }
                    #expect(error.constraint == constraint)
                }
            }
        }
    }
}
