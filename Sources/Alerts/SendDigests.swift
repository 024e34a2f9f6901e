public import Access
import Documents
public import Jobs
public import Letters
public import Postgres
public import Vocabulary

/// Sends the summaries of the week, each at most once: what was handed over and has no answer is not sent again.
///
/// Every number is read in a transaction of the reader's own council and role of the database, and only what their
/// roles may see is told.
public struct SendDigests: OutsideHandler {
    /// The kind of its jobs.
    public static let queue = "alerts.digest"
    /// For how long nothing is tried after the server could not be used, in seconds.
    static let pause: Int64 = 300

    /// The kind of its jobs.
    public let kind: String = SendDigests.queue
    /// Summaries of one claim.
    public let size: Int = 10

    /// Where a number is seen to, or the reader's account, as an absolute address.
    public typealias Link = @Sendable (Digest.Place?, _ council: String) -> String

    private let carrier: any MailCarrier
    private let desk: DigestDesk

    /// - Parameters:
    ///   - carrier: hands mails to a server.
    ///   - letterhead: the domain of the addresses that mails bear.
    ///   - link: where a number is seen to.
    ///   - today: the civil day.
    ///   - now: the moment.
    public init(
        carrier: any MailCarrier, letterhead: Letterhead, link: @escaping Link,
        today: @escaping @Sendable () -> CalendarDate, now: @escaping @Sendable () -> Instant
    ) {
        self.carrier = carrier
        desk = DigestDesk(letterhead: letterhead, link: link, today: today, now: now)
    }

    /// The natural key of a summary: at most one a week.
    static func key(of person: Int64, _ monday: CalendarDate) -> String {
        "digest:\(person):\(CalendarWeek(of: monday).iso)"
    }

    /// Sends them one after another; what is left when the worker stops goes back.
    public func run(_ jobs: [Job], _ lease: Lease, _ database: Database) async {
        for job in jobs where !lease.isStopping {
            do {
                try await send(job, lease, database)
            } catch {
                if case PostgresError.unreachable = error { return }
                let fault = words(of: error)
                _ = try? await database.transaction(as: .council(job.council)) {
                    try lease.postpone(job.id, fault, at: nil, $0)
                }
            }
        }
    }

    private func send(_ job: Job, _ lease: Lease, _ database: Database) async throws {
        let desk = desk
        guard
            let council = try await database.transaction(as: .access, { try Council.find($0, key: job.council) })
        else { return }
        let readers = try await database.transaction(as: .membersRead(of: council.id)) {
            try DigestReader.all(of: council, on: desk.today(), $0)
        }
        let mail = try await database.transaction(as: council.principal) {
            try desk.begin(job, council, readers, lease, $0)
        }
        guard let mail else { return }
        let answer = await carrier.carry(mail.bytes, from: mail.from, to: mail.to)
        try await database.transaction(as: council.principal) { try desk.record(answer, job, lease, $0) }
    }
}
