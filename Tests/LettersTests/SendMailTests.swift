import Access
import Documents
import Postgres
import Support
import Testing
import Vocabulary

@testable import Jobs
@testable import Letters

@Suite("A mail is sent once")
struct SendMailTests {
    @Test("a mail bears the council's name, the platform's address, the notice's id, the milestone, and the words")
    func mail() async throws {
        try await LetterGround.run { ground in
            let council = try await ground.council()
            try await ground.setSender(
                Sender(
                    displayName: "Conseil de l'Ain", replyTo: "certification@ain.example", phone: "04 00 00 00 00"))
            try await ground.post()
            #expect(try await ground.work() == 1)
            let mail = try #require(ground.server.given.first)
            #expect(mail.to == "claire.aubin@example.org")
            #expect(mail.from.hasPrefix("retour+1.1.") && mail.from.hasSuffix("@sextant.example"))
            #expect(mail.header("From")?.contains("<conseil-\(council.code.lowercased())@sextant.example>") == true)
            #expect(mail.header("Reply-To")?.contains("certification@ain.example") == true)
            #expect(mail.header("Sextant-Echeance") == "2029-01-01")
            #expect(mail.header("Auto-Submitted") == "auto-generated")
            let ids = try await ground.texts("select '<' || message_id || '>' as line from letters.delivery")
            #expect(mail.header("Message-ID") == ids[0])
            #expect(try await ground.states() == ["sent"])
            #expect(try await ground.answers() == ["accepted"])
            #expect(try await ground.jobs() == [])
        }
    }

    @Test("names that mean something to a mail program or a typesetter stay names (RFC 5322)")
    func hostileName() async throws {
        try await LetterGround.run { ground in
            try await ground.post(addressee: "Docteur #*$\\ \u{202E}nibuA\r\nBcc: tous@example.org\r\n\r\n.\r\n")
            try await ground.work()
            let mail = try #require(ground.server.given.first)
            #expect(mail.header("Bcc") == nil)
            #expect(!mail.text.contains("\r\n.\r\n"))
            #expect(!mail.text.contains("=E2=80=AE"))
            #expect(mail.text.contains("Docteur #*$\\ nibuA"))
        }
    }

    @Test("an address that is none is refused without a word to the server")
    func brokenAddress() async throws {
        try await LetterGround.run { ground in
            try await ground.post(to: .email("claire@example.org\r\nRCPT TO:<x@example.org>"))
            let porter = Porter(.go)
            try await ground.work([.alert: porter])
            #expect(ground.server.given.isEmpty)
            #expect(try await ground.states() == ["bounced"])
            #expect(porter.refused.count == 1)
            #expect(try await ground.jobs() == [])
        }
    }

    @Test("a refused address ends the delivery, is marked, and the gate hears of it")
    func refused() async throws {
        try await LetterGround.run { ground in
            let posted = try await ground.post()
            let porter = Porter(.go)
            ground.server.answer(
                .refused(.init(code: 550, enhanced: "5.1.1", text: "unknown mailbox", isOfRecipient: true)))
            try await ground.work([.alert: porter])
            #expect(try await ground.states() == ["bounced"])
            #expect(porter.refused == [posted.noticeID])
            let checks = try await ground.database.transaction(as: .council(1)) { try ContactCheck.read([7], $0) }
            #expect(checks.map(\.state) == [.refused])
            #expect(checks.map(\.email) == ["claire.aubin@example.org"])
            #expect(try await ground.jobs() == [])
        }
    }

    @Test(
        "what may pass is tried again with the same id: refused for now, mailbox full, no answer",
        arguments: [
            MailAnswer.postponed(.init(code: 451, enhanced: "4.3.0", text: "later", isOfRecipient: false)),
            .refused(.init(code: 552, enhanced: "5.2.2", text: "full", isOfRecipient: true)), .unknown("timeout"),
        ])
    func triedAgain(answer: MailAnswer) async throws {
        try await LetterGround.run { ground in
            try await ground.post()
            ground.server.answer(answer)
            try await ground.work()
            #expect(try await ground.states() == ["ready"])
            #expect(try await ground.jobs().first?.hasPrefix("ready mail.") == true)
            #expect(try await ground.work() == 0)
            ground.time.move(by: 3600)
            try await ground.work()
            #expect(try await ground.states() == ["sent"])
            #expect(try await ground.answers().last == "accepted")
            let ids = ground.server.given.compactMap { $0.header("Message-ID") }
            #expect(ids.count == 2 && Set(ids).count == 1)
        }
    }

