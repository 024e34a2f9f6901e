import Testing

@testable import Documents

@Suite("A letter before it is set")
struct LetterProofTests {
    @Test("a day is one of the calendar", arguments: ["2029-01-02", "2028-02-29", "2000-02-29", "2029-12-31"])
    func days(_ day: String) { #expect(LetterProof.isDay(day)) }

    @Test(
        "what is no day is none",
        arguments: [
            "2029-02-29", "1900-02-29", "2029-1-2", "2029-13-01", "2029-00-01", "2029-04-31", "0000-01-01", "", "--",
            "2029-01-02T00", "٢٠٢٩-٠١-٠٢", "+029-01-02", "2029-01--2",
        ])
    func noDays(_ day: String) { #expect(!LetterProof.isDay(day)) }

    @Test("each value that a letter must have is asked for by name")
    func promises() throws {
        let changes: [(String, (inout PrintedLetter) -> Void)] = [
            ("sender", { $0.sender = ["", " "] }), ("sender", { $0.sender = Array(repeating: "x", count: 13) }),
            ("sender", { $0.sender = [String(repeating: "x", count: 201)] }),
            ("dateLine", { $0.dateLine = "\u{202E}" }),
            ("day", { $0.day = "demain" }), ("reference", { $0.reference = "" }), ("subject", { $0.subject = "\n" }),
            ("subject", { $0.subject = String(repeating: "x", count: 301) }),
            ("paragraphs", { $0.paragraphs = ["", "\u{200B}"] }),
            ("signature", { $0.signature = Array(repeating: "x", count: 41) }),
        ]
        for (name, change) in changes {
            var letter = PrintedLetter.sample
            change(&letter)
            #expect(throws: TypesetFault.value(name)) { try LetterProof(letter) }
        }
        var endless = PrintedLetter.sample
        endless.paragraphs = [String(repeating: "mot ", count: 30_000)]
        #expect(throws: TypesetFault.tooLong(limit: 100_000)) { try LetterProof(endless) }
    }

    @Test("characters that turn the writing, show as nothing or control are left out and named, each once")
    func cleaning() throws {
        var letter = PrintedLetter.sample
        letter.subject = "Dr A\u{202E}B\u{202E} \u{7}"
        letter.paragraphs = ["une\r\nligne\u{200F}", "", "e\u{301}"]
        let proof = try LetterProof(letter)
        #expect(proof.lost.map(PrintedText.name(of:)) == ["U+202E", "U+0007", "U+200F"])
        #expect(proof.letter.subject == "Dr AB  ")
        #expect(proof.letter.paragraphs == ["une\nligne", "é"])
        #expect(proof.letter.paragraphs[1].unicodeScalars.count == 1, "composed: fonts draw é, not e and an accent")
    }
}
