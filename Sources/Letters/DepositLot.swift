public import Access
public import Postgres
public import Vocabulary

/// Records that the pile was handed to the post: each of its letters is looked at again, and what may not leave any more
/// must have been taken out first.
public struct DepositLot: Sendable {
    /// What came of it.
    public enum Outcome: Sendable, Hashable {
        /// So many letters have left.
        case deposited(Int)
        /// Letters must be taken out of the pile that were not among those that were shown; nothing is deposited yet.
        case mustRemove
        /// No letter is left in the pile: the lot can only be cancelled.
        case nothingLeft
    }

    private let lot: Int64
    private let day: CalendarDate
    private let removed: Int
    private let author: Author
    private let gates: [Notice.Kind: any Gate]

    /// - Parameters:
    ///   - lot: its key.
    ///   - day: the civil day on which the post took the letters.
    ///   - removed: how many letters were shown as to be taken out of the pile: their number only grows.
    ///   - author: who says so; a person.
    ///   - gates: who looks again before a letter leaves, by kind.
    public init(
        _ lot: Int64, on day: CalendarDate, removed: Int, by author: Author, gates: [Notice.Kind: any Gate]
    ) {
        self.lot = lot
        self.day = day
        self.removed = removed
        self.author = author
        self.gates = gates
    }

    /// In a transaction of the council, which is to be committed whatever comes of it.
    ///
    /// - Throws: ``PostalRefusal``, `PostgresError`.
    public func run(
        _ council: Council, today: CalendarDate, now: Instant, _ transaction: Transaction
    ) throws -> Outcome {
        guard author.personID != nil else { throw PostalRefusal.personIsUnknown }
        let store = LotStore(transaction: transaction, council: council.id)
        guard let found = try store.lock(lot) else { throw PostalRefusal.notFound }
        guard found.state == .ready else { throw PostalRefusal.isDecided(found.state, by: found.endedBy) }
        guard day >= found.madeOn, day <= today else { throw PostalRefusal.dayIsWrong(found.madeOn) }
        let left = try look(store, on: today)
        guard try store.removed(of: lot) == removed else { return .mustRemove }
        guard left > 0 else { return .nothingLeft }
        let sent = try store.deposit(lot, on: day, by: author, at: now)
        try AuditEvent(
            .lotDeposited, by: author, on: "post-lot:\(lot)",
            detail: #"{"letters": \#(sent), "removed": \#(removed), "on": "\#(day)"}"#
        ).record(transaction, council: council.id)
        return .deposited(sent)
    }

    /// - Returns: how many letters may leave.
    private func look(_ store: LotStore, on today: CalendarDate) throws -> Int {
        let gate = LotGate(gates: gates, store: store, day: today)
        var left = 0
        for letter in try store.letters(of: lot, in: .set) {
            switch try gate.ask(letter) {
            case .go: left += 1
            case .stays(let reason): try store.setLine(lot, letter.delivery, .removed, because: reason)
            case .busy: throw PostalRefusal.isBusy
            }
        }
        return left
    }
}
