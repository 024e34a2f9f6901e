import Progress
import Standings
import Vocabulary

/// What was found so far of one physician, with a ledger kept as the nights would keep it.
struct CalendarFound {
    private let physician: Int64
    private let first: CalendarDate
    /// The milestones about which the physician counts as alerted.
    private var alerted: Set<AlertMark>
    /// What the rule excluded: the night that did, and whether a message about it has left all the same.
    private var excluded: [AlertMark: (proposedOn: CalendarDate, hasLeft: Bool)] = [:]
    private var obstacles: Obstacles
    private var opened: Set<CalendarDate> = []
    private(set) var events: [CalendarEvent] = []

    init(physician: Int64, first: CalendarDate, _ page: CalendarLedger.Page) {
        self.physician = physician
        self.first = first
        obstacles = page.obstacles
        alerted = Set(page.entries.lazy.filter(\.isAlert).map(\.mark))
        for entry in page.entries where entry.isExcluded {
            let known = excluded[entry.mark]
            excluded[entry.mark] = (
                known?.proposedOn ?? entry.proposedOn, entry.hasLeft || known?.hasLeft == true
            )
        }
    }

    /// The day on which an alert stops being a recent one: what it kept back may be proposed then.
    func nextLook(after day: CalendarDate) -> CalendarDate? { obstacles.waits(on: day) }

    mutating func note(_ item: AssessedCase, _ lateness: Lateness?, on day: CalendarDate) {
        guard let cycle = item.cycle else { return }
        if item.state == .toVerify { noteControl(of: cycle, on: day) }
        guard let lateness, item.standing?.isComplete == false,
            let due = AlertRule.due(lateness, state: item.state, on: day),
            lastAlert(of: cycle.start, by: day).map({ $0 < due.milestone }) ?? true
        else { return }
        noteAlert(
            AlertMark(physician: physician, cycleStart: cycle.start, milestone: due.milestone), of: cycle, on: day)
    }

    /// The latest milestone of a cycle, passed by the day, about which the physician counts as alerted.
    private func lastAlert(of cycleStart: CalendarDate, by day: CalendarDate) -> CalendarDate? {
        alerted.lazy.filter { $0.cycleStart == cycleStart && $0.milestone <= day }.map(\.milestone).max()
    }

    /// As the night does: excluded once, with the reason, and proposed again once it has gone.
    private mutating func noteAlert(_ mark: AlertMark, of cycle: Cycle, on day: CalendarDate) {
        let exclusion = obstacles.exclusion(of: mark, on: day)
        if let known = excluded[mark] {
            guard exclusion == nil, !known.hasLeft else { return }
            excluded[mark] = nil
            propose(mark, of: cycle, on: day, since: known.proposedOn)
        } else if let exclusion {
            excluded[mark] = (day, false)
            add(.excluded, of: cycle, on: day, milestone: mark.milestone, exclusion: exclusion)
        } else {
            propose(mark, of: cycle, on: day, since: day)
        }
    }

    private mutating func propose(
        _ mark: AlertMark, of cycle: Cycle, on day: CalendarDate, since proposedOn: CalendarDate
    ) {
        alerted.insert(mark)
        obstacles.alertDays.append(proposedOn)
        add(.alert, of: cycle, on: day, milestone: mark.milestone)
    }

    /// A verification that was open before the first day opened before it.
    private mutating func noteControl(of cycle: Cycle, on day: CalendarDate) {
        if opened.insert(cycle.start).inserted, day > first || day == cycle.end.next {
            add(.opening, of: cycle, on: day)
        }
        if day == cycle.controlDeadline { add(.deadline, of: cycle, on: day) }
    }

    private mutating func add(
        _ kind: CalendarEvent.Kind, of cycle: Cycle, on day: CalendarDate, milestone: CalendarDate? = nil,
        exclusion: Exclusion? = nil
    ) {
        events.append(
            CalendarEvent(
                physician: physician, cycleStart: cycle.start, kind: kind, day: day, milestone: milestone,
                exclusion: exclusion))
    }
}
