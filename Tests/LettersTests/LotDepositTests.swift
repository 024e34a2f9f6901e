import Access
import Documents
import Postgres
import Support
import Testing
import Vocabulary

@testable import Letters

@Suite("A lot is deposited once, and nothing leaves that should not")
struct LotDepositTests {
    private func ready(_ ground: LotGround, _ number: Int = 2) async throws -> Int64 {
        try await ground.letters(number)
        let lot = try await ground.prepare()
        try await ground.make()
        return lot
    }

    @Test("each letter of the pile has left on the day of the deposit; its file stays, the whole print goes")
    func deposit() async throws {
        try await LotGround.run { ground in
            let lot = try await ready(ground)
            let outcome = try await ground.deposit(lot)
            #expect(outcome == DepositLot.Outcome(sent: 2, doubtful: 0))
            #expect(try await ground.ground.states() == ["sent", "sent"])
            #expect(
                try await ground.ground.texts("select sent_on::text as line from letters.delivery")
                    == ["2029-01-02", "2029-01-02"])
            let kept = try await ground.ground.texts(
                "select coalesce(delivery_id, 0)::text as line from letters.document order by 1")
            #expect(kept == ["1", "2"])
            let notice = try await ground.lines(lot)[0].notice
            let (file, print) = try await ground.database.transaction(as: .council(1)) {
                (try PostalDocument.letter(of: notice, $0), try PostalDocument.print(of: lot, $0))
            }
            #expect(file?.bytes.starts(with: Array("%PDF".utf8)) == true)
            #expect(file?.engine == "press of the tests")
            #expect(print == nil)
            #expect(
                try await ground.refusal { try await ground.record(lot, by: ground.second) }
                    == .isDecided(.deposited, by: "paul@conseil.example"))
        }
    }

    @Test("the day of the deposit is neither ahead nor before the lot, and it is that of the check")
    func days() async throws {
        try await LotGround.run { ground in
            let lot = try await ready(ground)
            let unchecked = try await ground.refusal { try await ground.record(lot) }
            #expect(unchecked == .isNotChecked)
            try await ground.check(lot)
            for wrong in ["2029-01-03", "2029-01-01"] {
                let refused = try await ground.refusal { try await ground.record(lot, on: wrong) }
                #expect(refused == .dayIsWrong(LetterGround.today))
            }
            let old = try await ground.refusal { try await ground.record(lot, on: "2029-01-03", said: "2029-01-03") }
            #expect(old == .checkIsOfAnotherDay(LetterGround.today))
            #expect(
                old?.sentence.replacing("\u{A0}", with: " ")
                    == "Vérifiez de nouveau le pli : la vérification du 2 janvier 2029 ne vaut que pour ce jour.")
            #expect(try await ground.ground.states() == ["held", "held"])
            try await ground.check(lot, on: "2029-01-03")
            let late = try await ground.record(lot, on: "2029-01-03", said: "2029-01-05")
            #expect(late.sent == 2)
            #expect(
                try await ground.ground.texts("select sent_on::text as line from letters.delivery")
                    == ["2029-01-03", "2029-01-03"])
        }
    }

    @Test("a letter that came back is known by its reference, once, and the thread says why")
    func returned() async throws {
        try await LotGround.run { ground in
            let lot = try await ready(ground)
            let council = try await ground.ground.council()
            let line = try await ground.lines(lot)[0]
            let reference = LetterReference(line.notice, of: council).text
            func record(_ text: String) async throws -> PostalRefusal? {
                let (author, now) = (ground.author, ground.ground.now)
                return try await ground.refusal {
                    try await ground.database.transaction(as: .council(1)) { transaction in
                        _ = try RecordReturn(text, .unknown, by: author)
                            .run(council, today: LetterGround.today, now: now, transaction)
                    }
                }
            }
            #expect(try await record(reference) == .hasNotLeft)
            _ = try await ground.deposit(lot)
            #expect(try await record("12") == .referenceIsUnknown)
            #expect(try await record(" \(reference.lowercased())\n") == nil)
            #expect(try await record(reference) == .cameBack(LetterGround.today))
            let found = try await ground.lines(lot)[0]
            #expect(found.delivered == .bounced)
            #expect(found.returnReason == "Destinataire inconnu à l’adresse")
            let thread = try await ground.database.transaction(as: .council(1)) {
                try ThreadOfPhysician.read(line.physicianID, $0)
            }
            #expect(
                thread.entries.contains { entry in
                    if case .entry(.returned, let words) = entry.content { words.contains(reference) } else { false }
                })
            #expect(try await ground.lot(lot).returned == 1)
        }
    }

    @Test("whoever tries, a deposited letter's file, a closed lot and its lines are not changed")
    func triggers() async throws {
        try await LotGround.run { ground in
            let lot = try await ready(ground)
            _ = try await ground.deposit(lot)
            let attempts: [(SQL, String)] = [
                ("delete from letters.document", "document_stays"),
                ("update letters.lot set fault = 'x'", "lot_goes_forward"),
                ("update letters.lot_line set state = 'removed', reason = 'x'", "lot_line_goes_forward"),
            ]
            for (statement, name) in attempts {
                let refused = try await ground.database.transaction(as: .council(1)) { transaction in
                    guard case .failure(let error) = try transaction.attempt(statement) else { return "" }
                    return error.constraint ?? ""
                }
                #expect(refused == name)
            }
            let foreign = try await ground.ground.texts("select sha256 as line from letters.document", as: .council(2))
            #expect(foreign == [])
        }
    }

    @Test("a purge that two people reviewed removes the letters of the physician on its list, and nobody else's")
    func purged() async throws {
        try await LotGround.run { ground in
            _ = try await ground.deposit(try await ready(ground))
            let people = [ground.author.personID, ground.second.personID]
            try await ground.database.transaction(as: .council(1)) { transaction in
                try transaction.query(
                    """
                    with made as (
                        insert into access.purge (council_id, as_of, rule_version, not_due, proposed_by, proposed_at)
                        values (1, date '2040-01-01', 2, 0, 'paul', now()) returning purge_id)
                    insert into access.purge_item (council_id, purge_id, kind, item_id, due_on)
                    select 1, purge_id, 'physician', (select min(physician_id) from letters.notice), date '2039-01-01'
                    from made
                    """)
                try transaction.query(
                    """
                    update access.purge set first_person = \(people[0]), first_reviewer = 'paul', first_review_at = now(),
                        second_person = \(people[1]), second_reviewer = 'anne', second_review_at = now()
                    """)
            }
            let removed = try await ground.database.transaction(as: .tenant(1, as: "sextant_purge")) {
                (
                    try $0.query("delete from letters.document").affected,
                    try $0.query("delete from letters.lot_line").affected
                )
            }
            #expect(removed == (1, 1))
            #expect(try await ground.ground.texts("select sha256 as line from letters.document").count == 1)
        }
    }
}

