@testable import Jobs
import Postgres
import Support
import Testing
import Vocabulary

@Suite("A claim reads what it takes, by an index, however long the queue is")
struct QueuePlannerTests {
    /// How often a body reads the whole queue, how many rows it reads, and what it found.
    private static func cost(
        _ transaction: Transaction, _ body: () throws -> Int
    ) throws -> (scans: Int, rows: Int, found: Int) {
        func read() throws -> (Int, Int) {
            let row = try transaction.query(
                """
                select pg_stat_get_xact_numscans('jobs.job'::regclass) as scans,
                    (select sum(pg_stat_get_xact_tuples_returned(c.oid)) from pg_class c
                        where c.oid = 'jobs.job'::regclass or c.oid in (
                            select indexrelid from pg_index where indrelid = 'jobs.job'::regclass))::bigint as rows
                """)[0]
            return (try row.int("scans"), try row.int("rows"))
        }
        let before = try read()
        let found = try body()
        let after = try read()
        return (after.0 - before.0, after.1 - before.1, found)
    }

    @Test("among 40,000 jobs of two councils and three kinds")
    func claims() async throws {
        try await QueueGround.run { ground in
            for council in [Int32(1), 2] {
                _ = try await ground.database.transaction(as: .council(council), timeout: 0) { transaction in
                    try transaction.query(
                        """
                        insert into jobs.job (council_id, kind, key, payload, run_at)
                        select \(council), 'kind' || n % 3, n::text, '{}', now() - interval '1 hour'
                        from generate_series(1, 20000) n
                        """)
                }
            }
            _ = try await ground.place.owner.transaction(as: nil, timeout: 0) { try $0.query("analyze jobs.job") }
            try await ground.database.rolledBack(as: .council(2)) { transaction in
                let store = JobStore(transaction: transaction, council: 2)
                let locked = try Self.cost(transaction) { try store.lock("kind1", atMost: 50).count }
                #expect(locked.found == 50)
                #expect(locked.scans == 0)
                #expect(locked.rows <= 120)
                let claimed = try Self.cost(transaction) { try store.claim("kind0", atMost: 1).ready.count }
                #expect(claimed.found == 1)
                #expect(claimed.scans == 0)
                #expect(claimed.rows <= 20)
                let lent = try Self.cost(transaction) { try store.lend("kind2", atMost: 20).jobs.count }
                #expect(lent.found == 20)
                #expect(lent.scans == 0)
                #expect(lent.rows <= 200)
            }
            try await ground.database.rolledBack(as: .queue) { transaction in
                let kinds = ["kind0", "kind1", "kind2"]
                let looked = try Self.cost(transaction) {
                    try WorkStore(transaction: transaction).piles(of: kinds).count
                }
                #expect(looked.found == 6)
                #expect(looked.scans == 0)
                #expect(looked.rows <= 100)
            }
        }
    }
}
