public import Access
public import Postgres
public import Vocabulary

/// What imports leave behind, and when it goes.
public enum ExpiredLots {
    /// A lot with quarantined lines.
    public struct Quarantine: Sendable {
        /// The lot.
        public let id: LotID
        /// The day it was read (UTC).
        public let readOn: CalendarDate
        /// Whether it waits for a decision.
        public let isUndecided: Bool
    }

    /// Every lot of the transaction's council that has quarantined lines.
    ///
    /// - Throws: `PostgresError`.
    public static func quarantines(_ transaction: Transaction) throws -> [Quarantine] {
        try transaction.query(
            """
            select lot_id, read_at::date as read_on, state = 'previewed' as is_undecided from intake.lot l
            where exists (select from intake.rejected_line r where r.council_id = l.council_id and r.lot_id = l.lot_id)
            order by lot_id
            """
        ).map { row in
            Quarantine(
                id: LotID(Int64(try row.int("lot_id"))), readOn: try row.date("read_on"),
                isUndecided: try row.bool("is_undecided"))
        }
    }

    /// Whether an import of the transaction's council waits for a decision: it may be about anybody.
    ///
    /// - Throws: `PostgresError`.
    public static func isAnyUndecided(_ transaction: Transaction) throws -> Bool {
        try transaction.query("select exists (select from intake.lot where state = 'previewed') as found")[0]
            .bool("found")
    }

    /// Removes what a reviewed purge has listed, in a transaction as `PurgeLedger.principal(of:)`.
    ///
    /// - Returns: how many rows went, by table.
    /// - Throws: `PostgresError`.
    public static func purge(_ transaction: Transaction) throws -> [String: Int] {
        [
            "intake.rejected_line": try transaction.query(
                """
                delete from intake.rejected_line
                where lot_id in (select item_id from access.purge_ready where kind = 'lot')
                """
            ).affected,
            "intake.before_image": try transaction.query(
                """
                delete from intake.before_image where (image ->> 'physician_id')::bigint in (
                    select item_id from access.purge_ready where kind = 'physician')
                """
            ).affected,
        ]
    }

    /// Removes the rows that lots applied before a moment changed, as they were: such a lot can no longer be undone.
    ///
    /// - Returns: how many rows went.
    /// - Throws: `PostgresError`.
    public static func removeImages(appliedBefore limit: Instant, _ transaction: Transaction) throws -> Int {
        try transaction.query(
            """
            delete from intake.before_image b using intake.lot l
            where l.council_id = b.council_id and l.lot_id = b.lot_id
                and l.applied_at < to_timestamp(\(limit.epochSeconds)::float8)
            """
        ).affected
    }

    /// The quarantined lines that hold a number: what a physician is told of imports about them.
    ///
    /// - Parameter rpps: eleven digits.
    /// - Returns: a JSON array of objects.
    /// - Throws: `PostgresError`.
    public static func lines(holding rpps: String, withAccounts: Bool, _ transaction: Transaction) throws -> String {
        try transaction.query(
            """
            select coalesce(jsonb_agg(jsonb_build_object('lot', r.lot_id, 'file', r.file_name, 'line', r.line_number,
                'text', r.line, 'reason', r.reason) order by r.lot_id, r.line_number), '[]')::text as lines
            from intake.rejected_line r join intake.lot l using (council_id, lot_id)
            where position(\(rpps)::text in r.line) > 0 and (\(withAccounts) or l.kind <> 'accounts')
            """)[0].text("lines")
    }

    /// The rows kept to undo imports that are about a physician.
    ///
    /// - Returns: a JSON array of objects.
    /// - Throws: `PostgresError`.
    public static func images(
        of physician: Int64, withDeclarations: Bool, _ transaction: Transaction
    ) throws -> String {
        try transaction.query(
            """
            select coalesce(jsonb_agg(jsonb_build_object('lot', lot_id, 'table', relation, 'row',
                image - 'council_id' - 'created_lot' - 'changed_lot' - 'known_in') order by lot_id), '[]')::text as rows
            from intake.before_image where (image ->> 'physician_id')::bigint = \(physician)
                and (\(withDeclarations) or relation <> 'registry.declaration')
            """)[0].text("rows")
    }
}
