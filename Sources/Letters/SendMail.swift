public import Access
import Documents
public import Jobs
public import Postgres
import Synchronization
public import Vocabulary

/// Sends the mails of the queue, each at most once as far as a reader can tell: the attempt is committed before the
/// server hears of it, and every attempt of a delivery bears the same message id.
public struct SendMail: OutsideHandler {
    /// The kind of its jobs.
    public static let queue = "letters.send"
    /// For how long nothing is tried after the server could not be used, in seconds.
    public static let pause: Int64 = 300
    /// The kind of its jobs.
    public let kind: String = SendMail.queue
    /// Mails of one claim.
    public let size: Int = 20

    private let carrier: any MailCarrier
    private let desk: SendDesk
    private let rest = Rest()

    /// - Parameters:
    ///   - carrier: hands mails to a server.
    ///   - letterhead: the domain of the addresses to which failures are reported.
    ///   - gates: who looks again before a notice leaves, by kind.
    ///   - today: the civil day.
    ///   - now: the moment.
    public init(
        carrier: any MailCarrier, letterhead: Letterhead, gates: [Notice.Kind: any Gate],
        today: @escaping @Sendable () -> CalendarDate, now: @escaping @Sendable () -> Instant
    ) {
        self.carrier = carrier
        desk = SendDesk(letterhead: letterhead, gates: gates, today: today, now: now)
    }

    /// Sends them one after another; what is left when the worker stops or the server cannot be used goes back.
    public func run(_ jobs: [Job], _ lease: Lease, _ database: Database) async {
        for job in jobs where !lease.isStopping {
            do {
                try await send(job, lease, database)
            } catch {
                // Whatever it was, nothing was lost: the job is lent again once the lease has ended.
                await postpone(job, lease, database, because: error)
            }
        }
    }

    private func send(_ job: Job, _ lease: Lease, _ database: Database) async throws {
        if let moment = rest.end(after: desk.now()) {
            return try await act(job, database) { try lease.postpone(job.id, "mail.unusable", at: moment, $0) }
        }
        let step = try await act(job, database) { [desk] in try desk.begin(job, lease, $0) }
        guard case .send(let mail) = step else { return }
        let answer = await carrier.carry(mail.bytes, from: mail.from, to: mail.delivery.address)
        if case .unusable = answer { rest.begin(until: desk.now().epochSeconds + Self.pause) }
        try await record(answer, to: mail, job, lease, database)
    }

    /// Writes what the server answered; a database that is out of reach is asked again as long as the job is lent.
    private func record(
        _ answer: MailAnswer, to mail: SendDesk.Mail, _ job: Job, _ lease: Lease, _ database: Database
    ) async throws {
        for _ in 0..<DeliveryStore.longestAttempt / 2 {
            do {
                return try await act(job, database) { [desk] in try desk.record(answer, to: mail, job, lease, $0) }
            } catch PostgresError.unreachable {
                try await Task.sleep(for: .seconds(1))
            }
        }
    }

    private func postpone(_ job: Job, _ lease: Lease, _ database: Database, because error: any Error) async {
        if case PostgresError.unreachable = error { return }
        let fault = (error as? PostgresError)?.sqlState.map { "SQLSTATE \($0)" } ?? "\(type(of: error))"
        _ = try? await act(job, database) { try lease.postpone(job.id, fault, at: nil, $0) }
    }

    private func act<Value: Sendable>(
        _ job: Job, _ database: Database, _ body: @escaping @Sendable (Transaction) throws -> Value
    ) async throws -> Value {
        try await database.transaction(as: .council(job.council), body)
    }

    /// Until when nothing is tried, for all lanes.
    private final class Rest: Sendable {
        private let until = Mutex<Int64>(0)
        func begin(until moment: Int64) { until.withLock { $0 = moment } }
        func end(after now: Instant) -> Int64? { until.withLock { $0 > now.epochSeconds ? $0 : nil } }
    }
}
