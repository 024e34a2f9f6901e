public import Postgres
import Vocabulary

/// The journal of the organisation that the transaction acts for, newest first.
public struct Journal: Sendable {
    /// Lines of one page.
    public static let pageSize = 50
    /// Lines of one export, at most.
    public static let exportLimit = 200_000

    /// The lines.
    public let entries: [JournalEntry]
    /// Whether there are older ones.
    public let hasMore: Bool

    /// A page of the journal.
    ///
    /// - Parameter before: the number of the event after which the page begins; nil for the newest.
    /// - Throws: `PostgresError`.
    public static func page(
        _ transaction: Transaction, of council: Int32, _ filter: JournalFilter, before: Int64?
    ) throws -> Journal {
        let entries = try read(transaction, council, filter, before: before, limit: pageSize + 1)
        return Journal(entries: Array(entries.prefix(pageSize)), hasMore: entries.count > pageSize)
    }

    /// Every line that a filter asks for, newest first, up to ``exportLimit``.
    ///
    /// - Throws: `PostgresError`.
    public static func all(
        _ transaction: Transaction, of council: Int32, _ filter: JournalFilter
    ) throws -> [JournalEntry] {
        try read(transaction, council, filter, before: nil, limit: exportLimit)
    }

    private static func read(
        _ transaction: Transaction, _ council: Int32, _ filter: JournalFilter, before: Int64?, limit: Int
    ) throws -> [JournalEntry] {
        try transaction.query(
            """
            select e.event_id, extract(epoch from e.at)::bigint as moment, e.actor, e.role, e.action, e.subject,
                e.reason, e.origin, e.detail::text as detail, e.old_values::text as old_values,
                e.new_values::text as new_values, coalesce(pg_visible_in_snapshot(e.recorded_in, s.seen), false) as sealed
            from access.event e left join (
                select seen from access.seal where council_id = \(council) order by seal_number desc limit 1) s on true
            where e.council_id = \(council)\(before.map { " and e.event_id < \($0)" as SQL } ?? "")\(conditions(filter))
            order by e.event_id desc limit \(limit)
            """
        ).map(JournalEntry.init(row:))
    }

    private static func conditions(_ filter: JournalFilter) -> SQL {
        var conditions: SQL = ""
        func add(_ condition: SQL?) { if let condition { conditions = "\(conditions) and \(condition)" } }
        add(filter.actor.map { "position(\($0.lowercased()) in lower(e.actor)) > 0" })
        add(filter.action.map { "e.action = \($0.rawValue)" })
        add(filter.kind.map { "e.kind = \($0.rawValue)" })
        add(filter.physician.map { "e.subject = \("physician:\($0)")" })
        add(filter.from.map { "e.at >= to_timestamp(\(ParisTime.start(of: $0))::float8)" })
        add(filter.through.map { "e.at < to_timestamp(\(ParisTime.start(of: $0.adding(days: 1)))::float8)" })
        return conditions
    }
}

extension JournalEntry {
    init(row: Row) throws {
        number = Int64(try row.int("event_id"))
        at = Int64(try row.int("moment"))
        actor = try row.text("actor")
        role = try row.optional("role", as: String.self).flatMap(Role.init(rawValue:))
        action = try row.text("action")
        subject = try row.optional("subject")
        reason = try row.optional("reason")
        origin = try row.optional("origin")
        detail = try row.optional("detail")
        before = try row.optional("old_values")
        after = try row.optional("new_values")
        isSealed = try row.bool("sealed")
    }
}
