public import Postgres
public import Vocabulary

/// Removes what ends by itself (sessions, links, drafts, counters…) by the rule alone, with a count in the journals.
public struct RemoveExpired: Sendable {
    /// A kind of trace, by its category, and the statement that removes what is older than a moment.
    private struct Trace {
        let category: String
        /// Columns: the council, null where the trace belongs to none.
        let statement: @Sendable (Instant) -> SQL
    }

    private static let traces: [Trace] = [
        Trace(category: "sessions") {
            "delete from access.session where expires_at < \($0.sql) returning council_id"
        },
        Trace(category: "invitations") {
            "delete from access.invitation where coalesce(used_at, expires_at) < \($0.sql) returning council_id"
        },
        Trace(category: "searches") {
            "delete from access.search where kept_at < \($0.sql) returning null::int as council_id"
        },
        Trace(category: "drafts") {
            "delete from access.draft where kept_at < \($0.sql) returning null::int as council_id"
        },
        Trace(category: "attempts") {
            "delete from access.attempt where minute < \($0.sql) returning null::int as council_id"
        },
        Trace(category: "attempts") {
            "delete from access.address_failure where last_failure_at < \($0.sql) returning null::int as council_id"
        },
        Trace(category: "providers") {
            "delete from access.provider_request where expires_at < \($0.sql) returning null::int as council_id"
        },
        Trace(category: "providers") {
            "delete from access.provider_session where expires_at < \($0.sql) returning null::int as council_id"
        },
        Trace(category: "providers") {
            "delete from access.logout_demand where obeyed_at < \($0.sql) returning null::int as council_id"
        },
        Trace(category: "api_calls") {
            "delete from access.api_call where minute < \($0.sql) returning council_id"
        },
        Trace(category: "api_tokens") {
            "delete from access.api_token where expires_at < \($0.sql) returning council_id"
        },
    ]

    /// The organisation whose journal holds the counts of what belongs to none: the platform.
    public static let platform: Int32 = -3

    let rule: Retention

    /// - Parameter rule: the version that holds.
    public init(rule: Retention) { self.rule = rule }

    /// The first moment that is kept of a category; nil where the rules remove none of it at night.
    public func limit(_ category: String, now: Instant) -> Instant? {
        guard let found = rule.category(category), found.removal == .night, let term = found.term else { return nil }
        return Instant(
            epochSeconds: ParisTime.start(of: term.start(endingOn: ParisTime(epochSeconds: now.epochSeconds).day)))
    }

    /// Removes in a transaction of sign-in's role without a tenant (`Principal.access`).
    ///
    /// - Returns: how many rows went, by category.
    /// - Throws: `PostgresError`.
    public func run(now: Instant, by author: Author, _ transaction: Transaction) throws -> [String: Int] {
        var total: [String: Int] = [:]
        var counts: [Int32: [String: Int]] = [:]
        for trace in Self.traces {
            guard let limit = limit(trace.category, now: now) else { continue }
            for row in try transaction.query(
                """
                with gone as (\(trace.statement(limit)))
                select coalesce(council_id, \(Self.platform)) as council_id, count(*) as number from gone group by 1
                """)
            {
                let number = try row.int("number")
                let council: Int32 = try row.value("council_id")
                counts[council, default: [:]][trace.category, default: 0] += number
                total[trace.category, default: 0] += number
            }
        }
        for (council, numbers) in counts.sorted(by: { $0.key < $1.key }) {
            try Self.note(numbers, in: council, by: author, transaction)
        }
        return total
    }

    /// Writes the counts of what went into the journal of an organisation.
    ///
    /// - Throws: `PostgresError`.
    public static func note(
        _ counts: [String: Int], in council: Int32, by author: Author, _ transaction: Transaction
    ) throws {
        guard counts.values.contains(where: { $0 > 0 }) else { return }
        let members = counts.sorted { $0.key < $1.key }.map { JSON.Member($0.key, .integer($0.value)) }
        try AuditEvent(.expiredRemoved, by: author, on: nil, detail: JSON.object(members).text)
            .record(transaction, council: council)
    }
}
