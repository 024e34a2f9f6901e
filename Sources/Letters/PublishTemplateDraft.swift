public import Access
public import Postgres
public import Vocabulary

/// Puts proposed national words into force from a day on: another person than the one who proposed them, and than the
/// one who wrote them last. Of two versions that begin on one day the later one holds.
public struct PublishTemplateDraft: Sendable {
    private let id: Int64
    private let revision: Int
    private let day: CalendarDate
    private let author: Author

    /// - Parameters:
    ///   - revision: the one that the page showed.
    ///   - day: the first on which they hold; today or later.
    public init(_ id: Int64, revision: Int, from day: CalendarDate, by author: Author) {
        self.id = id
        self.revision = revision
        self.day = day
        self.author = author
    }

    /// Publishes them, in a transaction of the national council; two at once: the second is told.
    ///
    /// - Throws: ``TemplateRefusal``, `PostgresError`.
    public func run(today: CalendarDate, now: Instant, _ transaction: Transaction) throws {
        guard let person = author.personID else { throw TemplateRefusal.personIsUnknown }
        guard day >= today else { throw TemplateRefusal.dayIsPast }
        let store = TemplateDraftStore(transaction: transaction)
        let draft = try store.lock(id, revision: revision, in: .proposed)
        guard draft.proposer != person, draft.proposedBy?.lowercased() != author.name.lowercased() else {
            throw TemplateRefusal.isOwnProposal
        }
        guard !draft.isOf(person, named: author.name) else { throw TemplateRefusal.isOwnWriting }
        // What a field may say could have changed since the proposal.
        guard draft.flaws.isEmpty else { throw TemplateRefusal.hasFlaws(draft.flaws) }
        // What was compared with it must be what holds until then: a version published meanwhile is not undone unseen.
        let before = try TemplateVersion.inForce(kind: draft.kind, on: day, transaction)
        guard before.key == draft.base else { throw TemplateRefusal.baseMoved(before.key) }
        let number = try store.publish(draft, from: day, by: author, person: person, now: now)
        let version = TemplateVersion(
            id: TemplateVersion.nationalID(draft.kind), councilID: 0, version: number, kind: draft.kind,
            inForceFrom: day, subject: draft.text.subject, mail: draft.text.mail, letter: draft.text.letter)
        try TemplateStore.insert(transaction, version, version.json.text)
        try AuditEvent(
            .templatePublished, by: author, on: "template:\(draft.id)",
            detail: """
                {"kind": "\(draft.kind.rawValue)", "version": \(number), "inForceFrom": "\(day)", \
                "proposedBy": \(draft.proposer ?? 0), "sha256": "\(draft.text.hash)"}
                """
        ).record(transaction, council: 0)
    }
}

extension TemplateVersion {
    /// As it is kept: one JSON object, members in this order.
    var json: JSON {
        .object([
            .init("id", .string(id)), .init("version", .integer(version)), .init("kind", .string(kind.rawValue)),
            .init("inForceFrom", .string("\(inForceFrom)")), .init("subject", .string(subject)),
            .init("mail", .array(mail.map { .string($0) })), .init("letter", .array(letter.map { .string($0) })),
        ])
    }
}
