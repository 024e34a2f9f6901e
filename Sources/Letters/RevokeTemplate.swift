public import Access
public import Postgres
public import Vocabulary

/// Asks that published national words whose day has not come never hold. Another person agrees; until then they stand.
public struct AskTemplateRevocation: Sendable {
    private let id: Int64
    private let reason: String
    private let author: Author

    /// - Parameter id: of the draft that became these words.
    public init(_ id: Int64, reason: String, by author: Author) {
        self.id = id
        self.reason = reason
        self.author = author
    }

    /// Asks, in a transaction of the national council.
    ///
    /// - Throws: ``TemplateRefusal``, `PostgresError`.
    public func run(today: CalendarDate, now: Instant, _ transaction: Transaction) throws {
        guard let person = author.personID else { throw TemplateRefusal.personIsUnknown }
        let reason = NumberMask.masked(try TemplateRefusal.reason(reason))
        let store = TemplateDraftStore(transaction: transaction)
        let draft = try store.lockPublished(id)
        guard draft.revocation == nil else { throw TemplateRefusal.hasMoved }
        guard draft.inForceFrom.map({ $0 > today }) ?? false else { throw TemplateRefusal.dayHasCome }
        try store.askRevocation(draft, reason: reason, by: author, person: person, now: now)
        try AuditEvent(
            .templateRevocationAsked, by: author, on: "template:\(id)", detail: draft.kind.detail, reason: reason
        ).record(transaction, council: 0)
    }
}

/// Agrees that published national words shall never hold: another person than the one who asked.
public struct RevokeTemplate: Sendable {
    private let id: Int64
    private let author: Author

    /// - Parameter id: of the draft that became these words.
    public init(_ id: Int64, by author: Author) {
        self.id = id
        self.author = author
    }

    /// Revokes them, in a transaction of the national council.
    ///
    /// - Throws: ``TemplateRefusal``, `PostgresError`.
    public func run(today: CalendarDate, now: Instant, _ transaction: Transaction) throws {
        guard let person = author.personID else { throw TemplateRefusal.personIsUnknown }
        let store = TemplateDraftStore(transaction: transaction)
        let draft = try store.lockPublished(id)
        guard let request = draft.revocation, let version = draft.version else { throw TemplateRefusal.hasMoved }
        guard !request.isOf(author, person) else { throw TemplateRefusal.isOwnRequest }
        guard draft.inForceFrom.map({ $0 > today }) ?? false else { throw TemplateRefusal.dayHasCome }
        try store.revoke(draft, by: author, person: person, now: now)
        try TemplateStore.revoke(transaction, .init(id: TemplateVersion.nationalID(draft.kind), version: version))
        try AuditEvent(
            .templateRevoked, by: author, on: "template:\(id)",
            detail: "{\"kind\": \"\(draft.kind.rawValue)\", \"version\": \(version)}"
        ).record(transaction, council: 0)
    }
}
