import Access
import Documents
import Letters
import Postgres
import Support
import Synchronization
import Testing
import Vocabulary

@testable import Alerts
@testable import Jobs

/// A mail server that keeps what it is given, or answers as it is told.
private final class Postbox: MailCarrier {
    private let state = Mutex<(mails: [(to: String, text: String)], answer: MailAnswer)>(
        ([], .accepted("250 2.0.0 taken")))

    var mails: [(to: String, text: String)] { state.withLock { $0.mails } }

    func answer(_ answer: MailAnswer) { state.withLock { $0.answer = answer } }

    func carry(_ bytes: [UInt8], from: String, to: String) async -> MailAnswer {
        state.withLock { state in
            state.mails.append((to, String(decoding: bytes, as: UTF8.self).replacing("=\r\n", with: "")))
            return state.answer
        }
    }
}

@Suite("The summary of the week", .serialized)
struct DigestTests {
    /// A Monday.
    private static let monday = "2029-01-08"

    private let postbox = Postbox()

    private func ground(_ enrolled: Int = 3, _ body: (AlertGround) async throws -> Void) async throws {
        try await AlertGround.run(today: Self.monday) { ground in
            try await ground.enrol(enrolled)
            try await ground.night()
            try await body(ground)
        }
    }

    /// What a worker does on that Monday: puts the summaries in the queue and sends what is due.
    private func work(_ ground: AlertGround) async throws {
        try await PrepareDigests(database: ground.database).run(at: ground.time.now, played: ground.today)
        let time = ground.time
        let send = SendDigests(
            carrier: postbox, letterhead: AlertGround.letterhead,
            link: { DigestTests.link($0, $1) }, today: { time.day }, now: { time.now })
        let desk = Desk(database: ground.database, clock: QueueClock { time.queue }, stop: StopSign())
        while try await desk.doOutside(send, council: ground.council.id) > 0 {}
    }

    private static func link(_ place: Digest.Place?, _ council: String) -> String {
        guard let place else { return "https://sextant.example/compte" }
        if case .campaign(let id) = place { return "https://sextant.example/cd/\(council)/alertes/\(id)" }
        return "https://sextant.example/cd/\(council)"
    }

    private func states(_ ground: AlertGround) async throws -> [String] {
        try await ground.texts("select state as line from alerts.digest order by person_id")
    }

    @Test("each person of a council gets one summary a week, however often the worker begins again")
    func once() async throws {
        try await ground { ground in
            for _ in 0..<3 { try await work(ground) }
            #expect(postbox.mails.map(\.to).sorted() == ["deux@example.org", "une@example.org"])
            #expect(try await states(ground) == ["sent", "sent"])
            ground.time.set(day("2029-01-15"))
            try await ground.night()
            try await work(ground)
            #expect(postbox.mails.count == 4)
        }
    }

    @Test("it holds numbers and links, and no name and no number of a physician (rule R24)")
    func namesNobody() async throws {
        try await ground { ground in
            try await work(ground)
            let text = try #require(postbox.mails.first?.text)
            #expect(text.contains("- 3 destinataires d"))
            #expect(text.contains("https://sextant.example/cd/33/alertes/"))
            #expect(text.contains("https://sextant.example/compte"))
            for rank in 0..<3 {
                let person = AlertGround.person(rank)
                #expect(!text.contains("LENOIR") && !text.contains("CAMILLE") && !text.contains(person.rpps))
                #expect(!text.contains("m\(rank)@example.org"))
            }
        }
    }

    @Test("where nothing awaits the reader nothing is sent")
    func neverEmpty() async throws {
        try await AlertGround.run(today: Self.monday) { ground in
            try await work(ground)
            #expect(postbox.mails.isEmpty)
            #expect(try await states(ground) == ["empty", "empty"])
        }
    }

    @Test("whoever wants none gets none, from the moment that they say so, and again once they want it")
    func setting() async throws {
        try await ground { ground in
            let (council, author, now) = (ground.council, ground.author(), ground.time.now)
            try await ground.act { try SetDigest(false, by: author).run(council, now: now, $0) }
            try await work(ground)
            #expect(postbox.mails.map(\.to) == ["deux@example.org"])
            try await ground.act { try SetDigest(true, by: author).run(council, now: now, $0) }
            ground.time.set(day("2029-01-15"))
            try await ground.night()
            try await work(ground)
            #expect(postbox.mails.filter { $0.to == "une@example.org" }.count == 1)
            let told = try await ground.texts(
                "select action as line from access.event where action = 'digest_set' order by event_id")
            #expect(told.count == 2)
        }
    }

