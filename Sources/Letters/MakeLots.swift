public import Access
import Documents
public import Jobs
public import Postgres
public import Vocabulary

/// Sets the letters of lots, a few at a time, then the whole pile for the printer. What was set stays: a worker that dies
/// is followed by one that goes on. A letter that cannot be set is left out, and the others go on.
public struct MakeLots: OutsideHandler {
    /// The kind of its jobs.
    public static let queue = "letters.lot"
    /// The kind of its jobs.
    public let kind: String = MakeLots.queue
    /// One lot at a time.
    public let size: Int = 1

    /// How often a job is lent anew while the typesetter works, in seconds.
    var beat: Int64 = 20
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

    /// Has a lot made, or its pile set again.
    static func enqueue(_ lot: Int64, _ transaction: Transaction, council: Int32) throws {
        try Enqueue(queue, key: String(lot), payload: .object([.init("lot", .integer(Int(lot)))]))
            .run(transaction, council: council)
    }

    /// Makes each lot as far as it can be made.
    public func run(_ jobs: [Job], _ lease: Lease, _ database: Database) async {
        for job in jobs where !lease.isStopping {
            let work = LotWork(press: press, job: job, lease: lease, database: database, desk: desk, beat: beat)
            do {
                while try await work.go() {}
            } catch PostgresError.unreachable {
                // The job is lent again once the lease has ended.
                return
            } catch {
                let fault = (error as? PostgresError)?.sqlState.map { "SQLSTATE \($0)" } ?? "\(type(of: error))"
                _ = try? await work.act { [desk] in try desk.fail(fault, job, lease, $0) }
            }
        }
    }
}
