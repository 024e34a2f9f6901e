import Access
import Alerts
import Postgres
import Registry
import Standings
import Support
import Testing
import Vocabulary

@Suite("What a council holds about one physician, for that person")
struct PersonFileTests {
    private func export(
        _ journey: Journey, _ person: Practitioner, isWhole: Bool, reason: String = "demande du médecin"
    ) async throws -> PersonFile? {
        let council = try await journey.council("33")
        return try await journey.database.transaction(as: council.principal, timeout: 0) { transaction in
            guard let id = try PhysicianRecords.find(rpps: person.rpps, transaction) else { return nil }
            return try ExportPersonFile(
                physicianID: id, isWhole: isWhole, reason: reason,
                author: Author(name: "agent.33@example.org", role: .instructingAgent), further: AlertRecords.all
            ).run(
                council, assessor: try Assessor.load(on: day("2026-11-21"), transaction), today: day("2026-11-21"),
                transaction)
        }
    }

    private func council(_ body: (Journey) async throws -> Void) async throws {
        try await Journey.run { journey in
            try await journey.extraction([.init(.claire), .init(.hugo)])
            try await journey.roll([.init(.claire, ["courriel_rpps": "claire@example.org"]), .init(.hugo)])
            try await journey.accounts(AccountFeed.Action.complete(.claire) + AccountFeed.Action.complete(.hugo))
            try await journey.nightly("2026-11-21")
            try await body(journey)
        }
    }

    @Test("every table that names a physician is in the file (GDPR, article 15)")
    func nothingIsLeftOut() async throws {
        try await council { journey in
            let file = try #require(try await export(journey, .claire, isWhole: true))
            let tables = try await journey.place.owner.transaction(as: nil) { transaction in
                try transaction.query(
                    """
                    select c.oid::regclass::text as name from pg_class c
                    join pg_namespace n on n.oid = c.relnamespace join pg_attribute a on a.attrelid = c.oid
                    where c.relkind = 'r' and n.nspname in ('access', 'intake', 'registry', 'standings')
                        and a.attname = 'physician_id' order by 1
                    """
                ).map { try $0.text("name") }
            }
            let queues = ["registry.fact_change", "registry.directory_change"]
            #expect(Set(tables).subtracting(queues).subtracting(file.parts.map(\.table)) == [])
            #expect(Set(file.parts.map(\.table)).isSuperset(of: ["access.event", "intake.rejected_line"]))
            let said = file.json.text
            #expect(said.contains("claire@example.org") && said.contains(Practitioner.claire.rpps))
            #expect(!said.contains(Practitioner.hugo.rpps) && !said.contains(Practitioner.hugo.familyName))
        }
    }

    @Test("block 4 is in it for who instructs the file; for the others nothing of it is, dates and ids included (R24)")
    func blockFourIsMasked() async throws {
        try await council { journey in
            let whole = try #require(try await export(journey, .claire, isWhole: true)).json.text
            let masked = try #require(try await export(journey, .claire, isWhole: false))
            let hidden = [7, 8].map { "\(Practitioner.claire.rpps)-\($0)" }
            for word in ["mg4-auto-evaluation", "mg4-medecin-traitant", "2024-08-15"] + hidden {
                #expect(whole.contains(word), "\(word)")
                #expect(!masked.json.text.contains(word), "\(word)")
            }
            #expect(masked.json.text.contains("mg1-dpc-andpc-faf") && !masked.isWhole)
        }
    }

    @Test("it says who read the file and when, the export itself is in the journal, and a reason is asked for")
    func exportIsRecorded() async throws {
        try await council { journey in
            await #expect(throws: PersonalDataRefusal.reasonIsMissing) {
                _ = try await export(journey, .claire, isWhole: true, reason: "  ")
            }
            let file = try #require(try await export(journey, .claire, isWhole: true))
            let journal = try #require(file.parts.first { $0.table == "access.event" }?.rows.array)
            #expect(journal.first?["by"]?.string == "agent.33@example.org")
            #expect(journal.first?["reason"]?.string == "demande du médecin")
            #expect(try await export(journey, .jean, isWhole: true) == nil)
        }
    }
}
