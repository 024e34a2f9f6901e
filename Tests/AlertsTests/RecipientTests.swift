import Access
import Alerts
import Postgres
import Support
import Testing
import Vocabulary

@Suite("A complete physician can never be a recipient: a constraint, not a filter", .serialized)
struct RecipientTests {
    /// An entry written past every rule of the program.
    private func insert(_ state: String, counted: Int, expected: Int) -> SQL {
        """
        insert into alerts.entry (council_id, campaign_id, physician_id, cycle_start, milestone_on, channel, state,
            exclusion, reason, counted, expected, required, proposed_on, checked_at)
        select s.council_id, c.campaign_id, s.physician_id, s.cycle_start, '2029-01-01', 'email', \(state),
            case when \(state) = 'excluded' then 'became_compliant' end, 'essai', \(counted), \(expected), 8,
            '2029-01-02', now()
        from standings.published_standing s, alerts.campaign c where s.is_complete
        """
    }

    private func refusal(of statement: SQL, in ground: AlertGround, as owner: Bool = false) async throws -> String? {
        let (council, place) = (ground.council, ground.journey.place)
        let answer =
            if owner {
                try await place.owner.transaction(as: nil) { transaction in
                    try transaction.query("select set_config('sextant.council', \(String(council.id)), true)")
                    return try transaction.attempt(statement)
                }
            } else {
                try await ground.act { try $0.attempt(statement) }
            }
        guard case .failure(let error) = answer else { return nil }
        return error.constraint ?? error.sqlState
    }

    private func ground(_ body: (AlertGround) async throws -> Void) async throws {
        try await AlertGround.run { ground in
            try await ground.enrol(3)
            try await ground.declare(0)
            try await ground.night()
            try await body(ground)
        }
    }

    @Test("with their own numbers or with invented ones, they cannot be added, proposed or approved")
    func insertion() async throws {
        try await ground { ground in
            for state in ["proposed", "approved"] {
                for (counted, expected) in [(8, 5), (4, 5), (8, 9), (0, 5)] {
                    let statement = insert(state, counted: counted, expected: expected)
                    let refused = try await refusal(of: statement, in: ground)
                    #expect(refused == "entry_is_never_of_a_complete", "\(state) \(counted)/\(expected)")
                }
            }
            let refused = try await refusal(of: insert("excluded", counted: 4, expected: 5), in: ground)
            #expect(refused == nil)
        }
    }

    @Test("nor by the owner of the tables, whose rows are as hidden from it as everybody's")
    func owner() async throws {
        try await ground { ground in
            let physician = try await ground.texts(
                "select physician_id::text as line from standings.published_standing where is_complete")
            let values: SQL = """
                insert into alerts.entry (council_id, campaign_id, physician_id, cycle_start, milestone_on, channel,
                    state, counted, expected, required, proposed_on, checked_at)
                values (\(ground.council.id), 1, \(Int(physician[0])!), '2023-01-01', '2029-01-01', 'email', 'approved',
                    4, 5, 8, '2029-01-02', now())
                """
            // 42501: row-level security refuses the row itself, before any rule is asked.
            let refused = try await refusal(of: values, in: ground, as: true)
            #expect(refused == "42501")
        }
    }

    @Test("one who turns complete after the proposal cannot be approved, nor checked for sending, nor renumbered")
    func turnedComplete() async throws {
        try await ground { ground in
            try await ground.declare(1)
            try await ground.refresh()
            for change: SQL in [
                "state = 'approved'", "checked_at = now()", "counted = counted", "expected = 5", "required = 8",
            ] {
                let statement: SQL = """
                    update alerts.entry set \(change) where physician_id in (
                        select physician_id from standings.published_standing where is_complete)
                    """
                let refused = try await refusal(of: statement, in: ground)
                #expect(refused == "entry_is_never_of_a_complete", "\(change.text)")
            }
            let moved: SQL = """
                update alerts.entry set physician_id = (
                    select min(physician_id) from standings.published_standing where is_complete)
                where physician_id not in (select physician_id from standings.published_standing where is_complete)
                """
            // 42501: whom an entry is about is written once.
            let refused = try await refusal(of: moved, in: ground)
            #expect(refused == "42501")
        }
    }

    @Test("one who is complete is not added by hand either")
    func byHand() async throws {
        try await ground { ground in
            let id = try #require(try await ground.campaigns().first?.id)
            let keys = try await ground.texts(
                "select physician_id::text as line from standings.published_standing where is_complete")
            let (council, today, author) = (ground.council, ground.today, ground.author())
            let physician = try #require(Int64(keys[0]))
            await #expect(throws: AlertRefusal.isNotLate) {
                try await ground.act {
                    try AddEntry(physician: physician, to: id, reason: "essai", by: author)
                        .run(council, on: today, $0)
                }
            }
        }
    }
}
