import Access
import Alerts
import HummingbirdTesting
import Postgres
import Standings
import Support
import Testing
import Vocabulary

@testable import Web

/// One of each address of the calendar.
func calendarAddresses() -> [SiteURL] {
    let trials = [CalendarTrial(Query("premiere=2&tous=1&rattrapage=90"))].compactMap(\.self)
    let pages: [CalendarAddress] = [
        .months("33", 12), .months("33", 36), .file("33", 3), .rehearsal("33", nil), .rules("33", nil), .nation,
    ]
    let parts = CalendarAddress.RulesPart.allCases.map { CalendarAddress.rulesPart("33", $0) }
    let tried = trials.flatMap { trial -> [CalendarAddress] in
        [.rehearsal("33", trial), .rehearsalFile("33", trial), .rules("33", trial)]
    }
    return (pages + parts + tried).map { .calendar($0) }
}

@Suite("The calendar on the pages")
struct CalendarJourneyTests {
    private static let today = "2027-11-02"

    /// The site on 2 November 2027: two physicians since before 2023, one since 31 October 2025, none did anything.
    private func calendar(
        _ body: @escaping @Sendable (Browser, Journey) async throws -> Void
    ) async throws {
        try await Journey.run(today: Self.today) { journey in
            try await invite(journey.database, "agent.33@example.org")
            try await journey.roll(Self.lines(), asOf: Self.today)
            try await journey.nightly(Self.today)
            let settings = SiteSettings(
                today: { day(Self.today) }, now: { Instant(epochSeconds: 1_825_000_000) },
                random: { count in (0..<count).map { _ in UInt8.random(in: 0...255) } },
                secondFactor: .demonstration, keys: KeyRing(key: Array(0..<32)))
            try await Site(database: journey.database, settings: settings).application().test(.router) { client in
                let browser = Browser(client)
                _ = try await browser.signIn("agent.33@example.org")
                try await body(browser, journey)
            }
        }
    }

    private static func lines(hugo: String = "hugo@example.org") -> [RollSheet.Line] {
        [
            .init(.claire, ["courriel_rpps": "claire@example.org"]), .init(.hugo, ["courriel_rpps": hugo]),
            .init(.ines, registered: "2025-10-31", ["courriel_rpps": "ines@example.org"]),
        ]
    }

    /// The text of a page without its tags, its spaces made plain.
    private func words(_ page: Shown) -> String {
        page.text.replacing(/<[^>]*>/, with: " ").replacing(/[\s\u{A0}\u{202F}]+/, with: " ")
    }

    @Test("the calendar tells each week with work, the whole, and the same in the file")
    func weeks() async throws {
        try await calendar { browser, journey in
            let list = try await browser.get(.alerts(.list("33")))
            #expect(list.text.contains(#"href="/cd/33/calendrier""#))
            let page = try await browser.get(.calendar(.months("33", 12)))
            #expect(page.status == 200)
            // 1 January 2028 is a Saturday; 31 October 2028 a Tuesday.
            #expect(words(page).contains("Semaine 52 de 2027, du 27/12/2027 au 02/01/2028 2 0 0 0"))
            #expect(words(page).contains("Semaine 44 de 2028, du 30/10/2028 au 05/11/2028 1 0 0 0"))
            #expect(words(page).contains("Ensemble 3 0 0 0"))
            #expect(words(page).contains("décembre 2027 2") && page.text.contains("<svg"))
            let file = try await browser.get(.calendar(.file("33", 12))).text
            #expect(file.contains("2027-W52;2027-12-27;2028-01-02;2;0;0;0"))
            #expect(file.split(whereSeparator: \.isNewline).count == 1 + 53)
            let exported = try await journey.rows(
                "select action, detail->>'list' from access.event where detail ? 'sha256'")
            #expect(exported == ["(list_exported,calendrier)"])
            // Whoever has no address is told apart, on the page that is asked for next.
            try await journey.roll(Self.lines(hugo: ""), asOf: Self.today)
            let again = try await browser.get(.calendar(.months("33", 12)))
            #expect(words(again).contains("Semaine 52 de 2027, du 27/12/2027 au 02/01/2028 1 1 0 0"))
            #expect(words(again).contains("Alertes écartées par la règle 1"))
        }
    }

