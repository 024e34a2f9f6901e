public import Access
public import Intake
public import Vocabulary

/// What is to be imported, and on whose word.
public struct LotInput: Sendable {
    /// Where the files are.
    public enum Place: Sendable {
        /// On the disk of this machine; a folder for the account feed.
        case paths([String])
        /// In memory: an upload.
        case files([ImportFile])
    }

    /// What it brings.
    public var kind: LotKind
    /// The files.
    public var place: Place
    /// The code of the only council that may be written; nil for all that the file names.
    public var council: String?
    /// The day the file is true for.
    public var asOf: CalendarDate
    /// Who imports, as the lot keeps it: whoever read the file.
    public var actor: String
    /// Who acts now, for the journal.
    public var author: Author
    /// The second person, where one was asked for.
    public var approvedBy: String?
    /// The code of the profession, for the RPPS extraction.
    public var profession = "10"

    /// The usual fields.
    public init(
        kind: LotKind, place: Place, council: String?, asOf: CalendarDate, actor author: Author,
        approvedBy: String? = nil
    ) {
        self.kind = kind
        self.place = place
        self.council = council
        self.asOf = asOf
        self.author = author
        actor = author.name
        self.approvedBy = approvedBy
    }

    /// The names of the files, for the history.
    var fileName: String {
        switch place {
        case .paths(let paths):
            paths.map { $0.split(separator: "/").last.map(String.init) ?? $0 }.joined(separator: ", ")
        case .files(let files): files.map(\.name).joined(separator: ", ")
        }
    }
}

/// What became of a lot.
public struct LotResult: Sendable {
    /// Its number.
    public let id: LotID
    /// Whether the register has it now.
    public let isApplied: Bool
    /// Over all councils.
    public let counts: LotCounts
    /// What reading showed.
    public let report: LotReport
    /// Reading, checking and writing.
    public let seconds: Double
}