    @Test("a mail without an answer may have arrived and is not sent again; one put off is sent on its Monday only")
    func answers() async throws {
        try await ground { ground in
            postbox.answer(.unknown("the answer was lost"))
            for _ in 0..<2 { try await work(ground) }
            #expect(postbox.mails.count == 2)
            #expect(try await states(ground) == ["unknown", "unknown"])
        }
        try await ground { ground in
            let before = postbox.mails.count
            postbox.answer(.postponed(.init(code: 451, enhanced: "4.3.0", text: "later", isOfRecipient: true)))
            try await work(ground)
            #expect(try await states(ground) == ["waiting", "waiting"])
            ground.time.set(day("2029-01-09"))
            ground.time.pass(seconds: SendDigests.pause + 1)
            postbox.answer(.accepted("250 2.0.0 taken"))
            try await work(ground)
            #expect(postbox.mails.count == before + 2)
            #expect(try await states(ground) == ["late", "late"])
        }
    }

    @Test("what a worker had begun when it was killed may have arrived, and is not sent again")
    func begun() async throws {
        try await ground { ground in
            try await PrepareDigests(database: ground.database).run(at: ground.time.now, played: ground.today)
            try await ground.act { transaction in
                try transaction.query("update alerts.digest set state = 'begun', lines = 1")
            }
            for _ in 0..<2 { try await work(ground) }
            #expect(postbox.mails.isEmpty)
            #expect(try await states(ground) == ["unknown", "unknown"])
        }
    }

    @Test("of a campaign that was stopped only those are told to whom nothing has left; with none left it is not told")
    func stopped() async throws {
        for (enrolled, left) in [(25, 5), (3, 0)] {
            try await ground(enrolled) { ground in
                let id = try #require(try await ground.campaigns().first?.id)
                try await ground.approve(id)
                try await ground.work(preparingOnly: true)
                let (time, council, author) = (ground.time, ground.council, ground.author())
                let send = SendMail(
                    carrier: ground.mails, letterhead: AlertGround.letterhead,
                    gates: [.alert: AlertGate(now: { time.now })], today: { time.day }, now: { time.now })
                let desk = Desk(database: ground.database, clock: QueueClock { time.queue }, stop: StopSign())
                #expect(try await desk.doOutside(send, council: council.id) == enrolled - left)
                try await ground.act { try StopCampaign(id, reason: "À revoir.", by: author).run(council, $0) }
                let today = ground.today
                let lines = try await ground.act {
                    try DigestStore(transaction: $0, council: council.id).lines(on: today)
                }
                let told = lines.filter { $0.place == .campaign(id) }.map(\.count)
                let expected = left > 0 ? [left] : []
                #expect(told == expected)
            }
        }
    }

    @Test("where one council fails the others get theirs, and it is tried again")
    func otherCouncils() async throws {
        try await ground { ground in
            try await AddPerson(ground.database).run(
                email: "ain@example.org", name: "Personne", password: "une phrase assez longue", council: "01",
                role: .president, from: day("2026-01-01"), salt: Array(0..<16))
            let first = try await ground.journey.council("01")
            let owner = ground.journey.place.owner
            _ = try await owner.transaction(as: nil) { transaction in
                try transaction.query(
                    SQL(
                        stringLiteral: "create function alerts.fail() returns trigger language plpgsql as "
                            + "$$ begin if new.council_id = \(first.id) then raise 'no'; end if; return new; end $$"))
                try transaction.query(
                    "create trigger fails before insert on alerts.digest for each row execute function alerts.fail()")
            }
            let digests = PrepareDigests(database: ground.database)
            let (now, today) = (ground.time.now, ground.today)
            await #expect(throws: PostgresError.self) { try await digests.run(at: now, played: today) }
            #expect(try await states(ground) == ["waiting", "waiting"])
            _ = try await owner.transaction(as: nil) { try $0.query("drop trigger fails on alerts.digest") }
            #expect(try await digests.run(at: now, played: today) == 1)
            #expect(try await digests.run(at: now, played: today) == 0)
        }
    }

