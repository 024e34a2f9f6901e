public import Access
import Foundation
public import Postgres
public import Vocabulary

/// Writes down what passed between the council and a physician: never changed, a later line corrects.
public struct RecordEntry: Sendable {
    /// What passed.
    public enum Kind: String, Sendable, CaseIterable {
        /// A telephone call.
        case call
        /// An answer of the physician.
        case reply
        /// A letter on paper that came back.
        case returned
        /// Anything else.
        case note
    }

    /// Why a line is not kept.
    public enum Refusal: Error, Hashable, Sendable {
        /// A line needs words, of at most 2,000 characters.
        case wordsAreMissing
        /// What has not happened yet cannot be written down.
        case dayIsAhead
        /// A line has a person as its author, not a command.
        case authorIsUnknown
    }

    private let kind: Kind
    private let words: String
    private let physicianID: Int64
    private let day: CalendarDate
    private let author: Author

    /// A line about to be kept.
    public init(
        _ kind: Kind, _ words: String, about physicianID: Int64, on day: CalendarDate, by author: Author
    ) {
        self.kind = kind
        self.words = words
        self.physicianID = physicianID
        self.day = day
        self.author = author
    }

    /// Keeps it, in a transaction of the council; that the physician is on its roll is the caller's to check. RPPS
    /// numbers in the words give way to dots.
    ///
    /// - Throws: ``Refusal``, `PostgresError`.
    public func run(_ council: Council, today: CalendarDate, now: Instant, _ transaction: Transaction) throws {
        let trimmed = Self.plain(words)
        guard !trimmed.isEmpty, trimmed.unicodeScalars.count <= 2000 else { throw Refusal.wordsAreMissing }
        guard day <= today else { throw Refusal.dayIsAhead }
        guard let person = author.personID else { throw Refusal.authorIsUnknown }
        try transaction.query(
            """
            insert into letters.thread_entry (council_id, physician_id, kind, happened_on, words, person_id,
                recorded_by, recorded_at)
            values (\(council.id), \(physicianID), \(kind.rawValue), \(day), \(NumberMask.masked(trimmed)), \(person),
                \(author.name), to_timestamp(\(now.epochSeconds)::float8))
            """)
        try AuditEvent(
            .threadNoted, by: author, on: "physician:\(physicianID)", detail: "{\"kind\": \"\(kind.rawValue)\"}"
        ).record(transaction, council: council.id)
    }

    /// As the table counts it: a line break is one character (a browser sends two), an accented letter too where it
    /// can be.
    private static func plain(_ words: String) -> String {
        let lines = words.replacing("\r\n", with: "\n").replacing("\r", with: "\n")
        return String(lines.precomposedStringWithCanonicalMapping.drop { $0.isWhitespace })
    }
}
