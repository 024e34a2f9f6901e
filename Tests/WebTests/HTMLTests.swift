import Testing
import Vocabulary

@testable import Web

/// A small deterministic generator, so that a failure can be run again.
struct Dice: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        let mixed = (state ^ (state >> 33)) &* 0xFF51_AFD7_ED55_8CCD
        return mixed ^ (mixed >> 33)
    }
}

@Test("text cannot open or close a tag, nor leave a double-quoted attribute")
func textIsEscaped() {
    let nasty = "</p><script>alert('x')</script>\" onload=\"y & z"
    let html: HTML = "<p title=\"\(nasty)\">\(nasty)</p>"
    #expect(!html.text.contains("<script"))
    #expect(html.text.filter { $0 == "<" }.count == 2)
    #expect(html.text.filter { $0 == "\"" }.count == 2)
    #expect(html.text.contains("&lt;script&gt;"))
    #expect(html.text.contains("y &amp; z"))
}

@Test("whatever is interpolated, the page keeps the tags and quotes of its literal (fuzz)", arguments: [1, 2, 3])
func escapingHolds(own: UInt64) {
    let seed = fuzzSeed(own)
    var dice = Dice(state: seed)
    let alphabet: [String] = [
        "<", ">", "\"", "'", "&", "&amp;", "</td>", "<!--", "-->", "]]>", "\u{0}", "\u{1B}", "\u{FEFF}", "é", "𝒳", "\r",
        "\n", "javascript:", "a", " ", "=", "`", "\u{2028}", "%3C", "\\", "/", "«", "»",
    ]
    for _ in 0..<rounds(2_000, of: "HTML literal") {
        let text = (0..<Int.random(in: 0...12, using: &dice)).map { _ in alphabet.randomElement(using: &dice) ?? "" }
            .joined()
        let html: HTML = "<td class=\"\(text)\">\(text)\(say: text)</td>"
        #expect(html.text.filter { $0 == "<" || $0 == ">" }.count == 4, "seed \(seed)")
        #expect(html.text.filter { $0 == "\"" }.count == 2, "seed \(seed)")
        #expect(html.bytes.allSatisfy { $0 >= 0x20 || $0 == 0x0A || $0 == 0x09 }, "seed \(seed)")
    }
}

@Test("pieces, numbers, dates and boolean attributes print as HTML wants them")
func interpolationsByType() throws {
    let date = try #require(CalendarDate(iso: "2026-03-01"))
    let parts: [HTML] = ["<i>a</i>", "<i>b</i>"]
    let nothing: HTML? = nil
    #expect(("\(parts)" as HTML).text == "<i>a</i><i>b</i>")
    #expect(("\(nothing)" as HTML).text.isEmpty)
    #expect(("\(1_204_000)" as HTML).text == "1\u{202F}204\u{202F}000")
    #expect(("\(raw: 1_204)" as HTML).text == "1204")
    #expect(("\(raw: 12.26) \(raw: -0.04)" as HTML).text == "12.3 0.0")
    #expect(("\(date)" as HTML).text == "<time datetime=\"2026-03-01\">01/03/2026</time>")
    #expect(("<input\(true, "checked")\(false, "required")>" as HTML).text == "<input checked>")
}

@Test("our own words get the no-break spaces and the apostrophe of French typography; data does not")
func typography() {
    #expect(("Pourquoi ces dates ?" as HTML).text == "Pourquoi ces dates\u{202F}?")
    #expect(("« oui » : l'an" as HTML).text == "«\u{A0}oui\u{A0}»\u{A0}: l’an")
    #expect(("« \("x") »" as HTML).text == "«\u{A0}x\u{A0}»")
    #expect(("\("a : l'b")" as HTML).text == "a : l&#39;b")
    #expect(("\(say: "a : l'b")" as HTML).text == "a\u{A0}: l’b")
}

@Test("French numbers, dates, shares and distances")
func frenchWords() throws {
    let today = try #require(CalendarDate(iso: "2026-11-21"))
    #expect(French.count(0, "médecin", "médecins") == "0 médecin")
    #expect(French.count(2_400, "médecin", "médecins") == "2\u{202F}400 médecins")
    #expect(French.percent(1, of: 3) == "33,3\u{A0}%")
    #expect(French.percent(0, of: 0) == "–")
    #expect(French.rpps("10001234567") == "10\u{A0}001\u{A0}234\u{A0}567")
    #expect(French.long(try #require(CalendarDate(iso: "2026-03-01"))) == "1er\u{A0}mars 2026")
    #expect(French.distance(from: today, to: today.adding(days: 12)) == "dans 12 jours")
    #expect(French.distance(from: today, to: today.anniversary(5)) == "dans 5 ans")
    #expect(French.distance(from: today, to: today.adding(days: -1)) == "il y a 1 jour")
    #expect(French.distance(from: today, to: today) == "aujourd’hui")
}
