import Access
import Alerts
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Postgres
import Standings
import Support
import Testing
import Vocabulary

@testable import Web

@Suite("Campaigns of alerts on the pages")
struct AlertJourneyTests {
    private static let today = "2029-01-02"

    /// The site on 2 January 2029, with four physicians who have done nothing; an instructing agent and a president.
    private func campaign(
        proposing: Bool = true, hasMailServer: Bool = true,
        _ body: @escaping @Sendable (Browser, Journey) async throws -> Void
    ) async throws {
        try await Journey.run(today: Self.today) { journey in
            try await invite(journey.database, "agent.33@example.org")
            try await journey.roll(
                [Practitioner.claire, .hugo, .ines, .jean].map {
                    .init($0, ["courriel_rpps": "\($0.rpps)@example.org"])
                }, asOf: Self.today)
            try await journey.nightly(Self.today)
            if proposing {
                let today = day(Self.today)
                _ = try await AlertNight(database: journey.database, on: today, notAfter: today).run()
            }
            var settings = SiteSettings(
                today: { day(Self.today) }, now: { Instant(epochSeconds: 1_862_000_000) },
                random: { count in (0..<count).map { _ in UInt8.random(in: 0...255) } },
                secondFactor: .demonstration, keys: KeyRing(key: Array(0..<32)))
            settings.hasMailServer = hasMailServer
            let application = try Site(database: journey.database, settings: settings).application()
            try await application.test(.router) { client in
                let browser = Browser(client)
                _ = try await browser.signIn("agent.33@example.org")
                try await body(browser, journey)
            }
        }
    }

    /// The only campaign, from the list.
    private func open(_ browser: Browser) async throws -> (id: Int64, page: Shown) {
        let list = try await browser.get(.alerts(.list("33"))).text
        let id = try #require(list.firstMatch(of: /\/cd\/33\/alertes\/(\d+)/).flatMap { Int64($0.1) })
        return (id, try await browser.get(.alerts(.campaign("33", id))))
    }

    /// An RPPS number with its check digit (Luhn).
    private func rppsNumber(_ rank: Int) -> String {
        let body = 1_992_000_000 + rank
        var (rest, sum, isDoubled) = (body, 0, true)
        while rest > 0 {
            let digit = rest % 10
            sum += isDoubled ? (digit < 5 ? digit * 2 : digit * 2 - 9) : digit
            isDoubled.toggle()
            rest /= 10
        }
        return "\(body)\((10 - sum % 10) % 10)"
    }

    private func entries(_ page: Shown) -> [String] {
        page.text.matches(of: /name="destinataire" value="(\d+)"/).map { String($0.1) }
    }

