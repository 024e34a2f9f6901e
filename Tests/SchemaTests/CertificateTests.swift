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

    @Test("a rule that is lost is named by its table, though it only closed")
    func lostRuleIsNamed() async throws {
        let faults = try await review(after: "drop policy everybody on registry.practice")
        #expect(faults.contains { $0.subject == "registry.practice, règle everybody" })
    }
}
