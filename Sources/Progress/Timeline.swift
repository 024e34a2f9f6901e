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
    init?(_ profile: Profile, _ engine: Engine, cycle: Cycle, reckoningDay: CalendarDate) {
        guard let held = profile.framework(on: reckoningDay),
            let current = engine.rulebook.version(
                held, on: engine.versionRule(of: held, on: reckoningDay) == .cycleStart ? cycle.start : reckoningDay)
        else { return nil }
        self.current = current
        let spells =
            engine.policies.specialtyChange == .reassess || profile.specialties.count == 1
            ? [Dated(from: .distantPast, held)] : profile.specialties
        var segments: [Segment] = []
        for (index, spell) in spells.enumerated() {
            let from = index == 0 ? .distantPast : spell.from
            let until = index + 1 < spells.count ? spells[index + 1].from : .distantFuture
            let rule = engine.versionRule(of: spell.value, on: reckoningDay)
            Timeline.append(spell.value, from, until, engine.rulebook, rule, cycle, to: &segments)
        }
        self.segments = segments
    }

    private static func append(
        _ id: FrameworkID, _ from: CalendarDate, _ until: CalendarDate, _ rulebook: Rulebook,
        _ rule: VersionRule, _ cycle: Cycle, to segments: inout [Segment]
    ) {
        let history = rulebook.history(id)
        if history.count <= 1 || rule == .cycleStart {
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

    /// The day on which the version that judged took over from another one of its référentiel, when what was done
    /// lies on both sides of it (rule R27-4); nil otherwise.
    func straddle(_ days: ClosedRange<CalendarDate>, judgedBy framework: CompiledFramework) -> CalendarDate? {
        for index in segments.indices.dropFirst() where segments[index].framework === framework {
            let segment = segments[index]
            guard days.lowerBound < segment.from, segment.from <= days.upperBound,
                segments[index - 1].framework?.framework.id == framework.framework.id
            else { continue }
            return segment.from
        }
        return nil
    }

    /// The version in force on a day.
    func framework(on day: CalendarDate) -> CompiledFramework? {
        segments.first { $0.contains(day) }?.framework ?? nil
    }
}

extension Engine {
    /// Which version of a référentiel judges: what the version in force on the day of reckoning says itself, or else
    /// what the rule set says. That version's word holds for the whole cycle, also for what older versions judged.
    func versionRule(of id: FrameworkID, on reckoningDay: CalendarDate) -> VersionRule {
        guard revision != .first else { return policies.versionRule }
        return rulebook.version(id, on: reckoningDay)?.framework.versionRule ?? policies.versionRule
    }
}

extension CalendarDate {
    /// Before any day of the calendar.
    static let distantPast = CalendarDate(dayNumber: .min)
    /// After any day of the calendar.
    static let distantFuture = CalendarDate(dayNumber: .max)
}
