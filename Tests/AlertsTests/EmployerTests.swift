import Access
import Letters
import Postgres
import Support
import Testing
import Vocabulary

@testable import Alerts

@Suite("An employer is told of an alert by two people, after the physician (R. 4022-18)", .serialized)
struct EmployerTests {
    @Test("the physician is told first and has the promised days; then the employer is, once")
    func order() async throws {
        try await EmployerGround.run { own in
            let id = try await own.decide()
            #expect(own.ground.mails.sent == ["m0@example.org", "m0@example.org"])
            var alert = try await own.alert(id)
            #expect(alert.told?.sentOn == day("2029-01-02") && alert.leavesFrom == day("2029-01-09"))
            #expect(alert.letter?.state == .ready)
            own.ground.time.set(day("2029-01-08"))
            own.ground.time.pass(seconds: 7_200)
            try await own.ground.work()
            #expect(own.ground.mails.sent.count == 2, "a day too early")
            own.ground.time.set(day("2029-01-09"))
            own.ground.time.pass(seconds: 7_200)
            try await own.ground.work()
            #expect(own.ground.mails.sent.last == "direction@clinique.example")
            alert = try await own.alert(id)
            #expect(alert.state == .approved && alert.letter?.state == .sent)
            own.ground.time.pass(seconds: 7_200)
            try await own.ground.work()
            #expect(own.ground.mails.sent.count == 3)
        }
    }

    @Test(
        "the employer reads the milestone and the article, and no number, no block, no reason; the physician is told so"
    )
    func words() async throws {
        try await EmployerGround.run { own in
            _ = try await own.decide()
            let texts = try await own.ground.texts(
                "select kind || ' ' || content as line from letters.notice where kind like 'employer%' order by kind")
            let employer = try #require(texts.first { $0.hasPrefix("employer ") })
            let physician = try #require(texts.first { $0.hasPrefix("employer_told ") })
            #expect(employer.contains("R. 4022-18") && employer.contains("janvier 2029"))
            #expect(employer.contains("Clinique des Lilas"))
            for word in ["relances", "retenues", "attendues", "bloc", "cycle"] {
                #expect(!employer.contains(word), "\(word)")
            }
            #expect(physician.contains("Clinique des Lilas") && physician.contains("relances sans réponse"))
            #expect(physician.contains("7 jours"))
        }
    }

    @Test("nobody decides what they proposed, and the table says so too")
    func twoPeople() async throws {
        try await EmployerGround.run { own in
            let id = try await own.propose()
            let refused = try await own.refusal { try await own.approve(id, by: 0) }
            #expect(refused == .secondPersonIsTheFirst)
            let constraint = try await own.constraint(
                """
                update alerts.employer_alert set state = 'approved', approved_by = proposed_by,
                    approved_name = 'autre', approved_on = '2029-01-02'
                """)
            #expect(constraint == "employer_alert_is_approved_by_another")
            let isOpen = try await own.refusal { try await own.propose() }
            #expect(isOpen == .isOpenAlready)
            try await own.approve(id)
            let isDecided = try await own.refusal { try await own.approve(id) }
            #expect(isDecided == .isDecided(.approved))
        }
    }

    @Test("a council that has not chosen it proposes nothing; one that chose otherwise since tells nobody any more")
    func choice() async throws {
        try await EmployerGround.run(isOn: false) { own in
            let isOff = try await own.refusal { try await own.propose() }
            #expect(isOff == .isOff)
            let isChosen = try await own.refusal { try await own.choose(false) }
            #expect(isChosen == .isChosenAlready)
            try await own.choose(true)
            let id = try await own.decide()
            try await own.choose(false)
            try await own.wait()
            let alert = try await own.alert(id)
            #expect(alert.state == .withdrawn && alert.endedBy == nil && alert.letter?.state == .withdrawn)
            // The physician, who was told, learns that it is over.
            #expect(own.ground.mails.sent == Array(repeating: "m0@example.org", count: 3))
        }
    }

    @Test("an alert that has not left, or was taken back, is told to no employer")
    func alertStands() async throws {
        try await EmployerGround.run(hasLeft: false) { own in
            let isUnsent = try await own.refusal { try await own.propose() }
            #expect(isUnsent == .alertHasNotLeft)
        }
        try await EmployerGround.run { own in
            try await retract(own)
            let isRetracted = try await own.refusal { try await own.propose() }
            #expect(isRetracted == .alertIsRetracted)
        }
    }

    @Test("a physician who became complete meanwhile: nothing is decided, and nothing that was decided leaves")
    func complete() async throws {
        try await EmployerGround.run { own in
            let id = try await own.propose()
            try await own.ground.declare(0)
            let isComplete = try await own.refusal { try await own.approve(id) }
            #expect(isComplete == .isNotLate)
        }
        try await EmployerGround.run { own in
            let id = try await own.decide()
            try await own.ground.declare(0)
            try await own.wait()
            let alert = try await own.alert(id)
            #expect(alert.state == .withdrawn && alert.letter?.state == .withdrawn)
            #expect(!own.ground.mails.sent.contains("direction@clinique.example"))
        }
    }

    @Test(
        "taking the alert back reaches the employer who was told, and stops what was not sent",
        arguments: [true, false])
    func retraction(wasTold: Bool) async throws {
        try await EmployerGround.run { own in
            let id = try await own.decide()
            if wasTold { try await own.wait() }
            try await retract(own)
            try await own.ground.work()
            let alert = try await own.alert(id)
            #expect(alert.state == (wasTold ? .retracted : .withdrawn))
            let letters = own.ground.mails.sent.count { $0 == "direction@clinique.example" }
            #expect(letters == (wasTold ? 2 : 0))
            let taken = try await own.ground.texts(
                """
                select addressee as line from letters.notice n
                where kind = 'employer_retraction' and retracts is not null order by addressee
                """)
            #expect(taken == (wasTold ? ["employer", "physician"] : ["physician"]))
        }
    }

    @Test("a physician whose notice came back was not told: the employer is not either")
    func notTold() async throws {
        try await EmployerGround.run { own in
            own.ground.mails.refuse(["m0@example.org"])
            let id = try await own.decide()
            let alert = try await own.alert(id)
            #expect(alert.state == .withdrawn && alert.told?.state == .bounced && alert.letter?.state == .withdrawn)
            try await own.wait()
            #expect(!own.ground.mails.sent.contains("direction@clinique.example"))
        }
    }

    @Test("an employer's address that does not work says nothing of the physician's, and another may be tried")
    func employerNotReached() async throws {
        try await EmployerGround.run { own in
            let id = try await own.decide()
            own.ground.mails.refuse(["direction@clinique.example"])
            try await own.wait()
            let alert = try await own.alert(id)
            #expect(alert.state == .withdrawn && alert.letter?.state == .bounced)
            let checks = try await own.ground.texts("select email as line from letters.contact_check")
            #expect(checks == [])
            let second = try await own.propose("12 rue des Lilas\n33000 Bordeaux")
            let address = try await own.alert(second).address
            #expect(address == ["Clinique des Lilas", "12 RUE DES LILAS", "33000 BORDEAUX"])
        }
    }

    private func retract(_ own: EmployerGround) async throws {
        let (council, today, author) = (own.ground.council, own.ground.today, own.ground.author())
        let (entry, campaign) = (own.entry, own.campaign)
        try await own.ground.act {
            try RetractAlert(entry, of: campaign, reason: "erreur", by: author).run(council, on: today, $0)
        }
    }
}
