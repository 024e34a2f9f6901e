public import Postgres
public import Vocabulary

/// The words of a kind of letter, with places for values; once published they never change.
public struct TemplateVersion: Hashable, Sendable {
    /// The name of the template, such as `alert`.
    public let id: String
    /// Whose it is; 0 is the national council.
    public let councilID: Int32
    /// 1 for the first.
    public let version: Int
    /// What its letters tell.
    public let kind: Notice.Kind
    /// The first day on which it holds.
    public let inForceFrom: CalendarDate
    /// The line « Objet ».
    public let subject: String
    /// The paragraphs of the mail.
    public let mail: [String]
    /// The paragraphs of the letter on paper, and of the notice as it is kept.
    public let letter: [String]
    /// Whether two people revoked it before its day: it never holds.
    public internal(set) var isRevoked = false

    /// The words that hold for a kind on a day, in a transaction of a council.
    ///
    /// - Throws: ``ComposeFault/noTemplate(_:)``, `PostgresError`.
    public static func inForce(
        kind: Notice.Kind, on day: CalendarDate, _ transaction: Transaction
    ) throws -> TemplateVersion {
        try TemplateStore.inForce(transaction, kind: kind, on: day)
    }

    /// The words of this name; nil where there are none.
    ///
    /// - Throws: `PostgresError`, or the fault of words that were kept.
    public static func find(_ key: Key, _ transaction: Transaction) throws -> TemplateVersion? {
        try TemplateStore.find(transaction, key)
    }
}
