import Intake
import Postgres

/// The dated facts of a roll: qualifications, direct care, exemptions, and who was touched.
extension RollStore {
    /// Qualifications: a code that the latest row no longer names ends when the new one begins; a new code begins on
    /// its date, else with the registration, else (later rolls) on the day the roll is true for.
    func writeQualifications() throws {
        let mine: SQL = "t.council_id = \(council) and t.held_until is null"
        let dropped: SQL = """
            \(mine) and exists (
                select from pg_temp.roll_qualification s where s.council_id = \(council)
                and s.physician_id = t.physician_id and s.is_current)
            and not exists (
                select from pg_temp.roll_qualification s where s.council_id = \(council)
                and s.physician_id = t.physician_id and s.is_current and s.specialty_code = t.specialty_code)
            """
        try keep("select t.council_id, to_jsonb(t) as image from registry.qualification t where \(dropped)")
        try change(
            """
            update registry.qualification t set changed_lot = \(lot.number), held_until = greatest(t.held_from, coalesce((
                select min(s.qualified_on) from pg_temp.roll_qualification s where s.council_id = \(council)
                and s.physician_id = t.physician_id and s.is_current and not exists (
                    select from registry.qualification o where o.council_id = \(council)
                    and o.physician_id = s.physician_id and o.specialty_code = s.specialty_code
                    and o.held_until is null)), \(asOf)::date))
            where \(dropped) returning t.physician_id
            """)
        let moved: SQL = """
            \(mine) and s.council_id = \(council) and s.physician_id = t.physician_id and s.is_current
            and s.specialty_code = t.specialty_code and s.qualified_on <> t.held_from and not exists (
                select from registry.qualification o where o.council_id = t.council_id
                and o.physician_id = t.physician_id and o.specialty_code = t.specialty_code
                and o.held_from = s.qualified_on)
            """
        try keep(
            """
            select t.council_id, to_jsonb(t) as image
            from registry.qualification t join pg_temp.roll_qualification s on \(moved)
            """)
        try change(
            """
            update registry.qualification t set held_from = s.qualified_on, changed_lot = \(lot.number)
            from pg_temp.roll_qualification s where \(moved) returning t.physician_id
            """)
        try reopenQualifications()
        try change(
            """
            insert into registry.qualification (council_id, physician_id, specialty_code, held_from, held_until,
                created_lot, changed_lot)
            select s.council_id, s.physician_id, s.specialty_code,
                case when s.is_current then coalesce(s.qualified_on, case when exists (
                        select from registry.qualification o where o.council_id = \(council)
                        and o.physician_id = s.physician_id) then \(asOf)::date else s.registered_on end)
                    when s.qualified_on < s.ended_by then s.qualified_on else s.registered_on end as held_from,
                s.ended_by, \(lot.number), \(lot.number)
            from (select q.*, case when not q.is_current then (
                    select min(n.registered_on) from pg_temp.roll_qualification n where n.council_id = \(council)
                    and n.physician_id = q.physician_id and n.registered_on > q.registered_on) end as ended_by
                from pg_temp.roll_qualification q) s
            where s.council_id = \(council) and not exists (
                select from registry.qualification o where o.council_id = \(council)
                and o.physician_id = s.physician_id and o.specialty_code = s.specialty_code
                and (o.held_until is null or not s.is_current))
            and (s.is_current or not exists (
                select from pg_temp.roll_qualification n where n.council_id = \(council)
                and n.physician_id = s.physician_id and n.is_current and n.specialty_code = s.specialty_code))
            on conflict do nothing returning physician_id
            """)
    }

    /// A qualification that an earlier roll ended and that this one names again, with the same date, goes on.
    private func reopenQualifications() throws {
        let resumed: SQL = """
            t.council_id = \(council) and t.held_until is not null and s.council_id = t.council_id
            and s.physician_id = t.physician_id and s.is_current and s.specialty_code = t.specialty_code
            and s.qualified_on = t.held_from and not exists (
                select from registry.qualification o where o.council_id = t.council_id
                and o.physician_id = t.physician_id and o.specialty_code = t.specialty_code and o.held_until is null)
            """
        try keep(
            """
            select t.council_id, to_jsonb(t) as image
            from registry.qualification t join pg_temp.roll_qualification s on \(resumed)
            """)
        try change(
            """
            update registry.qualification t set held_until = null, changed_lot = \(lot.number)
            from pg_temp.roll_qualification s where \(resumed) returning t.physician_id
            """)
    }

    private func keep(_ rows: SQL) throws {
        try BeforeImage.keep(rows, from: "registry.qualification", for: lot, transaction)
    }

    /// Runs a writing statement that returns the physicians it concerned, and notes them.
    func change(_ statement: SQL) throws {
        try transaction.query(
            """
            with written as (\(statement))
            insert into pg_temp.roll_touched (physician_id) select distinct physician_id from written
            """)
    }

