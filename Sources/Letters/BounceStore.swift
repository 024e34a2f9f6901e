import Access
import Documents
import Postgres
import Vocabulary

/// The statements on reports of mails that did not arrive.
struct BounceStore {
    let transaction: Transaction
    let council: Int32

    /// - Returns: false when this very report is known.
    func add(
        _ failed: DeliveryReport.Recipient, of delivery: Int64, hash: String, on day: CalendarDate, at now: Instant
    ) throws -> Bool {
        try transaction.query(
            """
            insert into letters.bounce (council_id, delivery_id, report_hash, status, diagnostic, seen_on, seen_at)
            values (\(council), \(delivery), \(hash), left(\(failed.status), 20), left(\(failed.diagnostic), 300),
                \(day), to_timestamp(\(now.epochSeconds)::float8))
            on conflict on constraint bounce_is_unique do nothing
            """
        ).affected == 1
    }
}
