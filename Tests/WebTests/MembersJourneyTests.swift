import Access
import Postgres
import Standings
import HummingbirdTesting
import Support
import Testing
import Vocabulary

@testable import Web

@Suite("Members: invitations, ends, delegations, absences")
struct MembersJourneyTests {
    /// Two browsers in front of a council with an administrator, a president and an agent.
    private func council(
        _ body: @escaping @Sendable (any TestClientProtocol, Journey) async throws -> Void
    ) async throws {
        try await Journey.run { journey in
            try await invite(journey.database, "admin.33@example.org", role: .councilAdministrator)
            try await invite(journey.database, "president.33@example.org", role: .president)
            try await invite(journey.database, "agent.33@example.org", role: .agent)
            try await invite(journey.database, "elu.33@example.org", role: .electedMember)
            try await site(journey.database).application().test(.router) { try await body($0, journey) }
        }
    }

    private func person(_ journey: Journey, _ role: Role) async throws -> Int64 {
        let council = try await journey.council("33")
        let members = try await journey.database.transaction(as: .members(of: council.id)) {
            try Members(of: council, on: day("2026-11-21"), $0).members
        }
        return try #require(members.first { $0.role == role }?.personID)
    }

    private let page = SiteURL.members(.council("33"))
    private func part(_ part: MembersPart) -> SiteURL { .membersPart(.council("33"), part) }

    @Test("an administrator invites: the link is shown once, and the new member is in the list")
    func invitation() async throws {
        try await council { client, _ in
            let browser = Browser(client)
            _ = try await browser.signIn("admin.33@example.org")
            let list = try await browser.get(page)
            #expect(list.text.contains("Inviter un membre") && list.text.contains("agent.33@example.org"))
            let form = [
                ("preuve", list.proof), ("nom", "Zoé Martin"), ("courriel", "zoe@example.org"), ("role", "agent"),
                ("du", "2026-11-21"),
            ]
            let invited = try await browser.post(page, form)
            #expect(invited.status == 200 && invited.text.contains("72 heures"))
            #expect(try await browser.get(page).text.contains("zoe@example.org"))
        }
    }

    @Test("nobody gives themselves a role, and a role of another organisation is refused")
    func invitationIsRefused() async throws {
        try await council { client, _ in
            let browser = Browser(client)
            _ = try await browser.signIn("admin.33@example.org")
            let proof = try await browser.get(page).proof
            for (email, role) in [("ADMIN.33@example.org", "agent"), ("zoe@example.org", "national_administrator")] {
                let form = [("preuve", proof), ("nom", "Zoé"), ("courriel", email), ("role", role)]
                #expect(try await browser.post(page, form).status == 422, "\(email) \(role)")
            }
            let after = try await browser.get(page).text
            #expect(!after.contains("zoe@example.org"))
        }
    }

    @Test("an ended access closes the session at its next page; the last administrator's stays")
    func endOfMembership() async throws {
        try await council { client, journey in
            let (admin, agent) = (Browser(client), Browser(client))
            _ = try await admin.signIn("admin.33@example.org")
            _ = try await agent.signIn("agent.33@example.org")
            let proof = try await admin.get(page).proof
            func end(_ role: Role, confirmed: Bool = true) async throws -> Shown {
                let form = [
                    ("preuve", proof), ("personne", "\(try await person(journey, role))"), ("role", role.rawValue),
                ]
                return try await admin.post(part(.end), form + (confirmed ? [("confirmation", "oui")] : []))
            }
            #expect(try await end(.agent, confirmed: false).status == 422)
            #expect(try await agent.get(.dashboard("33")).status == 200)
            #expect(try await end(.agent).status == 303)
            #expect(try await agent.get(.dashboard("33")).location?.hasPrefix("/connexion") == true)
            let last = try await end(.councilAdministrator)
            #expect(last.status == 422 && last.text.contains("dernier accès"))
        }
    }