    @Test("with nothing to come the page says so, and a length that is not offered is the usual one")
    func empty() async throws {
        try await calendar { browser, _ in
            let page = try await browser.get("/cd/33/calendrier?mois=36")
            #expect(words(page).contains("Ensemble"))
            let strange = try await browser.get("/cd/33/calendrier?mois=7")
            #expect(strange.text.contains("Calendrier de charge, 12 mois"))
        }
        try await Journey.run { journey in
            let ground = try await journey.database.transaction(
                as: .council(try await journey.council("33").id), isolation: .repeatableRead
            ) { try CalendarGround.read(from: day("2026-11-21"), through: day("2027-11-20"), $0) }
            let page = CalendarPage(code: "33", months: 12, calendar: SimulateCalendar().run(ground))
            #expect(page.main.text.contains("Rien à venir") && !page.main.text.contains("<table"))
        }
    }

    @Test("other parameters are tried: the files that move, before and after, and nothing else changes")
    func rehearsal() async throws {
        try await calendar { browser, journey in
            let form = try await browser.get(.calendar(.rehearsal("33", nil)))
            #expect(form.status == 200 && form.text.contains(#"id="premiere" name="premiere""#))
            let trial = try #require(CalendarTrial(Query("premiere=2&tous=1&rattrapage=90")))
            let page = try await browser.get(.calendar(.rehearsal("33", trial)))
            #expect(words(page).contains("1 dossier change de date d’ici le"))
            let moved = "31/10/2028 , 31/10/2029 , 31/10/2030 02/11/2027 , 31/10/2028 , 31/10/2029 , 31/10/2030"
            #expect(words(page).contains(moved))
            let file = try await browser.get(.calendar(.rehearsalFile("33", trial))).text
            #expect(file.contains(";2028-10-31 2029-10-31 2030-10-31;2027-11-02 2028-10-31 2029-10-31 2030-10-31"))
            let key = try await journey.rows(
                "select physician_id::text from registry.physician where rpps_number = \(Practitioner.ines.rpps)")
            let number = try #require(key.first).filter(\.isNumber)
            let rows = file.split(whereSeparator: \.isNewline)
            #expect(rows.count == 2 && rows[0].contains("dossier;medecin;") && rows[1].hasPrefix("\(number);"))
            let proof = try await journey.rows(
                """
                select detail->>'sha256' = encode(sha256(convert_to(\(file), 'UTF8')), 'hex') from access.event
                where action = 'list_exported'
                """)
            #expect(proof == ["(t)"])
            let written = try await journey.rows(
                "select (select count(*) from alerts.entry), (select count(*) from alerts.campaign)")
            #expect(written == ["(0,0)"])
            let trace = try await journey.rows(
                "select action, detail->>'rows' from access.event where detail->>'list' = 'repetition' order by event_id"
            )
            #expect(trace == ["(list_read,1)", "(list_exported,1)"])
        }
    }

    @Test("a parameter out of bounds is said at its field, with the bounds", arguments: ["0", "5", "x", ""])
    func bounds(first: String) async throws {
        try await calendar { browser, _ in
            let page = try await browser.get("/cd/33/calendrier/repetition?premiere=\(first)&tous=1&rattrapage=90")
            #expect(page.status == 422)
            #expect(page.text.contains(##"href="#premiere""##) && words(page).contains("un nombre entier de 1 à 4"))
            let file = try await browser.get("/cd/33/calendrier/repetition.csv?premiere=\(first)&tous=1&rattrapage=90")
            #expect(file.status == 422)
        }
    }

    @Test("a physician's file tells the dates to come: which milestone would alert, the end, the control")
    func ownDates() async throws {
        try await calendar { browser, journey in
            let id = try await journey.rows(
                "select physician_id from registry.physician where rpps_number = \(Practitioner.claire.rpps)")
            let number = try #require(Int64(id[0].filter(\.isNumber)))
            let text = words(try await browser.get(.physician("33", number, from: nil)))
            #expect(text.contains("01/01/2028 Échéance : une alerte serait proposée 4 0"))
            #expect(text.contains("31/12/2031 Fin du cycle"))
            #expect(text.contains("30/06/2032 Dernier jour de la vérification (R. 4022-20)"))
        }
    }
}
