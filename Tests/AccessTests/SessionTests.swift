import Access
import Postgres
import Support
import Testing
import Vocabulary

private let noon = Instant(epochSeconds: 1_795_000_000)
private let password = "une phrase assez longue"

private func random(_ seed: UInt8, _ count: Int = 96) -> [UInt8] { (0..<count).map { seed &+ UInt8($0) } }

private func today() throws -> CalendarDate { try #require(CalendarDate(iso: "2026-11-21")) }

private func invite(
    _ database: Database, _ email: String, council: String = "33", role: Role = .agent
) async throws {
    try await AddPerson(database).run(
        email: email, name: "Claire Petit", password: password, council: council, role: role,
        from: try #require(CalendarDate(iso: "2026-01-01")), salt: random(9, 16))
}

/// Sign-in by a password alone, as in a demonstration.
private func local(_ database: Database) -> SignIn {
    SignIn(
        database, passwords: PasswordQueue(), secondFactor: .demonstration, keys: KeyRing(key: Array(0..<32)))
}

private func attempt(_ email: String, _ word: String, device: DeviceMark? = nil, seed: UInt8 = 1) -> SignIn.Attempt {
    SignIn.Attempt(email: email, password: word, device: device, random: random(seed))
}

@Test("a right password opens a session that ends after an hour without a page, and after twelve hours anyway")
func sessionExpires() async throws {
    try await ThrowAwayDatabase.migrated { place in
        try await invite(place.database, "Claire@Example.org")
        let signIn = local(place.database)
        let day = try today()
        guard
            case .opened(let token, _, let membership) = try await signIn.run(
                attempt(" claire@example.ORG", password), now: noon, today: day)
        else { Issue.record("not opened"); return }
        #expect(membership.council.code == "33")
        let sessions = Sessions(place.database)
        #expect(try await sessions.find(token, now: noon.adding(seconds: 3_000), today: day)?.name == "Claire Petit")
        #expect(try await sessions.find(token, now: noon.adding(seconds: 6_500), today: day) != nil)
        #expect(try await sessions.find(token, now: noon.adding(seconds: 6_500 + 3_700), today: day) == nil)
        var now = noon
        for _ in 0..<20 {
            now = now.adding(seconds: 3_000)
            _ = try await sessions.find(token, now: now, today: day)
        }
        #expect(try await sessions.find(token, now: noon.adding(seconds: 43_300), today: day) == nil)
    }
}

@Test("wrong passwords make strangers wait, not the person's own browser, and unknown addresses wait the same")
func strangersWait() async throws {
    try await ThrowAwayDatabase.migrated { place in
        try await invite(place.database, "claire@example.org")
        try await invite(place.database, "paul@example.org")
        let (signIn, day) = (local(place.database), try today())
        guard
            case .opened(_, let device, _) = try await signIn.run(
                attempt("claire@example.org", password), now: noon, today: day)
        else { Issue.record("not opened"); return }
        var answers: [String: [String]] = [:]
        for email in ["claire@example.org", "personne@example.org"] {
            for _ in 0..<7 {
                let outcome = try await signIn.run(attempt(email, "faux"), now: noon, today: day)
                answers[email, default: []].append("\(outcome)")
            }
        }
        #expect(answers["claire@example.org"] == answers["personne@example.org"])
        #expect(answers["claire@example.org"]?.last?.hasPrefix("wait") == true)
        guard case .wait = try await signIn.run(attempt("claire@example.org", password), now: noon, today: day)
        else { Issue.record("a stranger passed"); return }
        guard
            case .opened = try await signIn.run(
                attempt("claire@example.org", password, device: device, seed: 7), now: noon, today: day)
        else { Issue.record("the known browser waits"); return }
        guard case .opened = try await signIn.run(attempt("paul@example.org", password, seed: 8), now: noon, today: day)
        else { Issue.record("another account waits"); return }
    }
}

@Test("a person acts for the councils of her memberships only, and no longer once a membership has ended")
func membershipsBindTheSession() async throws {
    try await ThrowAwayDatabase.migrated { place in
        try await invite(place.database, "claire@example.org", council: "33")
        try await invite(place.database, "claire@example.org", council: "75", role: .president)
        let (signIn, sessions, day) = (
            local(place.database), Sessions(place.database), try today()
        )
        guard
            case .opened(let token, _, _) = try await signIn.run(
                attempt("claire@example.org", password), now: noon, today: day)
        else { Issue.record("not opened"); return }
        let session = try #require(try await sessions.find(token, now: noon, today: day))
        #expect(session.memberships.map(\.council.code) == ["33", "75"])
        let next = SessionToken(random: random(77, 32))
        #expect(try await sessions.move(token, of: session, toCouncil: "59", role: "agent", next: next) == nil)
        let there = try await sessions.move(token, of: session, toCouncil: "75", role: "president", next: next)
        #expect(there?.council.code == "75")
        #expect(try await sessions.find(token, now: noon, today: day) == nil, "the former token is worth nothing")
        let moved = try #require(try await sessions.find(next, now: noon, today: day))
        #expect(moved.membership.role == .president)
        let before = try #require(CalendarDate(iso: "2025-12-31"))
        #expect(try await sessions.find(next, now: noon, today: before) == nil)
        try await sessions.close(next, of: moved)
        #expect(try await sessions.find(next, now: noon, today: day) == nil)
    }
}
