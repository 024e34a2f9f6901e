import Foundation
public import Postgres

/// Brings professions and specialty codes of the reference files into the database; run at each migration.
///
/// The mapping of a specialty to its référentiel is data with a certainty, not law: a line that somebody
/// edited in the database is not overwritten.
public struct InstallNomenclatures {
    /// Ready to run.
    public init() {}

    /// - Throws: `PostgresError`, or the reading error of a missing reference file.
    public func run(_ transaction: Transaction) throws {
        let folder = Bundle.module.bundleURL.appendingPathComponent("Resources/reference")
        try transaction.query("create temporary table profession_file (code text, label text) on commit drop")
        try transaction.copyFile(
            "copy profession_file from stdin (format csv, header)", folder.appendingPathComponent("profession.csv"))
        try transaction.query(
            """
            insert into registry.profession (code, label) select code, label from profession_file
            on conflict (code) do update set label = excluded.label
            """)
        try transaction.query(
            """
            create temporary table specialty_file (code text, label text, candidates text, certainty text, note text)
            on commit drop
            """)
        try transaction.copyFile(
            "copy specialty_file from stdin (format csv, header)", folder.appendingPathComponent("specialty.csv"))
        try transaction.query(
            """
            insert into registry.specialty (code, label, candidates, certainty, note)
            select code, label, coalesce(string_to_array(nullif(candidates, ''), ' '), '{}'), certainty, note
            from specialty_file
            on conflict (code) do nothing
            """)
    }
}
