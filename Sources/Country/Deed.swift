import Vocabulary

/// One decision or request about a label.
struct LabelStep: Sendable {
    let on: CalendarDate
    let type: StaticString
    var block: Int?
    var college: String?
    var isRetroactive = false
}

/// One declared action, on its way to the account feed.
struct Deed: Sendable {
    /// When it was done.
    enum Timing: Sendable {
        case day(CalendarDate)
        case period(CalendarDate, CalendarDate)
        case meetings([CalendarDate])
        case consultations([CalendarDate])
    }

    var action: String
    var isPersonal: Bool
    var timing: Timing
    var item: String?
    var object: String?
    var variant: String?
    var role: String?
    var hasMethodFollowed: Bool?
    var isObjectLabelled = false
    var industryFunded: Bool?
    var tag: String?
    var meetings: Int?
    var days: Int?
    var weeks: Int?
    var patients: Int?
    var frequency: StaticString?
    var success: Bool?
    var labelSteps: [LabelStep] = []
    var evidence: (kind: String, receivedOn: CalendarDate)?
    var blockWanted: Int?
    var unmetCondition: String?
    var origin: StaticString = "medecin"

    /// The last day of what was done.
    var lastDay: CalendarDate {
        switch timing {
        case .day(let day): day
        case .period(_, let end): end
        case .meetings(let days), .consultations(let days): days[days.count - 1]
        }
    }

    /// The same deed moved by some days, evidence and labels with it.
    func moved(days: Int) -> Deed {
        var copy = self
        switch timing {
        case .day(let day): copy.timing = .day(day.adding(days: days))
        case .period(let start, let end): copy.timing = .period(start.adding(days: days), end.adding(days: days))
        case .meetings(let dates): copy.timing = .meetings(dates.map { $0.adding(days: days) })
        case .consultations(let dates): copy.timing = .consultations(dates.map { $0.adding(days: days) })
        }
        if let evidence { copy.evidence = (evidence.kind, evidence.receivedOn.adding(days: days)) }
        return copy
    }
}
