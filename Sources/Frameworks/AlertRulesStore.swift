import Access
import Postgres
import Vocabulary

/// The statements on the alert parameters of a council.
struct AlertRulesStore {
    let transaction: Transaction
    let council: Int32

    private static let columns: SQL = """
        alert_override_id, starts_on, first_milestone_years, every_years, catch_up_days, reason, state, proposed_by,
        proposed_person_id, published_by, ended_by, ended_reason
        """

    /// Row-level security shows the transaction's own council; without one there is nothing to see.
    static func inForce(on day: CalendarDate, _ transaction: Transaction) throws -> AlertOverride? {
        let row = try transaction.first(
            """
            select first_milestone_years, every_years, catch_up_days from frameworks.alert_override
            where state = 'published' and starts_on <= \(day) order by starts_on desc limit 1
            """)
        guard let found = try row.map(own), !found.isEmpty else { return nil }
        return found
    }

    func all() throws -> [CouncilAlertRules] {
        try transaction.query(
            """
            select \(Self.columns) from frameworks.alert_override where council_id = \(council)
            order by alert_override_id desc
            """
        ).map(Self.rules)
    }

    /// The proposal that a form saw, held until the transaction ends.
    ///
    /// - Throws: ``AlertRulesRefusal``.
    func lock(_ id: Int64) throws -> CouncilAlertRules {
        let row = try transaction.first(
            """
            select \(Self.columns) from frameworks.alert_override
            where council_id = \(council) and alert_override_id = \(id) for update
            """)
        guard let row else { throw AlertRulesRefusal.notFound }
        let rules = try Self.rules(row)
        guard rules.state == .proposed else { throw AlertRulesRefusal.hasMoved }
        return rules
    }

    /// The key of the proposal; nil when another one waits.
    func propose(
        _ own: AlertOverride, from day: CalendarDate, reason: String, by author: Author, person: Int64,
        now: Instant
    ) throws -> Int64? {
        try transaction.first(
            """
            insert into frameworks.alert_override (council_id, starts_on, first_milestone_years, every_years,
                catch_up_days, reason, proposed_by, proposed_person_id, proposed_at)
            values (\(council), \(day), \(own.firstMilestoneYears)::smallint, \(own.everyYears)::smallint,
                \(own.catchUpDays)::smallint, \(reason), \(author.name), \(person),
                to_timestamp(\(now.epochSeconds)::float8))
            on conflict do nothing returning alert_override_id
            """
        ).map { Int64(try $0.int("alert_override_id")) }
    }

    func publish(_ id: Int64, on today: CalendarDate, by author: Author, person: Int64, now: Instant) throws {
        try transaction.query(
            """
            update frameworks.alert_override set state = 'published', published_by = \(author.name),
                published_person_id = \(person), published_on = \(today),
                published_at = to_timestamp(\(now.epochSeconds)::float8)
            where council_id = \(council) and alert_override_id = \(id)
            """)
    }

    /// Puts aside what was published for a day that is to come, so that a proposal for the same day may take its place.
    ///
    /// - Returns: what was put aside; nil when nothing was.
    func supersede(from day: CalendarDate, by author: Author, now: Instant) throws -> CouncilAlertRules? {
        try transaction.first(
            """
            update frameworks.alert_override set state = 'superseded', ended_by = \(author.name),
                ended_at = to_timestamp(\(now.epochSeconds)::float8)
            where council_id = \(council) and starts_on = \(day) and state = 'published' returning \(Self.columns)
            """
        ).map(Self.rules)
    }

    func end(_ id: Int64, as state: CouncilAlertRules.State, reason: String?, by author: Author, now: Instant) throws {
        try transaction.query(
            """
            update frameworks.alert_override set state = \(state.rawValue), ended_by = \(author.name),
                ended_at = to_timestamp(\(now.epochSeconds)::float8), ended_reason = \(reason)::text
            where council_id = \(council) and alert_override_id = \(id)
            """)
    }

    private static func own(_ row: Row) throws -> AlertOverride {
        AlertOverride(
            firstMilestoneYears: try row.optional("first_milestone_years"), everyYears: try row.optional("every_years"),
            catchUpDays: try row.optional("catch_up_days"))
    }

    private static func rules(_ row: Row) throws -> CouncilAlertRules {
        guard let state = CouncilAlertRules.State(rawValue: try row.text("state")) else {
            throw PostgresError.decoding("alert parameters of a council in a state that nobody knows")
        }
        return CouncilAlertRules(
            id: Int64(try row.int("alert_override_id")), startsOn: try row.date("starts_on"),
            own: try own(row), reason: try row.text("reason"), state: state,
            proposedBy: try row.text("proposed_by"), proposer: Int64(try row.int("proposed_person_id")),
            publishedBy: try row.optional("published_by"), endedBy: try row.optional("ended_by"),
            endedReason: try row.optional("ended_reason"))
    }
}
