import Access
import Postgres
import Support
import Testing
import Vocabulary

@testable import Letters

@Suite("Where a council is answered is read by two people")
struct SenderTests {
    private static let now = Instant(epochSeconds: 1_862_000_000)
    private static let first = Sender(
        displayName: "Conseil de l’Ain", replyTo: "reponse@ain.example", phone: "04 00 00 00 00",
        postal: ["1 rue du Moulin", "01000 Bourg-en-Bresse"])

    private func propose(_ ground: LetterGround, _ sender: Sender, by author: Author) async throws {
        let council = try await ground.council()
        try await ground.database.transaction(as: .council(1)) {
            try ProposeSender(sender, by: author).run(council, on: LetterGround.today, now: Self.now, $0)
        }
    }

    private func publish(
        _ ground: LetterGround, _ version: Int, from date: CalendarDate = LetterGround.today, by author: Author
    ) async throws {
        let council = try await ground.council()
        try await ground.database.transaction(as: .council(1)) {
            try PublishBlock(.sender, version: version, from: date, by: author)
                .run(council, today: LetterGround.today, now: Self.now, $0)
        }
    }

    private func sender(_ ground: LetterGround, on date: String) async throws -> Sender {
        let council = try await ground.council()
        return try await ground.database.transaction(as: .council(1)) { try Sender.find(council, on: day(date), $0) }
    }

    @Test("the first sender of a council waits for a second person, and holds from its day on")
    func first() async throws {
        try await LetterGround.run { ground in
            let people = try await Writers.two(ground)
            try await propose(ground, Self.first, by: people.first)
            #expect(try await sender(ground, on: "2029-01-02").version == 0)
            await #expect(throws: TemplateRefusal.isOwnProposal) { try await publish(ground, 1, by: people.first) }
            try await publish(ground, 1, from: day("2029-01-05"), by: people.second)
            let (before, after) = (
                try await sender(ground, on: "2029-01-04"), try await sender(ground, on: "2029-01-05")
            )
            #expect(before.version == 0 && before.replyTo == nil)
            #expect(after.version == 1 && after.replyTo == "reponse@ain.example")
            #expect(after.postal == ["1 rue du Moulin", "01000 Bourg-en-Bresse"])
        }
    }

    @Test("versions are kept, each can be read again, and the journal says what was before and after")
    func versions() async throws {
        try await LetterGround.run { ground in
            let people = try await Writers.two(ground)
            let council = try await ground.council()
            try await propose(ground, Self.first, by: people.first)
            try await publish(ground, 1, by: people.second)
            await #expect(throws: TemplateRefusal.isUnchanged) {
                try await propose(ground, Self.first, by: people.second)
            }
            let other = Sender(displayName: "Conseil de l’Ain", replyTo: "autre@ain.example", phone: nil)
            try await propose(ground, other, by: people.second)
            await #expect(throws: TemplateRefusal.isOpenAlready) {
                try await propose(ground, other, by: people.first)
            }
            try await publish(ground, 2, by: people.first)
            #expect(try await sender(ground, on: "2029-01-02").replyTo == "autre@ain.example")
            let old = try await ground.database.transaction(as: .council(1)) {
                try (Sender.find(council, version: 1, $0), Sender.find(council, version: 9, $0))
            }
            #expect(old.0.replyTo == "reponse@ain.example" && old.1.version == 0)
            let lines = try await ground.texts(
                """
                select actor || ' ' || (old_values ->> 'replyTo') || ' ' || (new_values ->> 'replyTo') as line
                from access.event where action = 'sender_set' and old_values is not null
                """)
            #expect(lines == ["paul@conseil.example reponse@ain.example autre@ain.example"])
        }
    }

    @Test("one person alone changes nothing, not even past the commands; what holds stays as it is")
    func lockedByRights() async throws {
        try await LetterGround.run { ground in
            try await ground.setSender(Self.first)
            let statements: [(SQL, String)] = [
                ("update letters.sender set reply_to = 'x@y'", "42501"),
                ("update letters.sender set in_force_from = '2029-05-01'", "23514"),
                ("delete from letters.sender", "42501"),
                (
                    """
                    insert into letters.sender (council_id, version, display_name, state, proposed_by, proposed_at,
                        published_by, published_at, in_force_from)
                    values (1, 2, 'x', 'published', 'x', now(), 'x', now(), '2029-01-01')
                    """, "23514"
                ),
                (
                    """
                    insert into letters.sender (council_id, version, display_name, proposed_by, proposed_at)
                    values (1, 2, 'x', 'x', now())
                    """, "23514"
                ),
            ]
            for (statement, state) in statements {
                let error = await #expect(throws: PostgresError.self) {
                    try await ground.database.transaction(as: .council(1)) { _ = try $0.query(statement) }
                }
                #expect(error?.sqlState == state, "\(statement)")
            }
            let foreign = try await ground.texts("select display_name as line from letters.sender", as: .council(2))
            #expect(foreign == [])
        }
    }

    @Test(
        "each part of a sender that no letter can bear is said where it is",
        arguments: [
            (Sender(displayName: "", replyTo: nil, phone: nil), SenderFlaw.Part.displayName),
            (Sender(displayName: "a\u{200F}", replyTo: nil, phone: nil), .displayName),
            (Sender(displayName: "a", replyTo: "à vérifier", phone: nil), .replyTo),
            (Sender(displayName: "a", replyTo: nil, phone: String(repeating: "1", count: 41)), .phone),
            (
                Sender(displayName: "a", replyTo: nil, phone: nil, postal: [String(repeating: "a", count: 39)]),
                .postal
            ),
            (
                Sender(displayName: "a", replyTo: nil, phone: nil, postal: Array(repeating: "a", count: 7)), .postal
            ),
        ])
    func flaws(sender: Sender, part: SenderFlaw.Part) {
        #expect(sender.flaws.map(\.part) == [part])
        #expect(Self.first.flaws == [])
    }

    @Test("a letter on paper bears the postal address of its council, under its own header or its name")
    func head() async throws {
        try await LetterGround.run { ground in
            let council = try await ground.council()
            let plain = Self.first.head(of: council, header: [])
            #expect(plain[0] == council.name && plain.contains("01000 Bourg-en-Bresse"))
            #expect(plain.suffix(2) == ["04 00 00 00 00", "reponse@ain.example"])
            let own = Self.first.head(of: council, header: ["Service", council.name, "1 rue du Moulin"])
            #expect(own == ["Service", council.name, "1 rue du Moulin", "01000 Bourg-en-Bresse"])
        }
    }
}
