public import Access
import Documents
public import Jobs
public import Postgres
public import Vocabulary

/// Sets the letters of lots, a few at a time, then the whole pile for the printer. What was set stays: a worker that dies
/// is followed by one that goes on.
public struct MakeLots: OutsideHandler {
    /// The kind of its jobs.
    public static let queue = "letters.lot"

    /// The kind of its jobs.
    public let kind: String = MakeLots.queue
    /// One lot at a time.
    public let size: Int = 1

    private let press: any LetterPress
    private let desk: LotDesk

    /// - Parameters:
    ///   - press: sets letters.
    ///   - gates: who looks again before a letter leaves, by kind.
    ///   - today: the civil day.
    ///   - now: the moment.
    public init(
        press: any LetterPress, gates: [Notice.Kind: any Gate], today: @escaping @Sendable () -> CalendarDate,
        now: @escaping @Sendable () -> Instant
    ) {
        self.press = press
        desk = LotDesk(gates: gates, today: today, now: now)
    }

    /// Makes each lot as far as it can be made.
    public func run(_ jobs: [Job], _ lease: Lease, _ database: Database) async {
        for job in jobs where !lease.isStopping {
            do {
                while try await go(job, lease, database) {}
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

    /// - Returns: whether there is more to do.
    private func go(_ job: Job, _ lease: Lease, _ database: Database) async throws -> Bool {
        guard !lease.isStopping else { return false }
        let step = try await act(job, database) { [desk] in try desk.next(job, lease, $0) }
        switch step {
        case .settled, .over: return false
        case .set(let sheets): return try await set(sheets, job, lease, database)
        case .print(let pile):
            do {
                let typeset = pile.isEmpty ? nil : try await press.set(lot: pile.map(\.letter))
                try await act(job, database) { [desk] in try desk.finish(pile, typeset, job, lease, $0) }
            } catch is TypesetFault {
                try await act(job, database) { [desk] in try desk.wait(job, lease, $0) }
            }
            return false
        }
    }

    private func set(
        _ sheets: [LotDesk.Sheet], _ job: Job, _ lease: Lease, _ database: Database
    ) async throws -> Bool {
        var answers: [(LotDesk.Sheet, Result<Typeset, TypesetFault>)] = []
        var isUsable = true
        for sheet in sheets where isUsable {
            let answer = await set(sheet.letter)
            if case .failure(let fault) = answer, LotFault.sentence(fault) == nil { isUsable = false }
            answers.append((sheet, answer))
        }
        let step = try await act(job, database) { [desk, answers] in try desk.record(answers, job, lease, $0) }
        guard isUsable else {
            try await act(job, database) { [desk] in try desk.wait(job, lease, $0) }
            return false
        }
        if case .set = step { return true }
        return false
    }

    private func set(_ letter: PrintedLetter) async -> Result<Typeset, TypesetFault> {
        do {
            return .success(try await press.set(letter))
        } catch {
            return .failure(error)
        }
    }

    @discardableResult
    private func act<Value: Sendable>(
        _ job: Job, _ database: Database, _ body: @escaping @Sendable (Transaction) throws -> Value
    ) async throws -> Value {
        try await database.patient(as: .council(job.council), body)
    }
}
