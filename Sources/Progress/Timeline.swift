import Vocabulary

/// Which version of which référentiel judges what was done on each day (rules R25 and R27).
struct Timeline {
    /// One version, from a day on until another one takes over.
    struct Segment {
        let from: CalendarDate
        let until: CalendarDate
        /// Nil when the référentiel of that time is not known.
        let framework: CompiledFramework?

        func contains(_ day: CalendarDate) -> Bool { from <= day && day < until }
    }

    /// Without gap nor overlap, over the whole calendar.
    let segments: [Segment]
    /// The version that sets the required numbers (contract §1b).
    let current: CompiledFramework

    /// Nil when the référentiel held on the day of reckoning is not in the rulebook.
    init?(
        _ profile: Profile, _ rulebook: Rulebook, _ policies: Policies, cycle: Cycle, reckoningDay: CalendarDate
    ) {
        guard let held = profile.framework(on: reckoningDay),
            let current = rulebook.version(
                held, on: policies.versionRule == .cycleStart ? cycle.start : reckoningDay)
        else { return nil }
        self.current = current
        let spells =
            policies.specialtyChange == .reassess || profile.specialties.count == 1
            ? [Dated(from: .distantPast, held)] : profile.specialties
        var segments: [Segment] = []
        for (index, spell) in spells.enumerated() {
            let from = index == 0 ? .distantPast : spell.from
            let until = index + 1 < spells.count ? spells[index + 1].from : .distantFuture
            Timeline.append(spell.value, from, until, rulebook, policies, cycle, to: &segments)
        }
        self.segments = segments
    }

    private static func append(
        _ id: FrameworkID, _ from: CalendarDate, _ until: CalendarDate, _ rulebook: Rulebook, _ policies: Policies,
        _ cycle: Cycle, to segments: inout [Segment]
    ) {
        let history = rulebook.history(id)
        if history.count <= 1 || policies.versionRule == .cycleStart {
            let version = history.count <= 1 ? history.first : rulebook.version(id, on: cycle.start)
            segments.append(Segment(from: from, until: until, framework: version))
            return
        }
        for (index, version) in history.enumerated() {
            let start = index == 0 ? from : max(from, version.framework.effectiveFrom)
            let end = index + 1 < history.count ? min(until, history[index + 1].framework.effectiveFrom) : until
            if start < end { segments.append(Segment(from: start, until: end, framework: version)) }
        }
    }

    /// The version in force on a day.
    func framework(on day: CalendarDate) -> CompiledFramework? {
        segments.first { $0.contains(day) }?.framework ?? nil
    }
}

extension CalendarDate {
    /// Before any day of the calendar.
    static let distantPast = CalendarDate(dayNumber: .min)
    /// After any day of the calendar.
    static let distantFuture = CalendarDate(dayNumber: .max)
}
