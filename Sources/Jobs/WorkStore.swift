import Postgres

/// What the role of the queue sees of every council: that there is work, never which.
struct WorkStore {
    /// Jobs of one kind of one council.
    struct Pile: Sendable, Hashable {
        let council: Int32
        let kind: String
        /// Seconds until the first of them is due; 0 or less when it is.
        let wait: Double
    }

    let transaction: Transaction
    var clock = QueueClock.database

    /// One line for each council and kind in the queue, by a walk along the unique key: its cost follows the number of
    /// piles, not of jobs.
    func piles(of kinds: [String]) throws -> [Pile] {
        try transaction.query(
            """
            with recursive pile as (
                (select council_id, kind from jobs.job order by council_id, kind limit 1)
                union all
                select next.council_id, next.kind from pile cross join lateral (
                    select council_id, kind from jobs.job where (council_id, kind) > (pile.council_id, pile.kind)
                    order by council_id, kind limit 1) next),
            timed as (
                select p.council_id, p.kind,
                    (select j.run_at from jobs.job j
                        where j.council_id = p.council_id and j.kind = p.kind and j.state = 'ready'
                        order by j.run_at limit 1) as ready,
                    (select j.leased_until from jobs.job j
                        where j.council_id = p.council_id and j.kind = p.kind and j.state = 'leased'
                        order by j.leased_until limit 1) as ended,
                    exists (select from jobs.job j
                        where j.council_id = p.council_id and j.kind = p.kind and j.state = 'leased'
                            and j.leased_until > \(clock.now)
                                + make_interval(secs => \(JobStore.longestLease))) as beyond
                from pile p where p.kind = any(\(kinds)::text[]))
            select council_id, kind,
                extract(epoch from case when beyond then \(clock.now) else least(ready, ended) end - \(clock.now))
                    as wait
            from timed where beyond or ready is not null or ended is not null order by 3, 1, 2
            """
        ).map { row in
            Pile(council: try row.value("council_id"), kind: try row.text("kind"), wait: try row.value("wait"))
        }
    }
}
