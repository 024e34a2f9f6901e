import Postgres
import Support
import Testing
import Vocabulary

@testable import Access

/// Two organisations around one address: what the administrator of one may do to an account of the other.
private struct Neighbours {
    let newcomer: Newcomer
    var database: Database { newcomer.database }
    static let noon = Newcomer.noon

    static func run(
        _ rule: SecondFactorRule = .required, _ body: (Neighbours) async throws -> Void
    ) async throws {
        try await ThrowAwayDatabase.migrated { try await body(Neighbours(newcomer: Newcomer($0, rule: rule))) }
    }

    func council(_ code: String) async throws -> Council {
        try #require(try await database.transaction(as: .access) { try Council.find($0, code: code) })
    }

    func invite(
        _ email: String, _ code: String, _ role: Role, seed: Int, name: String = "Nom saisi",
        by author: Author = "admin@example.org", at now: Instant = noon
    ) async throws -> InvitationToken {
        let path = try await InvitePerson(database).run(
            email: email, name: name, council: try await council(code), role: role, from: day("2026-01-01"),
            by: author, token: Newcomer.random(seed, 32), now: now)
        return try #require(InvitationToken(link: path))
    }

    var acceptance: AcceptInvitation {
        AcceptInvitation(
            database, passwords: PasswordQueue(), secondFactor: newcomer.rule, keys: newcomer.keys)
    }

    func use(_ token: InvitationToken, seed: Int, at now: Instant = noon) async throws -> AcceptInvitation.Outcome {
        try await acceptance.run(
            token, password: Newcomer.password, browser: "", origin: nil, random: Newcomer.random(seed, 112),
            now: now, today: newcomer.today)
    }

    func roles(_ email: String) async throws -> [String] {
        let today = newcomer.today
        return try await database.transaction(as: .access) { transaction in
            let person = try #require(try PersonStore.find(transaction, email: email)).id
            return try MembershipStore.current(transaction, person: person, on: today)
                .map { "\($0.council.code) \($0.role.rawValue)" }
        }
    }

    func execute(_ statement: SQL) async throws {
        try await database.transaction(as: .access) { _ = try $0.query(statement) }
    }

    func key(_ email: String) async throws -> Int64 {
        try await database.transaction(as: .access) { try #require(try PersonStore.find($0, email: email)).id }
    }

    func events(_ code: String) async throws -> [String] {
        let council = try await council(code)
        return try await database.transaction(as: council.principal) {
            try $0.query("select action from access.event order by event_id").map { try $0.text("action") }
        }
    }
}

@Suite("Nobody takes an account over from another organisation")
struct TakeoverTests {
    private let later = Newcomer.noon.adding(seconds: 60)

    @Test("a second organisation's link sets no password for somebody whom the first one invited")
    func secondInviterSetsNothing() async throws {
        try await Neighbours.run { place in
            let first = try await place.invite("nouvelle@example.org", "33", .president, seed: 1)
            let second = try await place.invite("nouvelle@example.org", "75", .agent, seed: 2, at: later)
            guard case .signInAsUsual = try await place.use(second, seed: 5, at: later) else {
                Issue.record("the second link chose a password"); return
            }
            #expect(try await place.roles("nouvelle@example.org") == [])
            guard case .enrolment = try await place.use(first, seed: 6, at: later) else {
                Issue.record("the first link does not serve"); return
            }
            #expect(try await place.roles("nouvelle@example.org") == ["33 president"])
        }
    }

    @Test(
        "an organisation's link sets no password for a member of another one, past and to come, or an identity's owner")
    func linksRespectEveryTie() async throws {
        let ties: [@Sendable (Int64) -> SQL] = [
            { "insert into access.membership values (0, \($0), 'national_administrator', '[2027-01-01,)')" },
            { "insert into access.membership values (0, \($0), 'national_administrator', '[2020-01-01,2021-01-01)')" },
            { "insert into access.national_identifier values (\($0), '819900000011')" },
        ]
        for (number, tie) in ties.enumerated() {
            try await Neighbours.run { place in
                let token = try await place.invite("directrice@example.org", "75", .agent, seed: 1)
                let offer = try await place.acceptance.offer(token, now: later, today: place.newcomer.today)
                #expect(offer?.needsPassword == true, "nothing ties yet")
                let person = try await place.key("directrice@example.org")
                try await place.execute(tie(person))
                guard case .signInAsUsual = try await place.use(token, seed: 5, at: later) else {
                    Issue.record("tie \(number): a password was chosen"); return
                }
                let hash = try await place.database.transaction(as: .access) {
                    try PersonStore.hash($0, person: person)
                }
                #expect(hash == nil)
            }
        }
    }

