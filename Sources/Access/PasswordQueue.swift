import Dispatch
import Synchronization

/// The only place where passwords are hashed: two at a time, a bounded number waiting, off the cooperative threads.
///
/// A flood of sign-ins costs at most 2 × 19 MiB and never delays the pages of those already inside.
public final class PasswordQueue: Sendable {
    /// Too many people wait already; nothing was computed.
    public struct Full: Error, Sendable {}

    private let queue = DispatchQueue(label: "password", attributes: .concurrent)
    private let running = DispatchSemaphore(value: 2)
    private let waiting = Mutex(0)
    private let limit: Int

    /// - Parameter limit: how many may be inside at once, running ones included; 1 or more.
    public init(limit: Int = 32) { self.limit = limit }

    /// Runs `work` when its turn comes.
    ///
    /// - Throws: `Full`, or what `work` throws.
    public func run<Value: Sendable>(_ work: @escaping @Sendable () throws -> Value) async throws -> Value {
        let admitted = waiting.withLock { count -> Bool in
            guard count < limit else { return false }
            count += 1
            return true
        }
        guard admitted else { throw Full() }
        defer { waiting.withLock { $0 -= 1 } }
        return try await withCheckedThrowingContinuation { continuation in
            queue.async { [running] in
                running.wait()
                let result = Result { try work() }
                running.signal()
                continuation.resume(with: result)
            }
        }
    }
}
