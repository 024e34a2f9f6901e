import Access
import Postgres
import Support
import Testing
import Vocabulary

@testable import Letters

@Suite("A council adds to its letters what two of its people agreed on")
struct CouncilBlockTests {
    private static let now = Instant(epochSeconds: 1_862_000_000)

    private func propose(
        _ ground: LetterGround, _ kind: CouncilBlock.Kind, _ lines: [String], by author: Author
    ) async throws {
        let council = try await ground.council()
        try await ground.database.transaction(as: .council(1)) {
            try ProposeBlock(kind, lines, by: author).run(council, on: LetterGround.today, now: Self.now, $0)
        }
    }

    private func publish(
        _ ground: LetterGround, _ kind: CouncilBlock.Kind, _ version: Int = 1,
        from day: CalendarDate = LetterGround.today, by author: Author
    ) async throws {
        let council = try await ground.council()
        try await ground.database.transaction(as: .council(1)) {
            try PublishBlock(kind, version: version, from: day, by: author)
                .run(council, today: LetterGround.today, now: Self.now, $0)
        }
    }

    private func text(_ ground: LetterGround, cause: String) async throws -> LetterText {
        let posted = try await ground.post(cause: cause)
        return try await ground.database.transaction(as: .council(1)) {
            try #require(try LetterText.find(posted.noticeID, council: 1, $0))
        }
    }

    @Test("published blocks stand in the next letters around the national paragraphs, named by version; old ones stay")
    func composed() async throws {
        try await LetterGround.run { ground in
            let people = try await Writers.two(ground)
            let before = try await text(ground, cause: "7/2023-01-01/2029-01-01")
            let blocks: [(CouncilBlock.Kind, [String])] = [
                (.header, ["Service de la certification", "{conseil}"]), (.paragraph, ["Nous déménageons."]),
                (.delegation, ["Pour le président, par délégation,"]), (.signature, ["Dr Anne Petit"]),
            ]
            for (kind, lines) in blocks {
                try await propose(ground, kind, lines, by: people.first)
                try await publish(ground, kind, by: people.second)
            }
            let after = try await text(ground, cause: "7/2023-01-01/2030-01-01")
            #expect(after.mail == before.mail + ["Dr Anne Petit"])
            var expected = before.letter
            expected.insert("Nous déménageons.", at: expected.count - 1)
            expected.append("Pour le président, par délégation,\nDr Anne Petit")
            #expect(after.letter == expected)
            let council = try await ground.council()
            #expect(after.header == ["Service de la certification", council.name])
            #expect(after.blocks == [.header: 1, .paragraph: 1, .delegation: 1, .signature: 1])
            #expect(after.closing == 2 && before.closing == 1)
            #expect(before.blocks == [:] && before.header == [])
            let first = try await ground.post(cause: "7/2023-01-01/2029-01-01")
            let again = try await ground.database.transaction(as: .council(1)) {
                try LetterText.find(first.noticeID, council: 1, $0)
            }
            #expect(!first.isNew && again == before)
        }
    }

    @Test("a text without blocks is kept in the same bytes as before there were any")
    func bytesStay() throws {
        let text = LetterText(subject: "a", mail: ["b"], letter: ["c"], stripped: [])
        #expect(text.json.text == #"{"subject":"a","mail":["b"],"letter":["c"]}"#)
        let more = LetterText(
            subject: "a", mail: ["b"], letter: ["c"], stripped: [], header: ["h"], blocks: [.signature: 2])
        #expect(LetterText(try JSON(parsing: more.json.text)) == more)
    }

