import Synchronization

/// Wakes those who wait.
actor Bell {
    private var waiting: [Int: CheckedContinuation<Void, Never>] = [:]
    private var number = 0
    /// How often it rang: who read this before looking misses no ring while looking.
    private(set) var rings = 0

    func ring() {
        rings += 1
        let woken = waiting
        waiting = [:]
        for continuation in woken.values { continuation.resume() }
    }

    /// Returns at the next ring after those already heard, or after so many seconds.
    func wait(atMost seconds: Double, since heard: Int) async {
        guard rings == heard else { return }
        number += 1
        let ticket = number
        let alarm = Task {
            try? await Task.sleep(for: .seconds(seconds))
            if !Task.isCancelled { wake(ticket) }
        }
        await withCheckedContinuation { waiting[ticket] = $0 }
        alarm.cancel()
    }

    private func wake(_ ticket: Int) { waiting.removeValue(forKey: ticket)?.resume() }
}

/// Waits for the first of several to be done, whether or not the waiting task is cancelled.
enum Latch {
    static func wait(_ start: (@escaping @Sendable () -> Void) -> Void) async {
        await withCheckedContinuation { (continuation: CheckedContinuation<Void, Never>) in
            let door = Door(continuation)
            start { door.open() }
        }
    }

    private final class Door: Sendable {
        private let pending: Mutex<CheckedContinuation<Void, Never>?>
        init(_ continuation: CheckedContinuation<Void, Never>) { pending = Mutex(continuation) }
        func open() {
            let first = pending.withLock { pending in
                defer { pending = nil }
                return pending
            }
            first?.resume()
        }
    }
}
