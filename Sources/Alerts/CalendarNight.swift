import Access
public import Postgres
import Standings
public import Vocabulary

/// Counts the work to come of every council by week, for the calendar of the whole country: the first night of each ISO
/// week, since a year is looked at; the other nights do nothing, and neither does one ahead of the civil day or before
/// what was counted last. Then the sums are kept as they may be told.
public struct CalendarNight: Sendable {
    /// How far ahead is counted.
    static let months = 12

    private let database: Database
    private let day: CalendarDate
    private let latest: CalendarDate?

    /// - Parameters:
    ///   - day: the legal date of the night.
    ///   - latest: no later day is counted from. Nil is the civil date of the database's clock; a demonstration gives
    ///     the day that it plays.
    public init(database: Database, on day: CalendarDate, notAfter latest: CalendarDate?) {
        self.database = database
        self.day = day
        self.latest = latest
    }

    /// Visits the councils one after another, each in a transaction of its own. Where one fails the others go on, and
    /// the next night tries it again.
    ///
    /// - Returns: the codes of the councils that could not be counted.
    /// - Throws: `PostgresError` when the server is lost; councils done before stay done.
    @discardableResult
    public func run() async throws -> [String] {
        let (day, latest, last) = (day, latest, CalendarWeek(of: day.adding(months: Self.months)).sunday)
        let isAhead = try await database.transaction(as: .role("sextant_council")) {
            try AlertNight.isAhead(day, of: latest, $0)
        }
        guard !isAhead else { return [] }
        let due = try await due()
        guard !due.isEmpty else { return [] }
        let spans = try await database.transaction(as: .role("sextant_council"), timeout: 0) {
            try Assessor.spans(from: day, through: last, $0)
        }
        var failed: [String] = []
        for council in due {
            do {
                try await database.transaction(as: council.principal, timeout: 0) {
                    try Self.count(council.id, on: day, through: last, by: spans, $0)
                }
            } catch  where !Self.isOfAll(error) {
                failed.append(council.code)
            }
        }
        try await database.transaction(as: .impact) { try CalendarCountStore.addUp(from: CalendarWeek(of: day), $0) }
        return failed
    }

    /// The councils that were not counted this week, nor on a later day.
    private func due() async throws -> [Council] {
        let week = CalendarWeek(of: day)
        let councils = try await database.transaction(as: .role("sextant_council")) { try Council.departmental($0) }
        var due: [Council] = []
        for council in councils {
            let counted = try await database.transaction(as: council.principal) {
                try CalendarCountStore(transaction: $0, council: council.id).countedOn()
            }
            if counted.map({ $0 < day && CalendarWeek(of: $0) != week }) ?? true { due.append(council) }
        }
        return due
    }

    /// Counts the weeks of the council whose tenant the transaction has. « Un seul conseil écrit »: an alert to somebody
    /// on another council's later roll is counted there.
    private static func count(
        _ council: Int32, on day: CalendarDate, through last: CalendarDate,
        by national: [(from: CalendarDate, assessor: Assessor)], _ transaction: Transaction
    ) throws {
        let spans = try Assessor.spans(of: national, through: last, transaction)
        let files = try CaseFile.all(transaction)
        let ledger = try CalendarLedger.read(files.map { Int64($0.physicianID) }, transaction)
        let calendar = SimulateCalendar().run(
            CalendarGround(from: day, through: last, files: files, spans: spans, ledger: ledger))
        try CalendarCountStore(transaction: transaction, council: council).replace(calendar.weeks, on: day)
    }

    private static func isOfAll(_ error: any Error) -> Bool {
        if case PostgresError.unreachable = error { true } else { error is CancellationError }
    }
}
