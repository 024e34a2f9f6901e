import Access
import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Standings
import Support
import Testing

@testable import Web

/// Routes come from the router and kinds of parameters from their patterns: a new route is covered or fails.
@Suite("No page shows, tells or changes anything of another council")
struct PageIsolationTests {
    @Test("whoever has not signed in is sent to the sign-in page by every route that is not open")
    func nobodyPassesWithoutASession() async throws {
        try await Journey.run { journey in
            let councils = try await TwoCouncils(journey)
            try await walk(councils, signedInAs: nil) { intruder, rule, path, style in
                for whose in Intruder.Whose.allCases {
                    let answer = try await intruder.ask(
                        rule, path.path { intruder.value($0, whose, style: style) }, whose)
                    #expect(councils.gironde.leaks(in: answer.text) + councils.paris.leaks(in: answer.text) == [])
                    guard rule.access.needsSession else { continue }
                    #expect(answer.status == 303, "\(rule.method) \(rule.pattern)")
                    #expect(answer.location?.hasPrefix("/connexion") == true, "\(rule.pattern)")
                }
            }
        }
    }

    @Test(
        "to every role a foreign council or id is what does not exist, a missing right is said, and nothing changes",
        arguments: Role.allCases)
    func everyRoleStaysAtHome(role: Role) async throws {
        try await Journey.run { journey in
            let councils = try await TwoCouncils(journey)
            try await checkRowsAreThere(councils)
            let before = try await councils.rows(of: "75")
            try await walk(councils, signedInAs: role) { intruder, rule, path, style in
                try await checkForeign(intruder, rule, path, style)
                try await checkOwn(intruder, rule, path, style)
            }
            let after = try await councils.rows(of: "75")
            for (table, rows) in before {
                #expect(after[table] == rows, "\(role) changes \(table) of the other council")
            }
        }
    }

