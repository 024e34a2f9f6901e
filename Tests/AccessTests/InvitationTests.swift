import Postgres
import Support
import Testing
import Vocabulary

@testable import Access

/// One-time links, resets, password changes, drafts and limits.
@Suite("Local accounts")
struct InvitationTests {
    private let noon = Newcomer.noon

    private func gironde(_ place: ThrowAwayDatabase, _ code: String = "33") async throws -> Council {
        try #require(try await place.database.transaction(as: .access) { try Council.find($0, code: code) })
    }

    private func invite(
        _ place: ThrowAwayDatabase, _ email: String, council: String = "33", role: Role = .agent, seed: Int = 1,
        at now: Instant? = nil
    ) async throws -> InvitationToken {
        let path = try await InvitePerson(place.database).run(
            email: email, name: " Paul Durand ", council: try await gironde(place, council), role: role,
            from: day("2026-01-01"), by: "admin.33@example.org", token: Newcomer.random(seed, 32), now: now ?? noon)
        return try #require(InvitationToken(text: String(path.suffix(64))))
    }

    private func accept(
        _ newcomer: Newcomer, _ token: InvitationToken, _ password: String = Newcomer.password, seed: Int = 5,
        at now: Instant? = nil
    ) async throws -> AcceptInvitation.Outcome {
        try await AcceptInvitation(
            newcomer.database, passwords: PasswordQueue(), secondFactor: newcomer.rule, keys: newcomer.keys
        ).run(
            token, password: password, browser: "", origin: nil, random: Newcomer.random(seed, 112), now: now ?? noon,
            today: newcomer.today)
    }

    @Test("an invited person chooses a password once, within 72 hours, and goes on to the second factor")
    func linkServesOnce() async throws {
        try await ThrowAwayDatabase.migrated { place in
            let newcomer = Newcomer(place)
            let token = try await invite(place, "Paul@Example.org")
            guard case .refused = try await newcomer.knock("paul@example.org", 3, password: ""),
                case .refused(.isWellKnown) = try await accept(newcomer, token, "motdepasse2026"),
                case .over = try await accept(newcomer, token, at: noon.adding(seconds: 72 * 3_600 + 1)),
                case .enrolment(let waiting) = try await accept(newcomer, token),
                case .over = try await accept(newcomer, token, seed: 6)
            else { Issue.record("the link serves otherwise"); return }
            let proposal = try await newcomer.enrolment.proposal(waiting, session: nil, now: noon)
            #expect(proposal?.email == "paul@example.org")
            guard case .enrolment = try await newcomer.knock("paul@example.org", 4) else {
                Issue.record("the password does not open"); return
            }
        }
    }

    @Test("a second invitation voids the first link, and the link is kept as a digest")
    func laterLinkCounts() async throws {
        try await ThrowAwayDatabase.migrated { place in
            let newcomer = Newcomer(place)
            let first = try await invite(place, "paul@example.org")
            let second = try await invite(place, "paul@example.org", seed: 2)
            let stored = try await place.database.transaction(as: .access) {
                try $0.query("select encode(token_hash, 'hex') as t from access.invitation").map { try $0.text("t") }
            }
            #expect(stored.count == 2 && !stored.contains(second.text))
            guard case .over = try await accept(newcomer, first), case .enrolment = try await accept(newcomer, second)
            else { Issue.record("the first link still serves"); return }
        }
    }

    @Test("whoever has an account keeps name and password: a link of one council opens nothing of another")
    func linksOpenNothingOfOthers() async throws {
        try await ThrowAwayDatabase.migrated { place in
            let newcomer = Newcomer(place)
            try await newcomer.add("claire@example.org", council: "75")
            let token = try await invite(place, "claire@example.org")
            guard case .signInAsUsual = try await accept(newcomer, token, "une autre phrase, choisie ailleurs"),
                case .refused = try await newcomer.knock(
                    "claire@example.org", 3, password: "une autre phrase, choisie ailleurs"),
                case .enrolment = try await newcomer.knock("claire@example.org", 4)
            else { Issue.record("the account changed"); return }
            let name = try await place.database.transaction(as: .access) {
                try $0.query("select name from access.person")[0].text("name")
            }
            #expect(name == "Claire Petit")
        }
    }

