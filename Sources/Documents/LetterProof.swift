/// Makes a letter ready for the page: what paper cannot show is left out, and what could not be a letter is refused.
struct LetterProof {
    /// The most characters of a whole letter, about thirty pages.
    static let mostCharacters = 100_000

    /// The letter as it will be set.
    private(set) var letter: PrintedLetter
    /// What it lost.
    private(set) var lost: [Unicode.Scalar] = []

    /// - Throws: `.value` or `.tooLong`.
    init(_ given: PrintedLetter) throws(TypesetFault) {
        letter = given
        letter.sender = clean(given.sender).filter { !$0.isEmpty }
        letter.dateLine = clean(given.dateLine)
        letter.reference = clean(given.reference)
        letter.subject = clean(given.subject)
        letter.paragraphs = given.paragraphs.map { clean($0, keepingLines: true) }.filter { !$0.isEmpty }
        letter.signature = clean(given.signature)
        letter.banner = given.banner.map { clean($0) }.flatMap { $0.isEmpty ? nil : $0 }
        try check()
    }

    private mutating func clean(_ lines: [String]) -> [String] {
        var texts: [String] = []
        for line in lines { texts.append(clean(line)) }
        return texts
    }

    private mutating func clean(_ value: String, keepingLines: Bool = false) -> String {
        let (text, lost) = PrintedText.clean(value, keepingLines: keepingLines)
        for scalar in lost where !self.lost.contains(scalar) { self.lost.append(scalar) }
        return text.allSatisfy(\.isWhitespace) ? "" : text
    }

    private func check() throws(TypesetFault) {
        let texts = letter.paragraphs + letter.sender + letter.signature + [letter.subject, letter.dateLine]
        guard texts.reduce(0, { $0 + $1.count }) <= Self.mostCharacters else {
            throw .tooLong(limit: Self.mostCharacters)
        }
        let promises: [(String, Bool)] = [
            ("sender", (1...12).contains(letter.sender.count) && letter.sender.allSatisfy { $0.count <= 200 }),
            ("dateLine", (1...80).contains(letter.dateLine.count)), ("day", Self.isDay(letter.day)),
            ("reference", (1...60).contains(letter.reference.count)),
            ("subject", (1...300).contains(letter.subject.count)), ("paragraphs", !letter.paragraphs.isEmpty),
            ("banner", (letter.banner?.count ?? 0) <= 60),
            ("signature", letter.signature.count <= 40 && letter.signature.allSatisfy { $0.count <= 300 }),
        ]
        for (name, isKept) in promises where !isKept { throw .value(name) }
    }

    /// Whether a text is a day of the calendar, `2029-01-02`.
    static func isDay(_ text: String) -> Bool {
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        guard parts.map(\.utf8.count) == [4, 2, 2], text.utf8.allSatisfy({ (0x30...0x39).contains($0) || $0 == 0x2D }),
            let year = Int(parts[0]), let month = Int(parts[1]), let day = Int(parts[2]), year > 0,
            (1...12).contains(month)
        else { return false }
        let isLeap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
        let days = month == 2 ? (isLeap ? 29 : 28) : [4, 6, 9, 11].contains(month) ? 30 : 31
        return (1...days).contains(day)
    }
}
