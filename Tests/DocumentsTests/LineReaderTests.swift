import Documents
import Testing

@Suite("Lines are read one by one, in constant memory")
struct LineReaderTests {
    @Test("LF, CRLF, a lone CR, the byte order mark and a last line without its end", arguments: [1, 7, 4096])
    func ends(chunk: Int) throws {
        #expect(try lines(Array("a\nb\n".utf8), chunk: chunk) == ["a", "b"])
        #expect(try lines(Array("a\r\nb".utf8), chunk: chunk) == ["a", "b"])
        #expect(try lines(Array("a\rb\r".utf8), chunk: chunk) == ["a", "b"])
        #expect(try lines(Array("a\rb\nc".utf8), chunk: chunk) == ["a\rb", "c"])
        #expect(try lines([0xEF, 0xBB, 0xBF] + Array("é\n\nb".utf8), chunk: chunk) == ["é", "", "b"])
        #expect(try lines([], chunk: chunk) == [])
    }

    @Test(
        "a byte that is no UTF-8 is placed by line and byte, and the lines before it are given",
        arguments: [1, 7, 4096])
    func encoding(chunk: Int) throws {
        let bytes = Array("bon\nMoli".utf8) + [0xE8] + Array("re\nsuite\n".utf8)
        let reader = try LineReader(ByteSource(bytes: bytes, name: "essai", chunk: chunk))
        #expect(try reader.next()?.text == "bon")
        #expect(throws: DocumentFault.invalidUTF8(line: 2, byte: 5, value: 0xE8)) { try reader.next() }
    }

    @Test(
        "overlong forms, surrogates, cut characters and stray continuation bytes are no UTF-8",
        arguments: [
            [0xC0, 0xAF], [0xE0, 0x80, 0xAF], [0xED, 0xA0, 0x80], [0xF4, 0x90, 0x80, 0x80], [0x80], [0xE2, 0x82],
            [0xFF],
        ] as [[UInt8]])
    func forbidden(bytes: [UInt8]) {
        #expect(throws: DocumentFault.invalidUTF8(line: 1, byte: 2, value: bytes[0])) { try lines([0x61] + bytes) }
    }

    @Test("every Unicode scalar is accepted, in chunks of any size", arguments: [1, 7, 4096])
    func accepted(chunk: Int) throws {
        let scalars: [UInt32] = [0x7F, 0x80, 0x7FF, 0x800, 0xD7FF, 0xE000, 0xFFFD, 0xFFFF, 0x10000, 0x10FFFF]
        let text = String(String.UnicodeScalarView(scalars.map { Unicode.Scalar($0)! }))
        #expect(try lines(Array(text.utf8), chunk: chunk) == [text])
    }

    @Test("a zero byte is placed by line and byte")
    func zero() {
        #expect(throws: DocumentFault.nulByte(line: 2, byte: 3)) { try lines(Array("ab\ncd\0e\n".utf8)) }
    }

    @Test("a line beyond the limit stops the reading instead of filling the memory")
    func long() {
        let text = Array("court\n".utf8) + Array(repeating: 0x61, count: 5_000) + [0x0A]
        #expect(throws: DocumentFault.lineTooLong(line: 2, limit: 1_000)) { try lines(text, limit: 1_000) }
    }

    @Test("a hundred thousand lines are counted right, whatever the chunks", arguments: [4096, 262_144])
    func many(chunk: Int) throws {
        var random = SplitMix64(seed: 3)
        var bytes: [UInt8] = []
        var expected = 0
        for _ in 0..<100_000 {
            bytes += Array(repeating: 0x61, count: Int.random(in: 0...30, using: &random)) + [0x0A]
            expected += 1
        }
        #expect(try lines(bytes, chunk: chunk).count == expected)
    }

    @Test("fuzz: no bytes crash the reader, and the size of the chunks changes nothing")
    func fuzz() {
        var random = SplitMix64(seed: fuzzSeed(5))
        let alphabet: [UInt8] = [0x61, 0x0A, 0x0D, 0xC3, 0xA9, 0xE2, 0x80, 0x00, 0xEF, 0xBB, 0xBF, 0x7C]
        for _ in 0..<rounds(400, of: "lines") {
            let count = Int.random(in: 0...60, using: &random)
            let bytes = (0..<count).map { _ in alphabet[Int.random(in: 0..<alphabet.count, using: &random)] }
            let results = [1, 7, 4096].map { chunk in
                Result { try lines(bytes, chunk: chunk) }.mapError { "\($0)" as Fault }
            }
            #expect(results[0] == results[1] && results[1] == results[2], "\(bytes)")
        }
    }
}

/// The description of an error, to compare results.
struct Fault: Error, Equatable, ExpressibleByStringInterpolation {
    let text: String
    init(stringLiteral text: String) { self.text = text }
}
