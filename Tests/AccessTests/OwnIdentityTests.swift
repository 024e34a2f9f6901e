import Postgres
import Support
import Testing
import Vocabulary

@testable import Access

private let noon = Instant(epochSeconds: 1_795_000_000)
private let today = day("2026-11-21")

/// Two people of the Gironde, two providers that know people by `sub`, and one by the national identifier.
private struct Desk {
    let database: Database
    let keys = KeyRing(key: Array(0..<32))
    let secret: [UInt8] = Array(1...20)
    var identities: OwnIdentities { OwnIdentities(database, keys: keys) }

    static func open(_ body: (Desk) async throws -> Void) async throws {
        try await ThrowAwayDatabase.migrated { place in
            let desk = Desk(database: place.database)
            for email in ["elise@example.org", "paul@example.org"] {
                try await AddPerson(place.database).run(
                    email: email, name: "Élise", password: "une phrase assez longue", council: "33", role: .president,
                    from: day("2026-01-01"), salt: (0..<16).map { $0 })
            }
            let providers = IdentityProviders(place.database)
            for (id, kind) in [("conseil", Council.Kind.departmental), ("autre", .departmental), ("etat", .ministry)] {
                try await providers.add(
                    IdentityProvider(
                        id: id, name: id, issuer: "https://\(id).example", clientID: "sextant", kinds: [kind]))
            }
            try await providers.add(
                IdentityProvider(
                    id: "psc", name: "Pro Santé Connect", issuer: "https://psc.example", clientID: "sextant",
                    matching: .nationalIdentifier, kinds: [.departmental]))
            try await body(desk)
        }
    }

    /// Opens a session of somebody who has a second factor.
    func session(_ email: String, seed: UInt8, hasFactor: Bool = true) async throws -> (Session, SessionToken) {
        let token = SessionToken(random: Array(repeating: seed, count: 32))
        let keys = keys
        let secret = secret
        try await database.transaction(as: .access) { transaction in
            let person = try #require(try PersonStore.find(transaction, email: email)).id
            let membership = try #require(
                try SessionStore.memberships(transaction, person: person, on: today).first)
            try SessionStore.insert(transaction, token: token, person: person, membership: membership, now: noon)
            if hasFactor {
                let sealed = try keys.seal(
                    secret, for: SecondFactorRule.purpose(person), nonce: Array(repeating: seed, count: 12))
                try transaction.query(
                    """
                    insert into access.second_factor (person_id, secret, confirmed_at)
                    values (\(person), \(Bytes(sealed)), \(noon.sql))
                    """)
            }
        }
        return (try #require(try await Sessions(database).find(token, now: noon, today: today)), token)
    }

    func code(at now: Instant) -> String { OneTimeCode(secret: secret).code(at: OneTimeCode.step(at: now)) }

    /// What a provider vouches for, brought back to a session.
    func link(
        _ provider: String, _ subject: String, identifier: String? = nil, to session: Session, _ token: SessionToken
    ) async throws -> OpenIDSignIn.Outcome {
        let found = try await database.transaction(as: .access) { try IdentityProviderStore.find($0, id: provider) }
        let link = LinkOwnIdentity(
            provider: try #require(found),
            proof: .init(subject: subject, session: nil, identifier: identifier, idToken: "jeton"),
            session: session.number, browser: token,
            handle: SessionToken(random: (0..<32).map { _ in UInt8.random(in: .min ... .max) }), origin: nil)
        return try await database.transaction(as: .access) { try link.run($0, now: noon) }
    }

    func count(_ action: String) async throws -> Int {
        let gironde = try await database.transaction(as: .access) { try Council.find($0, code: "33") }
        return try await database.transaction(as: .council(try #require(gironde).id)) {
            try $0.query("select count(*) as number from access.event where action = \(action)")[0].int("number")
        }
    }
}

extension OpenIDSignIn.Outcome {
    fileprivate var isLinked: Bool { if case .linked = self { true } else { false } }
    fileprivate var reason: String? { if case .notLinked(_, _, let failure) = self { failure.reason } else { nil } }
}

@Suite("Identities that the owner of an account links and gives up")
struct OwnIdentityTests {
    @Test("one leaves for a provider of one's own organisations, once, after the code of the second factor")
    func intentions() async throws {
        try await Desk.open { desk in
            let (elise, _) = try await desk.session("elise@example.org", seed: 1)
            let (paul, _) = try await desk.session("paul@example.org", seed: 2, hasFactor: false)
            let identities = desk.identities
            #expect(try await identities.overview(of: elise).open.map(\.id) == ["conseil", "autre", "psc"])
            func intend(_ provider: String, _ code: String, _ session: Session, _ now: Instant) async throws
                -> OwnIdentities.Outcome
            {
                try await identities.intend(provider, code: code, session: session, now: now)
            }
            let code = desk.code(at: noon)
            #expect(try await intend("etat", code, elise, noon) == .unknown, "it serves no council")
            #expect(try await intend("conseil", "000000", elise, noon) == .wrongCode)
            #expect(try await intend("conseil", code, paul, noon) == .secondFactorIsMissing)
            #expect(try await !identities.depart("conseil", session: elise, now: noon), "a wrong code opens no way")
            let later = noon.adding(seconds: 120)
            #expect(try await intend("conseil", desk.code(at: later), elise, later) == .done)
            #expect(try await intend("autre", desk.code(at: later), elise, later) != .done, "a code serves once")
            #expect(try await identities.intends("conseil", session: elise, now: later))
            #expect(try await !identities.depart("autre", session: elise, now: later), "for that provider alone")
            #expect(try await !identities.depart("conseil", session: paul, now: later), "for that session alone")
            #expect(try await !identities.depart("conseil", session: elise, now: later.adding(seconds: 600)))
            #expect(try await identities.depart("conseil", session: elise, now: later))
            #expect(try await !identities.depart("conseil", session: elise, now: later), "once")
        }
    }

