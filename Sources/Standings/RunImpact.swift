import Frameworks
import Intake
public import Postgres
import Vocabulary

/// Computes an impact report council by council, each in a transaction and under the tenant of its own; live
/// standings are neither read nor written. Several workers may share a report; one that dies gives back its council.
public struct RunImpact: Sendable {
    /// How many physicians are in memory at a time.
    private static let portion = 2_000

    let database: Database
    let nonce: @Sendable () -> [UInt8]

    /// - Parameters:
    ///   - database: as the application signs in; two connections or more for two lanes.
    ///   - nonce: thirty-two bytes of chance, new at each call: the secret in the hash of a report.
    public init(database: Database, nonce: @escaping @Sendable () -> [UInt8]) {
        self.database = database
        self.nonce = nonce
    }

    /// Computes the oldest report that waits or was left unfinished.
    ///
    /// - Returns: nil when none waits.
    /// - Throws: `PostgresError` when the database went away: the report goes on at the next call.
    public func runWaiting(lanes: Int = 1) async throws -> ImpactRun? {
        let id = try await database.transaction(as: .national) { try ImpactStore(transaction: $0).waiting() }
        guard let id else { return nil }
        return try await run(id, lanes: lanes)
    }

    /// Computes what is left of a report.
    ///
    /// - Parameters:
    ///   - lanes: councils at a time.
    ///   - progress: councils done, and all.
    /// - Returns: the report as it stands then; another worker may still hold a council.
    /// - Throws: `Refusal` when there is no such report; `PostgresError`.
    public func run(
        _ id: ImpactID, lanes: Int = 2, progress: @escaping @Sendable (Int, Int) -> Void = { _, _ in }
    ) async throws -> ImpactRun {
        do {
            if let work = try await start(id) {
                try await visit(work, lanes: lanes, progress)
                try await finish(work)
            }
        } catch {
            guard !Self.isPassing(error) else { throw error }
            try await database.transaction(as: .national) { try ImpactStore(transaction: $0).end(id, .failed, by: nil) }
            throw error
        }
        return try await database.transaction(as: .national) { try Self.found(id, $0) }
    }

    private struct Work: Sendable {
        let run: ImpactRun
        let laws: ImpactLaws
        let councils: [ImpactCouncil]
    }

    /// Reads both laws; nil when the report is over, or has been overtaken by a change of the rules.
    private func start(_ id: ImpactID) async throws -> Work? {
        try await database.transaction(as: .national, timeout: 0) { transaction in
            let store = ImpactStore(transaction: transaction)
            let run = try Self.found(id, transaction)
            guard run.state == .queued || run.state == .running else { return nil }
            let version = try ProposedVersion.find(run.framework, run.version, transaction)
            guard let version, version.fingerprint == run.versionFingerprint else {
                try store.end(id, .stale, by: nil)
                return nil
            }
            let laws = try ImpactLaws.load(version, on: run.asOf, transaction)
            guard laws.before.law.fingerprint == run.lawFingerprint else {
                try store.end(id, .stale, by: nil)
                return nil
            }
            try store.start(id)
            return Work(run: run, laws: laws, councils: try store.undone(id))
        }
    }

    private func visit(
        _ work: Work, lanes: Int, _ progress: @escaping @Sendable (Int, Int) -> Void
    ) async throws {
        try await withThrowingTaskGroup(of: Void.self) { group in
            var waiting = work.councils[...]
            func next() {
                guard let council = waiting.popFirst() else { return }
                group.addTask { try await visit(council, work) }
            }
            for _ in 0..<max(1, lanes) { next() }
            var done = 0
            while try await group.next() != nil {
                done += 1
                progress(done, work.councils.count)
                try Task.checkCancellation()
                next()
            }
        }
    }

    private func visit(_ council: ImpactCouncil, _ work: Work) async throws {
        try await database.transaction(as: .council(council.id), timeout: 0) { transaction in
            let store = ImpactStore(transaction: transaction)
            guard try store.claim(work.run.id, council) else { return }
            var count = ImpactCount(seed: work.run.versionFingerprint)
            var concerned = try store.concerned(work.laws.codes, work.laws.proposed.id)[...]
            while !concerned.isEmpty {
                let portion = Array(concerned.prefix(Self.portion))
                concerned = concerned.dropFirst(Self.portion)
                for file in try CaseStore(transaction: transaction).files(.some(portion)) {
                    count.add(work.laws.compare(file, on: work.run.asOf), of: file.physicianID)
                }
            }
            try store.keep(count, of: work.run.id, council)
        }
    }

    /// Adds up the councils' lines and publishes what the offices may read, once every council is done.
    private func finish(_ work: Work) async throws {
        let (run, smallest, nonce) = (work.run, work.laws.before.law.rules.smallestGroup, nonce())
        try await database.transaction(as: .impact) { transaction in
            guard try ImpactPublishedStore.claim(run.id, transaction) else { return }
            let lines = try ImpactLineStore.lines(of: run.id, transaction)
            let published = ImpactTables(lines, hidingBelow: smallest).text
            try ImpactPublishedStore.finish(
                run.id, published: published, hash: run.hash(over: lines, published: published, nonce: nonce),
                nonce: nonce, transaction)
        }
    }

    /// The report, or the sentence that says there is none.
    static func found(_ id: ImpactID, _ transaction: Transaction) throws -> ImpactRun {
        guard let run = try ImpactRunStore.find(id, transaction) else {
            throw Refusal("Le rapport d'impact n° \(id) n'existe pas. Revenez à la page de la version.")
        }
        return run
    }

    /// Whether another attempt may succeed as it is: the server went away, or we were told to stop.
    private static func isPassing(_ error: any Error) -> Bool {
        switch error {
        case PostgresError.unreachable: true
        case PostgresError.server(let fault): ["57", "53", "40"].contains(fault.sqlState.prefix(2))
        default: error is CancellationError
        }
    }
}
