import Frameworks
import Progress
import Standings
import Vocabulary

/// Looks ahead for one physician: judged as the night would on each day on which anything may move by itself, and on no
/// other, since between two of them every night would find the same.
struct CalendarWalk {
    let spans: [(from: CalendarDate, assessor: Assessor)]
    let from: CalendarDate
    let through: CalendarDate
    /// The alert policy to try; nil is the one in force.
    let policy: AlertPolicy?

    /// What will be asked, in the order of the days.
    ///
    /// - Parameter alerted: the latest milestone of each cycle about which the ledger says something already.
    func events(of file: CaseFile, alerted: [CalendarDate: CalendarDate]) -> [CalendarEvent] {
        var found = Found(physician: Int64(file.physicianID), first: from, alerted: alerted)
        var next: CalendarDate? = from
        while let day = next, day <= through { next = look(at: file, on: day, &found) }
        return found.events
    }

    /// The same by looking at every single day: what the walk is compared with.
    func everyDay(of file: CaseFile, alerted: [CalendarDate: CalendarDate]) -> [CalendarEvent] {
        var found = Found(physician: Int64(file.physicianID), first: from, alerted: alerted)
        var day = from
        while day <= through {
            _ = look(at: file, on: day, &found)
            day = day.next
        }
        return found.events
    }

    /// - Returns: the next day on which anything may move.
    private func look(at file: CaseFile, on day: CalendarDate, _ found: inout Found) -> CalendarDate? {
        guard let assessor = spans.last(where: { $0.from <= day })?.assessor else { return nil }
        let item = assessor.assess(file, on: day)
        let lateness = item?.standing.map { Lateness($0, policy: policy ?? assessor.law.rules.alerts) }
        if let item { found.note(item, lateness, on: day) }
        let deadline = item?.state == .toVerify ? item?.cycle?.controlDeadline : nil
        return [
            assessor.nextLook(at: file, item, after: day), lateness?.nextAlert(after: day),
            lateness?.nextLatenessChange(after: day), deadline, spans.first { $0.from > day }?.from,
        ].compactMap(\.self).filter { $0 > day }.min()
    }

    /// What was found so far of one physician.
    private struct Found {
        let physician: Int64
        let first: CalendarDate
        /// The latest milestone of each cycle that needs no alert any more.
        var alerted: [CalendarDate: CalendarDate]
        var opened: Set<CalendarDate> = []
        var events: [CalendarEvent] = []

        init(physician: Int64, first: CalendarDate, alerted: [CalendarDate: CalendarDate]) {
            self.physician = physician
            self.first = first
            self.alerted = alerted
        }

        mutating func note(_ item: AssessedCase, _ lateness: Lateness?, on day: CalendarDate) {
            guard let cycle = item.cycle else { return }
            if item.state == .toVerify { noteControl(of: cycle, on: day) }
            guard let lateness, item.standing?.isComplete == false,
                let due = AlertRule.due(lateness, state: item.state, on: day),
                alerted[cycle.start].map({ $0 < due.milestone }) ?? true
            else { return }
            alerted[cycle.start] = due.milestone
            add(.alert, of: cycle, on: day, milestone: due.milestone)
        }

        /// A verification that was open before the first day opened before it.
        private mutating func noteControl(of cycle: Cycle, on day: CalendarDate) {
            if opened.insert(cycle.start).inserted, day > first || day == cycle.end.next {
                add(.opening, of: cycle, on: day)
            }
            if day == cycle.controlDeadline { add(.deadline, of: cycle, on: day) }
        }

        private mutating func add(
            _ kind: CalendarEvent.Kind, of cycle: Cycle, on day: CalendarDate, milestone: CalendarDate? = nil
        ) {
            events.append(
                CalendarEvent(
                    physician: physician, cycleStart: cycle.start, kind: kind, day: day, milestone: milestone))
        }
    }
}
