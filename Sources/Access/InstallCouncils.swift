import Foundation
public import Postgres

/// Brings the organisations and regions of the reference files into the database; run at each migration.
///
/// Keys follow the order of each file, in the range of its kind (`Council.Kind`). An organisation once installed keeps
/// its key.
public struct InstallCouncils {
    /// Ready to run.
    public init() {}

    /// - Throws: `PostgresError`, or the reading error of a missing reference file.
    public func run(_ transaction: Transaction) throws {
        let folder = Bundle.module.bundleURL.appendingPathComponent("Resources/reference")
        try transaction.query(
            """
            create temporary table region_file (position integer generated always as identity, code text, name text,
                nature text, certainty text) on commit drop
            """)
        try transaction.copyFile(
            "copy region_file (code, name, nature, certainty) from stdin (format csv, header)",
            folder.appendingPathComponent("region.csv"))
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
        try installOffices(transaction, folder)
        try transaction.query(
            """
            insert into access.region (region_code, name) select code, name from region_file
            on conflict (region_code) do update set name = excluded.name
            """)
        try transaction.query(
            """
            insert into access.council (council_id, code, name, short_name, region_code, kind, certainty, order_code)
            select 0, 'national', 'Conseil national', 'Conseil national', null, 'national', 'sur', 'medecins'
            union all
            select -1, 'CNCP', 'Conseil national de la certification périodique', 'CNCP', null, 'cncp', 'sur', null
            union all
            select -2, 'DGOS', 'Direction générale de l''offre de soins', 'DGOS', null, 'ministry', 'sur', null
            union all
            select -3, 'exploitation', 'Exploitation de la plateforme', 'Exploitation', null, 'platform', 'sur', null
            union all
            select -100 - position, code, name, name, code, 'regional', certainty, 'medecins' from region_file
            union all
            select -1000 - c.position, c.code, case when c.name like 'Collège%' then c.name else 'CNP ' || c.name end,
                c.name, null, 'college', 'sur', o.order_code
            from college_council_file c left join access.profession_order o using (profession_code)
            union all
            select position, code, name, short_name, region_code, 'departmental', certainty, 'medecins'
            from council_file where nature <> 'sans-conseil'
            on conflict (code) do update set name = excluded.name, short_name = excluded.short_name,
                region_code = excluded.region_code, certainty = excluded.certainty, order_code = excluded.order_code
            """)
    }

    /// The seven Orders, and the colleges (CNP), each of the profession whose référentiel it keeps.
    private func installOffices(_ transaction: Transaction, _ folder: URL) throws {
        try transaction.query(
            """
            create temporary table order_file (code text, name text, profession_code text) on commit drop
            """)
        try transaction.copyFile(
            "copy order_file from stdin (format csv, header)",
            folder.appendingPathComponent("profession_order.csv"))
        try transaction.query(
            """
            create temporary table college_council_file (
                position integer generated always as identity, code text, name text,
                profession_code text) on commit drop
            """)
        try transaction.copyFile(
            "copy college_council_file (code, name, profession_code) from stdin (format csv, header)",
            folder.appendingPathComponent("college.csv"))
        try transaction.query(
            """
            insert into access.profession_order (order_code, name, profession_code)
            select code, name, profession_code from order_file
            on conflict (order_code) do update set name = excluded.name, profession_code = excluded.profession_code
            """)
    }
}
