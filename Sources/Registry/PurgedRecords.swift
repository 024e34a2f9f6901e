public import Postgres

/// What the register holds of physicians, as a purge removes it.
public enum PurgedRecords {
    /// Removes what a reviewed purge has listed, in a transaction as `PurgeLedger.principal(of:)`. What is removed
    /// leaves its past behind (`keep_past`), so the past goes after; registrations go last, since they say which spells
    /// of practice are the council's.
    ///
    /// - Parameter shared: what ``shared(_:)`` gave before.
    /// - Returns: how many rows went, by table.
    /// - Throws: `PostgresError`.
    public static func purge(keepingPastOf shared: [Int64], _ transaction: Transaction) throws -> [String: Int] {
        var removed: [String: Int] = [:]
        for (name, table) in tables {
            let kept: SQL = name == "registry.practice_past" ? "and not physician_id = any(\(shared)::bigint[])" : ""
            removed[name] = try transaction.query(
                """
                delete from \(table)
                where physician_id in (select item_id from access.purge_ready where kind = 'physician') \(kept)
                """
            ).affected
        }
        return removed
    }

    /// The physicians on the list whom another council still keeps on file: what that council judged rests on the past
    /// of every spell of practice, so it stays until the last of them purges. As the council.
    ///
    /// - Throws: `PostgresError`.
    public static func shared(_ transaction: Transaction) throws -> [Int64] {
        try transaction.query(
            """
            select distinct p.physician_id from registry.practice p
            where p.physician_id in (select item_id from access.purge_ready where kind = 'physician')
                and p.registration_id not in (select registration_id from registry.registration)
            """
        ).map { Int64(try $0.int("physician_id")) }
    }

    /// In the order in which they go.
    private static let tables: [(name: String, table: SQL)] = [
        ("registry.practice", "registry.practice"), ("registry.practice_past", "registry.practice_past"),
        ("registry.qualification", "registry.qualification"),
        ("registry.qualification_past", "registry.qualification_past"),
        ("registry.care_status", "registry.care_status"), ("registry.care_status_past", "registry.care_status_past"),
        ("registry.exemption", "registry.exemption"), ("registry.exemption_past", "registry.exemption_past"),
        ("registry.framework_choice", "registry.framework_choice"),
        ("registry.framework_choice_past", "registry.framework_choice_past"),
        ("registry.declaration", "registry.declaration"), ("registry.declaration_past", "registry.declaration_past"),
        ("registry.account", "registry.account"), ("registry.platform_alert", "registry.platform_alert"),
        ("registry.missing_address", "registry.missing_address"),
        ("registry.discrepancy_hidden", "registry.discrepancy_hidden"),
        ("registry.fact_change", "registry.fact_change"), ("registry.registration", "registry.registration"),
        ("registry.registration_past", "registry.registration_past"),
    ]

    /// Forgets the changes of the directory known before a moment: every council's night has read them since. As the
    /// national council.
    ///
    /// - Returns: how many rows went.
    /// - Throws: `PostgresError`.
    public static func forgetDirectoryChanges(before epochSeconds: Int64, _ transaction: Transaction) throws -> Int {
        try transaction.query(
            """
            delete from registry.directory_change where changed_in < (
                select max(known_in) from registry.knowledge
                where known_at < to_timestamp(\(epochSeconds)::float8))
            """
        ).affected
    }
}
