public import Postgres

/// The letters on paper that wait and that no open lot holds.
public struct WaitingLetters: Sendable {
    /// Those that a lot may take, in its order.
    let free: [LotStore.Candidate]
    /// How many wait for a campaign that is stopped.
    public let suspended: Int

    /// How many a lot may take.
    public var number: Int { free.count }
    /// How many lots they fill.
    public var lots: Int { (free.count + PostalLot.mostLetters - 1) / PostalLot.mostLetters }

    init(_ store: LotStore, _ gates: [Notice.Kind: any Gate]) throws {
        let candidates = try store.candidates()
        var suspended: Set<Int64> = []
        for (kind, gate) in gates {
            let notices = candidates.filter { $0.kind == kind }.map(\.notice)
            guard !notices.isEmpty else { continue }
            suspended.formUnion(
                try gate.suspended(among: notices, council: store.council, store.transaction))
        }
        self.suspended = suspended.count
        free = candidates.filter { !suspended.contains($0.notice) }.sorted { Self.place($0) < Self.place($1) }
    }

    private static func place(_ letter: LotStore.Candidate) -> (Int, Int, Int64) {
        (letter.kind == .retraction ? 0 : 1, letter.wasLeftOut ? 1 : 0, letter.delivery)
    }

    /// What waits in a council.
    ///
    /// - Parameters:
    ///   - gates: who knows which letters wait for something that no lot brings, by kind.
    ///   - council: the tenant of the transaction.
    /// - Throws: `PostgresError`.
    public static func read(
        _ gates: [Notice.Kind: any Gate], _ transaction: Transaction, council: Int32
    ) throws -> WaitingLetters {
        try WaitingLetters(LotStore(transaction: transaction, council: council), gates)
    }
}
