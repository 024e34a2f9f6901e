import Letters
public import Postgres
import Progress
public import Standings
public import Vocabulary

/// Proposes the alerts that fall due in one council: what the night does once its standings are up to date.
///
/// A second run of the same day adds nothing. A milestone that passed while no night was run is caught up as the rule
/// set says (contracts §8), and so is whoever the rule had excluded, once its reason has gone.
public struct ProposeAlerts: Sendable {
    /// What was added to the ledger.
    public struct Summary: Hashable, Sendable {
        /// Recipients.
        public var proposed = 0
        /// Physicians who were late and are not to be written to, each with the reason.
        public var excluded = 0
        /// Codes of the councils where it failed; each has a job that tries again.
        public var failed: [String] = []
        /// Whether nothing was done because the day has not come yet.
        public var isAhead = false

        /// Nothing.
        public init() {}

        /// What a log says of it, one line each; names nobody.
        public var notes: [String] {
            if isAhead { return ["no alert is proposed for a day that has not come"] }
            let counts = "alerts: \(proposed) proposed, \(excluded) excluded"
            return [counts] + failed.map { "alerts: council \($0) failed and is tried again by the queue" }
        }
    }

    private let assessor: Assessor
    private let day: CalendarDate

    /// - Parameters:
    ///   - assessor: the law of the day.
    ///   - day: the legal date.
    public init(assessor: Assessor, on day: CalendarDate) {
        self.assessor = assessor
        self.day = day
    }

    /// Runs in a transaction of the council.
    ///
    /// - Throws: `PostgresError`.
    public func run(_ council: Int32, _ transaction: Transaction) throws -> Summary {
        let campaigns = CampaignStore(transaction: transaction, council: council)
        let entries = EntryStore(transaction: transaction, council: council)
        let store = StandingStore(transaction: transaction, council: council)
        try campaigns.lockFacts()
        // What was written since the standings were brought up: the table asks for the same numbers.
        _ = try RefreshStandings(assessor: assessor, asOf: day).run(council, transaction)
        try campaigns.close()
        var summary = Summary()
        let due = try due(store, transaction)
        guard !due.isEmpty else { return summary }
        let known = Dictionary(grouping: try entries.excludedByRule(due.map(\.line.physician)), by: \.mark)
        let drafts = try drafts(due, store, transaction)
        let new = drafts.filter { known[$0.mark] == nil }
        if !new.isEmpty {
            (summary.proposed, summary.excluded) = try entries.add(new, to: try campaigns.proposed(on: day), on: day)
        }
        let check = CheckEntries(transaction: transaction, council: council, assessor: assessor, day: day)
        for draft in drafts where draft.exclusion == nil {
            guard let rows = known[draft.mark] else { continue }
            if try putBack(rows, draft, campaigns, check) { summary.proposed += 1 }
        }
        return summary
    }

    /// The row of the same way, or any other: there is at most one row a way.
    private func putBack(
        _ rows: [EntryStore.Found], _ draft: EntryStore.Draft, _ campaigns: CampaignStore, _ check: CheckEntries
    ) throws -> Bool {
        let entries = EntryStore(transaction: check.transaction, council: check.council)
        guard try !rows.compactMap(\.notice).contains(where: entries.hasLeft) else { return false }
        guard let row = rows.first(where: { $0.channel == draft.channel }) ?? rows.first else { return false }
        return try check.putBack(row, draft.due, into: try campaigns.proposed(on: day), over: draft.channel)
    }

    private typealias Late = (line: StandingStore.Line, due: AlertRule.Due)

    private func due(_ store: StandingStore, _ transaction: Transaction) throws -> [Late] {
        let lookout = Lookout(assessor: assessor, day: day, transaction: transaction)
        return try store.late(on: day).compactMap { line in
            // Another number than that of the kept standing would be refused by the table: the next night looks again.
            guard let lateness = try lookout.lateness(line), lateness.total == line.counted,
                lateness.required == line.required,
                let due = AlertRule.due(lateness, state: line.state, on: day),
                line.lastMilestone.map({ $0 < due.milestone }) ?? true
            else { return nil }
            return (line, due)
        }
    }

    private func drafts(
        _ due: [Late], _ store: StandingStore, _ transaction: Transaction
    ) throws -> [EntryStore.Draft] {
        let obstacles = try Obstacles.read(due.map(\.line.physician), council: store.council, transaction)
        return due.compactMap { line, due in
            guard let start = line.cycleStart else { return nil }
            let mark = AlertMark(physician: line.physician, cycleStart: start, milestone: due.milestone)
            let found = obstacles[line.physician] ?? Obstacles()
            let exclusion = found.exclusion(of: mark, on: day)
            return EntryStore.Draft(
                physician: line.physician, cycleStart: start, due: due, channel: found.route?.channel ?? .post,
                exclusion: exclusion, reason: exclusion?.sentence)
        }
    }
}

extension Exclusion {
    /// Why, as the rule says it beside the entry.
    var sentence: String {
        switch self {
        case .noAddress: "Ni adresse électronique utilisable, ni adresse postale."
        case .addressReturned:
            "Une lettre est revenue de son adresse postale : corrigez-la au Tableau, ou dites qu’elle est bonne."
        case .addressTooLong:
            "Son adresse postale, nom compris, dépasse six lignes : raccourcissez-la au Tableau."
        case .becameCompliant: "Le nombre d’actions retenues atteint ce qui est attendu à cette date."
        case .notSubject: "Inscrit depuis à un autre tableau, ou sorti de celui-ci : un seul conseil écrit."
        case .frameworkToConfirm: "Le référentiel applicable n’est plus établi."
        case .recentlyAlerted: "Une autre alerte le concerne depuis moins de deux mois : une personne décide."
        case .superseded: "L’échéance n’est plus la dernière du cycle en cours."
        case .alertedElsewhere: "Un autre conseil a écrit pour la même échéance : un seul conseil écrit."
        case .notPrepared: "Son message n’a pas pu être préparé ; la nuit le propose de nouveau."
        case .agent: "Exclu par une personne du conseil."
        }
    }
}
