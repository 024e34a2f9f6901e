import Frameworks
public import Postgres
import Registry
public import Vocabulary

/// Brings the standings of one council up to date, in one transaction (contracts §6).
///
/// The engine is the only home of the rules: facts are streamed through it and what changed is written back. After
/// the first run only those are looked at whose facts changed or whose standing falls due by itself.
public struct RefreshStandings: Sendable {
    /// What a refresh did.
    public struct Summary: Sendable {
        /// Physicians looked at.
        public var examined = 0
        /// Standings written.
        public var written = 0
        /// Standings removed: no longer subject to certification here.
        public var removed = 0
    }

    let assessor: Assessor
    let asOf: CalendarDate

    /// - Parameter asOf: the legal date.
    public init(assessor: Assessor, asOf: CalendarDate) {
        self.assessor = assessor
        self.asOf = asOf
    }

    /// Runs for the council whose tenant the transaction has.
    ///
    /// - Throws: `PostgresError`.
    public func run(_ council: Int32, _ transaction: Transaction) throws -> Summary {
        try transaction.query("select pg_advisory_xact_lock(7302, \(council))")
        let runs = RunStore(transaction: transaction, council: council)
        let last = try runs.last()
        let horizon = try runs.horizon()
        let selection = try selection(since: last, runs, transaction)
        var summary = Summary()
        var written = StandingStore.Written()
        if case .some(let physicians) = selection, physicians.isEmpty {
            guard last?.asOf != asOf else { return summary }
        } else {
            let files = try CaseStore(transaction: transaction).files(selection)
            summary.examined = files.count
            written = try StandingStore(transaction: transaction, council: council).replace(
                selection, with: files.compactMap { assessor.assess($0, on: asOf) })
        }
        try runs.keep(
            asOf: asOf, fingerprint: assessor.law.fingerprint, seenUntil: horizon, examined: summary.examined,
            written: written)
        try ChangeStore.forget(before: horizon, transaction)
        summary.written = written.changed
        summary.removed = written.removed
        return summary
    }

    private func selection(
        since last: RunStore.LastRun?, _ runs: RunStore, _ transaction: Transaction
    ) throws -> CaseStore.Selection {
        guard let last, last.asOf <= asOf, last.rulesFingerprint == assessor.law.fingerprint else { return .all }
        let changed = try ChangeStore.changed(
            since: last.seenUntil, from: last.asOf, through: asOf, transaction)
        return .some(Set(changed).union(try runs.fallingDue(by: asOf)).sorted())
    }
}