    @Test("each of the two councils sees its own physicians and lots, and none of the other's")
    func eachSeesItsOwn() async throws {
        try await Journey.run { journey in
            let councils = try await TwoCouncils(journey)
            try await site(journey.database).application().test(.router) { client in
                for (own, other) in [(councils.gironde, councils.paris), (councils.paris, councils.gironde)] {
                    let browser = Browser(client)
                    _ = try await browser.signIn(OneCouncil.email(.instructingAgent, own.code))
                    let list = try await browser.get(.worklist(own.code, .init())).text
                    for name in own.names { #expect(list.contains(name)) }
                    let imports = try await browser.get(.imports(own.code, before: nil)).text
                    for lot in own.lots { #expect(imports.contains("/imports/\(lot)\"")) }
                    #expect(other.leaks(in: list + imports) == [])
                    #expect(!own.leaks(in: list + imports).isEmpty)
                }
            }
        }
    }

    @Test("to an elected member a file that is not assigned to them is what does not exist, in a page and in a form")
    func unassignedFilesDoNotExist() async throws {
        try await Journey.run { journey in
            let councils = try await TwoCouncils(journey)
            try await site(journey.database).application().test(.router) { client in
                let browser = Browser(client)
                _ = try await browser.signIn(OneCouncil.email(.electedMember, "33"))
                let (assigned, other) = (councils.gironde.physicians[0], councils.gironde.physicians[1])
                let list = try await browser.get(.ownFiles("33"))
                #expect(list.text.contains("/medecins/\(assigned)\"") && !list.text.contains("/medecins/\(other)\""))
                #expect(try await browser.get(.physician("33", assigned, from: nil)).status == 200)
                let closed = try await browser.get(.physician("33", other, from: nil))
                let nobody = try await browser.get(.physician("33", 999_999, from: nil))
                #expect(closed.status == 404 && closed.withoutReference == nobody.withoutReference)
                for id in [other, 999_999] {
                    let form = [("preuve", list.proof), ("referentiel", "medecine-generale"), ("raison", "essai")]
                    #expect(try await browser.post(.frameworkChoice("33", id), form).status == 404)
                }
                #expect(try await browser.get(.worklist("33", .init())).status == 403)
            }
        }
    }

    private func checkRowsAreThere(_ councils: TwoCouncils) async throws {
        for code in ["33", "75"] {
            let rows = try await councils.rows(of: code)
            for table in [
                "access.membership", "access.event", "intake.lot", "intake.lot_file", "intake.rejected_line",
                "registry.registration", "registry.declaration", "registry.physician", "standings.standing",
            ] {
                #expect(rows[table]?.isEmpty == false, "\(table) of \(code)")
            }
        }
        #expect(councils.gironde.physicians.count == 2 && councils.paris.physicians.count == 2)
    }
}

extension PageIsolationTests {
    /// Hands each route to `body`; `role` nil is a browser without a session.
    private func walk(
        _ councils: TwoCouncils, signedInAs role: Role?,
        _ body: @escaping @Sendable (Intruder, SiteRoutes.Rule, RoutePath, String) async throws -> Void
    ) async throws {
        let site = try site(councils.journey.database)
        let rules = site.rules
        #expect(rules.count > 30)
        try await site.application().test(.router) { client in
            let intruder = Intruder(
                browser: Browser(client), role: role ?? .agent, isSignedIn: role != nil, own: councils.gironde,
                foreign: councils.paris,
                code: role.map { OneCouncil.codes($0)[0] } ?? "33")
            if role != nil { try await intruder.signIn() }
            let page = try await intruder.browser.get(.help).text
            let style = page.components(separatedBy: "/fichiers/")[1].prefix { $0 != "\"" }
            for rule in rules where !rule.access.isForPrograms {
                try await body(intruder, rule, try RoutePath(rule.pattern), String(style))
            }
        }
    }

    /// Foreign codes and foreign ids, against those that nobody has.
    private func checkForeign(
        _ intruder: Intruder, _ rule: SiteRoutes.Rule, _ path: RoutePath, _ style: String
    ) async throws {
        if !path.kinds.isDisjoint(with: [.council, .college]) {
            let foreign = try await intruder.ask(
                rule, path.path { intruder.value($0, .foreign, style: style) }, .foreign)
            let nobody = try await intruder.ask(rule, path.path { intruder.value($0, .nobody, style: style) }, .nobody)
            expectSame(foreign, nobody, 404, rule, intruder)
        }
        let isAllowed = intruder.mayPass(rule.access)
        for kind in path.kinds where kind.isOfACouncil {
            func ask(_ whose: Intruder.Whose) async throws -> Shown {
                try await intruder.ask(
                    rule, path.path { intruder.value($0, $0 == kind ? whose : .own, style: style) }, whose)
            }
            let status = isAllowed ? 404 : intruder.refusal(rule.access)
            expectSame(try await ask(.foreign), try await ask(.nobody), status, rule, intruder)
        }
        if path.kinds.contains(.framework) {
            let nobody = try await intruder.ask(rule, path.path { intruder.value($0, .nobody, style: style) }, .nobody)
            #expect(nobody.status == (isAllowed ? 404 : 403), "\(intruder.role) \(rule.pattern)")
        }
        guard rule.method == .post, path.kinds.subtracting([.council, .college]).isEmpty, rule.pattern != "/connexion"
        else {
            return
        }
        // The form alone names what is foreign.
        let own = path.path { intruder.value($0, .own, style: style) }
        let foreign = try await intruder.ask(rule, own, .foreign)
        let nobody = try await intruder.ask(rule, own, .nobody)
        expectSame(foreign, nobody, nil, rule, intruder)
        if !isAllowed { #expect(foreign.status == intruder.refusal(rule.access), "\(rule.pattern)") }
    }

    private func expectSame(
        _ foreign: Shown, _ nobody: Shown, _ status: Int?, _ rule: SiteRoutes.Rule, _ intruder: Intruder
    ) {
        let place = "\(intruder.role) \(rule.method) \(rule.pattern)"
        #expect(foreign.status == nobody.status, "\(place)")
        if let status { #expect(foreign.status == status, "\(place)") }
        #expect(foreign.withoutReference == nobody.withoutReference, "\(place)")
        #expect(intruder.foreign.leaks(in: foreign.text) == [], "\(place)")
    }

    /// Forms that name what nobody has: a key of the API, a letter; and the summary that only some roles are sent.
    private static let missing: [(ending: String, answers: [Int])] = [
        ("/acces-api/revocation", [404]), ("/recommandes/envois", [404]), ("/recommandes/doutes", [404]),
        ("/compte/recapitulatif", [403]),
    ]

    /// What is the reader's own opens to the right, and to the right alone; the query may name what is foreign.
    private func checkOwn(
        _ intruder: Intruder, _ rule: SiteRoutes.Rule, _ path: RoutePath, _ style: String
    ) async throws {
        let place = "\(intruder.role) \(rule.method) \(rule.pattern)"
        let (lot, physician) = (intruder.foreign.lots[2], intruder.foreign.physicians[0])
        for query in ["", "?liste=1&apres=\(physician)&avant=\(lot)&page=2&tri=echeance"] {
            let answer = try await intruder.ask(
                rule, path.path { intruder.value($0, .own, style: style) }, .own, query: query)
            if path.kinds.contains(.provider) {
                #expect(answer.status == 404, "\(place)\(query): nobody installed a provider")
            } else if intruder.mayPass(rule.access) {
                let missing = Self.missing.first { rule.pattern.hasSuffix($0.ending) }?.answers ?? []
                #expect(([200, 303, 409, 422] + missing).contains(answer.status), "\(place)\(query): \(answer.status)")
            } else {
                #expect(answer.status == intruder.refusal(rule.access), "\(place)\(query)")
            }
            // The journal tells an auditor the addresses that they asked for themselves.
            let leaks = intruder.foreign.leaks(in: answer.text).filter {
                !(intruder.role.isWhollyRecorded && $0.hasPrefix("/imports/"))
            }
            #expect(leaks == [], "\(place)\(query)")
            if intruder.role.organisation != .departmental {
                #expect(intruder.own.leaks(in: answer.text) == [], "\(place)\(query)")
            }
            if rule.method == .post { break }
        }
    }
}
