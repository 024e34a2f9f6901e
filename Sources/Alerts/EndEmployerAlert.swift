public import Access
public import Postgres
public import Vocabulary

/// Ends the information of an employer: its author gives a proposal up, another person refuses it, or what was decided
/// is taken back. Where a letter has left, a second one says so to whoever received the first.
public struct EndEmployerAlert: Sendable {
    private let id: Int64
    private let reason: String
    private let author: Author

    /// An end about to be made.
    ///
    /// - Parameter reason: needed, but from whoever gives an own proposal up.
    public init(_ id: Int64, reason: String, by author: Author) {
        self.id = id
        self.reason = reason
        self.author = author
    }

    /// Refuses or gives up a proposal, in a transaction of the council.
    ///
    /// - Throws: ``EmployerRefusal``, `PostgresError`.
    public func refuse(_ council: Council, on day: CalendarDate, _ transaction: Transaction) throws {
        guard let person = author.personID else { throw EmployerRefusal.personIsUnknown }
        let found = try lock(council, transaction)
        guard found.state == .proposed else { throw EmployerRefusal.isDecided(found.state) }
        let isOwn = found.proposer == person
        let reason = try isOwn && reason.isEmpty ? "Retirée par la personne qui l’avait proposée." : reasoned()
        try EmployerStore(transaction: transaction, council: council.id)
            .end(id, as: isOwn ? .withdrawn : .sentBack, because: reason, by: author, on: day)
        try record(.employerSentBack, found, reason, council, transaction)
    }

    /// Takes back what was decided, in a transaction of the council.
    ///
    /// - Throws: ``EmployerRefusal``, `PostgresError`.
    public func retract(_ council: Council, on day: CalendarDate, _ transaction: Transaction) throws {
        guard author.personID != nil else { throw EmployerRefusal.personIsUnknown }
        let reason = try reasoned()
        let found = try lock(council, transaction)
        guard found.state == .approved else { throw EmployerRefusal.isDecided(found.state) }
        try EmployerEnd(transaction: transaction, council: council.id, day: day)
            .run(found, because: reason, by: author)
        try record(.employerRetracted, found, reason, council, transaction)
    }

    private func reasoned() throws(EmployerRefusal) -> String { try EmployerRefusal.reason(reason) }

    private func lock(_ council: Council, _ transaction: Transaction) throws -> EmployerStore.Found {
        guard let found = try EmployerStore(transaction: transaction, council: council.id).lock(id) else {
            throw EmployerRefusal.notFound
        }
        return found
    }

    private func record(
        _ action: AuditAction, _ found: EmployerStore.Found, _ reason: String, _ council: Council,
        _ transaction: Transaction
    ) throws {
        try AuditEvent(
            action, by: author, on: "physician:\(found.physician)", detail: "{\"employerAlert\": \(id)}",
            reason: reason
        ).record(transaction, council: council.id)
    }
}
