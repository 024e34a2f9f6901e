import Documents
import Testing

@Suite("A report on delivery is understood, whatever its shape")
struct DeliveryReportTests {
    /// A report as OpenSMTPD 6.8 writes it.
    private func report(
        type: String = "multipart/mixed", action: String = "failed", status: String = "5.1.1",
        more: String = "", encoding: String = "8bit"
    ) -> String {
        """
        Return-Path: <>
        Delivered-To: retour@ordre.example
        From: Mailer Daemon <MAILER-DAEMON@relay.example>
        To: retour+33.12.00ff@ordre.example
        Subject: Delivery status notification: error
        Content-Type: \(type);
            boundary="a1b2/relay.example"

        This is a MIME-encapsulated message.

        --a1b2/relay.example
        Content-Description: Notification
        Content-Type: text/plain; charset=utf-8

            Hi!
        claire.aubin@example.org: 550 5.1.1 unknown mailbox

        --a1b2/relay.example
        Content-Description: Delivery Report
        Content-Type: message/delivery-status
        Content-Transfer-Encoding: \(encoding)

        Reporting-MTA: dns; relay.example

        Final-Recipient: rfc822; claire.aubin@example.org
        Action: \(action)
        Status: \(status)
        \(more)
        --a1b2/relay.example
        Content-Description: Message headers
        Content-Type: text/rfc822-headers

        Subject: votre certification

        --a1b2/relay.example--

        """
    }

    private func read(_ text: String) -> DeliveryReport? { DeliveryReport(Array(text.utf8)) }

    @Test("a failure says to whom it was sent, for whom, and why")
    func failure() throws {
        let found = try #require(read(report(more: "Diagnostic-Code: smtp; 550 5.1.1 unknown\n mailbox\n")))
        #expect(found.to == "retour+33.12.00ff@ordre.example")
        let recipient = try #require(found.recipients.first)
        #expect(recipient.address == "claire.aubin@example.org")
        #expect(recipient.fate == .failed)
        #expect(recipient.status == "5.1.1")
        #expect(recipient.diagnostic == "550 5.1.1 unknown mailbox")
    }

    @Test("lines ended by CRLF and multipart/report are read alike")
    func otherShape() throws {
        let text = report(type: "multipart/report; report-type=delivery-status").replacing("\n", with: "\r\n")
        #expect(try #require(read(text)).recipients.map(\.status) == ["5.1.1"])
    }

    @Test("a delay is a note, but for the one that says that the mail expired (4.4.7)")
    func delays() {
        #expect(read(report(action: "delayed", status: "4.0.0"))?.recipients.map(\.fate) == [.delayed])
        #expect(read(report(action: "delayed", status: "4.4.7"))?.recipients.map(\.fate) == [.failed])
        #expect(read(report(action: "relayed", status: "2.0.0"))?.recipients.map(\.fate) == [.delivered])
        #expect(read(report(action: "autre", status: "5.0.0"))?.recipients.map(\.fate) == [.failed])
        #expect(read(report(action: "autre", status: "4.0.0"))?.recipients.map(\.fate) == [.delayed])
        #expect(read(report(action: "autre", status: "2.0.0"))?.recipients.map(\.fate) == [.delivered])
    }

    @Test("two recipients are two; one without an address is none")
    func twoRecipients() {
        let more =
            "\nFinal-Recipient: RFC822; <hugo@example.org>\nAction: FAILED\nStatus: 5.2.2 (full)\n\nAction: failed\n"
        let found = read(report(more: more))
        #expect(found?.recipients.map(\.address) == ["claire.aubin@example.org", "hugo@example.org"])
        #expect(found?.recipients.map(\.status) == ["5.1.1", "5.2.2"])
    }

    @Test("a report in base64 or quoted-printable, and one that is a part of a part")
    func encodings() {
        let base64 = """
            To: a@b.example
            Content-Type: message/delivery-status
            Content-Transfer-Encoding: base64

            RmluYWwtUmVjaXBpZW50OiByZmM4MjI7IGNAZC5leGFtcGxlCkFjdGlvbjogZmFpbGVkClN0YXR1
            czogNS4xLjEK
            """
        let quoted = """
            To: a@b.example
            Content-Type: message/global-delivery-status
            Content-Transfer-Encoding: quoted-printable

            Final-Recipient: rfc822; c=40d.exam=
            ple
            Action: failed
            Status: 5=2E1.1
            """
        for text in [base64, quoted] {
            #expect(read(text)?.recipients.map(\.address) == ["c@d.example"])
            #expect(read(text)?.recipients.map(\.status) == ["5.1.1"])
            let nested = """
                To: x@y.example
                Content-Type: multipart/mixed; boundary=haut

                --haut
                Content-Type: multipart/report; boundary=bas; report-type=delivery-status

                --bas
                \(text)
                --bas--
                --haut--
                """
            #expect(read(nested)?.to == "x@y.example")
            #expect(read(nested)?.recipients.map(\.address) == ["c@d.example"])
        }
    }

    @Test("cut anywhere, it is a report or none, never a crash; cut before the recipient it is none")
    func truncated() {
        let bytes = Array(report(more: "Diagnostic-Code: smtp; 550 no\n").utf8)
        for length in stride(from: 0, through: bytes.count, by: 3) {
            let found = DeliveryReport(Array(bytes.prefix(length)))
            if let found { #expect(!found.recipients.isEmpty) }
        }
        let start = report().firstRange(of: "Final-Recipient")!.lowerBound
        #expect(read(String(report()[..<start])) == nil)
    }

    @Test("a mail, an answer of a person, bytes that are no text: no report")
    func noReport() {
        #expect(read("") == nil)
        #expect(read("To: a@b.example\nSubject: Re: votre lettre\n\nMerci.\nAction: failed\n") == nil)
        #expect(DeliveryReport((0..<5000).map { UInt8(truncatingIfNeeded: $0 &* 31) }) == nil)
        #expect(read("Content-Type: multipart/mixed; boundary=\"\"\n\n--\n") == nil)
        #expect(read(report().replacing("To: retour+33.12.00ff", with: "X-Other: y")) != nil)
    }

    @Test("ten million bytes after the report change nothing, and are read in under two seconds")
    func huge() {
        let bytes = Array(report().utf8) + [UInt8](repeating: 0x61, count: 10_000_000)
        let clock = ContinuousClock()
        let elapsed = clock.measure { #expect(DeliveryReport(bytes)?.recipients.count == 1) }
        #expect(elapsed < .seconds(2))
        let lines =
            [UInt8]("To: a@b.example\nContent-Type: multipart/mixed; boundary=x\n\n".utf8)
            + [UInt8](repeating: 0x0A, count: 10_000_000)
        let other = clock.measure { #expect(DeliveryReport(lines) == nil) }
        #expect(other < .seconds(2))
    }
}
