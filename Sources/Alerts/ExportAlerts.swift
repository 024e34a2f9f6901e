public import Access
import Documents
import Intake
import Letters
public import Postgres
public import Vocabulary

/// One row of the ledger as it leaves (contracts §7b).
public struct AlertLine: Sendable, Hashable {
    /// Text, eleven digits; empty for a physician who left the council's rolls.
    public let rpps: String
    /// The code of the council.
    public let council: String
    /// First day of the cycle.
    public let cycleStart: CalendarDate
    /// The milestone.
    public let milestoneOn: CalendarDate
    /// `email` or `post`.
    public let channel: String
    /// `proposed`, `approved`, `sent`, `delivered`, `bounced`, `excluded`, `retracted`.
    public let state: String
    /// The day of that state.
    public let at: CalendarDate

    /// The names of the columns.
    static let columns = ["rpps", "council", "cycle_start", "milestone_on", "channel", "state", "at"]

    private var fields: [String] {
        [rpps, council, "\(cycleStart)", "\(milestoneOn)", channel, state, "\(at)"]
    }

    /// The rows as CSV, with a heading.
    public static func csv(_ lines: [AlertLine]) -> [UInt8] {
        var writer = CSVWriter(for: .program)
        writer.record(columns)
        for line in lines { writer.record(line.fields) }
        return writer.bytes
    }

    /// The row as one JSON object.
    public var json: String {
        JSON.object(zip(Self.columns, fields).map { .init($0, .string($1)) }).text
    }
}

/// Gives the ledger of alerts of one or all councils; nothing is written but the line of the journal.
public struct ExportAlerts: Sendable {
    private let database: Database
    private let author: Author

    /// - Parameter author: who takes the rows away.
    public init(database: Database, by author: Author) {
        self.database = database
        self.author = author
    }

    /// - Parameter code: only this council; nil is every one.
    /// - Throws: `Refusal` for an unknown code, `PostgresError`.
    public func run(council code: String?) async throws -> [AlertLine] {
        let all = try await database.transaction(as: .role("sextant_council")) { try Council.departmental($0) }
        let councils = all.filter { code == nil || $0.code == code }
        guard !councils.isEmpty else {
            throw Refusal("Le conseil « \(code ?? "") » n'existe pas. Donnez son code, par exemple 33, 2A ou 974.")
        }
        var lines: [AlertLine] = []
        for council in councils {
            let author = author
            lines += try await database.transaction(as: council.principal, timeout: 0) { transaction in
                let lines = try LedgerStore.lines(of: council, transaction)
                try AuditEvent(.alertsExported, by: author, detail: "{\"rows\": \(lines.count)}")
                    .record(transaction, council: council.id)
                return lines
            }
        }
        return lines
    }
}

extension LedgerStore {
    /// The whole ledger of a council; the state is the delivery's once a message has left.
    static func lines(of council: Council, _ transaction: Transaction) throws -> [AlertLine] {
        try transaction.query(
            """
            select coalesce(s.rpps_number, '') as rpps, e.cycle_start, e.milestone_on, e.channel,
                case when e.state = 'retracted' then 'retracted' when d.state in ('sent', 'bounced') then d.state
                    else e.state end as state,
                coalesce(d.ended_on, d.sent_on,
                    greatest(e.proposed_on, (e.checked_at at time zone 'Europe/Paris')::date)) as at
            from alerts.entry e left join standings.published_standing s
                on s.council_id = e.council_id and s.physician_id = e.physician_id
                left join letters.published_delivery d on d.council_id = e.council_id and d.notice_id = e.notice_id
            where e.council_id = \(council.id) order by rpps, e.cycle_start, e.milestone_on, e.channel
            """
        ).map { row in
            AlertLine(
                rpps: try row.text("rpps"), council: council.code, cycleStart: try row.date("cycle_start"),
                milestoneOn: try row.date("milestone_on"), channel: try row.text("channel"),
                state: try row.text("state"), at: try row.date("at"))
        }
    }
}
