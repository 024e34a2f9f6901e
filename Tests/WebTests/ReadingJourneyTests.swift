import Access
import HTTPTypes
import HummingbirdTesting
import Postgres
import Standings
import Support
import Testing
import Vocabulary

@testable import Web

/// Forms of exceptional readings, as a browser sends them.
extension Browser {
    func viewAs(_ target: String, code: String = "33") async throws -> Shown {
        let form = try await get(.reading(.viewAs(code)))
        return try await post(
            .reading(.viewAs(code)),
            [("preuve", form.proof), ("cible", target), ("raison", "une agente ne voit plus ses dossiers")])
    }

    func send(_ address: ReadingAddress, _ fields: [(String, String)] = []) async throws -> Shown {
        try await post(.reading(address), [("preuve", try await get(.help).proof)] + fields)
    }
}

@Suite("Exceptional readings, page by page")
struct ReadingJourneyTests {
    /// A council's staff, an administrator's browser among them, and the council's physicians.
    private func council(
        _ body: @escaping @Sendable (any TestClientProtocol, TwoCouncils, Site) async throws -> Void
    ) async throws {
        try await Journey.run { journey in
            let councils = try await TwoCouncils(journey)
            let site = try site(journey.database)
            try await site.application().test(.router) { try await body($0, councils, site) }
        }
    }

    private func signedIn(_ client: any TestClientProtocol, _ role: Role, _ code: String = "33") async throws -> Browser
    {
        let browser = Browser(client)
        #expect(try await browser.signIn(OneCouncil.email(role, code)).status == 303)
        return browser
    }

