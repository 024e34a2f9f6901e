import Access
public import Postgres
public import Standings
public import Vocabulary

/// Proposes the alerts of the night in every council, each in a transaction of its own, after its standings were
/// brought up to date. Run once a night: what a worker does between two nights proposes nothing.
public struct AlertNight: Sendable {
    private let database: Database
    private let day: CalendarDate

    /// - Parameter day: the legal date of the night.
    public init(database: Database, on day: CalendarDate) {
        self.database = database
        self.day = day
    }

    /// Visits the councils one after another.
    ///
    /// - Throws: `PostgresError`; councils done before stay done, and a second run takes up the rest.
    public func run() async throws -> ProposeAlerts.Summary {
        let day = day
        let (assessor, councils) = try await database.transaction(as: .role("sextant_council"), timeout: 0) {
            (try Assessor.load(on: day, $0), try Council.departmental($0))
        }
        let proposal = ProposeAlerts(assessor: assessor, on: day)
        var summary = ProposeAlerts.Summary()
        for council in councils {
            let done = try await database.transaction(as: council.principal, timeout: 0) {
                try proposal.run(council.id, $0)
            }
            summary.proposed += done.proposed
            summary.excluded += done.excluded
        }
        return summary
    }
}
