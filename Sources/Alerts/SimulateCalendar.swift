public import Postgres
public import Progress
import Standings
public import Vocabulary

/// The work that is to come in one council, if nothing new is known: who falls due for an alert, which verifications open
/// and which end. The same judgement and the same rule as the night's; nothing is written.
public struct SimulateCalendar: Sendable {
    private let from: CalendarDate
    private let through: CalendarDate
    private let policy: AlertPolicy?

    /// - Parameters:
    ///   - from: the first day, looked at with what its night would still catch up.
    ///   - through: the last day.
    ///   - policy: the parameters of alerts to try; nil is those in force.
    public init(from: CalendarDate, through: CalendarDate, policy: AlertPolicy? = nil) {
        self.from = from
        self.through = through
        self.policy = policy
    }

    /// Runs in a transaction of the council.
    ///
    /// - Throws: `PostgresError`.
    public func run(_ transaction: Transaction) throws -> WorkCalendar {
        let spans = try Assessor.spans(from: from, through: through, transaction)
        return try run(CaseFile.all(transaction), spans, CalendarStore.alerted(transaction))
    }

    func run(
        _ files: [CaseFile], _ spans: [(from: CalendarDate, assessor: Assessor)],
        _ alerted: [Int64: [CalendarDate: CalendarDate]]
    ) -> WorkCalendar {
        let walk = CalendarWalk(spans: spans, from: from, through: through, policy: policy)
        let events = files.flatMap { walk.events(of: $0, alerted: alerted[Int64($0.physicianID)] ?? [:]) }
        return WorkCalendar(from: from, through: through, events: events)
    }
}

/// What is to come between two days.
public struct WorkCalendar: Sendable, Equatable {
    /// The numbers of a week.
    public struct Load: Hashable, Sendable {
        /// Alerts that fall due.
        public var alerts = 0
        /// Verifications that open.
        public var openings = 0
        /// Verifications of which it is the last day.
        public var deadlines = 0

        /// Nothing.
        public init() {}

        /// All of them together.
        public var total: Int { alerts + openings + deadlines }

        mutating func add(_ kind: CalendarEvent.Kind) {
            switch kind {
            case .alert: alerts += 1
            case .opening: openings += 1
            case .deadline: deadlines += 1
            }
        }
    }

    /// The first day.
    public let from: CalendarDate
    /// The last day.
    public let through: CalendarDate
    /// Everything that is asked, physician by physician.
    public let events: [CalendarEvent]

    /// The weeks from the first to the last day, those without work too, in order.
    public var weeks: [(week: CalendarWeek, load: Load)] {
        var loads: [CalendarWeek: Load] = [:]
        for event in events { loads[CalendarWeek(of: event.day), default: Load()].add(event.kind) }
        var weeks: [(week: CalendarWeek, load: Load)] = []
        var week = CalendarWeek(of: from)
        while week.monday <= through {
            weeks.append((week, loads[week] ?? Load()))
            week = week.next
        }
        return weeks
    }

    /// The sum of all weeks.
    public var total: Load { events.reduce(into: Load()) { $0.add($1.kind) } }
}
