public import Postgres
import Synchronization

/// Jobs lent to one worker for a while, by the database's clock.
public struct Lease: Sendable {
    /// The lease has gone to somebody else, or the job is gone.
    public struct Lost: Error, Sendable {}

    /// Whose jobs these are.
    public let council: Int32
    let id: String
    let clock: QueueClock
    private let stop: StopSign

    init(id: String, council: Int32, clock: QueueClock, stop: StopSign) {
        self.id = id
        self.council = council
        self.clock = clock
        self.stop = stop
    }

    /// Whether the worker is stopping: begin nothing more, what is left is given back.
    public var isStopping: Bool { stop.isSet }

    /// Lends what is left of it for a whole while again.
    ///
    /// - Returns: false when nothing of it is left: begin nothing more.
    public func keep(_ transaction: Transaction) throws -> Bool { try store(transaction).keep(id) > 0 }

    /// The job is done: it leaves the queue in the transaction that records its effect.
    ///
    /// - Throws: ``Lost``, or `PostgresError`.
    public func finish(_ job: Int64, _ transaction: Transaction) throws {
        guard try store(transaction).finish(job, of: id) else { throw Lost() }
    }

    /// The job goes back to the queue.
    ///
    /// - Parameters:
    ///   - why: a class and a code, at most 200 characters; no address, no name.
    ///   - moment: not before this moment, in seconds since 1970-01-01T00:00:00Z; the attempt is then not counted.
    ///     Nil counts it: the pause doubles each time (30 s to 6 h), and after ten the job is set aside.
    /// - Throws: ``Lost``, or `PostgresError`.
    public func postpone(_ job: Int64, _ why: String, at moment: Int64?, _ transaction: Transaction) throws {
        guard try store(transaction).postpone(job, of: id, why, at: moment) else { throw Lost() }
    }

    /// All that is left of the lease goes back to the queue in one statement; no attempt of any is counted.
    ///
    /// - Parameters:
    ///   - why: a class and a code, at most 200 characters; no address, no name.
    ///   - moment: not before this moment, in seconds since 1970-01-01T00:00:00Z.
    /// - Throws: `PostgresError`.
    public func postponeRest(_ why: String, at moment: Int64, _ transaction: Transaction) throws {
        try store(transaction).postponeRest(of: id, why, at: moment)
    }

    private func store(_ transaction: Transaction) -> JobStore {
        JobStore(transaction: transaction, council: council, clock: clock)
    }
}

/// Set once, when the worker is to stop.
final class StopSign: Sendable {
    private let value = Mutex(false)
    var isSet: Bool { value.withLock { $0 } }
    func set() { value.withLock { $0 = true } }
}
