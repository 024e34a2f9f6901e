import Documents
import Testing

@Suite("Tables are written so that spreadsheets and programs read the same values")
struct CSVWriterTests {
    @Test("a file for a person has the mark, CRLF, and formulas defused")
    func person() {
        var writer = CSVWriter(for: .person)
        writer.record(["nom", "=1+1", "+33", "-2", "@x", "\tx"])
        writer.number(-3)
        writer.truth(true)
        writer.text(nil)
        writer.endRecord()
        let text = String(decoding: writer.drain().dropFirst(3), as: UTF8.self)
        #expect(text == "nom;'=1+1;'+33;'-2;'@x;'\tx\r\n-3;true;\r\n")
        #expect(writer.bytes.isEmpty)
    }

    @Test("a file for a program keeps values as they are")
    func program() {
        var writer = CSVWriter(for: .program)
        writer.record(["=1+1", "a;b", "dit \"x\"", "l\nm"])
        #expect(String(decoding: writer.bytes, as: UTF8.self) == "=1+1;\"a;b\";\"dit \"\"x\"\"\";\"l\nm\"\n")
    }

    @Test("a defused formula that needs quotes keeps its apostrophe inside them")
    func both() {
        var writer = CSVWriter(for: .person)
        writer.text("=A;B")
        #expect(String(decoding: writer.bytes.dropFirst(3), as: UTF8.self) == "\"'=A;B\"")
    }

    @Test("fuzz: what is written for a program is read back the same")
    func roundTrip() throws {
        var random = SplitMix64(seed: fuzzSeed(9))
        for round in 0..<rounds(300, of: "CSV written and read") {
            // A value with both a separator and a line end may be taken for two rows, by design.
            let pieces = (round % 2 == 0 ? [";"] : ["\n", "\r\n"]) + ["a", "\"", "é", " ", "=", "'"]
            let cells = (0..<3).map { _ in
                (0..<Int.random(in: 0...6, using: &random))
                    .map { _ in pieces[Int.random(in: 0..<pieces.count, using: &random)] }.joined()
            }
            var writer = CSVWriter(for: .program)
            writer.record(["x", "y", "z"])
            writer.record(cells)
            #expect(try records(writer.bytes).records.first?.fields == cells, "\(cells)")
        }
    }
}
