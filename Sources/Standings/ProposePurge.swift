public import Access
public import Postgres
public import Vocabulary

/// Makes the list of what has reached its term in a council: nothing is removed by it.
public struct ProposePurge: Sendable {
    /// What was listed.
    public struct Proposed: Sendable, Equatable {
        /// The key of the list.
        public let id: Int64
        /// What goes once two people have reviewed the list.
        public let ready: Int
        /// What has reached its term and is held back.
        public let held: Int
    }

    /// The day on which terms are judged; today or before.
    public let asOf: CalendarDate
    /// Who asks.
    public let author: Author

    /// A list about to be made.
    public init(asOf: CalendarDate, author: Author) {
        self.asOf = asOf
        self.author = author
    }

    /// Makes it, in a transaction of the council.
    ///
    /// - Throws: `PersonalDataRefusal`, `PostgresError`.
    public func run(
        _ council: Council, today: CalendarDate, now: Instant, _ transaction: Transaction
    ) throws -> Proposed {
        guard asOf <= today else { throw PersonalDataRefusal.dayIsAhead }
        try transaction.query("select pg_advisory_xact_lock(7302, \(council.id))")
        let rule = try Retention.inForce(on: asOf, transaction)
        let found = try PurgeTerm(transaction: transaction, council: council.id, rule: rule, asOf: asOf).due()
        let id = try PurgeLedger(transaction, of: council).open(
            found.items, asOf: asOf, rule: rule, notDue: found.notDue, by: author, now: now)
        let held = found.items.count { $0.held != nil }
        return Proposed(id: id, ready: found.items.count - held, held: held)
    }
}
