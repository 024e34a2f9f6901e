import Vocabulary

/// What a declaration covers: as declared, and what of it lies inside the cycle.
struct Extent {
    /// The first and last day declared.
    let declared: ClosedRange<CalendarDate>
    /// The first and last day inside the cycle.
    let inside: ClosedRange<CalendarDate>
    /// Whether the days between the two are covered too.
    let isContinuous: Bool

    /// Nil when everything lies outside the cycle (rule R03).
    init?(_ declaration: Declaration, _ cycle: Cycle) {
        if let date = declaration.date {
            guard cycle.contains(date) else { return nil }
            declared = date...date
            inside = declared
            isContinuous = false
        } else if let period = declaration.period {
            guard period.lowerBound <= cycle.end, period.upperBound >= cycle.start else { return nil }
            declared = period
            inside = max(period.lowerBound, cycle.start)...min(period.upperBound, cycle.end)
            isContinuous = true
        } else {
            guard let measures = declaration.measures else { return nil }
            let dates = measures.dates
            guard let first = dates.min(), let last = dates.max() else { return nil }
            let kept = dates.filter(cycle.contains)
            guard let firstInside = kept.min(), let lastInside = kept.max() else { return nil }
            declared = first...last
            inside = firstInside...lastInside
            isContinuous = false
        }
    }

    /// The realisation date of a line without dated thresholds: the last day inside the cycle, or among separate
    /// dates the last one already passed.
    func natural(_ declaration: Declaration, asOf: CalendarDate) -> CalendarDate {
        guard inside.upperBound > asOf, !isContinuous, let measures = declaration.measures else {
            return inside.upperBound
        }
        return measures.dates.filter { inside.contains($0) && $0 <= asOf }.max() ?? inside.upperBound
    }
}
