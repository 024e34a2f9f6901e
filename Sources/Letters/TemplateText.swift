import Foundation
public import Vocabulary

/// The words of a letter while they are written: subject, mail, paper.
public struct TemplateText: Hashable, Sendable {
    /// The most characters of a subject.
    public static let subjectLength = 150
    /// The most characters of a paragraph.
    public static let paragraphLength = 1_500
    /// The most paragraphs of a mail or of a letter.
    public static let paragraphs = 20

    /// The line « Objet ».
    public let subject: String
    /// The paragraphs of the mail.
    public let mail: [String]
    /// The paragraphs of the letter on paper.
    public let letter: [String]

    /// Words.
    public init(subject: String, mail: [String], letter: [String]) {
        self.subject = subject
        self.mail = mail
        self.letter = letter
    }

    /// The words of a version.
    public init(_ version: TemplateVersion) {
        self.init(subject: version.subject, mail: version.mail, letter: version.letter)
    }

    /// Paragraphs as somebody typed them: a blank line between two.
    public static func paragraphs(typed text: String) -> [String] {
        var paragraphs: [[String]] = [[]]
        for line in text.replacing("\r\n", with: "\n").replacing("\r", with: "\n")
            .split(separator: "\n", omittingEmptySubsequences: false)
        {
            let line = line.trimmingCharacters(in: .whitespaces)
            if line.isEmpty {
                paragraphs.append([])
            } else {
                paragraphs[paragraphs.count - 1].append(line)
            }
        }
        return paragraphs.filter { !$0.isEmpty }.map { $0.joined(separator: "\n") }
    }

    /// The text that a page shows to be changed.
    public static func typed(_ paragraphs: [String]) -> String { paragraphs.joined(separator: "\n\n") }

    /// The hexadecimal SHA-256 of the words as they are kept: what the journal knows them by.
    public var hash: String { LetterText.hash(of: json.text) }

    /// The words as they are kept.
    var json: JSON {
        .object([
            .init("subject", .string(subject)), .init("mail", .array(mail.map { .string($0) })),
            .init("letter", .array(letter.map { .string($0) })),
        ])
    }

    /// Words that were kept; nil when they are none.
    init?(_ json: JSON) {
        guard let subject = json["subject"]?.string, let mail = json["mail"]?.array, let letter = json["letter"]?.array
        else { return nil }
        self.init(subject: subject, mail: mail.compactMap(\.string), letter: letter.compactMap(\.string))
    }
}
