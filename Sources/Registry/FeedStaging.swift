import Intake
import Postgres
import Vocabulary

/// The rows of the account feed on their way into the register: temporary tables of one transaction.
enum FeedStaging {
    static func create(_ transaction: Transaction) throws {
        try transaction.query(
            """
            create temporary table feed_row (
                kind text, line bigint, rpps text, source_id text collate "C", code text, origin text,
                is_deleted boolean, content text collate "C", organiser text, label text, first_day date,
                last_day date, updated_on date) on commit drop
            """)
    }

    static func write(_ row: FeedRow, to writer: CopyWriter) throws {
        switch row {
        case .action(let action): write(action, writer)
        case .account(let account):
            head("account", account.line, account.rpps, nil, account.state.rawValue, writer)
            tail(
                origin: account.email, content: account.frameworkCode,
                days: (account.cycleStart, account.cycleEnd, account.updatedOn),
                writer)
        case .alert(let alert):
            head("alert", alert.line, alert.rpps, alert.sourceID, alert.type, writer)
            tail(origin: nil, content: nil, days: (alert.issuedOn, nil, nil), writer)
        case .unreachable(let missing):
            head("unreachable", missing.line, missing.rpps, nil, missing.reason, writer)
            tail(origin: nil, content: nil, days: (missing.seenOn, nil, nil), writer)
        }
        try writer.endRow()
    }

    private static func write(_ action: FeedAction, _ writer: CopyWriter) {
        head("action", action.line, action.rpps, action.sourceID, action.declaration?.action, writer)
        writer.field(action.origin?.rawValue)
        writer.field(action.isDeleted)
        writer.field(action.declaration?.canonicalJSON)
        writer.field(action.organiser)
        writer.field(action.title)
        for _ in 0..<3 { writer.null() }
    }

    private static func head(
        _ kind: String, _ line: Int, _ rpps: String, _ source: String?, _ code: String?, _ writer: CopyWriter
    ) {
        writer.field(kind)
        writer.field(line)
        writer.field(rpps)
        writer.field(source)
        writer.field(code)
    }

    private static func tail(
        origin: String?, content: String?, days: (CalendarDate?, CalendarDate?, CalendarDate?), _ writer: CopyWriter
    ) {
        writer.field(origin)
        writer.field(false)
        writer.field(content)
        writer.null()
        writer.null()
        writer.field(days.0)
        writer.field(days.1)
        writer.field(days.2)
    }

    /// Finds for each physician of the feed the registration that makes a council competent on the day: the open
    /// one, else the last one.
    static func gather(on day: CalendarDate, _ transaction: Transaction) throws {
        try transaction.query(
            """
            create temporary table feed_target on commit drop as
            select distinct on (p.physician_id) p.physician_id, p.rpps_number as rpps, s.registration_id
            from (select distinct rpps from pg_temp.feed_row) f
            join registry.physician p on p.rpps_number = f.rpps
            join registry.practice s on s.physician_id = p.physician_id
            order by p.physician_id,
                (s.started_on <= \(day) and (s.ended_on is null or s.ended_on >= \(day))) desc, s.started_on desc
            """)
        try transaction.query("create index on pg_temp.feed_row (rpps)")
        try transaction.query("analyze pg_temp.feed_row")
        try transaction.query("analyze pg_temp.feed_target")
    }

    /// Lines whose physician is on no roll, or not on the roll of the only council wanted.
    static func strangers(_ transaction: Transaction) throws -> [RejectedLine] {
        try transaction.query(
            """
            select kind, line, rpps, coalesce(source_id, '') as source_id from pg_temp.feed_row f
            where not exists (select from pg_temp.feed_target t where t.rpps = f.rpps) order by kind, line
            """
        ).map { row in
            let rpps = try row.text("rpps")
            return RejectedLine(
                fileName: try row.text("kind"), number: try row.int("line"),
                line: "\(try row.text("source_id"));\(rpps)", code: "not_on_roll",
                reason: "Le numéro RPPS \(rpps) n'est inscrit au tableau d'aucun conseil concerné. Importez d'abord le "
                    + "tableau à jour, puis ce lot à nouveau.")
        }
    }

    /// Forgets the physicians whose competent registration is not in the transaction's council.
    static func keepOwn(_ transaction: Transaction) throws {
        try transaction.query(
            """
            delete from pg_temp.feed_target t where not exists (
                select from registry.registration r where r.physician_id = t.physician_id)
            """)
    }
}