    @Test("an administrator who ticks the box closes a member's sessions; the member comes in again as before")
    func endOfSessions() async throws {
        try await council { client, journey in
            let (admin, agent) = (Browser(client), Browser(client))
            _ = try await admin.signIn("admin.33@example.org")
            _ = try await agent.signIn("agent.33@example.org")
            let list = try await admin.get(page)
            #expect(list.text.contains("Fermer ses sessions") && list.text.contains("aide-sessions-oui"))
            let form = [("preuve", list.proof), ("personne", "\(try await person(journey, .agent))")]
            #expect(try await admin.post(part(.endSessions), form).status == 422, "the box was not ticked")
            #expect(try await agent.get(.dashboard("33")).status == 200)
            let done = try await admin.post(part(.endSessions), form + [("confirmation", "oui")])
            #expect(done.location?.hasSuffix("?fait=sessions-du-membre-fermees") == true)
            #expect(try await agent.get(.dashboard("33")).location?.hasPrefix("/connexion") == true)
            let again = try await admin.post(part(.endSessions), form + [("confirmation", "oui")])
            #expect(again.location?.hasSuffix("?fait=aucune-session") == true)
            #expect(try await agent.signIn("agent.33@example.org").status == 303)
            #expect(try await agent.get(.account).text.contains("a fermé vos sessions ouvertes"))
            let journal = try await agent.post(part(.endSessions), form + [("confirmation", "oui")])
            #expect(journal.status == 403, "an agent closes nobody's")
        }
    }

    @Test("nobody is chosen beforehand for help; without a choice or a tick nothing changes, and the page says so")
    func helpIsChosen() async throws {
        try await council { client, journey in
            let admin = Browser(client)
            _ = try await admin.signIn("admin.33@example.org")
            let list = try await admin.get(page)
            #expect(list.text.matches(of: /<option value="">Choisissez un membre/).count == 3)
            let person = try await person(journey, .agent)
            for help in [MembersPart.resetFactor, .newPassword, .endSessions] {
                let nobody = [("preuve", list.proof), ("personne", ""), ("confirmation", "oui")]
                let unchosen = try await admin.post(part(help), nobody)
                #expect(unchosen.status == 422 && unchosen.text.contains("Choisissez un membre\u{A0}: rien"), "\(help)")
                let unticked = try await admin.post(part(help), [("preuve", list.proof), ("personne", "\(person)")])
                #expect(unticked.status == 422 && unticked.text.contains("Cochez la case"), "\(help)")
                #expect(unticked.text.contains("value=\"\(person)\" selected"), "\(help): the choice is kept")
            }
        }
    }

    @Test("a president hands the role on to an agent, who finds it in the switcher under the holder's name")
    func delegation() async throws {
        try await council { client, journey in
            let (president, agent) = (Browser(client), Browser(client))
            _ = try await president.signIn("president.33@example.org")
            let (from, to) = (try await person(journey, .president), try await person(journey, .agent))
            let proof = try await president.get(page).proof
            func delegate(_ role: Role, from: Int64) async throws -> Shown {
                try await president.post(
                    part(.delegations),
                    [
                        ("preuve", proof), ("de", "\(from) \(role.rawValue)"), ("vers", "\(to)"), ("du", "2026-11-21"),
                        ("au", "2026-11-30"), ("raison", "congés"),
                    ])
            }
            #expect(try await delegate(.agent, from: to).status == 422, "somebody else's role")
            #expect(try await delegate(.president, from: from).status == 303)
            _ = try await agent.signIn("agent.33@example.org")
            let shown = try await agent.get(page)
            #expect(shown.text.contains("par délégation de Claire Petit"))
            let moved = try await agent.post(
                .membership, [("preuve", shown.proof), ("appartenance", "33 president")])
            #expect(moved.status == 303)
            let asPresident = try await agent.get(page)
            #expect(!asPresident.text.contains("Déléguer un rôle"), "what was handed on is not handed on again")
        }
    }

