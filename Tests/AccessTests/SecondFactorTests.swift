import Postgres
import Support
import Testing
import Vocabulary

@testable import Access

/// Somebody with a council's role, and a clock that the test moves.
struct Newcomer {
    static let noon = Instant(epochSeconds: 1_795_000_000)
    static let password = "quatre mots sans rapport"
    let place: ThrowAwayDatabase
    let keys = KeyRing(key: Array(0..<32))
    let rule: SecondFactorRule
    let signIn: SignIn
    let proof: ProveSecondFactor
    let enrolment: EnrolSecondFactor
    var database: Database { place.database }
    var today: CalendarDate { day("2026-11-21") }

    init(_ place: ThrowAwayDatabase, rule: SecondFactorRule = .required) {
        self.place = place
        self.rule = rule
        signIn = SignIn(place.database, passwords: PasswordQueue(), secondFactor: rule, keys: keys)
        proof = ProveSecondFactor(place.database, keys: keys)
        enrolment = EnrolSecondFactor(place.database, keys: keys)
    }

    func add(_ email: String, council: String = "33", role: Role = .agent) async throws {
        try await AddPerson(database).run(
            email: email, name: "Claire Petit", password: Self.password, council: council, role: role,
            from: day("2026-01-01"), salt: Array(0..<16))
    }

    static func random(_ seed: Int, _ count: Int = 256) -> [UInt8] {
        (0..<count).map { UInt8(truncatingIfNeeded: seed &* 31 &+ $0 &* 7) }
    }

    func knock(
        _ email: String, _ seed: Int, device: DeviceMark? = nil, password: String = Self.password,
        at now: Instant = Self.noon
    ) async throws -> SignIn.Outcome {
        try await signIn.run(
            SignIn.Attempt(
                email: email, password: password, device: device, browser: "Firefox sous Linux",
                random: Self.random(seed, 96)), now: now, today: today)
    }

    /// Signs in for the first time and chooses the second factor that is proposed.
    func enrol(_ email: String, seed: Int = 1) async throws -> (SessionToken, DeviceMark, OneTimeCode) {
        guard case .enrolment(let token) = try await knock(email, seed) else { throw Unexpected() }
        let code = try #require(try await enrolment.proposal(token, session: nil, now: Self.noon)).code
        let outcome = try await enrolment.confirm(
            code.code(at: OneTimeCode.step(at: Self.noon)), token: token, session: nil, origin: nil,
            random: Self.random(seed + 100), now: Self.noon, today: today)
        guard case .opened(let session, let mark, _) = outcome else { throw Unexpected() }
        return (session, mark, code)
    }

    func session(_ token: SessionToken, at now: Instant = Self.noon) async throws -> Session {
        try #require(try await Sessions(database).find(token, now: now, today: today))
    }

    func prove(
        _ typed: String, _ token: SessionToken, _ seed: Int, device: DeviceMark? = nil, at now: Instant = Self.noon
    ) async throws -> ProveSecondFactor.Outcome {
        try await proof.run(
            .init(token, typed: typed, device: device, random: Self.random(seed, 64)), now: now, today: today)
    }

    struct Unexpected: Error {}
}

@Suite("The second factor")
struct SecondFactorTests {
    private let later = Newcomer.noon.adding(seconds: 300)

    @Test("a password alone opens nothing: whoever has no second factor chooses one, then a code is asked each time")
    func passwordAloneOpensNothing() async throws {
        try await ThrowAwayDatabase.migrated { place in
            let newcomer = Newcomer(place)
            try await newcomer.add("claire@example.org")
            guard case .enrolment(let waiting) = try await newcomer.knock("claire@example.org", 50) else {
                Issue.record("no enrolment"); return
            }
            let nobody = try await Sessions(place.database).find(waiting, now: Newcomer.noon, today: newcomer.today)
            #expect(nobody == nil, "a sign-in that waits opens no page")
            let (token, _, code) = try await newcomer.enrol("claire@example.org")
            #expect(try await newcomer.session(token).email == "claire@example.org")
            guard case .secondFactor(let next) = try await newcomer.knock("claire@example.org", 2, at: later) else {
                Issue.record("no code asked"); return
            }
            let right = code.code(at: OneTimeCode.step(at: later))
            guard case .wrong = try await newcomer.prove("000000", next, 3, at: later),
                case .opened(let session, _, _) = try await newcomer.prove(right, next, 4, at: later)
            else { Issue.record("not proven"); return }
            #expect(session != next, "the token changes with the second factor")
            #expect(try await newcomer.session(session, at: later).number > 0)
            guard case .over = try await newcomer.prove(right, next, 5, at: later) else {
                Issue.record("the waiting token lives on"); return
            }
            guard case .secondFactor(let third) = try await newcomer.knock("claire@example.org", 6, at: later),
                case .wrong = try await newcomer.prove(right, third, 7, at: later)
            else { Issue.record("a code was used twice"); return }
        }
    }

