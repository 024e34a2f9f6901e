public import Postgres

/// Which workers are alive, on whatever machine: each listens on a session of the server that bears a name. One behind a
/// transaction pooler, which hears nothing, is not seen.
public enum WorkerPresence {
    /// The name of the session on which a worker listens.
    public static let sessionName = "sextant_worker"

    /// How many listen to this database now.
    ///
    /// - Throws: `PostgresError`.
    public static func count(_ transaction: Transaction) throws -> Int {
        try transaction.query(
            """
            select count(*) as number from pg_stat_activity
            where datname = current_database() and application_name = \(sessionName)
            """)[0].int("number")
    }
}
