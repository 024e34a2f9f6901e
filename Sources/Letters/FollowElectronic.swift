public import Access
import Documents
public import Jobs
public import Postgres
public import Vocabulary

/// Asks the carrier what became of letters that it has taken: each day until one outcome is known and proved, and whenever
/// it knocks. Each event is kept once, by the carrier's own date; each proof is fetched, hashed and kept.
public struct FollowElectronic: OutsideHandler {
    /// The pause between two looks, in seconds.
    public static let pause: Int64 = 86_400
    /// The pause after the first look in vain, in seconds; doubled each time, at most a day.
    static let proofPause: Int64 = 900

    /// The kind of its jobs.
    public let kind: String = ElectronicLetter.news
    /// One letter at a time: a look may be several questions.
    public let size: Int = 1

    private let carrier: any RegisteredCarrier
    private let desk: FollowDesk

    /// - Parameters:
    ///   - carrier: has taken the letters.
    ///   - today: the civil day.
    ///   - now: the moment.
    public init(
        carrier: any RegisteredCarrier, today: @escaping @Sendable () -> CalendarDate,
        now: @escaping @Sendable () -> Instant
    ) {
        self.carrier = carrier
        desk = FollowDesk(today: today, now: now)
    }

    /// Asks about them one after another.
    public func run(_ jobs: [Job], _ lease: Lease, _ database: Database) async {
        for job in jobs where !lease.isStopping {
            do {
                let asked = try await act(job, database) { [desk] in try desk.question(job, lease, $0) }
                guard let wanted = asked else { continue }
                let found = await lease.held(in: database) { await ask(wanted) }
                try await act(job, database) { [desk] in try desk.record(found, wanted, job, lease, $0) }
            } catch PostgresError.unreachable {
                return
            } catch {
                let fault = (error as? PostgresError)?.sqlState.map { "SQLSTATE \($0)" } ?? "\(type(of: error))"
                _ = try? await database.patient(as: .council(job.council)) {
                    try lease.postpone(job.id, fault, at: nil, $0)
                }
            }
        }
    }

    private func ask(_ wanted: FollowDesk.Question) async -> FollowDesk.Found {
        switch await carrier.report(on: wanted.mail) {
        case .silent(let code): return .silent(code)
        case .unknown: return .unknown
        // Another letter than ours, whoever says so: it is not believed.
        case .known(let report) where report.reference != wanted.reference: return .foreign
        case .known(let report):
            var proofs: [LetterProofFile.Kind: [UInt8]] = [:]
            for proof in report.proofs where !wanted.kept.contains(proof.kind) {
                if let bytes = await carrier.proof(at: proof.address) { proofs[proof.kind] = bytes }
            }
            return .known(report, proofs)
        }
    }

    @discardableResult
    private func act<Value: Sendable>(
        _ job: Job, _ database: Database, _ body: @escaping @Sendable (Transaction) throws -> Value
    ) async throws -> Value {
        try await database.patient(as: .council(job.council), body)
    }
}
