import Postgres
import Support
import Testing

@Suite("What the law forbids, the tables refuse")
struct ConstraintTests {
    /// The constraint that refuses one of the statements, run as council 1 with a physician whose key is 1.
    private func refusal(_ statements: [SQL]) async throws -> String? {
        let place = try await SharedDatabase.open()
        do {
            try await place.database.rolledBack(as: .council(1)) { transaction in
                try transaction.query(
                    """
                    insert into registry.physician (physician_id, rpps_number, created_lot, changed_lot)
                    overriding system value values (1, '19900000011', 1, 1)
                    """)
                for statement in statements { try transaction.query(statement) }
            }
            return nil
        } catch let error as PostgresError {
            return error.constraint ?? error.description
        }
    }

    private func cycle(_ ordinal: Int, _ during: String) -> SQL {
        """
        insert into standings.cycle (council_id, physician_id, during, ordinal, control_deadline)
        values (1, 1, \(during)::daterange, \(ordinal)::smallint, '2040-01-01')
        """
    }

    private func standing(_ state: String, complete: Bool?, late: Bool?) -> SQL {
        """
        insert into standings.standing (council_id, physician_id, rpps_number, search_name, framework_certainty, state,
            is_complete, is_late, has_email, computed_for)
        values (1, 1, '19900000011', 'a', 'deduit', \(state), \(complete), \(late), true, '2026-01-01')
        """
    }

    @Test("two cycles of one physician never overlap, not by a day (R. 4022-14)")
    func cyclesNeverOverlap() async throws {
        #expect(
            try await refusal([cycle(1, "[2023-01-01,2032-01-01)"), cycle(2, "[2031-12-31,2037-12-31)")])
                == "cycle_of_a_physician_never_overlaps")
        #expect(try await refusal([cycle(1, "[2023-01-01,2032-01-01)"), cycle(2, "[2032-01-01,2038-01-01)")]) == nil)
    }

    @Test("an open cycle leaves no room for a second one")
    func openCycleIsAlone() async throws {
        #expect(
            try await refusal([cycle(1, "[2023-01-01,)"), cycle(2, "[2050-01-01,)")])
                == "cycle_of_a_physician_never_overlaps")
    }

    @Test("a complete programme is never late (contracts §8)")
    func completeIsNeverLate() async throws {
        #expect(
            try await refusal([standing("in_cycle", complete: true, late: true)]) == "standing_complete_is_never_late")
        #expect(try await refusal([standing("in_cycle", complete: true, late: false)]) == nil)
    }

    @Test("without a référentiel nobody is complete, late or counted (contracts §7)")
    func noFrameworkNoVerdict() async throws {
        #expect(
            try await refusal([standing("framework_missing", complete: false, late: false)])
                == "standing_without_framework_has_no_count")
        #expect(
            try await refusal([standing("in_cycle", complete: nil, late: nil)])
                == "standing_without_framework_has_no_count")
        #expect(try await refusal([standing("framework_to_confirm", complete: nil, late: nil)]) == nil)
    }

    @Test("every foreign key has an index that begins with its columns")
    func foreignKeysAreIndexed() async throws {
        let found = try await Catalogue.names(
            """
            select k.conrelid::regclass || ' ' || k.conname as name from pg_constraint k
            where k.contype = 'f' and k.connamespace::regnamespace::text in \(Catalogue.ours) and not exists (
                select from pg_index i where i.indrelid = k.conrelid and i.indpred is null and i.indisvalid
                    and (i.indkey::int2[])[0:cardinality(k.conkey) - 1] <@ k.conkey
                    and (i.indkey::int2[])[0:cardinality(k.conkey) - 1] @> k.conkey)
            """)
        #expect(found == [])
    }
}
