public import Access
public import Postgres

extension WaitingLetters {
    /// Whether a letter on paper waits in any of these councils, each asked in a transaction of its own until one has one:
    /// for whoever keeps the platform running, never whose.
    ///
    /// - Throws: `PostgresError`.
    public static func areThere(in councils: [Council], _ database: Database) async throws -> Bool {
        for council in councils {
            let waiting = try await database.transaction(as: council.principal, timeout: 3_000) {
                try ReadLots.waiting($0, council: council.id)
            }
            if waiting > 0 { return true }
        }
        return false
    }
}