    @Test("a role that was handed on opens nothing once its giver holds it no more, as in a session")
    func handedOn() async throws {
        try await ground { ground in
            try await AddPerson(ground.database).run(
                email: "agent@example.org", name: "Agent", password: "une phrase assez longue", council: "33",
                role: .agent, from: day("2026-01-01"), salt: Array(0..<16))
            let (council, giver, author) = (ground.council, ground.people[0], ground.author())
            let now = ground.time.now
            func roles() async throws -> Set<Role>? {
                try await ground.database.transaction(as: .membersRead(of: council.id)) {
                    try DigestReader.all(of: council, on: day(Self.monday), $0)
                }.first { $0.email == "agent@example.org" }?.roles
            }
            try await ground.database.transaction(as: .members(of: council.id)) { transaction in
                let members = try Members(of: council, on: day(Self.monday), transaction).members
                let agent = try #require(members.first { $0.email == "agent@example.org" })
                _ = try DelegateRole(
                    fromPersonID: giver, toPersonID: agent.personID, role: .president, firstDay: day("2029-01-01"),
                    until: day("2029-02-01"), reason: "Congés", author: author
                ).run(council, today: day("2029-01-01"), now: now, transaction)
            }
            #expect(try await roles() == [.agent, .president])
            try await ground.database.transaction(as: .members(of: council.id)) { transaction in
                _ = try transaction.query(
                    """
                    update access.membership set during = daterange(lower(during), '2029-01-05')
                    where council_id = \(council.id) and person_id = \(giver) and role = 'president'
                    """)
            }
            #expect(try await roles() == [.agent])
        }
    }

    @Test("a summary goes forward only, is one a week, and none that leaves is empty: the database refuses")
    func forward() async throws {
        try await ground { ground in
            try await work(ground)
            let refused: [(SQL, String)] = [
                ("update alerts.digest set state = 'begun'", "digest_goes_forward"),
                ("update alerts.digest set state = 'waiting'", "digest_goes_forward"),
                (
                    """
                    insert into alerts.digest (council_id, person_id, monday)
                    select council_id, person_id, monday from alerts.digest
                    """, "digest_is_one_a_week"
                ),
                (
                    """
                    insert into alerts.digest (council_id, person_id, monday, state)
                    select council_id, person_id, monday + 7, 'sent' from alerts.digest
                    """, "digest_is_never_empty"
                ),
                (
                    """
                    insert into alerts.digest (council_id, person_id, monday)
                    select council_id, person_id, monday + 1 from alerts.digest
                    """, "digest_week_begins_on_monday"
                ),
            ]
            for (statement, law) in refused {
                let answer = try await ground.act { try $0.attempt(statement) }
                guard case .failure(let error) = answer else {
                    Issue.record("nothing refuses: \(law)")
                    continue
                }
                #expect(error.constraint == law)
            }
        }
    }

    @Test("it is due on Monday from 7:30 Paris time on, in winter and in summer, and on no other day")
    func hour() {
        func due(_ iso: String, _ secondsUTC: Int64, played: CalendarDate? = nil) -> CalendarDate? {
            let midnight = Int64(day(iso).dayNumber) * 86_400
            return PrepareDigests.monday(at: Instant(epochSeconds: midnight + secondsUTC), played: played)
        }
        let half = Int64(30 * 60)
        #expect(due("2029-01-08", 6 * 3_600 + half) == day("2029-01-08"))
        #expect(due("2029-01-08", 6 * 3_600 + half - 1) == nil)
        #expect(due("2029-07-09", 5 * 3_600 + half) == day("2029-07-09"))
        #expect(due("2029-07-09", 5 * 3_600 + half - 1) == nil)
        #expect(due("2029-01-09", 12 * 3_600) == nil)
        #expect(due("2029-01-09", 0, played: day("2029-01-08")) == day("2029-01-08"))
        #expect(due("2029-01-08", 12 * 3_600, played: day("2029-01-02")) == nil)
    }

    @Test("a role is told of what it may see to, and of nothing else")
    func roles() {
        let all = [
            Digest.Line(.campaign(1), 3), Digest.Line(.letters, 2), Digest.Line(.frameworks, 1),
            Digest.Line(.addresses(.refused), 0),
        ]
        #expect(Digest(all, for: [.president]).lines == [all[0], all[2]])
        #expect(Digest(all, for: [.agent]).lines == [all[0], all[1]])
        #expect(Digest(all, for: [.agent, .president]).lines == Array(all.prefix(3)))
        #expect(Digest(all, for: [.councilAdministrator]).lines.isEmpty)
        #expect(Digest.isSent(to: .agent) && !Digest.isSent(to: .auditor) && !Digest.isSent(to: .electedMember))
    }
}
