public import Postgres

/// What this room holds about one physician: for that person, and for a purge.
public enum AlertRecords {
    /// The rows by table, each a JSON array of objects; the tenant is the transaction's.
    ///
    /// - Throws: `PostgresError`.
    public static func all(
        of physician: Int64, _ transaction: Transaction
    ) throws -> [(table: String, rows: String)] {
        // Who of the council acted is named, not told by a key.
        let employers: SQL = """
            (select council_id, physician_id, employer_alert_id, entry_id, cycle_start, milestone_on, channel, employer,
                address, wait_days, state, reason, counted, expected, required, proposed_name, proposed_on, approved_name,
                approved_on, ended_name, ended_on, end_reason, told_notice_id, notice_id from alerts.employer_alert)
            """
        let tables: [(name: String, table: SQL)] = [
            ("alerts.entry", "alerts.entry"), ("alerts.event", "alerts.event"), ("alerts.mark", "alerts.mark"),
            ("alerts.employer_alert", employers),
        ]
        return try tables.map { name, table in
            let rows = try transaction.query(
                """
                select coalesce(jsonb_agg(to_jsonb(t) - '{council_id,physician_id,person_id,record_id}'::text[]),
                    '[]')::text as rows
                from \(table) t where physician_id = \(physician)
                """)
            return (name, try rows[0].text("rows"))
        }
    }

    /// Removes what a reviewed purge has listed, in a transaction as `PurgeLedger.principal(of:)`.
    ///
    /// - Returns: how many rows went, by table.
    /// - Throws: `PostgresError`.
    public static func purge(_ transaction: Transaction) throws -> [String: Int] {
        let tables: [(name: String, table: SQL)] = [
            // Marks first: what is the council's follows from its entries.
            ("alerts.mark", "alerts.mark"), ("alerts.employer_alert", "alerts.employer_alert"),
            ("alerts.event", "alerts.event"), ("alerts.entry", "alerts.entry"),
        ]
        var removed: [String: Int] = [:]
        for (name, table) in tables {
            removed[name] = try transaction.query(
                """
                delete from \(table)
                where physician_id in (select item_id from access.purge_ready where kind = 'physician')
                """
            ).affected
        }
        return removed
    }
}
