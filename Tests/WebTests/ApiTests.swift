import Access
import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import NIOCore
import Postgres
import Support
import Testing
import Vocabulary

@testable import Web

private let start = Instant(epochSeconds: 1_795_000_000)

/// A program that calls the API with a key.
private struct Program {
    let client: any TestClientProtocol
    var key: String?

    func get(_ path: String, _ fields: HTTPFields = [:], method: HTTPRequest.Method = .get) async throws -> Shown {
        var headers = fields
        if let key { headers[.authorization] = "Bearer \(key)" }
        let response = try await client.executeRequest(uri: path, method: method, headers: headers, body: nil)
        return Shown(status: response.status.code, text: String(buffer: response.body), headers: response.headers)
    }

    func json(_ path: String) async throws -> JSON { try JSON(parsing: try await get(path).text) }
}

private func issue(
    _ journey: Journey, _ council: String, _ scopes: [ApiScope]? = nil, at now: Instant = start,
    days: Int = 30, seed: UInt8 = 1
) async throws -> String {
    let council = try await journey.council(council)
    return try await journey.database.transaction(as: .members(of: council.id)) {
        let scopes = scopes ?? ApiScope.allCases.filter { $0.isOpen(to: council.kind) }
        return try IssueApiToken(name: "Logiciel d'essai", scopes: scopes, days: days, author: "essai")
            .run(council, random: Array(repeating: seed, count: 32), now: now, $0).text
    }
}

