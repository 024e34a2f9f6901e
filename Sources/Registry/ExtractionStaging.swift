import Intake
import Postgres

/// The rows of the RPPS extraction on their way into the directory: temporary tables of one transaction.
enum ExtractionStaging {
    /// Creates the staging table for the transaction, with room to group the whole country in memory.
    static func create(_ transaction: Transaction) throws {
        try transaction.query("select set_config('work_mem', '128MB', true)")
        try transaction.query(
            """
            create temporary table extraction_row (
                rpps text collate "C", family_name text collate "C", given_name text collate "C",
                civility text collate "C", title text collate "C", category text collate "C",
                specialty text collate "C", practice_mode text collate "C", department text collate "C",
                commune text collate "C", sector text collate "C", authority text collate "C") on commit drop
            """)
    }

    /// Writes one checked row; only know-how of type `S` decides the référentiel (rpps-format §5).
    static func write(_ row: borrowing ExtractionRow, to writer: CopyWriter) throws {
        writer.field(row.rpps)
        writer.field(row.familyName)
        writer.field(row.givenName)
        optional(row.civility, writer)
        optional(row.professionalCivility, writer)
        optional(row.category, writer)
        let type = row.knowHowType
        if type.count == 1 && type[0] == UInt8(ascii: "S") { optional(row.knowHowCode, writer) } else { writer.null() }
        optional(row.mode, writer)
        optional(row.siteDepartment, writer)
        optional(row.communeLabel, writer)
        optional(row.sector, writer)
        optional(row.authority, writer)
        try writer.endRow()
    }

    private static func optional(_ bytes: UnsafeRawBufferPointer, _ writer: CopyWriter) {
        if bytes.isEmpty { writer.null() } else { writer.field(bytes) }
    }

    /// One row a physician. Where rows disagree the majority wins, then the first in collation order: the same
    /// file shuffled gives the same directory (rpps-format §8).
    ///
    /// - Returns: how many physicians had rows that disagree on who they are.
    static func gather(_ transaction: Transaction) throws -> Int {
        // Almost everybody's rows agree: the smallest value is the value. Only the others are voted on.
        try transaction.query(
            """
            create temporary table extraction_person on commit drop as
            select rpps, min(family_name) as family_name, min(given_name) as given_name, min(civility) as civility,
                min(title) as title, min(category) as category, min(practice_mode) as practice_mode,
                min(department) as department, min(commune) as commune, min(sector) as sector,
                min(authority) as authority,
                case when min(specialty) is null then '{}'::text[] else array[min(specialty)]::text[] end
                    as specialty_codes,
                min(specialty) <> max(specialty) as has_several,
                (min(family_name), min(given_name), min(civility), min(title), min(category))
                    is distinct from (max(family_name), max(given_name), max(civility), max(title), max(category))
                    as disagrees,
                (min(practice_mode), min(department), min(commune), min(sector), min(authority))
                    is distinct from (max(practice_mode), max(department), max(commune), max(sector), max(authority))
                    as has_sites
            from pg_temp.extraction_row group by rpps
            """)
        try transaction.query("analyze pg_temp.extraction_person (rpps, disagrees, has_several, has_sites)")
        try vote(transaction)
        return try transaction.query(
            "select count(*) as number from pg_temp.extraction_person where disagrees"
        )[0].int("number")
    }

    private static func vote(_ transaction: Transaction) throws {
        try transaction.query(
            """
            update pg_temp.extraction_person p set family_name = v.family_name, given_name = v.given_name,
                civility = v.civility, title = v.title, category = v.category, practice_mode = v.practice_mode,
                department = v.department, commune = v.commune, sector = v.sector, authority = v.authority,
                specialty_codes = v.specialty_codes
            from (
                select rpps, mode() within group (order by family_name) as family_name,
                    mode() within group (order by given_name) as given_name,
                    mode() within group (order by civility) as civility,
                    mode() within group (order by title) as title,
                    mode() within group (order by category) as category,
                    mode() within group (order by practice_mode) as practice_mode,
                    mode() within group (order by department) as department,
                    mode() within group (order by commune) as commune,
                    mode() within group (order by sector) as sector,
                    mode() within group (order by authority) as authority,
                    coalesce(array_agg(distinct specialty::text) filter (where specialty is not null), '{}')
                        as specialty_codes
                from (
                    select distinct r.* from pg_temp.extraction_row r
                    join pg_temp.extraction_person d using (rpps)
                    where d.disagrees or d.has_several or d.has_sites) once
                group by rpps) v
            where p.rpps = v.rpps
            """)
    }
}
