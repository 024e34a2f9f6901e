import Access
import Documents
import Postgres
import Support
import Testing
import Vocabulary

@testable import Letters

@Suite("Letters on paper leave in lots, each as it was set")
struct LotTests {
    @Test("a lot takes the letters that wait, sets each alone and all at once in the order of the post")
    func making() async throws {
        try await LotGround.run { ground in
            try await ground.post(1, to: ["Docteur Un", "1 RUE NEUVE", "69003 LYON"])
            try await ground.post(2, to: ["Docteur Deux", "12 RUE DES LILAS", "01000 BOURG"])
            try await ground.post(3, to: ["Docteur Trois", "2 RUE DES LILAS", "01000 BOURG"])
            try await ground.ground.post(4, cause: "4")
            let lot = try await ground.prepare()
            #expect(try await ground.lot(lot).state == .making)
            #expect(try await ground.lot(lot).done == 0)
            try await ground.make()
            let made = try await ground.lot(lot)
            #expect(made.state == .ready)
            #expect((made.letters, made.set, made.waiting, made.pages) == (3, 3, 0, 3))
            let pile = try await ground.lines(lot)
            #expect(pile.map(\.physicianID) == [3, 2, 1])
            #expect(pile.map(\.rank) == [1, 2, 3])
            let council = try await ground.ground.council()
            #expect(ground.press.lots == [pile.map { LetterReference($0.notice, of: council).text }])
            #expect(ground.press.set.count == 3)
            #expect(try await ground.ground.jobs() == ["ready"])
            #expect(try await ground.ground.states() == ["held", "held", "held", "ready"])
        }
    }

    @Test("a lot that nobody can print waits with its reason, and goes on where it was")
    func noPress() async throws {
        try await LotGround.run { ground in
            try await ground.letters(2)
            let lot = try await ground.prepare()
            ground.press.setOut(true)
            try await ground.make()
            #expect(try await ground.lot(lot).fault == LotFault.engine)
            #expect(try await ground.ground.jobs() == ["ready typesetter.unusable"])
            ground.press.setOut(false)
            ground.ground.time.move(by: 299)
            try await ground.make()
            #expect(try await ground.lot(lot).state == .making)
            ground.ground.time.move(by: 2)
            try await ground.make()
            #expect(try await ground.lot(lot).state == .ready)
            #expect(try await ground.lot(lot).fault == nil)
        }
    }

    @Test("what cannot be printed stays out with its reason and what to do, and waits (NF Z 10-011)")
    func leftOut() async throws {
        try await LotGround.run { ground in
            try await ground.post(1, to: ["Docteur Un", "a", "b", "c", "d", "e", "01000 BOURG"])
            try await ground.post(2, to: ["Docteur Deux", String(repeating: "x", count: 41), "01000 BOURG"])
            try await ground.post(3, to: ["Docteur Trois", "1 RUE 王", "01000 BOURG"])
            try await ground.post(4, to: ["Docteur Quatre", "2 RUE NEUVE", "01000 BOURG"])
            try await ground.post(5, to: ["Docteur Cinq", "3 RUE NEUVE", "01000 BOURG"])
            ground.press.refuse("Docteur Trois", .missingGlyph("王"))
            ground.press.give("Docteur Quatre", pages: PostalLot.mostPages + 1)
            let lot = try await ground.prepare()
            try await ground.make()
            let out = try await ground.lines(lot, [.leftOut])
            #expect(out.map(\.physicianID) == [1, 2, 3, 4])
            for (line, words) in zip(out, ["7 lignes", "Ligne 2 : 41 caractères", "« 王 »", "3 pages"]) {
                #expect(line.reason?.contains(words) == true)
            }
            #expect(out.map(\.fault) == [.address, .address, .address, .words])
            #expect(out.map(\.mayBeMended) == [true, true, true, false], "an address does not shorten a text")
            #expect(try await ground.lines(lot, [.set]).map(\.physicianID) == [5])
            #expect(try await ground.ground.states().allSatisfy { $0 == "held" })
        }
    }

