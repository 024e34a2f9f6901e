import Access
import Postgres
import Support
import Testing

@Suite("The isolation certificate judges the schema")
struct CertificateTests {
    private func review(after statement: SQL? = nil) async throws -> [IsolationFault] {
        try await ThrowAwayDatabase.migrated { place in
            if let statement { try await place.owner.transaction(as: nil) { _ = try $0.query(statement) } }
            return try await place.database.rehearsal { rehearsal in
                try await rehearsal.transaction(as: nil, timeout: 0) { try IsolationReview.run($0) }
            }
        }.flatMap(\.faults)
    }

    @Test("the schema as it is migrated has no fault: every exception is declared with its reason")
    func schemaIsSound() async throws {
        let faults = try await review()
        #expect(faults.map { "\($0.subject): \($0.finding)" } == [])
    }

    @Test("a rule that opens a table to all is named, and the rows say so too")
    func wideRuleIsNamed() async throws {
        let faults = try await review(after: "create policy wide on registry.registration using (true)")
        #expect(faults.contains { $0.subject == "registry.registration, règle wide" })
        #expect(faults.contains { $0.subject == "registry.registration" && $0.finding.contains("insert") })
    }

    @Test(
        "any right, rule, trigger, key or default that nobody declared is named by its table",
        arguments: [
            ("grant select on access.person to sextant_council", "access.person", "droits de sextant_council"),
            ("grant update (name) on access.council to sextant_cncp", "access.council", "droits de sextant_cncp"),
            ("revoke select on access.council from sextant_council", "access.council", "droits de sextant_council"),
            ("grant delete on access.event to sextant_national", "access.event", "ne se change jamais"),
            (
                "create policy more on access.seal to sextant_audit using (council_id = (select "
                    + "nullif(current_setting('sextant.council', true), '')::int))", "access.seal", "permet de changer"
            ),
            (
                "create policy more on registry.declaration to sextant_cncp using (council_id = (select "
                    + "nullif(current_setting('sextant.council', true), '')::int))", "registry.declaration",
                "règle more"
            ),
            ("create unique index more on access.absence (absence_id)", "access.absence", "unicité"),
            ("alter table registry.declaration disable trigger user", "registry.declaration", "déclencheur"),
            ("alter default privileges grant select on tables to sextant_cncp", "default rights", "sextant_cncp"),
            ("create function access.more() returns int language sql as 'select 1'", "function access.more()", "corps"),
            (
                "alter table access.notice drop constraint notice_is_of_a_reading", "access.notice",
                "clé étrangère notice_is_of_a_reading"
            ),
        ])
    func undeclaredIsNamed(_ statement: String, _ subject: String, _ finding: String) async throws {
        let faults = try await review(after: SQL(stringLiteral: statement))
        #expect(
            faults.contains { $0.subject == subject && $0.finding.contains(finding) },
            "\(faults.map { "\($0.subject): \($0.finding)" })")
    }

    @Test("a rule that is lost is named by its table, though it only closed")
    func lostRuleIsNamed() async throws {
        let faults = try await review(after: "drop policy everybody on registry.practice")
        #expect(faults.contains { $0.subject == "registry.practice, règle everybody" })
    }
}
