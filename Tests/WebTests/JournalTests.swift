import Access
import Foundation
import HTTPTypes
import HummingbirdTesting
import Postgres
import Standings
import Support
import Testing
import Vocabulary

@testable import Web

private func president(_ browser: Browser, _ journey: Journey) async throws {
    try await invite(journey.database, "presidente.33@example.org", role: .president)
    _ = try await browser.signIn("presidente.33@example.org")
}

@Test("the journal says who did what on which file and in which role, shows its own reading, and exports the same")
func journalShowsWhoDidWhat() async throws {
    try await visit { browser, journey in
        let claire = try await journey.rows(
            "select physician_id from registry.physician where rpps_number = \(Practitioner.claire.rpps)")
        let id = try #require(Int64(claire[0].filter(\.isNumber)))
        _ = try await browser.signIn("agent.33@example.org")
        #expect(try await browser.get(.physician("33", id, from: nil)).status == 200)
        #expect(try await browser.get(.journal(.council("33"), .init())).status == 403)
        browser.forget("sextant-session")
        try await president(browser, journey)
        let page = try await browser.get(.journal(.council("33"), .init()))
        #expect(page.status == 200)
        #expect(page.text.contains("agent.33@example.org") && page.text.contains("Agent instructeur"))
        #expect(page.text.contains("a consulté une fiche") && page.text.contains("Fiche n° \(id)"))
        #expect(page.text.contains("a consulté le journal"))
        #expect(!page.text.contains("AUBIN") && !page.text.contains(Practitioner.claire.rpps))
        let filtered = try await browser.ask(
            .journal(.council("33"), .init()),
            [("personne", "agent.33"), ("action", "file_read"), ("medecin", "\(id)")])
        #expect(filtered.text.components(separatedBy: "<th scope=\"row\">").count == 2)
        let none = try await browser.get("/cd/33/journal?du=2040-01-01")
        #expect(none.text.contains("Rien au journal ne répond à ces filtres"))
        let file = try await browser.get("/cd/33/journal.csv?action=file_read")
        #expect(file.headers[.contentDisposition]?.contains("journal-33-2026-11-21.csv") == true)
        #expect(file.text.contains("agent.33@example.org;Agent instructeur;a consulté une fiche;physician:\(id)"))
        let exported = try await journey.rows(
            "select actor, role, kind from access.event where action = 'journal_exported'")
        #expect(exported == ["(presidente.33@example.org,president,read)"])
    }
}

@Test("the journal of another council does not exist, and the national one is the national council's alone")
func journalIsOfOneCouncil() async throws {
    try await visit { browser, journey in
        try await president(browser, journey)
        for path in ["/cd/75/journal", "/cd/75/journal.csv", "/national/journal", "/national/journal.csv"] {
            #expect(try await browser.get(path).status == 404, "\(path)")
        }
        try await invite(
            journey.database, "national@example.org", council: "national", role: .nationalAdministrator)
        browser.forget("sextant-session")
        _ = try await browser.signIn("national@example.org")
        let page = try await browser.get(.journal(.national, .init()))
        #expect(page.status == 200 && !page.text.contains("33@example.org"))
    }
}

@Test(
    "a college, a regional council and the CNCP read and export their own journal, and no other",
    arguments: [
        (Role.cnpOfficer, "medecine-generale", Workspace.college("medecine-generale")),
        (.regionalOfficer, "nouvelle-aquitaine", .region("nouvelle-aquitaine")), (.cncpOfficer, "CNCP", .cncp),
    ])
func officesReadTheirJournal(role: Role, code: String, workspace: Workspace) async throws {
    try await visit { browser, journey in
        _ = try await browser.signIn("agent.33@example.org")
        _ = try await browser.get(.worklist("33", .init()))
        browser.forget("sextant-session")
        try await invite(journey.database, "mission@example.org", council: code, role: role)
        _ = try await browser.signIn("mission@example.org")
        _ = try await browser.get(.members(workspace))
        _ = try await SealJournal(journey.database).run()
        let page = try await browser.get(.journal(workspace, .init()))
        #expect(page.status == 200 && page.text.contains("a consulté le journal"))
        #expect(page.text.contains("mission@example.org") && !page.text.contains("agent.33@example.org"))
        #expect(page.text.contains("href=\"\(SiteURL.journal(workspace, .init()).text)\" aria-current=\"page\""))
        #expect(page.text.components(separatedBy: "pas encore scellé").count == 2, "only its own reading is not sealed")
        let mine = try await browser.ask(.journal(workspace, .init()), [("personne", "mission"), ("type", "sign_in")])
        #expect(mine.status == 200 && mine.text.contains("mission@example.org"))
        let file = try await browser.get(.journalFile(workspace, .init()))
        #expect(file.headers[.contentDisposition]?.contains("journal-\(code)-2026-11-21.csv") == true)
        #expect(file.text.contains("mission@example.org") && !file.text.contains("agent.33@example.org"))
        let others: [Workspace] = [
            .council("33"), .national, .cncp, .college("urologie"), .college("medecine-generale"), .region("bretagne"),
            .region("nouvelle-aquitaine"),
        ]
        for other in others where other != workspace {
            #expect(try await browser.get(.journal(other, .init())).status == 404, "\(other)")
            #expect(try await browser.get(.journalFile(other, .init())).status == 404, "\(other)")
        }
        #expect(try await browser.get(.map).text.contains("href=\"\(workspace.path)/journal\""))
    }
}

