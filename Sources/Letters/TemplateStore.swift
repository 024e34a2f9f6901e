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
            select content, revoked from letters.template_version where kind = \(kind.rawValue)
            order by template_id <> kind desc, in_force_from desc, version desc
            """
        ).map(version)
    }

    static func find(_ transaction: Transaction, _ key: TemplateVersion.Key) throws -> TemplateVersion? {
        try transaction.first(
            """
            select content, revoked from letters.template_version
            where template_id = \(key.id) and version = \(key.version)
            """
        ).map(version)
    }

    /// What two people of the national council published holds before what comes with the program; of two versions that
    /// begin on one day the higher one.
    static func inForce(
        _ transaction: Transaction, kind: Notice.Kind, on day: CalendarDate
    ) throws -> TemplateVersion {
        let row = try transaction.first(
            """
            select content, revoked from letters.template_version
            where kind = \(kind.rawValue) and in_force_from <= \(day) and not revoked
            order by template_id <> kind desc, in_force_from desc, version desc limit 1
            """)
        guard let row else { throw ComposeFault.noTemplate(kind) }
        return try version(row)
    }

    /// Marks words that two people revoked.
    static func revoke(_ transaction: Transaction, _ key: TemplateVersion.Key) throws {
        try transaction.query(
            """
            update letters.template_version set revoked = true
            where template_id = \(key.id) and version = \(key.version)
            """)
    }

    private static func version(_ row: Row) throws -> TemplateVersion {
        var version = try TemplateVersion(JSON(parsing: try row.text("content")))
        version.isRevoked = try row.bool("revoked")
        return version
    }
}
