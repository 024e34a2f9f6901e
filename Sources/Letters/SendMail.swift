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
    /// Attempts held against a mail after which it is given up, over four days: RFC 5321, 4.5.4.1.
    public static let mostTries = 26
    /// The same for a mail that may have arrived each time.
    public static let mostUnknown = 10
    /// Domains that fall silent one after another before the server itself is taken to be out of order.
    static let mostSilent = 3
    /// The kind of its jobs.
    public let kind: String = SendMail.queue
    /// Mails of one claim.
    public let size: Int = 20

    private let carrier: any MailCarrier
    private let desk: SendDesk
    private let pausing = Pausing()

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

    /// While the server cannot be used no mail is taken from the queue.
    public var rest: Double {
        let now = desk.now().epochSeconds
        return Double(max(0, (pausing.end(after: desk.now()) ?? now) - now))
    }

    /// The pause after so many attempts: 30 s, doubled each time, at most six hours.
    static func pause(after tries: Int) -> Int64 { min(15 << Int64(min(max(tries, 1), 12)), 21_600) }

    /// Has every mail of a council that a gate put off looked at again now: what held it is over.
    ///
    /// - Throws: `PostgresError`.
    public static func recall(_ transaction: Transaction, council: Int32) throws {
        try Enqueue.recall(queue, because: SendDesk.later, council: council, transaction)
    }

    /// Sends them one after another; what is left when the worker stops or the server cannot be used goes back.
    public func run(_ jobs: [Job], _ lease: Lease, _ database: Database) async {
        for job in jobs where !lease.isStopping {
            if let moment = pausing.end(after: desk.now()) {
                _ = try? await database.patient(as: .council(lease.council)) {
                    try lease.postponeRest("mail.unusable", at: moment, $0)
                }
                return
            }
            do {
                guard try await send(job, lease, database) else { return }
            } catch {
                // Whatever it was, nothing was lost: the job is lent again once the lease has ended.
                await postpone(job, lease, database, because: error)
            }
        }
    }

    /// - Returns: false when nothing is left of the lease.
    private func send(_ job: Job, _ lease: Lease, _ database: Database) async throws -> Bool {
        let step = try await act(job, database) { [desk] in try desk.begin(job, lease, $0) }
        let mail: SendDesk.Mail
        switch step {
        case .over: return false
        case .settled: return true
        case .send(let begun): mail = begun
        }
        let answer = await carrier.carry(mail.bytes, from: mail.from, to: mail.delivery.address)
        pausing.hear(answer, of: mail.delivery.address, until: desk.now().epochSeconds + Self.pause)
        try await record(answer, to: mail, job, lease, database)
        return true
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
        try await database.patient(as: .council(job.council), body)
    }

    /// Until when nothing is tried, for all lanes.
    private final class Pausing: Sendable {
        private struct State {
            var until: Int64 = 0
            /// Of the readers for whom the server hung up or said nothing, since it last answered for one.
            var silent: Set<Substring> = []
        }

        private let state = Mutex(State())

        func end(after now: Instant) -> Int64? {
            state.withLock { $0.until > now.epochSeconds ? $0.until : nil }
        }

        /// One reader, or one domain, for which the server falls silent rests nobody else; several in a row say that it
        /// is the server.
        func hear(_ answer: MailAnswer, of address: String, until moment: Int64) {
            state.withLock { state in
                switch answer {
                case .unusable: state = State(until: moment)
                case .unknown: state.silent.insert(Self.domain(address))
                case .postponed(let reply) where reply.code == 421: state.silent.insert(Self.domain(address))
                case .accepted, .refused, .postponed: state.silent = []
                }
                if state.silent.count >= SendMail.mostSilent { state = State(until: moment) }
            }
        }

        private static func domain(_ address: String) -> Substring {
            address.drop { $0 != "@" }
        }
    }
}
