import Access
import Postgres
import Support
import Testing
import Vocabulary

@testable import Letters

/// People of the councils who change the words of letters.
enum Writers {
    /// Two people of the same council, with rows of their own.
    static func two(_ ground: LetterGround) async throws -> (first: Author, second: Author) {
        var authors: [Author] = []
        for name in ["paul", "anne"] {
            let email = "\(name)@conseil.example"
            try await AddPerson(ground.database).run(
                email: email, name: "Personne \(name)", password: "une phrase assez longue", council: "33",
                role: .president, from: day("2023-01-01"), salt: (0..<16).map { $0 })
            let ids = try await ground.texts(
                "select person_id::text as line from access.person where email = \(email)", as: .access)
            authors.append(Author(name: email, personID: Int64(ids[0]), role: .president))
        }
        return (authors[0], authors[1])
    }
}

@Suite("National words of letters are changed by two people")
struct TemplateDraftTests {
    private static let now = Instant(epochSeconds: 1_862_000_000)

    /// Begins a change of the alert's words and saves another subject.
    @discardableResult
    private func draft(
        _ ground: LetterGround, by author: Author, subject: String = "Un autre objet"
    ) async throws -> TemplateDraft {
        try await ground.database.transaction(as: .national) { transaction in
            try BeginTemplateDraft(.alert, by: author).run(on: LetterGround.today, now: Self.now, transaction)
            let begun = try #require(try TemplateDraft.open(.alert, transaction))
            let text = TemplateText(subject: subject, mail: begun.text.mail, letter: begun.text.letter)
            try SaveTemplateDraft(begun.id, revision: begun.revision, text, by: author)
                .run(now: Self.now, transaction)
            return try #require(try TemplateDraft.open(.alert, transaction))
        }
    }

    private func propose(_ ground: LetterGround, _ draft: TemplateDraft, by author: Author) async throws
        -> TemplateDraft
    {
        try await ground.database.transaction(as: .national) { transaction in
            try ProposeTemplateDraft(draft.id, revision: draft.revision, by: author)
                .run(now: Self.now, transaction)
            return try #require(try TemplateDraft.open(.alert, transaction))
        }
    }

    private func publish(
        _ ground: LetterGround, _ draft: TemplateDraft, from day: CalendarDate = LetterGround.today,
        by author: Author
    ) async throws {
        try await ground.database.transaction(as: .national) {
            try PublishTemplateDraft(draft.id, revision: draft.revision, from: day, by: author)
                .run(today: LetterGround.today, now: Self.now, $0)
        }
    }

    private func inForce(_ ground: LetterGround, on day: CalendarDate) async throws -> TemplateVersion {
        try await ground.database.transaction(as: .council(1)) {
            try TemplateVersion.inForce(kind: .alert, on: day, $0)
        }
    }

