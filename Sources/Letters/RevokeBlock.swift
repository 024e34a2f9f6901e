public import Access
public import Postgres
public import Vocabulary

/// Asks that a published block, or sender, whose day has not come never hold. Another person agrees; until then it
/// stands.
public struct AskBlockRevocation: Sendable {
    private let kind: CouncilBlock.Kind
    private let version: Int
    private let reason: String
    private let author: Author

    /// A request about to be made; it says why.
    public init(_ kind: CouncilBlock.Kind, version: Int, reason: String, by author: Author) {
        self.kind = kind
        self.version = version
        self.reason = reason
        self.author = author
    }

    /// Asks, in a transaction of the council.
    ///
    /// - Throws: ``TemplateRefusal``, `PostgresError`.
    public func run(_ council: Council, today: CalendarDate, now: Instant, _ transaction: Transaction) throws {
        guard let person = author.personID else { throw TemplateRefusal.personIsUnknown }
        let reason = NumberMask.masked(try TemplateRefusal.reason(reason))
        let store = CouncilBlockStore(transaction: transaction, council: council.id)
        let block = try store.lock(kind, version: version, in: .published)
        guard block.revocation == nil else { throw TemplateRefusal.hasMoved }
        guard block.isRevocable(on: today) else { throw TemplateRefusal.dayHasCome }
        try store.askRevocation(block, reason: reason, by: author, person: person, now: now)
        try kind.event(.blockRevocationAsked, version, by: author, reason: reason)
            .record(transaction, council: council.id)
    }
}

/// Agrees that a published block, or sender, shall never hold: another person than the one who asked.
public struct RevokeBlock: Sendable {
    private let kind: CouncilBlock.Kind
    private let version: Int
    private let author: Author

    /// - Parameter version: the one that the page showed.
    public init(_ kind: CouncilBlock.Kind, version: Int, by author: Author) {
        self.kind = kind
        self.version = version
        self.author = author
    }

    /// Revokes it, in a transaction of the council.
    ///
    /// - Throws: ``TemplateRefusal``, `PostgresError`.
    public func run(_ council: Council, today: CalendarDate, now: Instant, _ transaction: Transaction) throws {
        guard let person = author.personID else { throw TemplateRefusal.personIsUnknown }
        let store = CouncilBlockStore(transaction: transaction, council: council.id)
        let block = try store.lock(kind, version: version, in: .published)
        guard let request = block.revocation else { throw TemplateRefusal.hasMoved }
        guard !request.isOf(author, person) else { throw TemplateRefusal.isOwnRequest }
        guard block.isRevocable(on: today) else { throw TemplateRefusal.dayHasCome }
        try store.revoke(block, by: author, person: person, now: now)
        try kind.event(.blockRevoked, version, by: author).record(transaction, council: council.id)
    }
}

extension RevocationRequest {
    /// Whether this person asked.
    func isOf(_ author: Author, _ person: Int64) -> Bool {
        asker == person || askedBy.lowercased() == author.name.lowercased()
    }
}
