/// Writes a letter: puts the values in their places, and nothing else.
public enum ComposeLetter {
    /// - Parameters:
    ///   - version: the words.
    ///   - fields: the values; one that the words do not ask for is left out.
    ///   - onPaper: values that read otherwise on paper than in a mail.
    ///   - blocks: what the council adds of its own: its signature to both, the rest to the letter on paper.
    ///   - sender: how it signs and is answered: kept with the letter.
    /// - Throws: ``ComposeFault`` when the words ask for a value that is unknown, missing, or not for a mail.
    public static func compose(
        _ version: TemplateVersion, _ fields: [LetterField: String], onPaper: [LetterField: String] = [:],
        blocks: CouncilBlocks = CouncilBlocks(), sender: Sender? = nil
    ) throws(ComposeFault) -> LetterText {
        let blocks = blocks.standing(in: version.kind)
        let plain = fields.mapValues(PlainText.init)
        let paper = plain.merging(onPaper.mapValues(PlainText.init)) { $1 }
        var used: Set<LetterField> = []
        func fill(_ words: String, isMail: Bool) throws(ComposeFault) -> String {
            var text = ""
            for piece in try LetterWords.pieces(of: words) {
                switch piece {
                case .words(let words): text += words
                case .place(let field):
                    guard !isMail || field.mayStandInMail else { throw .fieldIsNotForMail(field) }
                    guard let value = (isMail ? plain : paper)[field] else { throw .missingField(field) }
                    used.insert(field)
                    text += value.text
                }
            }
            return text
        }
        let subject = try fill(version.subject, isMail: true)
        var mail: [String] = []
        for words in blocks.mail(version.mail) { mail.append(try fill(words, isMail: true)) }
        var letter: [String] = []
        for words in blocks.letter(version.letter) { letter.append(try fill(words, isMail: false)) }
        var header: [String] = []
        for words in blocks.lines(.header) { header.append(try fill(words, isMail: false)) }
        return LetterText(
            subject: subject, mail: mail, letter: letter,
            stripped: LetterField.allCases.filter { used.contains($0) && plain[$0]?.hasLost == true },
            header: header, blocks: blocks.versions, sender: sender)
    }

    /// Refuses words that could not make a letter, whatever the values.
    static func check(_ version: TemplateVersion) throws(ComposeFault) {
        for words in [version.subject] + version.mail {
            for case .place(let field) in try LetterWords.pieces(of: words) where !field.mayStandInMail {
                throw .fieldIsNotForMail(field)
            }
        }
        for words in version.letter { _ = try LetterWords.pieces(of: words) }
    }
}

/// The words of a template, taken apart.
enum LetterWords {
    enum Piece: Hashable {
        case words(String)
        case place(LetterField)
    }

    static func pieces(of words: String) throws(ComposeFault) -> [Piece] {
        var pieces: [Piece] = []
        var rest = words[...]
        while let brace = rest.firstIndex(where: { $0 == "{" || $0 == "}" }) {
            guard rest[brace] == "{", let end = rest[brace...].firstIndex(of: "}") else { throw .brokenPlace(words) }
            let name = String(rest[rest.index(after: brace)..<end])
            guard !name.contains("{") else { throw .brokenPlace(words) }
            guard let field = LetterField(rawValue: name) else { throw .unknownField(name) }
            pieces.append(.words(String(rest[..<brace])))
            pieces.append(.place(field))
            rest = rest[rest.index(after: end)...]
        }
        pieces.append(.words(String(rest)))
        return pieces
    }
}

/// A value as a letter can show it: one line, without the characters that turn the direction of writing or show as
/// nothing. A name turned round by U+202E reads as another one.
struct PlainText {
    let text: String
    /// Whether characters were left out.
    let hasLost: Bool

    init(_ value: String) {
        var kept = String.UnicodeScalarView()
        var hasLost = false
        for scalar in value.unicodeScalars {
            switch scalar.properties.generalCategory {
            case .control, .lineSeparator, .paragraphSeparator:
                hasLost = true
                kept.append(" ")
            case _ where Self.isHidden(scalar): hasLost = true
            default: kept.append(scalar)
            }
        }
        text = String(kept)
        self.hasLost = hasLost
    }

    /// Whether a letter cannot show this character.
    static func isHidden(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .control, .lineSeparator, .paragraphSeparator, .format, .privateUse, .surrogate, .unassigned: true
        default: false
        }
    }
}
