public import Postgres
public import Vocabulary

/// A physician's file that no purge removes: an appeal, a disciplinary case, a request of a judge.
public struct LegalHold: Sendable {
    /// Its key in the council.
    public let id: Int64
    /// The key of the physician.
    public let physicianID: Int64
    /// Why, as the person wrote it.
    public let reason: String
    /// Who placed it.
    public let placedBy: String
    /// When, in seconds since 1970-01-01T00:00:00Z.
    public let placedAt: Int64
    /// The first day without it; nil while no end is known.
    public let endsOn: CalendarDate?
    /// Who lifted it before its end.
    public let liftedBy: String?
    /// Why it was lifted.
    public let liftReason: String?

    /// Whether it holds the file back on a day.
    public func holds(on day: CalendarDate) -> Bool { liftedBy == nil && endsOn.map { $0 > day } != false }

    /// Every hold of the transaction's council, the latest first; of one physician where one is named.
    ///
    /// - Throws: `PostgresError`.
    public static func list(_ transaction: Transaction, of physician: Int64? = nil) throws -> [LegalHold] {
        try HoldStore.list(transaction, of: physician)
    }
}

/// The statements on holds.
enum HoldStore {
    static func list(_ transaction: Transaction, of physician: Int64?) throws -> [LegalHold] {
        let condition: SQL = physician.map { "where physician_id = \($0)" } ?? ""
        return try transaction.query(
            """
            select hold_id, physician_id, reason, placed_by, extract(epoch from placed_at)::bigint as placed, ends_on,
                lifted_by, lift_reason
            from access.legal_hold \(condition) order by hold_id desc limit 500
            """
        ).map { row in
            LegalHold(
                id: Int64(try row.int("hold_id")), physicianID: Int64(try row.int("physician_id")),
                reason: try row.text("reason"), placedBy: try row.text("placed_by"),
                placedAt: Int64(try row.int("placed")), endsOn: try row.optional("ends_on"),
                liftedBy: try row.optional("lifted_by"), liftReason: try row.optional("lift_reason"))
        }
    }

    static func insert(
        _ transaction: Transaction, _ hold: PlaceHold, council: Int32, reason: String, now: Instant
    ) throws -> Int64 {
        Int64(
            try transaction.query(
                """
                insert into access.legal_hold (council_id, physician_id, reason, placed_by, placed_at, ends_on)
                values (\(council), \(hold.physicianID), \(reason), \(hold.author.name), \(now.sql), \(hold.until)::date)
                returning hold_id
                """)[0].int("hold_id"))
    }

    /// - Returns: the physician whose file was held; nil when there is no such hold that still stands.
    static func lift(
        _ transaction: Transaction, id: Int64, council: Int32, by author: Author, reason: String, now: Instant
    ) throws -> Int64? {
        try transaction.first(
            """
            update access.legal_hold set lifted_by = \(author.name), lifted_at = \(now.sql), lift_reason = \(reason)
            where council_id = \(council) and hold_id = \(id) and lifted_by is null returning physician_id
            """
        ).map { Int64(try $0.int("physician_id")) }
    }
}
