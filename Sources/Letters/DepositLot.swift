public import Access
public import Postgres
public import Vocabulary

/// Records that the post took a pile, on the day of its check. Nothing is refused for what became known meanwhile: the
/// letters have left; those that would not leave any more are remembered as such, to be taken back.
public struct DepositLot: Sendable {
    /// What came of it.
    public struct Outcome: Sendable, Hashable {
        /// Letters that have left.
        public let sent: Int
        /// Those of them that would not leave any more.
        public let doubtful: Int
    }

    private let lot: Int64
    private let day: CalendarDate
    private let author: Author
    private let gates: [Notice.Kind: any Gate]

    /// - Parameters:
    ///   - lot: its key.
    ///   - day: the civil day on which the post took the letters: that of the check.
    ///   - author: who says so; a person.
    ///   - gates: who knows what became of the reason of a letter, by kind.
    public init(_ lot: Int64, on day: CalendarDate, by author: Author, gates: [Notice.Kind: any Gate]) {
        self.lot = lot
        self.day = day
        self.author = author
        self.gates = gates
    }

    /// In a transaction of the council.
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
        guard let checked = found.checkedOn else { throw PostalRefusal.isNotChecked }
        guard day == checked else { throw PostalRefusal.checkIsOfAnotherDay(checked) }
        let doubtful = try look(store, on: day, at: now)
        let sent = try store.deposit(lot, on: day, by: author, at: now)
        try AuditEvent(
            .lotDeposited, by: author, on: "post-lot:\(lot)",
            detail: #"{"letters": \#(sent), "doubtful": \#(doubtful), "on": "\#(day)"}"#
        ).record(transaction, council: council.id)
        return Outcome(sent: sent, doubtful: doubtful)
    }

    /// - Returns: how many letters would not leave any more.
    private func look(_ store: LotStore, on day: CalendarDate, at now: Instant) throws -> Int {
        let gate = LotGate(gates: gates, store: store, day: day, now: now)
        var doubtful = 0
        for letter in try store.letters(of: lot, in: .set) {
            switch try gate.lookBack(letter) {
            case .stands: continue
            case .isDoubtful(let reason):
                doubtful += 1
                try store.setDoubt(lot, letter.delivery, reason)
            case .unknown: throw PostalRefusal.isBusy
            }
        }
        return doubtful
    }
}
