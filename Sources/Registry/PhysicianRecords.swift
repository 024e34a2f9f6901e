public import Postgres

/// Every row that the register holds about one physician, for that person: what is shown nowhere is in it too.
public enum PhysicianRecords {
    /// The rows by table, each a JSON array of objects; the tenant is the transaction's.
    ///
    /// - Parameter hidden: source ids of declarations of which nothing is said.
    /// - Throws: `PostgresError`.
    public static func all(
        of physician: Int64, hiding hidden: [String], _ transaction: Transaction
    ) throws -> [(table: String, rows: String)] {
        try tables.map { name, table in
            let rows = try transaction.query(
                """
                select coalesce(jsonb_agg(to_jsonb(t) - \(internalColumns)::text[]), '[]')::text as rows
                from \(table) t where physician_id = \(physician)
                    and coalesce(not to_jsonb(t) ->> 'source_id' = any(\(hidden)::text[]), true)
                """)
            return (name, try rows[0].text("rows"))
        }
    }

    /// The key of the physician with a number; nil when the directory has none.
    ///
    /// - Parameter rpps: eleven digits.
    /// - Throws: `PostgresError`.
    public static func find(rpps: String, _ transaction: Transaction) throws -> Int64? {
        try transaction.first("select physician_id from registry.physician where rpps_number = \(rpps)").map {
            Int64(try $0.int("physician_id"))
        }
    }

    /// Every declaration that was ever known, standing or not: its source id and its content as JSON.
    ///
    /// - Throws: `PostgresError`.
    public static func declarations(
        of physician: Int64, _ transaction: Transaction
    ) throws -> [(id: String, content: String)] {
        try transaction.query(
            """
            select source_id, content from registry.declaration where physician_id = \(physician)
            union all select source_id, content from registry.declaration_past where physician_id = \(physician)
            """
        ).map { (try $0.text("source_id"), try $0.text("content")) }
    }

    /// What holds the house together and says nothing of the person.
    private static let internalColumns = [
        "council_id", "physician_id", "known_in", "superseded_in", "changed_in", "search_name", "registration_id",
    ]

    /// In the order of the document.
    private static let tables: [(name: String, table: SQL)] = [
        ("registry.physician", "registry.physician"), ("registry.registration", "registry.registration"),
        ("registry.practice", "registry.practice"), ("registry.qualification", "registry.qualification"),
        ("registry.care_status", "registry.care_status"), ("registry.exemption", "registry.exemption"),
        ("registry.framework_choice", "registry.framework_choice"), ("registry.account", "registry.account"),
        ("registry.platform_alert", "registry.platform_alert"),
        ("registry.missing_address", "registry.missing_address"),
        ("registry.discrepancy_hidden", "registry.discrepancy_hidden"),
        ("registry.declaration", "registry.declaration"), ("registry.declaration_past", "registry.declaration_past"),
        ("registry.registration_past", "registry.registration_past"),
        ("registry.practice_past", "registry.practice_past"),
        ("registry.qualification_past", "registry.qualification_past"),
        ("registry.care_status_past", "registry.care_status_past"),
        ("registry.exemption_past", "registry.exemption_past"),
        ("registry.framework_choice_past", "registry.framework_choice_past"),
    ]
}
