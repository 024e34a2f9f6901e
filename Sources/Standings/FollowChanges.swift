public import Postgres
import Registry
public import Vocabulary

/// Brings standings up to what was recorded since, between two nights: what falls due by itself waits for the night,
/// and so do the national figures, whose small changes would tell of single physicians.
public struct FollowChanges: Sendable {
    let database: Database
    let today: CalendarDate

    /// - Parameter today: the legal date of a council that no night has seen yet.
    public init(database: Database, today: CalendarDate) {
        self.database = database
        self.today = today
    }

    /// Visits every council, each in a transaction of its own, on the legal date of its last run.
    ///
    /// - Throws: `PostgresError`; councils done before stay done.
    public func run() async throws -> Nightly.Summary {
        let councils = try await database.transaction(as: .role("sextant_council"), timeout: 0) {
            try Councils.keys($0).filter { $0 > 0 }
        }
        var summary = Nightly.Summary()
        var assessors: [CalendarDate: Assessor] = [:]
        for council in councils {
            let visit = try await visit(council, assessors)
            assessors[visit.assessor.0] = visit.assessor.1
            summary.councils += 1
            summary.examined += visit.done.examined
            summary.written += visit.done.written
            summary.removed += visit.done.removed
        }
        return summary
    }

    private struct Visit: Sendable {
        let assessor: (CalendarDate, Assessor)
        let done: RefreshStandings.Summary
    }

    private func visit(_ council: Int32, _ assessors: [CalendarDate: Assessor]) async throws -> Visit {
        let today = today
        // Read committed: the council's lock is taken first, and what it waited for must be seen.
        return try await database.transaction(as: .council(council), timeout: 0) { transaction in
            let last = try RunStore(transaction: transaction, council: council).last()
            let day = min(last?.asOf ?? today, today)
            let assessor = try assessors[day] ?? Assessor.national(on: day, transaction)
            let done = try RefreshStandings(assessor: assessor, asOf: day).run(council, transaction)
            return Visit(assessor: (day, assessor), done: done)
        }
    }
}
