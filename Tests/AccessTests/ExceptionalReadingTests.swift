import Postgres
import Support
import Testing
import Vocabulary

@testable import Access

/// A council with a president, two administrators and an agent, and somebody outside; the clock is the test's.
private struct Guardians {
    let newcomer: Newcomer
    let start: StartExceptionalReading
    var database: Database { newcomer.database }
    var today: CalendarDate { newcomer.today }
    static let noon = Newcomer.noon

    init(_ place: ThrowAwayDatabase) async throws {
        newcomer = Newcomer(place, rule: .demonstration)
        start = StartExceptionalReading(place.database, keys: newcomer.keys)
        for (name, role) in [
            ("president", Role.president), ("admin", .councilAdministrator), ("admin2", .councilAdministrator),
            ("agent", .agent), ("elue", .electedMember),
        ] {
            try await newcomer.add("\(name)@example.org", role: role)
        }
        try await newcomer.add("national@example.org", council: "national", role: .nationalAdministrator)
    }

    func open(_ name: String, _ seed: Int, at now: Instant = noon) async throws -> SessionToken {
        guard case .opened(let token, _, _) = try await newcomer.knock("\(name)@example.org", seed, at: now) else {
            throw Newcomer.Unexpected()
        }
        return token
    }

    func request(
        _ token: SessionToken, _ seed: Int, reason: String = "une agente ne voit plus ses dossiers",
        at now: Instant = noon
    ) async throws -> StartExceptionalReading.Request {
        .init(
            try await newcomer.session(token, at: now), token: token,
            next: SessionToken(random: Newcomer.random(seed, 32)), origin: nil, reason: reason)
    }

    /// Signs in and looks at the site as another; the token of the reading.
    func viewAs(
        _ target: StartExceptionalReading.Target, by name: String = "admin", _ seed: Int, at now: Instant = noon
    ) async throws -> SessionToken {
        let request = try await request(try await open(name, seed, at: now), seed + 500, at: now)
        _ = try await start.viewAs(target, request, now: now, today: today)
        return request.next
    }

    /// How many members a page of this session reads in the council's own tables.
    func members(_ session: Session) async throws -> Int {
        try await database.transaction(as: session.principal) {
            try $0.query("select count(*) as number from access.membership")[0].int("number")
        }
    }

    func person(_ name: String) async throws -> Int64 {
        let email = "\(name)@example.org"
        return try await database.transaction(as: .access) {
            try #require(try PersonStore.find($0, email: email)).id
        }
    }

    func events(_ kind: String, in council: Int32) async throws -> [String] {
        try await database.transaction(as: .tenant(council, as: council == 0 ? "sextant_national" : "sextant_council"))
        {
            try $0.query(
                """
                select action || ' ' || coalesce(role, '-') || ' ' || coalesce(detail->>'as_role', '-') || ' '
                    || coalesce(detail->>'cause', '-') as line
                from access.event where kind = \(kind) order by event_id
                """
            ).map { try $0.text("line") }
        }
    }
}

