import Documents
import Testing

@Suite("A zip is read entry by entry, as a stream")
struct ZipArchiveTests {
    private let archive = storedZip([("dossier/", []), ("a.txt", Array("un\ndeux\n".utf8)), ("b.txt", [0x78])])

    @Test("entries are listed without folders, and read by name")
    func reading() throws {
        let zip = try ZipArchive(bytes: archive)
        #expect(zip.entries.map(\.name) == ["a.txt", "b.txt"])
        #expect(zip.entries[0].size == 8)
        let reader = try LineReader(zip.source(entry: "a.txt"))
        #expect(try reader.next()?.text == "un")
        #expect(try reader.next()?.text == "deux")
        #expect(try reader.next() == nil)
    }

    @Test("a missing entry, a damaged archive and an entry that unfolds too much are refused")
    func refusals() throws {
        let zip = try ZipArchive(bytes: archive)
        #expect(throws: DocumentFault.noSuchEntry(["a.txt", "b.txt"])) { try zip.source(entry: "c.txt") }
        #expect(throws: DocumentFault.expandsTooMuch(limit: 4)) { try zip.source(entry: "a.txt", limit: 4) }
        #expect(throws: DocumentFault.self) { try ZipArchive(bytes: Array("PK\u{3}\u{4} abîmé".utf8)) }
    }

    @Test("fuzz: a damaged archive is refused or read, never a crash")
    func fuzz() {
        var random = SplitMix64(seed: fuzzSeed(13))
        for _ in 0..<rounds(200, of: "ZIP") {
            var bytes = archive
            for _ in 0..<Int.random(in: 1...6, using: &random) {
                bytes[Int.random(in: 0..<bytes.count, using: &random)] = UInt8.random(in: 0...255, using: &random)
            }
            guard let zip = try? ZipArchive(bytes: bytes) else { continue }
            for entry in zip.entries { try? zip.source(entry: entry.name).drain { _ in } }
        }
    }
}

@Suite("A source hands out its bytes once, in order")
struct ByteSourceTests {
    @Test("the tap sees every byte, and progress ends at the total", arguments: [1, 7, 4096])
    func tap(chunk: Int) throws {
        let bytes = (0..<1_000).map { UInt8($0 % 97 + 1) }
        let source = try ByteSource(bytes: bytes, name: "essai", chunk: chunk)
        var tapped: [UInt8] = []
        var read: [UInt8] = []
        source.tap = { tapped += $0 }
        try source.drain { read += $0 }
        #expect(read == bytes)
        #expect(tapped == bytes)
        #expect(source.bytesRead == source.totalBytes)
    }

    @Test("a folder or an absent path is refused")
    func paths() {
        #expect(throws: DocumentFault.notAFile(path: "/")) { try ByteSource(path: "/") }
        #expect(throws: DocumentFault.cannotOpen(path: "/absent/x", code: 2)) { try ByteSource(path: "/absent/x") }
    }
}
