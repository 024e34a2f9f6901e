public import Postgres
import Vocabulary

/// What this room holds about one physician, for that person: to whom the file was assigned, what holds it back, and
/// who did what on it.
public enum PersonAccessRecords {
    /// The rows by table, each a JSON array of objects; the tenant is the transaction's.
    ///
    /// - Throws: `PostgresError`.
    public static func all(
        of physician: Int64, council: Int32, _ transaction: Transaction
    ) throws -> [(table: String, rows: String)] {
        let assignments = try transaction.query(
            """
            select coalesce(jsonb_agg(jsonb_build_object('from', lower(during), 'until', upper(during), 'recorded_by',
                recorded_by) order by lower(during)), '[]')::text as rows
            from access.assignment where physician_id = \(physician)
            """)[0].text("rows")
        let holds = try transaction.query(
            """
            select coalesce(jsonb_agg(to_jsonb(h) - '{council_id,physician_id,hold_id}'::text[] order by hold_id),
                '[]')::text as rows
            from access.legal_hold h where physician_id = \(physician)
            """)[0].text("rows")
        return [
            ("access.assignment", assignments), ("access.legal_hold", holds),
            ("access.event", try journal(of: physician, council: council, transaction)),
        ]
    }

    private static func journal(of physician: Int64, council: Int32, _ transaction: Transaction) throws -> String {
        var filter = JournalFilter()
        filter.physician = physician
        let entries = try Journal.all(transaction, of: council, filter)
        return JSON.array(entries.map(line)).text
    }

    private static func line(_ entry: JournalEntry) -> JSON {
        let action = AuditAction(rawValue: entry.action)?.french ?? entry.action
        var members: [JSON.Member] = [
            .init("at", .integer(Int(entry.at))), .init("by", .string(entry.actor)), .init("action", .string(action)),
        ]
        if let role = entry.role { members.append(.init("role", .string(role.french))) }
        if let reason = entry.reason { members.append(.init("reason", .string(reason))) }
        return .object(members)
    }
}
