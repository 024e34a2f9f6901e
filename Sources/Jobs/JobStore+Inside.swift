import Postgres

/// The statements of jobs whose effect is in the database. A batch leaves one of its jobs lent, an attempt alone is
/// counted before it is made: a job that kills its worker is found by what it left, and set aside.
extension JobStore {
    /// Locks jobs that are due, for the length of the transaction; those that others hold are passed over.
    func lock(_ kind: String, atMost limit: Int) throws -> [Job] {
        try transaction.query(
            """
            select council_id, job_id, kind, key, payload::text as payload, attempts + 1 as attempt from jobs.job
            where council_id = \(council) and kind = \(kind) and state = 'ready' and run_at <= \(clock.now)
            order by run_at, job_id limit \(limit) for update skip locked
            """
        ).map(Self.job)
    }

    /// What a look at a pile found, in the order in which it is due.
    struct Found {
        /// Jobs that a batch lent to itself and never ended: one of that batch killed its worker.
        var ended: [Int64] = []
        /// Jobs that are due.
        var ready: [Int64] = []
        /// The lease of the first that is ready, lent to the batch that is about to take it; nil when they go one by one:
        /// one of them failed before, or was left by a batch.
        var lease: String?
    }

    /// Locks what there is for the length of the transaction, and lends the first to the batch, in one statement; what
    /// others hold is passed over.
    func claim(_ kind: String, atMost limit: Int) throws -> Found {
        let rows = try transaction.query(
            """
            with ended as (
                select job_id, leased_until from jobs.job
                where council_id = \(council) and kind = \(kind) and state = 'leased' and \(hasEnded)
                order by leased_until, job_id limit \(limit) for update skip locked),
            ready as (
                select job_id, run_at, attempts from jobs.job
                where council_id = \(council) and kind = \(kind) and state = 'ready' and run_at <= \(clock.now)
                order by run_at, job_id limit \(limit) for update skip locked),
            lent as (
                update jobs.job set state = 'leased', lease = gen_random_uuid(),
                    leased_until = \(clock.now) + make_interval(secs => \(Self.leaseSeconds))
                where council_id = \(council) and job_id = (select job_id from ready order by run_at, job_id limit 1)
                    and not exists (select from ended) and not exists (select from ready where attempts > 0)
                returning lease)
            select 'ended' as part, job_id, null as lease, leased_until as since from ended
            union all select 'ready', job_id, null, run_at from ready
            union all select 'lent', null, lease::text, null from lent
            order by since, job_id
            """)
        var found = Found()
        for row in rows {
            switch try row.text("part") {
            case "ended": found.ended.append(Int64(try row.int("job_id")))
            case "ready": found.ready.append(Int64(try row.int("job_id")))
            default: found.lease = try row.text("lease")
            }
        }
        return found
    }

    /// Locks the job that a batch lent to itself; nil when it has gone to somebody else. It waits: another lane that saw
    /// the job before it was lent holds its row for a moment, without wanting it.
    func lock(marked lease: String) throws -> Job? {
        try transaction.first(
            """
            select council_id, job_id, kind, key, payload::text as payload, attempts + 1 as attempt from jobs.job
            where council_id = \(council) and lease = \(lease)::uuid and state = 'leased' for update
            """
        ).map(Self.job)
    }

    /// Counts an attempt as failed before it is made.
    ///
    /// - Parameter lease: of the batch that failed, whose job it may be; nil for none.
    /// - Returns: which attempt it is; nil when the job is in another's hands, or not due any more.
    func begin(_ id: Int64, of lease: String?) throws -> Int? {
        try transaction.first(
            """
            with free as (
                select job_id from jobs.job
                where council_id = \(council) and job_id = \(id) and (
                    state = 'ready' and run_at <= \(clock.now)
                    or state = 'leased' and (lease = \(lease)::uuid or \(hasEnded)))
                for update skip locked)
            update jobs.job set lease = null, leased_until = null, last_fault = \(Self.death), \(afterAttempt)
            where council_id = \(council) and job_id in (table free) returning attempts
            """
        ).map { try $0.int("attempts") }
    }

    /// Locks a job whose attempt was counted; nil when somebody has put it back or taken it meanwhile.
    func lock(_ id: Int64, attempt: Int) throws -> Job? {
        try transaction.first(
            """
            select council_id, job_id, kind, key, payload::text as payload, attempts as attempt from jobs.job
            where council_id = \(council) and job_id = \(id) and attempts = \(attempt) and state <> 'leased'
            for update
            """
        ).map(Self.job)
    }

    /// Says why an attempt that was counted has failed.
    func fail(_ id: Int64, attempt: Int, _ why: String) throws {
        try transaction.query(
            """
            update jobs.job set last_fault = left(\(why), 200)
            where council_id = \(council) and job_id = \(id) and attempts = \(attempt) and state <> 'leased'
            """)
    }
}