    @Test("a member notes their own absence, nobody else's; an administrator notes anybody's")
    func absence() async throws {
        try await council { client, journey in
            let (agent, admin) = (Browser(client), Browser(client))
            _ = try await agent.signIn("agent.33@example.org")
            _ = try await admin.signIn("admin.33@example.org")
            let president = try await person(journey, .president)
            func note(_ browser: Browser, _ fields: [(String, String)]) async throws -> Int {
                let proof = try await browser.get(page).proof
                let days = [("preuve", proof), ("du", "2026-11-23"), ("au", "2026-11-27")]
                return try await browser.post(part(.absences), days + fields).status
            }
            #expect(try await note(agent, []) == 303)
            #expect(try await note(agent, []) == 422, "the same days again")
            #expect(try await note(agent, [("personne", "\(president)")]) == 422)
            #expect(try await note(admin, [("personne", "\(president)")]) == 303)
            #expect(try await admin.get(page).text.contains("Absences en cours et à venir"))
        }
    }

    @Test("an instructing agent assigns a file, the elected member finds it, and it is closed again when taken back")
    func assignment() async throws {
        try await visit { browser, journey in
            let elected = try await person(journey, .electedMember)
            _ = try await browser.signIn("agent.33@example.org")
            let list = try await browser.get(.worklist("33", WorklistQuery())).text
            let id = try #require(list.firstMatch(of: /\/cd\/33\/medecins\/(\d+)/).flatMap { Int64($0.1) })
            let file = try await browser.get(.physician("33", id, from: nil))
            #expect(file.text.contains("Élus chargés du dossier"))
            let assigned = try await browser.post(
                .assignments("33", id), [("preuve", file.proof), ("elu", "\(elected)"), ("au", "")])
            #expect(assigned.status == 303)
            let again = try await browser.get(.physician("33", id, from: nil)).text
            let key = try #require(again.firstMatch(of: /name="affectation" value="(\d+)"/).map { String($0.1) })
            let ended = try await browser.post(
                .endAssignment("33", id), [("preuve", file.proof), ("affectation", key)])
            #expect(ended.status == 303)
            let closed = try await browser.get(.physician("33", id, from: nil)).text
            #expect(!closed.contains("name=\"affectation\""))
        }
    }
}

@Suite("Pages of the other organisations")
struct OfficePagesTests {
    @Test(
        "each role begins on a page of its own that opens to it",
        arguments: Role.allCases)
    func startPages(role: Role) async throws {
        try await Journey.run { journey in
            let code = try #require(OneCouncil.codes(role).first)
            try await OneCouncil.invite(role, code, journey.database)
            try await site(journey.database).application().test(.router) { client in
                let browser = Browser(client)
                _ = try await browser.signIn(OneCouncil.email(role, code))
                let start = try #require(try await browser.get(.home).location)
                let page = try await browser.get(start)
                #expect(page.status == 200 && page.text.contains("<h1"), "\(role) \(start)")
                #expect(page.text.contains(role.french), "\(role)")
            }
        }
    }

    @Test("an auditor's every page is in the journal before it is shown, lists included")
    func auditorIsRecorded() async throws {
        try await Journey.run { journey in
            try await OneCouncil.invite(.auditor, "33", journey.database)
            try await site(journey.database).application().test(.router) { client in
                let browser = Browser(client)
                _ = try await browser.signIn(OneCouncil.email(.auditor, "33"))
                #expect(try await browser.get(.worklist("33", .init())).status == 200)
                #expect(try await browser.get(.frameworks(.init())).status == 200)
            }
            let paths = try await journey.rows(
                "select subject from access.event where action = 'page_read' order by 1", in: "33")
            #expect(paths.contains { $0.contains("page:/cd/33/medecins") })
            #expect(paths.contains { $0.contains("page:/referentiels") })
        }
    }
}
