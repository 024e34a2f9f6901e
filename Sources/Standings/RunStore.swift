import Postgres
import Vocabulary

/// The refreshes of a council: what they looked at and until where they had seen.
struct RunStore {
    /// The last refresh.
    struct LastRun {
        let asOf: CalendarDate
        let rulesFingerprint: String
        let seenUntil: String
    }

    let transaction: Transaction
    let council: Int32

    func last() throws -> LastRun? {
        try transaction.first(
            """
            select as_of, rules_fingerprint, seen_until::text as seen_until from standings.run
            where council_id = \(council) order by run_id desc limit 1
            """
        ).map { row in
            LastRun(
                asOf: try row.date("as_of"), rulesFingerprint: try row.text("rules_fingerprint"),
                seenUntil: try row.text("seen_until"))
        }
    }

    /// Every transaction below this number has ended: what they changed is visible now.
    func horizon() throws -> String {
        try transaction.query("select pg_snapshot_xmin(pg_current_snapshot())::text as horizon")[0].text("horizon")
    }

    /// Physicians whose standing may change by itself by that day.
    func fallingDue(by day: CalendarDate) throws -> [Int] {
        try transaction.query(
            """
            select physician_id from standings.standing
            where council_id = \(council) and next_change_on <= \(day)
            """
        ).map { try $0.int("physician_id") }
    }

    func keep(
        asOf: CalendarDate, fingerprint: String, seenUntil: String, examined: Int, written: StandingStore.Written
    ) throws {
        try transaction.query(
            """
            insert into standings.run (council_id, as_of, rules_fingerprint, seen_until, examined, written, removed)
            values (\(council), \(asOf), \(fingerprint), \(seenUntil)::xid8, \(examined), \(written.changed),
                \(written.removed))
            """)
    }
}
