@testable import Documents
import Foundation
import Testing

@Suite("A mail is ASCII that every server carries unchanged, and says what was meant")
struct MailTextTests {
    private func mail(_ subject: String, _ body: String = "Bonjour\n") -> MailText {
        MailText(
            from: MailText.Mailbox("cd33@ordre.example", name: "Conseil départemental de la Gironde"),
            to: MailText.Mailbox("claire.aubin@example.org"), replyTo: MailText.Mailbox("agents@ordre.example"),
            subject: subject, messageID: "l.33.abc@sextant.example", body: body,
            headers: [("Auto-Submitted", "auto-generated")], epochSeconds: 1_861_920_000)
    }

    /// The fields and the body as a reader's program finds them.
    private func read(_ bytes: [UInt8]) throws -> (fields: [String: String], body: String) {
        let text = String(decoding: bytes, as: UTF8.self)
        let end = try #require(text.range(of: "\r\n\r\n"))
        var fields: [String: String] = [:]
        for line in text[..<end.lowerBound].replacingOccurrences(of: "\r\n ", with: " ").components(separatedBy: "\r\n")
        {
            let colon = try #require(line.range(of: ": "))
            fields[String(line[..<colon.lowerBound])] = Self.decoded(String(line[colon.upperBound...]))
        }
        let start = text.utf8.distance(from: text.startIndex, to: end.upperBound)
        return (fields, String(decoding: QuotedPrintable.decode(bytes[start...]), as: UTF8.self))
    }

    /// Encoded words of RFC 2047; the space between two of them is not part of the text.
    private static func decoded(_ value: String) -> String {
        var bytes: [UInt8] = []
        var rest = value[...]
        while let start = rest.range(of: "=?UTF-8?B?"), let end = rest[start.upperBound...].range(of: "?=") {
            if !rest[..<start.lowerBound].allSatisfy({ $0 == " " }) { bytes += Array(rest[..<start.lowerBound].utf8) }
            bytes += Data(base64Encoded: String(rest[start.upperBound..<end.lowerBound])).map { [UInt8]($0) } ?? []
            rest = rest[end.upperBound...]
        }
        return String(decoding: bytes + Array(rest.utf8), as: UTF8.self)
    }

    private func lines(_ bytes: [UInt8]) -> [Int] {
        String(decoding: bytes, as: UTF8.self).components(separatedBy: "\r\n").map(\.utf8.count)
    }

    @Test("the fields of RFC 5322 are there, in ASCII, with the date in universal time")
    func fields() throws {
        let bytes = try mail("Votre certification").bytes()
        #expect(bytes.allSatisfy { $0 < 128 })
        let fields = try read(bytes).fields
        #expect(fields["Date"] == "Mon, 01 Jan 2029 00:00:00 +0000")
        #expect(fields["Message-ID"] == "<l.33.abc@sextant.example>")
        #expect(fields["From"] == "Conseil départemental de la Gironde <cd33@ordre.example>")
        #expect(fields["To"] == "<claire.aubin@example.org>")
        #expect(fields["Reply-To"] == "<agents@ordre.example>")
        #expect(fields["Auto-Submitted"] == "auto-generated")
        #expect(fields["Content-Transfer-Encoding"] == "quoted-printable")
    }

    @Test(
        "a subject with accents, an emoji or 300 characters comes back as it was, in lines of at most 76 characters",
        arguments: [
            "Échéance à mi-parcours : « il vous reste trois ans »", "🩺 rappel 👩🏽‍⚕️", "=?UTF-8?B?b3Vw?=", "deux  espaces ",
            String(repeating: "éà ", count: 100), String(repeating: "a", count: 300), "",
        ])
    func subjects(subject: String) throws {
        let bytes = try mail(subject).bytes()
        #expect(try read(bytes).fields["Subject"] == subject)
        #expect(lines(bytes).allSatisfy { $0 <= 76 })
    }

