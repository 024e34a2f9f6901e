import Postgres
import Registry
import Vocabulary

/// The runs of a council: what they looked at, by which law, and what they knew.
struct RunStore {
    /// What brought a run about.
    enum Kind: String {
        /// A night, an import, a choice: the council's standings brought up to date.
        case refresh
        /// One physician, for a decision.
        case decision
    }

    /// A run to be kept.
    struct Run {
        var asOf: CalendarDate
        var lawMark: String
        var kind = Kind.refresh
        /// The snapshot its facts were read from; nil takes what the transaction knows.
        var known: String?
        /// The snapshot whose changes the next refresh need not look at; nil makes it look at everybody.
        var seen: String?
        var examined: Int
        var written = StandingStore.Written()
    }

    /// The last refresh.
    struct LastRun {
        let asOf: CalendarDate
        let rulesFingerprint: String
        let seen: String?
        let known: String?
    }

    let transaction: Transaction
    let council: Int32

    func last() throws -> LastRun? {
        try transaction.first(
            """
            select as_of, rules_fingerprint, seen::text as seen, knowledge from standings.run
            where council_id = \(council) and kind = 'refresh' order by run_id desc limit 1
            """
        ).map { row in
            LastRun(
                asOf: try row.date("as_of"), rulesFingerprint: try row.text("rules_fingerprint"),
                seen: try row.optional("seen"), known: try row.optional("knowledge"))
        }
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

    /// - Returns: the number of the run.
    @discardableResult
    func keep(_ run: Run) throws -> Int {
        let known = try run.known ?? KnowledgeStore.now(transaction)
        return try transaction.query(
            """
            insert into standings.run (council_id, as_of, rules_fingerprint, seen, kind, knowledge, examined,
                written, removed)
            values (\(council), \(run.asOf), \(run.lawMark), \(run.seen)::pg_snapshot, \(run.kind.rawValue), \(known),
                \(run.examined), \(run.written.changed), \(run.written.removed))
            returning run_id
            """)[0].int("run_id")
    }
}
