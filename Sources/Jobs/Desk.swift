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

    /// What a look at a pile found.
    private enum Claim: Sendable {
        case nothing
        /// Several may go together; the first of them is lent, so that a worker that dies of them leaves a trace.
        case together(lease: String)
        /// One of them failed before, or was left by a batch that ended with its worker: one by one.
        case alone([Int64])
    }

    /// Effect and removal in one transaction; when it fails, one transaction a job, so that a single poisoned one does
    /// not hold its neighbours.
    ///
    /// - Returns: how many jobs were taken.
    func doInside(_ handler: any InsideHandler, council: Int32) async throws -> Int {
        let size = max(1, handler.size)
        let claim = try await inside(council) { try Self.claim(handler.kind, size, $0) }
        switch claim {
        case .nothing: return 0
        case .alone(let ids): return try await doAlone(ids, of: nil, handler, council: council)
        case .together(let lease): return try await doTogether(lease, size, handler, council: council)
        }
    }

    private static func claim(_ kind: String, _ size: Int, _ store: JobStore) throws -> Claim {
        let found = try store.claim(kind, atMost: size)
        if let lease = found.lease { return .together(lease: lease) }
        // What a dead batch left comes last: as long as it is there, its neighbours go one by one.
        let ids = found.ready + found.ended
        return ids.isEmpty ? .nothing : .alone(ids)
    }

    private func doTogether(
        _ lease: String, _ size: Int, _ handler: any InsideHandler, council: Int32
    ) async throws -> Int {
        let claimed = Claimed()
        do {
            return try await inside(council) { store in
                guard let first = try store.lock(marked: lease) else { return 0 }
                let jobs = [first] + (size > 1 ? try store.lock(handler.kind, atMost: size - 1) : [])
                claimed.set(jobs.map(\.id))
                return try Self.perform(jobs, handler, store)
            }
        } catch {
            let ids = claimed.ids
            guard !ids.isEmpty, !isLost(error) else {
                await giveBack(lease, council: council)
                throw error
            }
            let done = try await doAlone(ids, of: lease, handler, council: council)
            if stop.isSet { try await inside(council) { try $0.giveBack(lease) } }
            return done
        }
    }

    /// Gives back what was lent, so that it need not wait for the end of its lease. After a restart of the server each
    /// session of the pool says once that it was ended: it is asked a few times.
    private func giveBack(_ lease: String, council: Int32) async {
        for _ in 0..<5 where (try? await inside(council, { try $0.giveBack(lease) })) == nil {}
    }

    /// Each attempt is committed before it is made: a job that ends its worker is set aside after ten.
    private func doAlone(
        _ ids: [Int64], of lease: String?, _ handler: any InsideHandler, council: Int32
    ) async throws -> Int {
        for id in ids where !stop.isSet {
            guard let attempt = try await inside(council, { try $0.begin(id, of: lease) }) else { continue }
            do {
                _ = try await inside(council) { store in
                    try Self.perform(try store.lock(id, attempt: attempt).map { [$0] } ?? [], handler, store)
                }
            } catch {
                if isLost(error) { throw error }
                let why = words(of: error)
                try await inside(council) { try $0.fail(id, attempt: attempt, why) }
            }
        }
        return ids.count
    }

    private static func perform(_ jobs: [Job], _ handler: any InsideHandler, _ store: JobStore) throws -> Int {
        guard !jobs.isEmpty else { return 0 }
        try handler.run(jobs, store.transaction)
        try store.remove(jobs.map(\.id))
        return jobs.count
    }

    private func inside<Value: Sendable>(
        _ council: Int32, _ body: @escaping @Sendable (JobStore) throws -> Value
    ) async throws -> Value {
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
            try await inside(council) { try $0.giveBack(id) }
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
