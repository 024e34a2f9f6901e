import Access
import Postgres
import Support
import Testing
import Vocabulary

@testable import Alerts

@Suite("One council writes, and once, whoever changes council when", .serialized)
struct OneCouncilTests {
    /// Whom another council enrols besides, with an e-mail address of its own.
    private func enrol(_ ground: AlertGround, registered: String, asOf: String) async throws -> Council {
        try await ground.journey.roll(
            [
                .init(
                    AlertGround.person(0), council: "75", registered: registered,
                    ["courriel_rpps": "paris@example.org"])
            ], asOf: asOf, council: "75")
        return try await ground.journey.council("75")
    }

    private func states(_ ground: AlertGround, _ council: Council) async throws -> [String] {
        try await ground.database.transaction(as: council.principal) { transaction in
            try transaction.query(
                "select concat_ws(' ', state, exclusion) as line from alerts.entry order by entry_id"
            ).map { try $0.text("line") }
        }
    }

    private func approve(_ ground: AlertGround, _ council: Council) async throws {
        let (today, author) = (ground.today, ground.author())
        try await ground.database.transaction(as: council.principal, timeout: 0) { transaction in
            let id = try #require(try CampaignSummary.all(transaction).first?.id)
            let view = try #require(
                try CampaignView.read(id, of: council, on: today, page: 1, exclusionPage: 1, transaction))
            _ = try ApproveCampaign(id, seen: view.fingerprint, by: author).run(council, on: today, transaction)
        }
    }

    @Test("a physician who moves before the message leaves is written to by the new council alone")
    func before() async throws {
        try await AlertGround.run { ground in
            try await ground.enrol(1)
            try await ground.night()
            try await approve(ground, ground.council)
            try await ground.work(preparingOnly: true)
            let paris = try await enrol(ground, registered: "2028-12-15", asOf: "2029-01-02")
            try await ground.night()
            #expect(try await states(ground, paris) == ["proposed"])
            try await ground.work()
            #expect(ground.mails.sent.isEmpty)
            #expect(try await states(ground, ground.council) == ["excluded not_subject"])
            try await approve(ground, paris)
            try await ground.work(of: paris)
            #expect(ground.mails.sent == ["paris@example.org"])
        }
    }

    @Test("between proposal and approval it is the approval that finds out")
    func atApproval() async throws {
        try await AlertGround.run { ground in
            try await ground.enrol(2)
            try await ground.night()
            _ = try await enrol(ground, registered: "2028-12-15", asOf: "2029-01-02")
            try await approve(ground, ground.council)
            #expect(try await states(ground, ground.council).sorted() == ["approved", "excluded not_subject"])
        }
    }

    @Test("one who moves after the message has left is not written to again, nor added by hand")
    func after() async throws {
        try await AlertGround.run { ground in
            try await ground.enrol(1)
            try await ground.night()
            try await approve(ground, ground.council)
            try await ground.work()
            #expect(ground.mails.sent == ["m0@example.org"])
            let paris = try await enrol(ground, registered: "2028-12-15", asOf: "2029-01-02")
            try await ground.night("2029-01-10")
            #expect(try await states(ground, paris) == ["excluded alerted_elsewhere"])
            let author = ground.author()
            await #expect(throws: AlertRefusal.otherCouncilWrites) {
                try await ground.database.transaction(as: paris.principal, timeout: 0) { transaction in
                    let physician = try transaction.query("select physician_id from alerts.entry")[0]
                        .int("physician_id")
                    _ = try AddEntry(physician: Int64(physician), to: nil, reason: "essai", by: author)
                        .run(paris, on: day("2029-01-10"), transaction)
                }
            }
            let seen = try await ground.database.transaction(as: paris.principal) {
                try $0.query("select count(*) as number from alerts.entry where state <> 'excluded'")[0].int("number")
            }
            #expect(seen == 0)
        }
    }

    @Test("of two rolls of one day exactly one writes")
    func sameDay() async throws {
        try await AlertGround.run { ground in
            try await ground.enrol(1)
            let paris = try await enrol(ground, registered: "2010-09-01", asOf: "2029-01-02")
            try await ground.night()
            let all = try await states(ground, ground.council) + states(ground, paris)
            #expect(all.sorted() == ["excluded not_subject", "proposed"])
        }
    }

    @Test("of two councils at once one takes the mark; it is seen by whoever has the physician, and names no council")
    func mark() async throws {
        try await AlertGround.run { ground in
            try await ground.enrol(1)
            try await ground.night()
            try await approve(ground, ground.council)
            try await ground.work()
            let (paris, lyon) = (
                try await enrol(ground, registered: "2028-12-15", asOf: "2029-01-02"),
                try await ground.journey.council("69")
            )
            for (council, number) in [(ground.council, 1), (paris, 1), (lyon, 0)] {
                let rows = try await ground.database.transaction(as: council.principal) {
                    try $0.query("select to_jsonb(m)::text as line from alerts.mark m").map { try $0.text("line") }
                }
                #expect(rows.count == number, "\(council.code)")
                #expect(!rows.contains { $0.contains("council") })
            }
            let removed = try await ground.database.transaction(as: paris.principal) {
                try $0.query("delete from alerts.mark").affected
            }
            #expect(removed == 0)
        }
    }
}
