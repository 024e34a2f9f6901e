import Intake
import Postgres
import Vocabulary

/// The statements that bring one council's part of the account feed into the register.
struct FeedStore {
    let transaction: Transaction
    let lot: LotID
    let council: Int32

    /// Picks this council's rows; of several with one id the first in collation order stands.
    ///
    /// - Returns: how many physicians they concern.
    func pick() throws -> Int {
        try transaction.query("drop table if exists pg_temp.feed_mine")
        try transaction.query(
            """
            create temporary table feed_mine on commit drop as
            select distinct on (f.kind, f.source_id, case when f.source_id is null then t.physician_id end, case
                    when f.kind = 'unreachable' then f.first_day end)
                f.*, t.physician_id, false as is_new, false as is_changed
            from pg_temp.feed_row f
            join pg_temp.feed_target t on t.rpps = f.rpps
            join registry.registration r on r.registration_id = t.registration_id and r.council_id = \(council)
            order by f.kind, f.source_id, case when f.source_id is null then t.physician_id end, case
                when f.kind = 'unreachable' then f.first_day end, f.updated_on desc, f.is_deleted desc, f.content,
                f.code, f.origin
            """)
        try transaction.query("analyze pg_temp.feed_mine")
        return try transaction.query(
            "select count(distinct physician_id) as number from pg_temp.feed_mine"
        )[0].int("number")
    }

    private var differs: SQL {
        """
        t.council_id = \(council) and s.kind = 'action' and t.source_id = s.source_id
        and (t.physician_id, t.action_code, t.origin, t.is_deleted, t.content, t.organiser, t.label)
        is distinct from (s.physician_id, coalesce(s.code, t.action_code), coalesce(s.origin, t.origin), s.is_deleted,
            coalesce(s.content, t.content), case when s.content is null then t.organiser else s.organiser end,
            case when s.content is null then t.label else s.label end)
        """
    }

    /// Physicians one of whose declarations would change or go: their progress may be lowered.
    func reconsidered() throws -> [Int] {
        try transaction.query(
            """
            select distinct t.physician_id from registry.declaration t join pg_temp.feed_mine s on \(differs)
            union select distinct s.physician_id from registry.declaration t join pg_temp.feed_mine s on \(differs)
            """
        ).map { try $0.int("physician_id") }
    }

    func writeDeclarations() throws {
        try keep(
            "select t.council_id, to_jsonb(t) as image from registry.declaration t join pg_temp.feed_mine s on \(differs)",
            "registry.declaration")
        try mark(
            changed: """
                update registry.declaration t set physician_id = s.physician_id,
                    action_code = coalesce(s.code, t.action_code), origin = coalesce(s.origin, t.origin),
                    is_deleted = s.is_deleted, content = coalesce(s.content, t.content),
                    organiser = case when s.content is null then t.organiser else s.organiser end,
                    label = case when s.content is null then t.label else s.label end, changed_lot = \(lot.number)
                from pg_temp.feed_mine s where \(differs) returning t.source_id
                """, kind: "action")
        try mark(
            new: """
                insert into registry.declaration (council_id, source_id, physician_id, action_code, origin, is_deleted,
                    content, organiser, label, created_lot, changed_lot)
                select \(council), source_id, physician_id, code, coalesce(origin, 'medecin'), false, content,
                    organiser, label, \(lot.number), \(lot.number)
                from pg_temp.feed_mine s where kind = 'action' and not is_deleted and not exists (
                    select from registry.declaration t where t.council_id = \(council) and t.source_id = s.source_id)
                returning source_id
                """, kind: "action")
    }

