import Postgres
import Vocabulary

/// The statements of one council's queue.
struct JobStore {
    /// Attempts after which a job is set aside.
    static let mostAttempts = 10
    /// How long jobs are lent, in seconds.
    static let leaseSeconds = 60
    /// A lease that ends later than this, in seconds from now, was given by a clock that was wrong.
    static let longestLease = 300

    let transaction: Transaction
    let council: Int32
    var clock = QueueClock.database

    /// False when the key is there already.
    func add(_ kind: String, key: String, payload: JSON, runAt: Int64?) throws -> Bool {
        try transaction.first(
            """
            with added as (
                insert into jobs.job (council_id, kind, key, payload, run_at)
                values (\(council), \(kind), \(key), \(payload.text)::jsonb,
                    coalesce(to_timestamp(\(runAt)::float8), \(clock.now)))
                on conflict on constraint job_key_is_unique do nothing
                returning council_id)
            select pg_notify(\(Enqueue.channel), '') from added
            """) != nil
    }

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

    /// The same for one job.
    func lock(_ id: Int64) throws -> Job? {
        try transaction.first(
            """
            select council_id, job_id, kind, key, payload::text as payload, attempts + 1 as attempt from jobs.job
            where council_id = \(council) and job_id = \(id) and state = 'ready' and run_at <= \(clock.now)
            for update skip locked
            """
        ).map(Self.job)
    }

    /// Lends jobs that are due, or whose lease has ended or cannot be true; one that was lent ten times and never
    /// ended is set aside.
    func lend(_ kind: String, atMost limit: Int) throws -> (lease: String, jobs: [Job]) {
        let rows = try transaction.query(
            """
            with ready as (
                select job_id, run_at as since from jobs.job
                where council_id = \(council) and kind = \(kind) and state = 'ready' and run_at <= \(clock.now)
                order by run_at, job_id limit \(limit) for update skip locked),
            ended as (
                select job_id, leased_until as since from jobs.job
                where council_id = \(council) and kind = \(kind) and state = 'leased'
                    and (leased_until < \(clock.now)
                        or leased_until > \(clock.now) + make_interval(secs => \(Self.longestLease)))
                order by leased_until limit \(limit) for update skip locked),
            due as (select job_id from (table ended union all table ready) found order by since, job_id limit \(limit)),
            paper as materialized (select gen_random_uuid() as lease),
            lent as (
                update jobs.job set state = case when attempts >= \(Self.mostAttempts) then 'poison' else 'leased' end,
                    attempts = least(attempts + 1, \(Self.mostAttempts)),
                    lease = case when attempts < \(Self.mostAttempts) then (select lease from paper) end,
                    leased_until = case when attempts < \(Self.mostAttempts)
                        then \(clock.now) + make_interval(secs => \(Self.leaseSeconds)) end,
                    last_fault = case when attempts < \(Self.mostAttempts) then last_fault
                        else coalesce(last_fault, 'never ended') end
                where council_id = \(council) and job_id in (select job_id from due)
                returning council_id, job_id, kind, key, payload, attempts, lease, run_at)
            select council_id, job_id, kind, key, payload::text as payload, attempts as attempt, lease::text as lease
            from lent where lease is not null order by run_at, job_id
            """)
        return (try rows.first?.text("lease") ?? "", try rows.map(Self.job))
    }

    /// Removes jobs that the transaction has done.
    func remove(_ ids: [Int64]) throws {
        try transaction.query("delete from jobs.job where council_id = \(council) and job_id = any(\(ids)::bigint[])")
    }

    /// A locked or free job has failed: it waits, or is set aside.
    func fail(_ id: Int64, _ why: String) throws {
        try transaction.query(
            """
            update jobs.job set attempts = attempts + 1, last_fault = left(\(why), 200), \(Self.next(clock, from: 1))
            where council_id = \(council) and job_id = \(id) and state = 'ready'
            """)
    }

    /// How many jobs of the lease are left, each lent for a whole while again.
    func keep(_ lease: String) throws -> Int {
        try transaction.query(
            """
            update jobs.job set leased_until = \(clock.now) + make_interval(secs => \(Self.leaseSeconds))
            where council_id = \(council) and lease = \(lease)::uuid and state = 'leased'
            """
        ).affected
    }

    func finish(_ id: Int64, of lease: String) throws -> Bool {
        try transaction.query(
            """
            delete from jobs.job
            where council_id = \(council) and job_id = \(id) and state = 'leased' and lease = \(lease)::uuid
            """
        ).affected == 1
    }

    func postpone(_ id: Int64, of lease: String, _ why: String, at moment: Int64?) throws -> Bool {
        let change: SQL =
            if let moment {
                "state = 'ready', run_at = to_timestamp(\(moment)::float8), attempts = greatest(attempts - 1, 0)"
            } else {
                Self.next(clock, from: 0)
            }
        return try transaction.query(
            """
            update jobs.job set \(change), lease = null, leased_until = null, last_fault = left(\(why), 200)
            where council_id = \(council) and job_id = \(id) and state = 'leased' and lease = \(lease)::uuid
            """
        ).affected == 1
    }

    /// What is left of a lease goes back as it came.
    func giveBack(_ lease: String) throws {
        try transaction.query(
            """
            update jobs.job set state = 'ready', lease = null, leased_until = null, attempts = greatest(attempts - 1, 0)
            where council_id = \(council) and lease = \(lease)::uuid and state = 'leased'
            """)
    }

    /// The pause after a failed attempt: 30 s, doubled each time, at most six hours, and up to half a minute more by
    /// the job's own number, so that those that failed together do not come back together.
    ///
    /// - Parameter uncounted: attempts made that the row does not count yet.
    private static func next(_ clock: QueueClock, from uncounted: Int) -> SQL {
        """
        state = case when attempts + \(uncounted) >= \(mostAttempts) then 'poison' else 'ready' end,
        run_at = \(clock.now) + make_interval(secs =>
            least(15 * power(2, attempts + \(uncounted)), 21600) + job_id % 30)
        """
    }

    private static func job(_ row: Row) throws -> Job {
        Job(
            id: Int64(try row.int("job_id")), council: try row.value("council_id"), kind: try row.text("kind"),
            key: try row.text("key"), payload: try JSON(parsing: try row.text("payload")),
            attempt: try row.int("attempt"))
    }
}
