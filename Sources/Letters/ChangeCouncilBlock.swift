public import Access
public import Postgres
public import Vocabulary

/// Puts other lines of a block before another person of the council.
public struct ProposeBlock: Sendable {
    private let kind: CouncilBlock.Kind
    private let lines: [String]
    private let author: Author

    /// - Parameter lines: none proposes to take the block out of the letters.
    public init(_ kind: CouncilBlock.Kind, _ lines: [String], by author: Author) {
        self.kind = kind
        self.lines = lines
        self.author = author
    }

    /// Proposes them, in a transaction of the council.
    ///
    /// - Throws: ``TemplateRefusal``, `PostgresError`.
    public func run(_ council: Council, on day: CalendarDate, now: Instant, _ transaction: Transaction) throws {
        guard kind != .sender else { throw TemplateRefusal.notFound }
        guard let person = author.personID else { throw TemplateRefusal.personIsUnknown }
        let flaws = CouncilBlock.flaws(lines, in: kind)
        guard flaws.isEmpty else { throw TemplateRefusal.hasBlockFlaws(flaws) }
        let store = CouncilBlockStore(transaction: transaction, council: council.id)
        let versions = try store.all(kind)
        // Lines that hold today are proposed again to follow others that are still to come.
        let lasting = versions.filter { $0.isRevocable(on: day) }.map(\.lines)
        let held = CouncilBlock.inForce(versions, on: day)[kind]?.lines ?? []
        guard (lasting + [held]).contains(where: { $0 != lines }) else { throw TemplateRefusal.isUnchanged }
        guard let version = try store.propose(kind, lines, by: author, person: person, now: now) else {
            throw TemplateRefusal.isOpenAlready
        }
        try kind.event(.blockProposed, version, by: author).record(transaction, council: council.id)
    }
}

/// Puts a proposed block, or sender, into force from a day on: another person than the one who proposed it. Of two
/// versions that begin on one day the later one holds.
public struct PublishBlock: Sendable {
    private let kind: CouncilBlock.Kind
    private let version: Int
    private let day: CalendarDate
    private let author: Author

    /// - Parameters:
    ///   - version: the one that the page showed.
    ///   - day: the first on which it holds; today or later.
    public init(_ kind: CouncilBlock.Kind, version: Int, from day: CalendarDate, by author: Author) {
        self.kind = kind
        self.version = version
        self.day = day
        self.author = author
    }

    /// Publishes it, in a transaction of the council; two at once: the second is told.
    ///
    /// - Throws: ``TemplateRefusal``, `PostgresError`.
    public func run(_ council: Council, today: CalendarDate, now: Instant, _ transaction: Transaction) throws {
        guard let person = author.personID else { throw TemplateRefusal.personIsUnknown }
        guard day >= today else { throw TemplateRefusal.dayIsPast }
        let store = CouncilBlockStore(transaction: transaction, council: council.id)
        let block = try store.lock(kind, version: version)
        guard block.proposer != person, block.proposedBy.lowercased() != author.name.lowercased() else {
            throw TemplateRefusal.isOwnProposal
        }
        if let flaws = block.sender?.flaws, !flaws.isEmpty { throw TemplateRefusal.hasSenderFlaws(flaws) }
        let flaws = CouncilBlock.flaws(block.lines, in: kind)
        guard flaws.isEmpty else { throw TemplateRefusal.hasBlockFlaws(flaws) }
        let before = CouncilBlock.inForce(try store.all(kind), on: day)[kind]
        let isSame =
            kind == .sender
            ? block.sender.map { before?.sender?.says($0) ?? false } ?? false
            : before?.lines ?? [] == block.lines
        guard !isSame else { throw TemplateRefusal.isUnchanged }
        try store.publish(block, from: day, by: author, person: person, now: now)
        try kind.event(
            kind == .sender ? .senderSet : .blockPublished, version, by: author, from: day,
            before: before?.sender?.json, after: block.sender?.json
        ).record(transaction, council: council.id)
    }
}

/// Ends a proposal without publishing it: its author takes it back, or another person refuses it with a reason.
public struct EndBlockProposal: Sendable {
    private let kind: CouncilBlock.Kind
    private let version: Int
    private let reason: String
    private let author: Author

    /// - Parameter reason: needed from whoever did not propose it.
    public init(_ kind: CouncilBlock.Kind, version: Int, reason: String, by author: Author) {
        self.kind = kind
        self.version = version
        self.reason = reason
        self.author = author
    }

    /// Ends it, in a transaction of the council.
    ///
    /// - Throws: ``TemplateRefusal``, `PostgresError`.
    public func run(_ council: Council, now: Instant, _ transaction: Transaction) throws {
        let store = CouncilBlockStore(transaction: transaction, council: council.id)
        let block = try store.lock(kind, version: version)
        let isOwn = block.proposer == author.personID
        let reason = isOwn && reason.isEmpty ? nil : NumberMask.masked(try TemplateRefusal.reason(reason))
        try store.end(block, as: isOwn ? .withdrawn : .sentBack, reason: reason, by: author, now: now)
        try kind.event(.blockSentBack, version, by: author, reason: reason).record(transaction, council: council.id)
    }
}

extension CouncilBlock.Kind {
    /// What the journal says of a version.
    func event(
        _ action: AuditAction, _ version: Int, by author: Author, from day: CalendarDate? = nil,
        reason: String? = nil, before: String? = nil, after: String? = nil
    ) -> AuditEvent {
        let from = day.map { ", \"inForceFrom\": \"\($0)\"" } ?? ""
        return AuditEvent(
            action, by: author, on: "block:\(rawValue):\(version)",
            detail: "{\"block\": \"\(rawValue)\", \"version\": \(version)\(from)}", reason: reason, before: before,
            after: after)
    }
}
