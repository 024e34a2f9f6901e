public import Access
public import Intake
public import Postgres
import Registry
public import Vocabulary

/// Where lots are read, applied and taken back; each in one transaction.
public struct ImportDesk: Sendable {
    let database: Database
    /// The legal date.
    let today: @Sendable () -> CalendarDate
    /// Seconds since some fixed point, for durations.
    let clock: @Sendable () -> Double

    /// - Parameters:
    ///   - today: the legal date, an argument everywhere.
    ///   - clock: a monotonic number of seconds.
    public init(
        database: Database, today: @escaping @Sendable () -> CalendarDate, clock: @escaping @Sendable () -> Double
    ) {
        self.database = database
        self.today = today
        self.clock = clock
    }

    /// Reads a lot and applies it, or only shows what it would do.
    ///
    /// - Throws: `Refusal` when it is refused whole: the register is as before.
    public func run(
        _ input: LotInput, isApplied: Bool, progress: @escaping @Sendable (Double) -> Void = { _ in }
    ) async throws -> LotResult {
        let run = LotRun(input: input, isApplied: isApplied, today: today(), progress: progress)
        let start = clock()
        return try await database.transaction(as: .role("sextant_council"), timeout: 0) { [clock] transaction in
            let id = try LotStore.nextID(transaction)
            let outcome = try run.run(id, transaction) { clock() - start }
            return LotResult(
                id: id, isApplied: isApplied, counts: outcome.counts, report: try report(of: outcome, transaction),
                seconds: clock() - start)
        }
    }

    /// Reads a council's upload: kept with its file and its quarantine until somebody applies it or gives it up.
    public func preview(
        _ kind: LotKind, files: [ImportFile], council: Council, asOf: CalendarDate, actor: Author
    ) async throws -> Lot {
        let input = LotInput(kind: kind, place: .files(files), council: council.code, asOf: asOf, actor: actor)
        let run = LotRun(input: input, isApplied: false, today: today(), progress: { _ in })
        let start = clock()
        return try await database.transaction(as: .council(council.id), timeout: 0) { [clock] transaction in
            let id = try LotStore.nextID(transaction)
            _ = try run.run(id, transaction) { clock() - start }
            try transaction.become(.council(council.id))
            try LotFileStore.keep(files, in: id, of: council.id, transaction)
            return try found(id, transaction)
        }
    }

    /// Applies a previewed lot and brings the standings of those it touches up to date.
    ///
    /// - Parameters:
    ///   - actor: who read the file, as the lot keeps it.
    ///   - author: who acts now, for the journal; the actor when absent.
    public func apply(
        _ id: LotID, council: Council, actor: String, approvedBy: String? = nil, author: Author? = nil
    ) async throws -> Lot {
        let start = clock()
        let today = today()
        return try await database.transaction(as: .council(council.id), timeout: 0) { [clock] transaction in
            let lot = try found(id, transaction)
            guard lot.state == .previewed else {
                throw Refusal("L'import n° \(id) a déjà été appliqué ou annulé. Revenez à la liste des imports.")
            }
            let files = try LotFileStore.files(of: id, transaction)
            try LotStore.remove(id, transaction)
            var input = LotInput(
                kind: lot.kind, place: .files(files), council: council.code, asOf: lot.asOf,
                actor: author ?? Author(name: actor))
            input.actor = actor
            input.approvedBy = approvedBy
            let run = LotRun(input: input, isApplied: true, today: today, progress: { _ in })
            _ = try run.run(id, transaction) { clock() - start }
            try transaction.become(.council(council.id))
            _ = try RefreshStandings(assessor: .load(on: today, transaction), asOf: today).run(council.id, transaction)
            return try found(id, transaction)
        }
    }

    /// Forgets a lot that was only previewed.
    public func giveUp(_ id: LotID, council: Council, by author: Author) async throws {
        try await database.transaction(as: .council(council.id)) { transaction in
            try LotStore.remove(id, transaction)
            try AuditEvent(.importGivenUp, by: author, on: "lot:\(id)").record(transaction, council: council.id)
        }
    }
}

/// The report of a whole lot: what each council's part has to tell follows, after its code where there are several.
private func report(of outcome: LotOutcome, _ transaction: Transaction) throws -> LotReport {
    var report = outcome.report
    let codes = Dictionary(uniqueKeysWithValues: try Council.departmental(transaction).map { ($0.id, $0.code) })
    for (council, part) in outcome.parts.sorted(by: { $0.key < $1.key }) {
        let mark = outcome.parts.count > 1 ? codes[council].map { "Conseil \($0) : " } ?? "" : ""
        report.notes += part.notes.map { mark + $0 }
    }
    return report
}

/// The lot, or the sentence that says there is none.
func found(_ id: LotID, _ transaction: Transaction) throws -> Lot {
    guard let lot = try LotStore.find(id, transaction) else {
        throw Refusal("L'import n° \(id) n'existe pas dans ce conseil. Revenez à la liste des imports.")
    }
    return lot
}
