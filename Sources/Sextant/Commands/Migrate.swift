import Access
import ArgumentParser
import Frameworks
import Letters
import Postgres
import Registry
import Schema

/// Creates or updates roles, schemas and reference data, all or nothing.
struct Migrate: RuledCommand {
    static let policy = CommandPolicy.machine([.owner])
    static let configuration = CommandConfiguration(abstract: "Create or update schema and reference data.")

    func run() async throws {
        try await reporting {
            let migrator = Migrator(
                roles: try Schema.roles().script, migrations: try Schema.migrations().map(\.script),
                definitions: try Schema.definitions().map(\.script))
            let applied = try await Configuration().ownerDatabase().transaction(as: nil, timeout: 0) { transaction in
                let applied = try migrator.run(transaction)
                try InstallCouncils().run(transaction)
                try InstallRetention().run(transaction)
                try InstallNomenclatures().run(transaction)
                try InstallFrameworks().run(transaction)
                try InstallTemplates().run(transaction)
                return applied
            }
            note(applied.isEmpty ? "schema up to date" : "applied \(applied.joined(separator: ", "))")
        }
    }
}

extension Schema.Script {
    var script: Migrator.Script { Migrator.Script(name: name, text: text) }
}
