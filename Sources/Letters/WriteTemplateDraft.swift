public import Access
public import Postgres
public import Vocabulary

/// Begins a change of national words from those that hold.
public struct BeginTemplateDraft: Sendable {
    private let kind: Notice.Kind
    private let author: Author

    /// A draft about to be begun.
    public init(_ kind: Notice.Kind, by author: Author) {
        self.kind = kind
        self.author = author
    }

    /// Begins it, in a transaction of the national council.
    ///
    /// - Throws: ``TemplateRefusal/isOpenAlready``, ``ComposeFault/noTemplate(_:)``, `PostgresError`.
    public func run(on day: CalendarDate, now: Instant, _ transaction: Transaction) throws {
        let base = try TemplateVersion.inForce(kind: kind, on: day, transaction)
        guard try TemplateDraftStore(transaction: transaction).add(base, by: author, now: now) != nil else {
            throw TemplateRefusal.isOpenAlready
        }
    }
}

/// Saves the words of a draft, flaws and all: they are said, and keep it from being proposed only.
public struct SaveTemplateDraft: Sendable {
    private let id: Int64
    private let revision: Int
    private let text: TemplateText
    private let author: Author

    /// - Parameter revision: the one that the form showed.
    public init(_ id: Int64, revision: Int, _ text: TemplateText, by author: Author) {
        self.id = id
        self.revision = revision
        self.text = text
        self.author = author
    }

    /// Keeps them, in a transaction of the national council.
    ///
    /// - Throws: ``TemplateRefusal``, `PostgresError`.
    public func run(now: Instant, _ transaction: Transaction) throws {
        let store = TemplateDraftStore(transaction: transaction)
        let draft = try store.lock(id, revision: revision, in: .draft)
        // More could not be compared with what holds in a moment.
        guard text.json.text.unicodeScalars.count <= 60_000, max(text.mail.count, text.letter.count) <= 100 else {
            throw TemplateRefusal.hasFlaws([
                TemplateFlaw(part: .letter, paragraph: nil, sentence: "Le texte est trop long pour être enregistré.")
            ])
        }
        try store.save(draft, text, by: author, now: now)
    }
}

/// Gives up a draft that nobody has proposed.
public struct DiscardTemplateDraft: Sendable {
    private let id: Int64
    private let revision: Int
    private let author: Author

    /// - Parameter revision: the one that the form showed.
    public init(_ id: Int64, revision: Int, by author: Author) {
        self.id = id
        self.revision = revision
        self.author = author
    }

    /// Gives it up, in a transaction of the national council.
    ///
    /// - Throws: ``TemplateRefusal``, `PostgresError`.
    public func run(_ transaction: Transaction) throws {
        let store = TemplateDraftStore(transaction: transaction)
        try store.discard(try store.lock(id, revision: revision, in: .draft), by: author)
    }
}
