public import Postgres
public import Vocabulary

/// Holds a physician's file back from every purge.
public struct PlaceHold: Sendable {
    /// The key of the physician.
    public let physicianID: Int64
    /// Why; asked for.
    public let reason: String
    /// The first day without it; nil while no end is known.
    public let until: CalendarDate?
    /// Who decides.
    public let author: Author

    /// A hold about to be placed.
    public init(physicianID: Int64, reason: String, until: CalendarDate?, author: Author) {
        self.physicianID = physicianID
        self.reason = reason
        self.until = until
        self.author = author
    }

    /// Places it, in a transaction of the council.
    ///
    /// - Throws: `PersonalDataRefusal`, `PostgresError`.
    public func run(_ council: Council, today: CalendarDate, now: Instant, _ transaction: Transaction) throws {
        let reason = try PersonalDataRefusal.reason(reason)
        if let until, until <= today { throw PersonalDataRefusal.endIsPast }
        let id = try HoldStore.insert(transaction, self, council: council.id, reason: reason, now: now)
        let end = until.map { ", \"until\": \"\($0)\"" } ?? ""
        try AuditEvent(
            .holdPlaced, by: author, on: "physician:\(physicianID)", detail: "{\"hold\": \(id)\(end)}", reason: reason
        ).record(transaction, council: council.id)
    }
}

/// Lets a physician's file go again before the end of its hold.
public struct LiftHold: Sendable {
    /// The key of the hold.
    public let id: Int64
    /// Why; asked for.
    public let reason: String
    /// Who decides.
    public let author: Author

    /// A hold about to be lifted.
    public init(id: Int64, reason: String, author: Author) {
        self.id = id
        self.reason = reason
        self.author = author
    }

    /// Lifts it, in a transaction of the council.
    ///
    /// - Throws: `PersonalDataRefusal`, `PostgresError`.
    public func run(_ council: Council, now: Instant, _ transaction: Transaction) throws {
        let reason = try PersonalDataRefusal.reason(reason)
        let physician = try HoldStore.lift(
            transaction, id: id, council: council.id, by: author, reason: reason, now: now)
        guard let physician else { throw PersonalDataRefusal.notFound }
        try AuditEvent(
            .holdLifted, by: author, on: "physician:\(physician)", detail: "{\"hold\": \(id)}", reason: reason
        ).record(transaction, council: council.id)
    }
}
