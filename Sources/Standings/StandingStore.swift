import Postgres
import Progress
import Vocabulary

/// Writes standings and cycles; the tenant is the transaction's.
struct StandingStore {
    let transaction: Transaction
    let council: Int32

    /// What a write did.
    struct Written {
        var changed = 0
        var removed = 0
    }

    /// Replaces the standings of `selection` by `cases`: only rows that differ are written.
    func replace(_ selection: CaseStore.Selection, with cases: [AssessedCase]) throws -> Written {
        try stage(cases)
        var written = Written()
        written.removed = try removeOthers(selection)
        written.changed = try upsert()
        try writeCycles(selection)
        return written
    }

    /// The tables stay with the session, empty: a night visits a hundred councils, and making them anew for each took
    /// longer than a small council's standings.
    private func stage(_ cases: [AssessedCase]) throws {
        try transaction.query(
            """
            create temporary table if not exists standing_new (physician_id bigint, rpps_number text,
                family_name text, given_name text, search_name text collate "C", specialty_code text,
                framework_id text, framework_certainty text, state text, cycle_start date, cycle_end date,
                control_deadline date, required smallint[], counts smallint[], counted_total smallint,
                required_total smallint, is_complete boolean, is_late boolean, next_alert_on date,
                next_change_on date, has_email boolean, computed_for date) on commit delete rows
            """)
        try transaction.query(
            """
            create temporary table if not exists cycle_new (
                physician_id bigint, ordinal smallint, during daterange, control_deadline date) on commit delete rows
            """)
        try transaction.query("delete from pg_temp.standing_new")
        try transaction.query("delete from pg_temp.cycle_new")
        try transaction.copyIn("copy pg_temp.standing_new from stdin") { writer in
            for item in cases { try StandingStore.write(item, to: writer) }
        }
        try transaction.copyIn("copy pg_temp.cycle_new from stdin") { writer in
            for item in cases {
                for cycle in item.cycles {
                    writer.field(item.file.physicianID)
                    writer.field(cycle.index)
                    writer.field("[\(cycle.start),\(cycle.end.next))")
                    writer.field(cycle.controlDeadline)
                    try writer.endRow()
                }
            }
        }
    }

    private static func write(_ item: AssessedCase, to writer: CopyWriter) throws {
        writer.field(item.file.physicianID)
        writer.field(item.file.rppsNumber)
        writer.field(item.file.familyName)
        writer.field(item.file.givenName)
        writer.field(item.file.searchName)
        writer.field(item.specialtyCode)
        writer.field(item.frameworkCode)
        writer.field(item.certainty.rawValue)
        writer.field(item.state.rawValue)
        writer.field(item.cycle?.start)
        writer.field(item.cycle?.end)
        writer.field(item.cycle?.controlDeadline)
        let standing = item.standing
        writer.field(standing.map { array($0.required) })
        writer.field(standing.map { array($0.counts) })
        writer.field(standing?.total)
        writer.field(standing?.required.total)
        writer.field(standing?.isComplete)
        writer.field(item.isLate)
        writer.field(item.nextAlertOn)
        writer.field(item.nextChangeOn)
        writer.field(item.file.hasEmail)
        writer.field(item.asOf)
        try writer.endRow()
    }

    private static func array(_ counts: BlockCounts) -> String {
        "{\(counts[.knowledge]),\(counts[.practice]),\(counts[.patients]),\(counts[.health])}"
    }

    private func chosen(_ selection: CaseStore.Selection) -> SQL {
        switch selection {
        case .all: "true"
        case .some(let physicians):
            "t.physician_id = any(string_to_array(\(physicians.map(String.init).joined(separator: ",")), ',')::bigint[])"
        }
    }

    private func removeOthers(_ selection: CaseStore.Selection) throws -> Int {
        try transaction.query(
            """
            delete from standings.standing t where \(chosen(selection)) and not exists (
                select from pg_temp.standing_new n where n.physician_id = t.physician_id)
            """
        ).affected
    }

    private func upsert() throws -> Int {
        try transaction.query(
            """
            insert into standings.standing as t (council_id, physician_id, rpps_number, family_name, given_name,
                search_name, specialty_code, framework_id, framework_certainty, state, cycle_start, cycle_end,
                control_deadline, required, counts, counted_total, required_total, is_complete, is_late,
                next_alert_on, next_change_on, has_email, computed_for)
            select \(council), n.* from pg_temp.standing_new n
            on conflict (council_id, physician_id) do update set rpps_number = excluded.rpps_number,
                family_name = excluded.family_name, given_name = excluded.given_name,
                search_name = excluded.search_name, specialty_code = excluded.specialty_code,
                framework_id = excluded.framework_id, framework_certainty = excluded.framework_certainty,
                state = excluded.state, cycle_start = excluded.cycle_start, cycle_end = excluded.cycle_end,
                control_deadline = excluded.control_deadline, required = excluded.required,
                counts = excluded.counts, counted_total = excluded.counted_total,
                required_total = excluded.required_total, is_complete = excluded.is_complete,
                is_late = excluded.is_late, next_alert_on = excluded.next_alert_on,
                next_change_on = excluded.next_change_on, has_email = excluded.has_email,
                computed_for = excluded.computed_for
            where (t.rpps_number, t.family_name, t.given_name, t.search_name, t.specialty_code, t.framework_id,
                t.framework_certainty, t.state, t.cycle_start, t.cycle_end, t.control_deadline, t.required, t.counts,
                t.is_complete, t.is_late, t.next_alert_on, t.next_change_on, t.has_email)
            is distinct from (excluded.rpps_number, excluded.family_name, excluded.given_name, excluded.search_name,
                excluded.specialty_code, excluded.framework_id, excluded.framework_certainty, excluded.state,
                excluded.cycle_start, excluded.cycle_end, excluded.control_deadline, excluded.required,
                excluded.counts, excluded.is_complete, excluded.is_late, excluded.next_alert_on,
                excluded.next_change_on, excluded.has_email)
            """
        ).affected
    }

    /// Cycles that the facts no longer give go first, so that those that follow never overlap them.
    private func writeCycles(_ selection: CaseStore.Selection) throws {
        try transaction.query(
            """
            delete from standings.cycle t where \(chosen(selection)) and not exists (
                select from pg_temp.cycle_new n where n.physician_id = t.physician_id and n.ordinal = t.ordinal
                and n.during = t.during and n.control_deadline = t.control_deadline)
            """)
        try transaction.query(
            """
            insert into standings.cycle (council_id, physician_id, during, ordinal, control_deadline)
            select \(council), physician_id, during, ordinal, control_deadline from pg_temp.cycle_new n
            where not exists (select from standings.cycle t where t.council_id = \(council)
                and t.physician_id = n.physician_id and t.ordinal = n.ordinal)
            """)
    }
}
