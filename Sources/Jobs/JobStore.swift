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
    /// The fault of an attempt that nobody ended: its worker died.
    static let death = "never ended"

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

    /// Lends jobs that are due, or whose lease has ended or cannot be true. Of a lease that ended with its worker, the
    /// first job left is the one that was in hand: it alone has made an attempt, and is set aside after ten.
    func lend(_ kind: String, atMost limit: Int) throws -> (lease: String, jobs: [Job]) {
        let rows = try transaction.query(
            """
            with ready as (
                select job_id, run_at as since from jobs.job
                where council_id = \(council) and kind = \(kind) and state = 'ready' and run_at <= \(clock.now)
                order by run_at, job_id limit \(limit) for update skip locked),
            ended as (
                select job_id, leased_until as since, lease, run_at from jobs.job
                where council_id = \(council) and kind = \(kind) and state = 'leased' and \(hasEnded)
                order by leased_until, run_at, job_id limit \(limit) for update skip locked),
            begun as (select distinct on (lease) job_id from ended order by lease, run_at, job_id),
            due as (
                select job_id, died from (
                    select job_id, since, (job_id in (table begun))::int as died from ended
                    union all select job_id, since, 0 from ready) found
                order by since, job_id limit \(limit)),
            paper as materialized (select gen_random_uuid() as lease),
            lent as (
                update jobs.job j set attempts = attempts + died,
                    state = case when attempts + died < \(Self.mostAttempts) then 'leased' else 'poison' end,
                    lease = case when attempts + died < \(Self.mostAttempts) then (select lease from paper) end,
                    leased_until = case when attempts + died < \(Self.mostAttempts)
                        then \(clock.now) + make_interval(secs => \(Self.leaseSeconds)) end,
                    last_fault = case when died = 1 then \(Self.death) else last_fault end
                from due where j.council_id = \(council) and j.job_id = due.job_id
                returning j.council_id, j.job_id, kind, key, payload, attempts, lease, run_at)
            select council_id, job_id, kind, key, payload::text as payload, attempts + 1 as attempt,
                lease::text as lease
            from lent where lease is not null order by run_at, job_id
            """)
        return (try rows.first?.text("lease") ?? "", try rows.map(Self.job))
    }

    /// Whether the lease of a row is over, or was given by a clock that was wrong.
    var hasEnded: SQL {
        """
        (leased_until < \(clock.now)
            or leased_until > \(clock.now) + make_interval(secs => \(Self.longestLease)))
        """
    }

    /// Removes jobs that the transaction has done.
    func remove(_ ids: [Int64]) throws {
        try transaction.query("delete from jobs.job where council_id = \(council) and job_id = any(\(ids)::bigint[])")
    }

    /// Removes the job of a key.
    func remove(_ kind: String, key: String) throws {
        try transaction.query(
            "delete from jobs.job where council_id = \(council) and kind = \(kind) and key = \(key)")
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

    /// - Parameter moment: in seconds since 1970-01-01T00:00:00Z; nil counts the attempt, and pauses or sets aside.
    func postpone(_ id: Int64, of lease: String, _ why: String, at moment: Int64?) throws -> Bool {
        let change: SQL =
            if let moment { "state = 'ready', run_at = to_timestamp(\(moment)::float8)" } else { afterAttempt }
        return try transaction.query(
            """
            update jobs.job set \(change), lease = null, leased_until = null, last_fault = left(\(why), 200)
            where council_id = \(council) and job_id = \(id) and state = 'leased' and lease = \(lease)::uuid
            """
        ).affected == 1
    }

    /// What is left of a lease goes back, all for one reason, untried.
    func postponeRest(of lease: String, _ why: String, at moment: Int64) throws {
        try transaction.query(
            """
            update jobs.job set state = 'ready', run_at = to_timestamp(\(moment)::float8), lease = null,
                leased_until = null, last_fault = left(\(why), 200)
            where council_id = \(council) and lease = \(lease)::uuid and state = 'leased'
            """)
    }

    /// What is left of a lease goes back as it came.
    func giveBack(_ lease: String) throws {
        try transaction.query(
            """
            update jobs.job set state = 'ready', lease = null, leased_until = null
            where council_id = \(council) and lease = \(lease)::uuid and state = 'leased'
            """)
    }

    /// Jobs that were put off for this reason are due now; those that others hold are passed over.
    func recall(_ kind: String, because why: String) throws {
        let recalled = try transaction.query(
            """
            update jobs.job set run_at = now() where council_id = \(council) and job_id in (
                select job_id from jobs.job
                where council_id = \(council) and kind = \(kind) and state = 'ready' and run_at > now()
                    and last_fault = \(why)
                for update skip locked)
            """)
        if recalled.affected > 0 { try transaction.query("select pg_notify(\(Enqueue.channel), '')") }
    }

    /// An attempt more, and the pause after it: 30 s, doubled each time, at most six hours, and up to half a minute by
    /// the job's own number, so that those that failed together do not come back together. After ten it is set aside.
    var afterAttempt: SQL {
        """
        attempts = attempts + 1, state = case when attempts + 1 >= \(Self.mostAttempts) then 'poison' else 'ready' end,
        run_at = \(clock.now) + make_interval(secs => least(15 * power(2, attempts + 1), 21600) + job_id % 30)
        """
    }

    static func job(_ row: Row) throws -> Job {
        Job(
            id: Int64(try row.int("job_id")), council: try row.value("council_id"), kind: try row.text("kind"),
            key: try row.text("key"), payload: try JSON(parsing: try row.text("payload")),
            attempt: try row.int("attempt"))
    }
}
