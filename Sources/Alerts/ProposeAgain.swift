public import Jobs
public import Postgres
import Standings
public import Vocabulary

/// Proposes the alerts of a council whose night failed, as of the day on which it succeeds.
public struct ProposeAgain: InsideHandler {
    /// The kind of its jobs.
    public static let queue = "alerts.propose"

    /// The kind of its jobs.
    public let kind: String = ProposeAgain.queue
    /// One council at a time.
    public let size: Int = 1

    private let today: @Sendable () -> CalendarDate
    private let latest: CalendarDate?

    /// - Parameters:
    ///   - today: the legal date.
    ///   - latest: as of ``AlertNight``.
    public init(today: @escaping @Sendable () -> CalendarDate, notAfter latest: CalendarDate?) {
        self.today = today
        self.latest = latest
    }

    static func enqueue(after day: CalendarDate, _ council: Int32, _ transaction: Transaction) throws {
        try Enqueue(queue, key: "\(day)", payload: .object([.init("night", .string("\(day)"))]))
            .run(transaction, council: council)
    }

    /// Proposes once for each council of these jobs.
    public func run(_ jobs: [Job], _ transaction: Transaction) throws {
        let day = today()
        guard try !AlertNight.isAhead(day, of: latest, transaction) else { return }
        for council in Set(jobs.map(\.council)) {
            _ = try ProposeAlerts(assessor: try Assessor.load(on: day, transaction), on: day).run(council, transaction)
        }
    }
}