    @Test("every form of the site is refused in a reading, and its page says why and how to come back")
    func everyFormIsRefused() async throws {
        try await council { client, councils, site in
            let browser = try await signedIn(client, .councilAdministrator)
            #expect(try await browser.viewAs("instructing_agent").location == "/cd/33")
            let before = try await councils.rows(of: "33").filter { $0.key != "access.event" }
            let proof = try await browser.get(.help).proof
            var asked = 0
            for rule in site.rules where rule.method == .post && rule.access != .bare && !rule.access.isForPrograms {
                let questions =
                    ["/recherche", "/cd/:code/medecins", "/cd/:code/journal", "/cnp/:slug/journal"]
                    + ["/cr/:code/journal", "/national/journal", "/cncp/journal"]
                guard !(["/acces-exceptionnel/fin", "/deconnexion"] + questions).contains(rule.pattern) else {
                    continue
                }
                let path = try RoutePath(rule.pattern).path { kind in
                    switch kind {
                    case .council: "33"
                    case .physician: String(councils.gironde.physicians[0])
                    case .lot: String(councils.gironde.lots[2])
                    default: "medecine-generale"
                    }
                }
                let answer = try await browser.request(
                    path, .post, type: "application/x-www-form-urlencoded",
                    Array("preuve=\(proof)&raison=essai&confirmation=oui&cible=agent".utf8))
                #expect(answer.status == 403 && answer.text.contains("Cette session ne fait que lire"), "\(path)")
                asked += 1
            }
            #expect(asked > 30)
            let after = try await councils.rows(of: "33").filter { $0.key != "access.event" }
            for (table, rows) in before { #expect(after[table] == rows, "\(table) has changed") }
        }
    }

    @Test(
        "every page answers a reading as it answers the role that is looked at",
        arguments: [Role.instructingAgent, .electedMember, .auditor, .president])
    func everyPageIsTheRoles(role: Role) async throws {
        try await council { client, councils, site in
            let browser = try await signedIn(client, .councilAdministrator)
            let elected = try await councils.journey.database.transaction(
                as: .members(of: try await councils.journey.council("33").id)
            ) {
                try Members(of: try #require(try Council.find($0, code: "33")), on: day("2026-11-21"), $0).members
            }.first { $0.role == role }
            let person = try #require(elected).personID
            #expect(try await browser.viewAs("\(person) \(role.rawValue)").status == 303)
            let other = try await signedIn(client, role)
            var shown = 0
            for rule in site.rules where rule.method == .get && rule.access.action != nil {
                for physician in councils.gironde.physicians {
                    let path = try RoutePath(rule.pattern).path { kind in
                        switch kind {
                        case .council: "33"
                        case .physician: String(physician)
                        case .lot: String(councils.gironde.lots[1])
                        case .version: "1"
                        default: "medecine-generale"
                        }
                    }
                    let (read, own) = (try await browser.get(path), try await other.get(path))
                    #expect(read.status == own.status, "\(role) \(path)")
                    #expect(councils.paris.leaks(in: read.text) == [], "\(path)")
                    if read.status == 200 { shown += 1 }
                }
            }
            #expect(shown > 6)
        }
    }

    @Test("the banner says whose eyes, until when and how to come back; the cookie changes both times")
    func banner() async throws {
        try await council { client, _, _ in
            let browser = try await signedIn(client, .councilAdministrator)
            let first = browser.cookies["sextant-session"]
            _ = try await browser.viewAs("agent")
            let second = browser.cookies["sextant-session"]
            #expect(first != second)
            let page = try await browser.get(.worklist("33", .init()))
            #expect(page.status == 200 && page.text.contains("Vous voyez Sextant comme Agent du conseil"))
            #expect(page.text.contains("lecture seule") && page.text.contains("Revenir à ma session"))
            #expect(page.text.contains(French.clock(ParisTime(epochSeconds: 1_795_001_800))))
            #expect(!page.text.contains("Changer d’organisation"))
            let back = try await browser.send(.end)
            #expect(back.status == 303 && back.location?.contains("fait=retour-a-ma-session") == true)
            #expect(browser.cookies["sextant-session"] != second)
            #expect(try await browser.get(.worklist("33", .init())).status == 403)
            browser.plant("sextant-session", second)
            #expect(try await browser.get(.worklist("33", .init())).location?.hasPrefix("/connexion") == true)
        }
    }

    @Test("start, a file read, the notice, its acknowledgement, the end by the council: the journal shows each of them")
    func wholeJourney() async throws {
        try await council { client, councils, _ in
            let (admin, president) = (
                try await signedIn(client, .councilAdministrator), try await signedIn(client, .president)
            )
            #expect(!(try await president.get(.dashboard("33"))).text.contains("sx-awaited"))
            _ = try await admin.viewAs("instructing_agent")
            let id = councils.gironde.physicians[0]
            #expect(try await admin.get(.physician("33", id, from: nil)).status == 200)
            let dashboard = try await president.get(.dashboard("33")).text
            #expect(dashboard.contains("1 avis de lecture exceptionnelle"))
            let notices = try await president.get(.reading(.notices("33"))).text
            #expect(notices.contains("une agente ne voit plus ses dossiers") && notices.contains("En cours"))
            let notice = try #require(notices.firstMatch(of: /name="avis" value="(\d+)"/)).1
            let reading = try #require(notices.firstMatch(of: /name="lecture" value="(\d+)"/)).1
            #expect(try await president.send(.acknowledgement("33"), [("avis", "\(notice)")]).status == 303)
            #expect(!(try await president.get(.dashboard("33"))).text.contains("sx-awaited"))
            #expect(try await president.send(.councilEnd("33"), [("lecture", "\(reading)")]).status == 303)
            #expect(try await president.send(.councilEnd("33"), [("lecture", "\(reading)")]).status == 422)
            #expect(try await admin.get(.physician("33", id, from: nil)).status == 403, "back with the own role")
            let journal = try await president.get("/cd/33/journal?type=exceptional").text
            for word in [
                "a commencé une lecture exceptionnelle", "a consulté une fiche", "a ouvert une page",
                "vu comme\u{A0}: Agent instructeur", "Administrateur du conseil",
            ] {
                #expect(journal.contains(word), "\(word)")
            }
            let lines = try await councils.journey.rows(
                """
                select kind, action, role, detail->>'as_role' as seen from access.event
                where action in ('reading_started', 'file_read', 'notice_acknowledged', 'reading_ended') order by event_id
                """)
            #expect(
                lines == [
                    "(exceptional,reading_started,council_administrator,instructing_agent)",
                    "(exceptional,file_read,council_administrator,instructing_agent)",
                    "(change,notice_acknowledged,president,)", "(exceptional,reading_ended,president,)",
                ])
        }
    }

    @Test("the platform and the national council open nothing without reason, time and code; others not at all")
    func breakGlassIsAskedFor() async throws {
        try await council { client, _, _ in
            for role in [Role.operator, .nationalAdministrator] {
                let browser = try await signedIn(client, role, OneCouncil.codes(role)[0])
                let page = try await browser.get(.reading(.breakGlass))
                #expect(page.status == 200 && page.text.contains("employer que pour un incident"))
                let refused = try await browser.send(
                    .breakGlass,
                    [
                        ("conseil", "33"), ("minutes", "60"), ("code", "123456"),
                        ("raison", "incident 4711 : une liste ne s'affiche plus"),
                    ])
                #expect(refused.status == 422 && refused.text.contains("second facteur"), "\(role)")
                #expect(try await browser.send(.breakGlass, [("conseil", "33")]).status == 422)
                #expect(try await browser.get(.dashboard("33")).status == 404)
            }
            let president = try await signedIn(client, .president)
            #expect(try await president.get(.reading(.breakGlass)).status == 403)
            let agent = try await signedIn(client, .agent)
            for address in [ReadingAddress.viewAs("33"), .notices("33")] {
                #expect(try await agent.get(.reading(address)).status == 403)
            }
            #expect(try await president.get(.reading(.viewAs("75"))).status == 404)
        }
    }
}
