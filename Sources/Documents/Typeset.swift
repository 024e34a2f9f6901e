/// A letter, or a lot of them, as a file: PDF/A-3a and PDF/UA-1. The same words give the same bytes with the same
/// engine.
public struct Typeset: Hashable, Sendable {
    /// The file.
    public let pdf: [UInt8]
    /// How many pages it has.
    public let pages: Int
    /// The hexadecimal SHA-256 of the file.
    public let sha256: String
    /// What set it: program, layout and fonts. Bytes are only comparable when it is the same.
    public let engine: String
    /// The characters that paper cannot show and that were left out, by their numbers: `U+202E`.
    public let lost: [String]

    /// A file that was set.
    public init(pdf: [UInt8], pages: Int, sha256: String, engine: String, lost: [String] = []) {
        self.pdf = pdf
        self.pages = pages
        self.sha256 = sha256
        self.engine = engine
        self.lost = lost
    }
}

/// Why a letter was not set.
public enum TypesetFault: Error, Hashable, Sendable {
    /// The fonts have no drawing for these characters, each once: nothing else is at fault, and the letter can be
    /// mended by writing them otherwise.
    case missingGlyph(String)
    /// More characters than a letter may have; the limit.
    case tooLong(limit: Int)
    /// A value that cannot stand in a letter; which one, in English: an empty subject, a day that is none.
    case value(String)
    /// The engine refused the layout itself; its words.
    case template(String)
    /// The engine does not start, died twice or stayed silent; nothing is known against the letter. Why, in French
    /// where it is ours to say.
    case engine(String)
}