    func writeAlerts() throws {
        let differs: SQL = """
            t.council_id = \(council) and s.kind = 'alert' and t.source_id = s.source_id
            and (t.physician_id, t.type, t.sent_on) is distinct from (s.physician_id, s.code, s.first_day)
            """
        try keep(
            "select t.council_id, to_jsonb(t) as image from registry.platform_alert t join pg_temp.feed_mine s on \(differs)",
            "registry.platform_alert")
        try mark(
            changed: """
                update registry.platform_alert t set physician_id = s.physician_id, type = s.code,
                    sent_on = s.first_day, changed_lot = \(lot.number)
                from pg_temp.feed_mine s where \(differs) returning t.source_id
                """, kind: "alert")
        try mark(
            new: """
                insert into registry.platform_alert (council_id, source_id, physician_id, type, sent_on,
                    created_lot, changed_lot)
                select \(council), source_id, physician_id, code, first_day, \(lot.number), \(lot.number)
                from pg_temp.feed_mine s where kind = 'alert'
                on conflict do nothing returning source_id
                """, kind: "alert")
    }

    /// The state of accounts and the missing addresses; their unit has no source id and is told in the report.
    ///
    /// - Returns: how many rows were written.
    func writeAccounts() throws -> Int {
        let differs: SQL = """
            t.council_id = \(council) and s.kind = 'account' and t.physician_id = s.physician_id
            and s.updated_on >= t.updated_on
            and (t.status, t.email, t.cycle_start, t.cycle_end, t.framework_code, t.updated_on)
            is distinct from (s.code, s.origin, s.first_day, s.last_day, s.content, s.updated_on)
            """
        try keep(
            "select t.council_id, to_jsonb(t) as image from registry.account t join pg_temp.feed_mine s on \(differs)",
            "registry.account")
        let changed = try transaction.query(
            """
            update registry.account t set status = s.code, email = s.origin, cycle_start = s.first_day,
                cycle_end = s.last_day, framework_code = s.content, updated_on = s.updated_on,
                changed_lot = \(lot.number)
            from pg_temp.feed_mine s where \(differs)
            """
        ).affected
        let new = try transaction.query(
            """
            insert into registry.account (council_id, physician_id, status, email, cycle_start, cycle_end,
                framework_code, updated_on, created_lot, changed_lot)
            select \(council), physician_id, code, origin, first_day, last_day, content, updated_on, \(lot.number),
                \(lot.number)
            from pg_temp.feed_mine where kind = 'account' on conflict do nothing
            """
        ).affected
        let missing = try transaction.query(
            """
            insert into registry.missing_address (council_id, physician_id, noted_on, reason, created_lot, changed_lot)
            select \(council), physician_id, first_day, code, \(lot.number), \(lot.number)
            from pg_temp.feed_mine where kind = 'unreachable' on conflict do nothing
            """
        ).affected
        return changed + new + missing
    }

    func noteChanges() throws {
        try transaction.query(
            """
            insert into registry.fact_change (council_id, physician_id)
            select distinct \(council), physician_id from pg_temp.feed_mine
            where kind = 'action' and (is_new or is_changed)
            """)
    }

    func count() throws -> LotCounts {
        let row = try transaction.query(
            """
            select count(*) filter (where is_new) as new, count(*) filter (where is_changed) as changed,
                count(*) filter (where not is_new and not is_changed) as unchanged
            from pg_temp.feed_mine where kind in ('action', 'alert')
            """)[0]
        var counts = LotCounts()
        counts.new = try row.int("new")
        counts.changed = try row.int("changed")
        counts.unchanged = try row.int("unchanged")
        return counts
    }

    private func keep(_ rows: SQL, _ relation: String) throws {
        try BeforeImage.keep(rows, from: relation, for: lot, transaction)
    }

    private func mark(changed statement: SQL, kind: String) throws {
        try transaction.query(
            """
            with written as (\(statement))
            update pg_temp.feed_mine s set is_changed = true from written w
            where s.kind = \(kind) and s.source_id = w.source_id
            """)
    }

    private func mark(new statement: SQL, kind: String) throws {
        try transaction.query(
            """
            with written as (\(statement))
            update pg_temp.feed_mine s set is_new = true from written w
            where s.kind = \(kind) and s.source_id = w.source_id
            """)
    }
}