@Suite("Exceptional readings")
struct ExceptionalReadingTests {
    @Test("an administrator sees the site as an agent does for thirty minutes, under another token, then as before")
    func viewAsExpires() async throws {
        try await ThrowAwayDatabase.migrated { place in
            let guardians = try await Guardians(place)
            let first = try await guardians.open("admin", 1)
            let request = try await guardians.request(first, 2)
            let seen = try await guardians.start.viewAs(
                .role(.agent), request, now: Guardians.noon, today: guardians.today)
            #expect(seen.role == .agent && seen.council.code == "33")
            let sessions = Sessions(place.database)
            let former = try await sessions.find(first, now: Guardians.noon, today: guardians.today)
            #expect(former == nil, "the token changes")
            let reading = try await guardians.newcomer.session(request.next, at: Guardians.noon.adding(seconds: 1_799))
            #expect(reading.membership.role == .agent && reading.home.role == .councilAdministrator)
            #expect(reading.may(.readFile) && !reading.may(.manageMembers))
            #expect(try await guardians.members(reading) == 5)
            let after = try await guardians.newcomer.session(request.next, at: Guardians.noon.adding(seconds: 1_800))
            #expect(after.reading == nil && after.membership.role == .councilAdministrator)
            let council = reading.membership.council.id
            #expect(
                try await guardians.events("exceptional", in: council) == [
                    "reading_started council_administrator agent -",
                    "reading_ended council_administrator - expired",
                ])
        }
    }

    @Test("the database itself gives no row to a reading that is over or was ended, whatever the program believes")
    func databaseCloses() async throws {
        try await ThrowAwayDatabase.migrated { place in
            let guardians = try await Guardians(place)
            let token = try await guardians.viewAs(.role(.agent), 1)
            let session = try await guardians.newcomer.session(token)
            let reading = try #require(session.reading)
            let council = reading.council.id
            func seen(_ permission: Int64, of council: Int32, after seconds: Int64) async throws -> Int {
                let moment = Guardians.noon.epochSeconds + seconds
                return try await place.database.transaction(
                    as: .reading(council, permission: permission, at: moment)
                ) { try $0.query("select count(*) as number from access.membership")[0].int("number") }
            }
            #expect(try await seen(reading.id, of: council, after: 0) == 5)
            #expect(try await seen(reading.id, of: council, after: -1) == 0, "before it began")
            #expect(try await seen(reading.id, of: council, after: 1_800) == 0, "after its end")
            #expect(try await seen(reading.id + 1, of: council, after: 0) == 0, "a permission that nobody has")
            #expect(try await seen(reading.id, of: council + 1, after: 0) == 0, "of another council")
            try await place.database.transaction(as: .members(of: council)) {
                try EndExceptionalReading(reading.id, of: reading.council, by: "president@example.org")
                    .run(because: .councilEnded, now: Guardians.noon, $0)
            }
            #expect(try await guardians.members(session) == 0, "the session that still believes in it reads nothing")
            let after = try await guardians.newcomer.session(token)
            #expect(after.reading == nil && after.membership.role == .councilAdministrator)
            await #expect(throws: ReadingRefusal.notFound) {
                try await place.database.transaction(as: .members(of: council)) {
                    try EndExceptionalReading(reading.id, of: reading.council, by: "president@example.org")
                        .run(because: .councilEnded, now: Guardians.noon, $0)
                }
            }
        }
    }

    @Test("of two readings at once each ends alone, and each has its own trace")
    func twoReadings() async throws {
        try await ThrowAwayDatabase.migrated { place in
            let guardians = try await Guardians(place)
            let first = try await guardians.viewAs(.role(.agent), 1)
            let second = try await guardians.viewAs(.role(.electedMember), by: "president", 3)
            let (one, two) = (try await guardians.newcomer.session(first), try await guardians.newcomer.session(second))
            #expect(one.reading?.id != two.reading?.id && two.membership.role == .electedMember)
            let isEnded = try await Sessions(place.database).endReading(
                first, of: one, next: SessionToken(random: Newcomer.random(77, 32)), from: nil, now: Guardians.noon)
            #expect(isEnded)
            #expect(try await guardians.members(one) == 0)
            #expect(try await guardians.members(two) == 5)
            #expect(try await guardians.newcomer.session(second).reading != nil)
        }
    }

    @Test("nobody views as themselves, a stranger or a role of another organisation, nor without a reason")
    func viewAsIsRefused() async throws {
        try await ThrowAwayDatabase.migrated { place in
            let guardians = try await Guardians(place)
            let token = try await guardians.open("admin", 1)
            let (own, stranger) = (try await guardians.person("admin"), try await guardians.person("national"))
            for target: StartExceptionalReading.Target in [
                .role(.councilAdministrator), .role(.nationalAdministrator), .member(own, .councilAdministrator),
                .member(stranger, .nationalAdministrator), .member(try await guardians.person("agent"), .president),
            ] {
                let request = try await guardians.request(token, 2)
                await #expect(throws: ReadingRefusal.targetIsUnknown) {
                    try await guardians.start.viewAs(target, request, now: Guardians.noon, today: guardians.today)
                }
            }
            let short = try await guardians.request(token, 3, reason: "pour voir")
            await #expect(throws: ReadingRefusal.reasonIsMissing) {
                try await guardians.start.viewAs(.role(.agent), short, now: Guardians.noon, today: guardians.today)
            }
            let agent = try await guardians.request(try await guardians.open("agent", 5), 6)
            await #expect(throws: ReadingRefusal.roleDoesNotAllow) {
                try await guardians.start.viewAs(.role(.president), agent, now: Guardians.noon, today: guardians.today)
            }
        }
    }

    @Test("a member's eyes are theirs while they are a member, and the reader's right is looked at on every page")
    func rightsAreLookedAtAgain() async throws {
        try await ThrowAwayDatabase.migrated { place in
            let guardians = try await Guardians(place)
            let elected = try await guardians.person("elue")
            let token = try await guardians.viewAs(.member(elected, .electedMember), 1)
            let session = try await guardians.newcomer.session(token)
            #expect(session.seenPersonID == elected && session.reading?.seenName == "Claire Petit")
            let council = session.membership.council
            try await place.database.transaction(as: .members(of: council.id)) {
                try EndMembership(personID: elected, role: .electedMember, author: "president@example.org")
                    .run(council, today: guardians.today, $0)
            }
            #expect(try await guardians.newcomer.session(token).reading == nil)
            let second = try await guardians.viewAs(.role(.agent), by: "admin2", 9)
            let reader = try await guardians.person("admin2")
            try await place.database.transaction(as: .members(of: council.id)) {
                try EndMembership(personID: reader, role: .councilAdministrator, author: "president@example.org")
                    .run(council, today: guardians.today, $0)
            }
            let gone = try await Sessions(place.database).find(second, now: Guardians.noon, today: guardians.today)
            #expect(gone == nil)
        }
    }

    @Test("a reading that nobody came back to is ended with its line when somebody else signs in")
    func abandonedReadingEnds() async throws {
        try await ThrowAwayDatabase.migrated { place in
            let guardians = try await Guardians(place)
            let token = try await guardians.viewAs(.role(.agent), 1)
            let council = try await guardians.newcomer.session(token).membership.council.id
            _ = try await guardians.open("agent", 9, at: Guardians.noon.adding(seconds: 1_799))
            #expect(try await guardians.events("exceptional", in: council).count == 1)
            _ = try await guardians.open("agent", 11, at: Guardians.noon.adding(seconds: 1_800))
            #expect(
                try await guardians.events("exceptional", in: council).last
                    == "reading_ended council_administrator - expired")
        }
    }

    @Test("signing out ends the reading, and the journal of the reader's own organisation has its lines")
    func signingOutEnds() async throws {
        try await ThrowAwayDatabase.migrated { place in
            let guardians = try await Guardians(place)
            let token = try await guardians.viewAs(.role(.agent), 1)
            let session = try await guardians.newcomer.session(token)
            try await Sessions(place.database).close(token, of: session)
            #expect(try await guardians.members(session) == 0)
            let lines = try await guardians.events("exceptional", in: session.membership.council.id)
            #expect(lines.last == "reading_ended council_administrator - signed_out")
        }
    }
}

