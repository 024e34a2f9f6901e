import Access
import Postgres
import Support
import Testing
import Vocabulary

@testable import Letters

@Suite("What a letter on paper teaches that came back")
struct ReturnTests {
    private static let lines = ["Docteur Claire Aubin", "12 rue des Lilas", "33000 Bordeaux"]

    /// A letter that was deposited on the first of January, with somebody who records what comes back.
    private struct Post {
        let ground: LetterGround
        let council: Council
        let author: Author
        let notice: Int64

        var reference: String { LetterReference(notice, of: council).text }

        static func run(_ body: (Post) async throws -> Void) async throws {
            try await LotGround.run { lots in
                let (ground, council) = (lots.ground, try await lots.ground.council())
                let notice = try await ground.post(to: .post(lines)).noticeID
                let post = Post(ground: ground, council: council, author: lots.author, notice: notice)
                try await post.leave(notice)
                try await body(post)
            }
        }

        func leave(_ notice: Int64) async throws {
            try await ground.database.transaction(as: .council(1)) { transaction in
                try transaction.query(
                    """
                    update letters.delivery set state = 'sent', sent_on = date '2029-01-01', sent_at = now()
                    where notice_id = \(notice)
                    """)
            }
        }

        func record(
            _ reason: RecordReturn.Reason, of notice: Int64? = nil, on iso: String = "2029-01-02"
        ) async throws -> PostalRefusal? {
            let (council, author, now) = (council, author, ground.now)
            let reference = LetterReference(notice ?? self.notice, of: council).text
            do {
                try await ground.database.transaction(as: .council(1)) { transaction in
                    _ = try RecordReturn(reference, reason, on: day(iso), by: author)
                        .run(council, today: LetterGround.today, now: now, transaction)
                }
                return nil
            } catch let refusal as PostalRefusal {
                return refusal
            }
        }

        func correct(
            to reason: RecordReturn.Reason?, on iso: String? = nil, because words: String = "erreur de lecture"
        ) async throws -> CorrectReturn.Refusal? {
            let (council, author, now, reference) = (council, author, ground.now, reference)
            do {
                try await ground.database.transaction(as: .council(1)) { transaction in
                    _ = try CorrectReturn(reference, to: reason, on: iso.map { day($0) }, because: words, by: author)
                        .run(council, today: LetterGround.today, now: now, transaction)
                }
                return nil
            } catch let refusal as CorrectReturn.Refusal {
                return refusal
            }
        }

        /// What is known of the address.
        func checks() async throws -> [String] {
            try await ground.texts(
                "select concat_ws(' ', address, state) as line from letters.published_postal_check order by 1")
        }

        func delivery() async throws -> [String] {
            try await ground.texts(
                """
                select concat_ws(' ', state, ended_on, reason) as line from letters.delivery
                where notice_id = \(notice)
                """)
        }
    }

    @Test("« inconnu » and « défaut d’accès » are of the address; « refusé » and « non réclamé » prove it right")
    func address() async throws {
        for reason in RecordReturn.Reason.allCases {
            try await Post.run { post in
                #expect(try await post.record(reason) == nil)
                let checks = try await post.checks()
                #expect(checks == (reason.isOfAddress ? ["12RUEDESLILAS33000BORDEAUX refused"] : []), "\(reason)")
            }
        }
    }

    @Test("the day of a return is neither before the deposit nor ahead, and is the one that is kept")
    func days() async throws {
        try await Post.run { post in
            for wrong in ["2028-12-31", "2029-01-03"] {
                #expect(try await post.record(.refused, on: wrong) == .dayIsWrong(day("2029-01-01")), "\(wrong)")
            }
            #expect(try await post.record(.refused, on: "2029-01-01") == nil)
            #expect(try await post.delivery() == ["bounced 2029-01-01 Pli refusé par le destinataire"])
            let thread = try await post.ground.texts(
                "select happened_on::text as line from letters.thread_entry where kind = 'returned'")
            #expect(thread == ["2029-01-01"])
        }
    }

    @Test("a return is set right with a reason: what was written stays, and the address works again")
    func correction() async throws {
        try await Post.run { post in
            #expect(try await post.correct(to: .refused) == .hasNoReturn)
            _ = try await post.record(.unknown)
            #expect(try await post.correct(to: .refused, because: " ") == .reasonIsMissing)
            #expect(try await post.correct(to: .unknown) == .nothingChanges)
            #expect(try await post.correct(to: .refused, on: "2029-01-03") == .dayIsWrong(day("2029-01-01")))
            #expect(try await post.correct(to: .refused) == nil)
            #expect(try await post.delivery() == ["bounced 2029-01-02 Pli refusé par le destinataire"])
            #expect(try await post.checks() == ["12RUEDESLILAS33000BORDEAUX valid"])
            #expect(try await post.correct(to: nil) == nil)
            #expect(try await post.delivery() == ["sent"])
            let thread = try await post.ground.texts(
                "select kind as line from letters.thread_entry order by thread_entry_id")
            #expect(thread == ["returned", "note", "note"])
            #expect(try await post.record(.unclaimed) == nil, "it may come back after all")
        }
    }

    @Test("an address from which another letter came back stays one to be checked")
    func twoLetters() async throws {
        try await Post.run { post in
            let other = try await post.ground.post(cause: "7/autre", to: .post(Self.lines)).noticeID
            try await post.leave(other)
            _ = try await post.record(.unknown)
            _ = try await post.record(.address, of: other)
            #expect(try await post.correct(to: .unclaimed) == nil)
            #expect(try await post.checks() == ["12RUEDESLILAS33000BORDEAUX refused"])
        }
    }

    @Test("somebody says that the address is right: that holds until a letter comes back again")
    func vouched() async throws {
        try await Post.run { post in
            _ = try await post.record(.unknown)
            let (council, author, now) = (post.council, post.author, post.ground.now)
            try await post.ground.database.transaction(as: .council(1)) { transaction in
                try CheckPostalAddress(["12, rue des Lilas", "33000 BORDEAUX"], of: 7, by: author)
                    .run(council, on: LetterGround.today, now: now, transaction)
            }
            #expect(try await post.checks() == ["12RUEDESLILAS33000BORDEAUX valid"])
            let mails = try await post.ground.texts(
                "select state as line from letters.published_contact_check")
            #expect(mails == [], "no e-mail address is meant")
        }
    }

    @Test("whoever tries, a mail that was refused never counts as sent again, nor a letter that was withdrawn")
    func triggers() async throws {
        try await Post.run { post in
            let mail = try await post.ground.post(8, cause: "8").noticeID
            try await post.ground.database.transaction(as: .council(1)) { transaction in
                try transaction.query(
                    """
                    update letters.delivery set state = 'bounced', ended_on = date '2029-01-02' where notice_id = \(mail)
                    """)
                let again: SQL = """
                    update letters.delivery set state = 'sent', ended_on = null, sent_on = date '2029-01-02',
                        sent_at = now() where notice_id = \(mail)
                    """
                guard case .failure(let error) = try transaction.attempt(again) else {
                    Issue.record("a refused mail was sent again")
                    return
                }
                #expect(error.constraint == "delivery_goes_forward")
            }
        }
    }
}
