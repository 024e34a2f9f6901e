import Postgres
import Support
import Testing
import Vocabulary

@testable import Access

@Suite("An administrator closes the sessions of a member")
struct EndSessionsTests {
    private let noon = Newcomer.noon

    /// An administrator of the Gironde, inside, and what the member's key is.
    private func council(
        _ body: (Newcomer, Session, Int64) async throws -> Void
    ) async throws {
        try await ThrowAwayDatabase.migrated { place in
            let newcomer = Newcomer(place, rule: .demonstration)
            try await newcomer.add("claire@example.org")
            try await newcomer.add("admin@example.org", role: .councilAdministrator)
            let admin = try await newcomer.session(try await open(newcomer, "admin@example.org", 1))
            let person = try await place.database.transaction(as: .access) {
                try PersonStore.find($0, email: "claire@example.org")?.id
            }
            try await body(newcomer, admin, try #require(person))
        }
    }

    private func open(_ newcomer: Newcomer, _ email: String, _ seed: Int) async throws -> SessionToken {
        guard case .opened(let token, _, _) = try await newcomer.knock(email, seed) else {
            throw Newcomer.Unexpected()
        }
        return token
    }

    private func isOpen(_ newcomer: Newcomer, _ token: SessionToken) async throws -> Bool {
        try await Sessions(newcomer.database).find(token, now: noon, today: newcomer.today) != nil
    }

    @Test("every session closes, factor and password stay, both read it and the journal keeps it (ASVS 7.4.5)")
    func sessionsClose() async throws {
        try await council { newcomer, admin, person in
            let command = EndSessions(newcomer.database)
            func end(_ person: Int64) async throws -> EndSessions.Reach {
                try await command.run(of: person, by: admin, from: nil, now: noon, today: newcomer.today)
            }
            #expect(try await end(person) == .none, "nobody was inside")
            let tokens = [
                try await open(newcomer, "claire@example.org", 2), try await open(newcomer, "claire@example.org", 3),
            ]
            let claire = try await newcomer.session(tokens[0])
            #expect(try await end(person) == .all)
            for token in tokens { #expect(try await !isOpen(newcomer, token)) }
            for (session, kind) in [(claire, AccountMessage.Kind.sessionsEnded), (admin, .sessionsEndedByMe)] {
                let messages = try await Account.read(newcomer.database, of: session, now: noon).messages
                #expect(messages.map(\.kind) == [kind] && messages.first?.other == "Claire Petit")
            }
            let events = try await newcomer.database.transaction(as: .council(admin.membership.council.id)) {
                try $0.query("select subject from access.event where action = 'sessions_ended'")
                    .map { try $0.text("subject") }
            }
            #expect(events == ["person:\(person)"], "and what closed nothing left no line")
            _ = try await open(newcomer, "claire@example.org", 4)
        }
    }

    @Test("of who acts for another organisation too, only the sessions that act for the administrator's close")
    func sessionsElsewhereStay() async throws {
        try await council { newcomer, admin, person in
            try await newcomer.add("claire@example.org", council: "75")
            let (here, there) = (
                try await open(newcomer, "claire@example.org", 2), try await open(newcomer, "claire@example.org", 3)
            )
            let moved = SessionToken(random: Newcomer.random(50, 32))
            let session = try await newcomer.session(there)
            #expect(session.membership.council.code == "33", "one begins for the first of one's organisations")
            _ = try await Sessions(newcomer.database).move(
                there, of: session, toCouncil: "75", role: Role.agent.rawValue, next: moved)
            let reach = try await EndSessions(newcomer.database).run(
                of: person, by: admin, from: nil, now: noon, today: newcomer.today)
            #expect(reach == .ofThisOrganisation)
            #expect(try await !isOpen(newcomer, here))
            #expect(try await isOpen(newcomer, moved))
        }
    }

    @Test("nobody closes their own sessions this way, nor those of who is no member")
    func strangersStay() async throws {
        try await council { newcomer, admin, _ in
            try await newcomer.add("paul@example.org", council: "75")
            let token = try await open(newcomer, "paul@example.org", 2)
            let paul = try await newcomer.session(token)
            for (person, refusal) in [
                (admin.personID, ResetAccess.Refusal.isOneself), (paul.personID, .personIsUnknown),
                (-1, .personIsUnknown),
            ] {
                await #expect(throws: refusal) {
                    _ = try await EndSessions(newcomer.database).run(
                        of: person, by: admin, from: nil, now: noon, today: newcomer.today)
                }
            }
            #expect(try await isOpen(newcomer, token))
        }
    }
}
