import Postgres
import Vocabulary

/// Every statement on the nights that were run.
enum NightStore {
    /// What is known of the nights when one may be due.
    struct Past: Sendable {
        /// The latest night that was run.
        let last: CalendarDate?
        /// Whether the night asked about was.
        let isDone: Bool
    }

    static func past(_ night: CalendarDate, _ transaction: Transaction) throws -> Past {
        let row = try transaction.query(
            """
            select max(night_on) as last, coalesce(bool_or(night_on = \(night)), false) as is_done
            from standings.night
            """)[0]
        return Past(last: try row.optional("last"), isDone: try row.value("is_done"))
    }

    /// Takes the lock of the night for the rest of the transaction.
    ///
    /// - Returns: false when another worker has it.
    static func lock(_ transaction: Transaction) throws -> Bool {
        try transaction.query("select pg_try_advisory_xact_lock(7303, 0) as is_ours")[0].value("is_ours")
    }

    static func keep(
        _ night: CalendarDate, asOf: CalendarDate, startedAt: Int64, _ summary: Nightly.Summary,
        _ transaction: Transaction
    ) throws {
        try transaction.query(
            """
            insert into standings.night (night_on, as_of, started_at, councils, examined, written, removed)
            values (\(night), \(asOf), to_timestamp(\(startedAt)), \(summary.councils), \(summary.examined),
                \(summary.written), \(summary.removed))
            """)
    }
}
