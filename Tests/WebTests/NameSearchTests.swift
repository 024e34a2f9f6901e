import Access
import Foundation
import HTTPTypes
import HummingbirdTesting
import Postgres
import Standings
import Support
import Testing

@testable import Web

@Suite("What is typed to find somebody stands in no address")
struct NameSearchTests {
    private static let list = SiteURL.worklist("33", .init())

    @Test("the name filter becomes an opaque key: other filters, order, export and the walk through files keep it")
    func theKeyStaysWithTheList() async throws {
        try await visit { browser, journey in
            _ = try await browser.signIn("agent.33@example.org")
            let proof = try await browser.get(Self.list).proof
            let fields = [("preuve", proof), ("nom", " bérard "), ("courriel", "non"), ("tri", "echeance")]
            let asked = try await browser.post(Self.list, fields)
            #expect(asked.status == 303)
            let address = try #require(asked.location)
            #expect(
                address.wholeMatch(of: /\/cd\/33\/medecins\?recherche=[0-9a-f]{32}&courriel=non&tri=echeance/) != nil)
            let page = try await browser.get(address)
            #expect(page.text.contains("BÉRARD HUGO") && !page.text.contains("AUBIN CLAIRE"))
            #expect(page.text.contains("value=\"bérard\"") && page.text.contains("Nom\u{A0}: bérard"))
            let key = try #require(address.firstMatch(of: /recherche=[0-9a-f]{32}/)).output
            for link in page.text.matches(of: /href="(\/cd\/33\/medecins[^"]*)"/).map(\.output.1) {
                #expect(!link.lowercased().contains("rard"), "\(link)")
            }
            #expect(page.text.contains("/cd/33/medecins.csv?\(key)"))
            let file = try await browser.get("/cd/33/medecins.csv?\(key)")
            #expect(file.text.split(whereSeparator: \.isNewline).count == 2 && file.text.contains("BÉRARD"))
            let hugo = try #require(page.text.firstMatch(of: /href="(\/cd\/33\/medecins\/\d+\?[^"]*)"/)).output.1
            let opened = try await browser.get(String(hugo).replacing("&amp;", with: "&"))
            #expect(opened.text.contains("1 sur 1") && opened.text.contains("\(key)"))
            #expect(try await browser.get(address).text.contains("BÉRARD HUGO"), "the way back")
        }
    }

    @Test("a name in an address is not read: the page says where to type it, and its other filters stay")
    func namesInAddressesAreNotRead() async throws {
        try await visit { browser, _ in
            _ = try await browser.signIn("agent.33@example.org")
            let places = [
                ("/cd/33/medecins?nom=BERARD&retard=non", "/cd/33/medecins?retard=non&fait=nom-hors-adresse"),
                ("/cd/33/medecins.csv?nom=BERARD", "/cd/33/medecins?fait=nom-hors-adresse"),
                ("/recherche?q=BERARD", "/recherche?fait=nom-hors-adresse"),
            ]
            for (typed, kept) in places { #expect(try await browser.get(typed).location == kept) }
            #expect(try await browser.get(places[0].1).text.contains("Un nom ne s’écrit pas dans une adresse"))
        }
    }

    @Test("after its hours, in another session and in another council, a search has expired, and the list says so")
    func searchesExpire() async throws {
        try await visit { browser, journey in
            _ = try await browser.signIn("agent.33@example.org")
            let proof = try await browser.get(Self.list).proof
            let list = try #require(try await browser.post(Self.list, [("preuve", proof), ("nom", "aubin")]).location)
            let found = try #require(
                try await browser.post(.search(nil), [("preuve", proof), ("q", "aubin")]).location)
            #expect(try await browser.get(found).text.contains("AUBIN CLAIRE"))
            let cookies = browser.cookies
            browser.forget("sextant-session")
            _ = try await browser.signIn("agent.33@example.org")
            try await expectExpired(browser, list, found)
            for (name, value) in cookies { browser.plant(name, value) }
            #expect(try await browser.get(list).text.contains("AUBIN CLAIRE"))
            _ = try await journey.place.owner.transaction(as: nil) {
                try $0.query("update access.search set kept_at = kept_at - interval '12 hours'")
            }
            try await expectExpired(browser, list, found)
        }
    }

    private func expectExpired(_ browser: Browser, _ list: String, _ found: String) async throws {
        #expect(try await browser.get(list).location == "/cd/33/medecins?fait=recherche-expiree")
        let file = list.replacing("/medecins?", with: "/medecins.csv?")
        #expect(try await browser.get(file).location == "/cd/33/medecins?fait=recherche-expiree")
        #expect(try await browser.get(found).location == "/recherche?fait=recherche-expiree")
        let page = try await browser.get("/cd/33/medecins?fait=recherche-expiree")
        #expect(page.text.contains("La recherche a expiré") && page.text.contains("AUBIN"))
    }

    @Test("the database holds no text that was typed, and of one session no more than a hundred; they go with it")
    func searchesAreSealedAndFew() async throws {
        try await visit { browser, journey in
            _ = try await browser.signIn("agent.33@example.org")
            let proof = try await browser.get(Self.list).proof
            var last: String?
            for _ in 0..<103 {
                last = try await browser.post(.search(nil), [("preuve", proof), ("q", "AUBIN")]).location
            }
            let held = try await kept(journey)
            #expect(held.count == Searches.mostOfASession && !held.contains { $0.contains("AUBIN") })
            let found = try await browser.get(last ?? "/")
            #expect(found.text.contains("AUBIN CLAIRE"))
            _ = try await journey.database.transaction(as: .access) { try $0.query("delete from access.session") }
            let left = try await kept(journey)
            #expect(left.isEmpty)
        }
    }

    /// What the table holds, byte for byte.
    private func kept(_ journey: Journey) async throws -> [String] {
        try await journey.place.owner.transaction(as: nil) {
            try $0.query("select encode(content, 'escape') as content from access.search").map {
                try $0.text("content")
            }
        }
    }

    @Test("a form that asks for a person by name or number is sent by POST, with its proof")
    func formsThatNameSomebodyArePosted() async throws {
        try await visit { browser, journey in
            try await invite(journey.database, "presidente.33@example.org", role: .president)
            _ = try await browser.signIn("presidente.33@example.org")
            let named = ["q", "nom", "personne", "courriel-de", "rpps", "prenom", "email"]
            var posted = 0
            for rule in try site(journey.database).rules where rule.method == .get && !rule.access.isForPrograms {
                let page = try await browser.get(try RoutePath(rule.pattern).path { $0 == .council ? "33" : "1" })
                for form in page.text.matches(of: /(?s)<form([^>]*)>(.*?)<\/form>/).map(\.output) {
                    let holds = named.filter { form.2.contains("name=\"\($0)\"") }
                    let isPosted = form.1.contains("method=\"post\"")
                    #expect(holds.isEmpty || isPosted, "\(rule.pattern): \(holds)")
                    #expect(!isPosted || form.2.contains("name=\"preuve\""), "\(rule.pattern)")
                    posted += holds.isEmpty ? 0 : 1
                }
            }
            #expect(posted > 5)
        }
    }

    @Test("whoever only reads, with other eyes, still searches")
    func readersSearch() async throws {
        try await Journey.run { journey in
            _ = try await TwoCouncils(journey)
            try await site(journey.database).application().test(.router) { client in
                let browser = Browser(client)
                _ = try await browser.signIn(OneCouncil.email(.councilAdministrator, "33"))
                #expect(try await browser.viewAs("instructing_agent").location == "/cd/33")
                let answer = try await browser.post(
                    .search(nil), [("preuve", try await browser.get(.help).proof), ("q", "zzzz")])
                #expect(answer.location?.hasPrefix("/recherche?recherche=") == true)
                let found = try await browser.get(answer.location ?? "/")
                #expect(found.text.contains("zzzz"))
            }
        }
    }
}