    @Test(
        "a line break or a control character in a field is refused: it would begin another field",
        arguments: ["a\r\nBcc: x@y.example", "a\nb", "a\rb", "a\0b", "a\u{7}b", "a\u{85}b"])
    func lineBreaks(text: String) throws {
        #expect(throws: MailFault.header("Subject")) { try mail(text).bytes() }
        var named = mail("a")
        named.from = MailText.Mailbox("cd33@ordre.example", name: text)
        #expect(throws: MailFault.header("From")) { try named.bytes() }
        var other = mail("a")
        other.headers = [("Sextant-Echeance", text)]
        #expect(throws: MailFault.header("Sextant-Echeance")) { try other.bytes() }
        other.headers = [("A: b\r\nBcc", "x")]
        #expect(throws: MailFault.self) { try other.bytes() }
    }

    @Test(
        "what is not one plain address is refused",
        arguments: [
            "", "a", "a@", "@b", "a@b@c", "a b@c", "a@b\r\nRCPT TO:<x@y>", "<a@b>", "é@b.example", "a@bé.example",
            "a,b@c", "\"a\"@c", "a@b;", String(repeating: "a", count: 65) + "@b.example",
        ])
    func addresses(address: String) throws {
        var mail = mail("a")
        mail.to = MailText.Mailbox(address)
        #expect(throws: MailFault.address("To")) { try mail.bytes() }
        mail.to = MailText.Mailbox("a@b.example")
        mail.replyTo = MailText.Mailbox(address)
        #expect(throws: MailFault.address("Reply-To")) { try mail.bytes() }
        mail.replyTo = nil
        mail.messageID = address
        #expect(throws: MailFault.header("Message-ID")) { try mail.bytes() }
    }

    @Test("a name with quotes stays a name")
    func quotedName() throws {
        var mail = mail("a")
        mail.from = MailText.Mailbox("a@b.example", name: #"L. "Zoé" \ x"#)
        #expect(try read(try mail.bytes()).fields["From"] == #"L. "Zoé" \ x <a@b.example>"#)
        mail.from = MailText.Mailbox("a@b.example", name: #"Zed "Z" <c@d.example>"#)
        #expect(try read(try mail.bytes()).fields["From"] == #""Zed \"Z\" <c@d.example>" <a@b.example>"#)
    }

    @Test("the body comes back as it was: accents, dots alone, « From », spaces at the end, long lines")
    func bodies() throws {
        let texts = [
            "Bonjour,\n\nÀ bientôt.\n", ".\n..\nFrom ici\n", "fin \navec\ttab\t\n", "=3D = égal\n",
            String(repeating: "x", count: 1000) + "\n", String(repeating: "é", count: 500) + "\n", "",
            String(repeating: "a", count: 75) + ".\n", String(repeating: "a", count: 75) + " \n",
        ]
        for text in texts {
            let bytes = try mail("a", text).bytes()
            #expect(try read(bytes).body.replacingOccurrences(of: "\r\n", with: "\n") == text)
            #expect(lines(bytes).allSatisfy { $0 <= 76 })
            #expect(!String(decoding: bytes, as: UTF8.self).contains("\r\n.\r\n"))
        }
    }

    @Test("two thousand bodies and subjects at random come back as they were")
    func fuzz() throws {
        var chance = Chance(seed: 20_290_101)
        let letters = Array("ab .=FéÀœ🩺\t\u{301}?<>\"\\_-zZ0")
        for _ in 0..<2000 {
            let text = String((0..<Int(chance.next() % 220)).map { _ in letters[Int(chance.next()) % letters.count] })
            let subject = String(String.UnicodeScalarView(text.unicodeScalars.map { $0 == "\t" ? " " : $0 }))
            let bytes = try mail(subject, text + "\n").bytes()
            let (fields, body) = try read(bytes)
            #expect(fields["Subject"] == subject)
            #expect(body == text + "\r\n")
            #expect(lines(bytes).allSatisfy { $0 <= 76 })
        }
    }

    /// The same numbers at each run.
    private struct Chance {
        var state: UInt64
        init(seed: UInt64) { state = seed }
        mutating func next() -> UInt64 {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return state >> 33
        }
    }
}
