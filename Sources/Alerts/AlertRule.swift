public import Progress
public import Standings
public import Vocabulary

/// Who is written to and for which milestone (R. 4022-18, rule R30): the only decision, asked by the night, before each
/// message leaves, and by whatever looks ahead.
public enum AlertRule {
    /// An alert that is due.
    public struct Due: Hashable, Sendable {
        /// The milestone.
        public let milestone: CalendarDate
        /// How many actions count (Σ min); fewer than ``expected``.
        public let counted: Int
        /// How many are expected that day.
        public let expected: Int
        /// How many the cycle asks.
        public let required: Int
    }

    /// The alert that is due that day, or nil.
    ///
    /// Never outside a running cycle, and never for a complete physician: the total is at least what is expected. Never
    /// for a milestone before the opening or older than the catch-up (contracts §8).
    public static func due(_ lateness: Lateness, state: StandingState, on day: CalendarDate) -> Due? {
        guard state == .inCycle, lateness.cycle.contains(day), let milestone = lateness.dueMilestone(on: day) else {
            return nil
        }
        return Due(
            milestone: milestone, counted: lateness.total, expected: lateness.expected(on: day),
            required: lateness.required)
    }

    /// The same of a judged case; nil without a standing: a person whose référentiel is not known is never alerted.
    public static func due(_ item: AssessedCase, on day: CalendarDate) -> Due? {
        guard let lateness = item.lateness, item.standing?.isComplete == false else { return nil }
        return due(lateness, state: item.state, on: day)
    }

    /// What a recipient who was proposed for a milestone is on a later day.
    public enum Verdict: Hashable, Sendable {
        /// Still to be written to, with the numbers of that day.
        case late(Due)
        /// No longer, and why.
        case excluded(Exclusion)
    }

    /// Looks again at an alert that was proposed: at the approval, and before each message leaves.
    ///
    /// - Parameters:
    ///   - lateness: of the physician that day; nil without a standing.
    ///   - state: nil when the physician is no longer subject to certification in this council.
    ///   - cycleStart: of the cycle for which it was proposed.
    public static func again(
        _ lateness: Lateness?, state: StandingState?, cycleStart: CalendarDate, milestone: CalendarDate,
        on day: CalendarDate
    ) -> Verdict {
        guard let state else { return .excluded(.notSubject) }
        guard let lateness else { return .excluded(.frameworkToConfirm) }
        guard state == .inCycle, lateness.cycle.start == cycleStart,
            lateness.milestones.last(where: { $0 <= day }) == milestone
        else { return .excluded(.superseded) }
        guard lateness.isLate(on: day), lateness.total < lateness.required else { return .excluded(.becameCompliant) }
        return .late(
            Due(
                milestone: milestone, counted: lateness.total, expected: lateness.expected(on: day),
                required: lateness.required))
    }

    /// The same of a judged case.
    public static func again(
        _ item: AssessedCase?, cycleStart: CalendarDate, milestone: CalendarDate, on day: CalendarDate
    ) -> Verdict {
        again(item?.lateness, state: item?.state, cycleStart: cycleStart, milestone: milestone, on: day)
    }
}
