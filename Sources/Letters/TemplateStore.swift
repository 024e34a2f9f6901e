import Postgres
import Vocabulary

/// The statements on the words of letters.
enum TemplateStore {
    static func content(_ transaction: Transaction, of version: TemplateVersion) throws -> String? {
        try transaction.first(
            """
            select content from letters.template_version
            where template_id = \(version.id) and version = \(version.version)
            """)?.text("content")
    }

    static func insert(_ transaction: Transaction, _ version: TemplateVersion, _ content: String) throws {
        try transaction.query(
            """
            insert into letters.template_version (template_id, version, kind, in_force_from, content)
            values (\(version.id), \(version.version), \(version.kind.rawValue), \(version.inForceFrom), \(content))
            """)
    }

    static func all(_ transaction: Transaction, kind: Notice.Kind) throws -> [TemplateVersion] {
        try transaction.query(
            """
            select content from letters.template_version where kind = \(kind.rawValue)
            order by template_id <> kind desc, in_force_from desc
            """
        ).map { try TemplateVersion(JSON(parsing: try $0.text("content"))) }
    }

    /// What two people of the national council published holds before what comes with the program.
    static func inForce(
        _ transaction: Transaction, kind: Notice.Kind, on day: CalendarDate
    ) throws -> TemplateVersion {
        let row = try transaction.first(
            """
            select content from letters.template_version where kind = \(kind.rawValue) and in_force_from <= \(day)
            order by template_id <> kind desc, in_force_from desc limit 1
            """)
        guard let row else { throw ComposeFault.noTemplate(kind) }
        return try TemplateVersion(JSON(parsing: try row.text("content")))
    }
}
