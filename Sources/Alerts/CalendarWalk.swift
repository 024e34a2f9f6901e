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
    func events(of file: CaseFile, _ page: CalendarLedger.Page) -> [CalendarEvent] {
        var found = CalendarFound(physician: Int64(file.physicianID), first: from, page)
        var next: CalendarDate? = from
        while let day = next, day <= through { next = look(at: file, on: day, &found) }
        return found.events
    }

    /// The same by looking at every single day: what the walk is compared with.
    func everyDay(of file: CaseFile, _ page: CalendarLedger.Page) -> [CalendarEvent] {
        var found = CalendarFound(physician: Int64(file.physicianID), first: from, page)
        var day = from
        while day <= through {
            _ = look(at: file, on: day, &found)
            day = day.next
        }
        return found.events
    }

    /// - Returns: the next day on which anything may move.
    private func look(at file: CaseFile, on day: CalendarDate, _ found: inout CalendarFound) -> CalendarDate? {
        guard let assessor = spans.last(where: { $0.from <= day })?.assessor else { return nil }
        let item = assessor.assess(file, on: day)
        let lateness = item?.standing.map { Lateness($0, policy: policy ?? assessor.law.rules.alerts) }
        if let item { found.note(item, lateness, on: day) }
        let deadline = item?.state == .toVerify ? item?.cycle?.controlDeadline : nil
        return [
            assessor.nextLook(at: file, item, after: day), lateness?.nextAlert(after: day),
            lateness?.nextLatenessChange(after: day), deadline, spans.first { $0.from > day }?.from,
            found.nextLook(after: day),
        ].compactMap(\.self).filter { $0 > day }.min()
    }
}