    @Test("a server that cannot be used costs no letter an attempt, and is left alone for five minutes")
    func unusable() async throws {
        try await LetterGround.run { ground in
            for physician in 1...3 { try await ground.post(Int64(physician), cause: "\(physician)") }
            let handler = ground.handler()
            ground.server.answer(.unusable("certificate"), .unusable("certificate"))
            _ = try await ground.desk.doOutside(handler, council: 1)
            #expect(ground.server.given.count == 1)
            #expect(try await ground.jobs() == Array(repeating: "ready mail.unusable", count: 3))
            #expect(try await ground.texts("select attempts::text as line from jobs.job") == ["0", "0", "0"])
            ground.time.move(by: 299)
            #expect(try await ground.desk.doOutside(handler, council: 1) == 0)
            ground.time.move(by: 2)
            ground.server.answer()
            _ = try await ground.desk.doOutside(handler, council: 1)
            #expect(try await ground.states() == ["sent", "sent", "sent"])
            let counted = try await ground.texts("select attempts::text as line from letters.published_delivery")
            #expect(counted == ["1", "1", "1"])
        }
    }

    @Test("two lanes and one delivery: one mail")
    func twoLanes() async throws {
        try await LetterGround.run { ground in
            for physician in 1...30 { try await ground.post(Int64(physician), cause: "\(physician)") }
            async let left = ground.work()
            async let right = ground.work()
            #expect(try await left + right == 30)
            try await ground.work()
            #expect(Set(ground.server.given.map(\.from)).count == 30)
            #expect(ground.server.given.count == 30)
            #expect(try await ground.jobs() == [])
        }
    }
}

@Suite("What the gate says just before a mail leaves is done")
struct GateTests {
    @Test("never: the job ends without a mail, and the delivery says why")
    func never() async throws {
        try await LetterGround.run { ground in
            try await ground.post()
            let porter = Porter(.never("Le programme est complet depuis."))
            try await ground.work([.alert: porter])
            #expect(porter.causes == ["7/2023-01-01/2029-01-01"])
            #expect(ground.server.given.isEmpty)
            #expect(try await ground.states() == ["withdrawn"])
            #expect(try await ground.answers() == [])
            #expect(try await ground.jobs() == [])
            let reasons = try await ground.texts("select reason as line from letters.published_delivery")
            #expect(reasons == ["Le programme est complet depuis."])
        }
    }

    @Test("later: the job waits until then, and has spent no attempt")
    func later() async throws {
        try await LetterGround.run { ground in
            try await ground.post()
            try await ground.work([.alert: Porter(.later(ground.now.adding(seconds: 600)))])
            #expect(try await ground.jobs() == ["ready gate.later"])
            ground.time.move(by: 599)
            #expect(try await ground.work() == 0)
            ground.time.move(by: 2)
            #expect(try await ground.work() == 1)
            #expect(ground.server.given.count == 1)
        }
    }

    @Test("an alert without a gate is never sent; a retraction needs none")
    func missing() async throws {
        try await LetterGround.run { ground in
            try await ground.post()
            try await ground.work([:])
            #expect(ground.server.given.isEmpty)
            #expect(try await ground.jobs() == ["ready gate.missing"])
            #expect(try await ground.states() == ["ready"])
            #expect(Notice.Kind.allCases.filter(\.needsGate) == [.alert, .employer, .employerTold])
        }
    }
}

@Suite("A worker that dies at any point loses no mail and invents no second id")
struct SendCrashTests {
    private struct Died: Error {}

    /// Claims the job as a worker does that will not end it.
    private func claim(_ ground: LetterGround) async throws -> (Job, Lease) {
        let (id, jobs) = try await ground.database.transaction(as: .council(1)) { [clock = ground.desk.clock] in
            try JobStore(transaction: $0, council: 1, clock: clock).lend(SendMail.queue, atMost: 20)
        }
        return (
            try #require(jobs.first), Lease(id: id, council: 1, clock: ground.desk.clock, stop: StopSign())
        )
    }

