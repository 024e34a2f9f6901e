import Access
import Alerts
import Frameworks
import HummingbirdTesting
import Postgres
import Progress
import Standings
import Support
import Testing
import Vocabulary

@testable import Web

@Suite("A council's own milestones, and the calendar of the country, on the pages")
struct RulesJourneyTests {
    private static let today = "2027-11-02"
    private static let values = [("premiere", "2"), ("tous", "1"), ("rattrapage", "90")]
    static let wrong: [([(String, String)], String, String, String)] = [
        ([("premiere", "5"), ("tous", "1"), ("rattrapage", "90")], "2027-11-03", "Usage", "premiere"),
        ([("premiere", "3"), ("tous", "1"), ("rattrapage", "90")], "2027-11-03", "Usage", "premiere"),
        (values, "2027-11-02", "Usage", "jour"), (values, "demain", "Usage", "jour"),
        (values, "2027-11-03", "", "raison"),
    ]

    /// The site on 2 November 2027, with an agent and two presidents, and one physician in practice since 2025.
    private func visit(_ body: @escaping @Sendable (Browser, Journey) async throws -> Void) async throws {
        try await Journey.run(today: Self.today) { journey in
            try await invite(journey.database, "agent.33@example.org")
            try await invite(journey.database, "p1@example.org", role: .president)
            try await invite(journey.database, "p2@example.org", role: .president)
            try await invite(journey.database, "lecteur@example.org", role: .auditor)
            try await invite(journey.database, "n1@example.org", council: "national", role: .nationalAdministrator)
            try await journey.roll(
                [.init(.ines, registered: "2025-10-31", ["courriel_rpps": "ines@example.org"])], asOf: Self.today)
            try await journey.nightly(Self.today)
            let settings = SiteSettings(
                today: { day(Self.today) }, now: { Instant(epochSeconds: 1_825_000_000) },
                random: { count in (0..<count).map { _ in UInt8.random(in: 0...255) } },
                secondFactor: .demonstration, keys: KeyRing(key: Array(0..<32)))
            try await Site(database: journey.database, settings: settings).application().test(.router) { client in
                try await body(Browser(client), journey)
            }
        }
    }

    /// The text of a page without its tags, its spaces made plain.
    private func words(_ page: Shown) -> String {
        page.text.replacing(/<[^>]*>/, with: " ").replacing(/[\s\u{A0}\u{202F}]+/, with: " ")
    }

    private func send(
        _ browser: Browser, _ part: CalendarAddress.RulesPart, _ fields: [(String, String)]
    ) async throws -> Shown {
        let page = try await browser.get(.calendar(.rules("33", nil)))
        return try await browser.post(.calendar(.rulesPart("33", part)), [("preuve", page.proof)] + fields)
    }

