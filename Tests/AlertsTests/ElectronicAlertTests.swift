import Access
import Letters
import Postgres
import Support
import Testing
import Vocabulary

@testable import Alerts

@Suite("An alert that an electronic carrier may have counts as left for its campaign", .serialized)
struct ElectronicAlertTests {
    /// An approved alert on paper that was sent electronically, and of which nobody knows whether it left.
    private func doubtful(_ ground: AlertGround) async throws -> (campaign: Int64, entry: Int64, notice: Int64) {
        try await ground.enrol(
            1, [0: ["courriel_rpps": "", "adresse_1": "12 RUE DES LILAS", "adresse_2": "33000 BORDEAUX"]])
        try await ground.night()
        let id = try #require(try await ground.campaigns().first?.id)
        try await ground.approve(id)
        try await ground.work()
        let line = try #require(
            try await ground.texts(
                "select entry_id || ' ' || notice_id || ' ' || physician_id as line from alerts.entry"
            ).first)
        let keys = line.split(separator: " ").compactMap { Int64($0) }
        let (council, today, author, now) = (ground.council, ground.today, ground.author(), ground.time.now)
        try await ground.act { transaction in
            try RecordConsent(
                .given, of: keys[2], at: "m0@example.org", since: today, words: "Courrier signé.", after: nil,
                by: author
            ).run(council, today: today, now: now, transaction)
            try SendElectronically(keys[1], givenName: "CAMILLE", familyName: "LENOIR", by: author)
                .run(council, on: today, transaction)
            try transaction.query("update letters.electronic set started_at = '2029-01-02T09:00:00Z'")
            try transaction.query("update letters.electronic set state = 'uncertain', reason = 'essai'")
        }
        return (id, keys[0], keys[1])
    }

    private func states(_ ground: AlertGround) async throws -> [String] {
        try await ground.texts(
            """
            select e.state || ' ' || d.state as line from alerts.entry e
            join letters.published_delivery d using (council_id, notice_id)
            """)
    }

    @Test("nobody excludes its recipient as if it had not left, and it can be taken back")
    func excluded() async throws {
        try await AlertGround.run { ground in
            let alert = try await doubtful(ground)
            let (council, today, author) = (ground.council, ground.today, ground.author())
            await #expect(throws: AlertRefusal.self) {
                try await ground.act {
                    try ExcludeEntry(alert.entry, of: alert.campaign, reason: "essai", by: author)
                        .run(council, on: today, $0)
                }
            }
            let before = try await states(ground)
            #expect(before == ["approved held"])
            try await ground.act {
                try RetractAlert(alert.entry, of: alert.campaign, reason: "erreur", by: author)
                    .run(council, on: today, $0)
            }
            let after = try await states(ground)
            #expect(after == ["retracted held"])
        }
    }

    @Test("whoever became compliant meanwhile stays a recipient: it may have arrived")
    func compliant() async throws {
        try await AlertGround.run { ground in
            let alert = try await doubtful(ground)
            try await ground.declare(0)
            try await ground.refresh()
            let (council, today, now) = (ground.council, ground.today, ground.time.now)
            let answer = try await ground.act {
                try AlertGate(now: { now }).admit(alert.notice, cause: "", council: council.id, on: today, $0)
            }
            guard case .never = answer else { Issue.record("\(answer)"); return }
            let after = try await states(ground)
            #expect(after == ["approved held"])
            let marks = try await ground.texts("select count(*)::text as line from alerts.mark")
            #expect(marks == ["1"])
        }
    }
}
