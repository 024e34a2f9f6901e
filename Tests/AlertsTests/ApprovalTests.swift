import Access
import Alerts
import Postgres
import Support
import Testing
import Vocabulary

@Suite("An approval is of what was read, and a large one is of two people", .serialized)
struct ApprovalTests {
    private func ground(_ count: Int, _ body: (AlertGround, Int64) async throws -> Void) async throws {
        try await AlertGround.run { ground in
            try await ground.enrol(count)
            try await ground.night()
            let id = try #require(try await ground.campaigns().first?.id)
            try await body(ground, id)
        }
    }

    private func exclude(_ ground: AlertGround, _ id: Int64) async throws {
        let (council, today, author) = (ground.council, ground.today, ground.author())
        let row = try #require(try await ground.view(id).recipients.first)
        try await ground.act {
            try ExcludeEntry(row.id, of: id, reason: "essai", by: author).run(council, on: today, $0)
        }
    }

    @Test("a list that changed since it was read is not approved")
    func fingerprint() async throws {
        try await ground(3) { ground, id in
            let (council, today, author) = (ground.council, ground.today, ground.author())
            let seen = try await ground.view(id).fingerprint
            try await exclude(ground, id)
            await #expect(throws: AlertRefusal.listHasChanged(from: 3, to: 2)) {
                try await ground.act { try ApproveCampaign(id, seen: seen, by: author).run(council, on: today, $0) }
            }
            #expect(try await ground.view(id).summary.state == .proposed)
            #expect(try await ground.approve(id) == .approved)
        }
    }

    @Test("where nobody is late any more the exclusions stay, and nothing is approved")
    func nobody() async throws {
        try await ground(2) { ground, id in
            for rank in 0...1 { try await ground.declare(rank) }
            #expect(try await ground.approve(id) == .nobodyLeft)
            let view = try await ground.view(id)
            #expect(view.excludedBy == [.becameCompliant: 2])
            #expect(view.summary.state == .proposed)
            let journal = try await ground.texts("select act as line from alerts.event")
            #expect(journal == ["became_compliant", "became_compliant"])
        }
    }

    @Test("the second person sends it back to its preparation; what a night opened meanwhile takes its recipients")
    func sendBack() async throws {
        try await ground(51) { ground, id in
            let (council, today, author) = (ground.council, ground.today, ground.author(1))
            #expect(try await ground.approve(id) == .secondWanted)
            let same = try await ground.act {
                try SendBackCampaign(id, reason: "un décès", by: author).run(council, $0)
            }
            #expect(same == id)
            #expect(try await ground.view(id).summary.approvedBy == [])
            try await exclude(ground, id)
            #expect(try await ground.view(id).summary.recipients == 50)
            _ = try await ground.act { transaction in
                try transaction.query("update alerts.entry set state = 'proposed', exclusion = null")
            }
            #expect(try await ground.approve(id) == .secondWanted)
            _ = try await ground.act { transaction in
                try transaction.query(
                    """
                    insert into alerts.campaign (council_id, opened_on, policy) values (\(council.id), \(today), '{}')
                    """)
            }
            let other = try await ground.act {
                try SendBackCampaign(id, reason: "un décès", by: author).run(council, $0)
            }
            #expect(other != id)
            #expect(try await ground.view(other).summary.recipients == 51)
            #expect(try await ground.view(id).summary.state == .abandoned)
        }
    }

    @Test("what one person approved alone within a week counts together")
    func week() async throws {
        try await ground(30) { ground, id in
            #expect(try await ground.approve(id) == .approved)
            try await ground.enrol(60)
            try await ground.night()
            let next = try #require(try await ground.campaigns().first { $0.state == .proposed })
            #expect(next.recipients == 30)
            let (council, today, person) = (ground.council, ground.today, ground.people[0])
            let shown = try await ground.act { transaction in
                try CampaignView.read(
                    next.id, of: council, on: today, page: 1, exclusionPage: 1, reader: person, transaction)
            }
            #expect(shown?.approvedAlone == 30 && shown?.needsSecond == true && shown?.isLarge == false)
            #expect(try await !ground.view(next.id).needsSecond, "for somebody else")
            #expect(try await ground.approve(next.id) == .secondWanted)
            #expect(try await ground.approve(next.id, by: 1) == .approved)
        }
    }

    @Test("nor does a statement past the program approve a large campaign for one person, or turn anything back")
    func table() async throws {
        try await ground(51) { ground, _ async throws in
            let person = ground.people[0]
            func refusal(_ statements: [SQL]) async throws -> String? {
                let answer = try await ground.act { transaction in
                    for statement in statements.dropLast() { try transaction.query(statement) }
                    return try transaction.attempt(statements[statements.count - 1])
                }
                guard case .failure(let error) = answer else { return nil }
                return error.constraint ?? error.sqlState
            }
            let approved: SQL = """
                update alerts.campaign set state = 'approved', approved_by = \(person), approved_name = 'une'
                """
            let sent: SQL = "update alerts.entry set state = 'approved'"
            let law = "entry_is_sent_by_who_may_approve"
            let attempts: [([SQL], String)] = [
                ([sent], law), ([approved, sent], law), (["update alerts.campaign set policy = '{}'"], "42501"),
                (["update alerts.campaign set state = 'proposed'"], "campaign_goes_forward"), ([sent], law),
            ]
            for (statements, expected) in attempts {
                let refused = try await refusal(statements)
                #expect(refused == expected)
            }
        }
    }
}
