public import Access
import Jobs
public import Postgres
public import Vocabulary

/// Asks for a lot of the letters that wait: a worker sets them.
public struct PrepareLot: Sendable {
    private let author: Author

    /// - Parameter author: who asks; a person.
    public init(by author: Author) { self.author = author }

    /// In a transaction of the council.
    ///
    /// - Returns: the key of the lot.
    /// - Throws: ``PostalRefusal``, `PostgresError`.
    public func run(_ council: Council, on day: CalendarDate, _ transaction: Transaction) throws -> Int64 {
        guard author.personID != nil else { throw PostalRefusal.personIsUnknown }
        let store = LotStore(transaction: transaction, council: council.id)
        guard try store.held() > 0 else { throw PostalRefusal.nothingWaits }
        guard let lot = try store.add(by: author, on: day) else {
            guard let open = try store.open() else { throw PostalRefusal.isBusy }
            throw PostalRefusal.otherIsOpen(open.id, by: open.author)
        }
        try Enqueue(MakeLots.queue, key: String(lot), payload: .object([.init("lot", .integer(Int(lot)))]))
            .run(transaction, council: council.id)
        try AuditEvent(.lotMade, by: author, on: "post-lot:\(lot)").record(transaction, council: council.id)
        return lot
    }
}
