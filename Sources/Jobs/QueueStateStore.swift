import Postgres

/// The statements of the queue's operator.
struct QueueStateStore {
    let transaction: Transaction

    func read() throws -> QueueState {
        QueueState(piles: try piles(), poison: try poison())
    }

    private func piles() throws -> [QueueState.Pile] {
        try transaction.query(
            """
            select kind, count(*) filter (where state = 'ready') as ready,
                count(*) filter (where state = 'leased') as leased,
                count(*) filter (where state = 'poison') as poison,
                greatest(0, coalesce(extract(epoch from now() - min(run_at) filter (where state = 'ready')), 0))::int
                    as delay
            from jobs.job group by kind order by kind
            """
        ).map { row in
            QueueState.Pile(
                kind: try row.text("kind"), ready: try row.int("ready"), leased: try row.int("leased"),
                poison: try row.int("poison"), delay: try row.int("delay"))
        }
    }

    private func poison() throws -> [QueueState.Poison] {
        try transaction.query(
            """
            select job_id, council_id, kind, attempts, coalesce(last_fault, '') as fault from jobs.job
            where state = 'poison' order by job_id limit 200
            """
        ).map { row in
            QueueState.Poison(
                id: Int64(try row.int("job_id")), council: try row.value("council_id"), kind: try row.text("kind"),
                attempts: try row.int("attempts"), fault: try row.text("fault"))
        }
    }

    /// The council of the job, or nil when it was not set aside.
    func revive(_ id: Int64) throws -> Int32? {
        let revived = try transaction.first(
            """
            update jobs.job set state = 'ready', attempts = 0, run_at = now()
            where job_id = \(id) and state = 'poison' returning council_id
            """)
        guard let revived else { return nil }
        try transaction.query("select pg_notify(\(Enqueue.channel), '')")
        return try revived.value("council_id")
    }
}
