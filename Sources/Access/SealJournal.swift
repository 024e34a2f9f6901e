public import Postgres

/// Seals what was committed since the last seal, one organisation a transaction: writers never wait for it.
///
/// An event belongs to the first seal whose snapshot sees its transaction, whatever its number: a number is taken
/// before its transaction commits, so numbers alone would let a late one slip under a seal.
public struct SealJournal: Sendable {
    /// The newest seal of an organisation.
    public struct Head: Hashable, Sendable {
        /// The organisation.
        public let council: Council
        /// The number of the seal.
        public let seal: Int64
        /// Its hash, thirty-two bytes.
        public let hash: [UInt8]
        /// When it was made, by the clock of the database.
        public let sealedAt: String
    }

    /// What one round did.
    public struct Summary: Sendable {
        /// The newest seal of every organisation that has one.
        public var heads: [Head] = []
        /// How many seals were made.
        public var seals = 0
        /// How many events they hold.
        public var events = 0
    }

    private let database: Database

    /// Seals the journals of this database.
    public init(_ database: Database) { self.database = database }

    /// Visits every organisation.
    ///
    /// - Throws: `PostgresError`.
    public func run() async throws -> Summary {
        var summary = Summary()
        let councils = try await database.transaction(as: .role("sextant_audit")) {
            try AuditStore.organisations($0)
        }
        for council in councils { try await run(council, &summary) }
        return summary
    }

    private func run(_ council: Council, _ summary: inout Summary) async throws {
        let sealed = try await seal(council)
        summary.seals += sealed == nil ? 0 : 1
        summary.events += sealed?.events.count ?? 0
        let head = try await database.transaction(as: AuditStore.principal(of: council.id)) {
            try AuditStore(transaction: $0, council: council.id).head()
        }
        if let head {
            summary.heads.append(Head(council: council, seal: head.number, hash: head.hash, sealedAt: head.sealedAt))
        }
    }

    /// Seconds since the oldest event, of any organisation, that no seal holds; 0 when all are sealed. It grows when
    /// nobody seals any more.
    ///
    /// - Throws: `PostgresError`.
    public func lag() async throws -> Int {
        try await database.transaction(as: .role("sextant_audit"), timeout: 5_000) { transaction in
            var oldest = 0
            for council in try AuditStore.organisations(transaction) {
                try transaction.become(AuditStore.principal(of: council.id))
                let age = try AuditStore(transaction: transaction, council: council.id).unsealedAge()
                oldest = max(oldest, age ?? 0)
            }
            return oldest
        }
    }

    /// Nil when there was nothing to seal, or when another process has just sealed it.
    private func seal(_ council: Council) async throws -> AuditSeal? {
        do {
            return try await database.transaction(
                as: AuditStore.principal(of: council.id), timeout: 0, isolation: .repeatableRead
            ) { transaction in
                let store = AuditStore(transaction: transaction, council: council.id)
                guard try store.hasUnsealed() else { return nil }
                let (horizon, last) = (try store.horizon(), try store.last())
                let events = try store.events(seenBy: horizon.seen, notBy: last?.seen)
                guard !events.isEmpty else { return nil }
                let seal = AuditSeal(
                    over: events, after: last, council: council.id, sealedAt: horizon.at, seen: horizon.seen)
                try store.insert(seal)
                return seal
            }
        } catch let error as PostgresError where error.sqlState == "23505" || error.sqlState == "40001" {
            return nil
        }
    }
}