private func key(_ journey: Journey, _ practitioner: Practitioner) async throws -> Int64 {
    let row = try await journey.database.transaction(as: .national) {
        try $0.first("select physician_id from registry.physician where rpps_number = \(practitioner.rpps)")?
            .int("physician_id")
    }
    return Int64(try #require(row))
}

/// A program with a key of the Gironde, before a site with physicians of two councils.
private func call(_ body: @escaping @Sendable (Program, Journey) async throws -> Void) async throws {
    try await visit { _, journey in
        let site = try site(journey.database)
        let key = try await issue(journey, "33")
        try await Application(router: site.router()).test(.router) { client in
            try await body(Program(client: client, key: key), journey)
        }
    }
}

@Suite("The API reads what the pages show, for the organisation of the key and no other")
struct ApiTests {
    @Test("the tenant is the key's: another council's physicians do not exist, and an unknown one answers the same")
    func tenantIsTheKeys() async throws {
        try await call { program, journey in
            let (claire, ines) = (try await key(journey, .claire), try await key(journey, .ines))
            let page = try await program.json("/api/v1/physicians")
            #expect(page["items"]?.array?.count == 2)
            #expect(page["items"]?.array?.contains { $0["id"]?.integer == Int(ines) } == false)
            #expect(try await program.get("/api/v1/physicians/\(claire)").status == 200)
            let foreign = try await program.get("/api/v1/physicians/\(ines)")
            let unknown = try await program.get("/api/v1/physicians/999999")
            #expect(foreign.status == 404 && unknown.status == 404)
            #expect(
                foreign.text.replacing("physicians/\(ines)\"", with: "")
                    == unknown.text.replacing("physicians/999999\"", with: ""))
        }
    }

    @Test("without a key, with one that nobody made, expired or revoked: 401, a sentence, and nothing else")
    func keys() async throws {
        try await call { program, journey in
            var other = program
            for wrong in [nil, "", "sextant_", "sextant_" + String(repeating: "0", count: 64), "x y"] as [String?] {
                other.key = wrong
                let answer = try await other.get("/api/v1/physicians")
                #expect(answer.status == 401, "\(wrong ?? "none")")
                #expect(answer.headers[.contentType] == "application/problem+json")
                #expect(answer.headers[.wwwAuthenticate]?.hasPrefix("Bearer") == true)
            }
            other.key = try await issue(journey, "33", at: start.adding(seconds: -40 * 86_400), days: 30, seed: 2)
            #expect(try await other.get("/api/v1/council").text.contains("a expiré"))
            other.key = try await issue(journey, "33", seed: 3)
            #expect(try await other.get("/api/v1/council").status == 200)
            let council = try await journey.council("33")
            try await journey.database.transaction(as: .members(of: council.id)) { transaction in
                let mine = try ApiTokens.list(of: council, transaction)
                #expect(try RevokeApiToken(id: mine[0].id, author: "essai").run(council, now: start, transaction))
            }
            #expect(try await other.get("/api/v1/council").text.contains("révoquée"))
        }
    }

    @Test("a key opens its scopes and nothing beside them")
    func scopes() async throws {
        try await call { program, journey in
            var other = program
            other.key = try await issue(journey, "33", [.frameworks], seed: 4)
            #expect(try await other.get("/api/v1/frameworks").status == 200)
            for path in ["/api/v1/physicians", "/api/v1/physicians/1", "/api/v1/standings", "/api/v1/lots"] {
                #expect(try await other.get(path).status == 403, "\(path)")
            }
            let ministry = try await journey.council("DGOS")
            await #expect(throws: IssueApiToken.Refused.scopeIsNotOpen(.register)) {
                try await journey.database.transaction(as: .members(of: ministry.id)) {
                    _ = try IssueApiToken(name: "x", scopes: [.register], days: 1, author: "essai")
                        .run(ministry, random: Array(repeating: 9, count: 32), now: start, $0)
                }
            }
        }
    }

    @Test("of block 4 there are numbers alone (rule R24), in the proof and in the advice")
    func blockFour() async throws {
        try await call { program, journey in
            let claire = try await key(journey, .claire)
            let answer = try await program.get("/api/v1/physicians/\(claire)")
            let json = try JSON(parsing: answer.text)
            #expect(json["proof"]?["blocks"] != nil)
            for secret in ["mg4-", "auto-evaluation", "2024-08-15", "auto_declaration", "2024-07-15"] {
                #expect(!answer.text.contains(secret), "\(secret)")
            }
        }
    }

    @Test("pages follow each other by key: nobody is skipped or repeated; a cursor of another list is refused")
    func cursors() async throws {
        try await call { program, _ in
            let first = try await program.json("/api/v1/physicians?limit=1")
            let next = try #require(first["next"]?.string)
            let second = try await program.json("/api/v1/physicians?limit=1&cursor=\(next)")
            let ids = [first, second].compactMap { $0["items"]?.array?.first?["id"]?.integer }
            #expect(Set(ids).count == 2)
            #expect(second["next"] == .null)
            #expect(try await program.get("/api/v1/lots?cursor=\(next)").status == 400)
        }
    }

    @Test(
        "a wrong parameter is named with what it should be, all of them at once",
        arguments: [
            "limit=0", "limit=201", "limit=-1", "limit=1e3", "limit=", "limit=99999999999999999999", "late=oui",
            "state=late", "cursor=zz", "cursor=706", "framework=%2e%2e", "framework=%00", "cursor=%ff%fe", "q=AUBIN",
            "limit=1&limit=2", "late=TRUE",
        ])
    func parameters(query: String) async throws {
        try await call { program, _ in
            let answer = try await program.get("/api/v1/physicians?\(query)")
            #expect(answer.status == 400)
            let json = try JSON(parsing: answer.text)
            let name = query.prefix { $0 != "=" }
            #expect(json["erreurs"]?.array?.contains { $0["parametre"]?.string == String(name) } == true)
        }
    }

    @Test("what changed since a number: first everybody, then nobody, then whoever a night judged otherwise")
    func changes() async throws {
        try await call { program, journey in
            let all = try await program.json("/api/v1/standings")
            #expect(all["items"]?.array?.count == 2)
            let last = try #require(all["after"]?.integer)
            #expect(try await program.json("/api/v1/standings?after=\(last)")["items"]?.array?.isEmpty == true)
            try await journey.accounts(AccountFeed.Action.complete(.hugo))
            try await journey.nightly("2026-11-22")
            let changed = try await program.json("/api/v1/standings?after=\(last)")
            let hugo = Int(try await key(journey, .hugo))
            #expect(changed["items"]?.array?.contains { $0["physician"]?.integer == hugo } == true)
        }
    }

    @Test("what has not changed is not sent again; the API answers as itself, whatever is wrong")
    func protocolHabits() async throws {
        try await call { program, _ in
            let answer = try await program.get("/api/v1/frameworks")
            let tag = try #require(answer.headers[.eTag])
            #expect(try await program.get("/api/v1/frameworks", [.ifNoneMatch: tag]).status == 304)
            #expect(try await program.get("/api/v1/frameworks", [.accept: "text/html"]).status == 406)
            for path in ["/api", "/api/v1", "/api/v1/nothing", "/api/v1/physicians/0", "/api/v1/physicians/abc"] {
                let answer = try await program.get(path)
                #expect(answer.status == 404 && answer.headers[.contentType] == "application/problem+json", "\(path)")
            }
            for method in [HTTPRequest.Method.post, .put, .delete, .patch] {
                let answer = try await program.get("/api/v1/physicians", method: method)
                #expect(answer.status == 405 && answer.headers[.allow] == "GET, HEAD, OPTIONS", "\(method)")
            }
        }
    }

    @Test("a session's cookie opens nothing, and no call leaves a cookie")
    func cookies() async throws {
        try await visit { browser, _ in
            _ = try await browser.signIn("agent.33@example.org")
            #expect(try await browser.get("/api/v1/physicians").status == 401)
        }
        try await call { program, _ in
            let answer = try await program.get("/api/v1/physicians")
            #expect(answer.headers[.setCookie] == nil)
        }
    }

    @Test("every reading is in the journal under the key's name")
    func journal() async throws {
        try await call { program, journey in
            let claire = try await key(journey, .claire)
            _ = try await program.get("/api/v1/physicians")
            _ = try await program.get("/api/v1/physicians/\(claire)")
            let events = try await journey.rows(
                "select action, subject from access.event where actor like 'clé d''API%' order by event_id")
            #expect(events == ["(list_exported,)", "(file_read,physician:\(claire))"])
        }
    }

    @Test("a key waits for itself alone when it calls too often")
    func limits() async throws {
        try await call { program, journey in
            try await journey.database.transaction(as: .access) {
                try $0.query(
                    """
                    insert into access.api_call (council_id, token_id, minute, number)
                    select council_id, token_id, to_timestamp(\(start.epochSeconds / 60 * 60)::float8),
                        \(ApiTokens.callsPerMinute)
                    from access.api_token
                    """)
            }
            let answer = try await program.get("/api/v1/council")
            #expect(answer.status == 429 && Int(answer.headers[.retryAfter] ?? "") != nil)
            var other = program
            other.key = try await issue(journey, "33", seed: 7)
            #expect(try await other.get("/api/v1/council").status == 200)
        }
    }

    @Test("the description names every resource and every parameter that the routes have, and no other")
    func description() async throws {
        try await call { program, journey in
            let text = try await program.get("/api/v1/openapi.json").text
            let paths = try #require(try JSON(parsing: text)["paths"]?.members)
            let described = Set(paths.map { $0.key.replacing("{", with: ":").replacing("}", with: "") })
            let routed = try site(journey.database).rules.filter {
                if case .key = $0.access { true } else { false }
            }
            #expect(described == Set(routed.map(\.pattern)))
            for path in paths {
                let names = (path.value["get"]?["parameters"]?.array ?? []).filter { $0["in"]?.string == "query" }
                    .compactMap { $0["name"]?.string }
                let plain = path.key.replacing("{id}", with: "1").replacing("{framework}", with: "x")
                    .replacing("{version}", with: "1")
                let refused = try await program.get("\(plain)?inconnu=1").text
                let told = refused.contains("cette ressource n'a pas de paramètre") ? [] : names
                for name in told { #expect(refused.contains(name), "\(path.key) \(name)") }
                #expect(names.isEmpty == told.isEmpty, "\(path.key)")
            }
        }
    }
}

