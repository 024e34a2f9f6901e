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
                .run(on: LetterGround.today, now: Self.now, transaction)
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
                events == ["template_proposed paul@conseil.example", "template_published anne@conseil.example"])
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

    @Test("words with a flaw, words that change nothing, and a day that has passed or is taken are refused")
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
            try await publish(ground, first, by: people.second)
            let second = try await propose(
                ground, try await draft(ground, by: people.second, subject: "Deux"), by: people.second)
            await #expect(throws: TemplateRefusal.dayIsTaken) {
                try await publish(ground, second, by: people.first)
            }
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
