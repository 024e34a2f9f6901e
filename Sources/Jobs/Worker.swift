public import Postgres

/// Does the jobs of the queue, several at once, until its task is cancelled.
///
/// Several workers may run: what one has in hand, the others pass over. A worker that dies leaves nothing behind that
/// another would not take up.
public struct Worker: Sendable {
    /// How long a cancelled worker waits for what it has begun, in seconds.
    public static let grace = 30

    private let lanes: Int
    private let listener: Listener?
    private let lane: Lane
    private let bell = Bell()
    private let stop = StopSign()

    /// - Parameters:
    ///   - database: as many connections as lanes, and one more.
    ///   - listener: wakes the worker at a commit; nil is polling alone.
    ///   - handlers: one a kind.
    ///   - lanes: jobs done at once, 1 or more.
    ///   - every: seconds between two looks when nothing wakes it, 1 or more.
    ///   - report: takes what went wrong, one line without name or address.
    public init(
        database: Database, listener: Listener?, handlers: [any JobHandler], lanes: Int, every: Int,
        report: @escaping @Sendable (String) -> Void = { _ in }
    ) {
        self.init(
            database: database, listener: listener, handlers: handlers, lanes: lanes, every: every, clock: .database,
            report: report)
    }

    init(
        database: Database, listener: Listener?, handlers: [any JobHandler], lanes: Int, every: Int,
        clock: QueueClock, report: @escaping @Sendable (String) -> Void = { _ in }
    ) {
        self.lanes = max(1, lanes)
        self.listener = listener
        lane = Lane(
            desk: Desk(database: database, clock: clock, stop: stop),
            handlers: Dictionary(handlers.map { ($0.kind, $0) }) { first, _ in first },
            pause: Double(max(1, every)), bell: bell, stop: stop, report: report)
    }

    /// Works until the task is cancelled: then takes no new job, gives back what it has not begun and waits for the
    /// rest, at most ``grace`` seconds.
    public func run() async {
        let running = (0..<lanes).map { number in Task { [lane] in await lane.run(number) } }
        let ears = Task { [listener, bell] in
            guard let listener else { return }
            for await _ in listener.notifications() { await bell.ring() }
        }
        await withTaskCancellationHandler {
            await Latch.wait { open in
                Task {
                    for task in running { await task.value }
                    open()
                }
                Task { [stop, bell] in
                    var heard = await bell.rings
                    while !stop.isSet {
                        await bell.wait(atMost: 3600, since: heard)
                        heard = await bell.rings
                    }
                    try? await Task.sleep(for: .seconds(Self.grace))
                    open()
                }
            }
        } onCancel: {
            stop.set()
            Task { [bell] in await bell.ring() }
        }
        ears.cancel()
        for task in running { task.cancel() }
    }
}
