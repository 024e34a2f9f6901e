import Postgres
import Vocabulary

/// The statements on terms.
enum PurgeTermStore {
    /// Somebody who was on the council's roll.
    struct Stay {
        let physician: Int64
        let isRegistered: Bool
        /// The last day on any roll.
        let leftOn: CalendarDate?
        /// The last day of the last cycle that was ever judged.
        let cycleEnd: CalendarDate?
        /// Until when that cycle is controlled.
        let control: CalendarDate?
        let isHeld: Bool
    }

    static func stays(_ transaction: Transaction, council: Int32, on day: CalendarDate) throws -> [Stay] {
        try transaction.query(
            """
            select s.physician_id, s.is_registered, s.left_on, c.cycle_end, c.control_deadline,
                exists (select from access.held_physician h where h.council_id = s.council_id
                    and h.physician_id = s.physician_id and (h.ends_on is null or h.ends_on > \(day))) as is_held
            from registry.stay s
            left join lateral (
                select max((cycle ->> 2)::date) as cycle_end, max((cycle ->> 3)::date) as control_deadline
                from standings.record r, jsonb_array_elements(r.content::jsonb -> 'cycles') cycle
                where r.council_id = s.council_id and r.physician_id = s.physician_id) c on not s.is_registered
            where s.council_id = \(council) order by s.physician_id
            """
        ).map { row in
            Stay(
                physician: Int64(try row.int("physician_id")), isRegistered: try row.bool("is_registered"),
                leftOn: try row.optional("left_on"), cycleEnd: try row.optional("cycle_end"),
                control: try row.optional("control_deadline"), isHeld: try row.bool("is_held"))
        }
    }

    /// Removes what a reviewed purge has listed, as the role of purges.
    static func purge(_ transaction: Transaction) throws -> [String: Int] {
        let tables: [(name: String, table: SQL)] = [
            ("standings.record", "standings.record"), ("standings.standing", "standings.standing"),
            ("standings.cycle", "standings.cycle"), ("standings.impact_sample", "standings.impact_sample"),
        ]
        var removed: [String: Int] = [:]
        for (name, table) in tables {
            removed[name] = try transaction.query(
                """
                delete from \(table)
                where physician_id in (select item_id from access.purge_ready where kind = 'physician')
                """
            ).affected
        }
        return removed
    }
}