    @Test("the address of a letter that was left out is mended, and it goes with the next lot")
    func mending() async throws {
        try await LotGround.run { ground in
            try await ground.post(1, to: ["Docteur Un", String(repeating: "x", count: 41), "01000 BOURG"])
            let lot = try await ground.prepare()
            try await ground.make()
            let council = try await ground.ground.council()
            let line = try await ground.lines(lot)[0]
            func mend(_ lines: [String]) async throws {
                let author = ground.author
                try await ground.database.transaction(as: .council(1)) { transaction in
                    try MendLetterAddress(line.delivery, lines: lines, by: author)
                        .run(council, on: LetterGround.today, transaction)
                }
            }
            await #expect(throws: AddressFault.tooFewLines(1)) { try await mend(["Docteur Un"]) }
            try await mend(["Docteur Un", "1 RUE NEUVE", "01000 BOURG"])
            let mended = try await ground.lines(lot)[0]
            #expect(mended.mendedOn == LetterGround.today && mended.mendedBy == "paul@conseil.example")
            #expect(!mended.mayBeMended, "it is mended once for a lot")
            let kept = try await ground.ground.texts(
                """
                select concat(old_values ->> 'address', ' / ', new_values ->> 'address') as line from access.event
                where action = 'letter_address_mended'
                """)
            #expect(kept.count == 1 && kept[0].contains("xxx") && kept[0].contains("1 RUE NEUVE"))
            try await ground.cancel(lot)
            let next = try await ground.prepare()
            try await ground.make()
            #expect(try await ground.lines(next, [.set]).map(\.address.count) == [3])
            #expect(
                try await ground.refusal { try await mend(["Docteur Un", "2 RUE NEUVE", "01000 BOURG"]) } == .isInPile)
            _ = try await ground.deposit(next)
            await #expect(throws: PostgresError.self) {
                try await ground.database.transaction(as: .council(1)) { transaction in
                    try transaction.query("update letters.delivery set address = '{a,b}'")
                }
            }
        }
    }

    @Test("whoever is compliant since is not in the lot, and a stopped campaign's letter waits (R. 4022-18)")
    func gate() async throws {
        try await LotGround.run { ground in
            try await ground.letters(1)
            let stopped = try await ground.prepare()
            try await ground.make([.alert: Porter(.later(ground.ground.now.adding(seconds: 3600)))])
            #expect(try await ground.lines(stopped).map(\.state) == [.leftOut])
            #expect(try await ground.ground.states() == ["held"])
            try await ground.cancel(stopped)
            let lot = try await ground.prepare()
            try await ground.make([.alert: Porter(.never("Le programme est complet depuis."))])
            #expect(try await ground.lines(lot).map(\.reason) == ["Le programme est complet depuis."])
            #expect(try await ground.ground.states() == ["withdrawn"])
            #expect(try await ground.lot(lot).set == 0)
            #expect(ground.press.set.isEmpty)
        }
    }

    @Test("an alert without a gate is never printed")
    func gateIsMissing() async throws {
        try await LotGround.run { ground in
            try await ground.letters(1)
            let lot = try await ground.prepare()
            try await ground.make([:])
            #expect(try await ground.lines(lot).map(\.state) == [.leftOut])
            #expect(ground.press.set.isEmpty)
        }
    }

    @Test(
        "while facts are being written, or standings follow them, the lot waits and nothing is left out",
        arguments: [false, true])
    func busy(isOfOne: Bool) async throws {
        try await LotGround.run { ground in
            try await ground.letters(1)
            let lot = try await ground.prepare()
            let moment = ground.ground.now.adding(seconds: 15)
            try await ground.make([.alert: Porter(isOfOne ? .later(moment) : .councilLater(moment))])
            #expect(try await ground.lot(lot).fault == LotFault.busy)
            #expect(try await ground.ground.jobs() == ["ready facts.busy"])
            ground.ground.time.move(by: 16)
            try await ground.make()
            #expect(try await ground.lot(lot).set == 1)
        }
    }

    @Test("two people at once: one of them makes the lot, the other is told who")
    func twoAtOnce() async throws {
        try await LotGround.run { ground in
            try await ground.letters(3)
            async let first: PostalRefusal? = ground.refusal { try await ground.prepare() }
            async let second: PostalRefusal? = ground.refusal { try await ground.prepare(by: ground.second) }
            let refusals = try await [first, second].compactMap(\.self)
            #expect(refusals.count == 1)
            guard case .otherIsOpen = refusals.first else {
                Issue.record("\(refusals)")
                return
            }
            #expect(try await ground.ground.texts("select lot_id::text as line from letters.lot").count == 1)
        }
    }

    @Test("without a letter, or without a person, there is no lot")
    func nothing() async throws {
        try await LotGround.run { ground in
            #expect(try await ground.refusal { try await ground.prepare() } == .nothingWaits)
            try await ground.letters(1)
            #expect(try await ground.refusal { try await ground.prepare(by: "commande") } == .personIsUnknown)
        }
    }

    @Test("a lot that is cancelled gives its letters back and keeps no file")
    func cancelling() async throws {
        try await LotGround.run { ground in
            try await ground.letters(2)
            let lot = try await ground.prepare()
            try await ground.make()
            try await ground.cancel(lot)
            #expect(try await ground.lot(lot).state == .cancelled)
            #expect(try await ground.ground.texts("select sha256 as line from letters.document") == [])
            #expect(
                try await ground.refusal { _ = try await ground.deposit(lot) }
                    == .isDecided(.cancelled, by: "paul@conseil.example"))
            let next = try await ground.prepare()
            try await ground.cancel(next)
            try await ground.make()
            #expect(try await ground.ground.jobs() == [])
            #expect(try await ground.lot(next).state == .cancelled)
        }
    }
}
