import Foundation
public import Postgres

/// Brings the councils and regions of the reference files into the database; run at each migration.
///
/// Keys follow the order of the file; tenant 0 is the national council, -1 the CNCP. A council once installed keeps its key.
public struct InstallCouncils {
    /// Ready to run.
    public init() {}

    /// - Throws: `PostgresError`, or the reading error of a missing reference file.
    public func run(_ transaction: Transaction) throws {
        let folder = Bundle.module.bundleURL.appendingPathComponent("Resources/reference")
        try transaction.query(
            """
            create temporary table region_file (code text, name text, nature text, certainty text) on commit drop
            """)
        try transaction.copyFile(
            "copy region_file from stdin (format csv, header)", folder.appendingPathComponent("region.csv"))
        try transaction.query(
            """
            create temporary table council_file (position integer generated always as identity, code text, name text,
                short_name text, region_code text, region_name text, nature text, certainty text, note text)
            on commit drop
            """)
        try transaction.copyFile(
            """
            copy council_file (code, name, short_name, region_code, region_name, nature, certainty, note)
            from stdin (format csv, header)
            """, folder.appendingPathComponent("council.csv"))
        try transaction.query(
            """
            insert into access.region (region_code, name) select code, name from region_file
            on conflict (region_code) do update set name = excluded.name
            """)
        try transaction.query(
            """
            insert into access.council (council_id, code, name, short_name, region_code, kind, certainty)
            select 0, 'national', 'Conseil national', 'Conseil national', null, 'national', 'sur'
            union all
            select -1, 'CNCP', 'Conseil national de la certification périodique', 'CNCP', null, 'cncp', 'sur'
            union all
            select position, code, name, short_name, region_code, 'departmental', certainty
            from council_file where nature <> 'sans-conseil'
            on conflict (code) do update set name = excluded.name, short_name = excluded.short_name,
                region_code = excluded.region_code, certainty = excluded.certainty
            """)
    }
}
