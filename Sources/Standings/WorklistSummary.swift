public import Postgres
public import Vocabulary

/// The counts of a council's dashboard; each one is the length of a list that the reader can open.
public struct WorklistSummary: Sendable {
    /// Physicians subject to certification.
    public let total: Int
    /// Late (contract §8).
    public let late: Int
    /// Programme complete.
    public let complete: Int
    /// An alert falls due within the days asked.
    public let alertSoon: Int
    /// The cycle ends within the year asked.
    public let endingSoon: Int
    /// The council has to choose a référentiel.
    public let toConfirm: Int
    /// No référentiel in force.
    public let missing: Int
    /// No e-mail address.
    public let withoutEmail: Int
    /// The cycle has ended and waits for its control.
    public let toVerify: Int
    /// The day for which the oldest standing was computed; nil when there is none.
    public let computedFor: CalendarDate?

    /// Counts everything in one reading of the council's standings.
    ///
    /// - Throws: `PostgresError`.
    public static func read(
        _ transaction: Transaction, alertThrough: CalendarDate, endsThrough: CalendarDate
    ) throws -> WorklistSummary {
        let row = try transaction.first(
            """
            select count(*) as total, count(*) filter (where is_late) as late,
                count(*) filter (where is_complete) as complete,
                count(*) filter (where next_alert_on <= \(alertThrough)) as alert_soon,
                count(*) filter (where cycle_end <= \(endsThrough)) as ending_soon,
                count(*) filter (where state = 'framework_to_confirm') as to_confirm,
                count(*) filter (where state = 'framework_missing') as missing,
                count(*) filter (where not has_email) as without_email,
                count(*) filter (where state = 'to_verify') as to_verify, min(computed_for) as computed_for
            from standings.standing
            """)
        guard let row else { throw PostgresError.decoding("an aggregate without a row") }
        return try WorklistSummary(row: row)
    }

    private init(row: Row) throws {
        total = try row.int("total")
        late = try row.int("late")
        complete = try row.int("complete")
        alertSoon = try row.int("alert_soon")
        endingSoon = try row.int("ending_soon")
        toConfirm = try row.int("to_confirm")
        missing = try row.int("missing")
        withoutEmail = try row.int("without_email")
        toVerify = try row.int("to_verify")
        computedFor = try row.optional("computed_for")
    }
}

/// How many physicians have counted so many actions out of so many required.
public struct ProgressShare: Sendable {
    /// Σ of the capped counts.
    public let counted: Int
    /// Σ required: 8, or 6 when block 3 is not required.
    public let required: Int
    /// Physicians.
    public let physicians: Int

    /// Every pair that occurs, by required then counted.
    ///
    /// - Throws: `PostgresError`.
    public static func read(_ transaction: Transaction) throws -> [ProgressShare] {
        try transaction.query(
            """
            select counted_total, required_total, count(*) as physicians from standings.standing
            where counted_total is not null group by 1, 2 order by 2, 1
            """
        ).map {
            ProgressShare(
                counted: try $0.int("counted_total"), required: try $0.int("required_total"),
                physicians: try $0.int("physicians"))
        }
    }
}

/// One référentiel among the physicians of a council.
public struct FrameworkShare: Sendable {
    /// The id of the référentiel, nil for physicians without one.
    public let frameworkID: String?
    /// Physicians.
    public let physicians: Int
    /// Programme complete.
    public let complete: Int
    /// Late.
    public let late: Int

    /// Every référentiel that occurs, the largest first.
    ///
    /// - Throws: `PostgresError`.
    public static func read(_ transaction: Transaction) throws -> [FrameworkShare] {
        try transaction.query(
            """
            select framework_id, count(*) as physicians, count(*) filter (where is_complete) as complete,
                count(*) filter (where is_late) as late
            from standings.standing group by framework_id order by count(*) desc, framework_id
            """
        ).map {
            FrameworkShare(
                frameworkID: try $0.optional("framework_id"), physicians: try $0.int("physicians"),
                complete: try $0.int("complete"), late: try $0.int("late"))
        }
    }
}

/// How many cycles end in a year.
public struct DeadlineShare: Sendable {
    /// The year of the end of the cycle.
    public let year: Int
    /// Physicians.
    public let physicians: Int

    /// Every year that occurs.
    ///
    /// - Throws: `PostgresError`.
    public static func read(_ transaction: Transaction) throws -> [DeadlineShare] {
        try transaction.query(
            """
            select extract(year from cycle_end)::int as year, count(*) as physicians from standings.standing
            where cycle_end is not null group by 1 order by 1
            """
        ).map { DeadlineShare(year: try $0.int("year"), physicians: try $0.int("physicians")) }
    }
}
