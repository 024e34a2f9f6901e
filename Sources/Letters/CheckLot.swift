public import Access
public import Postgres
public import Vocabulary

/// Looks a last time at each letter of a pile, before it goes to the post: what may not leave any more is to be taken out.
/// The check holds for its day; the pile is set again without the letters that were taken out.
public struct CheckLot: Sendable {
    /// What came of it.
    public struct Outcome: Sendable, Hashable {
        /// Letters that may leave.
        public let left: Int
        /// Letters that this check takes out of the pile.
        public let removed: Int
    }

    private let lot: Int64
    private let author: Author
    private let gates: [Notice.Kind: any Gate]

    /// - Parameters:
    ///   - lot: its key.
    ///   - author: who is about to take it to the post; a person.
    ///   - gates: who looks again before a letter leaves, by kind.
    public init(_ lot: Int64, by author: Author, gates: [Notice.Kind: any Gate]) {
        self.lot = lot
        self.author = author
        self.gates = gates
    }

    /// In a transaction of the council. A lot of which nothing may leave any more is not checked.
    ///
    /// - Throws: ``PostalRefusal``, `PostgresError`.
    @discardableResult
    public func run(
        _ council: Council, today: CalendarDate, now: Instant, _ transaction: Transaction
    ) throws -> Outcome {
        guard author.personID != nil else { throw PostalRefusal.personIsUnknown }
        let store = LotStore(transaction: transaction, council: council.id)
        guard let found = try store.lock(lot) else { throw PostalRefusal.notFound }
        guard found.state == .ready else { throw PostalRefusal.isDecided(found.state, by: found.endedBy) }
        // Until it is checked anew none of its letters is on its way.
        try store.setChecked(lot, on: nil, by: author, at: now)
        let outcome = try look(store, on: today, at: now)
        if outcome.left > 0 { try store.setChecked(lot, on: today, by: author, at: now) }
        if outcome.removed > 0 { try store.dropPrint(lot) }
        if outcome.left > 0, try !store.hasPrint(lot) {
            try MakeLots.enqueue(lot, transaction, council: council.id)
        }
        try AuditEvent(
            .lotChecked, by: author, on: "post-lot:\(lot)",
            detail: #"{"letters": \#(outcome.left), "removed": \#(outcome.removed), "on": "\#(today)"}"#
        ).record(transaction, council: council.id)
        return outcome
    }

    private func look(_ store: LotStore, on today: CalendarDate, at now: Instant) throws -> Outcome {
        let gate = LotGate(gates: gates, store: store, day: today, now: now)
        var (left, removed) = (0, 0)
        for letter in try store.letters(of: lot, in: .set) {
            switch try gate.ask(letter) {
            case .go: left += 1
            case .stays(let reason):
                removed += 1
                try store.setLine(lot, letter.delivery, .removed, because: reason)
            case .busy: throw PostalRefusal.isBusy
            }
        }
        return Outcome(left: left, removed: removed)
    }
}
