import Foundation
import Postgres
import Support
import Testing
import Vocabulary

@testable import Access

@Suite("What is kept, why and how long")
struct RetentionTests {
    @Test("each table that is a council's or names somebody has one category, or is said to hold no personal data")
    func tablesHaveACategory() async throws {
        let place = try await SharedDatabase.open()
        let tables = try await place.owner.transaction(as: nil) { transaction in
            try transaction.query(
                """
                select distinct c.oid::regclass::text as name from pg_class c
                join pg_namespace n on n.oid = c.relnamespace join pg_attribute a on a.attrelid = c.oid
                where c.relkind in ('r', 'p') and a.attnum > 0 and not a.attisdropped
                    and n.nspname in
                        ('access', 'jobs', 'letters', 'intake', 'registry', 'frameworks', 'standings', 'alerts')
                    and (a.attname in ('council_id', 'rpps_number', 'email', 'subject')
                        or a.attname like '%physician_id' or a.attname like '%person_id') order by 1
                """
            ).map { try $0.text("name") }
        }
        #expect(tables.count > 35)
        let rules = try RetentionRules.load()
        let newest = try #require(rules.versions.last)
        let technical = Set(rules.technical.map(\.table))
        for table in tables {
            #expect((newest.category(of: table) != nil) != technical.contains(table), "\(table)")
        }
    }

    @Test("no rule speaks of a table that is not there")
    func tablesAreThere() async throws {
        let place = try await SharedDatabase.open()
        let rules = try RetentionRules.load()
        let named = rules.versions.flatMap(\.categories).flatMap(\.tables) + rules.technical.map(\.table)
        let missing = try await place.owner.transaction(as: nil) { transaction in
            try transaction.query(
                "select name from unnest(\(named)::text[]) name where to_regclass(name) is null"
            ).map { try $0.text("name") }
        }
        #expect(missing == [])
    }

    @Test("every category says its purpose, its ground, its readers, its duration and where the rule comes from")
    func categoriesAreWhole() throws {
        for version in try RetentionRules.load().versions {
            #expect(version.categories.count >= 15)
            for category in version.categories {
                for text in [category.purpose, category.ground, category.readers, category.words, category.source] {
                    #expect(text.count > 5, "\(category.id)")
                }
            }
            #expect(version.term(of: .physician) == .months(72))
        }
    }

    @Test(
        "rules that contradict themselves are refused",
        arguments: [
            (#""removal": "two_people""#, #""removal": "night""#), (#""months": 72"#, #""months": 60"#),
            (#""registry.declaration_past""#, #""registry.registration""#), (#""version": 1"#, #""version": 2"#),
        ])
    func contradictionsAreRefused(found: String, replaced: String) throws {
        let rules = try RetentionRules.load()
        let versions = rules.versions.map(\.content).joined(separator: ",")
        let text = #"{"versions": [\#(versions)], "technical": []}"#
        #expect(try RetentionRules(JSON(parsing: text)).versions.count == rules.versions.count)
        let written = text.contains(found) ? found : found.replacing(": ", with: ":")
        #expect(text.contains(written))
        let wrong = text.replacing(written, with: replaced, maxReplacements: 1)
        #expect(throws: InputFault.self) { try RetentionRules(JSON(parsing: wrong)) }
    }

    @Test("a version that was installed is never changed, whoever tries; another text needs another number")
    func versionsStay() async throws {
        let place = try await SharedDatabase.open()
        for statement: SQL in [
            "update access.retention_version set content = '{}'", "delete from access.retention_version",
        ] {
            do {
                _ = try await place.owner.rolledBack(as: nil) { try $0.query(statement).affected }
                Issue.record("a version was changed")
            } catch let error as PostgresError {
                #expect(error.sqlState == "23514")
            }
        }
        try await place.database.rolledBack(as: .council(1)) { transaction throws in
            #expect(try Retention.inForce(on: day("2026-11-21"), transaction).version >= 1)
            #expect(try Retention.inForce(on: day("2020-01-01"), transaction).version == 1)
        }
    }
}

@Suite("What ends by itself is removed by the rule alone")
struct RemoveExpiredTests {
    private let now = Instant(epochSeconds: ParisTime.start(of: day("2026-11-21")) + 7_200)

    @Test("sessions, links, drafts and counters past their time go, the others stay, and the journals hold the counts")
    func expiredTracesGo() async throws {
        try await ThrowAwayDatabase.migrated { place in
            try await AddPerson(place.database).run(
                email: "claire@example.org", name: "Claire Petit", password: "une phrase assez longue", council: "33",
                role: .agent, from: day("2026-01-01"), salt: Array(0..<16))
            let council = try #require(
                try await place.database.transaction(as: .national) { try Council.find($0, code: "33") })
            try await place.database.transaction(as: .access) { transaction in
                for (age, mark) in [(400, 1), (10, 2)] {
                    try transaction.query(
                        """
                        insert into access.session (token_hash, person_id, council_id, role, opened_at, expires_at)
                        select \(Bytes([UInt8(mark)])), person_id, \(council.id), 'agent',
                            \(now.sql) - make_interval(days => \(Int32(age + 1))), \(now.sql) - make_interval(days => \(Int32(age)))
                        from access.person
                        """)
                    try transaction.query(
                        """
                        insert into access.invitation (council_id, token_hash, person_id, purpose, invited_by,
                            invited_at, expires_at)
                        select \(council.id), \(Bytes([UInt8(mark)])), person_id, 'welcome', 'essai',
                            \(now.sql) - make_interval(days => \(Int32(age + 1))), \(now.sql) - make_interval(days => \(Int32(age)))
                        from access.person
                        """)
                    try transaction.query(
                        """
                        insert into access.attempt (subject, minute, number) values
                            (\(Bytes([UInt8(mark)])), \(now.sql) - make_interval(days => \(Int32(age))), 1)
                        """)
                }
            }
            let rule = try await place.database.transaction(as: .access) {
                try Retention.inForce(on: day("2026-11-21"), $0)
            }
            let expired = RemoveExpired(rule: rule)
            let removed = try await place.database.transaction(as: .access) {
                try expired.run(now: now, by: Author(operator: "nuit"), $0)
            }
            #expect(removed == ["sessions": 1, "invitations": 1, "attempts": 2])
            let again = try await place.database.transaction(as: .access) {
                try expired.run(now: now, by: Author(operator: "nuit"), $0)
            }
            #expect(again == [:])
            let noted = try await place.database.transaction(as: council.principal) {
                try Journal.page($0, of: council.id, JournalFilter(), before: nil).entries
            }
            #expect(
                noted.filter { $0.action == "expired_removed" }.map(\.detail) == [#"{"sessions": 1, "invitations": 1}"#]
            )
        }
    }
}