@Suite("Break-glass")
struct BreakGlassTests {
    private let reason = "incident 4711 : une liste ne s'affiche plus"

    @Test("somebody outside reads one council as its auditor, after a fresh code; both journals and a notice say so")
    func opens() async throws {
        try await ThrowAwayDatabase.migrated { place in
            let guardians = try await Guardians(place)
            let (token, code) = try await enrolled(guardians)
            let now = Guardians.noon.adding(seconds: 300)
            let request = try await guardians.request(token, 2, reason: reason, at: now)
            let typed = code.code(at: OneTimeCode.step(at: now))
            let seen = try await guardians.start.breakGlass("33", for: 3_600, typed: typed, request, now: now)
            #expect(seen.role == .auditor && seen.council.code == "33")
            let session = try await guardians.newcomer.session(request.next, at: now)
            #expect(session.home.role == .nationalAdministrator && !session.may(.exportRegister))
            #expect(try await guardians.members(session) == 5)
            for council in [session.membership.council.id, 0] {
                #expect(
                    try await guardians.events("exceptional", in: council) == [
                        "reading_started national_administrator auditor -"
                    ])
            }
            for (seed, name) in ["president", "admin", "admin2"].enumerated() {
                let guardian = try await guardians.newcomer.session(try await guardians.open(name, 20 + seed, at: now))
                #expect(guardian.awaitedNotices == 1, "\(name)")
            }
            #expect(try await guardians.newcomer.session(try await guardians.open("agent", 30)).awaitedNotices == 0)
        }
    }

    @Test("a wrong or used code, a short reason, an hour and a second, or no such council open nothing")
    func isRefused() async throws {
        try await ThrowAwayDatabase.migrated { place in
            let guardians = try await Guardians(place)
            let (token, code) = try await enrolled(guardians)
            let now = Guardians.noon.adding(seconds: 300)
            let right = code.code(at: OneTimeCode.step(at: now))
            func refusal(
                _ council: String = "33", seconds: Int64 = 900, typed: String? = nil, reason: String? = nil
            ) async throws -> ReadingRefusal? {
                let request = try await guardians.request(token, 2, reason: reason ?? self.reason, at: now)
                do {
                    _ = try await guardians.start.breakGlass(
                        council, for: seconds, typed: typed ?? right, request, now: now)
                    return nil
                } catch let refusal as ReadingRefusal {
                    return refusal
                }
            }
            #expect(try await refusal(reason: "incident 4711") == .reasonIsMissing)
            #expect(try await refusal(seconds: 3_601) == .timeIsWrong)
            #expect(try await refusal(seconds: 0) == .timeIsWrong)
            #expect(try await refusal("99Z") == .councilIsUnknown)
            #expect(try await refusal("CNCP") == .councilIsUnknown)
            #expect(try await refusal(typed: "000000") == .codeIsWrong)
            #expect(try await refusal() == nil, "the right code, not used up by the refusals before it")
        }
    }

    @Test("whoever has no second factor opens nothing")
    func needsAFactor() async throws {
        try await ThrowAwayDatabase.migrated { place in
            let guardians = try await Guardians(place)
            let request = try await guardians.request(try await guardians.open("national", 1), 2, reason: reason)
            await #expect(throws: ReadingRefusal.secondFactorIsMissing) {
                try await guardians.start.breakGlass("33", for: 900, typed: "000000", request, now: Guardians.noon)
            }
        }
    }

    /// The national administrator with a second factor, and the session after it was chosen.
    private func enrolled(_ guardians: Guardians) async throws -> (SessionToken, OneTimeCode) {
        let newcomer = guardians.newcomer
        let token = try await guardians.open("national", 1)
        let session = try await newcomer.session(token)
        _ = try await newcomer.enrolment.begin(
            session, token: token, code: .init(""), random: Newcomer.random(9, 32), now: Newcomer.noon)
        let proposal = try await newcomer.enrolment.proposal(token, session: session, now: Guardians.noon)
        let code = try #require(proposal).code
        let outcome = try await newcomer.enrolment.confirm(
            code.code(at: OneTimeCode.step(at: Guardians.noon)), token: token, session: session, origin: nil,
            random: Newcomer.random(10), now: Guardians.noon, today: newcomer.today)
        guard case .changed(let next) = outcome else { throw Newcomer.Unexpected() }
        return (next, code)
    }
}