@Suite("Keys of the API are made and ended by the administrator of the council")
struct ApiTokenPageTests {
    @Test("a key is shown once, listed without its secret, revoked after a confirmation; others may not")
    func life() async throws {
        try await visit { browser, journey in
            try await invite(journey.database, "president.33@example.org", role: .president)
            _ = try await browser.signIn("president.33@example.org")
            let empty = try await browser.get(.apiTokens(.council("33")))
            #expect(empty.text.contains("Aucune clé n"))
            let refused = try await browser.post(
                .apiTokens(.council("33")), [("preuve", empty.proof), ("nom", "Tableau"), ("jours", "30")])
            #expect(refused.status == 422 && refused.text.contains("value=\"Tableau\""))
            let made = try await browser.post(
                .apiTokens(.council("33")),
                [("preuve", empty.proof), ("nom", "Tableau"), ("jours", "30"), ("portee-register", "oui")])
            let start = try #require(made.text.range(of: "<code>sextant_")).upperBound
            let secret = "sextant_" + made.text[start...].prefix { $0 != "<" }
            #expect(ApiKey(secret) != nil)
            let list = try await browser.get(.apiTokens(.council("33")))
            #expect(list.text.contains("Tableau") && !list.text.contains(secret))
            let field = try #require(list.text.range(of: "name=\"cle\" value=\"")).upperBound
            let id = String(list.text[field...].prefix { $0 != "\"" })
            let unsure = try await browser.post(.revokeApiToken(.council("33")), [("preuve", list.proof), ("cle", id)])
            #expect(unsure.status == 422)
            let done = try await browser.post(
                .revokeApiToken(.council("33")), [("preuve", list.proof), ("cle", id), ("confirmation", "oui")])
            #expect(done.status == 303)
            #expect(try await browser.get(.apiTokens(.council("33"))).text.contains("Révoquée"))
        }
    }

    @Test("an administrator, who sees no case, makes no key that opens cases")
    func administratorsOpenNoCase() async throws {
        try await visit { browser, journey in
            try await invite(journey.database, "admin.33@example.org", role: .councilAdministrator)
            _ = try await browser.signIn("admin.33@example.org")
            let page = try await browser.get(.apiTokens(.council("33")))
            func make(_ scope: String) async throws -> Shown {
                try await browser.post(
                    .apiTokens(.council("33")),
                    [("preuve", page.proof), ("nom", "Tableau"), ("jours", "30"), ("portee-\(scope)", "oui")])
            }
            let refused = try await make("register")
            #expect(refused.status == 422 && refused.text.contains("pas plus que le rôle"))
            #expect(try await make("frameworks").status == 200)
        }
    }

