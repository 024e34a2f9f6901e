import Postgres
import Support
import Testing

@Suite("Migrations go forward only, once each")
struct MigrationTests {
    @Test("an empty database is brought to the schema, and a second run changes nothing")
    func fromZeroAndTwice() async throws {
        try await ThrowAwayDatabase.empty { place in
            let first = try await place.owner.transaction(as: nil, timeout: 0) { try Migration.run($0) }
            #expect(first.first == "0001_access.sql")
            #expect(first == first.sorted())
            let before = try await Self.reference(place)
            let second = try await place.owner.transaction(as: nil, timeout: 0) { try Migration.run($0) }
            #expect(second == [])
            #expect(try await Self.reference(place) == before)
        }
    }

    @Test("councils, professions, specialties, colleges, référentiels and rules are there: nothing else is needed")
    func referenceRows() async throws {
        let counts = try await Self.reference(try await SharedDatabase.open())
        #expect(counts["access.council"] ?? 0 > 100)
        #expect(counts["registry.specialty"] ?? 0 > 80)
        #expect(counts["frameworks.college"] == 52)
        #expect(counts["frameworks.version"] == 3)
        #expect(counts["frameworks.rule_set"] == 3)
        #expect(counts["registry.profession"] ?? 0 > 0)
    }

    @Test("a migration that changed after it was applied is refused by name, and nothing of the run stays")
    func changedMigration() async throws {
        try await ThrowAwayDatabase.migrated { place in
            let changed = try Migration.migrator { script in
                script.name.hasPrefix("0003")
                    ? Migrator.Script(name: script.name, text: script.text + "\n-- later thought\n") : script
            }
            do {
                _ = try await place.owner.transaction(as: nil, timeout: 0) { try changed.run($0) }
                Issue.record("the changed migration was accepted")
            } catch let error as Migrator.ChangedMigration {
                #expect(error.name.hasPrefix("0003"))
                #expect(error.description.contains(error.name))
            }
            let again = try await place.owner.transaction(as: nil, timeout: 0) { try Migration.run($0) }
            #expect(again == [])
        }
    }

    @Test("a migration that fails leaves nothing behind: all or nothing")
    func failedMigration() async throws {
        try await ThrowAwayDatabase.empty { place in
            let broken = try Migration.migrator { script in
                script.name.hasPrefix("0004")
                    ? Migrator.Script(name: script.name, text: script.text + "\nselect no_such_thing;\n") : script
            }
            await #expect(throws: PostgresError.self) {
                _ = try await place.owner.transaction(as: nil, timeout: 0) { try broken.run($0) }
            }
            let schemas = try await place.owner.transaction(as: nil) { transaction in
                try transaction.query(
                    "select nspname::text as name from pg_namespace where nspname in ('access', 'migration')"
                ).map { try $0.text("name") }
            }
            #expect(schemas == [])
        }
    }

    private static func reference(_ place: ThrowAwayDatabase) async throws -> [String: Int] {
        try await place.database.transaction(as: .national) { transaction in
            let tables = [
                "access.council", "access.region", "registry.profession", "registry.specialty", "frameworks.college",
                "frameworks.version", "frameworks.rule_set",
            ]
            return Dictionary(
                uniqueKeysWithValues: try tables.map { ($0, try Catalogue.count($0, transaction)) })
        }
    }
}