    @Test(
        "nobody publishes their own proposal, a passed day is refused, and one proposal waits at a time")
    func refusals() async throws {
        try await LetterGround.run { ground in
            let people = try await Writers.two(ground)
            try await propose(ground, .signature, ["Dr Anne Petit"], by: people.first)
            await #expect(throws: TemplateRefusal.isOpenAlready) {
                try await propose(ground, .signature, ["Dr Paul"], by: people.second)
            }
            await #expect(throws: TemplateRefusal.isOwnProposal) {
                try await publish(ground, .signature, by: people.first)
            }
            await #expect(throws: TemplateRefusal.dayIsPast) {
                try await publish(ground, .signature, from: day("2029-01-01"), by: people.second)
            }
            try await publish(ground, .signature, by: people.second)
            await #expect(throws: TemplateRefusal.hasMoved) {
                try await publish(ground, .signature, by: people.second)
            }
            await #expect(throws: TemplateRefusal.isUnchanged) {
                try await propose(ground, .signature, ["Dr Anne Petit"], by: people.second)
            }
            try await propose(ground, .signature, [], by: people.second)
            try await publish(ground, .signature, 2, by: people.first)
            let held = try await ground.database.transaction(as: .council(1)) {
                try CouncilBlocks.read(1, on: LetterGround.today, $0)
            }
            #expect(held.versions == [:] && held.lines(.signature) == [])
        }
    }

    @Test("a block that is still to come is revoked by two people, and lines of today are proposed again behind it")
    func revoked() async throws {
        try await LetterGround.run { ground in
            let people = try await Writers.two(ground)
            let council = try await ground.council()
            try await propose(ground, .signature, ["Dr Anne Petit"], by: people.first)
            try await publish(ground, .signature, by: people.second)
            try await propose(ground, .signature, ["Dr Paul"], by: people.first)
            try await publish(ground, .signature, 2, from: day("2029-06-01"), by: people.second)
            // Equal to what holds, and not to what will: no longer « déjà en vigueur ».
            try await propose(ground, .signature, ["Dr Anne Petit"], by: people.first)
            await #expect(throws: TemplateRefusal.isUnchanged) {
                try await publish(ground, .signature, 3, by: people.second)
            }
            func ask() async throws {
                try await ground.database.transaction(as: .council(1)) {
                    try AskBlockRevocation(.signature, version: 2, reason: "Il part", by: people.first)
                        .run(council, today: LetterGround.today, now: Self.now, $0)
                }
            }
            func agree(_ author: Author) async throws {
                try await ground.database.transaction(as: .council(1)) {
                    try RevokeBlock(.signature, version: 2, by: author)
                        .run(council, today: LetterGround.today, now: Self.now, $0)
                }
            }
            await #expect(throws: TemplateRefusal.hasMoved) { try await agree(people.second) }
            try await ask()
            await #expect(throws: TemplateRefusal.isOwnRequest) { try await agree(people.first) }
            try await agree(people.second)
            let later = try await ground.database.transaction(as: .council(1)) {
                try CouncilBlocks.read(1, on: day("2029-06-01"), $0)
            }
            #expect(later.lines(.signature) == ["Dr Anne Petit"])
        }
    }

    @Test("a header names the council, so that no letter is from nobody")
    func headerNames() {
        #expect(CouncilBlock.flaws(["Service"], in: .header).count == 1)
        #expect(CouncilBlock.flaws(["Service", "{conseil}"], in: .header) == [])
        #expect(CouncilBlock.flaws([], in: .header) == [])
    }

    @Test("of two who publish at once one does; a block that is sent back needs a reason, and keeps it")
    func conflicts() async throws {
        try await LetterGround.run { ground in
            let people = try await Writers.two(ground)
            let council = try await ground.council()
            try await propose(ground, .header, ["Service", "{conseil}"], by: people.first)
            async let left: Void = publish(ground, .header, by: people.second)
            async let right: Void = publish(ground, .header, by: people.second)
            var refused: [TemplateRefusal] = []
            do { try await left } catch let refusal as TemplateRefusal { refused.append(refusal) }
            do { try await right } catch let refusal as TemplateRefusal { refused.append(refusal) }
            #expect(refused == [.hasMoved])
            try await propose(ground, .header, ["Autre", "{conseil}"], by: people.first)
            func end(_ reason: String, by author: Author) async throws {
                try await ground.database.transaction(as: .council(1)) {
                    try EndBlockProposal(.header, version: 2, reason: reason, by: author)
                        .run(council, now: Self.now, $0)
                }
            }
            await #expect(throws: TemplateRefusal.reasonIsMissing) { try await end("", by: people.second) }
            try await end("Faute de frappe.", by: people.second)
            let blocks = try await ground.database.transaction(as: .council(1)) {
                try CouncilBlock.all(of: council, $0)
            }
            #expect(blocks.first?.state == .sentBack && blocks.first?.reason == "Faute de frappe.")
        }
    }

    @Test(
        "lines that could not stand in every letter are refused",
        arguments: [
            (["{destinataire}"], "Ligne 1 : le champ {destinataire} ne peut pas figurer dans un texte du conseil."),
            (["a", "b", "c"], "3 lignes : 2 au plus."),
            ([String(repeating: "a", count: 81)], "Ligne 1 : 81 caractères, 80 au plus."),
            (["a\u{200F}"], "Ligne 1 : retirez le caractère U+200F, qui change le sens de l'écriture."),
            (["{x}"], "Ligne 1 : Le champ {x} n'existe pas."),
        ])
    func flaws(lines: [String], sentence: String) {
        #expect(CouncilBlock.flaws(lines, in: .delegation) == [sentence])
    }

    @Test("another council reads no block, and the database keeps a published one as it is")
    func lockedByRights() async throws {
        try await LetterGround.run { ground in
            let people = try await Writers.two(ground)
            try await propose(ground, .signature, ["Dr Anne Petit"], by: people.first)
            try await publish(ground, .signature, by: people.second)
            let foreign = try await ground.texts("select block as line from letters.council_block", as: .council(2))
            #expect(foreign == [])
            let statements: [(SQL, String)] = [
                ("update letters.council_block set lines = '{a}'", "42501"),
                ("update letters.council_block set in_force_from = '2029-05-01'", "23514"),
                ("delete from letters.council_block", "42501"),
            ]
            for (statement, state) in statements {
                let error = await #expect(throws: PostgresError.self) {
                    try await ground.database.transaction(as: .council(1)) { _ = try $0.query(statement) }
                }
                #expect(error?.sqlState == state, "\(statement)")
            }
        }
    }

    @Test("a preview shows the proposal and names what a name hides; nothing is kept")
    func preview() async throws {
        try await LetterGround.run { ground in
            let people = try await Writers.two(ground)
            let council = try await ground.council()
            try await propose(ground, .signature, ["Dr Anne Petit"], by: people.first)
            let previews = try await ground.database.transaction(as: .council(1)) { transaction in
                let notice = try Sample.alert(7, cause: "x", addressee: "Claire \u{202E}nibuA", transaction)
                return try [false, true].map {
                    try PreviewLetter(LetterGround.letterhead, on: LetterGround.today, includesProposals: $0)
                        .run(notice, of: council, transaction)
                }
            }
            #expect(previews.map { $0.text.mail.last == "Dr Anne Petit" } == [false, true])
            #expect(previews[0].hidden.map(\.field) == [.addressee])
            #expect(previews[0].hidden[0].characters.map(\.name) == ["U+202E, qui change le sens de l'écriture"])
            #expect(try await ground.states() == [])
        }
    }
}
