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
        try keep("select 0 as council_id, to_jsonb(p) as image from registry.physician p "
            + "join pg_temp.extraction_person s on \(differs)")
        let changed = try transaction.query(
            """
            with written as (
                update registry.physician p set family_name = s.family_name, given_name = s.given_name,
                    search_name = registry.fold(s.family_name || ' ' || s.given_name), civility = s.civility,
                    title = s.title, category = s.category, specialty_codes = s.specialty_codes,
                    practice_mode = \(mode), site_department = \(department), site_commune = \(commune),
                    sector = \(sector), authority = \(authority), left_extraction_on = null,
                    changed_lot = \(lot.number)
                from pg_temp.extraction_person s where \(differs) returning p.physician_id)
            insert into registry.directory_change (physician_id) select physician_id from written
            """)
        counts.changed = changed.affected
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

    /// Marks those the file no longer names; nobody is ever removed (rpps-format §6).
    func markAbsent() throws -> Int {
        let gone: SQL = """
            p.family_name is not null and p.left_extraction_on is null and not exists (
                select from pg_temp.extraction_person s where s.rpps = p.rpps_number)
            """
        try keep("select 0 as council_id, to_jsonb(p) as image from registry.physician p where \(gone)")
        return try transaction.query(
            """
            with written as (
                update registry.physician p set left_extraction_on = \(asOf), changed_lot = \(lot.number)
                where \(gone) returning p.physician_id)
            insert into registry.directory_change (physician_id) select physician_id from written
            """
        ).affected
    }

    private func keep(_ rows: SQL) throws {
        try BeforeImage.keep(rows, from: "registry.physician", for: lot, transaction)
    }

    private var mode: SQL { hasActivities ? "s.practice_mode" : "p.practice_mode" }
    private var department: SQL { hasActivities ? "s.department" : "p.site_department" }
    private var commune: SQL { hasActivities ? "s.commune" : "p.site_commune" }
    private var sector: SQL { hasActivities ? "s.sector" : "p.sector" }
    private var authority: SQL { hasActivities ? "s.authority" : "p.authority" }
}
