import Access
import Frameworks
import Letters
public import Postgres
import Registry
import Schema

/// What `sextant migrate` does, through the library.
public enum Migration {
    /// The migrator with the statements of `sql/`, or with others in their place.
    public static func migrator(
        _ change: (Migrator.Script) -> Migrator.Script = { $0 }
    ) throws -> Migrator {
        func script(_ script: Schema.Script) -> Migrator.Script {
            Migrator.Script(name: script.name, text: script.text)
        }
        return Migrator(
            roles: script(try Schema.roles()), migrations: try Schema.migrations().map { change(script($0)) },
            definitions: try Schema.definitions().map(script))
    }

    /// Schema, rights and reference data, all or nothing.
    ///
    /// - Returns: the migrations applied now.
    public static func run(_ transaction: Transaction) throws -> [String] {
        let applied = try migrator().run(transaction)
        try InstallCouncils().run(transaction)
        try InstallRetention().run(transaction)
        try InstallNomenclatures().run(transaction)
        try InstallFrameworks().run(transaction)
        try InstallTemplates().run(transaction)
        return applied
    }
}
