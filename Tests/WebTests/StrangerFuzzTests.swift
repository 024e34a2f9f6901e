import Access
import HTTPTypes
import Hummingbird
import NIOCore
import Testing

@testable import Web

/// What anybody may send before anybody knows who it is: cookies, queries, forms and addresses.
@Suite("What a stranger's browser sends (fuzz)")
struct StrangerFuzzTests {
    private static let alphabet = [
        "=", ";", "&", "%", "%C3", "%00", "+", " ", "\"", ",", "\\", "/", "..", "?", "#", ":", "é", "\u{0}", "\u{1B}",
        "\r\n", "\u{FEFF}", "a", "33", "0", "99999999999999999999", "cd", "medecins", "imports", "liste", "etat",
        "sextant-session", "__Host-sextant-session", "sextant-visite", "sextant-appareil", "preuve", "\u{202E}",
    ]

    private func text(_ dice: inout Dice, most: Int = 40) -> String {
        (0..<Int.random(in: 0...most, using: &dice)).map { _ in Self.alphabet.randomElement(using: &dice) ?? "" }
            .joined()
    }

    @Test("no cookies make anybody a visitor, and none stop the reader")
    func cookies() throws {
        var dice = Dice(state: fuzzSeed(61))
        let honest = SessionToken(random: (0..<32).map { $0 })
        for _ in 0..<rounds(2_000, of: "cookies") {
            let names = CookieNames(isSecure: Bool.random(using: &dice))
            let isHonest = Bool.random(using: &dice)
            let noise = text(&dice, most: 12)
            let header = isHonest ? "\(noise); \(names.session)=\(honest.text)" : noise
            let headers = HTTPFields([HTTPField(name: .cookie, value: header)])
            let head = HTTPRequest(
                method: .get, scheme: "http", authority: "localhost", path: "/", headerFields: headers)
            let jar = CookieJar(
                Request(head: head, body: RequestBody(buffer: ByteBuffer())), isSecure: names.session.hasPrefix("__"))
            if isHonest {
                #expect(jar.session?.text == honest.text, "\(header)")
            } else {
                #expect(jar.session == nil && jar.visit == nil && jar.provider == nil, "\(header)")
            }
        }
    }

    @Test("any query or form is read, as at most two hundred pairs without NUL, and what is encoded comes back")
    func queries() {
        var dice = Dice(state: fuzzSeed(62))
        for _ in 0..<rounds(4_000, of: "queries and forms") {
            let sent = text(&dice, most: 60)
            let query = Query(sent)
            #expect(query.pairs.count <= 200)
            #expect(query.pairs.allSatisfy { !($0.name + $0.value).utf8.contains(0) }, "\(sent.debugDescription)")
            let plain = sent.replacing("\u{0}", with: "")
            #expect(Query("x=\(Query.encode(plain))").raw("x") == plain)
        }
    }

    @Test("any address is a page of ours that prints itself again, or none")
    func addresses() {
        var dice = Dice(state: fuzzSeed(63))
        var read = 0
        let steps = ["cd", "33", "medecins", "1", "imports", "7", "journal", "referentiels", "cnp", "compte", "aide"]
        for _ in 0..<rounds(4_000, of: "addresses") {
            var path =
                "/"
                + (0..<Int.random(in: 0...5, using: &dice)).map { _ in
                    Int.random(in: 0..<9, using: &dice) == 0
                        ? text(&dice, most: 3) : steps.randomElement(using: &dice) ?? ""
                }.joined(separator: "/")
            if Bool.random(using: &dice) { path += "?" + text(&dice, most: 12) }
            guard let url = SiteURL(path) else { continue }
            read += 1
            #expect(SiteURL(url.text) == url, "\(path)")
        }
        #expect(read > 50)
    }
}