    /// Direct care: a row that says otherwise than the last known state begins a new one (block 3, R. 4022-12).
    func writeCare() throws {
        guard columns.care else { return }
        let said: SQL = """
            (select distinct on (physician_id) physician_id, registered_on, gives_care, care_since
            from pg_temp.roll_registration where council_id = \(council)
            order by physician_id, registered_on desc) s
            left join lateral (
                select o.starts_on, o.gives_direct_care from registry.care_status o
                where o.council_id = \(council) and o.physician_id = s.physician_id
                order by o.starts_on desc limit 1) last on true
            """
        // The same state with another date is a correction of that date; a state dated like the last one replaces it.
        let corrected: SQL = """
            select s.physician_id, last.starts_on, coalesce(s.care_since, last.starts_on) as new_start,
                s.gives_care from \(said)
            where last.starts_on is not null and s.care_since is not null
            and ((s.gives_care = last.gives_direct_care and s.care_since <> last.starts_on)
                or (s.gives_care <> last.gives_direct_care and s.care_since = last.starts_on))
            and not exists (
                select from registry.care_status o where o.council_id = \(council) and o.physician_id = s.physician_id
                and o.starts_on = s.care_since and o.starts_on <> last.starts_on)
            """
        try BeforeImage.keep(
            """
            select t.council_id, to_jsonb(t) as image from registry.care_status t join (\(corrected)) n
            on t.council_id = \(council) and t.physician_id = n.physician_id and t.starts_on = n.starts_on
            """, from: "registry.care_status", for: lot, transaction)
        try change(
            """
            update registry.care_status t set starts_on = n.new_start, gives_direct_care = n.gives_care,
                changed_lot = \(lot.number)
            from (\(corrected)) n where t.council_id = \(council) and t.physician_id = n.physician_id
            and t.starts_on = n.starts_on returning t.physician_id
            """)
        try change(
            """
            insert into registry.care_status (council_id, physician_id, starts_on, gives_direct_care,
                created_lot, changed_lot)
            select \(council), s.physician_id,
                coalesce(s.care_since, case when last.starts_on is null then s.registered_on else \(asOf)::date end),
                s.gives_care, \(lot.number), \(lot.number)
            from \(said)
            where (last.starts_on is null and (not s.gives_care or s.care_since is not null))
            or (last.starts_on is not null and s.gives_care <> last.gives_direct_care)
            on conflict do nothing returning physician_id
            """)
    }

    /// Exemptions: dated decisions, known by their first day; an empty cell takes none away.
    func writeExemptions() throws {
        let said: SQL = """
            (select distinct on (physician_id, exempt_from) physician_id, exempt_from, exempt_through,
                coalesce(exempt_reason, 'sans_soins') as reason
            from pg_temp.roll_registration where council_id = \(council) and exempt_from is not null
            order by physician_id, exempt_from, registered_on desc) s
            """
        let pair: SQL = """
            t.council_id = \(council) and t.physician_id = s.physician_id and t.starts_on = s.exempt_from
            and (t.through, t.reason) is distinct from (s.exempt_through, s.reason)
            """
        try BeforeImage.keep(
            "select t.council_id, to_jsonb(t) as image from registry.exemption t join \(said) on \(pair)",
            from: "registry.exemption", for: lot, transaction)
        try change(
            """
            update registry.exemption t set through = s.exempt_through, reason = s.reason, changed_lot = \(lot.number)
            from \(said) where \(pair) returning t.physician_id
            """)
        try change(
            """
            insert into registry.exemption (council_id, physician_id, starts_on, through, reason,
                created_lot, changed_lot)
            select \(council), s.physician_id, s.exempt_from, s.exempt_through, s.reason, \(lot.number), \(lot.number)
            from \(said) on conflict do nothing returning physician_id
            """)
    }

    /// Notes the spells of practice and everyone whose standing may have moved.
    func noteChanges() throws {
        try transaction.query(
            """
            insert into pg_temp.roll_touched (physician_id)
            select distinct physician_id from registry.registration
            where council_id = \(council) and changed_lot = \(lot.number)
            """)
        try transaction.query(
            """
            insert into registry.practice (registration_id, physician_id, started_on, ended_on)
            select registration_id, physician_id, registered_on, ended_on from registry.registration
            where council_id = \(council) and changed_lot = \(lot.number)
            on conflict (registration_id) do update set ended_on = excluded.ended_on
                where practice.ended_on is distinct from excluded.ended_on
            """)
        // Somebody on the roll of another council too: its next refresh must look again.
        try transaction.query(
            """
            insert into registry.directory_change (physician_id)
            select distinct r.physician_id from registry.registration r
            where r.council_id = \(council) and r.changed_lot = \(lot.number)
            and (select count(*) from registry.practice p where p.physician_id = r.physician_id) > 1
            """)
        try transaction.query(
            """
            insert into registry.fact_change (council_id, physician_id)
            select distinct \(council), physician_id from pg_temp.roll_touched
            """)
    }

    /// The unit is a registration; a change of qualification, care or exemption counts on the physician's last one.
    func count() throws -> LotCounts {
        let row = try transaction.query(
            """
            with own as materialized (
                select physician_id, registered_on, created_lot, changed_lot from registry.registration
                where council_id = \(council))
            select count(*) filter (where is_new) as new,
                count(*) filter (where not is_new and (is_changed or is_touched)) as changed,
                count(*) filter (where not is_new and not is_changed and not is_touched) as unchanged
            from (
                select r.created_lot = \(lot.number) as is_new,
                    r.changed_lot = \(lot.number) and r.created_lot <> \(lot.number) as is_changed,
                    s.registered_on = max(s.registered_on) over (partition by s.physician_id)
                    and s.physician_id in (select physician_id from pg_temp.roll_touched) as is_touched
                from pg_temp.roll_registration s join own r on r.physician_id = s.physician_id
                    and r.registered_on = s.registered_on
                where s.council_id = \(council)) counted
            """)[0]
        var counts = LotCounts()
        counts.new = try row.int("new")
        counts.changed = try row.int("changed")
        counts.unchanged = try row.int("unchanged")
        return counts
    }

    /// How many physicians on the roll of the council the file does not name: reported, never removed.
    func countAbsent() throws -> Int {
        try transaction.query(
            """
            select count(distinct t.physician_id) as number from registry.registration t
            where t.council_id = \(council) and (t.ended_on is null or t.ended_on >= \(asOf)) and not exists (
                select from pg_temp.roll_registration s where s.council_id = \(council)
                and s.physician_id = t.physician_id)
            """)[0].int("number")
    }
}
