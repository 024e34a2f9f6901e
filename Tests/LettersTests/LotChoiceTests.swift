import Access
import Documents
import Postgres
import Support
import Testing
import Vocabulary

@testable import Letters

@Suite("Which letters a lot takes: none holds the others up")
struct LotChoiceTests {
    /// Letters of alerts about physicians from 1 on, in one transaction.
    private func alerts(_ number: Int, _ ground: LotGround) async throws {
        let council = try await ground.ground.council()
        try await ground.database.transaction(as: .council(1), timeout: 0) { transaction in
            for physician in 1...Int64(number) {
                _ = try PostNotice(LetterGround.letterhead, by: "paul@conseil.example", on: LetterGround.today).run(
                    try Sample.alert(physician, cause: "\(physician)", transaction),
                    to: .post(["Docteur \(physician)", "1 RUE NEUVE", "01000 BOURG"]), of: council, transaction)
            }
        }
    }

    /// A letter that takes back the alert of a physician.
    private func retraction(_ physician: Int64, _ ground: LotGround) async throws {
        let council = try await ground.ground.council()
        try await ground.database.transaction(as: .council(1)) { transaction in
            let alert = try transaction.query(
                "select notice_id from letters.notice where physician_id = \(physician)")[0].int("notice_id")
            let notice = Notice(
                .retraction, cause: "\(physician)", about: physician, dueOn: day("2029-01-01"),
                version: try TemplateVersion.inForce(kind: .retraction, on: LetterGround.today, transaction),
                fields: [
                    .addressee: "Docteur Claire Aubin", .milestone: "1er janvier 2029",
                    .retractedOn: "2 janvier 2029", .reason: "une action était mal lue.",
                ], retracts: Int64(alert))
            _ = try PostNotice(LetterGround.letterhead, by: "paul@conseil.example", on: LetterGround.today)
                .run(notice, to: .post(["Docteur Claire", "2 RUE NEUVE", "01000 BOURG"]), of: council, transaction)
        }
    }

    @Test("501 letters of a stopped campaign hold up no retraction; resumed, they fill two lots, the retraction first")
    func stopped() async throws {
        try await LotGround.run { ground in
            try await alerts(501, ground)
            let stopped: [Notice.Kind: any Gate] = [.alert: Closed()]
            let none = try await ground.refusal { _ = try await ground.prepareAll(stopped) }
            #expect(none == .allAreSuspended(501))
            try await retraction(1, ground)
            let waiting = try await ground.database.transaction(as: .council(1)) {
                try WaitingLetters.read(stopped, $0, council: 1)
            }
            #expect((waiting.number, waiting.suspended, waiting.lots) == (1, 501, 1))
            let lots = try await ground.prepareAll(stopped)
            #expect(lots.count == 1)
            let taken = try await ground.lines(lots[0])
            #expect(taken.map(\.kind) == [.retraction])
            try await ground.cancel(lots[0])
            let resumed = try await ground.prepareAll()
            #expect(resumed.count == 2)
            #expect(try await ground.lot(resumed[0]).letters == 500)
            #expect(try await ground.lot(resumed[1]).letters == 2)
            #expect(try await ground.lines(resumed[0]).contains { $0.kind == .retraction })
            let again = try await ground.refusal { _ = try await ground.prepareAll(by: ground.second) }
            #expect(again == .otherIsOpen(resumed[1], by: "paul@conseil.example"))
        }
    }

    @Test("what could not be printed comes after what was never tried, until its address is mended")
    func leftOut() async throws {
        try await LotGround.run { ground in
            try await ground.post(1, to: ["Docteur Un", String(repeating: "x", count: 41), "01000 BOURG"])
            let first = try await ground.prepare()
            try await ground.make()
            try await ground.post(2, to: ["Docteur Deux", "1 RUE NEUVE", "01000 BOURG"])
            let order = try await free(ground)
            #expect(order == [2, 1])
            let (council, author) = (try await ground.ground.council(), ground.author)
            let delivery = try await ground.lines(first)[0].delivery
            try await ground.database.transaction(as: .council(1)) { transaction in
                try MendLetterAddress(delivery, lines: ["Docteur Un", "1 RUE NEUVE", "01000 BOURG"], by: author)
                    .run(council, on: LetterGround.today, transaction)
            }
            let mended = try await free(ground)
            #expect(mended == [1, 2])
            let second = try await ground.prepare(by: ground.second)
            try await ground.make()
            #expect(try await ground.lot(second).set == 2, "the lot that left one out is still open")
        }
    }

    private func free(_ ground: LotGround) async throws -> [Int64] {
        try await ground.database.transaction(as: .council(1)) {
            try WaitingLetters.read([:], $0, council: 1).free.map(\.delivery)
        }
    }

    @Test("an address is not mended while a lot takes its letter: whoever comes second sees the first")
    func mendingMeanwhile() async throws {
        try await LotGround.run { ground in
            try await ground.post(1, to: ["Docteur Un", "1 RUE NEUVE", "01000 BOURG"])
            let (council, author, second) = (try await ground.ground.council(), ground.author, ground.second)
            let (database, begun) = (ground.database, Signal())
            async let mended: PostalRefusal? = ground.refusal {
                await begun.wait()
                try await database.transaction(as: .council(1)) { transaction in
                    try MendLetterAddress(1, lines: ["Docteur Un", "2 RUE NEUVE", "01000 BOURG"], by: second)
                        .run(council, on: LetterGround.today, transaction)
                }
            }
            try await database.transaction(as: .council(1)) { transaction in
                _ = try PrepareLot(by: author).run(council, on: LetterGround.today, transaction)
                begun.give()
                try transaction.query("select pg_sleep(0.5)")
            }
            #expect(try await mended == .isInPile)
            let address = try await ground.ground.texts("select address[2] as line from letters.delivery")
            #expect(address == ["1 RUE NEUVE"])
        }
    }
}

/// A gate of which every campaign is stopped.
private struct Closed: Gate {
    func admit(
        _ notice: Int64, cause: String, council: Int32, on day: CalendarDate, _ transaction: Transaction
    ) throws -> Admission { .later(Instant(epochSeconds: 4_000_000_000)) }

    func suspended(
        among notices: [Int64], council: Int32, _ transaction: Transaction
    ) throws -> Set<Int64> { Set(notices) }
}

/// Given once, from wherever.
private struct Signal: Sendable {
    private let stream: AsyncStream<Void>
    private let end: AsyncStream<Void>.Continuation

    init() { (stream, end) = AsyncStream.makeStream(of: Void.self) }

    func give() { end.finish() }
    func wait() async { for await _ in stream {} }
}
