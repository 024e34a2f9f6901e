import Access
import Letters
import Postgres
import Support
import Testing
import Vocabulary

@testable import Alerts

@Suite("What may not be told to an employer, the tables refuse", .serialized)
struct EmployerConstraintTests {
    /// A row written past every rule of the program.
    private func insert(counted: Int = 0, expected: Int = 5, milestone: String = "2029-01-01") -> SQL {
        """
        insert into alerts.employer_alert (council_id, entry_id, physician_id, cycle_start, milestone_on, channel, round,
            employer, address, wait_days, reason, counted, expected, required, checked_at, proposed_by, proposed_name,
            proposed_on)
        select e.council_id, e.entry_id, e.physician_id, e.cycle_start, \(milestone)::date, 'email', 9, 'Clinique',
            '{a@b.example}', 7, 'essai', \(counted), \(expected), 8, now(), c.approved_by, 'essai', '2029-01-02'
        from alerts.entry e join alerts.campaign c on c.council_id = e.council_id and c.campaign_id = e.campaign_id
        """
    }

    @Test("a physician who is not late, or has other numbers, is in no such row")
    func neverOfAComplete() async throws {
        try await EmployerGround.run { own in
            for (counted, expected) in [(8, 5), (8, 9), (5, 5), (3, 5)] {
                let refused = try await own.constraint(insert(counted: counted, expected: expected))
                #expect(refused == "employer_alert_is_never_of_a_complete", "\(counted)/\(expected)")
            }
            try await own.ground.declare(0)
            try await own.ground.refresh()
            let refused = try await own.constraint(insert())
            #expect(refused == "employer_alert_is_never_of_a_complete")
        }
    }

    @Test("nor is one whose alert has not left, or is of another milestone")
    func followsAnAlert() async throws {
        try await EmployerGround.run { own in
            let refused = try await own.constraint(insert(milestone: "2028-01-01"))
            #expect(refused == "employer_alert_follows_an_alert_that_left")
        }
    }

    @Test("nor is anybody in a council that did not choose it")
    func isChosen() async throws {
        try await EmployerGround.run(isOn: false) { own in
            let refused = try await own.constraint(insert())
            #expect(refused == "employer_alert_is_of_a_council_that_chose_it")
        }
    }

    @Test("what was decided keeps its names, and what has ended stays so")
    func goesForward() async throws {
        try await EmployerGround.run { own in
            let id = try await own.decide()
            let named = try await own.constraint(
                "update alerts.employer_alert set approved_name = 'autre' where employer_alert_id = \(id)")
            #expect(named == "employer_alert_goes_forward")
            let (council, today, author) = (own.ground.council, own.ground.today, own.ground.author())
            try await own.ground.act {
                try EndEmployerAlert(id, reason: "contesté", by: author).retract(council, on: today, $0)
            }
            let opened = try await own.constraint(
                """
                update alerts.employer_alert set state = 'approved', ended_on = null, end_reason = null,
                    ended_by = null, ended_name = null where employer_alert_id = \(id)
                """)
            #expect(opened == "employer_alert_goes_forward")
            let right = try await own.constraint("update alerts.employer_alert set employer = 'Autre'")
            #expect(right == "42501")
        }
    }

    @Test("a letter to an employer is of its kind, and no other kind goes to one")
    func kinds() async throws {
        try await EmployerGround.run { own in
            _ = try await own.decide()
            let kinds = try await own.ground.texts(
                "select distinct kind || ' ' || addressee as line from letters.notice order by 1")
            #expect(kinds == ["alert physician", "employer employer", "employer_told physician"])
            let refused = try await own.constraint(
                """
                insert into letters.notice (council_id, kind, cause, addressee, channel, physician_id, template_id,
                    template_version, content, content_hash, made_on, made_by)
                select council_id, kind, 'autre', 'employer', channel, physician_id, template_id, template_version,
                    content, content_hash, made_on, made_by
                from letters.notice where kind = 'alert'
                """)
            #expect(refused == "notice_to_an_employer_is_of_its_kind")
        }
    }

    @Test(
        "an address that could reach nobody is refused where it is typed",
        arguments: [
            "", "Bordeaux", "a b@c", "x@", "1\n2\n3\n4\n5\n6", "RUE " + String(repeating: "A", count: 40) + "\nX",
        ])
    func addresses(typed: String) {
        #expect(throws: EmployerRefusal.self) { try EmployerDestination.read(typed, of: "Clinique") }
    }

    @Test("a name is one line, without hidden characters or an RPPS number")
    func names() throws {
        #expect(try EmployerDestination.name("  Clinique \n des  Lilas ") == "Clinique des Lilas")
        #expect(throws: EmployerRefusal.employerIsMissing) { try EmployerDestination.name(" ") }
        #expect(throws: EmployerRefusal.employerIsMissing) { try EmployerDestination.name("a\u{202E}b") }
        #expect(throws: EmployerRefusal.employerIsMissing) {
            try EmployerDestination.name(String(repeating: "a", count: 101))
        }
    }
}
