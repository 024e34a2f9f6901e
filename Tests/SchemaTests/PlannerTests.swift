import Postgres
@testable import Standings
import Support
import Testing
import Vocabulary

/// The product's own statements are run on two councils of 20,000 rows, then the counters of the transaction say
/// which index they used and how many rows they read.
@Suite("The hot statements read their page and little else, by an index that begins with the council")
struct PlannerTests {
    private static let size = 20_000

    /// What a statement did to `standings.standing`.
    private struct Reading: Sendable {
        var sequentialScans = 0
        var rows = 0
        var scans: [String: Int] = [:]
    }

    private func reading(_ body: @escaping @Sendable (Transaction) throws -> Void) async throws -> Reading {
        try await PlannerPlace.shared.open().transaction(as: .council(2)) { transaction in
            // The server may still hold what this session did before: only the difference is the body's.
            let before = try Self.counters(transaction)
            try body(transaction)
            let after = try Self.counters(transaction)
            var reading = Reading()
            for (name, counter) in after {
                let scans = counter.scans - (before[name]?.scans ?? 0)
                if name == "standing" { reading.sequentialScans = scans } else { reading.scans[name] = scans }
                reading.rows += counter.rows - (before[name]?.rows ?? 0)
            }
            return reading
        }
    }

    private static func counters(_ transaction: Transaction) throws -> [String: (scans: Int, rows: Int)] {
        let rows = try transaction.query(
            """
            select c.relname::text as name, pg_stat_get_xact_numscans(c.oid) as scans,
                pg_stat_get_xact_tuples_returned(c.oid) as rows
            from pg_class c where c.oid = 'standings.standing'::regclass
                or c.oid in (select indexrelid from pg_index where indrelid = 'standings.standing'::regclass)
            """)
        return Dictionary(
            uniqueKeysWithValues: try rows.map {
                (try $0.text("name"), (scans: try $0.int("scans"), rows: try $0.int("rows")))
            })
    }

    private func page(_ sort: WorklistSort, filter: WorklistFilter = WorklistFilter()) async throws -> Reading {
        try await reading { transaction in
            let query = WorklistQuery(filter: filter, sort: sort)
            let rows = try WorklistStore.rows(transaction, query, excluding: [], limit: 50)
            #expect(rows.count == 50)
        }
    }

    @Test("the first page by name")
    func firstPage() async throws {
        let reading = try await page(.name)
        #expect(reading.sequentialScans == 0)
        #expect(reading.scans["standing_by_name"] == 1)
        #expect(reading.rows <= 60)
    }

    @Test("a page far down costs what the first one does: the key, not a count, tells where it begins")
    func pageFarDown() async throws {
        let reading = try await reading { transaction in
            let middle = try transaction.query(
                "select physician_id from standings.standing where search_name = 'nom 15000'")[0].int("physician_id")
            let query = WorklistQuery(place: .after(Int64(middle)))
            #expect(try WorklistStore.rows(transaction, query, excluding: [], limit: 50).count == 50)
        }
        #expect(reading.sequentialScans == 0)
        #expect(reading.rows <= 120)
    }

    @Test("the first page by the end of the cycle")
    func byDeadline() async throws {
        let reading = try await page(.deadline)
        #expect(reading.sequentialScans == 0)
        #expect(reading.scans["standing_by_deadline"] == 1)
        #expect(reading.rows <= 60)
    }

    @Test("those who are late, by the end of the cycle, have an index of their own")
    func lateByDeadline() async throws {
        var late = WorklistFilter()
        late.isLate = true
        let reading = try await page(.deadline, filter: late)
        #expect(reading.sequentialScans == 0)
        #expect(reading.scans["standing_late_by_deadline"] == 1)
        #expect(reading.rows <= 60)
    }

    @Test("what falls due is found without looking at those whose standing cannot change")
    func fallingDue() async throws {
        let reading = try await reading { transaction in
            let due = try RunStore(transaction: transaction, council: 2).fallingDue(by: day("2026-01-05"))
            #expect(due.count == 5)
        }
        #expect(reading.sequentialScans == 0)
        #expect(reading.rows <= 20)
    }

    @Test("one physician's row is found by its key")
    func oneRow() async throws {
        let reading = try await reading { transaction in
            let query = WorklistQuery(place: .after(25_000))
            _ = try WorklistStore.rows(transaction, query, excluding: [], limit: 1)
        }
        #expect(reading.sequentialScans == 0)
    }
}

/// Two councils of 20,000 standings each, made once a process.
private actor PlannerPlace {
    static let shared = PlannerPlace()
    private var making: Task<Database, any Error>?

    func open() async throws -> Database {
        if let making { return try await making.value }
        let task = Task { try await Self.make() }
        making = task
        return try await task.value
    }

    private static func make() async throws -> Database {
        let place = try await ThrowAwayDatabase.kept()
        try await place.database.transaction(as: .national, timeout: 0) { transaction in
            try transaction.query(
                """
                insert into registry.physician (rpps_number, created_lot, changed_lot)
                select lpad(n::text, 11, '0'), 1, 1 from generate_series(1, 40000) n
                """)
        }
        for council in [Int32(1), 2] {
            try await place.database.transaction(as: .council(council), timeout: 0) { transaction in
                try transaction.query(
                    """
                    insert into standings.standing (council_id, physician_id, rpps_number, search_name, framework_id,
                        framework_certainty, state, cycle_start, cycle_end, required, counts, counted_total,
                        required_total, is_complete, is_late, has_email, next_change_on, computed_for)
                    select \(council), physician_id, rpps_number, 'nom ' || (physician_id % 20000), 'medecine-generale',
                        'deduit', 'in_cycle', '2023-01-01', date '2029-01-01' + (physician_id % 2000)::int,
                        '{2,2,2,2}', '{0,0,0,0}', 0, 8, false, physician_id % 50 = 0, true,
                        date '2026-01-01' + (physician_id % 20000)::int, '2025-01-01'
                    from registry.physician where physician_id > (\(council) - 1) * 20000
                        and physician_id <= \(council) * 20000
                    """)
            }
        }
        _ = try await place.owner.transaction(as: nil, timeout: 0) { try $0.query("analyze standings.standing") }
        return place.database
    }
}