    @Test("an address is one, a name is given, and the role is of the organisation")
    func invitationsAreChecked() async throws {
        try await ThrowAwayDatabase.migrated { place in
            for email in ["", "paul", "@x", "paul@", "pa ul@x", "a@b@c"] {
                await #expect(throws: InvitePerson.Refusal.emailIsNotOne) { _ = try await invite(place, email) }
            }
            await #expect(throws: InvitePerson.Refusal.roleIsOfAnotherOrganisation) {
                _ = try await invite(place, "paul@example.org", role: .cncpOfficer)
            }
        }
    }

    @Test("a lost second factor is removed by the administrator: sessions close, both are told, it is in the journal")
    func resetsAreTold() async throws {
        try await ThrowAwayDatabase.migrated { place in
            let newcomer = Newcomer(place)
            try await newcomer.add("claire@example.org")
            try await newcomer.add("admin@example.org", role: .councilAdministrator)
            let (token, _, _) = try await newcomer.enrol("claire@example.org")
            let (adminToken, _, _) = try await newcomer.enrol("admin@example.org", seed: 2)
            let (claire, admin) = (try await newcomer.session(token), try await newcomer.session(adminToken))
            let reset = ResetAccess(place.database)
            await #expect(throws: ResetAccess.Refusal.isOneself) {
                try await reset.secondFactor(
                    of: admin.personID, by: admin, from: nil, now: noon, today: newcomer.today)
            }
            try await reset.secondFactor(of: claire.personID, by: admin, from: nil, now: noon, today: newcomer.today)
            #expect(try await Sessions(place.database).find(token, now: noon, today: newcomer.today) == nil)
            for (session, kind) in [
                (claire, AccountMessage.Kind.secondFactorReset), (admin, .secondFactorResetByMe),
            ] {
                let account = try await Account.read(place.database, of: session, now: noon)
                #expect(account.messages.first?.kind == kind && account.messages.first?.other == "Claire Petit")
            }
            guard case .enrolment = try await newcomer.knock("claire@example.org", 9) else {
                Issue.record("no new choice"); return
            }
            let council = try await gironde(place).id
            let events = try await place.database.transaction(as: .council(council)) {
                try $0.query("select subject from access.event where action = 'second_factor_reset'")
                    .map { try $0.text("subject") }
            }
            #expect(events == ["person:\(claire.personID)"])
        }
    }

    @Test("an administrator gives a password link to members of that council alone, and to nobody who acts elsewhere")
    func passwordLinksStayHome() async throws {
        try await ThrowAwayDatabase.migrated { place in
            let newcomer = Newcomer(place)
            try await newcomer.add("admin@example.org", role: .councilAdministrator)
            let (adminToken, _, _) = try await newcomer.enrol("admin@example.org", seed: 2)
            let admin = try await newcomer.session(adminToken)
            for (email, councils, expected) in [
                ("paris@example.org", ["75"], ResetAccess.Refusal.personIsUnknown as ResetAccess.Refusal?),
                ("both@example.org", ["33", "75"], .actsElsewhere), ("here@example.org", ["33"], nil),
            ] {
                for council in councils { try await newcomer.add(email, council: council) }
                let person = try await place.database.transaction(as: .access) {
                    Int64(
                        try $0.query("select person_id from access.person where email = \(email)")[0].int("person_id"))
                }
                var refusal: ResetAccess.Refusal?
                do throws {
                    let path = try await ResetAccess(place.database).password(
                        of: person, by: admin, from: nil, token: Newcomer.random(60, 32), now: noon,
                        today: newcomer.today)
                    let token = try #require(InvitationToken(text: String(path.suffix(64))))
                    guard case .enrolment = try await accept(newcomer, token, "lune corail tambour 87", seed: 61),
                        case .enrolment = try await newcomer.knock(email, 62, password: "lune corail tambour 87")
                    else { Issue.record("the new password does not open"); return }
                } catch let error as ResetAccess.Refusal {
                    refusal = error
                }
                #expect(refusal == expected, "\(email)")
            }
        }
    }

    @Test("a changed password closes the other sessions, renews this one's token and voids the marks of browsers")
    func changedPasswordRotates() async throws {
        try await ThrowAwayDatabase.migrated { place in
            let newcomer = Newcomer(place, rule: .demonstration)
            try await newcomer.add("claire@example.org")
            guard case .opened(let token, let mark, _) = try await newcomer.knock("claire@example.org", 1),
                case .opened(let other, _, _) = try await newcomer.knock("claire@example.org", 2)
            else { Issue.record("not opened"); return }
            let session = try await newcomer.session(token)
            let change = ChangePassword(
                place.database, passwords: PasswordQueue(),
                proof: ProveIdentity(place.database, passwords: PasswordQueue()))
            func run(_ present: String, _ wanted: String) async throws -> ChangePassword.Outcome {
                try await change.run(
                    session, token: token, from: nil, present: present, wanted: wanted,
                    random: Newcomer.random(8, 80), now: noon)
            }
            guard case .wrong = try await run("faux", "lune corail tambour 87"),
                case .refused(.isTooShort) = try await run(Newcomer.password, "court"),
                case .changed(let next, let fresh) = try await run(Newcomer.password, "lune corail tambour 87")
            else { Issue.record("not changed"); return }
            let sessions = Sessions(place.database)
            for gone in [token, other] {
                #expect(try await sessions.find(gone, now: noon, today: newcomer.today) == nil)
            }
            #expect(try await newcomer.session(next).number == session.number)
            let hash = try await place.database.transaction(as: .access) {
                try PersonStore.hash($0, person: session.personID)
            }
            let changed = try #require(hash)
            #expect(!mark.isValid(for: changed) && fresh.isValid(for: changed))
        }
    }

    @Test("one closes one's other sessions, one or all, and never somebody else's")
    func sessionsAreRevoked() async throws {
        try await ThrowAwayDatabase.migrated { place in
            let newcomer = Newcomer(place, rule: .demonstration)
            var tokens: [SessionToken] = []
            for (seed, email) in ["claire@example.org", "claire@example.org", "claire@example.org", "paul@example.org"]
                .enumerated()
            {
                try await newcomer.add(email)
                guard case .opened(let token, _, _) = try await newcomer.knock(email, seed + 1) else {
                    Issue.record("not opened"); return
                }
                tokens.append(token)
            }
            let (sessions, here) = (Sessions(place.database), try await newcomer.session(tokens[0]))
            let (second, paul) = (try await newcomer.session(tokens[1]), try await newcomer.session(tokens[3]))
            #expect(try await sessions.revoke(paul.number, of: here) == 0)
            #expect(try await sessions.revoke(here.number, of: here) == 0)
            #expect(try await sessions.revoke(second.number, of: here) == 1)
            #expect(try await sessions.revoke(nil, of: here) == 1)
            #expect(try await newcomer.session(tokens[3]).email == "paul@example.org")
            #expect(try await newcomer.session(tokens[0]).number == here.number)
        }
    }

    @Test("what was typed when a session had ended is kept a day, sealed, for its person alone")
    func draftsAreKept() async throws {
        try await ThrowAwayDatabase.migrated { place in
            let newcomer = Newcomer(place, rule: .demonstration)
            try await newcomer.add("claire@example.org")
            try await newcomer.add("paul@example.org")
            guard case .opened(let token, _, _) = try await newcomer.knock("claire@example.org", 1) else {
                Issue.record("not opened"); return
            }
            let drafts = Drafts(place.database, keys: newcomer.keys)
            let fields = [Draft.Field(name: "raison", value: "un motif que personne d'autre ne lit")]
            func keep(_ at: Int64, _ size: Int = 1, _ token: SessionToken) async throws -> Bool {
                try await drafts.keep(
                    Array(repeating: fields[0], count: size), address: "/cd/33/ecarts/masques", token: token,
                    nonce: Newcomer.random(40, 12), now: noon.adding(seconds: at))
            }
            #expect(!(try await keep(60, 1, token)), "an open session sends its forms")
            #expect(!(try await keep(4_000, 1, SessionToken(random: Newcomer.random(90, 32)))), "nobody's token")
            #expect(!(try await keep(4_000, 3_000, token)), "too large")
            #expect(try await keep(4_000, 1, token))
            #expect(!(try await keep(100_000, 1, token)), "ended for more than a day")
            let later = noon.adding(seconds: 5_000)
            for (email, seed, expected) in [("claire@example.org", 3, [fields]), ("paul@example.org", 4, [])] {
                guard case .opened(let next, _, _) = try await newcomer.knock(email, seed, at: later) else {
                    Issue.record("not opened"); return
                }
                let session = try await newcomer.session(next, at: later)
                #expect(try await drafts.list(of: session, now: later).map(\.fields) == expected, "\(email)")
                #expect(try await drafts.list(of: session, now: noon.adding(seconds: 91_000)) == [])
            }
            let stored = try await place.database.transaction(as: .access) {
                try $0.query("select content from access.draft")[0].value("content", as: Bytes.self).bytes
            }
            #expect(!String(decoding: stored, as: UTF8.self).contains("motif"))
        }
    }

    @Test("a network that tries too often waits for the window to slide; another one, and a known browser, do not")
    func networksWait() async throws {
        try await ThrowAwayDatabase.migrated { place in
            let limit = RateLimit(place.database, keys: KeyRing(key: Array(0..<32)))
            for turn in 0..<120 {
                let now = noon.adding(seconds: Int64(turn))
                #expect(try await limit.count([.network("192.0.2.\(turn)")], now: now) == nil, "\(turn)")
            }
            let end = noon.adding(seconds: 121)
            let wait = try #require(try await limit.count([.network("192.0.2.9"), .account("a@b")], now: end))
            #expect((1...660).contains(wait))
            #expect(try await limit.count([.network("192.0.3.9")], now: end) == nil)
            let mark = DeviceMark(cookie: "un.deux")
            for _ in 0..<41 { _ = try await limit.count([.account("A@b")], now: end) }
            #expect(try await limit.count([.account("a@B")], now: end) != nil)
            #expect(try await limit.count([.device(mark)], now: end) == nil)
            #expect(try await limit.count([.network("192.0.2.9")], now: end.adding(seconds: wait)) == nil)
            let hour = noon.adding(seconds: 7_200)
            _ = try await limit.count([.network("198.51.100.1")], now: hour)
            let left = try await place.database.transaction(as: .access) {
                try $0.query("select count(*) as number from access.attempt")[0].int("number")
            }
            #expect(left == 1, "what is past is swept away")
        }
    }

    @Test("what succeeded takes no place in the share of its network, and gives back no more than it took")
    func successesCountNot() async throws {
        try await ThrowAwayDatabase.migrated { place in
            let limit = RateLimit(place.database, keys: KeyRing(key: Array(0..<32)))
            let (network, other) = (RateLimit.Subject.network("192.0.2.7"), RateLimit.Subject.network("192.0.3.7"))
            func tries() async throws -> Int {
                try await place.database.transaction(as: .access) {
                    try $0.query("select coalesce(sum(number), 0)::bigint as number from access.attempt")[0]
                        .int("number")
                }
            }
            for turn in 0..<200 {
                let now = noon.adding(seconds: Int64(turn))
                #expect(try await limit.count([network, .account("a@b")], now: now) == nil, "\(turn)")
                try await limit.giveBack([network, .account("a@b")], now: now.adding(seconds: 61))
            }
            #expect(try await tries() == 0)
            try await limit.giveBack([network, other], now: noon.adding(seconds: 200))
            #expect(try await tries() == 0, "nothing is given back twice")
            let end = noon.adding(seconds: 200)
            for _ in 0..<120 { #expect(try await limit.count([network], now: end) == nil) }
            try await limit.giveBack([other], now: end)
            #expect(try await limit.count([network], now: end) != nil, "another network's success is not ours")
            #expect(try await limit.count([.demand("192.0.2.7")], now: end) == nil, "demands are counted apart")
        }
    }
}
