import Postgres
import Synchronization

/// Takes jobs of one council, has them done, and sees to what failed.
struct Desk: Sendable {
    let database: Database
    let clock: QueueClock
    let stop: StopSign

    func piles(of kinds: [String]) async throws -> [WorkStore.Pile] {
        try await database.transaction(as: .queue) { [clock] transaction in
            try WorkStore(transaction: transaction, clock: clock).piles(of: kinds)
        }
    }

    // MARK: Inside

    /// Claim, effect and removal in one transaction; when it fails, one transaction a job, so that a single poisoned
    /// one does not hold its neighbours.
    ///
    /// - Returns: how many jobs were taken.
    func doInside(_ handler: any InsideHandler, council: Int32) async throws -> Int {
        let claimed = Claimed()
        do {
            return try await inside(council) { store in
                let jobs = try store.lock(handler.kind, atMost: max(1, handler.size))
                claimed.set(jobs.map(\.id))
                return try Self.perform(jobs, handler, store)
            }
        } catch {
            let ids = claimed.ids
            guard !ids.isEmpty, !isLost(error) else { throw error }
            for id in ids where !stop.isSet { try await doAlone(id, handler, council: council) }
            return ids.count
        }
    }

    private func doAlone(_ id: Int64, _ handler: any InsideHandler, council: Int32) async throws {
        do {
            _ = try await inside(council) { store in
                try Self.perform(try store.lock(id).map { [$0] } ?? [], handler, store)
            }
        } catch {
            if isLost(error) { throw error }
            let why = words(of: error)
            _ = try await inside(council) { store in
                try store.fail(id, why)
                return 0
            }
        }
    }

    private static func perform(_ jobs: [Job], _ handler: any InsideHandler, _ store: JobStore) throws -> Int {
        guard !jobs.isEmpty else { return 0 }
        try handler.run(jobs, store.transaction)
        try store.remove(jobs.map(\.id))
        return jobs.count
    }

    private func inside(
        _ council: Int32, _ body: @escaping @Sendable (JobStore) throws -> Int
    ) async throws -> Int {
        try await database.transaction(as: .queued(council), timeout: 60_000) { [clock] transaction in
            try body(JobStore(transaction: transaction, council: council, clock: clock))
        }
    }

    // MARK: Outside

    /// Lends jobs, and takes back what is left when the worker is stopping.
    ///
    /// - Returns: how many jobs were lent.
    func doOutside(_ handler: any OutsideHandler, council: Int32) async throws -> Int {
        let (id, jobs) = try await database.transaction(as: .queued(council)) { [clock] transaction in
            try JobStore(transaction: transaction, council: council, clock: clock)
                .lend(handler.kind, atMost: max(1, handler.size))
        }
        guard !jobs.isEmpty else { return 0 }
        await handler.run(jobs, Lease(id: id, council: council, clock: clock, stop: stop), database)
        if stop.isSet {
            _ = try await inside(council) { store in
                try store.giveBack(id)
                return 0
            }
        }
        return jobs.count
    }

    private func isLost(_ error: any Error) -> Bool {
        if case PostgresError.unreachable = error { true } else { false }
    }
}

/// What a transaction had claimed when it failed.
private final class Claimed: Sendable {
    private let claimed = Mutex<[Int64]>([])
    var ids: [Int64] { claimed.withLock { $0 } }
    func set(_ ids: [Int64]) { claimed.withLock { $0 = ids } }
}

extension Principal {
    /// The tenant of a job.
    static func queued(_ council: Int32) -> Principal { council == 0 ? .national : .council(council) }
}
