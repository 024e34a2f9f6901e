import Access
import Letters
import Postgres
import Support
import Testing
import Vocabulary

@testable import Alerts
@testable import Jobs

@Suite("How physicians are reached", .serialized)
struct ContactTests {
    private static let street = ["adresse_1": "12 RUE DES LILAS", "adresse_2": "33000 BORDEAUX"]
    private static let silent = ["courriel_rpps": ""].merging(street) { $1 }

    /// Four physicians: two with an address, one with a postal one only, one with none at all.
    private func ground(_ body: (AlertGround) async throws -> Void) async throws {
        try await AlertGround.run { ground in
            try await ground.enrol(4, [2: Self.silent, 3: ["courriel_rpps": ""]])
            try await ground.refresh()
            try await body(ground)
        }
    }

    private func summary(_ ground: AlertGround, readsReturns: Bool = true) async throws -> ReachSummary {
        let reading = ReadReach(ground.council, on: ground.today, readsReturns: readsReturns)
        return try await ground.act { try reading.summary($0) }
    }

    private func rows(_ ground: AlertGround, _ state: Reach.State) async throws -> [Reach] {
        let reading = ReadReach(ground.council, on: ground.today, readsReturns: true)
        return try await ground.act { try reading.list(state, $0) }
    }

    @discardableResult
    private func ask(_ way: AskContacts.Way, shown: Int, _ ground: AlertGround) async throws -> Int {
        let (council, today, author) = (ground.council, ground.today, ground.author())
        let asking = AskContacts(way, shown: shown, letterhead: AlertGround.letterhead, by: author)
        return try await ground.act { try asking.run(council, on: today, $0) }
    }

    /// Sends what is due.
    private func work(_ ground: AlertGround) async throws {
        let time = ground.time
        let send = SendMail(
            carrier: ground.mails, letterhead: AlertGround.letterhead, gates: [.contact: ContactGate()],
            today: { time.day }, now: { time.now })
        let desk = Desk(database: ground.database, clock: QueueClock { time.queue }, stop: StopSign())
        while try await desk.doOutside(send, council: ground.council.id) > 0 {}
    }

    /// What the gate says of a notice.
    private func gate(_ notice: Int64, _ ground: AlertGround) async throws -> Admission {
        let (council, today) = (ground.council.id, ground.today)
        return try await ground.act { try ContactGate().admit(notice, cause: "", council: council, on: today, $0) }
    }

    private func notices(_ ground: AlertGround) async throws -> [Int64] {
        try await ground.texts(
            "select notice_id::text as line from letters.published_delivery where kind = 'contact' order by notice_id"
        ).compactMap { Int64($0) }
    }

    @Test("the list says who has no address, and how many a letter or a mail would reach (L. 4001-2)")
    func counts() async throws {
        try await ground { ground in
            let summary = try await summary(ground)
            #expect(summary.counts == [.absent: 2, .unverified: 2])
            #expect(summary.total == 4 && summary.reachable == 2)
            // An envelope holds the address of one of the two.
            #expect(summary.toAsk == 1 && summary.toVerify == 2)
        }
    }

    @Test("a letter asks once in six months, waits for the next lot, and stays once an address is known")
    func letter() async throws {
        try await ground { ground in
            #expect(try await ask(.letter, shown: 1, ground) == 1)
            try await work(ground)
            let held = try await ground.texts(
                "select concat_ws(' ', kind, channel, state) as line from letters.published_delivery")
            #expect(held == ["contact post held"])
            #expect(try await summary(ground).toAsk == 0)
            await #expect(throws: AskContacts.Refusal.nobody) { try await ask(.letter, shown: 0, ground) }
            let row = try #require(try await rows(ground, .absent).first { $0.askedOn != nil })
            #expect(row.letter == .held && row.askedOn == ground.today)
            // The physician gives an address before the letter is printed.
            try await ground.enrol(4, [2: Self.street, 3: ["courriel_rpps": ""]])
            try await ground.refresh()
            let notice = try #require(try await notices(ground).first)
            #expect(try await gate(notice, ground) == .never("Une adresse électronique est connue depuis."))
        }
    }

