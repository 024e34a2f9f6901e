public import Vocabulary

/// When a physician who is late is written to (contract §8); every number is a parameter of the Ordre.
public struct AlertPolicy: Hashable, Sendable {
    /// How a fraction of an action is rounded.
    public enum Rounding: String, CaseIterable, Sendable {
        /// To the whole number under it, in favour of the physician.
        case floor
        /// To the nearest, a half up.
        case nearest
        /// To the whole number above it.
        case ceiling
    }

    /// Years from the start of the cycle to the first milestone: 3 (CNOM's example).
    public var firstMilestoneYears: Int
    /// Years between milestones: 1.
    public var everyYears: Int
    /// The opening of the platform: no alert before that day, 2027-01-01 by default.
    public var openingDate: CalendarDate
    /// Days during which a milestone that passed unseen is caught up: 90.
    public var catchUpDays: Int
    /// How the number expected by a date is rounded: down.
    public var rounding: Rounding

    /// The parameters, by default those of the contract.
    public init(
        firstMilestoneYears: Int = 3, everyYears: Int = 1,
        openingDate: CalendarDate = CalendarDate(dayNumber: 20_819), catchUpDays: Int = 90,
        rounding: Rounding = .floor
    ) {
        self.firstMilestoneYears = max(firstMilestoneYears, 1)
        self.everyYears = max(everyYears, 1)
        self.openingDate = openingDate
        self.catchUpDays = catchUpDays
        self.rounding = rounding
    }
}

/// Whether and since when a physician is late, if nothing else changes.
public struct Lateness: Hashable, Sendable {
    /// The cycle.
    public let cycle: Cycle
    /// Σ min(count, required).
    public let total: Int
    /// The sum of what is asked.
    public let required: Int
    /// The parameters.
    public let policy: AlertPolicy

    /// The lateness of a physician with these numbers.
    public init(cycle: Cycle, total: Int, required: Int, policy: AlertPolicy = AlertPolicy()) {
        self.cycle = cycle
        self.total = total
        self.required = required
        self.policy = policy
    }

    /// The lateness of a standing.
    public init(_ standing: Standing, policy: AlertPolicy = AlertPolicy()) {
        self.init(cycle: standing.cycle, total: standing.total, required: standing.required.total, policy: policy)
    }

    /// How many actions are expected that day, from the whole years elapsed.
    public func expected(on day: CalendarDate) -> Int {
        let length = max(cycle.lengthInYears, 1)
        let share = required * min(cycle.start.wholeYears(to: day), length)
        switch policy.rounding {
        case .floor: return share / length
        case .nearest: return (2 * share + length) / (2 * length)
        case .ceiling: return (share + length - 1) / length
        }
    }

    /// Whether fewer actions count than are expected that day; never for who is complete.
    public func isLate(on day: CalendarDate) -> Bool { total < expected(on: day) }

    /// The days on which someone late is written to: anniversaries before the end of the cycle (rule R30).
    public var milestones: [CalendarDate] {
        stride(from: policy.firstMilestoneYears, to: cycle.lengthInYears + 1, by: policy.everyYears)
            .map { cycle.start.anniversary($0) }.filter { $0 <= cycle.end }
    }

    /// The first milestone after the day, from the opening on, on which the physician would be late.
    public func nextAlert(after day: CalendarDate) -> CalendarDate? {
        milestones.first { $0 > day && $0 >= policy.openingDate && isLate(on: $0) }
    }

    /// The milestone whose alert is due that day: the last one passed, unless it is older than the catch-up.
    public func dueMilestone(on day: CalendarDate) -> CalendarDate? {
        guard isLate(on: day), let last = milestones.last(where: { $0 <= day }), last >= policy.openingDate,
            day <= last.adding(days: policy.catchUpDays)
        else { return nil }
        return last
    }

    /// The next anniversary on which ``isLate(on:)`` changes, if nothing else does; nil when it never will.
    public func nextLatenessChange(after day: CalendarDate) -> CalendarDate? {
        let now = isLate(on: day)
        return (1...max(cycle.lengthInYears, 1)).lazy.map { cycle.start.anniversary($0) }
            .first { $0 > day && isLate(on: $0) != now }
    }
}
