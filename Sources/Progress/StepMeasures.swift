import Vocabulary

extension Thresholds {
    /// How many different things they ask.
    var demands: Int {
        let asked: [Bool] = [
            years != nil, days ?? 0 > 1, meetings != nil, patients != nil, consultations != nil, weeks != nil,
            participations ?? 0 > 1, monthlySessions != nil, frequency != nil, requiresSuccess, requiresRegularity,
        ]
        return asked.count { $0 }
    }
}

extension Declaration {
    /// Fills in the days and measures that reach the thresholds on the last of `days`, beginning as late as possible.
    /// - Returns: The first day of it; nil when it would begin before `days`.
    mutating func carryOut(_ thresholds: Thresholds, within days: ClosedRange<CalendarDate>) -> CalendarDate? {
        let last = days.upperBound
        let meetings = thresholds.meetings ?? 0
        let consultations = thresholds.consultations ?? 0
        let separate = max(meetings, consultations)
        let lasting = max(
            Int((thresholds.days ?? 1).rounded(.up)), Int(((thresholds.weeks ?? 0) * 7).rounded(.up)),
            thresholds.participations ?? 1)
        guard max(separate, lasting) <= 366 * 100 else { return nil }
        var start = last.adding(days: 1 - max(separate, lasting, 1))
        if let years = thresholds.years { start = min(start, last.latestStart(years: years)) }
        guard start >= days.lowerBound else { return nil }
        if thresholds.years != nil || thresholds.monthlySessions != nil || lasting > 1 {
            period = start...last
        } else if separate == 0 {
            date = last
        }
        measures = Measures(reaching: thresholds, from: start, through: last)
        return start
    }
}

extension Measures {
    /// What reaches the thresholds, with its dates spread over the days; nil when nothing has to be measured.
    fileprivate init?(reaching thresholds: Thresholds, from start: CalendarDate, through last: CalendarDate) {
        self.init()
        let step = thresholds.windowMonths == nil ? Int(last.dayNumber - start.dayNumber) : 0
        func dates(_ number: Int) -> [CalendarDate] {
            (0..<number).map { start.adding(days: max($0, $0 * step / max(number - 1, 1))) }
        }
        meetingDates = dates(thresholds.meetings ?? 0)
        consultations = dates(thresholds.consultations ?? 0)
        days = thresholds.days
        weeks = thresholds.weeks
        patients = thresholds.patients
        participations = thresholds.participations
        frequency = thresholds.frequency?.rawValue
        hasSucceeded = thresholds.requiresSuccess ? true : nil
        isRegular = thresholds.requiresRegularity ? true : nil
        monthlySessions = thresholds.monthlySessions.map {
            Measures.MonthlySessions(usual: Array(repeating: $0.minimumPerSession, count: max($0.perMonth, 1)))
        }
        if self == Measures() { return nil }
    }
}

extension CalendarDate {
    /// The last day from which so many whole years end here or before (rule V2).
    func latestStart(years: Int) -> CalendarDate {
        guard year > years else { return .distantPast }
        var start = next.anniversary(-years)
        while start.end(ofYears: years) > self { start = start.previous }
        while start.next.end(ofYears: years) <= self { start = start.next }
        return start
    }
}
