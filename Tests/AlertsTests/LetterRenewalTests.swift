import Access
import Documents
import Letters
import Postgres
import Support
import Testing
import Vocabulary

@testable import Alerts

@Suite("A letter on paper is true on the day on which it leaves", .serialized)
struct LetterRenewalTests {
    /// How many actions the letter says are counted.
    private func counted(_ letter: PrintedLetter) -> String? {
        letter.paragraphs.lazy.compactMap { $0.firstMatch(of: /retenues\s:\s(\d+)/) }.first.map { String($0.1) }
    }

    private func plain(_ text: String) -> String { text.replacing("\u{A0}", with: " ") }

    private func events(_ paper: PaperGround) async throws -> [String] {
        try await paper.ground.texts(
            "select reason as line from alerts.event where act = 'written_again' order by event_id")
    }

    private func move(_ paper: PaperGround, to address: [String: String]) async throws {
        try await paper.ground.enrol(2, [0: PaperGround.address.merging(address) { $1 }, 1: PaperGround.address])
        try await paper.ground.refresh()
    }

    @Test("whoever has done one more action meanwhile reads that number: another letter takes the place of the first")
    func oneMoreAction() async throws {
        try await PaperGround.run(2) { paper in
            let before = try await paper.ground.texts(
                "select concat_ws(' ', notice_id, record_id) as line from alerts.entry order by entry_id")
            try await paper.ground.declare(0, 1)
            try await paper.ground.refresh()
            let lot = try await paper.lot()
            let letters = try await paper.words(of: lot)
            #expect(letters.compactMap(counted) == ["1", "0"])
            #expect(paper.press.letters.count == 2, "the old letter is not set at all")
            let out = try await paper.lines(lot, .leftOut)
            #expect(out.count == 1)
            #expect(out.first?.reason?.contains("Une lettre à jour la remplace") == true)
            #expect(out.first?.delivered == .withdrawn)
            // The first is kept as it was, the second says whose place it takes, and has the proof of the day.
            let kept = try await paper.ground.texts(
                """
                select concat_ws(' ', d.state, n.cause = o.cause || '/2', n.content_hash <> o.content_hash,
                    n.record_id <> o.record_id) as line
                from letters.notice n join letters.notice o on o.council_id = n.council_id and o.notice_id = n.replaces
                join letters.delivery d on d.notice_id = o.notice_id
                """)
            #expect(kept == ["withdrawn t t t"])
            let entries = try await paper.ground.texts(
                """
                select concat_ws(' ', e.round, e.counted, r.proof is not null) as line
                from alerts.entry e join standings.record r on r.record_id = e.record_id order by e.entry_id
                """)
            #expect(entries == ["2 1 t", "1 0 t"])
            let now = try await paper.ground.texts(
                "select concat_ws(' ', notice_id, record_id) as line from alerts.entry order by entry_id")
            #expect(now[0] != before[0] && now[1] == before[1])
            #expect(try await events(paper) == ["Ce que dit la lettre a changé depuis qu’elle a été écrite."])
        }
    }

