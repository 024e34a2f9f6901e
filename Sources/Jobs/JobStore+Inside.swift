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

    /// Locks jobs that a batch lent to itself and never ended: one of that batch killed its worker.
    func lockEnded(_ kind: String, atMost limit: Int) throws -> [Int64] {
        try transaction.query(
            """
            select job_id from jobs.job
            where council_id = \(council) and kind = \(kind) and state = 'leased' and \(hasEnded)
            order by leased_until, job_id limit \(limit) for update skip locked
            """
        ).map { Int64(try $0.int("job_id")) }
    }

    /// Lends a locked job to the batch that is about to take it.
    ///
    /// - Returns: the lease.
    func mark(_ id: Int64) throws -> String {
        try transaction.query(
            """
            update jobs.job set state = 'leased', lease = gen_random_uuid(),
                leased_until = \(clock.now) + make_interval(secs => \(Self.leaseSeconds))
            where council_id = \(council) and job_id = \(id) returning lease::text as lease
            """)[0].text("lease")
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
