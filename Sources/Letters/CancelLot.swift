public import Access
public import Postgres

/// Gives a lot up before it is deposited: its letters wait again, what was set of them goes.
public struct CancelLot: Sendable {
    private let lot: Int64
    private let author: Author

    /// - Parameters:
    ///   - lot: its key.
    ///   - author: who gives it up; a person.
    public init(_ lot: Int64, by author: Author) {
        self.lot = lot
        self.author = author
    }

    /// In a transaction of the council.
    ///
    /// - Throws: ``PostalRefusal``, `PostgresError`.
    public func run(_ council: Council, now: Instant, _ transaction: Transaction) throws {
        guard author.personID != nil else { throw PostalRefusal.personIsUnknown }
        let store = LotStore(transaction: transaction, council: council.id)
        guard let found = try store.lock(lot) else { throw PostalRefusal.notFound }
        guard found.state == .making || found.state == .ready else {
            throw PostalRefusal.isDecided(found.state, by: found.endedBy)
        }
        try store.cancel(lot, by: author, at: now)
        try AuditEvent(.lotCancelled, by: author, on: "post-lot:\(lot)").record(transaction, council: council.id)
    }
}