    @Test("an agent of the council may not see the keys")
    func forbidden() async throws {
        try await visit { browser, _ in
            _ = try await browser.signIn("agent.33@example.org")
            #expect(try await browser.get(.apiTokens(.council("33"))).status == 403)
        }
    }
}

/// One organisation of each kind, what its key may open, and the role that makes it.
private let kinds: [(code: String, workspace: Workspace, scopes: Set<ApiScope>, role: Role)] = [
    ("33", .council("33"), [.register, .imports, .frameworks], .councilAdministrator),
    ("national", .national, [.frameworks, .figures], .nationalAdministrator),
    ("CNCP", .cncp, [.frameworks, .figures], .cncpOfficer), ("DGOS", .ministry, [.frameworks, .figures], .dgosAnalyst),
    ("urologie", .college("urologie"), [.frameworks], .cnpOfficer),
    ("nouvelle-aquitaine", .region("nouvelle-aquitaine"), [.frameworks, .region], .regionalOfficer),
]

@Suite("Keys of every kind of organisation")
struct ApiKindTests {
    @Test("each resource of the router opens to the keys of the kinds that may have it, and is closed to every other")
    func everyKindAndRoute() async throws {
        try await call { program, journey in
            let rules = try site(journey.database).rules
            var tried = 0
            for (index, kind) in kinds.enumerated() {
                var program = program
                program.key = try await issue(journey, kind.code, seed: UInt8(50 + index))
                for rule in rules {
                    guard case .key(let scope) = rule.access else { continue }
                    let path = rule.pattern.replacing("physicians/:id", with: "physicians/999999")
                        .replacing(":framework/:version", with: "medecine-generale/1")
                    let answer = try await program.get(path)
                    let isOpen = scope.map { kind.scopes.contains($0) } ?? true
                    let expected = !isOpen ? 403 : path.hasSuffix("999999") ? 404 : 200
                    #expect(answer.status == expected, "\(kind.code) \(path)")
                    if kind.code != "33" {
                        for person in [Practitioner.claire, .hugo, .ines] {
                            #expect(!answer.text.contains(person.rpps), "\(kind.code) \(path)")
                        }
                    }
                    tried += 1
                }
            }
            #expect(tried == kinds.count * 9)
        }
    }

    @Test("no key is made with what nobody of its kind of organisation may do", arguments: kinds.map(\.code))
    func foreignScopes(code: String) async throws {
        try await call { _, journey in
            let kind = try #require(kinds.first { $0.code == code })
            for scope in ApiScope.allCases where !kind.scopes.contains(scope) {
                await #expect(throws: IssueApiToken.Refused.scopeIsNotOpen(scope), "\(scope)") {
                    _ = try await issue(journey, code, [scope], seed: 90)
                }
            }
        }
    }

    @Test("every organisation makes and revokes its keys on its own page, and offers only its own scopes")
    func pages() async throws {
        try await visit { browser, journey in
            for kind in kinds {
                try await invite(
                    journey.database, "cles.\(kind.code.lowercased())@example.org", council: kind.code, role: kind.role)
                try await browser.become("cles.\(kind.code.lowercased())@example.org")
                let page = try await browser.get(.apiTokens(kind.workspace))
                #expect(page.status == 200, "\(kind.code)")
                for scope in ApiScope.allCases {
                    #expect(page.text.contains("portee-\(scope.rawValue)") == kind.scopes.contains(scope), "\(scope)")
                }
                let made = try await browser.post(
                    .apiTokens(kind.workspace),
                    [("preuve", page.proof), ("nom", "Logiciel"), ("jours", "30"), ("portee-frameworks", "oui")])
                #expect(made.status == 200 && made.text.contains("<code>sextant_"), "\(kind.code)")
                let list = try await browser.get(.apiTokens(kind.workspace)).text
                #expect(list.contains("Active") && !list.contains("sextant_"), "\(kind.code)")
                let field = try #require(list.range(of: "name=\"cle\" value=\"")).upperBound
                let done = try await browser.post(
                    .revokeApiToken(kind.workspace),
                    [
                        ("preuve", page.proof), ("cle", String(list[field...].prefix { $0 != "\"" })),
                        ("confirmation", "oui"),
                    ])
                #expect(done.status == 303, "\(kind.code)")
                for other in kinds where other.code != kind.code {
                    #expect(try await browser.get(.apiTokens(other.workspace)).status == 404, "\(other.code)")
                }
            }
        }
    }
}
