import Access
public import Postgres
public import Standings
public import Vocabulary

/// Proposes the alerts of the night in every council, each in a transaction of its own, after its standings were
/// brought up to date. Run once a night: what a worker does between two nights proposes nothing.
public struct AlertNight: Sendable {
    private let database: Database
    private let day: CalendarDate
    private let latest: CalendarDate?

    /// - Parameters:
    ///   - day: the legal date of the night.
    ///   - latest: no alert is proposed for a later day: one that is written about is not written about again. Nil is
    ///     the civil date of the database's clock; a demonstration gives the day that it plays.
    public init(database: Database, on day: CalendarDate, notAfter latest: CalendarDate?) {
        self.database = database
        self.day = day
        self.latest = latest
    }

    /// Visits the councils one after another. Where one fails the others go on, and a job of its own tries it again.
    ///
    /// - Throws: `PostgresError` when the server is lost; councils done before stay done, and a second run takes up
    ///   the rest.
    public func run() async throws -> ProposeAlerts.Summary {
        let (day, latest) = (day, latest)
        var summary = ProposeAlerts.Summary()
        let plan: (Assessor, [Council])? = try await database.transaction(
            as: .role("sextant_council"), timeout: 0
        ) { transaction in
            guard try !Self.isAhead(day, of: latest, transaction) else { return nil }
            return (try Assessor.national(on: day, transaction), try Council.departmental(transaction))
        }
        guard let (assessor, councils) = plan else {
            summary.isAhead = true
            return summary
        }
        for council in councils {
            do {
                let done = try await database.transaction(as: council.principal, timeout: 0) {
                    try ProposeAlerts(assessor: assessor.ofCouncil(on: day, $0), on: day).run(council.id, $0)
                }
                summary.proposed += done.proposed
                summary.excluded += done.excluded
            } catch  where !Self.isOfAll(error) {
                summary.failed.append(council.code)
                try await database.transaction(as: council.principal) {
                    try ProposeAgain.enqueue(after: day, council.id, $0)
                }
            }
        }
        return summary
    }

    /// Whether a day has not come yet.
    static func isAhead(_ day: CalendarDate, of latest: CalendarDate?, _ transaction: Transaction) throws -> Bool {
        if let latest { return day > latest }
        let rows = try transaction.query("select (now() at time zone 'Europe/Paris')::date as today")
        return try day > rows[0].date("today")
    }

    private static func isOfAll(_ error: any Error) -> Bool {
        if case PostgresError.unreachable = error { true } else { error is CancellationError }
    }
}
