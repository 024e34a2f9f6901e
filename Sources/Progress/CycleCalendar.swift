public import Vocabulary

/// The certification periods of one physician, derived from the time spent on the roll (R. 4022-14 to R. 4022-16).
public struct CycleCalendar: Sendable {
    /// The periods, in order; they never overlap.
    public let cycles: [Cycle]

    /// The periods that start on or before `horizon`.
    /// - Parameters:
    ///   - spells: The periods on the roll, in any order; those that touch or overlap are one.
    ///   - diplomaDate: Used by the criterion `graduated` alone; the registration stands in when it is nil.
    public init(
        spells: [Period], diplomaDate: CalendarDate? = nil, policy: CyclePolicy = CyclePolicy(),
        through horizon: CalendarDate
    ) {
        let merged = CycleCalendar.merged(spells)
        var cycles: [Cycle] = []
        var next = CycleCalendar.first(merged, diplomaDate, policy)
        while let cycle = next, cycle.start <= horizon, cycle.start.year < 9900 {
            let closed = CycleCalendar.interrupted(cycle, merged, policy) ?? cycle
            cycles.append(closed)
            next = CycleCalendar.presence(from: closed.end.next, merged).map {
                Cycle(
                    index: cycles.count + 1, start: $0, years: policy.periodYears,
                    controlMonths: policy.controlMonths)
            }
        }
        self.cycles = cycles
    }

    /// The period that contains the day; nil off the roll.
    public func cycle(on day: CalendarDate) -> Cycle? { cycles.last { $0.contains(day) } }

    /// The period whose standing is shown that day: an ended one stays until its control deadline, included.
    public func cycleForStanding(on day: CalendarDate) -> Cycle? {
        cycles.last { $0.end < day && day <= $0.controlDeadline } ?? cycle(on: day)
    }

    /// The period with this index for `evaluate`: one registration, no interruption (contract §1b).
    /// - Parameters:
    ///   - index: 1 or more.
    ///   - diplomaDate: The registration stands in when it is nil.
    public static func cycle(
        index: Int, registrationDate: CalendarDate, diplomaDate: CalendarDate?, policy: CyclePolicy = CyclePolicy()
    ) -> Cycle {
        let reference = policy.firstPeriodCriterion == .graduated ? diplomaDate ?? registrationDate : registrationDate
        let isEarly = reference <= policy.threshold
        var cycle = Cycle(
            index: 1, start: isEarly ? policy.threshold : registrationDate,
            years: isEarly ? policy.firstPeriodYears : policy.periodYears, controlMonths: policy.controlMonths)
        for number in stride(from: 2, through: index, by: 1) {
            cycle = Cycle(
                index: number, start: cycle.end.next, years: policy.periodYears, controlMonths: policy.controlMonths)
        }
        return cycle
    }

    private static func merged(_ spells: [Period]) -> [Period] {
        var result: [Period] = []
        for spell in spells.filter({ !$0.isEmpty }).sorted(by: { $0.start < $1.start }) {
            guard let last = result.last, last.until.map({ spell.start <= $0 }) ?? true else {
                result.append(spell)
                continue
            }
            if let end = last.until, let until = spell.until {
                result[result.count - 1].until = max(end, until)
            } else {
                result[result.count - 1].until = nil
            }
        }
        return result
    }

    private static func first(_ spells: [Period], _ diplomaDate: CalendarDate?, _ policy: CyclePolicy) -> Cycle? {
        guard let registration = spells.first?.start else { return nil }
        let isEarly =
            switch policy.firstPeriodCriterion {
            case .registered: spells.contains { $0.contains(policy.threshold) }
            case .graduated: (diplomaDate ?? registration) <= policy.threshold
            }
        if isEarly {
            return Cycle(
                index: 1, start: policy.threshold, years: policy.firstPeriodYears,
                controlMonths: policy.controlMonths)
        }
        return presence(from: policy.threshold, spells).map {
            Cycle(index: 1, start: $0, years: policy.periodYears, controlMonths: policy.controlMonths)
        }
    }

    /// The first day on the roll on or after `day`.
    private static func presence(from day: CalendarDate, _ spells: [Period]) -> CalendarDate? {
        spells.first { $0.until.map { $0 > day } ?? true }.map { max($0.start, day) }
    }

    /// The cycle cut on the day its interruptions exceed the limit; nil when they do not (R. 4022-16).
    private static func interrupted(_ cycle: Cycle, _ spells: [Period], _ policy: CyclePolicy) -> Cycle? {
        var missed = 0
        // Days before the first registration are no interruption.
        var gapStart = max(cycle.start, spells.first?.start ?? cycle.start)
        for index in 0...spells.count {
            let gapEnd = index < spells.count ? spells[index].start : cycle.end.next
            let end = min(gapEnd, cycle.end.next)
            if gapStart < end {
                // Days missed before this gap are as if it had begun so much earlier.
                let limit = gapStart.adding(days: -missed).anniversary(policy.interruptionYears)
                if limit < end {
                    return Cycle(
                        index: cycle.index, start: cycle.start, end: limit, lengthInYears: cycle.lengthInYears,
                        isInterrupted: true, controlMonths: policy.controlMonths)
                }
                missed += Int(end.dayNumber - gapStart.dayNumber)
            }
            guard index < spells.count, let until = spells[index].until else { return nil }
            gapStart = max(gapStart, until)
        }
        return nil
    }
}
