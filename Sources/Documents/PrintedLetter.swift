/// What stands in a letter on paper: words only. None of them is ever read as code of the page's layout.
public struct PrintedLetter: Hashable, Sendable, Codable {
    /// Who writes, at the top on the left, at most twelve lines: the name, then where it is written to or called.
    public var sender: [String]
    /// Who receives it; printed where the window of the envelope shows it.
    public var address: PostalAddress
    /// « Bordeaux, le 2 janvier 2029 ».
    public var dateLine: String
    /// The day of the letter, `2029-01-02`: the date that the file bears, and the only one.
    public var day: String
    /// What the council calls the letter by; at the foot of each page. No name and no number of a person.
    public var reference: String
    /// After « Objet : »; also the title of the file.
    public var subject: String
    /// The text, paragraph by paragraph; a line feed ends a line.
    public var paragraphs: [String]
    /// Who signs, line by line, at most forty; kept together on one page when it is short. Empty where the last paragraph signs.
    public var signature: [String]
    /// Words across every page, behind the text, of a sheet that is not to be sent; nil on one that is.
    public var banner: String?

    /// A letter.
    public init(
        sender: [String], address: PostalAddress, dateLine: String, day: String, reference: String, subject: String,
        paragraphs: [String], signature: [String] = [], banner: String? = nil
    ) {
        self.sender = sender
        self.address = address
        self.dateLine = dateLine
        self.day = day
        self.reference = reference
        self.subject = subject
        self.paragraphs = paragraphs
        self.signature = signature
        self.banner = banner
    }
}