@Suite("Notices of exceptional readings")
struct ReadingNoticeTests {
    @Test("each guardian acknowledges for themselves, once, and nobody is told of their own reading")
    func acknowledgement() async throws {
        try await ThrowAwayDatabase.migrated { place in
            let guardians = try await Guardians(place)
            _ = try await guardians.viewAs(.role(.agent), 1)
            func session(_ name: String, _ seed: Int) async throws -> Session {
                try await guardians.newcomer.session(try await guardians.open(name, seed))
            }
            let president = try await session("president", 5)
            #expect(president.awaitedNotices == 1)
            #expect(try await session("admin", 6).awaitedNotices == 0)
            let council = president.membership.council
            let notice = try await place.database.transaction(as: president.membersPrincipal) {
                try #require(try ReadingNotice.newest($0, for: president).first)
            }
            #expect(notice.isAwaited && notice.isOpen(at: Guardians.noon) && notice.acknowledgedBy == [])
            for _ in 0..<2 {
                try await place.database.transaction(as: .members(of: council.id)) {
                    try AcknowledgeNotice(notice.id, by: president.author(from: nil))
                        .run(council, now: Guardians.noon, $0)
                }
            }
            #expect(try await session("president", 7).awaitedNotices == 0)
            #expect(try await session("admin2", 8).awaitedNotices == 1)
            let lines = try await guardians.events("change", in: council.id)
            #expect(lines.count { $0.hasPrefix("notice_acknowledged president") } == 1)
            await #expect(throws: ReadingRefusal.notFound) {
                try await place.database.transaction(as: .members(of: council.id)) {
                    try AcknowledgeNotice(notice.id + 1, by: president.author(from: nil))
                        .run(council, now: Guardians.noon, $0)
                }
            }
        }
    }
}
