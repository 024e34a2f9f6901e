import Intake
import Postgres
import Vocabulary

/// The statements that bring the extraction into the directory.
struct ExtractionStore {
    let transaction: Transaction
    let lot: LotID
    let asOf: CalendarDate
    /// Whether the files told the activities; the file of know-how alone does not.
    let hasActivities: Bool

    /// Changes those who differ, adds those who are new, marks those who left the open extract.
    func write() throws -> LotCounts {
        var counts = LotCounts()
        let differs: SQL = """
            p.rpps_number = s.rpps and (p.family_name, p.given_name, p.civility, p.title, p.category, p.specialty_codes,
                p.practice_mode, p.site_department, p.site_commune, p.sector, p.authority, p.left_extraction_on)
            is distinct from (s.family_name, s.given_name, s.civility, s.title, s.category, s.specialty_codes,
                \(mode), \(department), \(commune), \(sector), \(authority), null::date)
            """
        counts.changed = try choose(
            "extraction_changed",
            "select p.physician_id from registry.physician p "
                + "join pg_temp.extraction_person s on \(differs)")
        if counts.changed > 0 { try change() }
        counts.new = try transaction.query(
            """
            insert into registry.physician (rpps_number, family_name, given_name, search_name, civility, title,
                category, specialty_codes, practice_mode, site_department, site_commune, sector, authority,
                created_lot, changed_lot)
            select rpps, family_name, given_name, registry.fold(family_name || ' ' || given_name), civility, title,
                category, specialty_codes, practice_mode, department, commune, sector, authority,
                \(lot.number), \(lot.number)
            from pg_temp.extraction_person s
            where not exists (select from registry.physician p where p.rpps_number = s.rpps)
            """
        ).affected
        let all = try transaction.query("select count(*) as number from pg_temp.extraction_person")[0].int("number")
        counts.unchanged = all - counts.new - counts.changed
        return counts
    }

    private func change() throws {
        try transaction.query(
            """
            with written as (
                update registry.physician p set family_name = s.family_name, given_name = s.given_name,
                    search_name = registry.fold(s.family_name || ' ' || s.given_name), civility = s.civility,
                    title = s.title, category = s.category, specialty_codes = s.specialty_codes,
                    practice_mode = \(mode), site_department = \(department), site_commune = \(commune),
                    sector = \(sector), authority = \(authority), left_extraction_on = null,
                    changed_lot = \(lot.number)
                from pg_temp.extraction_person s where p.rpps_number = s.rpps
                and p.physician_id in (select physician_id from pg_temp.extraction_changed) returning p.physician_id)
            insert into registry.directory_change (physician_id) select physician_id from written
            """)
    }

    /// Marks those the file no longer names; nobody is ever removed (rpps-format §6). Before ``write()``: the fewer
    /// are known, the less there is to compare.
    func markAbsent() throws -> Int {
        let gone: SQL = """
            p.family_name is not null and p.left_extraction_on is null and not exists (
                select from pg_temp.extraction_person s where s.rpps = p.rpps_number)
            """
        let absent = try choose(
            "extraction_gone", "select p.physician_id from registry.physician p where \(gone)")
        guard absent > 0 else { return 0 }
        try transaction.query(
            """
            with written as (
                update registry.physician p set left_extraction_on = \(asOf), changed_lot = \(lot.number)
                where p.physician_id in (select physician_id from pg_temp.extraction_gone) returning p.physician_id)
            insert into registry.directory_change (physician_id) select physician_id from written
            """)
        return absent
    }

    /// Finds once who is about to change, and keeps their rows as they are.
    ///
    /// - Returns: how many they are.
    private func choose(_ table: SQL, _ physicians: SQL) throws -> Int {
        let count = try transaction.query("create temporary table \(table) on commit drop as \(physicians)").affected
        guard count > 0 else { return 0 }
        try transaction.query("analyze pg_temp.\(table)")
        try BeforeImage.keep(
            """
            select 0 as council_id, to_jsonb(p) as image from registry.physician p
            where p.physician_id in (select physician_id from pg_temp.\(table))
            """, from: "registry.physician", for: lot, transaction)
        return count
    }

    private var mode: SQL { hasActivities ? "s.practice_mode" : "p.practice_mode" }
    private var department: SQL { hasActivities ? "s.department" : "p.site_department" }
    private var commune: SQL { hasActivities ? "s.commune" : "p.site_commune" }
    private var sector: SQL { hasActivities ? "s.sector" : "p.sector" }
    private var authority: SQL { hasActivities ? "s.authority" : "p.authority" }
}
