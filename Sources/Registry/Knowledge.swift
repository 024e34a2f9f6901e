public import Postgres

/// From which knowledge of the facts somebody is judged: what was true is one question, what was known another.
public enum Knowledge: Hashable, Sendable {
    /// Everything recorded until the reading statement.
    case now
    /// What was recorded when that snapshot was taken: the text of a `pg_snapshot`, own transaction included.
    case snapshot(String)

    /// The knowledge of a moment.
    ///
    /// - Parameter seconds: since 1970-01-01T00:00:00Z, with their fraction; nil is now.
    /// - Throws: `PostgresError`.
    public static func at(_ seconds: Double?, _ transaction: Transaction) throws -> Knowledge {
        guard let seconds else { return .now }
        return .snapshot(try KnowledgeStore.snapshot(at: seconds, transaction))
    }
}

/// Reads and sets what is known; facts themselves are read through the published views.
public enum KnowledgeStore {
    /// What a statement of this transaction knows, with what the transaction itself has written.
    ///
    /// - Throws: `PostgresError`.
    public static func now(_ transaction: Transaction) throws -> String {
        try transaction.query("select known from registry.knowledge_now")[0].text("known")
    }

    /// Sets the knowledge of the views `registry.known_…` for the rest of the transaction.
    ///
    /// - Throws: `PostgresError`.
    public static func use(snapshot: String, _ transaction: Transaction) throws {
        try transaction.query("select set_config('sextant.known', \(snapshot), true)")
    }

    /// The snapshot of somebody who knew every fact recorded up to a moment, and none recorded later.
    ///
    /// - Parameter seconds: since 1970-01-01T00:00:00Z.
    /// - Throws: `PostgresError`.
    public static func snapshot(at seconds: Double, _ transaction: Transaction) throws -> String {
        try transaction.query(
            """
            with told as (
                select known_in::text::bigint as number, known_at <= to_timestamp(\(seconds)) as is_known
                from registry.knowledge),
            top as (select coalesce(max(number) filter (where is_known), 0) + 1 as number from told),
            late as (
                select told.number from told, top where not told.is_known and told.number < top.number)
            select concat(coalesce((select min(number) from late), top.number), ':', top.number, ':',
                (select string_agg(number::text, ',' order by number) from late)) as known
            from top
            """)[0].text("known")
    }

    /// Whether the facts of this database come from transactions that its cluster has not reached: after a restore
    /// into another cluster nothing that was known can be told from what came later.
    ///
    /// - Throws: `PostgresError`.
    public static func isAhead(_ transaction: Transaction) throws -> Bool {
        try transaction.query(
            """
            select exists (
                select from (select known_in from registry.knowledge order by known_in desc limit 1) latest
                where known_in >= pg_snapshot_xmax(pg_current_snapshot())
                    and known_in is distinct from pg_current_xact_id_if_assigned()) as is_ahead
            """)[0].bool("is_ahead")
    }
}
