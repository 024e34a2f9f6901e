public import Postgres
public import Vocabulary

/// The statements about lots. Each runs for the tenant of the transaction.
public enum LotStore {
    /// Takes the next number; the same lot may have a part in several councils.
    public static func nextID(_ transaction: Transaction) throws -> LotID {
        let row = try transaction.query("select nextval('intake.lot_number') as number")[0]
        return LotID(Int64(try row.int("number")))
    }

    /// Opens the part of a lot that concerns `council`.
    public static func open(_ heading: LotHeading, for council: Int32, _ transaction: Transaction) throws {
        try transaction.query(
            """
            insert into intake.lot (council_id, lot_id, kind, file_name, sha256, as_of, actor, approved_by, state)
            values (\(council), \(heading.id.number), \(heading.kind.rawValue), \(heading.fileName),
                \(heading.sha256), \(heading.asOf), \(heading.actor), \(heading.approvedBy), 'previewed')
            """)
    }

    /// Notes what became of the part of the lot that the transaction's council has.
    public static func finish(
        _ id: LotID, isApplied: Bool, counts: LotCounts, report: LotReport, seconds: Double, _ transaction: Transaction
    ) throws {
        try transaction.query(
            """
            update intake.lot set state = \(isApplied ? "applied" : "previewed"),
                new_count = \(counts.new), changed_count = \(counts.changed), unchanged_count = \(counts.unchanged),
                rejected_count = \(counts.rejected), ignored_count = \(counts.ignored),
                report = \(report.json)::jsonb, seconds = \(seconds),
                applied_at = case when \(isApplied) then now() end
            where lot_id = \(id.number)
            """)
    }

    /// Marks the lot as taken back.
    public static func markUndone(_ id: LotID, by actor: String, _ transaction: Transaction) throws {
        try transaction.query(
            """
            update intake.lot set state = 'undone', undone_at = now(), undone_by = \(actor)
            where lot_id = \(id.number)
            """)
    }

    /// Removes a lot that was never applied.
    public static func remove(_ id: LotID, _ transaction: Transaction) throws {
        try transaction.query("delete from intake.lot where lot_id = \(id.number) and state = 'previewed'")
    }

    /// The lot, or nil when the tenant has no part of it.
    public static func find(_ id: LotID, _ transaction: Transaction) throws -> Lot? {
        try transaction.first(select + "where lot_id = \(id.number)").map(decode)
    }

    /// The tenant's lots, the newest first.
    public static func list(_ transaction: Transaction, limit: Int = 50, before: LotID? = nil) throws -> [Lot] {
        try transaction.query(
            select + "where lot_id < \(before?.number ?? Int64.max) order by lot_id desc limit \(limit)"
        ).map(decode)
    }

    private static let select: SQL = """
        select lot_id, kind, file_name, sha256, as_of, actor, state, new_count, changed_count, unchanged_count,
            rejected_count, ignored_count, report::text as report, seconds,
            to_char(read_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as read_at,
            to_char(applied_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as applied_at,
            to_char(undone_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as undone_at
        from intake.lot

        """

    private static func decode(_ row: Row) throws -> Lot {
        var counts = LotCounts()
        counts.new = try row.int("new_count")
        counts.changed = try row.int("changed_count")
        counts.unchanged = try row.int("unchanged_count")
        counts.rejected = try row.int("rejected_count")
        counts.ignored = try row.int("ignored_count")
        guard let kind = LotKind(rawValue: try row.text("kind")), let state = LotState(rawValue: try row.text("state"))
        else { throw PostgresError.decoding("kind or state of a lot") }
        return Lot(
            id: LotID(Int64(try row.int("lot_id"))), kind: kind, fileName: try row.text("file_name"),
            sha256: try row.text("sha256"), asOf: try row.date("as_of"), actor: try row.text("actor"), state: state,
            counts: counts, report: LotReport(json: try row.text("report")), readAt: try row.text("read_at"),
            appliedAt: try row.optional("applied_at"), undoneAt: try row.optional("undone_at"),
            seconds: try row.value("seconds"))
    }
}

/// What is known of a lot before anything of it is read.
public struct LotHeading: Sendable {
    /// Its number.
    public let id: LotID
    /// What it brings.
    public let kind: LotKind
    /// As the sender names it.
    public let fileName: String
    /// Hexadecimal SHA-256.
    public let sha256: String
    /// The day the file is true for.
    public let asOf: CalendarDate
    /// Who imports.
    public let actor: String
    /// The second person, where one is asked for.
    public let approvedBy: String?

    /// All fields.
    public init(
        id: LotID, kind: LotKind, fileName: String, sha256: String, asOf: CalendarDate, actor: String,
        approvedBy: String?
    ) {
        self.id = id
        self.kind = kind
        self.fileName = fileName
        self.sha256 = sha256
        self.asOf = asOf
        self.actor = actor
        self.approvedBy = approvedBy
    }
}
