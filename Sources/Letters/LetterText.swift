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
