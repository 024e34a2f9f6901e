import Postgres
import Vocabulary

/// Every statement of the list. Row-level security gives the council; no statement names it.
enum WorklistStore {
    /// The rows of one page, in the order shown, with one row more when the list goes on.
    static func rows(
        _ transaction: Transaction, _ query: WorklistQuery, excluding: [Int64], limit: Int
    ) throws -> [WorklistRow] {
        let isBackward = if case .before = query.place { true } else { false }
        let goesDown = query.isDescending != isBackward
        let found = try transaction.query(
            """
            select \(WorklistRow.columns) from standings.standing
            where \(condition(query.filter)) and \(try place(transaction, query, goesDown: goesDown))
                \(without(excluding))
            order by \(order(query.sort, goesDown: goesDown)) limit \(limit)
            """
        ).map(WorklistRow.init(row:))
        return isBackward ? found.reversed() : found
    }

    static func count(_ transaction: Transaction, _ filter: WorklistFilter, excluding: [Int64] = []) throws -> Int {
        try transaction.first(
            """
            select count(*) as total from standings.standing where \(condition(filter))
                \(without(excluding))
            """)?.int("total") ?? 0
    }

    /// How many rows of the list stand before this physician, or nil when he or she is not on it.
    static func position(_ transaction: Transaction, _ query: WorklistQuery, of physician: Int64) throws -> Int? {
        let isOnList = try transaction.first(
            "select from standings.standing where physician_id = \(physician) and \(condition(query.filter))")
        guard isOnList != nil else { return nil }
        var before = query
        before.place = .before(physician)
        let place = try place(transaction, before, goesDown: !query.isDescending)
        return try transaction.first(
            "select count(*) as total from standings.standing where \(condition(query.filter)) and \(place)")?
            .int("total")
    }

    static func condition(_ filter: WorklistFilter) -> SQL {
        var parts: [SQL] = []
        if let name = filter.name { parts.append("search_name like registry.fold(\(name)) || '%'") }
        if let state = filter.state { parts.append("state = \(state.rawValue)") }
        if let framework = filter.framework { parts.append("framework_id = \(framework)") }
        if let isLate = filter.isLate { parts.append(isLate ? "is_late" : "not is_late") }
        if let isComplete = filter.isComplete { parts.append(isComplete ? "is_complete" : "not is_complete") }
        if let hasEmail = filter.hasEmail { parts.append(hasEmail ? "has_email" : "not has_email") }
        if let date = filter.endsThrough { parts.append("cycle_end <= \(date)") }
        if let date = filter.alertThrough { parts.append("next_alert_on <= \(date)") }
        if let block = filter.missingBlock { parts.append("counts[\(block)::int] < required[\(block)::int]") }
        return parts.reduce("true") { "\($0) and \($1)" }
    }

    private static func without(_ physicians: [Int64]) -> SQL {
        physicians.isEmpty ? "" : "and physician_id <> all (\(physicians)::bigint[])"
    }

    private static func order(_ sort: WorklistSort, goesDown: Bool) -> SQL {
        switch (sort, goesDown) {
        case (.name, false): "search_name, physician_id"
        case (.name, true): "search_name desc, physician_id desc"
        case (.deadline, false): "cycle_end, search_name, physician_id"
        case (.deadline, true): "cycle_end desc, search_name desc, physician_id desc"
        case (.progress, false): "coalesce(counted_total, 0), search_name, physician_id"
        case (.progress, true): "coalesce(counted_total, 0) desc, search_name desc, physician_id desc"
        }
    }

    /// The rows on the far side of the row where the page stands; its key is read first, so that no name has to
    /// travel in an address. A row that has left the list since still holds the place; one that is gone does not.
    private static func place(_ transaction: Transaction, _ query: WorklistQuery, goesDown: Bool) throws -> SQL {
        let physician: Int64
        switch query.place {
        case .start: return "true"
        case .after(let id), .before(let id): physician = id
        }
        let key = try transaction.first(
            """
            select search_name, cycle_end, coalesce(counted_total, 0) as counted
            from standings.standing where physician_id = \(physician)
            """)
        guard let key else { return "true" }
        let name = try key.text("search_name")
        let sign: SQL = goesDown ? "<" : ">"
        switch query.sort {
        case .name: return "(search_name, physician_id) \(sign) (\(name), \(physician))"
        case .deadline:
            return
                "(cycle_end, search_name, physician_id) \(sign) (\(try key.date("cycle_end")), \(name), \(physician))"
        case .progress:
            return """
                (coalesce(counted_total, 0), search_name, physician_id) \(sign) \
                (\(try key.int("counted"))::smallint, \(name), \(physician))
                """
        }
    }
}
