import Access
import Alerts
import Documents
import Hummingbird
import HummingbirdTesting
import Postgres
import Standings
import Support
import Synchronization
import Testing
import Vocabulary

@testable import Jobs
@testable import Letters
@testable import Web

/// The pages of letters on paper on 2 January 2029: four physicians without an e-mail address in a campaign that was
/// approved, one of whom has an address that no envelope shows.
struct LotGround: Sendable {
    static let today = "2029-01-02"
    /// 42 characters.
    static let longLine = "12 BIS RUE DU GENERAL DE LA TREMOILLE NORD"

    let journey: Journey
    let press = PaperPress()

    static func run(_ body: @escaping @Sendable (Browser, LotGround) async throws -> Void) async throws {
        try await Journey.run(today: today) { journey in
            let ground = LotGround(journey: journey)
            try await invite(journey.database, "agent.33@example.org")
            try await ground.sign()
            try await ground.enrol()
            try await journey.nightly(today)
            let day = day(today)
            _ = try await AlertNight(database: journey.database, on: day, notAfter: day).run()
            var settings = SiteSettings(
                today: { Support.day(today) }, now: { Instant(epochSeconds: 1_862_000_000) },
                random: { count in (0..<count).map { _ in UInt8.random(in: 0...255) } },
                secondFactor: .demonstration, keys: KeyRing(key: Array(0..<32)))
            settings.hasTypesetter = true
            let application = try Site(database: journey.database, settings: settings).application()
            try await application.test(.router) { client in
                let browser = Browser(client)
                _ = try await browser.signIn("agent.33@example.org")
                try await ground.approve(browser)
                try await body(browser, ground)
            }
        }
    }

    /// The council says where the post finds it: one person proposes, another publishes.
    private func sign() async throws {
        for name in ["p1", "p2"] { try await invite(journey.database, "\(name)@example.org", role: .president) }
        let council = try await journey.council("33")
        let keys = try await journey.database.transaction(as: .access) { transaction in
            try ["p1", "p2"].map { name in
                try transaction.query(
                    "select person_id from access.person where email = \("\(name)@example.org")")[0].int("person_id")
            }
        }
        let authors = zip(["p1", "p2"], keys).map {
            Author(name: "\($0)@example.org", personID: Int64($1), role: .president)
        }
        let (now, today) = (Instant(epochSeconds: 1_862_000_000), Support.day(Self.today))
        try await journey.database.transaction(as: council.principal) { transaction in
            let sender = Sender(
                displayName: council.name, replyTo: nil, phone: nil, postal: ["1 PLACE PEY BERLAND", "33000 BORDEAUX"])
            try ProposeSender(sender, by: authors[0]).run(council, on: today, now: now, transaction)
            try PublishBlock(.sender, version: 1, from: today, by: authors[1])
                .run(council, today: today, now: now, transaction)
        }
    }

    private func enrol() async throws {
        let people: [(Practitioner, String)] = [
            (.claire, "1 RUE DES LILAS"), (.hugo, Self.longLine), (.ines, "2 RUE DES LILAS"),
            (.jean, "3 RUE DES LILAS"),
        ]
        try await journey.extraction(people.map { .init($0.0) })
        try await journey.roll(
            people.map {
                .init($0.0, ["courriel_rpps": "", "adresse_1": $0.1, "adresse_2": "33000 BORDEAUX"])
            }, asOf: Self.today)
    }

    private func approve(_ browser: Browser) async throws {
        let list = try await browser.get(.alerts(.list("33"))).text
        let id = try #require(list.firstMatch(of: /\/cd\/33\/alertes\/(\d+)/).flatMap { Int64($0.1) })
        let page = try await browser.get(.alerts(.campaign("33", id)))
        let seen = page.text.firstMatch(of: /name="vu" value="([^"]*)"/).map { String($0.1) } ?? ""
        let approved = try await browser.post(
            .alerts(.part("33", id, .approval)), [("preuve", page.proof), ("vu", seen)])
        try #require(approved.status == 303)
        try await work()
    }

    static let gates: [Letters.Notice.Kind: any Gate] = [
        .alert: AlertGate(now: { Instant(epochSeconds: 1_862_000_000) }), .retraction: RetractionGate(),
    ]

    /// Lets a worker do what is due, on whatever day the queue has come to.
    func work() async throws {
        let council = try await journey.council("33")
        let today: @Sendable () -> CalendarDate = { day(Self.today) }
        let now: @Sendable () -> Instant = { Instant(epochSeconds: 1_862_000_000) }
        let letterhead = Letterhead(domain: "sextant.example")
        let gates = Self.gates
        let desk = Desk(database: journey.database, clock: QueueClock { 1_999_999_999 }, stop: StopSign())
        let prepare = PrepareAlerts(letterhead: letterhead, today: today, now: now)
        while try await desk.doInside(prepare, council: council.id) > 0 {}
        let make = MakeLots(press: press, gates: gates, today: today, now: now)
        _ = try await desk.doOutside(make, council: council.id)
    }

    /// The programme of somebody becomes complete.
    func complete(_ person: Practitioner) async throws {
        try await journey.accounts(AccountFeed.Action.complete(person))
        try await journey.nightly(Self.today)
    }

    /// Asks for a lot.
    func prepare(_ browser: Browser) async throws -> Int64 {
        let page = try await browser.get(.postalLots(.list("33")))
        let asked = try await browser.post(.postalLots(.list("33")), [("preuve", page.proof)])
        return try #require(asked.location?.firstMatch(of: /\/lots\/(\d+)/).flatMap { Int64($0.1) })
    }

    /// Sends a form of a lot's page.
    func post(
        _ part: PostalLotAddress.Part, of lot: Int64, _ fields: [(String, String)] = [], _ browser: Browser
    ) async throws -> Shown {
        let proof = try await browser.get(.help).proof
        return try await browser.post(.postalLots(.part("33", lot, part)), [("preuve", proof)] + fields)
    }
}

/// A press that sets anything on one page, unless it is out.
final class PaperPress: LetterPress {
    private let state = Mutex(false)

    func setOut(_ isOut: Bool) { state.withLock { $0 = isOut } }

    func set(_ letter: PrintedLetter) async throws(TypesetFault) -> Typeset { try await set(lot: [letter]) }

    func set(lot letters: [PrintedLetter]) async throws(TypesetFault) -> Typeset {
        if state.withLock({ $0 }) { throw .engine("out") }
        let text = "%PDF " + letters.map(\.reference).joined(separator: " ")
        return Typeset(pdf: Array(text.utf8), pages: letters.count, sha256: LetterText.hash(of: text), engine: "essai")
    }
}
