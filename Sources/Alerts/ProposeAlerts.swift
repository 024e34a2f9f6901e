import Letters
public import Postgres
import Registry
public import Standings
public import Vocabulary

/// Proposes the alerts that fall due in one council: what the night does once its standings are up to date.
///
/// A second run of the same day adds nothing, and neither does the night of an earlier one. A milestone that passed
/// while no night was run is caught up as the rule set says (contracts §8).
public struct ProposeAlerts: Sendable {
    /// What was added to the ledger.
    public struct Summary: Hashable, Sendable {
        /// Recipients.
        public var proposed = 0
        /// Physicians who were late and are not to be written to, each with the reason.
        public var excluded = 0

        /// Nothing.
        public init() {}
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
        try campaigns.lockFacts()
        try campaigns.close()
        var summary = Summary()
        if let last = try entries.lastDay(), last > day { return summary }
        let due = try due(StandingStore(transaction: transaction, council: council), transaction)
        guard !due.isEmpty else { return summary }
        let drafts = try drafts(due, StandingStore(transaction: transaction, council: council), transaction)
        (summary.proposed, summary.excluded) = try entries.add(
            drafts, to: try campaigns.proposed(on: day), on: day)
        return summary
    }

    private typealias Late = (line: StandingStore.Line, due: AlertRule.Due)

    private func due(_ store: StandingStore, _ transaction: Transaction) throws -> [Late] {
        let lookout = Lookout(assessor: assessor, day: day, transaction: transaction)
        return try store.late().compactMap { line in
            guard let lateness = try lookout.lateness(line),
                let due = AlertRule.due(lateness, state: line.state, on: day),
                line.lastMilestone.map({ $0 < due.milestone }) ?? true
            else { return nil }
            return (line, due)
        }
    }

    private func drafts(
        _ due: [Late], _ store: StandingStore, _ transaction: Transaction
    ) throws -> [EntryStore.Draft] {
        let physicians = due.map(\.line.physician)
        let contacts = try PhysicianContact.read(physicians, transaction)
        let refused = try store.refusedAddresses(physicians)
        let elsewhere = try store.onNewerRoll(physicians)
        let recent = try store.alerted(physicians, since: day.adding(days: -CampaignPolicy().daysBetweenAlerts))
        return due.compactMap { line, due in
            guard let start = line.cycleStart else { return nil }
            let route = Route.of(contacts[line.physician], refused: refused[line.physician] ?? [])
            let exclusion: Exclusion? =
                if elsewhere.contains(line.physician) {
                    .notSubject
                } else if recent.contains(line.physician) {
                    .recentlyAlerted
                } else {
                    route == nil ? .noAddress : nil
                }
            return EntryStore.Draft(
                physician: line.physician, cycleStart: start, due: due, channel: route?.channel ?? .post,
                exclusion: exclusion, reason: exclusion?.sentence)
        }
    }
}

extension Exclusion {
    /// Why, as the rule says it beside the entry.
    var sentence: String {
        switch self {
        case .noAddress:
            "Ni adresse électronique utilisable, ni adresse postale tenant sur une enveloppe de six lignes."
        case .becameCompliant: "Le nombre d’actions retenues atteint ce qui est attendu à cette date."
        case .notSubject: "Inscrit depuis à un autre tableau, ou sorti de celui-ci : un seul conseil écrit."
        case .frameworkToConfirm: "Le référentiel applicable n’est plus établi."
        case .recentlyAlerted: "Une autre alerte le concerne depuis moins de deux mois : une personne décide."
        case .superseded: "L’échéance n’est plus la dernière du cycle en cours."
        case .agent: "Exclu par une personne du conseil."
        }
    }
}
