import Testing

@testable import Documents

@Suite("What the process of the typesetter answers")
struct TypesetAnswerTests {
    private func read(_ text: String) throws -> TypesetAnswer? {
        var reader = TypesetAnswerReader()
        return try reader.take(Array(text.utf8))
    }

    @Test("an answer is read wherever its bytes are cut")
    func cuts() throws {
        let bytes = Array("{\"pages\": 2, \"bytes\": 5}\n%PDF\n".utf8)
        for cut in 0...bytes.count {
            var reader = TypesetAnswerReader()
            let first = try reader.take(bytes[..<cut])
            let last = cut == bytes.count ? first : try reader.take(bytes[cut...])
            #expect(last == .set(pages: 2, pdf: Array("%PDF\n".utf8)), "cut at \(cut)")
        }
    }

    @Test("an engine, missing drawings and a refusal are one line each")
    func lines() throws {
        #expect(try read("{\"engine\": \"typst 0.15.2\"}\n") == .ready(engine: "typst 0.15.2"))
        #expect(try read("{\"missing\": \"\\u6f22\"}\n") == .missing("漢"))
        #expect(try read("{\"refused\": \"why\"}\n") == .refused("why"))
        #expect(try read("{\"refused\": \"why\"}") == nil)
    }

    @Test(
        "what is no answer is refused: other words, no page, no byte, a byte too many, an endless line",
        arguments: [
            "hello\n", "{}\n", "\n", "{\"pages\": 0, \"bytes\": 5}\n", "{\"pages\": 1, \"bytes\": 0}\n",
            "{\"pages\": 1, \"bytes\": -5}\n", "{\"pages\": 1, \"bytes\": 99999999999}\n", "{\"pages\": 1}\n",
            "{\"pages\": 1, \"bytes\": 2}\nabc", "{\"engine\": \"x\"}\nmore", "[1]\n", "{\"engine\": 3}\n",
            String(repeating: "a", count: 70_000),
        ])
    func garbage(_ text: String) {
        #expect(throws: TypesetAnswerReader.Garbled.self) { try read(text) }
    }

    @Test("answers spoilt at random, in random pieces, are read or refused; none is read past its end")
    func fuzz() {
        var chance = SplitMix64(seed: fuzzSeed(42))
        let sound = Array(
            "{\"pages\": 3, \"bytes\": 12}\n%PDF-1.7 end\n{\"engine\":\"\\u00e9\",\"missing\":null}\n".utf8)
        for _ in 0..<rounds(1_000, of: "TypesetAnswerReader") {
            var bytes = sound
            for _ in 0..<Int.random(in: 0..<6, using: &chance) {
                bytes[Int.random(in: 0..<bytes.count, using: &chance)] = .random(in: 0...255, using: &chance)
            }
            bytes.removeLast(Int.random(in: 0..<bytes.count, using: &chance))
            var reader = TypesetAnswerReader()
            var rest = bytes[...]
            while !rest.isEmpty {
                let piece = rest.prefix(Int.random(in: 1...rest.count, using: &chance))
                rest = rest.dropFirst(piece.count)
                guard let answer = try? reader.take(piece) else { continue }
                if case .set(let pages, let pdf) = answer { #expect(pages > 0 && pdf.count < bytes.count) }
                break
            }
        }
    }
}