    @Test("in a demonstration a password opens a session, until its owner chooses a second factor")
    func demonstrationAsksNothing() async throws {
        try await ThrowAwayDatabase.migrated { place in
            let newcomer = Newcomer(place, rule: .demonstration)
            try await newcomer.add("claire@example.org")
            guard case .opened(let token, _, _) = try await newcomer.knock("claire@example.org", 1) else {
                Issue.record("not opened"); return
            }
            let session = try await newcomer.session(token)
            _ = try await newcomer.enrolment.begin(
                session, token: token, code: .init(""), random: Newcomer.random(9, 32), now: Newcomer.noon)
            let proposal = try await newcomer.enrolment.proposal(token, session: session, now: Newcomer.noon)
            let code = try #require(proposal).code.code(at: OneTimeCode.step(at: Newcomer.noon))
            let outcome = try await newcomer.enrolment.confirm(
                code, token: token, session: session, origin: nil, random: Newcomer.random(10), now: Newcomer.noon,
                today: newcomer.today)
            guard case .changed = outcome, case .secondFactor = try await newcomer.knock("claire@example.org", 2)
            else { Issue.record("the chosen factor is not asked"); return }
        }
    }

    @Test("a recovery code opens once; the codes are kept as digests and shown until noted")
    func recoveryCodesOpenOnce() async throws {
        try await ThrowAwayDatabase.migrated { place in
            let newcomer = Newcomer(place)
            try await newcomer.add("claire@example.org")
            let (token, _, _) = try await newcomer.enrol("claire@example.org")
            let session = try await newcomer.session(token)
            let renewal = RenewRecoveryCodes(place.database, keys: newcomer.keys)
            let codes = try #require(try await renewal.shown(to: session, now: Newcomer.noon))
            #expect(codes.count == 10)
            #expect(try await renewal.shown(to: session, now: Newcomer.noon.adding(seconds: 1_900)) == nil)
            try await renewal.acknowledge(session)
            #expect(try await renewal.shown(to: session, now: Newcomer.noon) == nil)
            for (turn, isRight) in [(0, true), (1, false)] {
                guard case .secondFactor(let next) = try await newcomer.knock("claire@example.org", 20 + turn) else {
                    Issue.record("no code asked"); return
                }
                let outcome = try await newcomer.prove(codes[0].uppercased(), next, 30 + turn)
                if case .opened = outcome { #expect(isRight) } else { #expect(!isRight) }
            }
            let account = try await Account.read(place.database, of: session, now: Newcomer.noon)
            guard case .present(_, 9) = account.secondFactor else { Issue.record("\(account.secondFactor)"); return }
            #expect(account.messages.map(\.kind).contains(.recoveryCodeUsed))
            #expect(account.sessions.filter(\.isThisOne).count == 1 && account.sessions.count == 2)
            #expect(account.sessions.allSatisfy { $0.device == "Firefox sous Linux" || $0.device.isEmpty })
            let stored = try await place.database.transaction(as: .access) { transaction in
                try transaction.query("select encode(secret, 'escape') as t from access.second_factor")
                    .map { try $0.text("t") }
            }
            #expect(!stored.joined().contains(codes[1]))
        }
    }

    @Test("strangers who guess at codes wait, the known browser does not, and five wrong codes cost the password again")
    func strangersWaitForCodes() async throws {
        try await ThrowAwayDatabase.migrated { place in
            let newcomer = Newcomer(place)
            try await newcomer.add("claire@example.org")
            let (_, mark, code) = try await newcomer.enrol("claire@example.org")
            guard case .secondFactor(let guessed) = try await newcomer.knock("claire@example.org", 3, at: later) else {
                Issue.record("no code asked"); return
            }
            var outcomes: [String] = []
            for turn in 0..<6 {
                outcomes.append("\(try await newcomer.prove("00000\(turn)", guessed, turn, at: later))")
            }
            #expect(outcomes.prefix(5).allSatisfy { $0 == "wrong" } && outcomes.last == "over")
            guard case .secondFactor(let again) = try await newcomer.knock("claire@example.org", 4, at: later),
                case .wait = try await newcomer.prove("000009", again, 9, at: later)
            else { Issue.record("a stranger does not wait"); return }
            let own = try await newcomer.knock("claire@example.org", 5, device: mark, at: later)
            guard case .secondFactor(let known) = own,
                case .opened = try await newcomer.prove(
                    code.code(at: OneTimeCode.step(at: later)), known, 10, device: mark, at: later)
            else { Issue.record("the known browser waits"); return }
        }
    }

    @Test("a sign-in waits ten minutes for its code, no longer")
    func waitingEnds() async throws {
        try await ThrowAwayDatabase.migrated { place in
            let newcomer = Newcomer(place)
            try await newcomer.add("claire@example.org")
            let (_, _, code) = try await newcomer.enrol("claire@example.org")
            guard case .secondFactor(let waiting) = try await newcomer.knock("claire@example.org", 3, at: later) else {
                Issue.record("no code asked"); return
            }
            let tooLate = later.adding(seconds: 601)
            #expect(try await newcomer.proof.isAwaited(waiting, now: later))
            #expect(!(try await newcomer.proof.isAwaited(waiting, now: tooLate)))
            let right = code.code(at: OneTimeCode.step(at: tooLate))
            guard case .over = try await newcomer.prove(right, waiting, 8, at: tooLate) else {
                Issue.record("opened too late"); return
            }
        }
    }
}