    @Test("whoever moved house meanwhile gets the letter at the new address (NF Z 10-011)")
    func movedHouse() async throws {
        try await PaperGround.run(2) { paper in
            try await move(paper, to: ["adresse_1": "3 COURS NEUF", "adresse_2": "33800 BORDEAUX"])
            let letters = try await paper.words(of: try await paper.lot())
            #expect(
                letters.map { $0.address.lines.suffix(2).joined(separator: ", ") }
                    == ["3 COURS NEUF, 33800 BORDEAUX", "12 RUE DES LILAS, 33000 BORDEAUX"])
            #expect(
                try await events(paper)
                    == ["L’adresse du médecin au Tableau a changé depuis que la lettre a été écrite."])
        }
    }

    @Test("an address that a person gave by hand holds against the roll, also when the letter is written again")
    func byHand() async throws {
        try await PaperGround.run(2) { paper in
            let (council, today, author) = (paper.ground.council, paper.ground.today, paper.ground.author())
            try await paper.ground.act { transaction in
                let delivery = try transaction.query("select min(delivery_id) as id from letters.delivery")[0].int("id")
                try MendLetterAddress(
                    Int64(delivery), lines: ["Docteur Camille Lenoir", "CHEZ SA FILLE", "64000 PAU"], by: author
                ).run(council, on: today, transaction)
            }
            try await move(paper, to: ["adresse_1": "3 COURS NEUF", "adresse_2": "33800 BORDEAUX"])
            try await paper.ground.declare(0, 1)
            try await paper.ground.refresh()
            let letters = try await paper.words(of: try await paper.lot())
            #expect(letters.first?.address.lines.last == "64000 PAU")
            #expect(letters.first.flatMap(counted) == "1")
        }
    }

    @Test("an address of the roll to which no letter can go keeps the letter out, with that reason")
    func noWay() async throws {
        try await PaperGround.run(2) { paper in
            try await move(
                paper,
                to: [
                    "adresse_1": "A", "adresse_2": "B", "adresse_3": "C", "adresse_4": "D", "adresse_5": "E",
                    "adresse_6": "33000 BORDEAUX",
                ])
            let lot = try await paper.lot()
            #expect(try await paper.words(of: lot).count == 1)
            #expect(try await paper.lines(lot, .leftOut).map(\.reason) == [Exclusion.addressTooLong.sentence])
            #expect(try await paper.lines(lot, .leftOut).map(\.delivered) == [.held])
        }
    }

    @Test(
        "a letter of more than thirty days is written again with a proof of the day, a younger one is not",
        arguments: [(30, 0), (31, 1)])
    func age(days: Int, times: Int) async throws {
        try await PaperGround.run(1) { paper in
            paper.ground.time.set(paper.ground.today.adding(days: days))
            try await paper.ground.refresh()
            let lot = try await paper.lot()
            #expect(try await paper.words(of: lot).count == 1)
            #expect(
                try await events(paper)
                    == Array(repeating: "La lettre a été écrite il y a plus de 30 jours.", count: times))
        }
    }

    @Test("what changes after the print is taken out at the check, and a letter that is true goes with the next lot")
    func afterThePrint() async throws {
        try await PaperGround.run(2) { paper in
            let lot = try await paper.lot()
            #expect(try await paper.words(of: lot).compactMap(counted) == ["0", "0"])
            try await paper.ground.declare(0, 1)
            try await paper.ground.refresh()
            let outcome = try await paper.check(lot)
            #expect(outcome.left == 1 && outcome.removed == 1)
            let removed = try await paper.lines(lot, .removed)
            #expect(removed.first?.reason?.contains("Une lettre à jour ira dans le prochain lot.") == true)
            #expect(removed.first?.delivered == .held)
            try await paper.make()
            try await paper.deposit(lot)
            let next = try await paper.lot()
            #expect(try await paper.words(of: next).compactMap(counted) == ["1"])
        }
    }

    @Test("a letter that was left out for its words is written again with the words in force, once these have changed")
    func rewritten() async throws {
        try await PaperGround.run(2) { paper in
            let (council, author) = (paper.ground.council, paper.ground.author())
            paper.press.setLongest(100)
            let lot = try await paper.lot()
            #expect(try await paper.lines(lot, .leftOut).allSatisfy(\.mayBeRewritten))
            #expect(try await paper.lines(lot, .leftOut).count == 2)
            func rewrite() async throws -> Int {
                let today = paper.ground.today
                return try await paper.ground.act {
                    try RewriteLetters(lot, by: author).run(council, on: today, $0)
                }
            }
            await #expect(throws: PostalRefusal.wordsAreInForce) { _ = try await rewrite() }
            try await paper.publish(90, from: "2029-01-02", saying: "n’ouvre rien")
            #expect(try await rewrite() == 2)
            #expect(try await paper.lines(lot, .leftOut).allSatisfy(\.isToBeRewritten))
            paper.press.setLongest(.max)
            let letters = try await paper.words(of: try await paper.lot())
            #expect(letters.count == 2)
            #expect(letters.allSatisfy { $0.paragraphs.contains { $0.contains("n’ouvre rien") } })
            #expect(
                try await events(paper)
                    == Array(repeating: "La lettre est écrite de nouveau avec les mots en vigueur.", count: 2))
            await #expect(throws: PostalRefusal.nothingToRewrite) { _ = try await rewrite() }
        }
    }

    @Test("the paper bears the day of its lot, and the letter that takes it back cites that day")
    func day() async throws {
        try await PaperGround.run(1) { paper in
            paper.ground.time.set(Support.day("2029-01-04"))
            let lot = try await paper.lot()
            let (dated, day) = (
                try #require(paper.press.letters.last), try #require(paper.press.piles.last?.last)
            )
            #expect(plain(dated.dateLine) == "Le 4 janvier 2029" && dated.day == "2029-01-04")
            #expect(dated == day, "the pile has the sheet that is kept")
            paper.ground.time.set(Support.day("2029-01-08"))
            try await paper.ground.refresh()
            try await paper.check(lot)
            try await paper.deposit(lot)
            let entry = try #require(try await paper.ground.view(paper.campaign).recipients.first)
            let (council, today, author, id) = (
                paper.ground.council, paper.ground.today, paper.ground.author(), paper.campaign
            )
            try await paper.ground.act {
                try RetractAlert(entry.id, of: id, reason: "une action oubliée", by: author)
                    .run(council, on: today, $0)
            }
            try await paper.ground.work()
            _ = try await paper.lot()
            let retraction = try #require(paper.press.letters.last)
            #expect(plain(retraction.subject).contains("4 janvier 2029"))
            #expect(!plain(retraction.paragraphs.joined()).contains("8 janvier"))
        }
    }

    @Test("a letter that takes an alert back follows its reader to another address, as a letter of its own")
    func retraction() async throws {
        try await PaperGround.run(2) { paper in
            let lot = try await paper.lot()
            try await paper.check(lot)
            try await paper.deposit(lot)
            let first = try #require(try await paper.lines(lot, .set).min { $0.physicianID < $1.physicianID })
            let entries = try await paper.ground.texts(
                "select entry_id::text as line from alerts.entry where notice_id = \(first.notice)")
            let entry = try #require(entries.first.flatMap { Int64($0) })
            let (council, today, author, id) = (
                paper.ground.council, paper.ground.today, paper.ground.author(), paper.campaign
            )
            try await paper.ground.act {
                try RetractAlert(entry, of: id, reason: "une action oubliée", by: author).run(council, on: today, $0)
            }
            try await paper.ground.work()
            try await move(paper, to: ["adresse_1": "3 COURS NEUF", "adresse_2": "33800 BORDEAUX"])
            let letters = try await paper.words(of: try await paper.lot())
            #expect(letters.map { $0.address.lines.last } == ["33800 BORDEAUX"])
            let causes = try await paper.ground.texts(
                "select cause as line from letters.notice where kind = 'retraction' order by notice_id")
            #expect(causes.count == 2 && causes[1] == "\(causes[0])/v2")
            #expect(RetractionGate.next(causes[1]) == "\(causes[0])/v3")
        }
    }
}
