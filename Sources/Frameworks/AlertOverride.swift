public import Progress

/// Between which values a council may set the parameters of its own alerts; nil where the national rule leaves it none.
/// The rule set holds them: the member `councilMay` of a parameter, [least, most].
public struct AlertBounds: Hashable, Sendable {
    /// Years from the start of a cycle to its first milestone.
    public let firstMilestoneYears: ClosedRange<Int>?
    /// Years between two milestones.
    public let everyYears: ClosedRange<Int>?
    /// Days during which a milestone that passed unseen is caught up.
    public let catchUpDays: ClosedRange<Int>?

    /// All of them.
    public init(
        firstMilestoneYears: ClosedRange<Int>?, everyYears: ClosedRange<Int>?, catchUpDays: ClosedRange<Int>?
    ) {
        self.firstMilestoneYears = firstMilestoneYears
        self.everyYears = everyYears
        self.catchUpDays = catchUpDays
    }
}

/// What a council sets for its own alerts in place of the national rule; nil leaves the national value (contracts §8).
public struct AlertOverride: Hashable, Sendable {
    /// A parameter that may be set.
    public enum Parameter: String, Sendable, CaseIterable {
        /// Years from the start of a cycle to its first milestone.
        case firstMilestoneYears
        /// Years between two milestones.
        case everyYears
        /// Days during which a milestone that passed unseen is caught up.
        case catchUpDays
    }

    /// Years from the start of a cycle to its first milestone.
    public let firstMilestoneYears: Int?
    /// Years between two milestones.
    public let everyYears: Int?
    /// Days during which a milestone that passed unseen is caught up.
    public let catchUpDays: Int?

    /// All of them; without any, the council goes back to the national rule.
    public init(firstMilestoneYears: Int? = nil, everyYears: Int? = nil, catchUpDays: Int? = nil) {
        self.firstMilestoneYears = firstMilestoneYears
        self.everyYears = everyYears
        self.catchUpDays = catchUpDays
    }

    /// Only what differs from the national rule: a value that is the national one follows it when it changes.
    public init(_ policy: AlertPolicy, besides national: AlertPolicy) {
        func value(_ parameter: KeyPath<AlertPolicy, Int>) -> Int? {
            policy[keyPath: parameter] == national[keyPath: parameter] ? nil : policy[keyPath: parameter]
        }
        self.init(
            firstMilestoneYears: value(\.firstMilestoneYears), everyYears: value(\.everyYears),
            catchUpDays: value(\.catchUpDays))
    }

    /// Whether it leaves every national value.
    public var isEmpty: Bool { self == AlertOverride() }

    /// The national parameters with the council's in their place; opening and rounding are the nation's alone.
    public func applied(to policy: AlertPolicy) -> AlertPolicy {
        var policy = policy
        policy.firstMilestoneYears = firstMilestoneYears ?? policy.firstMilestoneYears
        policy.everyYears = everyYears ?? policy.everyYears
        policy.catchUpDays = catchUpDays ?? policy.catchUpDays
        return policy
    }

    /// What of it the national rule leaves to councils: a value beyond the bounds, which were others when it was
    /// published, gives way to the national one.
    public func within(_ bounds: AlertBounds) -> AlertOverride {
        let outside = outOfBounds(bounds)
        func kept(_ parameter: Parameter, _ value: Int?) -> Int? { outside.contains(parameter) ? nil : value }
        return AlertOverride(
            firstMilestoneYears: kept(.firstMilestoneYears, firstMilestoneYears),
            everyYears: kept(.everyYears, everyYears), catchUpDays: kept(.catchUpDays, catchUpDays))
    }

    /// The parameters that the national rule does not leave to councils, or not at this value.
    public func outOfBounds(_ bounds: AlertBounds) -> [Parameter] {
        let all: [(Parameter, Int?, ClosedRange<Int>?)] = [
            (.firstMilestoneYears, firstMilestoneYears, bounds.firstMilestoneYears),
            (.everyYears, everyYears, bounds.everyYears), (.catchUpDays, catchUpDays, bounds.catchUpDays),
        ]
        return all.filter { _, value, range in value.map { range?.contains($0) != true } ?? false }.map(\.0)
    }
}

extension AlertOverride {
    /// As a law names it: the three values in their order, `-` for a national one, as in `2,-,120`.
    public var text: String {
        [firstMilestoneYears, everyYears, catchUpDays].map { $0.map(String.init) ?? "-" }.joined(separator: ",")
    }

    /// Reads ``text``; nil when it is none.
    public init?(_ text: String) {
        let words = text.split(separator: ",", omittingEmptySubsequences: false)
        let values = words.map { $0 == "-" ? nil : Int($0) }
        guard words.count == 3, zip(words, values).allSatisfy({ $0 == "-" || $1 != nil }) else { return nil }
        self.init(firstMilestoneYears: values[0], everyYears: values[1], catchUpDays: values[2])
    }
}
