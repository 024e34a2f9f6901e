public import Progress
import Standings
public import Vocabulary

/// The work that is to come in one council, if nothing new is known: who falls due for an alert, which verifications open
/// and which end. The same judgement and the same rule as the night's; nothing is written.
public struct SimulateCalendar: Sendable {
    private let policy: AlertPolicy?

    /// - Parameter policy: the parameters of alerts to try; nil is those in force.
    public init(policy: AlertPolicy? = nil) { self.policy = policy }

    /// Judges what was read, on each day on which something may move; long work of a processor for a large council.
    /// The first day is looked at with what its night would still catch up.
    public func run(_ ground: CalendarGround) -> WorkCalendar {
        let walk = CalendarWalk(spans: ground.spans, from: ground.from, through: ground.through, policy: policy)
        let events = ground.files.flatMap { walk.events(of: $0, ground.ledger[Int64($0.physicianID)]) }
        return WorkCalendar(from: ground.from, through: ground.through, events: events)
    }
}

/// What is to come between two days.
public struct WorkCalendar: Sendable, Equatable {
    /// The numbers of a week.
    public struct Load: Hashable, Sendable {
        /// Alerts that fall due.
        public var alerts = 0
        /// Alerts that fall due and that the rule keeps back.
        public var excluded = 0
        /// Verifications that open.
        public var openings = 0
        /// Verifications of which it is the last day.
        public var deadlines = 0

        /// Nothing.
        public init() {}

        /// Whether the week has nothing at all.
        public var isEmpty: Bool { total == 0 && excluded == 0 }
        /// All the work together; what is kept back is none.
        public var total: Int { alerts + openings + deadlines }

        mutating func add(_ kind: CalendarEvent.Kind) {
            switch kind {
            case .alert: alerts += 1
            case .excluded: excluded += 1
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
