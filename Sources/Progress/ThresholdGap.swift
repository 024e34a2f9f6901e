import Vocabulary

/// One threshold that is not reached: what is held against what is asked (rules R17 to R20 and R23).
struct ThresholdGap {
    /// As in `meetings`.
    let name: String
    let held: String
    let asked: String
    /// In French.
    let sentence: String

    /// Every threshold that what is declared does not reach by the day.
    static func all(
        _ thresholds: Thresholds, _ declaration: Declaration, _ cycle: Cycle, _ asOf: CalendarDate
    ) -> [ThresholdGap] {
        let measures = declaration.measures ?? Measures()
        let last = min(cycle.end, asOf)
        return [
            thresholds.monthlySessions == nil ? years(thresholds, declaration, cycle, last) : nil,
            meetings(thresholds, measures, cycle, last),
            number(
                "consultations", measures.consultations.within(cycle, last), thresholds.consultations, "consultation"),
            number("patients", measures.patients ?? 0, thresholds.patients, "patient inclus", "patients inclus"),
            number("participations", measures.participations ?? 1, thresholds.participations, "participation"),
            amount("days", measures.days ?? 1, thresholds.days, "jour"),
            amount("weeks", measures.weeks ?? 0, thresholds.weeks, "semaine"),
            sessions(thresholds, declaration, cycle, last),
            frequency(thresholds.frequency, measures.frequency),
            thresholds.requiresSuccess && measures.hasSucceeded != true
                ? ThresholdGap(name: "success", held: "false", asked: "true", sentence: "un test réussi") : nil,
            thresholds.requiresRegularity && measures.isRegular == false
                ? ThresholdGap(name: "regular", held: "false", asked: "true", sentence: "une participation régulière")
                : nil,
        ].compactMap { $0 }
    }

    private static func number(
        _ name: String, _ held: Int, _ asked: Int?, _ word: String, _ plural: String? = nil
    ) -> ThresholdGap? {
        guard let asked, held < asked else { return nil }
        let lacking = asked - held
        let words = lacking > 1 ? plural ?? word + "s" : word
        return ThresholdGap(
            name: name, held: String(held), asked: String(asked), sentence: "\(lacking) \(words) (\(held) sur \(asked))"
        )
    }

    private static func amount(_ name: String, _ held: Double, _ asked: Double?, _ word: String) -> ThresholdGap? {
        guard let asked, held < asked else { return nil }
        let (less, more) = (French.decimal(held), French.decimal(asked))
        let words = "\(French.decimal(asked - held)) \(asked - held < 2 ? word : word + "s")"
        return ThresholdGap(name: name, held: less, asked: more, sentence: "\(words) (\(less) sur \(more))")
    }

    /// The days of the period inside the cycle, against the day on which it would have lasted long enough.
    private static func years(
        _ thresholds: Thresholds, _ declaration: Declaration, _ cycle: Cycle, _ last: CalendarDate
    ) -> ThresholdGap? {
        guard let years = thresholds.years else { return nil }
        guard let period = declaration.period else {
            return ThresholdGap(
                name: "years", held: "0", asked: String(years), sentence: "une période de \(French.count(years, "an"))")
        }
        let start = max(period.lowerBound, cycle.start)
        let asked = start.end(ofYears: years)
        let held = min(period.upperBound, last)
        guard held < asked else { return nil }
        return ThresholdGap(
            name: "through", held: held.description, asked: asked.description,
            sentence:
                "la durée de \(French.count(years, "an")), atteinte le \(asked.inWords) et non le \(held.inWords)")
    }

    private static func meetings(
        _ thresholds: Thresholds, _ measures: Measures, _ cycle: Cycle, _ last: CalendarDate
    ) -> ThresholdGap? {
        guard let asked = thresholds.meetings else { return nil }
        guard !measures.meetingDates.isEmpty else {
            return number("meetings", measures.meetings ?? 0, asked, "réunion")
        }
        guard let months = thresholds.windowMonths else {
            return number("meetings", measures.meetingDates.within(cycle, last), asked, "réunion")
        }
        let days = Set(measures.meetingDates).filter { cycle.contains($0) && $0 <= last }
        let most = days.map { first in
            let end = first.windowEnd(months: months)
            return days.count { $0 >= first && $0 < end }
        }.max()
        return number("meetings", most ?? 0, asked, "réunion en \(months) mois", "réunions en \(months) mois")
    }

    /// The first month that breaks the row of months with enough sessions, or the day on which the row would do.
    private static func sessions(
        _ thresholds: Thresholds, _ declaration: Declaration, _ cycle: Cycle, _ last: CalendarDate
    ) -> ThresholdGap? {
        guard let asked = thresholds.monthlySessions, let period = declaration.period else { return nil }
        let (start, end) = (max(period.lowerBound, cycle.start), min(period.upperBound, last))
        guard start <= end else { return nil }
        let declared = declaration.measures?.monthlySessions
        for month in start.monthIndex...end.monthIndex {
            let readings = declared.map { $0.exceptions[month] ?? $0.usual } ?? []
            guard !asked.suffice(readings) else { continue }
            let name = "\(month / 12)-\(month % 12 < 9 ? "0" : "")\(month % 12 + 1)"
            let held = readings.isEmpty ? "aucune" : readings.map(String.init).joined(separator: "+")
            let want = "\(asked.perMonth) × \(asked.minimumPerSession)"
            return ThresholdGap(
                name: "monthlySessions.\(name)", held: held, asked: want,
                sentence: "des sessions suffisantes en \(name) (\(held) au lieu de \(want) lectures)")
        }
        return years(thresholds, declaration, cycle, last)
    }

    private static func frequency(_ asked: Frequency?, _ held: String?) -> ThresholdGap? {
        guard let asked else { return nil }
        let practised = held.flatMap { Frequency(rawValue: $0) }
        if let practised, practised >= asked { return nil }
        return ThresholdGap(
            name: "frequency", held: practised?.rawValue ?? "none", asked: asked.rawValue,
            sentence: "une fréquence \(asked.french)\(practised.map { ", au lieu de \($0.french)" } ?? "")")
    }
}

extension [CalendarDate] {
    /// How many different days lie inside the cycle and are over by the last day.
    fileprivate func within(_ cycle: Cycle, _ last: CalendarDate) -> Int {
        Set(self).count { cycle.contains($0) && $0 <= last }
    }
}
