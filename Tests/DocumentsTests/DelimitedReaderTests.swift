import Documents
import Testing

@Suite("A table in separated values is read record by record")
struct DelimitedReaderTests {
    private func fields(_ text: String) throws -> [[String]] { try records(Array(text.utf8)).records.map(\.fields) }

    @Test("the separator is found on the header among ; , and TAB", arguments: [";", ",", "\t"])
    func separators(separator: String) throws {
        let text = "rpps\(separator)\"nom, prénom; suite\"\(separator)x\n1\(separator)2\(separator)3\n"
        let (header, read) = try records(Array(text.utf8))
        #expect(header == ["rpps", "nom, prénom; suite", "x"])
        #expect(read.map(\.fields) == [["1", "2", "3"]])
    }

    @Test("Excel's first line sep=; names the separator and is skipped")
    func directive() throws {
        let (header, read) = try records(Array("sep=,\r\na,b;c\r\n1,2\r\n".utf8))
        #expect(header == ["a", "b;c"])
        #expect(read.first?.line == 3)
    }

    @Test("quotes hold separators, doubled quotes and line ends; lines keep their physical number")
    func quoting() throws {
        let text = "a;b;c\n1;\"x;\"\"y\"\"\n z\";3\r\n4;5;6"
        let (_, read) = try records(Array(text.utf8))
        #expect(read.map(\.fields) == [["1", "x;\"y\"\n z", "3"], ["4", "5", "6"]])
        #expect(read.map(\.line) == [2, 4])
        #expect(read[0].text == "1;\"x;\"\"y\"\"\n z\";3")
    }

    @Test("a quote in the middle of a value is an ordinary character")
    func middle() throws {
        #expect(try fields("a;b\nl'\"eau;2\n") == [["l'\"eau", "2"]])
    }

    @Test("a lone opening quote spoils its own line only")
    func loneQuote() throws {
        let (_, read) = try records(Array("a;b\n1;\"ouvert\n2;bon\n3;\"aussi\"\n".utf8))
        #expect(read.map(\.fault) == [.strayQuote, nil, nil])
        #expect(read.map(\.text) == ["1;\"ouvert", "2;bon", "3;\"aussi\""])
        #expect(read.map(\.line) == [2, 3, 4])
    }

    @Test("a lone quote that a later one seems to close does not swallow the lines between")
    func falseClosing() throws {
        let (_, read) = try records(Array("a;b;c\n1;\"ouvert;3\n2;bon;4\n5;x\";6\n7;8;9\n".utf8))
        #expect(read.map(\.line) == [2, 3, 4, 5])
        #expect(read[0].fault == .unclosedQuote)
        #expect(read[1].fields == ["2", "bon", "4"])
    }

    @Test("a quote that does not close within the reach is a fault on its line, and reading resumes at the next")
    func reach() throws {
        let filler = String(repeating: "x;y\n", count: 30_000)
        let (_, read) = try records(Array("a;b\n1;\"ouvert\n\(filler)".utf8))
        #expect(read.count == 30_001)
        #expect(read.first?.fault == .unclosedQuote)
        #expect(read.dropFirst().allSatisfy { $0.fault == nil })
    }

    @Test("text after a closing quote is a fault on its line")
    func stray() throws {
        let (_, read) = try records(Array("a;b\n\"x\"y;2\n3;4\n".utf8))
        #expect(read.map(\.fault) == [.strayQuote, nil])
    }

    @Test("rows that are shorter, longer or blank are told")
    func widths() throws {
        let reader = try DelimitedReader(source("a;b;;\n1;2\n1\n1;2;3\n1;2;;;\n ; \n"))
        #expect(reader.header == ["a", "b"])
        var fits: [Bool] = []
        var blanks: [Bool] = []
        while try reader.advance() {
            fits.append(reader.fitsHeader)
            blanks.append(reader.isBlank)
        }
        #expect(fits == [true, false, false, true, true])
        #expect(blanks == [false, false, false, false, true])
    }

    @Test("a header of a million columns is refused, a row of as many is read as too long")
    func manyColumns() throws {
        let wide = String(repeating: ";", count: 1_000_000)
        #expect(throws: DocumentFault.tooManyColumns(line: 1, limit: 1_000)) { try records(Array((wide + "\n").utf8)) }
        let reader = try DelimitedReader(source("a;b\n\(wide)\n1;2\n"))
        #expect(try reader.advance())
        #expect(reader.count == 1_000_001)
        #expect(!reader.fitsHeader)
        #expect(try reader.advance())
        #expect(reader.field(1).text == "2")
    }

    @Test("wrong encoding inside a quoted value is placed on its physical line")
    func encoding() {
        let bytes = Array("a;b\n1;\"x\ny".utf8) + [0xE9] + Array("\"\n".utf8)
        #expect(throws: DocumentFault.invalidUTF8(line: 3, byte: 2, value: 0xE9)) { try records(bytes) }
    }

    @Test("an empty file, or one of blank lines, has no header")
    func empty() {
        #expect(throws: DocumentFault.empty) { try records([]) }
        #expect(throws: DocumentFault.empty) { try records(Array("\n  \n".utf8)) }
        #expect(throws: DocumentFault.brokenHeader(line: 1)) { try records(Array("a;\"b\n1;2\n".utf8)) }
    }

    @Test("fuzz: nothing crashes, every physical line belongs to one record, chunks change nothing")
    func fuzz() throws {
        var random = SplitMix64(seed: fuzzSeed(7))
        let pieces = ["a", ";", "\"", "\"\"", "\n", "\r\n", "\r", "é", ",", "\t", " ", "x;y\n", "\";\""]
        for _ in 0..<rounds(600, of: "CSV") {
            var text = "a;b\n"
            for _ in 0..<Int.random(in: 0...40, using: &random) {
                text += pieces[Int.random(in: 0..<pieces.count, using: &random)]
            }
            let bytes = Array(text.utf8)
            let read = try [1, 7, 4096].map { try records(bytes, chunk: $0, reach: 40).records }
            #expect(read[0] == read[1] && read[1] == read[2], "\(text.debugDescription)")
            var next = 2
            for record in read[0] {
                #expect(record.line == next, "\(text.debugDescription)")
                next = record.lastLine + 1
            }
            #expect(try lines(bytes).count == next - 1, "\(text.debugDescription)")
        }
    }
}
