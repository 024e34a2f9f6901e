public import Access
public import Postgres
public import Vocabulary

/// National words on their way: written, proposed by one person, published by another.
public struct TemplateDraft: Hashable, Sendable {
    /// How far it has come.
    public enum State: String, Sendable, CaseIterable {
        /// Being written.
        case draft
        /// Waits for another person; its words no longer change.
        case proposed
        /// In force from its day on.
        case published
        /// Given up.
        case discarded
        /// Published, and revoked by two people before its day.
        case revoked
    }

    /// Its key.
    public let id: Int64
    /// The kind of letter.
    public let kind: Notice.Kind
    /// The version from which it began.
    public let base: TemplateVersion.Key
    /// The words.
    public let text: TemplateText
    /// Counts the savings, from 1: a form says which one it was made from.
    public let revision: Int
    /// How far it has come.
    public let state: State
    /// Who saved it last (e-mail address).
    public let writtenBy: String
    /// The key of that person; nil for what was saved before it was kept.
    public let writer: Int64?
    /// Who proposed it; nil while nobody has.
    public let proposedBy: String?
    /// The key of that person.
    public let proposer: Int64?
    /// Why it was last sent back or withdrawn; nil when it never was.
    public let reason: String?
    /// Who gave that reason.
    public let reasonBy: String?
    /// The number that its words got when they were published; nil while they are not.
    public let version: Int?
    /// Their first day; nil while they are not published.
    public let inForceFrom: CalendarDate?
    /// Who asked that they be revoked before that day; nil while nobody has.
    public let revocation: RevocationRequest?

    /// The draft of a kind that is open, or nil; in a transaction of the national council.
    ///
    /// - Throws: `PostgresError`.
    public static func open(_ kind: Notice.Kind, _ transaction: Transaction) throws -> TemplateDraft? {
        try TemplateDraftStore(transaction: transaction).open().first { $0.kind == kind }
    }

    /// Every open draft, by kind; in a transaction of the national council.
    ///
    /// - Throws: `PostgresError`.
    public static func open(_ transaction: Transaction) throws -> [Notice.Kind: TemplateDraft] {
        Dictionary(
            try TemplateDraftStore(transaction: transaction).open().map { ($0.kind, $0) }, uniquingKeysWith: { $1 })
    }

    /// The drafts of a kind that were published for a day that has not come, by version; in a transaction of the
    /// national council.
    ///
    /// - Throws: `PostgresError`.
    public static func coming(
        _ kind: Notice.Kind, after day: CalendarDate, _ transaction: Transaction
    ) throws -> [TemplateDraft] {
        try TemplateDraftStore(transaction: transaction).coming(kind, after: day)
    }

    /// Whether a person has written what stands in it, or put it before the others: nobody else's eyes.
    public func isOf(_ person: Int64, named name: String) -> Bool {
        [proposer, writer].contains(person)
            || [proposedBy, writtenBy].contains { $0?.lowercased() == name.lowercased() }
    }

    /// What keeps it from being proposed.
    public var flaws: [TemplateFlaw] { text.flaws(for: kind) }
}

extension TemplateVersion {
    /// Names a version: the words that come with the program and those of the national council count apart.
    public struct Key: Hashable, Sendable {
        /// `alert`, or `alert.national`.
        public let id: String
        /// From 1.
        public let version: Int

        /// A version of this name.
        public init(id: String, version: Int) {
            self.id = id
            self.version = version
        }
    }

    /// Its name.
    public var key: Key { Key(id: id, version: version) }

    /// Whether two people of the national council published it; otherwise it came with the program.
    public var isNational: Bool { id == Self.nationalID(kind) }

    static func nationalID(_ kind: Notice.Kind) -> String { "\(kind.rawValue).national" }

    /// Every version of a kind, the latest first; those of the national council before the program's.
    ///
    /// - Throws: `PostgresError`, or the fault of words that were kept.
    public static func all(_ kind: Notice.Kind, _ transaction: Transaction) throws -> [TemplateVersion] {
        try TemplateStore.all(transaction, kind: kind)
    }
}
