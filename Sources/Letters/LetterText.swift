/// A letter in words, as it is kept: subject, mail, paper.
public struct LetterText: Hashable, Sendable {
    /// The line « Objet ».
    public let subject: String
    /// The paragraphs of the mail.
    public let mail: [String]
    /// The paragraphs of the letter on paper, and of the notice as it is kept.
    public let letter: [String]
    /// The fields whose value lost characters that a letter cannot show (writing direction, controls).
    public let stripped: [LetterField]
    /// The lines above the letter on paper that the council chose; empty where it has none.
    public let header: [String]
    /// The blocks of the council that the text holds, each in this version; empty where it has none.
    public let blocks: [CouncilBlock.Kind: Int]
    /// How the council signed and was answered when it was written; nil for one that was kept without it.
    public let sender: Sender?

    init(
        subject: String, mail: [String], letter: [String], stripped: [LetterField], header: [String] = [],
        blocks: [CouncilBlock.Kind: Int] = [:], sender: Sender? = nil
    ) {
        self.subject = subject
        self.mail = mail
        self.letter = letter
        self.stripped = stripped
        self.header = header
        self.blocks = blocks
        self.sender = sender
    }

    /// Whether a sheet with this letter reads as one with another does.
    public func readsOnPaper(as other: LetterText) -> Bool {
        (subject, letter, header) == (other.subject, other.letter, other.header) && sender == other.sender
    }

    /// How many paragraphs at the end of the letter on paper sign it: the national closing, and the council's own.
    public var closing: Int {
        min(letter.count, blocks.keys.contains { $0 == .signature || $0 == .delegation } ? 2 : 1)
    }
}

/// Why a letter cannot be written.
public enum ComposeFault: Error, Hashable, Sendable {
    /// The words hold a place of a name that nobody knows.
    case unknownField(String)
    /// The words ask for a value that was not given.
    case missingField(LetterField)
    /// The words of a mail ask for a value that a mail must not hold.
    case fieldIsNotForMail(LetterField)
    /// A brace without its other one.
    case brokenPlace(String)
    /// No words are in force for this kind.
    case noTemplate(Notice.Kind)
}