    @Test("what another person published holds from its day on, in every council, and the journal tells both")
    func published() async throws {
        try await LetterGround.run { ground in
            let people = try await Writers.two(ground)
            let proposal = try await propose(ground, try await draft(ground, by: people.first), by: people.first)
            try await publish(ground, proposal, from: day("2029-02-01"), by: people.second)
            let (before, after) = (
                try await inForce(ground, on: day("2029-01-31")), try await inForce(ground, on: day("2029-02-01"))
            )
            #expect(!before.isNational && after.isNational)
            #expect(after.subject == "Un autre objet" && after.version == 1 && after.mail == before.mail)
            let events = try await ground.texts(
                """
                select action || ' ' || actor as line from access.event where action like 'template_%'
                order by event_id
                """, as: .national)
            #expect(
                events == [
                    "template_begun paul@conseil.example", "template_saved paul@conseil.example",
                    "template_proposed paul@conseil.example", "template_published anne@conseil.example",
                ])
        }
    }

    @Test("nobody publishes their own proposal, not even past the command")
    func anotherPerson() async throws {
        try await LetterGround.run { ground in
            let people = try await Writers.two(ground)
            let proposal = try await propose(ground, try await draft(ground, by: people.first), by: people.first)
            await #expect(throws: TemplateRefusal.isOwnProposal) {
                try await publish(ground, proposal, by: people.first)
            }
            let error = await #expect(throws: PostgresError.self) {
                try await ground.database.transaction(as: .national) { transaction in
                    try transaction.query(
                        """
                        update letters.template_draft set state = 'published', published_by = 'x',
                            published_person_id = proposed_person_id, published_at = now(),
                            in_force_from = '2029-01-02', version = 1 where council_id = 0
                        """)
                }
            }
            #expect(error?.constraint == "template_draft_is_published_by_another")
        }
    }

    @Test("of two who publish at once one does, and the other is told")
    func twoAtOnce() async throws {
        try await LetterGround.run { ground in
            let people = try await Writers.two(ground)
            let proposal = try await propose(ground, try await draft(ground, by: people.first), by: people.first)
            async let left: Void = publish(ground, proposal, by: people.second)
            async let right: Void = publish(ground, proposal, by: people.second)
            var refused: [TemplateRefusal] = []
            do { try await left } catch let refusal as TemplateRefusal { refused.append(refusal) }
            do { try await right } catch let refusal as TemplateRefusal { refused.append(refusal) }
            #expect(refused == [.hasMoved])
            #expect(try await inForce(ground, on: LetterGround.today).isNational)
        }
    }

    @Test("what somebody saved meanwhile is not written over, and one change of a kind is open at a time")
    func conflicts() async throws {
        try await LetterGround.run { ground in
            let people = try await Writers.two(ground)
            let saved = try await draft(ground, by: people.first)
            await #expect(throws: TemplateRefusal.hasMoved) {
                try await ground.database.transaction(as: .national) {
                    try SaveTemplateDraft(saved.id, revision: saved.revision - 1, saved.text, by: people.second)
                        .run(now: Self.now, $0)
                }
            }
            await #expect(throws: TemplateRefusal.isOpenAlready) {
                try await ground.database.transaction(as: .national) {
                    try BeginTemplateDraft(.alert, by: people.second)
                        .run(on: LetterGround.today, now: Self.now, $0)
                }
            }
        }
    }

    @Test("words with a flaw, words that change nothing, and a day that has passed are refused")
    func refusals() async throws {
        try await LetterGround.run { ground in
            let people = try await Writers.two(ground)
            let flawed = try await draft(ground, by: people.first, subject: "Étape du {naissance}")
            await #expect(
                throws: TemplateRefusal.hasFlaws([
                    TemplateFlaw(part: .subject, paragraph: nil, sentence: "Le champ {naissance} n'existe pas.")
                ])
            ) { _ = try await propose(ground, flawed, by: people.first) }
            let unchanged = try await save(ground, flawed, try await inForce(ground, on: LetterGround.today).subject)
            await #expect(throws: TemplateRefusal.isUnchanged) {
                _ = try await propose(ground, unchanged, by: people.first)
            }
            let first = try await propose(ground, try await save(ground, unchanged, "Un"), by: people.first)
            await #expect(throws: TemplateRefusal.dayIsPast) {
                try await publish(ground, first, from: day("2029-01-01"), by: people.second)
            }
        }
    }

    @Test("what was published by mistake is replaced on the same day: the later version of a day holds")
    func sameDay() async throws {
        try await LetterGround.run { ground in
            let people = try await Writers.two(ground)
            for (subject, author, other) in [
                ("Une erreur", people.first, people.second), ("Sans erreur", people.second, people.first),
            ] {
                let draft = try await draft(ground, by: author, subject: subject)
                try await publish(ground, try await propose(ground, draft, by: author), by: other)
                #expect(try await inForce(ground, on: LetterGround.today).subject == subject)
            }
            #expect(try await inForce(ground, on: LetterGround.today).version == 2)
        }
    }

    @Test("a version published for an earlier day than the draft's is not undone unseen: its author compares again")
    func baseMoved() async throws {
        try await LetterGround.run { ground in
            let people = try await Writers.two(ground)
            let june = try await propose(
                ground, try await draft(ground, by: people.first, subject: "Juin"), by: people.first)
            try await publish(ground, june, from: day("2029-06-01"), by: people.second)
            let july = try await propose(
                ground, try await draft(ground, by: people.first, subject: "Juillet"), by: people.first)
            await #expect(throws: TemplateRefusal.baseMoved(.init(id: "alert.national", version: 1))) {
                try await publish(ground, july, from: day("2029-07-01"), by: people.second)
            }
            let back = try await ground.database.transaction(as: .national) { transaction in
                try ReturnTemplateDraft(july.id, revision: july.revision, reason: "À reprendre", by: people.second)
                    .run(transaction)
                let draft = try #require(try TemplateDraft.open(.alert, transaction))
                try RebaseTemplateDraft(draft.id, revision: draft.revision, for: day("2029-07-01"), by: people.first)
                    .run(today: LetterGround.today, transaction)
                return try #require(try TemplateDraft.open(.alert, transaction))
            }
            #expect(back.base == .init(id: "alert.national", version: 1) && back.text.subject == "Juillet")
            let again = try await propose(ground, back, by: people.first)
            try await publish(ground, again, from: day("2029-07-01"), by: people.second)
            #expect(try await inForce(ground, on: day("2029-07-01")).subject == "Juillet")
            #expect(try await inForce(ground, on: day("2029-06-30")).subject == "Juin")
        }
    }

    @Test("two people revoke a version whose day has not come; one alone does not, and a day that has come stays")
    func revoked() async throws {
        try await LetterGround.run { ground in
            let people = try await Writers.two(ground)
            let proposal = try await propose(ground, try await draft(ground, by: people.first), by: people.first)
            try await publish(ground, proposal, from: day("2029-06-01"), by: people.second)
            func ask(_ today: String) async throws {
                try await ground.database.transaction(as: .national) {
                    try AskTemplateRevocation(proposal.id, reason: "Une faute", by: people.second)
                        .run(today: day(today), now: Self.now, $0)
                }
            }
            func agree(_ author: Author, _ today: String) async throws {
                try await ground.database.transaction(as: .national) {
                    try RevokeTemplate(proposal.id, by: author).run(today: day(today), now: Self.now, $0)
                }
            }
            await #expect(throws: TemplateRefusal.hasMoved) { try await agree(people.first, "2029-05-31") }
            await #expect(throws: TemplateRefusal.dayHasCome) { try await ask("2029-06-01") }
            try await ask("2029-05-31")
            await #expect(throws: TemplateRefusal.isOwnRequest) { try await agree(people.second, "2029-05-31") }
            await #expect(throws: TemplateRefusal.dayHasCome) { try await agree(people.first, "2029-06-01") }
            try await agree(people.first, "2029-05-31")
            #expect(try await !inForce(ground, on: day("2029-06-01")).isNational)
            let coming = try await ground.database.transaction(as: .national) {
                try TemplateDraft.coming(.alert, after: LetterGround.today, $0)
            }
            #expect(coming == [])
            let error = await #expect(throws: PostgresError.self) {
                try await ground.database.transaction(as: .national) {
                    _ = try $0.query("update letters.template_version set revoked = true where template_id = 'alert'")
                }
            }
            #expect(error?.constraint == "template_version_is_never_changed")
        }
    }

    @Test(
        "whoever wrote the last revision does not publish it, whoever proposed it; the journal knows each by its hash")
    func writer() async throws {
        try await LetterGround.run { ground in
            let people = try await Writers.two(ground)
            let begun = try await draft(ground, by: people.first)
            let other = try await ground.database.transaction(as: .national) { transaction in
                let text = TemplateText(subject: "De l’autre", mail: begun.text.mail, letter: begun.text.letter)
                try SaveTemplateDraft(begun.id, revision: begun.revision, text, by: people.second)
                    .run(now: Self.now, transaction)
                return try #require(try TemplateDraft.open(.alert, transaction))
            }
            let proposal = try await propose(ground, other, by: people.first)
            await #expect(throws: TemplateRefusal.isOwnWriting) {
                try await publish(ground, proposal, by: people.second)
            }
            let hashes = try await ground.texts(
                """
                select actor || ' ' || (detail ->> 'sha256') as line from access.event
                where action = 'template_saved' order by event_id
                """, as: .national)
            #expect(
                hashes == [
                    "paul@conseil.example \(begun.text.hash)", "anne@conseil.example \(other.text.hash)",
                ])
            let error = await #expect(throws: PostgresError.self) {
                try await ground.database.transaction(as: .national) {
                    _ = try $0.query(
                        """
                        update letters.template_draft set state = 'published', published_by = 'x',
                            published_person_id = written_person_id, published_at = now(),
                            in_force_from = '2029-01-02', version = 1 where council_id = 0
                        """)
                }
            }
            #expect(error?.constraint == "template_draft_is_published_by_another_writer")
        }
    }

    private func save(_ ground: LetterGround, _ draft: TemplateDraft, _ subject: String) async throws -> TemplateDraft {
        try await ground.database.transaction(as: .national) { transaction in
            let text = TemplateText(subject: subject, mail: draft.text.mail, letter: draft.text.letter)
            try SaveTemplateDraft(draft.id, revision: draft.revision, text, by: "paul@conseil.example")
                .run(now: Self.now, transaction)
            return try #require(try TemplateDraft.open(.alert, transaction))
        }
    }

    @Test("a proposal that is sent back is a draft again, with the reason; without one it is not sent back")
    func sentBack() async throws {
        try await LetterGround.run { ground in
            let people = try await Writers.two(ground)
            let proposal = try await propose(ground, try await draft(ground, by: people.first), by: people.first)
            func sendBack(_ reason: String) async throws {
                try await ground.database.transaction(as: .national) {
                    try ReturnTemplateDraft(
                        proposal.id, revision: proposal.revision, reason: reason, by: people.second
                    ).run($0)
                }
            }
            await #expect(throws: TemplateRefusal.reasonIsMissing) { try await sendBack("") }
            try await sendBack("Trop long.")
            let draft = try await ground.database.transaction(as: .national) { try TemplateDraft.open(.alert, $0) }
            #expect(draft?.state == .draft && draft?.reason == "Trop long." && draft?.proposer == nil)
            await #expect(throws: TemplateRefusal.hasMoved) { try await publish(ground, proposal, by: people.second) }
        }
    }

    @Test("no council can add, change or read a draft of national words, nor a version that two people did not publish")
    func lockedByRights() async throws {
        try await LetterGround.run { ground in
            let people = try await Writers.two(ground)
            try await draft(ground, by: people.first)
            let add: SQL = """
                insert into letters.template_version (template_id, version, kind, in_force_from, content)
                values ('alert.national', 1, 'alert', '2029-01-01', '{}')
                """
            let statements: [(SQL, Principal, String)] = [
                (add, .council(1), "42501"),
                ("update letters.template_version set content = '{}'", .council(1), "42501"),
                ("delete from letters.template_version", .council(1), "42501"),
                ("select 1 from letters.template_draft", .council(1), "42501"),
                ("update letters.template_draft set content = '{}'", .council(1), "42501"),
                (add, .national, "23514"), ("update letters.template_version set content = '{}'", .national, "42501"),
            ]
            for (statement, principal, state) in statements {
                let error = await #expect(throws: PostgresError.self) {
                    try await ground.database.transaction(as: principal) { _ = try $0.query(statement) }
                }
                #expect(error?.sqlState == state, "\(statement)")
            }
        }
    }
}
