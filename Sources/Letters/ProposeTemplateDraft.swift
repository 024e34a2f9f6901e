public import Access
public import Postgres
public import Vocabulary

/// Puts a draft before another person; its words no longer change.
public struct ProposeTemplateDraft: Sendable {
    private let id: Int64
    private let revision: Int
    private let author: Author

    /// - Parameter revision: the one that the page showed.
    public init(_ id: Int64, revision: Int, by author: Author) {
        self.id = id
        self.revision = revision
        self.author = author
    }

    /// Proposes it, in a transaction of the national council.
    ///
    /// - Throws: ``TemplateRefusal`` when its words could not make a letter, or are those from which it began; `PostgresError`.
    public func run(now: Instant, _ transaction: Transaction) throws {
        guard let person = author.personID else { throw TemplateRefusal.personIsUnknown }
        let store = TemplateDraftStore(transaction: transaction)
        let draft = try store.lock(id, revision: revision, in: .draft)
        guard draft.flaws.isEmpty else { throw TemplateRefusal.hasFlaws(draft.flaws) }
        guard let base = try TemplateVersion.find(draft.base, transaction), TemplateText(base) != draft.text else {
            throw TemplateRefusal.isUnchanged
        }
        try store.propose(draft, by: author, person: person, now: now)
        try AuditEvent(
            .templateProposed, by: author, on: "template:\(draft.id)",
            detail: "{\"kind\": \"\(draft.kind.rawValue)\", \"sha256\": \"\(draft.text.hash)\"}"
        ).record(transaction, council: 0)
    }
}

/// Sends a proposal back to its author with a reason; its author withdraws it in the same way.
public struct ReturnTemplateDraft: Sendable {
    private let id: Int64
    private let revision: Int
    private let reason: String
    private let author: Author

    /// - Parameter revision: the one that the page showed.
    public init(_ id: Int64, revision: Int, reason: String, by author: Author) {
        self.id = id
        self.revision = revision
        self.reason = reason
        self.author = author
    }

    /// Makes a draft of it again, in a transaction of the national council.
    ///
    /// - Throws: ``TemplateRefusal``, `PostgresError`.
    public func run(_ transaction: Transaction) throws {
        let reason = NumberMask.masked(try TemplateRefusal.reason(reason))
        let store = TemplateDraftStore(transaction: transaction)
        let draft = try store.lock(id, revision: revision, in: .proposed)
        try store.reopen(draft, reason: reason, by: author)
        try AuditEvent(
            .templateSentBack, by: author, on: "template:\(draft.id)", detail: draft.kind.detail, reason: reason
        ).record(transaction, council: 0)
    }
}

extension Notice.Kind {
    /// For the journal.
    var detail: String { "{\"kind\": \"\(rawValue)\"}" }
}
