public import Access
import Intake
import Letters
public import Postgres
import Registry
public import Vocabulary

/// Removes what two people have reviewed, in one transaction, and certifies it.
///
/// The command stands here because Standings is the room furthest to the right that holds rows of a physician: each
/// room removes its own, those further to the right by what the caller hands over, and a file never goes by half. What may no longer go is looked at again and left, with the
/// reason.
public struct ExecutePurge: Sendable {
    /// The list.
    public let id: Int64
    /// Who executes it.
    public let author: Author
    private let further: @Sendable (Transaction) throws -> [String: Int]

    /// An execution about to begin.
    ///
    /// - Parameter further: removes, as the role of the purge, what rooms to the right hold of the physicians on the list;
    ///   how many rows went, by table.
    public init(id: Int64, author: Author, further: @escaping @Sendable (Transaction) throws -> [String: Int]) {
        self.id = id
        self.author = author
        self.further = further
    }

    /// Executes, in a transaction of the council.
    ///
    /// - Returns: the certificate as JSON.
    /// - Throws: `PersonalDataRefusal`, `PostgresError`.
    public func run(
        _ council: Council, today: CalendarDate, now: Instant, _ transaction: Transaction
    ) throws -> String {
        try transaction.query("select pg_advisory_xact_lock(7302, \(council.id))")
        let ledger = PurgeLedger(transaction, of: council)
        let purge = try ledger.ready(id)
        let rule = try Retention.inForce(on: today, transaction)
        let items = try PurgeTerm(transaction: transaction, council: council.id, rule: rule, asOf: today)
            .again(purge.items(transaction))
        try ledger.hold(items.filter { $0.held != nil }, of: id)
        let shared = try PurgedRecords.shared(transaction)
        try transaction.become(PurgeLedger.principal(of: council.id))
        var removed = try further(transaction)
        removed.merge(try PurgeTermStore.purge(transaction)) { $0 + $1 }
        removed.merge(try PurgedRecords.purge(keepingPastOf: shared, transaction)) { $0 + $1 }
        removed.merge(try ExpiredLots.purge(transaction)) { $0 + $1 }
        removed.merge(try LetterRecords.purge(transaction)) { $0 + $1 }
        removed.merge(try Assignment.purge(transaction)) { $0 + $1 }
        try transaction.become(council.principal)
        return try ledger.close(purge, removed: removed, items: items, rule: rule, by: author, now: now)
    }
}