    @Test("an offered role counts once its owner, signed in, brings the link; the inviter sees the name it typed")
    func offersAreAccepted() async throws {
        try await Neighbours.run(.demonstration) { place in
            try await place.newcomer.add("claire@example.org", council: "75")
            guard case .opened(let cookie, _, _) = try await place.newcomer.knock("claire@example.org", 1) else {
                Issue.record("not opened"); return
            }
            let session = try await place.newcomer.session(cookie)
            let token = try await place.invite("claire@example.org", "33", .agent, seed: 2, name: "Zzz Inconnu")
            let (gironde, today) = (try await place.council("33"), place.newcomer.today)
            let seen = try await place.database.transaction(as: .members(of: gironde.id)) {
                try Members(of: gironde, on: today, $0)
            }
            #expect(seen.members.isEmpty && seen.offers.map(\.givenName) == ["Zzz Inconnu"])
            #expect(try await place.roles("claire@example.org") == ["75 agent"])
            let account = try await Account.read(place.database, of: session, now: later)
            #expect(account.offers.map(\.council.code) == ["33"] && account.messages.first?.kind == .roleOffered)
            let (offers, wrong) = (AcceptOffer(place.database), InvitationToken(random: Newcomer.random(9, 32)))
            func accept(_ token: InvitationToken) async throws -> Council? {
                try await offers.accept(token, by: session, from: nil, now: later, today: today)
            }
            #expect(try await accept(wrong) == nil)
            #expect(try await place.roles("claire@example.org") == ["75 agent"])
            #expect(try await accept(token)?.code == "33")
            #expect(try await place.roles("claire@example.org") == ["33 agent", "75 agent"])
            #expect(try await accept(token) == nil, "a link serves once")
            #expect(try await place.events("33") == ["person_invited", "invitation_accepted"])
        }
    }

    @Test("a declined offer is over, and the journal of the organisation says so")
    func offersAreDeclined() async throws {
        try await Neighbours.run(.demonstration) { place in
            try await place.newcomer.add("claire@example.org", council: "75")
            guard case .opened(let cookie, _, _) = try await place.newcomer.knock("claire@example.org", 1) else {
                Issue.record("not opened"); return
            }
            let session = try await place.newcomer.session(cookie)
            let token = try await place.invite("claire@example.org", "33", .agent, seed: 2)
            let offers = AcceptOffer(place.database)
            #expect(try await offers.decline(council: "33", by: session, from: nil, now: later))
            #expect(!(try await offers.decline(council: "33", by: session, from: nil, now: later)))
            #expect(
                try await offers.accept(token, by: session, from: nil, now: later, today: place.newcomer.today) == nil)
            #expect(try await place.events("33") == ["person_invited", "invitation_declined"])
        }
    }

