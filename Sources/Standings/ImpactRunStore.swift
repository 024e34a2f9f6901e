import Postgres
import Vocabulary

/// Reads the headers of impact reports.
enum ImpactRunStore {
    static func find(_ id: ImpactID, _ transaction: Transaction) throws -> ImpactRun? {
        try transaction.first(select(transaction) + "where i.impact_id = \(id.number)").map(decode)
    }

    static func all(of framework: FrameworkID, version: String, _ transaction: Transaction) throws -> [ImpactRun] {
        try transaction.query(
            select(transaction)
                + "where i.framework_id = \(framework.rawValue) and i.version = \(version) order by i.impact_id desc"
        ).map(decode)
    }

    /// A council has no right on who asked: it reads nobody.
    private static func select(_ transaction: Transaction) throws -> SQL {
        let isTold = try transaction.query(
            "select has_column_privilege('standings.impact', 'requested_by', 'select') as is_told")[0].bool("is_told")
        return (isTold ? "select i.requested_by, " : "select '' as requested_by, ") + columns
    }

    private static let columns: SQL = """
        i.impact_id, i.framework_id, i.version, i.version_fingerprint, i.law_fingerprint, i.as_of,
            to_char(i.requested_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as requested_at,
            extract(epoch from i.requested_at)::bigint as requested_seconds,
            to_char(i.finished_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as finished_at,
            extract(epoch from i.finished_at - i.started_at)::float8 as seconds, i.state, i.report_hash,
            coalesce(c.done, 0) as done, coalesce(c.councils, 0) as councils
        from standings.impact i
        left join lateral (select count(*) filter (where is_done) as done, count(*) as councils
            from standings.impact_council where impact_id = i.impact_id) c on true

        """

    private static func decode(_ row: Row) throws -> ImpactRun {
        guard let state = ImpactState(rawValue: try row.text("state")) else {
            throw PostgresError.decoding("state of an impact report")
        }
        return ImpactRun(
            id: ImpactID(Int64(try row.int("impact_id"))), framework: FrameworkID(try row.text("framework_id")),
            version: try row.text("version"), versionFingerprint: try row.text("version_fingerprint"),
            lawFingerprint: try row.text("law_fingerprint"), asOf: try row.date("as_of"),
            requestedBy: try row.text("requested_by"), requestedAt: try row.text("requested_at"),
            requestedSeconds: Int64(try row.int("requested_seconds")),
            finishedAt: try row.optional("finished_at"), seconds: try row.optional("seconds"), state: state,
            councilsDone: try row.int("done"), councils: try row.int("councils"),
            reportHash: try row.optional("report_hash"))
    }
}