    @Test("before the attempt is committed: nothing has happened")
    func beforeAttempt() async throws {
        try await LetterGround.run { ground in
            try await ground.post()
            let (job, lease) = try await claim(ground)
            await #expect(throws: Died.self) {
                try await ground.database.transaction(as: .council(1)) { transaction in
                    _ = try ground.sendDesk().begin(job, lease, transaction)
                    throw Died()
                }
            }
            #expect(try await ground.answers() == [])
            ground.time.move(by: 61)
            try await ground.work()
            #expect(ground.server.given.count == 1)
            #expect(try await ground.answers() == ["accepted"])
        }
    }

    @Test("between the attempt and the server: the next worker sends it, once the lease has ended")
    func beforeServer() async throws {
        try await LetterGround.run { ground in
            try await ground.post()
            let (job, lease) = try await claim(ground)
            _ = try await ground.database.transaction(as: .council(1)) {
                try ground.sendDesk().begin(job, lease, $0)
            }
            #expect(try await ground.answers() == ["open"])
            ground.time.move(by: 59)
            #expect(try await ground.work() == 0)
            ground.time.move(by: 2)
            try await ground.work()
            #expect(ground.server.given.count == 1)
            #expect(try await ground.answers() == ["open", "accepted"])
            #expect(try await ground.states() == ["sent"])
        }
    }

    @Test("between the server's yes and the commit: a second copy with the same id, and the page can tell")
    func afterServer() async throws {
        try await LetterGround.run { ground in
            let posted = try await ground.post()
            let (job, lease) = try await claim(ground)
            let step = try await ground.database.transaction(as: .council(1)) {
                try ground.sendDesk().begin(job, lease, $0)
            }
            guard case .send(let mail) = step else { throw Died() }
            _ = await ground.server.carry(mail.bytes, from: mail.from, to: mail.delivery.address)
            ground.time.move(by: 61)
            try await ground.work()
            let ids = ground.server.given.compactMap { $0.header("Message-ID") }
            #expect(ids.count == 2 && Set(ids).count == 1)
            #expect(Set(ground.server.given.map(\.from)).count == 1)
            let sent = try await ground.database.transaction(as: .council(1)) {
                try SentNotice.find(posted.noticeID, $0)
            }
            #expect(sent?.state == .sent && sent?.mayHaveArrived == true && sent?.attempts == 2)
        }
    }

    @Test("after the last commit: nothing is left to do")
    func afterCommit() async throws {
        try await LetterGround.run { ground in
            try await ground.post()
            try await ground.work()
            ground.time.move(by: 3600)
            #expect(try await ground.work() == 0)
            #expect(ground.server.given.count == 1)
        }
    }

    @Test("a worker whose lease went to another still records that the server said yes; the other sends nothing more")
    func lateRecord() async throws {
        try await LetterGround.run { ground in
            try await ground.post()
            let (job, lease) = try await claim(ground)
            let step = try await ground.database.transaction(as: .council(1)) {
                try ground.sendDesk().begin(job, lease, $0)
            }
            guard case .send(let mail) = step else { throw Died() }
            ground.time.move(by: 61)
            let (second, other) = try await claim(ground)
            try await ground.database.transaction(as: .council(1)) {
                try ground.sendDesk().record(.accepted("late"), to: mail, job, lease, $0)
            }
            #expect(try await ground.states() == ["sent"])
            let next = try await ground.database.transaction(as: .council(1)) {
                try ground.sendDesk().begin(second, other, $0)
            }
            guard case .settled = next else {
                Issue.record("it was sent again")
                return
            }
            #expect(try await ground.jobs() == [])
        }
    }

    @Test("an attempt that may still be under way is not doubled, whoever has the job")
    func underWay() async throws {
        try await LetterGround.run { ground in
            try await ground.post()
            let (job, lease) = try await claim(ground)
            let steps = try await ground.database.transaction(as: .council(1)) { transaction in
                [
                    try ground.sendDesk().begin(job, lease, transaction),
                    try ground.sendDesk().begin(job, lease, transaction),
                ]
            }
            let sent = steps.filter { if case .send = $0 { true } else { false } }
            #expect(sent.count == 1)
            #expect(try await ground.answers() == ["open"])
        }
    }

    @Test("an attempt ends once, and a delivery goes forward only")
    func oneWay() async throws {
        try await LetterGround.run { ground in
            try await ground.post()
            try await ground.work()
            try await ground.database.rolledBack(as: .council(1)) { transaction in
                let refused: [(SQL, String)] = [
                    ("update letters.attempt set answer = 'refused'", "attempt_ends_once"),
                    (
                        "update letters.delivery set state = 'ready', sent_on = null, sent_at = null",
                        "delivery_goes_forward"
                    ),
                    ("update letters.delivery set sent_on = '2020-01-01'", "delivery_goes_forward"),
                ]
                for (statement, constraint) in refused {
                    guard case .failure(let error) = try transaction.attempt(statement) else {
                        Issue.record("\(statement.text) was not refused")
                        continue
                    }
                    #expect(error.constraint == constraint)
                }
            }
        }
    }
}