    @Test("what comes back is linked to the session that left, if it is nobody's; of somebody else's not a word")
    func links() async throws {
        try await Desk.open { desk in
            let (elise, cookie) = try await desk.session("elise@example.org", seed: 1)
            let (paul, other) = try await desk.session("paul@example.org", seed: 2)
            #expect(try await desk.link("conseil", "sub-elise", to: elise, cookie).isLinked)
            #expect(try await desk.link("conseil", "sub-elise", to: elise, cookie).isLinked, "again is no fault")
            let taken = try await desk.link("conseil", "sub-elise", to: paul, other)
            #expect(taken.reason == "identity_of_another_person")
            await #expect(throws: OpenIDFailure("link_session_over")) {
                _ = try await desk.link("autre", "x", to: elise, other)
            }
            #expect(try await desk.identities.overview(of: elise).linked.map(\.provider.id) == ["conseil"])
            #expect(try await desk.identities.overview(of: paul).linked.isEmpty)
            #expect(try await desk.count("identity_linked") == 1)
            let account = try await Account.read(desk.database, of: elise, now: noon)
            #expect(account.messages.first?.kind == .identityLinked)
        }
    }

    @Test("Pro Santé Connect is linked by the national identifier of this very account, and by nothing else")
    func nationalIdentifiers() async throws {
        try await Desk.open { desk in
            let (elise, cookie) = try await desk.session("elise@example.org", seed: 1)
            let (paul, other) = try await desk.session("paul@example.org", seed: 2)
            try await LinkIdentity(desk.database).run(
                .nationalIdentifier("99700000012"), email: "elise@example.org", actor: Author(operator: "essai"),
                now: noon)
            for (identifier, session, token, reason) in [
                (nil, elise, cookie, "identifier_missing"),
                ("899700000020", elise, cookie, "identifier_not_the_owners"),
                ("899700000012", paul, other, "identifier_not_the_owners"),
            ] as [(String?, Session, SessionToken, String)] {
                let outcome = try await desk.link("psc", "s", identifier: identifier, to: session, token)
                #expect(outcome.reason == reason)
            }
            #expect(try await desk.link("psc", "s", identifier: "899700000012", to: elise, cookie).isLinked)
        }
    }

    @Test("an identity is given up with the code; never the last way to sign in, never one that comes back by itself")
    func givingUp() async throws {
        try await Desk.open { desk in
            let (elise, cookie) = try await desk.session("elise@example.org", seed: 1)
            let identities = desk.identities
            #expect(try await desk.link("conseil", "sub-elise", to: elise, cookie).isLinked)
            func giveUp(_ code: String, _ now: Instant) async throws -> OwnIdentities.Outcome {
                try await identities.giveUp("conseil", code: code, session: elise, from: nil, now: now)
            }
            #expect(try await giveUp("000000", noon) == .wrongCode)
            _ = try await desk.database.transaction(as: .access) {
                try $0.query("update access.person set password_hash = null where person_id = \(elise.personID)")
            }
            let later = noon.adding(seconds: 120)
            #expect(try await giveUp(desk.code(at: later), later) == .isLastWay)
            #expect(try await desk.link("autre", "sub-elise", to: elise, cookie).isLinked)
            #expect(try await giveUp(desk.code(at: later), later) == .done)
            #expect(try await identities.overview(of: elise).linked.map(\.provider.id) == ["autre"])
            #expect(try await giveUp(desk.code(at: later), later) == .unknown)
            #expect(try await desk.count("identity_given_up") == 1)
            let psc = OwnIdentities.Linked(
                provider: IdentityProvider(
                    id: "psc", name: "PSC", issuer: "https://x.example", clientID: "c", matching: .nationalIdentifier,
                    kinds: [.departmental]), since: noon)
            #expect(try await !identities.overview(of: elise).mayGiveUp(psc))
        }
    }
}

@Suite("A browser is known by a mark that was signed for the account")
struct KnownBrowserTests {
    @Test("an invented mark, another account's or one from before the last password counts as a stranger's try")
    func marksAreVerified() async throws {
        try await Desk.open { desk in
            let signIn = SignIn(
                desk.database, passwords: PasswordQueue(), secondFactor: .demonstration, keys: desk.keys)
            let (own, foreign) = try await desk.database.transaction(as: .access) { transaction in
                (
                    try #require(try PersonStore.find(transaction, email: "elise@example.org")).hash,
                    PasswordHash(encoded: "$argon2id$autre")
                )
            }
            let mark = DeviceMark(random: Array(0..<32), hash: own)
            #expect(try await signIn.subject(email: " Elise@example.org", device: mark) == .device(mark))
            let strangers = [
                nil, DeviceMark(cookie: ""), DeviceMark(cookie: "un.deux"), DeviceMark(cookie: mark.text + "0"),
                DeviceMark(random: Array(0..<32), hash: foreign),
            ]
            for stranger in strangers {
                let subject = try await signIn.subject(email: "E lise@Example.org", device: stranger)
                #expect(subject == .account("elise@example.org"), "\(stranger?.text ?? "none")")
            }
            let unknown = try await signIn.subject(email: "personne@example.org", device: mark)
            #expect(unknown == .account("personne@example.org"))
        }
    }
}
