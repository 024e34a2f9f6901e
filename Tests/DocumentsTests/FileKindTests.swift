import Documents
import Testing

@Suite("A file is recognised by its first bytes, whatever its name")
struct FileKindTests {
    private func kind(_ bytes: [UInt8]) -> FileKind { bytes.withUnsafeBytes { FileKind.recognise(firstBytes: $0) } }

    @Test("text, empty, UTF-16, markup, PDF, pictures and archives are told apart")
    func bySignature() {
        #expect(kind([]) == .empty)
        #expect(kind(Array("rpps;nom\n".utf8)) == .text)
        #expect(kind([0xEF, 0xBB, 0xBF] + Array("rpps;nom".utf8)) == .text)
        #expect(kind([0xFF, 0xFE, 0x72, 0]) == .wideText)
        #expect(kind("rpps;nom;prenom".utf8.flatMap { [$0, 0] }) == .wideText)
        #expect(kind(Array("  <html><table>".utf8)) == .markup)
        #expect(kind(Array("<?xml version".utf8)) == .markup)
        #expect(kind(Array("<3 rpps".utf8)) == .text)
        #expect(kind(Array("%PDF-1.7".utf8)) == .pdf)
        #expect(kind(Array("\n\n%PDF-1.4".utf8)) == .pdf)
        #expect(kind([0x1F, 0x8B, 8]) == .otherArchive)
        #expect(kind([0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]) == .oldOfficeDocument)
        #expect(kind([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]) == .picture)
        #expect(kind([0xFF, 0xD8, 0xFF, 0xE0]) == .picture)
    }

    @Test("workbooks and documents are told from a plain zip by the names of their entries")
    func byEntries() {
        let types: (name: String, content: [UInt8]) = ("[Content_Types].xml", Array("<Types/>".utf8))
        #expect(kind(storedZip([types, ("xl/workbook.xml", [])])) == .excelWorkbook)
        #expect(kind(storedZip([types, ("word/document.xml", [])])) == .otherOfficeDocument)
        let sheet = Array("application/vnd.oasis.opendocument.spreadsheet".utf8)
        #expect(kind(storedZip([("mimetype", sheet), ("content.xml", [])])) == .openDocumentSheet)
        let text = Array("application/vnd.oasis.opendocument.text".utf8)
        #expect(kind(storedZip([("mimetype", text), ("content.xml", [])])) == .otherOfficeDocument)
        #expect(kind(storedZip([("PS_LibreAcces.txt", Array("a|b\n".utf8))])) == .zip)
        #expect(kind(storedZip([])) == .zip)
    }

    @Test("no bytes make the recognition crash")
    func fuzz() {
        var random = SplitMix64(seed: fuzzSeed(11))
        let zip = storedZip([("a.txt", Array("x".utf8)), ("xl/b", [1, 2, 3])])
        for _ in 0..<rounds(500, of: "kind of file") {
            var bytes = zip
            for _ in 0..<Int.random(in: 1...8, using: &random) {
                bytes[Int.random(in: 4..<bytes.count, using: &random)] = UInt8.random(in: 0...255, using: &random)
            }
            _ = kind(Array(bytes.prefix(Int.random(in: 0...bytes.count, using: &random))))
        }
    }
}
