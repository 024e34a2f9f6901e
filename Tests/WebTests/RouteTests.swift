import HTTPTypes
import Foundation
import HummingbirdTesting
import Access
import Hummingbird
import Postgres
import Testing

@testable import Web

@Test("every route of the router has its rule, and there is no other way in")
func everyRouteHasARule() throws {
    let site = try site(Database("host=/nowhere"))
    let routes = Set(site.router().routes.map { "\($0.method) \($0.path)" })
    let rules = Set(site.rules.map { "\($0.method) \(RouterPath($0.pattern))" })
    #expect(routes == rules)
    #expect(routes.count > 25)
}

@Test("whatever names a council in its path asks for a right of that council; nothing else that changes state is open")
func councilRoutesAskForARight() throws {
    // The steps of a sign-in: each looks for a sign-in that waits, or for a one-time link.
    let steps: Set = ["/connexion", "/verification", "/activation", "/invitation"]
    // What ends a session, or a reading with other eyes: whoever is in one may leave it.
    let ends: Set = ["/deconnexion", "/acces-exceptionnel/fin"]
    for rule in try site(Database("host=/nowhere")).rules {
        if rule.pattern.contains(":code") {
            switch rule.access {
            case .council: #expect(rule.pattern.hasPrefix("/cd/"), "\(rule.pattern)")
            case .regional: #expect(rule.pattern.hasPrefix("/cr/"), "\(rule.pattern)")
            default: Issue.record("\(rule.pattern)")
            }
        } else if rule.pattern.contains(":slug") {
            guard case .college = rule.access else { Issue.record("\(rule.pattern)"); continue }
        } else if rule.method == .post, rule.access == .bare {
            // A provider's demand to close sessions carries a signed token, and no browser; so does a carrier's knock.
            #expect(["/connexion/:provider/fermeture", "/hooks/ar24/:key"].contains(rule.pattern))
        } else if rule.method == .post, !steps.contains(rule.pattern) {
            switch rule.access {
            case .signedIn:
                #expect(ends.contains(rule.pattern) || rule.pattern.hasPrefix("/compte/"), "\(rule.pattern)")
            // A search is asked by a form, so that its text stands in no address; it changes nothing.
            case .may(.readRegister): #expect(rule.pattern == "/recherche")
            case .may(let action): #expect(action != .readFrameworks, "\(rule.pattern)")
            case .office(_, let action): #expect(action != .readFigures && action != .readPlatform, "\(rule.pattern)")
            default: Issue.record("\(rule.pattern) is open")
            }
        }
        if rule.method == .post, rule.pattern.contains("imports") { #expect(rule.access == .council(.runImport)) }
    }
}

@Test("every pattern is the path of an address that prints and parses")
func patternsAreAddresses() throws {
    for rule in try site(Database("host=/nowhere")).rules where !rule.access.isForPrograms {
        let path = rule.pattern.split(separator: "/", omittingEmptySubsequences: false).map { step in
            switch step {
            case ":code": "33"
            case ":slug": "urologie"
            case ":kind": ApiProblem.Kind.allCases[0].rawValue
            case ":provider": "psc"
            case ":id", ":entry", ":notice": "12"
            case ":name": "style.css"
            case ":key": "1-2-00ff"
            case ":letter": "alerte"
            case ":block": "signature"
            case ":framework": "REF.10.01_1"
            case ":version": "2026-11-21"
            default: String(step)
            }
        }.joined(separator: "/")
        #expect(SiteURL(path)?.path == path, "\(rule.pattern)")
    }
}

@Test("a database out of reach is a page that says so, and the process is alive all the same")
func databaseOutOfReach() async throws {
    let application = try site(Database("host=/nowhere connect_timeout=1")).application()
    try await application.test(.router) { client in
        let browser = Browser(client)
        #expect(try await browser.get(.health).status == 200)
        #expect(try await browser.get(.ready).status == 503)
        let page = try await browser.get(.signIn(next: nil))
        let answer = try await browser.post(
            .signIn(next: nil), [("preuve", page.proof), ("courriel", "a@example.org"), ("mot-de-passe", "x")])
        #expect(answer.status == 503)
        #expect(answer.text.contains("La base de données démarre"))
        #expect(answer.headers[.retryAfter] == "5")
    }
}

@Test("open pages are whole: one h1, a title of their own, the link to the declaration of accessibility")
func openPagesAreWhole() async throws {
    let application = try site(Database("host=/nowhere")).application()
    try await application.test(.router) { client in
        let browser = Browser(client)
        var titles: Set<String> = []
        for url: SiteURL in [.help, .accessibility, .legal, .privacy, .map, .contact, .signIn(next: nil)] {
            let page = try await browser.get(url)
            #expect(page.status == 200)
            #expect(page.text.components(separatedBy: "<h1").count == 2, "\(url.path)")
            #expect(page.text.contains("Accessibilité\u{A0}: non conforme"))
            let title = page.text.components(separatedBy: "<title>")[1].components(separatedBy: "</title>")[0]
            #expect(titles.insert(title).inserted, "\(title)")
        }
    }
}

@Test("answers forbid what the pages do not need, and pages are never kept by a browser")
func securityHeaders() async throws {
    let application = try site(Database("host=/nowhere"), secure: true).application()
    try await application.test(.router) { client in
        let browser = Browser(client)
        for path in ["/connexion", "/n-existe-pas", "/healthz"] {
            let page = try await browser.get(path)
            #expect(page.headers[.contentSecurityPolicy]?.hasPrefix("default-src 'none'; style-src 'self';") == true)
            #expect(page.headers[.cacheControl] == "no-store")
            #expect(page.headers[.strictTransportSecurity] != nil)
        }
        #expect(browser.cookies.keys.contains("__Host-sextant-visite"))
        let page = try await browser.get(.signIn(next: nil))
        #expect(!page.text.contains("style=\"") && !page.text.contains("<script"))
        let start = try #require(page.text.range(of: "/fichiers/style."))
        let sheet = try await browser.get(String(page.text[start.lowerBound...].prefix { $0 != "\"" }))
        #expect(sheet.status == 200)
        #expect(sheet.headers[.cacheControl]?.contains("immutable") == true)
        #expect(try await browser.request("/connexion", .head).text.isEmpty)
    }
}
