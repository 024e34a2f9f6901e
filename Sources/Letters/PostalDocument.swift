public import Postgres

/// A file that was set and kept: one letter, or a whole lot for the printer.
public struct PostalDocument: Sendable {
    /// The physician whom it is about; nil for a whole lot.
    public let physicianID: Int64?
    /// What set it: program, layout and fonts.
    public let engine: String
    /// How many pages it has.
    public let pages: Int
    /// The hexadecimal SHA-256 of the file.
    public let sha256: String
    /// The file.
    public let bytes: [UInt8]

    /// The letter of a notice as it was set for a lot that was not cancelled; nil where there is none.
    ///
    /// - Throws: `PostgresError`.
    public static func letter(of notice: Int64, _ transaction: Transaction) throws -> PostalDocument? {
        try document(
            """
            where d.notice_id = \(notice) and l.state <> 'cancelled' and i.state in ('set', 'removed')
            order by o.document_id desc limit 1
            """, transaction)
    }

    /// The file for the printer of a lot that is ready; nil where there is none.
    ///
    /// - Throws: `PostgresError`.
    public static func print(of lot: Int64, _ transaction: Transaction) throws -> PostalDocument? {
        try document("where o.lot_id = \(lot) and o.delivery_id is null and l.state = 'ready'", transaction)
    }

    /// Whether the letter of a notice can be opened.
    ///
    /// - Throws: `PostgresError`.
    public static func isKept(of notice: Int64, _ transaction: Transaction) throws -> Bool {
        try !kept(among: [notice], transaction).isEmpty
    }

    /// Those of some notices whose letter can be opened.
    ///
    /// - Throws: `PostgresError`.
    public static func kept(among notices: [Int64], _ transaction: Transaction) throws -> Set<Int64> {
        guard !notices.isEmpty else { return [] }
        let rows = try transaction.query(
            """
            select distinct d.notice_id from letters.document o join letters.lot l using (council_id, lot_id)
            join letters.lot_line i using (council_id, lot_id, delivery_id)
            join letters.delivery d using (council_id, delivery_id)
            where d.notice_id = any(\(notices)::bigint[]) and l.state <> 'cancelled' and i.state in ('set', 'removed')
            """)
        return Set(try rows.map { Int64(try $0.int("notice_id")) })
    }

    private static func document(_ which: SQL, _ transaction: Transaction) throws -> PostalDocument? {
        try transaction.first(
            """
            select n.physician_id, o.engine, o.pages, o.sha256, o.bytes
            from letters.document o join letters.lot l using (council_id, lot_id)
            left join letters.lot_line i on i.council_id = o.council_id and i.lot_id = o.lot_id
                and i.delivery_id = o.delivery_id
            left join letters.delivery d on d.council_id = o.council_id and d.delivery_id = o.delivery_id
            left join letters.notice n on n.council_id = d.council_id and n.notice_id = d.notice_id
            \(which)
            """
        ).map { row in
            PostalDocument(
                physicianID: try row.optional("physician_id", as: Int.self).map(Int64.init),
                engine: try row.text("engine"), pages: try row.int("pages"), sha256: try row.text("sha256"),
                bytes: try row.value("bytes", as: Bytes.self).bytes)
        }
    }
}
