import Access
import Foundation
import HTTPTypes
import Postgres
import Standings
import Support
import Testing

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
        let filtered = try await browser.get("/cd/33/journal?personne=agent.33&action=file_read&medecin=\(id)")
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
        for url: SiteURL in [.physician("33", id, from: nil), .worklistFile("33", .init()), .search("berard")] {
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