@Suite("References and places of letters")
struct LetterReferenceTests {
    private let council = Council(id: 1, code: "2A", name: "Corse-du-Sud", shortName: "Corse-du-Sud")

    @Test("a reference is read back, in small letters and with blanks; one wrong character is no reference")
    func mistypings() throws {
        let reference = LetterReference(1042, of: council)
        #expect(LetterReference(" \(reference.text.lowercased()) \n") == reference)
        // The code is held against the council's own.
        for place in reference.text.indices.dropFirst(3) where reference.text[place] != "-" {
            for letter in "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ" where letter != reference.text[place] {
                var text = reference.text
                text.replaceSubrange(place...place, with: String(letter))
                #expect(LetterReference(text) == nil, "\(text)")
            }
        }
    }

    @Test(
        "anything else is no reference",
        arguments: ["", "-", "--", "2A--T", "2A-0-T", "2A-1", "é-1-T", "2A-١-T", "-1-T"])
    func others(text: String) { #expect(LetterReference(text) == nil) }

    @Test("any text is read or refused, never worse (fuzz)")
    func fuzz() {
        let letters = Array("0123456789-AZ٣ \u{202E}é\n")
        var seed: UInt64 = 42
        for _ in 0..<20_000 {
            let text = String(
                (0..<12).map { _ in
                    seed = seed &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
                    return letters[Int(seed >> 33) % letters.count]
                })
            if let read = LetterReference(text) { #expect(LetterReference(read.text) == read) }
        }
    }

    @Test("the pile lies by country, postcode, commune, street and number, name")
    func order() {
        let sorted = [
            ["Docteur A", "2 RUE DES LILAS", "01000 BOURG"], ["Docteur A", "12 RUE DES LILAS", "01000 BOURG"],
            ["Docteur B", "12 RUE DES LILAS", "01000 BOURG"], ["Docteur A", "1 RUE NEUVE", "01000 BOURG", "FRANCE"],
            ["Docteur A", "1 RUE NEUVE", "69003 LYON"], ["Docteur A", "10 RUE HAUTE", "B 1000 BRUXELLES", "BELGIQUE"],
        ]
        #expect(sorted.shuffled().sorted { PostalOrder($0) < PostalOrder($1) } == sorted)
    }
}
