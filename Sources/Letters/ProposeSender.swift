public import Access
public import Postgres
public import Vocabulary

/// Puts another way to sign, and to be answered, before another person of the council. The first one of a council is
/// read by two people as well.
public struct ProposeSender: Sendable {
    private let sender: Sender
    private let author: Author

    /// A way to sign about to be proposed.
    public init(_ sender: Sender, by author: Author) {
        self.sender = sender
        self.author = author
    }

    /// Proposes it, in a transaction of the council.
    ///
    /// - Throws: ``TemplateRefusal``, `PostgresError`.
    public func run(_ council: Council, on day: CalendarDate, now: Instant, _ transaction: Transaction) throws {
        guard let person = author.personID else { throw TemplateRefusal.personIsUnknown }
        guard sender.flaws.isEmpty else { throw TemplateRefusal.hasSenderFlaws(sender.flaws) }
        let store = CouncilBlockStore(transaction: transaction, council: council.id)
        let lasting = try store.all(.sender).filter {
            $0.inForceFrom.map { $0 > day } ?? false && $0.state == .published
        }
        let held = try store.sender(on: day).map { [$0] } ?? []
        guard (held + lasting.compactMap(\.sender)).contains(where: { !$0.says(sender) }) || held.isEmpty else {
            throw TemplateRefusal.isUnchanged
        }
        guard let version = try store.propose(sender, by: author, person: person, now: now) else {
            throw TemplateRefusal.isOpenAlready
        }
        let numbered = try store.find(.sender, version: version)?.sender ?? sender
        try AuditEvent(
            .senderProposed, by: author, on: "block:sender:\(version)", before: held.first?.json, after: numbered.json
        ).record(transaction, council: council.id)
    }
}
