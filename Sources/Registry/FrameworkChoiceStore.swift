import Access
import Postgres

/// The statements on choices.
enum FrameworkChoiceStore {
    static func find(_ transaction: Transaction, _ physician: Int64) throws -> FrameworkChoice? {
        try transaction.first(
            """
            select framework_id, chosen_by, extract(epoch from chosen_at)::bigint as chosen_at, reason
            from registry.framework_choice where physician_id = \(physician)
            """
        ).map { row in
            FrameworkChoice(
                framework: try row.text("framework_id"), chosenBy: try row.text("chosen_by"),
                chosenAt: Instant(epochSeconds: Int64(try row.int("chosen_at"))), reason: try row.text("reason"))
        }
    }

    static func chosen(_ transaction: Transaction, council: Int32, physician: Int64) throws -> String? {
        try transaction.first(
            """
            select framework_id from registry.framework_choice
            where council_id = \(council) and physician_id = \(physician)
            """
        )?.text("framework_id")
    }

    static func keep(
        _ transaction: Transaction, council: Int32, physician: Int64, framework: String, reason: String,
        by actor: String, at now: Instant
    ) throws {
        try transaction.query(
            """
            insert into registry.framework_choice (council_id, physician_id, framework_id, chosen_by, chosen_at, reason)
            values (\(council), \(physician), \(framework), \(actor), to_timestamp(\(now.epochSeconds)::float8), \(reason))
            on conflict (council_id, physician_id) do update set framework_id = excluded.framework_id,
                chosen_by = excluded.chosen_by, chosen_at = excluded.chosen_at, reason = excluded.reason
            """)
    }
}
