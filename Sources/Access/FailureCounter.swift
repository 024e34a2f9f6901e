import Synchronization

/// Wrong passwords of addresses that nobody has, and of browsers that are known: kept in memory, bounded.
///
/// An unknown address waits exactly as a known one does, so the wait tells nobody who has an account.
final class FailureCounter: Sendable {
    private struct Count {
        var failures: Int
        var last: Instant
    }

    private let counts = Mutex<[String: Count]>([:])
    private let limit: Int

    init(limit: Int = 10_000) { self.limit = limit }

    /// Counts one attempt as failed beforehand, or answers when the next one is looked at.
    func begin(_ key: String, at now: Instant) -> Instant? {
        counts.withLock { counts in
            let count = counts[key] ?? Count(failures: 0, last: now)
            let opens = SignInDelay.opens(after: count.failures, lastFailure: count.last)
            if now < opens { return opens }
            if counts.count >= limit, let oldest = counts.min(by: { $0.value.last < $1.value.last }) {
                counts[oldest.key] = nil
            }
            counts[key] = Count(failures: count.failures + 1, last: now)
            return nil
        }
    }

    /// How many addresses are remembered.
    var size: Int { counts.withLock { $0.count } }

    func forget(_ key: String) { counts.withLock { $0[key] = nil } }
}
