import Access
import Documents
import Support
import Testing
import Vocabulary

@testable import Jobs
@testable import Letters
@testable import Postgres

@Suite("A mail is tried for days, holds up no other, and is given up in the open")
struct SendPatienceTests {
    private static let silence = MailAnswer.postponed(
        .init(code: 421, enhanced: nil, text: "no answer for the reader", isOfRecipient: true))
    private static let full = MailAnswer.postponed(
        .init(code: 452, enhanced: "4.2.2", text: "mailbox full", isOfRecipient: true))

    @Test("the pauses between the attempts add up to four or five days (RFC 5321, 4.5.4.1)")
    func days() {
        let pauses = (1..<SendMail.mostTries).map(SendMail.pause(after:))
        #expect(pauses.prefix(3) == [30, 60, 120])
        #expect(pauses.max() == 21_600)
        #expect((4 * 86_400...5 * 86_400).contains(pauses.reduce(0, +)))
    }

    @Test(
        "tried to the last in vain, it ends as failed: the address is to be checked, the gate hears of it, no job is left",
        arguments: [(full, 26), (MailAnswer.unknown("timeout"), 10)])
    func givenUp(answer: MailAnswer, tries: Int) async throws {
        try await LetterGround.run { ground in
            let posted = try await ground.post()
            let porter = Porter(.go)
            for attempt in 1...tries {
                #expect(try await ground.states() == ["ready"], "before attempt \(attempt)")
                ground.server.answer(answer)
                #expect(try await ground.work([.alert: porter]) == 1, "attempt \(attempt)")
                ground.time.move(by: 21_630)
            }
            #expect(try await ground.states() == ["bounced"])
            #expect(ground.server.given.count == tries)
            #expect(porter.refused == [posted.noticeID])
            #expect(porter.held == [posted.noticeID])
            let checks = try await ground.database.transaction(as: .council(1)) { try ContactCheck.read([7], $0) }
            #expect(checks.map(\.state) == [.toCheck])
            #expect(try await ground.jobs() == [])
        }
    }

    @Test("a reader for whom the server hangs up costs that mail an attempt; the others leave at once")
    func oneSilent() async throws {
        try await LetterGround.run { ground in
            for physician in 1...5 { try await ground.post(Int64(physician), cause: "\(physician)") }
            // One domain, however often, is not the server.
            ground.server.answer(Self.silence, Self.silence, Self.silence)
            try await ground.work()
            #expect(ground.server.given.count == 5)
            #expect(try await ground.states() == ["ready", "ready", "ready", "sent", "sent"])
            #expect(try await ground.jobs() == Array(repeating: "ready mail.postponed 421", count: 3))
        }
    }

    @Test(
        "three domains in a row that fall silent are the server: what is left waits five minutes, untried and untaken")
    func serverSilent() async throws {
        try await LetterGround.run { ground in
            for physician in 1...6 {
                try await ground.post(
                    Int64(physician), cause: "\(physician)", to: .email("claire@d\(physician).example"))
            }
            let handler = ground.handler()
            ground.server.answer(Self.silence, Self.silence, Self.silence)
            #expect(handler.rest == 0)
            _ = try await ground.desk.doOutside(handler, council: 1)
            #expect(ground.server.given.count == 3)
            #expect(handler.rest == 300)
            #expect(
                try await ground.jobs() == Array(repeating: "ready mail.postponed 421", count: 3)
                    + Array(repeating: "ready mail.unusable", count: 3))
            #expect(try await ground.answers() == ["postponed", "postponed", "postponed"])
            ground.time.move(by: 301)
            #expect(handler.rest == 0)
            _ = try await ground.desk.doOutside(handler, council: 1)
            #expect(try await ground.states() == Array(repeating: "sent", count: 6))
        }
    }

    @Test("while nothing of a council may leave, its gate is asked once for all that was claimed together")
    func councilWaits() async throws {
        try await LetterGround.run { ground in
            for physician in 1...5 { try await ground.post(Int64(physician), cause: "\(physician)") }
            let porter = Porter(.councilLater(ground.now.adding(seconds: 5)))
            #expect(try await ground.work([.alert: porter]) == 5)
            #expect(porter.causes.count == 1)
            #expect(try await ground.jobs() == Array(repeating: "ready gate.later", count: 5))
            #expect(try await ground.work() == 0)
            ground.time.move(by: 6)
            #expect(try await ground.work() == 5)
            #expect(try await ground.states() == Array(repeating: "sent", count: 5))
        }
    }

    @Test("what a gate put off is looked at again as soon as it is recalled, and not before")
    func recalled() async throws {
        try await LetterGround.run { ground in
            try await ground.post()
            try await ground.work([.alert: Porter(.later(ground.now.adding(seconds: 86_400)))])
            #expect(try await ground.work() == 0)
            try await ground.database.transaction(as: .council(1)) { try SendMail.recall($0, council: 1) }
            #expect(try await ground.work() == 1)
            #expect(try await ground.states() == ["sent"])
        }
    }
}

@Suite("A council's reply address is the council's own fault, and a lost race is run again")
struct SenderFaultTests {
    @Test(
        "an address that no mail can bear is refused when it is set", arguments: ["secrétariat@ain.example", "<a@b>"])
    func refusedWhenSet(address: String) async throws {
        try await LetterGround.run { ground in
            let council = try await ground.council()
            let author = try await Writers.two(ground).first
            let refusal = await #expect(throws: TemplateRefusal.self) {
                try await ground.database.transaction(as: .council(1)) { transaction in
                    try ProposeSender(Sender(displayName: "Conseil", replyTo: address, phone: nil), by: author)
                        .run(council, on: LetterGround.today, now: ground.now, transaction)
                }
            }
            guard case .hasSenderFlaws(let flaws) = refusal else { Issue.record("refused otherwise"); return }
            #expect(flaws.map(\.part) == [.replyTo])
        }
    }

    @Test("one that was kept all the same blames no reader: the mail waits, and the queue says what for")
    func keptAllTheSame() async throws {
        try await LetterGround.run { ground in
            try await ground.setSender(
                Sender(displayName: "Conseil", replyTo: "secrétariat@ain.example", phone: nil), checked: false)
            try await ground.post()
            let porter = Porter(.go)
            try await ground.work([.alert: porter])
            #expect(ground.server.given.isEmpty)
            #expect(porter.refused == [])
            #expect(try await ground.states() == ["ready"])
            #expect(try await ground.jobs() == ["ready sender.unusable"])
            #expect(try await ground.texts("select state as line from letters.contact_check") == [])
        }
    }

    @Test("a transaction that a deadlock undid is run again, one that fails for another reason is not")
    func patience() async throws {
        try await LetterGround.run { ground in
            for (state, expected) in [("40P01", 3), ("40001", 3), ("23514", 1)] {
                let runs = Hand(0)
                _ = try? await ground.database.patient(as: .council(1)) { _ in
                    runs.move(by: 1)
                    guard runs.value < 3 else { return }
                    throw PostgresError.server(
                        ServerError(sqlState: state, message: "essai", detail: nil, constraint: nil))
                }
                #expect(runs.value == expected, "\(state)")
            }
        }
    }
}
