import Documents
import Foundation
import Testing

@Suite("Postal addresses as the post wants them (NF Z 10-011)")
struct PostalAddressTests {
    @Test("the last three lines are in capitals and without punctuation; the addressee keeps its letters")
    func capitals() throws {
        let address = try PostalAddress(lines: [
            "Docteur Zoé Lefèvre-Saint", "Cabinet médical, 2e étage", "12, rue d’Alsace", "B.P. 12",
            "33000 Saint-Médard",
        ])
        #expect(
            address.lines == [
                "Docteur Zoé Lefèvre-Saint", "Cabinet médical, 2e étage", "12 RUE D ALSACE", "B P 12",
                "33000 SAINT MÉDARD",
            ])
        #expect(try PostalAddress(lines: ["Dr Ann Lee", "33000 Bordeaux"]).lines == ["Dr Ann Lee", "33000 BORDEAUX"])
    }

    @Test("blanks are made single, empty lines left out, and what turns the direction of writing dropped")
    func blanks() throws {
        let address = try PostalAddress(lines: [
            "", "  Dr \u{202E}Zoé\tBon  ", "\u{0007}", "3\u{A0}rue  du Puits", "06000 NICE",
        ])
        #expect(address.lines == ["Dr Zoé Bon", "3 RUE DU PUITS", "06000 NICE"])
    }

    @Test("a seventh line, one of 39 characters, and an address of one line are refused with their numbers")
    func refusals() {
        let long = String(repeating: "a", count: 39)
        #expect(throws: AddressFault.tooManyLines(7)) {
            try PostalAddress(lines: (1...7).map { "ligne \($0)" } + ["", " "])
        }
        #expect(throws: AddressFault.lineTooLong(line: 4, characters: 39)) {
            try PostalAddress(lines: ["Dr A", "", "rue", long, "33000 B"])
        }
        #expect(throws: AddressFault.tooFewLines(1)) { try PostalAddress(lines: ["Dr A", "  "]) }
        #expect(throws: AddressFault.tooFewLines(0)) { try PostalAddress(lines: []) }
        #expect(throws: AddressFault.tooFewLines(1)) { try PostalAddress(lines: ["Dr A", "…;!"]) }
        #expect(throws: Never.self) { try PostalAddress(lines: ["Dr A", long.dropLast() + ""]) }
        // Capitals may be longer than what was written: ß becomes SS.
        #expect(throws: AddressFault.lineTooLong(line: 2, characters: 39)) {
            try PostalAddress(lines: ["Dr A", String(repeating: "b", count: 37) + "ß"])
        }
    }

    @Test("an address read from JSON keeps the same promises")
    func json() throws {
        let decoder = JSONDecoder()
        let address = try decoder.decode(PostalAddress.self, from: Data(#"["Dr A","33000 Bordeaux"]"#.utf8))
        #expect(try JSONEncoder().encode(address) == Data(#"["Dr A","33000 BORDEAUX"]"#.utf8))
        #expect(throws: AddressFault.tooFewLines(1)) {
            try decoder.decode(PostalAddress.self, from: Data(#"["Dr A"]"#.utf8))
        }
    }

    @Test("addresses made at random are refused or keep every promise, and read again are the same")
    func fuzz() {
        var chance = SplitMix64(seed: fuzzSeed(20_290_102))
        for _ in 0..<rounds(1_000, of: "PostalAddress") {
            let lines = (0..<Int.random(in: 0...8, using: &chance)).map { _ in Self.line(&chance) }
            guard let address = try? PostalAddress(lines: lines) else { continue }
            let isSound =
                (2...6).contains(address.lines.count)
                && address.lines.allSatisfy {
                    (1...38).contains($0.count) && PrintedText.clean($0).lost.isEmpty && !$0.contains("\n")
                }
                && address.lines.dropFirst().suffix(3).allSatisfy { line in
                    line == line.uppercased() && !line.contains { ",.'’-".contains($0) }
                }
            #expect(isSound && (try? PostalAddress(lines: address.lines)) == address, "\(lines)")
        }
    }

    private static let pieces =
        Array("aZ9éß ,.'’-/\u{A0}\t\n\u{7}\u{202E}\u{301}ﬁ漢😀#$\\<@*_`\"{}").map(String.init) + ["\u{FEFF}", "\u{301}"]

    private static func line(_ chance: inout SplitMix64) -> String {
        (0..<Int.random(in: 0...45, using: &chance)).map { _ in
            Bool.random(using: &chance) ? "b" : pieces[Int.random(in: 0..<pieces.count, using: &chance)]
        }.joined()
    }
}
