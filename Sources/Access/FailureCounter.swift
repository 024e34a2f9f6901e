import Synchronization

/// Wrong passwords in browsers that are known, and in open sessions: kept in memory, bounded.
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
