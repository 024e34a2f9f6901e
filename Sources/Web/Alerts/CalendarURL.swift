import Alerts
import Progress

/// The addresses of a council's calendar, of the milestones it sets for itself, and of the calendar of the country.
enum CalendarAddress: Hashable, Sendable {
    /// So many months from today on.
    case months(String, Int)
    /// The same as a table for a spreadsheet.
    case file(String, Int)
    /// Other parameters of alerts, tried; nil is the page before anything was chosen.
    case rehearsal(String, CalendarTrial?)
    /// What it moves as a table for a spreadsheet; the page while nothing was chosen.
    case rehearsalFile(String, CalendarTrial?)
    /// The milestones of a council; with those that were tried, to be proposed.
    case rules(String, CalendarTrial?)
    /// What people decide about them.
    case rulesPart(String, RulesPart)
    /// The work to come of all councils together.
    case nation

    /// A state change of the milestones of a council.
    enum RulesPart: String, Hashable, Sendable, CaseIterable {
        case proposal = "proposition"
        case publication
        case sendingBack = "renvoi"
        case withdrawal = "retrait"
    }

    /// The months that are offered.
    static let spans = [3, 6, 12, 24, 36]
    /// What is shown when nothing was chosen.
    static let usual = 12

    var path: String {
        switch self {
        case .months(let code, _): "/cd/\(code)/calendrier"
        case .file(let code, _): "/cd/\(code)/calendrier.csv"
        case .rehearsal(let code, _): "/cd/\(code)/calendrier/repetition"
        case .rehearsalFile(let code, _): "/cd/\(code)/calendrier/repetition.csv"
        case .rules(let code, _): "/cd/\(code)/regles-alertes"
        case .rulesPart(let code, let part): "/cd/\(code)/regles-alertes/\(part.rawValue)"
        case .nation: "/national/calendrier"
        }
    }

    var query: [(String, String)] {
        switch self {
        case .months(_, let months), .file(_, let months):
            months == Self.usual ? [] : [("mois", String(months))]
        case .rehearsal(_, let trial), .rehearsalFile(_, let trial), .rules(_, let trial): trial?.pairs ?? []
        case .rulesPart, .nation: []
        }
    }

    /// Reads the steps of a path and its query; nil when it is of something else.
    init?(_ steps: [String], query: Query) {
        if steps == ["national", "calendrier"] {
            self = .nation
            return
        }
        guard steps.count >= 3, steps[0] == "cd", Query.isCode(steps[1]) else { return nil }
        switch Array(steps.dropFirst(2)) {
        case ["calendrier"]: self = .months(steps[1], Self.months(query))
        case ["calendrier.csv"]: self = .file(steps[1], Self.months(query))
        case ["calendrier", "repetition"]: self = .rehearsal(steps[1], CalendarTrial(query))
        case ["calendrier", "repetition.csv"]: self = .rehearsalFile(steps[1], CalendarTrial(query))
        case ["regles-alertes"]: self = .rules(steps[1], CalendarTrial(query))
        case let rest where rest.count == 2 && rest[0] == "regles-alertes":
            guard let part = RulesPart(rawValue: rest[1]) else { return nil }
            self = .rulesPart(steps[1], part)
        default: return nil
        }
    }

    /// The months asked for; what is not offered is the usual.
    static func months(_ query: Query) -> Int {
        query.id("mois").map { Int(clamping: $0) }.flatMap { spans.contains($0) ? $0 : nil } ?? usual
    }
}

/// Parameters of alerts that somebody tries, each within its bounds.
struct CalendarTrial: Hashable, Sendable {
    let firstMilestoneYears: Int
    let everyYears: Int
    let catchUpDays: Int

    init(_ policy: AlertPolicy) {
        firstMilestoneYears = policy.firstMilestoneYears
        everyYears = policy.everyYears
        catchUpDays = policy.catchUpDays
    }

    /// Nil when one is missing or out of bounds.
    init?(_ query: Query) {
        func number(_ name: String, _ bounds: ClosedRange<Int>) -> Int? {
            query.id(name).map { Int(clamping: $0) }.flatMap { bounds.contains($0) ? $0 : nil }
        }
        guard let first = number("premiere", CalendarBounds.firstMilestoneYears),
            let every = number("tous", CalendarBounds.everyYears),
            let catchUp = number("rattrapage", CalendarBounds.catchUpDays)
        else { return nil }
        (firstMilestoneYears, everyYears, catchUpDays) = (first, every, catchUp)
    }

    var pairs: [(String, String)] {
        [
            ("premiere", String(firstMilestoneYears)), ("tous", String(everyYears)),
            ("rattrapage", String(catchUpDays)),
        ]
    }

    /// The parameters in force with these in their place.
    func applied(to policy: AlertPolicy) -> AlertPolicy {
        var policy = policy
        policy.firstMilestoneYears = firstMilestoneYears
        policy.everyYears = everyYears
        policy.catchUpDays = catchUpDays
        return policy
    }
}