    private func seen(_ page: Shown) -> String {
        page.text.firstMatch(of: /name="vu" value="([^"]*)"/).map { String($0.1) } ?? ""
    }

    @Test("an approval is of the list that was read: the button says how many, and another list is refused")
    func approvalIsOfWhatWasSeen() async throws {
        try await campaign { browser, _ in
            let (id, page) = try await open(browser)
            #expect(page.text.contains("4 destinataires</button>"))
            let first = try #require(entries(page).first)
            let approve = SiteURL.alerts(.part("33", id, .approval))
            #expect(try await browser.post(approve, [("preuve", page.proof)]).status == 409, "nothing was seen")
            let left = try await browser.post(
                .alerts(.part("33", id, .exclusions)),
                [("preuve", page.proof), ("destinataire", first), ("raison", "appel reçu")])
            #expect(left.status == 303)
            let stale = try await browser.post(approve, [("preuve", page.proof), ("vu", seen(page))])
            #expect(stale.status == 409)
            let again = try await browser.get(.alerts(.campaign("33", id)))
            #expect(again.text.contains("3 destinataires</button>"))
            let done = try await browser.post(approve, [("preuve", page.proof), ("vu", seen(again))])
            #expect(done.location?.hasSuffix("fait=campagne-approuvee") == true)
        }
    }

    @Test("a notice is said only while the campaign is where the notice says it is")
    func noticesAreTrue() async throws {
        try await campaign { browser, _ in
            let (id, page) = try await open(browser)
            let place = "/cd/33/alertes/\(id)?fait=campagne-approuvee"
            #expect(try await !browser.get(place).text.contains("La campagne est approuvée"))
            let approve = [("preuve", page.proof), ("vu", seen(page))]
            _ = try await browser.post(.alerts(.part("33", id, .approval)), approve)
            #expect(try await browser.get(place).text.contains("La campagne est approuvée"))
            let stop = [("preuve", page.proof), ("raison", "un doute")]
            #expect(try await browser.post(.alerts(.part("33", id, .stop)), stop).status == 303)
            #expect(try await !browser.get(place).text.contains("La campagne est approuvée"))
            #expect(try await !browser.get("/cd/33?fait=campagne-arretee").text.contains("La campagne est arrêtée"))
        }
    }

    @Test("a tick that somebody else made meanwhile does not lose the others; when none is left the page says so")
    func staleTicks() async throws {
        try await campaign { browser, _ in
            let (id, page) = try await open(browser)
            let ticked = entries(page)
            #expect(ticked.count == 4)
            func exclude(_ entries: ArraySlice<String>) async throws -> Shown {
                try await browser.post(
                    .alerts(.part("33", id, .exclusions)),
                    [("preuve", page.proof), ("raison", "appel du 2 janvier")] + entries.map { ("destinataire", $0) })
            }
            #expect(try await exclude(ticked[..<1]).status == 303)
            let both = try await exclude(ticked[..<2])
            #expect(both.location?.hasSuffix("fait=destinataires-deja-exclus") == true)
            let none = try await exclude(ticked[..<2])
            #expect(none.status == 422 && none.text.contains("value=\"appel du 2 janvier\""))
            let shown = try await browser.get("/cd/33/alertes/\(id)?page=7&exclues=9").text
            #expect(shown.contains("2 destinataires</button>") && !shown.contains("page 7"))
        }
    }

    @Test("the forms tie hint and error to their fields, and each reason warns against health")
    func fieldsAreTied() async throws {
        try await campaign { browser, _ in
            let (id, page) = try await open(browser)
            #expect(page.text.contains("aria-describedby=\"raison-exclusions-aide\""))
            let refused = try await browser.post(
                .alerts(.part("33", id, .abandonment)), [("preuve", page.proof), ("raison", "")])
            #expect(refused.status == 422)
            #expect(
                refused.text.contains(
                    "aria-describedby=\"raison-abandon-aide raison-abandon-erreur\" aria-invalid=\"true\""))
            #expect(refused.text.contains("Indiquez une raison"))
            #expect(page.text.contains("4 médecins ne recevront aucune alerte"))
        }
    }

    @Test("the file of a campaign holds who is written to and who is not, and the journal says who took it away")
    func file() async throws {
        try await campaign { browser, journey in
            let (id, page) = try await open(browser)
            let first = try #require(entries(page).first)
            _ = try await browser.post(
                .alerts(.part("33", id, .exclusions)),
                [("preuve", page.proof), ("destinataire", first), ("raison", "appel reçu")])
            let file = try await browser.get(.alerts(.file("33", id)))
            #expect(file.status == 200 && file.headers[.contentType]?.hasPrefix("text/csv") == true)
            #expect(file.text.contains("appel reçu") && file.text.contains("Claire Petit"))
            #expect(file.text.split(separator: "\r\n").count == 5)
            let council = try await journey.council("33")
            let traces = try await journey.database.transaction(as: council.principal) {
                try $0.query("select 1 as one from access.event where action = 'alerts_exported'").count
            }
            #expect(traces == 1)
        }
    }

    @Test("without a mail server the campaign says that nothing can leave; with one it says nothing of it")
    func noMailServer() async throws {
        for hasMailServer in [false, true] {
            try await campaign(hasMailServer: hasMailServer) { browser, _ in
                let page = try await open(browser).page.text
                #expect(page.contains("aucun serveur d’envoi") == !hasMailServer)
            }
        }
    }

    @Test("an empty list does not say that nobody is late while somebody is; the start page says what waits")
    func emptyList() async throws {
        try await campaign(proposing: false) { browser, _ in
            let list = try await browser.get(.alerts(.list("33"))).text
            #expect(list.contains("médecins sont en retard") && !list.contains("n’est en retard"))
            #expect(try await !browser.get(.dashboard("33")).text.contains("attend une décision"))
        }
        try await campaign { browser, _ in
            let start = try await browser.get(.dashboard("33")).text
            #expect(start.contains("attend une décision"))
        }
    }

    @Test("after the approval, and before anything left, one recipient is left out on their own page, with a reason")
    func excludedAfterApproval() async throws {
        try await campaign { browser, journey in
            let (id, page) = try await open(browser)
            let first = try #require(entries(page).first.flatMap { Int64($0) })
            let approved = try await browser.post(
                .alerts(.part("33", id, .approval)), [("preuve", page.proof), ("vu", seen(page))])
            #expect(approved.status == 303)
            let address = SiteURL.alerts(.recipient("33", id, entry: first))
            let before = try await browser.get(address)
            #expect(before.text.contains("Exclure ce médecin") && before.text.contains("ne changent pas"))
            let form = [("preuve", before.proof), ("destinataire", "\(first)"), ("page", "alerte-\(first)")]
            let refused = try await browser.post(.alerts(.part("33", id, .exclusions)), form)
            #expect(refused.status == 422 && refused.text.contains("Indiquez une raison"))
            let done = try await browser.post(.alerts(.part("33", id, .exclusions)), form + [("raison", "décédé")])
            #expect(done.status == 303 && done.location?.contains("destinataires/\(first)") == true)
            let after = try await browser.get(address).text
            #expect(after.contains("décédé") && !after.contains("Exclure ce médecin"))
            let council = try await journey.council("33")
            let traces = try await journey.database.transaction(as: council.principal) {
                try $0.query("select reason from access.event where action = 'entry_excluded'").map {
                    try $0.text("reason")
                }
            }
            #expect(traces == ["décédé"])
        }
    }

    @Test("what one person approved alone within a week is said before a second person is asked for")
    func secondPersonIsAnnounced() async throws {
        try await campaign { browser, journey in
            let (id, page) = try await open(browser)
            let approve = [("preuve", page.proof), ("vu", seen(page))]
            #expect(try await browser.post(.alerts(.part("33", id, .approval)), approve).status == 303)
            // 47 others make no large campaign by themselves.
            try await journey.roll(
                (0..<47).map { rank in
                    .init(
                        Practitioner(rppsNumber(rank), "ALEX\(rank)", "MARTIN\(rank)"),
                        ["courriel_rpps": "n\(rank)@example.org"])
                }, asOf: Self.today)
            try await journey.nightly(Self.today)
            let today = day(Self.today)
            _ = try await AlertNight(database: journey.database, on: today, notAfter: today).run()
            let next = try #require(
                try await browser.get(.alerts(.list("33"))).text.matches(of: /\/cd\/33\/alertes\/(\d+)/)
                    .compactMap { Int64($0.1) }.max())
            let shown = try await browser.get(.alerts(.campaign("33", next))).text
            #expect(shown.contains("et 4 que vous avez"), "47 and 4 are more than 50")
            try await invite(journey.database, "presidente.33@example.org", role: .president)
            let other = Browser(browser.client)
            _ = try await other.signIn("presidente.33@example.org")
            #expect(try await !other.get(.alerts(.campaign("33", next))).text.contains("que vous avez"))
        }
    }

    @Test("with nothing but letters open the campaign says how many are to be printed, and no message is said to leave")
    func paperIsLeft() async throws {
        try await campaign { browser, journey in
            let (id, page) = try await open(browser)
            let council = try await journey.council("33")
            try await journey.database.transaction(as: council.principal) {
                _ = try $0.query("update alerts.entry set channel = 'post'")
            }
            _ = try await browser.post(
                .alerts(.part("33", id, .approval)), [("preuve", page.proof), ("vu", seen(page))])
            try await journey.database.transaction(as: council.principal) {
                _ = try $0.query("update alerts.campaign set state = 'sending'")
            }
            let shown = try await browser.get(.alerts(.campaign("33", id))).text
            #expect(shown.contains("Il reste 4 lettres à imprimer") && shown.contains("/cd/33/lots\""))
            #expect(!shown.contains("Les messages partent") && !shown.contains("quand vous la rechargez"))
            #expect(shown.contains("4 à imprimer") && shown.contains("0 déposée"))
        }
    }

    @Test("the page of somebody left out shows no text that would leave, and leads to the exchanges")
    func recipient() async throws {
        try await campaign { browser, _ in
            let (id, page) = try await open(browser)
            let first = try #require(entries(page).first.flatMap { Int64($0) })
            let address = SiteURL.alerts(.recipient("33", id, entry: first))
            let before = try await browser.get(address).text
            #expect(before.contains("Le texte tel qu") && before.contains("/courriers\""))
            #expect(before.contains("specialitesmedicales.org"), "the colleges are named")
            _ = try await browser.post(
                .alerts(.part("33", id, .exclusions)),
                [("preuve", page.proof), ("destinataire", "\(first)"), ("raison", "appel reçu")])
            let after = try await browser.get(address).text
            #expect(!after.contains("Le texte tel qu") && after.contains("remis parmi les destinataires"))
        }
    }
}
