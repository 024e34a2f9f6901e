public import Postgres
public import Vocabulary

/// The isolation certificate: what was tried, what was found, and the verdict.
public struct IsolationCertificate: Sendable {
    /// The moment it was made, UTC, ISO 8601.
    public let madeAt: String
    /// The database, as the server names it, and the server's version.
    public let database: String
    /// The version of the program.
    public let version: String
    /// The parts, in order.
    public let sections: [IsolationSection]

    /// A certificate of these parts.
    public init(madeAt: String, database: String, version: String, sections: [IsolationSection]) {
        self.madeAt = madeAt
        self.database = database
        self.version = version
        self.sections = sections
    }

    /// What a certificate comes to.
    public enum Verdict: String, Sendable {
        /// Everything was tried, and nothing was found.
        case sound = "conforme"
        /// Nothing was found, and something that had to be tried was not: nothing is certified.
        case incomplete = "incomplet"
        /// Something was found.
        case faulty = "NON CONFORME"
    }

    /// The worst that any part says.
    public var verdict: Verdict {
        if sections.contains(where: { !$0.faults.isEmpty }) { return .faulty }
        return missing.isEmpty ? .sound : .incomplete
    }

    /// What had to be tried and was not.
    public var missing: [String] { sections.flatMap(\.missing) }

    /// The report, as JSON.
    public var json: JSON {
        .object([
            .init("format", .string("sextant-isolation/1")), .init("madeAt", .string(madeAt)),
            .init("database", .string(database)), .init("version", .string(version)),
            .init("verdict", .string(verdict.rawValue)),
            .init("missing", .array(missing.map { .string($0) })),
            .init("sections", .array(sections.map(\.json))),
        ])
    }

    /// The report, as a person reads it: French, one finding a line.
    public var text: String {
        var lines = [
            "Certificat d'isolation de Sextant", "", "Établi le : \(madeAt)", "Base : \(database)",
            "Version : \(version)", "Verdict : \(verdict.rawValue)",
        ]
        if !missing.isEmpty {
            lines.append("N'a pas été éprouvé, et doit l'être : \(missing.joined(separator: " ; ")).")
        }
        lines.append("")
        for (index, section) in sections.enumerated() { lines += section.lines(index + 1) }
        return lines.joined(separator: "\n") + "\n"
    }
}

extension IsolationSection {
    var json: JSON {
        .object([
            .init("title", .string(title)),
            .init("counts", .object(counts.map { .init($0.what, .integer($0.number)) })),
            .init(
                "faults",
                .array(
                    faults.map {
                        .object([
                            .init("subject", .string($0.subject)), .init("finding", .string($0.finding)),
                            .init("remedy", .string($0.remedy)),
                        ])
                    })),
            .init("unproven", .array(unproven.map { .string($0) })),
            .init(
                "accepted",
                .array(
                    accepted.map {
                        .object([.init("subject", .string($0.subject)), .init("reason", .string($0.reason))])
                    })),
        ])
    }

    func lines(_ number: Int) -> [String] {
        var lines = ["\(number). \(title)"]
        lines += counts.map { "   \($0.what) : \($0.number)" }
        lines.append(faults.isEmpty ? "   Aucun défaut." : "   Défauts : \(faults.count)")
        for fault in faults {
            lines += ["   ✗ \(fault.subject) : \(fault.finding)", "     À faire : \(fault.remedy)"]
        }
        if !unproven.isEmpty {
            lines.append("   Sans preuve, faute de lignes ou de données : \(unproven.joined(separator: ", "))")
        }
        if !accepted.isEmpty { lines.append("   Exceptions déclarées :") }
        lines += accepted.map { "   – \($0.subject) : \($0.reason)" }
        return lines + [""]
    }
}

extension IsolationCertificate {
    /// The database and the server, in words.
    ///
    /// - Throws: `PostgresError`.
    public static func place(_ transaction: Transaction) throws -> String {
        let row = try transaction.query(
            """
            select current_database()::text as base, session_user::text as login,
                current_setting('server_version') as server
            """)[0]
        return try "\(row.text("base")), compte \(row.text("login")), PostgreSQL \(row.text("server"))"
    }
}
