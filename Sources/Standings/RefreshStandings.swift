import Frameworks
import Intake
public import Postgres
public import Registry
public import Vocabulary

/// Brings the standings of one council up to date, in one transaction (contracts §6).
///
/// The engine is the only home of the rules: facts are streamed through it and what changed is written back, as
/// standings and as records. After the first run only those are looked at whose facts changed or whose standing falls
/// due by itself. In a transaction that writes facts too, it comes after all of them: what the run knew is one
/// snapshot.
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
    let knowledge: Knowledge

    /// - Parameters:
    ///   - asOf: the legal date.
    ///   - knowledge: from which facts; an earlier knowledge looks at everybody, and so does the refresh after it.
    public init(assessor: Assessor, asOf: CalendarDate, knowledge: Knowledge = .now) {
        self.assessor = assessor
        self.asOf = asOf
        self.knowledge = knowledge
    }

    /// Runs for the council whose tenant the transaction has.
    ///
    /// - Throws: `PostgresError`; `Refusal` when the facts come from another cluster.
    public func run(_ council: Int32, _ transaction: Transaction) throws -> Summary {
        try transaction.query("select pg_advisory_xact_lock(7302, \(council))")
        return try RefreshStandings(
            assessor: assessor.ofCouncil(on: asOf, transaction), asOf: asOf, knowledge: knowledge
        ).refresh(council, transaction)
    }

    /// With the assessor of the council.
    private func refresh(_ council: Int32, _ transaction: Transaction) throws -> Summary {
        let runs = RunStore(transaction: transaction, council: council)
        let last = try runs.last()
        if isDone(last) { return Summary() }
        if try KnowledgeStore.isAhead(transaction) { throw Refusal(ReplaySentence.ahead) }
        let seen = try KnowledgeStore.now(transaction)
        let selection = try selection(since: last, runs, transaction)
        var summary = Summary()
        if case .some(let physicians) = selection, physicians.isEmpty {
            guard last?.asOf != asOf else { return summary }
            try runs.keep(
                RunStore.Run(asOf: asOf, lawMark: assessor.used.mark, seen: seen, examined: 0))
        } else {
            let reading = try CaseStore(transaction: transaction, knowledge: knowledge).reading(selection)
            summary.examined = reading.files.count
            let written = try write(reading, selection, seen, council, transaction)
            summary.written = written.changed
            summary.removed = written.removed
        }
        try ChangeStore.forget(seenIn: seen, transaction)
        return summary
    }

    /// The same earlier knowledge of the same day was brought up already.
    private func isDone(_ last: RunStore.LastRun?) -> Bool {
        guard case .snapshot(let known) = knowledge, let last else { return false }
        return last.asOf == asOf && last.known == known && last.rulesFingerprint == assessor.used.mark
    }

    private func write(
        _ reading: CaseStore.Reading, _ selection: CaseStore.Selection, _ seen: String, _ council: Int32,
        _ transaction: Transaction
    ) throws -> StandingStore.Written {
        let cases = reading.files.compactMap { assessor.assess($0, on: asOf) }
        let written = try StandingStore(transaction: transaction, council: council).replace(selection, with: cases)
        let records = RecordStore(transaction: transaction, council: council)
        let changed = try records.changed(selection, cases)
        var run = RunStore.Run(
            asOf: asOf, lawMark: assessor.used.mark, known: reading.known, examined: reading.files.count,
            written: written)
        if case .snapshot(let known) = knowledge { run.known = known } else { run.seen = seen }
        try records.keep(assessor.used)
        let number = try RunStore(transaction: transaction, council: council).keep(run)
        guard !changed.isEmpty else { return written }
        let proofs = cases.lazy.filter { changed.contains($0.file.physicianID) }.map { item in
            (physician: item.file.physicianID, hash: Digest.hexadecimal(RecordedProof.bytes(item, by: assessor)))
        }
        try records.add(proofs, run: number)
        return written
    }

    private func selection(
        since last: RunStore.LastRun?, _ runs: RunStore, _ transaction: Transaction
    ) throws -> CaseStore.Selection {
        guard knowledge == .now, let last, last.asOf <= asOf, last.rulesFingerprint == assessor.used.mark,
            let seen = last.seen
        else { return .all }
        let changed = try ChangeStore.changed(
            since: seen, from: last.asOf, through: asOf, transaction)
        return .some(Set(changed).union(try runs.fallingDue(by: asOf)).sorted())
    }
}
