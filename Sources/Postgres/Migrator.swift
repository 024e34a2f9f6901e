/// Brings a database to the schema of this program: forward only, each migration once, under a lock.
public struct Migrator: Sendable {
    /// A file of statements.
    public struct Script: Sendable {
        /// Its name, the key of the history.
        public let name: String
        /// Its statements.
        public let text: String
        /// Wraps a name and statements.
        public init(name: String, text: String) {
            self.name = name
            self.text = text
        }
    }

    /// A migration that was applied reads differently now.
    public struct ChangedMigration: Error, CustomStringConvertible {
        /// The file.
        public let name: String
        /// One line for the operator.
        public var description: String {
            "migration \(name) was changed after it had been applied; restore the file and write a new one"
        }
    }

    let roles: Script
    let migrations: [Script]
    let definitions: [Script]

    /// - Parameters:
    ///   - roles: creates the roles when they are missing.
    ///   - migrations: in order of number.
    ///   - definitions: run again each time, in this order.
    public init(roles: Script, migrations: [Script], definitions: [Script]) {
        self.roles = roles
        self.migrations = migrations
        self.definitions = definitions
    }

    /// Applies what is missing, then `afterwards` (reference data), all in the caller's one transaction.
    ///
    /// - Returns: the names of the migrations applied now.
    /// - Throws: `ChangedMigration`, `PostgresError`.
    public func run(_ transaction: Transaction) throws -> [String] {
        try transaction.query("select pg_advisory_xact_lock(7301, 1)")
        try transaction.script(roles.text)
        try transaction.script(
            """
            create schema if not exists migration;
            create table if not exists migration.applied (
                name text primary key, checksum text not null, applied_at timestamptz not null default now())
            """)
        var applied: [String] = []
        for migration in migrations where try isMissing(migration, transaction) {
            try transaction.script(migration.text)
            try transaction.query(
                """
                insert into migration.applied (name, checksum)
                values (\(migration.name), encode(sha256(convert_to(\(migration.text), 'UTF8')), 'hex'))
                """)
            applied.append(migration.name)
        }
        for definition in definitions { try transaction.script(definition.text) }
        return applied
    }

    private func isMissing(_ migration: Script, _ transaction: Transaction) throws -> Bool {
        let row = try transaction.first(
            """
            select checksum = encode(sha256(convert_to(\(migration.text), 'UTF8')), 'hex') as same
            from migration.applied where name = \(migration.name)
            """)
        guard let row else { return true }
        guard try row.bool("same") else { throw ChangedMigration(name: migration.name) }
        return false
    }
}
