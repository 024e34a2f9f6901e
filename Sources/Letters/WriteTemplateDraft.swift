public import Access
public import Postgres
public import Vocabulary

/// Begins a change of national words from those that will hold on the day for which it is meant.
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
        guard let id = try TemplateDraftStore(transaction: transaction).add(base, by: author, now: now) else {
            throw TemplateRefusal.isOpenAlready
        }
        try AuditEvent(
            .templateBegun, by: author, on: "template:\(id)",
            detail: "{\"kind\": \"\(kind.rawValue)\", \"base\": \"\(base.id) \(base.version)\"}"
        ).record(transaction, council: 0)
    }
}

/// Compares a draft with the words that will hold on another day; its own words stay.
public struct RebaseTemplateDraft: Sendable {
    private let id: Int64
    private let revision: Int
    private let day: CalendarDate
    private let author: Author

    /// - Parameters:
    ///   - revision: the one that the form showed.
    ///   - day: the first one on which the draft is meant to hold.
    public init(_ id: Int64, revision: Int, for day: CalendarDate, by author: Author) {
        self.id = id
        self.revision = revision
        self.day = day
        self.author = author
    }

    /// Does it, in a transaction of the national council.
    ///
    /// - Throws: ``TemplateRefusal``, ``ComposeFault/noTemplate(_:)``, `PostgresError`.
    public func run(today: CalendarDate, _ transaction: Transaction) throws {
        guard day >= today else { throw TemplateRefusal.dayIsPast }
        let store = TemplateDraftStore(transaction: transaction)
        let draft = try store.lock(id, revision: revision, in: .draft)
        let base = try TemplateVersion.inForce(kind: draft.kind, on: day, transaction)
        try store.rebase(draft, on: base.key)
        try AuditEvent(
            .templateSaved, by: author, on: "template:\(id)",
            detail: """
                {"kind": "\(draft.kind.rawValue)", "revision": \(draft.revision + 1), \
                "base": "\(base.id) \(base.version)", "sha256": "\(draft.text.hash)"}
                """
        ).record(transaction, council: 0)
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
        try AuditEvent(
            .templateSaved, by: author, on: "template:\(id)",
            detail: """
                {"kind": "\(draft.kind.rawValue)", "revision": \(draft.revision + 1), "sha256": "\(text.hash)"}
                """
        ).record(transaction, council: 0)
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
        let draft = try store.lock(id, revision: revision, in: .draft)
        try store.discard(draft, by: author)
        try AuditEvent(.templateDiscarded, by: author, on: "template:\(id)", detail: draft.kind.detail)
            .record(transaction, council: 0)
    }
}