    @Test("values are tried, then proposed by one person and published by another; the next day's law follows them")
    func proposedAndPublished() async throws {
        try await visit { browser, journey in
            _ = try await browser.signIn("agent.33@example.org")
            let trial = try #require(CalendarTrial(Query("premiere=2&tous=1&rattrapage=90")))
            let tried = try await browser.get(.calendar(.rehearsal("33", trial)))
            #expect(tried.text.contains("/cd/33/regles-alertes?premiere=2"))
            let form = try await browser.get(.calendar(.rules("33", trial)))
            #expect(form.status == 200 && form.text.contains(#"id="premiere" name="premiere""#))
            #expect(words(form).contains("Votre conseil suit la règle nationale"))
            let fields = Self.values + [("jour", "2027-11-03"), ("raison", "Usage du conseil")]
            #expect(try await send(browser, .proposal, fields).status == 303)
            let own = try await browser.get(.calendar(.rules("33", nil)))
            #expect(words(own).contains("Vous avez proposé ces règles") && !own.text.contains("Publier ces règles"))
            let id = try #require(
                try await journey.rows("select alert_override_id from frameworks.alert_override").first)
            let proposal = [("proposition", id.filter(\.isNumber))]
            #expect(try await send(browser, .publication, proposal).status == 403)
            try await browser.become("p1@example.org")
            let waiting = try await browser.get(.calendar(.rules("33", nil)))
            #expect(waiting.text.contains("Publier ces règles") && waiting.text.contains("Usage du conseil"))
            #expect(try await send(browser, .publication, proposal).status == 303)
            #expect(try await send(browser, .publication, proposal).status == 409)
            let after = try await browser.get(.calendar(.rules("33", nil)))
            #expect(words(after).contains("À partir du 03/11/2027 : première alerte après 2 ans"))
            #expect(words(after).contains("pour le même jour : une fois publiées, elles prennent leur place"))
            let council = try await journey.council("33")
            let first = try await journey.database.transaction(as: council.principal) {
                try Assessor.load(on: day("2027-11-03"), $0).law.rules.alerts.firstMilestoneYears
            }
            #expect(first == 2)
        }
    }

    @Test("what was published by mistake is put right for the same day, by two people, before it begins")
    func superseded() async throws {
        try await visit { browser, journey in
            func waiting() async throws -> [(String, String)] {
                let rows = try await journey.rows(
                    "select alert_override_id from frameworks.alert_override where state = 'proposed'")
                return [("proposition", rows.first?.filter(\.isNumber) ?? "")]
            }
            let day = [("jour", "2027-11-10"), ("raison", "Usage")]
            _ = try await browser.signIn("p1@example.org")
            #expect(try await send(browser, .proposal, Self.values + day).status == 303)
            try await browser.become("p2@example.org")
            #expect(try await send(browser, .publication, try await waiting()).status == 303)
            let national = [("premiere", "3"), ("tous", "1"), ("rattrapage", "90")]
            #expect(try await send(browser, .proposal, national + day).status == 303)
            try await browser.become("p1@example.org")
            let page = try await browser.get(.calendar(.rules("33", nil)))
            #expect(words(page).contains("Elles remplaceront celles qui sont publiées pour ce jour"))
            #expect(try await send(browser, .publication, try await waiting()).status == 303)
            let after = try await browser.get(.calendar(.rules("33", nil)))
            #expect(words(after).contains("Remplacé") && words(after).contains("retour à la règle nationale"))
        }
    }

    @Test("a value that the nation leaves no more is said to hold no more")
    func narrowerBounds() async throws {
        try await visit { browser, journey in
            _ = try await browser.signIn("p1@example.org")
            let fields = Self.values + [("jour", "2027-11-03"), ("raison", "Usage")]
            #expect(try await send(browser, .proposal, fields).status == 303)
            let id = try #require(
                try await journey.rows("select alert_override_id from frameworks.alert_override").first)
            try await browser.become("p2@example.org")
            #expect(try await send(browser, .publication, [("proposition", id.filter(\.isNumber))]).status == 303)
            let (council, later) = (try await journey.council("33"), day("2027-11-04"))
            _ = try await journey.place.owner.transaction(as: nil) { transaction in
                try transaction.query(
                    """
                    insert into frameworks.rule_set (effective_from, fingerprint, content)
                    select '2027-11-04', encode(sha256(convert_to(content, 'UTF8')), 'hex'), content from (
                        select replace(replace(content, '"councilMay": [1, 4]', '"councilMay": [3, 4]'),
                            effective_from::text, '2027-11-04') as content
                        from frameworks.rule_set order by effective_from desc limit 1) r
                    """)
            }
            let settings = SiteSettings(
                today: { later }, now: { Instant(epochSeconds: 1_825_000_000) },
                random: { count in (0..<count).map { _ in UInt8.random(in: 0...255) } },
                secondFactor: .demonstration, keys: KeyRing(key: Array(0..<32)))
            try await Site(database: journey.database, settings: settings).application().test(.router) { client in
                let browser = Browser(client)
                _ = try await browser.signIn("p1@example.org")
                let page = try await browser.get(.calendar(.rules(council.code, nil)))
                #expect(words(page).contains("votre conseil avait fixé 2 ans"))
                #expect(words(page).contains("Votre conseil suit la règle nationale"))
            }
        }
    }

    @Test(
        "what is out of bounds, without a day to come or without a reason is said at its field",
        arguments: RulesJourneyTests.wrong)
    func refused(values: [(String, String)], from day: String, reason: String, field: String) async throws {
        try await visit { browser, _ in
            _ = try await browser.signIn("agent.33@example.org")
            let page = try await send(browser, .proposal, values + [("jour", day), ("raison", reason)])
            #expect(page.status == 422 && page.text.contains("href=\"#\(field)\""))
            #expect(page.text.contains("id=\"\(field)-erreur\""))
        }
    }

    @Test("a proposal is sent back with a reason or withdrawn by its author; whoever only reads sees neither form")
    func ended() async throws {
        try await visit { browser, journey in
            _ = try await browser.signIn("p1@example.org")
            let fields = Self.values + [("jour", "2027-11-03"), ("raison", "Usage")]
            #expect(try await send(browser, .proposal, fields).status == 303)
            func waiting() async throws -> [(String, String)] {
                let rows = try await journey.rows(
                    "select alert_override_id from frameworks.alert_override where state = 'proposed'")
                return [("proposition", rows.first?.filter(\.isNumber) ?? "")]
            }
            #expect(try await send(browser, .sendingBack, try await waiting() + [("raison", "x")]).status == 422)
            try await browser.become("p2@example.org")
            #expect(try await send(browser, .withdrawal, try await waiting()).status == 422, "another's proposal")
            #expect(try await waiting()[0].1.isEmpty == false)
            let bare = try await send(browser, .sendingBack, try await waiting())
            #expect(bare.status == 422 && bare.text.contains("raison-renvoi-erreur"))
            #expect(try await send(browser, .sendingBack, try await waiting() + [("raison", "Trop tôt")]).status == 303)
            #expect(try await browser.get(.calendar(.rules("33", nil))).text.contains("Trop tôt"))
            #expect(try await send(browser, .proposal, fields).status == 303)
            #expect(try await send(browser, .withdrawal, try await waiting()).status == 303)
            try await browser.become("lecteur@example.org")
            let page = try await browser.get(.calendar(.rules("33", nil)))
            #expect(page.status == 200 && !page.text.contains("Proposer ces règles"))
        }
    }

    @Test("the national calendar says that nothing is counted, then tells weeks with small numbers hidden")
    func nation() async throws {
        try await visit { browser, journey in
            _ = try await browser.signIn("n1@example.org")
            let empty = try await browser.get(.calendar(.nation))
            #expect(empty.status == 200 && words(empty).contains("Rien n’est encore compté"))
            let today = day(Self.today)
            try await CalendarNight(database: journey.database, on: today, notAfter: today).run()
            let page = try await browser.get(.calendar(.nation))
            #expect(page.text.contains("<small>secret statistique</small>"))
            #expect(words(page).contains("Semaine 44 de 2027"))
            let map = try await browser.get(.map)
            #expect(map.text.contains("/national/calendrier"))
            #expect(try await browser.get(.figures(.national)).text.contains("/national/calendrier"))
        }
    }
}
