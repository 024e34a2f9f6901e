public import Access
import Documents
public import Jobs
public import Postgres
public import Vocabulary

/// Hands letters to the electronic carrier, one at a time. What the carrier may have taken without saying so is never
/// offered again by itself: its page asks a person.
public struct HandElectronic: OutsideHandler {
    /// The kind of its jobs.
    public let kind: String = ElectronicLetter.queue
    /// One letter at a time: a carrier may take a minute to answer.
    public let size: Int = 1

    private let carrier: any RegisteredCarrier
    private let press: any LetterPress
    private let desk: ElectronicDesk

    /// - Parameters:
    ///   - carrier: takes letters.
    ///   - press: sets letters.
    ///   - gates: who looks again before a letter leaves, by kind.
    ///   - hook: where the carrier says that something happened to a delivery; nil where it cannot reach us.
    ///   - today: the civil day.
    ///   - now: the moment.
    public init(
        carrier: any RegisteredCarrier, press: any LetterPress, gates: [Notice.Kind: any Gate],
        hook: @escaping @Sendable (HookKey.Place) -> String?, today: @escaping @Sendable () -> CalendarDate,
        now: @escaping @Sendable () -> Instant
    ) {
        self.carrier = carrier
        self.press = press
        desk = ElectronicDesk(gates: gates, hook: hook, today: today, now: now)
    }

    /// Hands them over one after another.
    public func run(_ jobs: [Job], _ lease: Lease, _ database: Database) async {
        for job in jobs where !lease.isStopping {
            do {
                try await hand(job, lease, database)
            } catch PostgresError.unreachable {
                // The job is lent again once the lease has ended.
                return
            } catch {
                let fault = (error as? PostgresError)?.sqlState.map { "SQLSTATE \($0)" } ?? "\(type(of: error))"
                _ = try? await database.patient(as: .council(job.council)) {
                    try lease.postpone(job.id, fault, at: nil, $0)
                }
            }
        }
    }

    private func hand(_ job: Job, _ lease: Lease, _ database: Database) async throws {
        let begun = try await act(job, database) { [desk] in try desk.begin(job, lease, $0) }
        guard let sheet = begun else { return }
        let typeset: Typeset
        do throws(TypesetFault) {
            typeset = try await press.set(sheet.letter)
        } catch {
            let fault = error
            return try await act(job, database) { [desk] in try desk.refuse(fault, sheet, job, lease, $0) }
        }
        let staged = try await act(job, database) { [desk] in try desk.stage(sheet, typeset, job, lease, $0) }
        guard let letter = staged else { return }
        let file: String
        switch await lease.held(in: database, { await carrier.upload(letter) }) {
        case .taken(let name): file = name
        case .refused(let words): return try await record(.refused(words), sheet, job, lease, database)
        case .postponed(let code): return try await record(.postponed(code), sheet, job, lease, database)
        }
        // Only from here on can the carrier have the letter without anybody knowing.
        guard try await act(job, database, { [desk] in try desk.offer(sheet, job, lease, $0) }) else { return }
        let answer = await lease.held(in: database) { await carrier.deposit(letter, file: file) }
        try await record(answer, sheet, job, lease, database)
    }

    /// Writes what the carrier answered; a database that is out of reach is asked again until the letter is taken to be in
    /// doubt.
    private func record(
        _ answer: CarrierAnswer, _ sheet: ElectronicDesk.Sheet, _ job: Job, _ lease: Lease, _ database: Database
    ) async throws {
        for _ in 0..<ElectronicDesk.longestAttempt / 2 {
            do {
                return try await act(job, database) { [desk] in try desk.record(answer, sheet, job, lease, $0) }
            } catch PostgresError.unreachable {
                try await Task.sleep(for: .seconds(1))
            }
        }
    }

    @discardableResult
    private func act<Value: Sendable>(
        _ job: Job, _ database: Database, _ body: @escaping @Sendable (Transaction) throws -> Value
    ) async throws -> Value {
        try await database.patient(as: .council(job.council), body)
    }
}
