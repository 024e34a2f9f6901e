import Postgres

/// The statements of the queue's operator.
struct QueueStateStore {
    let transaction: Transaction

    func read() throws -> QueueState {
        QueueState(piles: try piles(), poison: try poison())
    }

    private func piles() throws -> [QueueState.Pile] {
        try transaction.query("\(Self.counts) from jobs.job group by kind order by kind").map(Self.pile)
    }

    func pile(_ kind: String, council: Int32) throws -> QueueState.Pile? {
        try transaction.first(
            "\(Self.counts) from jobs.job where council_id = \(council) and kind = \(kind) group by kind"
        ).map(Self.pile)
    }

    private static let counts: SQL = """
        select kind, count(*) filter (where state = 'ready') as ready,
            count(*) filter (where state = 'leased') as leased, count(*) filter (where state = 'poison') as poison,
            count(*) filter (where state = 'ready' and last_fault like '%.unusable') as unusable,
            greatest(0, coalesce(extract(epoch from now() - min(
                case when last_fault like '%.unusable' then least(enqueued_at, run_at) else run_at end)
                filter (where state = 'ready')), 0))::int as delay
        """

    private static func pile(_ row: Row) throws -> QueueState.Pile {
        QueueState.Pile(
            kind: try row.text("kind"), ready: try row.int("ready"), leased: try row.int("leased"),
            poison: try row.int("poison"), unusable: try row.int("unusable"), delay: try row.int("delay"))
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
