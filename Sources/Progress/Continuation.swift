import Vocabulary

/// How a declared action that is still going on reaches the thresholds of its line by a day.
struct Continuation {
    let thresholds: Thresholds
    let cycle: Cycle
    /// The first day on which more can be done.
    let today: CalendarDate
    /// The last one.
    let end: CalendarDate

    /// The declaration prolonged; nil when it is over, or when no time is left.
    func apply(to declaration: Declaration) -> Declaration? {
        var longer = declaration
        if let period = declaration.period {
            guard period.lowerBound <= end, period.upperBound >= today,
                let last = lastDay(of: period, declaration.measures ?? Measures())
            else { return nil }
            longer.period = period.lowerBound...max(last, period.upperBound)
            longer.measures = raised(declaration.measures ?? Measures(), through: min(last, end))
            return longer
        }
        guard declaration.date == nil, let measures = declaration.measures, let last = lastMeeting(measures) else {
            return nil
        }
        let more = dated(measures, through: last)
        guard more != measures else { return nil }
        longer.measures = more
        return longer
    }

    /// The day up to which the period has to last; nil when it is after the end.
    private func lastDay(of period: ClosedRange<CalendarDate>, _ measures: Measures) -> CalendarDate? {
        var last = period.upperBound
        if let years = thresholds.years {
            last = max(last, max(period.lowerBound, cycle.start).end(ofYears: years))
        }
        if thresholds.monthlySessions != nil { last = max(last, end) }
        let lacking = max(
            isDated(measures) ? lackingMeetings(measures, by: end) : 0,
            lacking(thresholds.consultations, measures.consultations))
        if lacking > 0 { last = max(last, today.adding(days: lacking - 1)) }
        return last <= end || period.upperBound > end ? last : nil
    }

    /// The last day on which a meeting still falls in one window with the meetings held; nil when none was held.
    private func lastMeeting(_ measures: Measures) -> CalendarDate? {
        guard let months = thresholds.windowMonths, let number = thresholds.meetings, number > 1 else { return end }
        let held = measures.meetingDates.filter { $0.windowEnd(months: months) > today }.sorted()
        return held.suffix(number - 1).first.map { min(end, $0.windowEnd(months: months).previous) }
    }

    /// Whether meetings are told by their days: they have to be, to fall in a window.
    private func isDated(_ measures: Measures) -> Bool {
        thresholds.windowMonths != nil || !measures.meetingDates.isEmpty
    }

    private func raised(_ declared: Measures, through last: CalendarDate) -> Measures? {
        var measures = declared
        if let days = thresholds.days { measures.days = max(measures.days ?? 1, days) }
        if let weeks = thresholds.weeks { measures.weeks = max(measures.weeks ?? 0, weeks) }
        if let patients = thresholds.patients { measures.patients = max(measures.patients ?? 0, patients) }
        if let number = thresholds.participations {
            measures.participations = max(measures.participations ?? 1, number)
        }
        if thresholds.requiresSuccess { measures.hasSucceeded = true }
        if let number = thresholds.meetings, !isDated(measures) {
            measures.meetings = max(measures.meetings ?? 0, number)
        }
        if let sessions = thresholds.monthlySessions {
            measures.monthlySessions = sessions.held(after: declared.monthlySessions, from: cycle.start, before: today)
        }
        measures = dated(measures, through: last)
        return measures == Measures() ? nil : measures
    }

    /// With the meetings and consultations that lack, on the last free days.
    private func dated(_ measures: Measures, through last: CalendarDate) -> Measures {
        var measures = measures
        add(lacking(thresholds.consultations, measures.consultations), to: &measures.consultations, through: last)
        if isDated(measures) {
            add(lackingMeetings(measures, by: last), to: &measures.meetingDates, through: last)
        }
        return measures
    }

    private func lacking(_ number: Int?, _ dates: [CalendarDate]) -> Int {
        max(0, (number ?? 0) - Set(dates).filter(cycle.contains).count)
    }

    /// The meetings to hold so that enough fall in one window that ends on `last`.
    private func lackingMeetings(_ measures: Measures, by last: CalendarDate) -> Int {
        guard let months = thresholds.windowMonths, let number = thresholds.meetings else {
            return lacking(thresholds.meetings, measures.meetingDates)
        }
        let near = Set(measures.meetingDates).filter {
            cycle.contains($0) && $0 <= last && $0.windowEnd(months: months) > last
        }
        return max(0, number - near.count)
    }

    private func add(_ number: Int, to dates: inout [CalendarDate], through last: CalendarDate) {
        var left = number
        var day = last
        while left > 0, day >= today {
            if !dates.contains(day) {
                dates.append(day)
                left -= 1
            }
            day = day.previous
        }
    }
}

extension Thresholds.MonthlySessions {
    /// The sessions asked in this month and every later one; those of past months stay as declared.
    fileprivate func held(
        after declared: Measures.MonthlySessions?, from start: CalendarDate, before today: CalendarDate
    ) -> Measures.MonthlySessions {
        var held = Measures.MonthlySessions(usual: Array(repeating: minimumPerSession, count: max(perMonth, 1)))
        guard start < today else { return held }
        for month in start.monthIndex..<max(today.monthIndex, start.monthIndex) {
            let readings = declared.map { $0.exceptions[month] ?? $0.usual } ?? []
            if readings != held.usual { held.exceptions[month] = readings }
        }
        return held
    }
}
