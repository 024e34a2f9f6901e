@testable import Documents
import Testing

/// What a transfer that failed means; the same against a real server is `Tests/EndToEnd/mail.py`.
@Suite("Only a refusal of the reader or of the mail is held against the letter")
struct MailAnswerTests {
    /// A mail of which so much was said and given.
    private func answer(
        _ verb: String, line: String = "", code: Int, given: Bool = false, curl: Int = 56
    ) -> MailAnswer {
        let exchange = MailExchange([1, 2, 3])
        exchange.say(verb)
        exchange.hear(line + "\r\n")
        exchange.hear("221 2.0.0 Bye\r\n")
        if given {
            withUnsafeTemporaryAllocation(of: CChar.self, capacity: 8) { _ = exchange.give($0.baseAddress!, 8) }
        }
        return exchange.verdict(code: code, curl: curl, "words")
    }

    @Test("5xx at RCPT: the reader is refused, with status and words")
    func refusedReader() {
        #expect(
            answer("RCPT", line: "550 5.1.1 unknown mailbox", code: 550)
                == .refused(.init(code: 550, enhanced: "5.1.1", text: "unknown mailbox", isOfRecipient: true)))
    }

    @Test("5xx after DATA: the mail is refused; without a status there is none")
    func refusedMail() {
        #expect(
            answer("DATA", line: "554 no thanks", code: 554, given: true)
                == .refused(.init(code: 554, enhanced: nil, text: "no thanks", isOfRecipient: false)))
    }

    @Test("4xx at RCPT and after DATA: for later")
    func postponed() {
        #expect(
            answer("RCPT", line: "452 4.2.2 mailbox full", code: 452)
                == .postponed(.init(code: 452, enhanced: "4.2.2", text: "mailbox full", isOfRecipient: true)))
        #expect(
            answer("DATA", line: "451 4.3.0 later", code: 451, given: true)
                == .postponed(.init(code: 451, enhanced: "4.3.0", text: "later", isOfRecipient: false)))
    }

    @Test("the mail was given and no answer came: it may have been accepted", arguments: [354, 250, 0])
    func unknown(code: Int) {
        guard case .unknown = answer("DATA", line: "354 go on", code: code, given: true, curl: 28) else {
            Issue.record("\(answer("DATA", code: code, given: true))")
            return
        }
    }

    @Test("cut while the mail was given: it cannot have been accepted, and is for later")
    func cutInside() {
        guard case .postponed(let reply) = answer("DATA", line: "354 go on", code: 354) else {
            Issue.record("not for later")
            return
        }
        #expect(!reply.isOfRecipient)
    }

    @Test("a late 250 of the mail before is no acceptance (libcurl 7.88 after a time-out)")
    func lateAnswer() {
        guard case .unusable = answer("MAIL", line: "250 2.0.0 OK", code: 250, curl: 55) else {
            Issue.record("\(answer("MAIL", code: 250, curl: 55))")
            return
        }
    }

    @Test(
        "greeting, encryption, password, sender, a server gone before it hears of the reader: no letter is to blame",
        arguments: [
            ("EHLO", 0), ("EHLO", 554), ("STAR", 250), ("STAR", 454), ("AUTH", 535), ("MAIL", 550), ("MAIL", 451),
            ("MAIL", 421),
        ])
    func unusable(verb: String, code: Int) {
        guard case .unusable(let words) = answer(verb, line: "\(code) x", code: code, given: verb == "DATA") else {
            Issue.record("\(verb) \(code)")
            return
        }
        #expect(words.contains(verb))
    }

    @Test(
        "a server that hangs up or is silent once it has heard of the reader: this mail is for later",
        arguments: [("RCPT", 421), ("DATA", 421), ("RCPT", 250), ("RCPT", 0)])
    func heardOfTheReader(verb: String, code: Int) {
        let line = code == 0 ? "" : "\(code) 4.3.2 x"
        guard case .postponed(let reply) = answer(verb, line: line, code: code, given: verb == "DATA", curl: 28) else {
            Issue.record("\(verb) \(code)")
            return
        }
        #expect(reply.code == 421)
        #expect(reply.isOfRecipient == (verb == "RCPT"))
        #expect(reply.enhanced == (code == 421 ? "4.3.2" : nil))
    }

    @Test("what follows AUTH is never a command: a password is not kept")
    func passwordIsNotKept() {
        let exchange = MailExchange([])
        exchange.say("AUTH")
        exchange.say("c2Vj")
        #expect(exchange.lastCommand == .password)
    }

    @Test("an address that is none never reaches the wire")
    func addressesAreChecked() {
        let route = MailRoute(MailServer(host: "192.0.2.1", port: 9))
        #expect(
            route.send([], from: "a@b.example", to: "a@b.example\r\nRCPT TO:<c@d.example>")
                == .refused(.init(code: 553, enhanced: "5.1.3", text: "not an address", isOfRecipient: true)))
        guard case .unusable = route.send([], from: "a b@c", to: "a@b.example") else {
            Issue.record("the sender was not refused")
            return
        }
    }

    @Test("nobody listens: the route is unusable")
    func nobodyListens() {
        let route = MailRoute(MailServer(host: "127.0.0.1", port: 1, secondsToConnect: 2, secondsForMail: 2))
        guard case .unusable = route.send([1], from: "a@b.example", to: "c@d.example") else {
            Issue.record("not unusable")
            return
        }
    }
}