    @Test("a mail verifies: what does not come back within a week is verified, what is refused is said")
    func mail() async throws {
        try await ground { ground in
            ground.mails.refuse(["m1@example.org"])
            #expect(try await ask(.mail, shown: 2, ground) == 2)
            try await work(ground)
            #expect(ground.mails.sent == ["m0@example.org"])
            #expect(try await summary(ground).counts == [.absent: 2, .awaited: 1, .refused: 1])
            ground.time.set(ground.today.adding(days: 6))
            #expect(try await summary(ground).counts == [.absent: 2, .awaited: 1, .refused: 1])
            ground.time.set(ground.today.next)
            #expect(try await summary(ground).counts == [.absent: 2, .verified: 1, .refused: 1])
            // The roll writes the refused address in capitals: it is refused still.
            try await ground.enrol(
                4, [1: ["courriel_rpps": "M1@EXAMPLE.ORG"], 2: Self.silent, 3: ["courriel_rpps": ""]])
            let reading = ReadReach(ground.council, on: ground.today, readsReturns: true)
            let rounds = try await ground.act { try reading.rounds($0) }
            #expect(rounds.map { [$0.asked, $0.sent, $0.returned, $0.reachable] } == [[2, 1, 1, 1]])
        }
    }

    @Test("pressed twice before any worker runs, nobody is asked twice, by letter or by mail")
    func twice() async throws {
        try await ground { ground in
            #expect(try await ask(.letter, shown: 1, ground) == 1)
            #expect(try await ask(.mail, shown: 2, ground) == 2)
            #expect(try await summary(ground).toAsk == 0)
            await #expect(throws: AskContacts.Refusal.nobody) { try await ask(.letter, shown: 1, ground) }
            await #expect(throws: AskContacts.Refusal.nobody) { try await ask(.mail, shown: 2, ground) }
            try await work(ground)
            #expect(ground.mails.sent.sorted() == ["m0@example.org", "m1@example.org"])
            #expect(try await notices(ground).count == 3)
            // Half a year later the letter still waits for a lot: no other one is asked for.
            ground.time.set(day("2029-08-01"))
            #expect(try await summary(ground).toAsk == 0)
        }
    }

    @Test("of two letters that ask the same physician only the later one leaves, and none within six months of another")
    func twoLetters() async throws {
        try await ground { ground in
            try await ask(.letter, shown: 1, ground)
            let first = try #require(try await notices(ground).first)
            #expect(try await gate(first, ground) == .go)
            let (council, author, today) = (ground.council, ground.author(), ground.today)
            let physician = try #require(try await rows(ground, .absent).first { $0.askedOn != nil }?.physicianID)
            let second = try await ground.act { transaction in
                let version = try TemplateVersion.inForce(kind: .contact, on: today, transaction)
                let notice = Notice(
                    .contact, cause: "contact:again", about: physician, version: version,
                    fields: [.addressee: "Docteur CAMILLE2 LENOIR2"])
                return try PostNotice(AlertGround.letterhead, by: author, on: today)
                    .run(
                        notice, to: .post(["CAMILLE2 LENOIR2", "12 RUE DES LILAS", "33000 BORDEAUX"]), of: council,
                        transaction
                    )
                    .noticeID
            }
            #expect(try await gate(first, ground) != .go)
            #expect(try await gate(second, ground) == .go)
        }
    }

    @Test("whoever another council's later roll names is that council's to reach, and is not written to here")
    func moved() async throws {
        try await ground { ground in
            try await ask(.letter, shown: 1, ground)
            try await ask(.mail, shown: 2, ground)
            let held = try #require(try await notices(ground).first)
            try await ground.journey.roll(
                [0, 2].map { rank in
                    .init(
                        AlertGround.person(rank), council: "75", registered: "2028-12-15",
                        ["courriel_rpps": "paris\(rank)@example.org"])
                }, asOf: "2029-01-02", council: "75")
            try await ground.refresh()
            #expect(try await summary(ground).total == 2)
            #expect(try await gate(held, ground) != .go)
            try await work(ground)
            #expect(ground.mails.sent == ["m1@example.org"])
        }
    }

    @Test("where nobody reads what comes back, no mail makes an address verified; one that waits is said to wait")
    func unread() async throws {
        try await ground { ground in
            try await ask(.mail, shown: 2, ground)
            let waiting = try await rows(ground, .awaited)
            let said = waiting.map(\.french)
            #expect(said == ["vérification en attente d'envoi", "vérification en attente d'envoi"])
            try await work(ground)
            #expect(try await rows(ground, .awaited).map(\.french).first == "vérification en cours")
            ground.time.set(day("2029-03-01"))
            #expect(try await summary(ground).count(.verified) == 2)
            let blind = try await summary(ground, readsReturns: false)
            #expect(blind.counts[.verified] == nil && blind.counts[.unread] == 2)
            #expect(blind.toVerify == 0)
        }
    }

    @Test("whoever read another number is told to read again, and nobody is written to")
    func changed() async throws {
        try await ground { ground in
            await #expect(throws: AskContacts.Refusal.hasChanged) { try await ask(.mail, shown: 1, ground) }
            try await work(ground)
            #expect(ground.mails.sent.isEmpty)
        }
    }
}
