import Testing

@testable import Web

private let type = "multipart/form-data; boundary=----sextant42"

private func body(_ parts: [(head: String, content: [UInt8])]) -> [UInt8] {
    var bytes: [UInt8] = []
    for part in parts {
        bytes += Array("------sextant42\r\n\(part.head)\r\n\r\n".utf8) + part.content + [0x0D, 0x0A]
    }
    return bytes + Array("------sextant42--\r\n".utf8)
}

private func field(_ name: String, _ value: String) -> (head: String, content: [UInt8]) {
    ("Content-Disposition: form-data; name=\"\(name)\"", Array(value.utf8))
}

private func parse(_ bytes: [UInt8], piece: Int) throws -> Multipart {
    var multipart = try #require(Multipart(contentType: type))
    var index = 0
    while index < bytes.count {
        try multipart.feed(bytes[index..<min(index + piece, bytes.count)])
        index += piece
    }
    return multipart
}

@Test("fields and files arrive whole, whatever the size of the pieces", arguments: [1, 2, 3, 7, 64, 4_096])
func piecesDoNotMatter(piece: Int) throws {
    let content = Array("rpps;nom\r\n------sextant4\r\n--\r\n\r\nfin\r\n".utf8) + [0, 255, 13, 10]
    let bytes = body([
        field("preuve", "abc"), field("vide", ""), field("texte", "ligne 1\r\nligne 2\r\n"),
        (
            "content-disposition: form-data; name=\"fichier\"; filename=\"C:\\dossier\\Tableau; 1.csv\"\r\nContent-Type: text/csv",
            content
        ), ("Content-Disposition: form-data; name=\"fichier\"; filename=\"\"", []),
    ])
    let multipart = try parse(bytes, piece: piece)
    #expect(multipart.isComplete)
    #expect(multipart.form.map(\.0) == ["preuve", "vide", "texte"])
    #expect(multipart.form.map(\.1) == ["abc", "", "ligne 1\r\nligne 2\r\n"])
    #expect(multipart.files == [UploadedFile(field: "fichier", name: "Tableau; 1.csv", bytes: content)])
}

@Test("an empty part whose delimiter follows the blank line at once is empty (RFC 2046)", arguments: [1, 2, 4_096])
func emptyPartsWithoutLineEnd(piece: Int) throws {
    let head = "------sextant42\r\nContent-Disposition: form-data; name="
    let text =
        "\(head)\"vide\"\r\n\r\n\(head)\"f\"; filename=\"\"\r\n\r\n\(head)\"a\"\r\n\r\n1\r\n------sextant42--\r\n"
    let multipart = try parse(Array(text.utf8), piece: piece)
    #expect(multipart.isComplete && multipart.files.isEmpty)
    #expect(multipart.form.map(\.0) == ["vide", "a"] && multipart.form.map(\.1) == ["", "1"])
}

@Test("a body cut anywhere is incomplete, never taken for whole")
func cutBodies() throws {
    let bytes = body([field("a", "1"), field("b", "deux")])
    for end in 0..<(bytes.count - 2) { #expect(try !parse(Array(bytes[..<end]), piece: 5).isComplete, "\(end)") }
}

@Test("noise never crashes and answers the same whatever the pieces (fuzz)", arguments: [11, 12, 13])
func noiseIsHarmless(own: UInt64) {
    let seed = fuzzSeed(own)
    var dice = Dice(state: seed)
    let good = body([
        field("a", "1"), field("b", "deux\r\n--"),
        ("Content-Disposition: form-data; name=\"f\"; filename=\"x\"", [1, 2]),
    ])
    func outcome(_ bytes: [UInt8], _ piece: Int) -> String {
        guard let multipart = try? parse(bytes, piece: piece) else { return "malformed" }
        return "\(multipart.form) \(multipart.files) \(multipart.isComplete)"
    }
    for _ in 0..<rounds(400, of: "multipart") {
        var bytes = good
        for _ in 0..<Int.random(in: 1...6, using: &dice) where !bytes.isEmpty {
            let index = Int.random(in: 0..<bytes.count, using: &dice)
            switch Int.random(in: 0...2, using: &dice) {
            case 0: bytes[index] = UInt8.random(in: .min ... .max, using: &dice)
            case 1: bytes.remove(at: index)
            default: bytes.insert([0x0D, 0x0A, 0x2D].randomElement(using: &dice) ?? 0x2D, at: index)
            }
        }
        #expect(outcome(bytes, 1) == outcome(bytes, 4_096), "seed \(seed)")
    }
}

@Test("bounds: no boundary, a boundary too long, too many parts, a header without end")
func multipartBounds() throws {
    #expect(Multipart(contentType: "multipart/form-data") == nil)
    #expect(Multipart(contentType: "text/plain; boundary=x") == nil)
    #expect(Multipart(contentType: "multipart/form-data; boundary=" + String(repeating: "x", count: 71)) == nil)
    #expect(throws: Multipart.Malformed.self) {
        try parse(body((0..<100).map { field("f\($0)", "") }), piece: 4_096)
    }
    #expect(throws: Multipart.Malformed.self) {
        try parse(Array("------sextant42\r\n".utf8) + [UInt8](repeating: 0x61, count: 20_000), piece: 4_096)
    }
}

@Test("query strings decode as browsers encode them, and nothing breaks them")
func queries() {
    let query = Query("a=1&nom=L%C3%A9a+d%27O&vide=&a=2&%zz=%&b=%e9&c=%+1")
    #expect(query["a"] == "1")
    #expect(query["nom"] == "Léa d'O")
    #expect(query["vide"] == nil)
    #expect(query["b"] == "\u{FFFD}")
    #expect(query.raw("c") == "% 1")
    let text = "é à/?#[]@!$&'()*+,;= %\u{1F600}"
    #expect(Query("x=\(Query.encode(text))").raw("x") == text)
}

@Test("a NUL is dropped before anybody asks whether a field is empty: PostgreSQL stores none")
func queryWithoutNUL() {
    let query = Query("source=%00&nom=a%00b&espace=%20%00%20")
    #expect(query["source"] == nil && query["nom"] == "ab" && query["espace"] == nil)
    #expect(Query([("source", "\0"), ("nom", "e\u{301}\0")])["source"] == nil)
    #expect(Query([("nom", "e\u{301}\0")]).raw("nom").utf8.contains(0) == false)
}
