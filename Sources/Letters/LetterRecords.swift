public import Postgres

/// What this room holds about one physician: for that person, and for a purge.
public enum LetterRecords {
    /// The rows by table, each a JSON array of objects; the tenant is the transaction's.
    ///
    /// - Throws: `PostgresError`.
    public static func all(
        of physician: Int64, _ transaction: Transaction
    ) throws -> [(table: String, rows: String)] {
        let deliveries: SQL = """
            (select d.*, n.physician_id from letters.delivery d join letters.notice n using (council_id, notice_id))
            """
        let tables: [(name: String, table: SQL)] = [
            ("letters.notice", "letters.notice"), ("letters.delivery", deliveries),
            (
                "letters.attempt",
                "(select a.*, d.physician_id from letters.attempt a join \(deliveries) d using (council_id, delivery_id))"
            ),
            (
                "letters.bounce",
                "(select b.*, d.physician_id from letters.bounce b join \(deliveries) d using (council_id, delivery_id))"
            ),
            (
                "letters.lot_line",
                "(select i.*, d.physician_id from letters.lot_line i join \(deliveries) d using (council_id, delivery_id))"
            ),
            // The file itself is opened from the thread: the copy says which one it is.
            (
                "letters.document",
                """
                (select o.council_id, o.lot_id, o.delivery_id, o.engine, o.pages, o.sha256, o.made_at, d.physician_id
                    from letters.document o join \(deliveries) d using (council_id, delivery_id))
                """
            ),
            (
                "letters.registered",
                "(select r.*, d.physician_id from letters.registered r join \(deliveries) d using (council_id, delivery_id))"
            ),
            (
                "letters.post_event",
                "(select e.*, d.physician_id from letters.post_event e join \(deliveries) d using (council_id, delivery_id))"
            ),
            (
                "letters.electronic",
                "(select e.*, d.physician_id from letters.electronic e join \(deliveries) d using (council_id, delivery_id))"
            ),
            (
                "letters.proof",
                """
                (select p.council_id, p.delivery_id, p.kind, p.sha256, p.fetched_at, d.physician_id
                    from letters.proof p join \(deliveries) d using (council_id, delivery_id))
                """
            ),
            ("letters.consent", "letters.consent"),
            ("letters.contact_check", "letters.contact_check"), ("letters.thread_entry", "letters.thread_entry"),
        ]
        return try tables.map { name, table in
            let rows = try transaction.query(
                """
                select coalesce(jsonb_agg(to_jsonb(t)
                    - '{council_id,physician_id,person_id,bounce_token,record_id,law_mark}'::text[]), '[]')::text as rows
                from \(table) t where physician_id = \(physician)
                """)
            return (name, try rows[0].text("rows"))
        }
    }

    /// Removes what a reviewed purge has listed, in a transaction as `PurgeLedger.principal(of:)`: what hangs on a
    /// notice goes before it.
    ///
    /// - Returns: how many rows went, by table.
    /// - Throws: `PostgresError`.
    public static func purge(_ transaction: Transaction) throws -> [String: Int] {
        let listed: SQL = "physician_id in (select item_id from access.purge_ready where kind = 'physician')"
        let notices: SQL = "notice_id in (select notice_id from letters.notice where \(listed))"
        let deliveries: SQL = "delivery_id in (select delivery_id from letters.delivery where \(notices))"
        let tables: [(name: String, table: SQL, condition: SQL)] = [
            // The print of a whole lot goes with any letter of it.
            ("letters.document", "letters.document", "true"), ("letters.lot_line", "letters.lot_line", deliveries),
            ("letters.proof", "letters.proof", deliveries), ("letters.electronic", "letters.electronic", deliveries),
            ("letters.post_event", "letters.post_event", deliveries),
            ("letters.registered", "letters.registered", deliveries), ("letters.consent", "letters.consent", listed),
            ("letters.bounce", "letters.bounce", deliveries), ("letters.attempt", "letters.attempt", deliveries),
            ("letters.delivery", "letters.delivery", notices), ("letters.notice", "letters.notice", listed),
            ("letters.contact_check", "letters.contact_check", listed),
            ("letters.thread_entry", "letters.thread_entry", listed),
        ]
        var removed: [String: Int] = [:]
        for (name, table, condition) in tables {
            removed[name] = try transaction.query("delete from \(table) where \(condition)").affected
        }
        return removed
    }
}
