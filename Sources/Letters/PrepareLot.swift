public import Access
import Jobs
public import Postgres
public import Vocabulary

/// Asks for lots of the letters that wait, as many as they fill: a worker sets them. What takes an alert back comes first,
/// what could not be printed before comes last, and what waits for a campaign that is stopped stays out.
public struct PrepareLot: Sendable {
    private let author: Author
    private let gates: [Notice.Kind: any Gate]

    /// - Parameters:
    ///   - author: who asks; a person.
    ///   - gates: who knows which letters wait for something that no lot brings, by kind.
    public init(by author: Author, gates: [Notice.Kind: any Gate] = [:]) {
        self.author = author
        self.gates = gates
    }

    /// In a transaction of the council.
    ///
    /// - Returns: the keys of the lots, one at least.
    /// - Throws: ``PostalRefusal``, `PostgresError`.
    public func run(_ council: Council, on day: CalendarDate, _ transaction: Transaction) throws -> [Int64] {
        guard author.personID != nil else { throw PostalRefusal.personIsUnknown }
        let store = LotStore(transaction: transaction, council: council.id)
        let waiting = try WaitingLetters(store, gates)
        guard !waiting.free.isEmpty else { throw try refusal(waiting, store) }
        var lots: [Int64] = []
        var rest = waiting.free[...]
        while !rest.isEmpty {
            guard let lot = try store.add(rest.prefix(PostalLot.mostLetters).map(\.delivery), by: author, on: day)
            else { throw try taken(store) }
            rest = rest.dropFirst(PostalLot.mostLetters)
            try MakeLots.enqueue(lot, transaction, council: council.id)
            try AuditEvent(.lotMade, by: author, on: "post-lot:\(lot)").record(transaction, council: council.id)
            lots.append(lot)
        }
        return lots
    }

    private func refusal(_ waiting: WaitingLetters, _ store: LotStore) throws -> PostalRefusal {
        if waiting.suspended > 0 { return .allAreSuspended(waiting.suspended) }
        return try store.held() > 0 ? taken(store) : .nothingWaits
    }

    /// Somebody else's lot holds what waited.
    private func taken(_ store: LotStore) throws -> PostalRefusal {
        guard let open = try store.open() else { return .isBusy }
        return .otherIsOpen(open.id, by: open.author)
    }
}
