public import Postgres
public import Vocabulary

/// Brings the rules on personal data into the database; run at each migration. What stands there is never changed.
public struct InstallRetention {
    /// A version that was installed earlier reads otherwise now: it needs a number of its own.
    public struct Changed: Error, CustomStringConvertible {
        /// The number.
        public let version: Int
        /// What to do.
        public var description: String {
            "retention.json: version \(version) was installed with another text; give the new text a new version"
        }
    }

    /// Ready to run.
    public init() {}

    /// - Throws: `Changed`, `PostgresError`, or the reading error of the rules.
    public func run(_ transaction: Transaction) throws {
        for version in try RetentionRules.load().versions {
            if let kept = try RetentionStore.content(transaction, of: version.version) {
                guard kept == version.content else { throw Changed(version: version.version) }
            } else {
                try RetentionStore.insert(transaction, version)
            }
        }
    }
}

extension Retention {
    /// The version that holds on a day: the first one for days before every version.
    ///
    /// - Throws: `PostgresError`, `InputFault` when what is kept cannot be read.
    public static func inForce(on day: CalendarDate, _ transaction: Transaction) throws -> Retention {
        try RetentionStore.inForce(transaction, on: day)
    }
}

/// The statements on the rules.
enum RetentionStore {
    static func content(_ transaction: Transaction, of version: Int) throws -> String? {
        try transaction.first("select content from access.retention_version where version = \(version)")?
            .text("content")
    }

    static func insert(_ transaction: Transaction, _ version: Retention) throws {
        try transaction.query(
            """
            insert into access.retention_version (version, effective_from, content)
            values (\(version.version), \(version.effectiveFrom), \(version.content))
            """)
    }

    static func inForce(_ transaction: Transaction, on day: CalendarDate) throws -> Retention {
        let row = try transaction.first(
            """
            select content from access.retention_version
            order by (effective_from <= \(day)) desc, case when effective_from <= \(day) then version else -version end
                desc limit 1
            """)
        guard let row else { throw PostgresError.decoding("no version of the retention rules: sextant migrate") }
        return try Retention(JSON(parsing: try row.text("content")))
    }
}
