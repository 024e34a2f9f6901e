public import Postgres
import Synchronization

/// Does what is due in the queue of one council until nothing is, then ends: what a worker does, in a rehearsal of days
/// that have not come.
public struct DrainQueue: Sendable {
    private let desk: Desk
    private let handlers: [any JobHandler]

    /// - Parameters:
    ///   - handlers: one a kind; jobs of other kinds stay where they are.
    ///   - now: the moment of the rehearsal, in seconds since 1970-01-01T00:00:00Z; later than the database's own.
    public init(
        _ database: Database, handlers: [any JobHandler], now: @escaping @Sendable () -> Int64
    ) {
        desk = Desk(database: database, clock: QueueClock { now() }, stop: StopSign())
        self.handlers = handlers
    }

    /// Works through what is due.
    ///
    /// - Throws: `PostgresError`, or what a handler throws that is no fault of a job.
    public func run(council: Int32) async throws {
        while true {
            var done = 0
            for handler in handlers {
                switch handler {
                case let inside as any InsideHandler: done += try await desk.doInside(inside, council: council)
                case let outside as any OutsideHandler: done += try await desk.doOutside(outside, council: council)
                default: break
                }
            }
            if done == 0 { return }
        }
    }
}
