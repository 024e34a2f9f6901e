import CPq
import Dispatch
import Synchronization

/// A pool of connections. Each is a thread's work at a time; waiting callers queue in order.
///
/// It survives a restart of the server: a dead connection is thrown away, the next caller opens a new one.
public final class Database: Sendable {
    private struct State {
        var idle: [Connection] = []
        var open = 0
        /// Whether a session was opened, or tried; a rehearsal has one.
        var hasConnected = false
        var waiters: [CheckedContinuation<Connection?, Never>] = []
    }

    private let conninfo: String
    private let limit: Int
    private let isRehearsal: Bool
    private let state = Mutex(State())

    /// - Parameters:
    ///   - conninfo: a libpq connection string or URI of the unprivileged login.
    ///   - connections: at most this many sessions, 1 or more.
    public init(_ conninfo: String, connections: Int = 8) {
        self.conninfo = conninfo
        limit = max(1, connections)
        isRehearsal = false
    }

    private init(rehearsalOf other: Database) {
        conninfo = other.conninfo
        limit = 1
        isRehearsal = true
    }

    /// Hands `body` a database whose transactions are parts of a single one that is never committed: each sees what
    /// those before it wrote, one at a time, and nothing stays. Their isolation is that of the first.
    ///
    /// It has one session: once that is lost every later part throws `PostgresError.unreachable`, since another session
    /// would go on without what was written before.
    ///
    /// - Throws: what `body` throws.
    public func rehearsal<Value: Sendable>(
        _ body: @Sendable (Database) async throws -> Value
    ) async throws -> Value {
        let rehearsal = Database(rehearsalOf: self)
        defer { rehearsal.end() }
        return try await body(rehearsal)
    }

    /// Closes what is open; the server takes the rehearsal back.
    private func end() { state.withLock { $0.idle.removeAll() } }

    /// Runs `body` in one transaction and commits; any error rolls all of it back.
    ///
    /// `body` runs on a thread of its own, so it may block on the database. If the calling task is cancelled the
    /// running statement is cancelled too (SQLSTATE 57014).
    ///
    /// - Parameters:
    ///   - principal: role and tenant; nil only for the owner's own work (migrations, checks).
    ///   - timeout: the longest a single statement may take, in milliseconds; 0 is without limit.
    /// - Throws: `PostgresError`, or what `body` throws.
    public func transaction<Value: Sendable>(
        as principal: Principal?, timeout: Int = 15_000, isolation: Isolation = .readCommitted,
        _ body: @escaping @Sendable (Transaction) throws -> Value
    ) async throws -> Value {
        let connection = try await take()
        let cancel = CancelHandle(connection)
        let isRehearsal = isRehearsal
        return try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { continuation in
                DispatchQueue.global().async {
                    let result = Result {
                        try Self.perform(
                            body,
                            in: Transaction(
                                connection, principal: principal, timeout: timeout, isolation: isolation,
                                isRehearsal: isRehearsal))
                    }
                    cancel.end()
                    self.give(back: connection)
                    continuation.resume(with: result)
                }
            }
        } onCancel: {
            cancel.fire()
        }
    }

    private static func perform<Value>(
        _ body: (Transaction) throws -> Value, in transaction: Transaction
    ) throws -> Value {
        do {
            let value = try body(transaction)
            try transaction.commit()
            return value
        } catch {
            transaction.rollback()
            throw error
        }
    }

    private func take() async throws -> Connection {
        enum Ticket {
            case ready(Connection)
            case open
            case wait
        }
        let ticket = state.withLock { state -> Ticket in
            if let connection = state.idle.popLast() { return .ready(connection) }
            guard state.open < limit else { return .wait }
            state.open += 1
            return .open
        }
        switch ticket {
        case .ready(let connection): return connection
        case .open: return try await connect()
        case .wait: break
        }
        let handed = await withCheckedContinuation { continuation in
            let ready = state.withLock { state -> Connection? in
                if let connection = state.idle.popLast() { return connection }
                state.waiters.append(continuation)
                return nil
            }
            if let ready { continuation.resume(returning: ready) }
        }
        // A waiter woken without a connection owns the place of one that died.
        if let handed { return handed }
        return try await connect()
    }

    private func connect() async throws -> Connection {
        let isAgain = state.withLock { state in
            defer { state.hasConnected = true }
            return state.hasConnected
        }
        do {
            if isRehearsal, isAgain {
                throw PostgresError.unreachable("the session of a rehearsal was lost: nothing of it stays")
            }
            return try await withCheckedThrowingContinuation { continuation in
                DispatchQueue.global().async {
                    continuation.resume(with: Result { try Connection(self.conninfo) })
                }
            }
        } catch {
            release()
            throw error
        }
    }

    private func give(back connection: Connection) {
        guard connection.isAlive, connection.isIdle || isRehearsal else { return release() }
        let waiter = state.withLock { state -> CheckedContinuation<Connection?, Never>? in
            if state.waiters.isEmpty {
                state.idle.append(connection)
                return nil
            }
            return state.waiters.removeFirst()
        }
        waiter?.resume(returning: connection)
    }

    /// Gives up a place; the next waiter takes it and opens a connection of its own.
    private func release() {
        let waiter = state.withLock { state -> CheckedContinuation<Connection?, Never>? in
            if state.waiters.isEmpty {
                state.open -= 1
                return nil
            }
            return state.waiters.removeFirst()
        }
        waiter?.resume(returning: nil)
    }
}

/// Cancels the statement that a connection is running, from any thread.
private final class CancelHandle: @unchecked Sendable {
    private let handle: OpaquePointer?
    private let isOver = Mutex(false)

    init(_ connection: Connection) { handle = connection.cancelHandle() }
    deinit { PQfreeCancel(handle) }

    /// Asks the server to stop; a helper thread waits for its answer, since `PQcancel` blocks.
    func fire() {
        DispatchQueue.global().async { [self] in
            isOver.withLock { isOver in
                guard !isOver else { return }
                var reason = [CChar](repeating: 0, count: 256)
                _ = PQcancel(handle, &reason, 256)
            }
        }
    }

    /// From now on nothing is cancelled: the connection goes to somebody else.
    func end() { isOver.withLock { $0 = true } }
}