    @Test("whoever has a password and no role any more signs in with the link and has the offered one")
    func formerMembersComeBack() async throws {
        try await Neighbours.run { place in
            let newcomer = place.newcomer
            try await newcomer.add("claire@example.org", council: "75")
            let (_, _, code) = try await newcomer.enrol("claire@example.org")
            let person = try await place.key("claire@example.org")
            try await place.execute(
                "update access.membership set during = '[2020-01-01,2021-01-01)' where person_id = \(person)")
            guard case .refused = try await newcomer.knock("claire@example.org", 3) else {
                Issue.record("signed in without a role"); return
            }
            let token = try await place.invite("claire@example.org", "33", .agent, seed: 4)
            guard
                case .secondFactor(let waiting) = try await newcomer.signIn.run(
                    SignIn.Attempt(
                        email: "claire@example.org", password: Newcomer.password, device: nil, invitation: token,
                        random: Newcomer.random(6, 96)), now: later, today: newcomer.today)
            else { Issue.record("no second factor asked"); return }
            #expect(try await place.roles("claire@example.org") == [], "not before the second factor")
            let proven = try await newcomer.proof.run(
                .init(
                    waiting, typed: code.code(at: OneTimeCode.step(at: later)), device: nil, invitation: token,
                    random: Newcomer.random(7, 64)), now: later, today: newcomer.today)
            guard case .opened(_, _, let membership) = proven else { Issue.record("not opened"); return }
            #expect(membership.council.code == "33" && membership.role == .agent)
            #expect(try await place.roles("claire@example.org") == ["33 agent"])
        }
    }

