import Vocabulary

/// When the thresholds of a line are reached (rules R17 to R20 and R23); independent of the date of the standing.
enum Reach: Equatable {
    /// What is declared never reaches them.
    case never
    /// They carry no date of their own: reached when the action is done.
    case whenDone
    /// The day the last of them is reached, inside the cycle.
    case on(CalendarDate)

    init(_ thresholds: Thresholds, by declaration: Declaration, _ extent: Extent, in cycle: Cycle) {
        guard Reach.numbersSuffice(thresholds, declaration.measures) else {
            self = .never
            return
        }
        var latest: CalendarDate?
        if thresholds.years != nil || thresholds.monthlySessions != nil {
            guard let day = Reach.duration(thresholds, declaration, cycle) else {
                self = .never
                return
            }
            latest = day
        }
        if let number = thresholds.consultations, number > 0 {
            let dates = Reach.distinct(declaration.measures?.consultations, in: cycle)
            guard dates.count >= number else {
                self = .never
                return
            }
            latest = max(latest ?? dates[number - 1], dates[number - 1])
        }
        if let number = thresholds.meetings, number > 0 {
            switch Reach.meetings(number, thresholds.windowMonths, declaration, extent, cycle) {
            case .never:
                self = .never
                return
            case .whenDone: break
            case .on(let day): latest = max(latest ?? day, day)
            }
        }
        self = latest.map { .on($0) } ?? .whenDone
    }

    /// The thresholds that are plain numbers or truth values.
    private static func numbersSuffice(_ thresholds: Thresholds, _ measures: Measures?) -> Bool {
        if let days = thresholds.days, measures?.days ?? 1 < days { return false }
        if let weeks = thresholds.weeks, measures?.weeks ?? 0 < weeks { return false }
        if let patients = thresholds.patients, measures?.patients ?? 0 < patients { return false }
        if let number = thresholds.participations, measures?.participations ?? 1 < number { return false }
        if thresholds.requiresSuccess, measures?.hasSucceeded != true { return false }
        if thresholds.requiresRegularity, measures?.isRegular == false { return false }
        if let frequency = thresholds.frequency {
            guard let practised = measures?.frequency.flatMap({ Frequency(rawValue: $0) }), practised >= frequency
            else { return false }
        }
        return true
    }

    /// The sorted days inside the cycle; a day given twice is one.
    private static func distinct(_ dates: [CalendarDate]?, in cycle: Cycle) -> [CalendarDate] {
        Set(dates ?? []).filter(cycle.contains).sorted()
    }

    private static func meetings(
        _ number: Int, _ windowMonths: Int?, _ declaration: Declaration, _ extent: Extent, _ cycle: Cycle
    ) -> Reach {
        let declared = declaration.measures?.meetingDates ?? []
        guard !declared.isEmpty else {
            let total = declaration.measures?.meetings ?? 0
            guard let windowMonths, total >= number else { return total >= number ? .whenDone : .never }
            // Undated: so many that one of the windows that cover the whole must hold enough of them.
            let windows = Reach.windows(of: windowMonths, covering: extent.declared)
            let sure = (number - 1).multipliedReportingOverflow(by: windows)
            return !sure.overflow && total > sure.partialValue ? .whenDone : .never
        }
        let dates = distinct(declared, in: cycle)
        guard dates.count >= number else { return .never }
        guard let windowMonths else { return .on(dates[number - 1]) }
        for last in (number - 1)..<dates.count
        where dates[last] < dates[last - number + 1].windowEnd(months: windowMonths) {
            return .on(dates[last])
        }
        return .never
    }

    private static func windows(of months: Int, covering span: ClosedRange<CalendarDate>) -> Int {
        var count = 1
        var until = span.lowerBound.windowEnd(months: months)
        while until <= span.upperBound {
            count += 1
            until = until.windowEnd(months: months)
        }
        return count
    }

    /// The day the declared period has lasted long enough, each month with its sessions when the line asks so.
    private static func duration(
        _ thresholds: Thresholds, _ declaration: Declaration, _ cycle: Cycle
    ) -> CalendarDate? {
        guard let period = declaration.period else { return nil }
        let start = max(period.lowerBound, cycle.start)
        let last = min(period.upperBound, cycle.end)
        guard start <= last else { return nil }
        if let sessions = thresholds.monthlySessions {
            return sessions.reached(
                by: declaration.measures?.monthlySessions, from: start, through: last, years: thresholds.years)
        }
        let day = start.end(ofYears: thresholds.years ?? 0)
        return day <= last ? day : nil
    }
}

extension Thresholds.MonthlySessions {
    /// The day from which enough years in a row have their sessions in every calendar month touched (rule R20).
    fileprivate func reached(
        by declared: Measures.MonthlySessions?, from start: CalendarDate, through last: CalendarDate, years: Int?
    ) -> CalendarDate? {
        guard let declared else { return nil }
        var runStart = start
        for month in start.monthIndex...last.monthIndex {
            guard let next = CalendarDate(firstOfMonth: month + 1) else { return nil }
            guard suffice(declared.exceptions[month] ?? declared.usual) else {
                if years == nil { return nil }
                runStart = next
                continue
            }
            guard let years, runStart <= last else { continue }
            let day = runStart.end(ofYears: years)
            if day < next { return day <= last ? day : nil }
        }
        return years == nil ? last : nil
    }

    func suffice(_ readings: [Int]) -> Bool {
        if addsUpMonth {
            return readings.reduce(0) { $0.addingReportingOverflow($1).partialValue } >= minimumPerSession
        }
        return readings.count { $0 >= minimumPerSession } >= perMonth
    }
}

extension CalendarDate {
    /// The first day after a window of so many months; whole years end by anniversary (rule V2).
    func windowEnd(months: Int) -> CalendarDate {
        months % 12 == 0 ? anniversary(months / 12) : adding(months: months)
    }
}