@Test(
    "an expert of a college and an analyst of the CNCP do not read the journal",
    arguments: [
        (Role.cnpExpert, "medecine-generale", Workspace.college("medecine-generale")), (.cncpAnalyst, "CNCP", .cncp),
    ])
func journalsAreForWhoeverAnswers(role: Role, code: String, workspace: Workspace) async throws {
    try await visit { browser, journey in
        try await invite(journey.database, "mission@example.org", council: code, role: role)
        _ = try await browser.signIn("mission@example.org")
        #expect(try await browser.get(.journal(workspace, .init())).status == 403)
    }
}

@Test("when nobody seals any more the site says that it is not ready, and is ready again once the journal is sealed")
func lateSealing() async throws {
    try await Journey.run { journey in
        try await journey.database.transaction(as: .council(33)) {
            try AuditEvent(.listRead, by: "essai").record($0, council: 33)
        }
        try await Task.sleep(for: .milliseconds(1_600))
        let settings = { (wait: Int?) in
            var settings = SiteSettings(
                today: { day("2026-11-21") }, now: { Instant(epochSeconds: 1_795_000_000) },
                random: { [UInt8](repeating: 7, count: $0) }, keys: KeyRing(key: Array(0..<32)))
            settings.longestWaitForSeal = wait
            return settings
        }
        for (wait, status) in [(nil, 200), (3_600, 200), (0, 503)] as [(Int?, Int)] {
            let site = try Site(database: journey.database, settings: settings(wait))
            try await site.application().test(.router) { client in
                let answer = try await Browser(client).get(.ready)
                #expect(answer.status == status, "\(String(describing: wait)): \(answer.text)")
                #expect(answer.text.contains("n'est plus scellé") == (status == 503))
            }
        }
        _ = try await SealJournal(journey.database).run()
        let site = try Site(database: journey.database, settings: settings(0))
        try await site.application().test(.router) { client in
            let answer = try await Browser(client).get(.ready)
            #expect(answer.status == 200)
        }
    }
}

@Test("when its line in the journal cannot be written an act does not happen: a plain page says so, nothing is changed")
func noActWithoutItsLine() async throws {
    try await visit { browser, journey in
        let hugo = try await journey.rows(
            "select physician_id from registry.physician where rpps_number = \(Practitioner.hugo.rpps)")
        let id = try #require(Int64(hugo[0].filter(\.isNumber)))
        _ = try await browser.signIn("agent.33@example.org")
        let form = try await browser.get(.newImport("33"))
        let roll =
            "rpps;departement_inscription;date_inscription;specialite_sm\n\(Practitioner.jean.rpps);33;2015-02-01;SM53\n"
        let fields = [("preuve", form.proof), ("contenu", "roll"), ("date", "2026-11-21")]
        let read = try await browser.upload(.imports("33", before: nil), fields, file: ("tableau.csv", roll))
        let lot = try #require(read.location.flatMap { SiteURL($0) })
        guard case .lot(_, let number, _) = lot else { Issue.record("\(lot)"); return }
        try await journey.place.owner.transaction(as: nil) { transaction in
            try transaction.query(
                """
                create function access.refuse() returns trigger language plpgsql as
                $$ begin raise exception 'the journal is full'; end $$
                """)
            try transaction.query(
                "create trigger refuse before insert on access.event for each row execute function access.refuse()")
        }
        let changes: [(SiteURL, [(String, String)])] = [
            (.hideDiscrepancy("33"), [("medecin", String(id)), ("type", "sans-courriel"), ("date", "2027-01-01")]),
            (.applyLot("33", number), []), (.dropLot("33", number), []),
        ]
        for (url, fields) in changes {
            let answer = try await browser.post(url, [("preuve", form.proof)] + fields)
            #expect(answer.status == 500, "\(url.text)")
            #expect(answer.text.contains("L’opération n’a pas abouti et rien n’a été enregistré"), "\(url.text)")
        }
        let asked = try await browser.post(.search(nil), [("preuve", form.proof), ("q", "berard")])
        let search = try #require(asked.location.flatMap { SiteURL($0) })
        for url: SiteURL in [.physician("33", id, from: nil), .worklistFile("33", .init()), search] {
            let answer = try await browser.get(url)
            #expect(answer.status == 500, "\(url.text)")
            #expect(!answer.text.contains("BÉRARD"), "\(url.text)")
        }
        #expect(try await journey.count("registry.discrepancy_hidden") == 0)
        #expect(try await journey.rows("select state from intake.lot where lot_id = \(Int(number))") == ["(previewed)"])
        #expect(
            try await journey.rows(
                "select 1 from registry.physician where rpps_number = \(Practitioner.jean.rpps)") == [])
    }
}