    @Test("an administrator neither removes the second factor nor changes the password of who will act elsewhere")
    func resetsStopAtTheBorder() async throws {
        try await Neighbours.run { place in
            let newcomer = place.newcomer
            try await newcomer.add("claire@example.org")
            try await newcomer.add("admin@example.org", role: .councilAdministrator)
            let (cookie, _, _) = try await newcomer.enrol("admin@example.org", seed: 2)
            let admin = try await newcomer.session(cookie)
            let (person, reset) = (try await place.key("claire@example.org"), ResetAccess(place.database))
            let path = try await reset.password(
                of: person, by: admin, from: nil, token: Newcomer.random(60, 32), now: later, today: newcomer.today)
            let link = try #require(InvitationToken(link: path))
            try await place.execute(
                "insert into access.membership values (0, \(person), 'national_administrator', '[2027-01-01,)')")
            guard case .over = try await place.use(link, seed: 61, at: later) else {
                Issue.record("the link outlived what it repairs"); return
            }
            await #expect(throws: ResetAccess.Refusal.actsElsewhere) {
                try await reset.secondFactor(of: person, by: admin, from: nil, now: later, today: newcomer.today)
            }
            await #expect(throws: ResetAccess.Refusal.actsElsewhere) {
                _ = try await reset.password(
                    of: person, by: admin, from: nil, token: Newcomer.random(62, 32), now: later,
                    today: newcomer.today)
            }
            try await reset.secondFactor(ofEmail: "claire@example.org", by: Author(operator: "x"), now: later)
            #expect(try await place.events("33").contains("second_factor_reset"))
            #expect(try await place.events("national") == ["second_factor_reset"], "each organisation is told")
        }
    }

    @Test("a changed password voids the links that would choose another one")
    func changedPasswordVoidsLinks() async throws {
        try await Neighbours.run(.demonstration) { place in
            let newcomer = place.newcomer
            try await newcomer.add("claire@example.org")
            guard case .opened(let cookie, _, _) = try await newcomer.knock("claire@example.org", 1) else {
                Issue.record("not opened"); return
            }
            let path = try await ResetAccess(place.database).password(
                ofEmail: "claire@example.org", by: Author(operator: "x"), token: Newcomer.random(60, 32), now: later)
            let change = ChangePassword(
                place.database, passwords: PasswordQueue(),
                proof: ProveIdentity(place.database, passwords: PasswordQueue()))
            let outcome = try await change.run(
                try await newcomer.session(cookie), token: cookie, from: nil, present: Newcomer.password,
                wanted: "lune corail tambour 87", random: Newcomer.random(8, 80), now: later)
            guard case .changed = outcome,
                case .over = try await place.use(try #require(InvitationToken(link: path)), seed: 61, at: later)
            else { Issue.record("the link still serves"); return }
        }
    }

    @Test(
        "a proposed second factor is seen by one browser, and a sign-in that began before never replaces a chosen one")
    func proposalsAreOfOneSession() async throws {
        try await Neighbours.run { place in
            let newcomer = place.newcomer
            try await newcomer.add("claire@example.org")
            guard case .enrolment(let thief) = try await newcomer.knock("claire@example.org", 1),
                case .enrolment(let owner) = try await newcomer.knock("claire@example.org", 2)
            else { Issue.record("no enrolment"); return }
            func secret(_ token: SessionToken) async throws -> OneTimeCode? {
                try await newcomer.enrolment.proposal(token, session: nil, now: Newcomer.noon)?.code
            }
            let (stolen, own) = (try #require(try await secret(thief)), try #require(try await secret(owner)))
            #expect(stolen.groupedSecret != own.groupedSecret)
            func confirm(_ code: OneTimeCode, _ token: SessionToken, _ seed: Int) async throws
                -> EnrolSecondFactor.Outcome
            {
                try await newcomer.enrolment.confirm(
                    code.code(at: OneTimeCode.step(at: Newcomer.noon)), token: token, session: nil, origin: nil,
                    random: Newcomer.random(seed), now: Newcomer.noon, today: newcomer.today)
            }
            guard case .opened = try await confirm(own, owner, 3), case .over = try await confirm(stolen, thief, 4)
            else { Issue.record("the factor was replaced"); return }
            #expect(try await secret(thief) == nil)
        }
    }

    @Test("an ended session leaves a few forms, and each is shown while its person acts for that organisation")
    func draftsKnowTheirOrganisation() async throws {
        try await Neighbours.run(.demonstration) { place in
            let newcomer = place.newcomer
            for council in ["33", "75"] { try await newcomer.add("claire@example.org", council: council) }
            guard case .opened(let token, _, _) = try await newcomer.knock("claire@example.org", 1) else {
                Issue.record("not opened"); return
            }
            let (drafts, late) = (Drafts(place.database, keys: newcomer.keys), Newcomer.noon.adding(seconds: 4_000))
            var kept = 0
            for number in 0..<10 {
                let isKept = try await drafts.keep(
                    [.init(name: "raison", value: "motif")], address: "/cd/33/medecins/\(number)/referentiel",
                    token: token, nonce: Newcomer.random(number, 12), now: late)
                kept += isKept ? 1 : 0
            }
            #expect(kept == Drafts.mostOfASession)
            guard case .opened(let next, _, _) = try await newcomer.knock("claire@example.org", 2, at: late) else {
                Issue.record("not opened"); return
            }
            #expect(try await drafts.list(of: try await newcomer.session(next, at: late), now: late).count == kept)
            try await place.execute(
                "delete from access.membership where council_id = (select council_id from access.council where code = '33')"
            )
            guard case .opened(let there, _, _) = try await newcomer.knock("claire@example.org", 3, at: late) else {
                Issue.record("not opened"); return
            }
            #expect(try await drafts.list(of: try await newcomer.session(there, at: late), now: late).isEmpty)
        }
    }

    @Test("the first wrong password and the first wait are in the journals of the person's organisations")
    func refusalsLeaveATrace() async throws {
        try await Neighbours.run { place in
            let newcomer = place.newcomer
            for council in ["33", "75"] { try await newcomer.add("claire@example.org", council: council) }
            for turn in 0..<9 { _ = try await newcomer.knock("claire@example.org", turn, password: "faux") }
            for council in ["33", "75"] {
                #expect(try await place.events(council) == ["sign_in_refused", "sign_in_refused"], "\(council)")
            }
        }
    }

    @Test("wrong passwords are counted in the database by digest, for addresses that nobody has as well")
    func addressesAreCountedAlike() async throws {
        try await Neighbours.run { place in
            let newcomer = place.newcomer
            try await newcomer.add("claire@example.org")
            for email in ["claire@example.org", "personne@example.org"] {
                for turn in 0..<5 { _ = try await newcomer.knock(email, turn, password: "faux") }
                let restarted = Newcomer(newcomer.place)
                guard case .wait = try await restarted.knock(email, 9, password: "faux") else {
                    Issue.record("\(email): forgotten by another process"); return
                }
            }
            let counts = try await place.database.transaction(as: .access) {
                try $0.query("select failed_attempts from access.address_failure").map { try $0.int("failed_attempts") }
            }
            #expect(counts == [5, 5])
        }
    }
}
