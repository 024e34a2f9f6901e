import HTTPTypes
import Standings
import Access
import Foundation
import Postgres
import Support
import Testing

@testable import Web

private func id(_ journey: Journey, _ practitioner: Practitioner) async throws -> Int64 {
    let row = try await journey.database.transaction(as: .national) {
        try $0.first("select physician_id from registry.physician where rpps_number = \(practitioner.rpps)")?
            .int("physician_id")
    }
    return Int64(try #require(row))
}

@Test("the tenant is the session's: another council's pages and physicians do not exist")
func otherCouncilsDoNotExist() async throws {
    try await visit { browser, journey in
        let (claire, ines) = (try await id(journey, .claire), try await id(journey, .ines))
        _ = try await browser.signIn("agent.33@example.org")
        #expect(try await browser.get(.physician("33", claire, from: nil)).status == 200)
        for url: SiteURL in [
            .dashboard("75"), .worklist("75", .init()), .imports("75", before: nil), .physician("75", ines, from: nil),
            .physician("33", ines, from: nil), .physician("33", 999_999, from: nil), .lot("33", 999_999, page: 1),
        ] {
            #expect(try await browser.get(url).status == 404, "\(url.text)")
        }
        for url: SiteURL in [
            .dashboard("33"), .worklist("33", .init()), .worklistFile("33", .init()), .search(nil),
            .discrepancies("33", kind: "sans-courriel", after: nil),
        ] {
            let page = try await browser.get(url)
            #expect(page.status == 200, "\(url.text)")
            #expect(!page.text.contains("CASTEL") && !page.text.contains("19 900 000 037"), "\(url.text)")
        }
        for text in ["castel", Practitioner.ines.rpps] {
            let page = try await browser.ask(.search(nil), [("q", text)])
            #expect(page.status == 200 && page.text.contains("Aucun médecin trouvé") && !page.text.contains("CASTEL"))
        }
    }
}

@Test("the list shows, filters and exports the same physicians; names are found without accents")
func listFiltersAndExports() async throws {
    try await visit { browser, _ in
        _ = try await browser.signIn("agent.33@example.org")
        let all = try await browser.get(.worklist("33", .init()))
        #expect(all.text.contains("AUBIN CLAIRE") && all.text.contains("BÉRARD HUGO"))
        #expect(all.text.contains("2 médecins"))
        let berard = try await browser.ask(.worklist("33", .init()), [("nom", "berard")])
        #expect(berard.text.contains("BÉRARD HUGO") && !berard.text.contains("AUBIN CLAIRE"))
        let onTime = try await browser.get("/cd/33/medecins?retard=non")
        #expect(onTime.text.contains("AUBIN CLAIRE") && !onTime.text.contains("BÉRARD HUGO"))
        let none = try await browser.get("/cd/33/medecins?retard=oui&courriel=oui")
        #expect(none.text.contains("Aucun médecin ne répond à tous ces filtres"))
        let file = try await browser.get("/cd/33/medecins.csv?retard=non")
        #expect(file.headers[.contentDisposition]?.contains("medecins-33-2026-11-21.csv") == true)
        let lines = file.text.split(whereSeparator: \.isNewline)
        #expect(lines.count == 2)
        #expect(lines.last?.contains("AUBIN;CLAIRE;19900000011") == true)
    }
}

@Test("a file shows why each action counts, and of block 4 the count alone (rule R24); reading it is recorded")
func fileHidesBlockFour() async throws {
    try await visit { browser, journey in
        let claire = try await id(journey, .claire)
        _ = try await browser.signIn("agent.33@example.org")
        let page = try await browser.get(.physician("33", claire, from: .init()))
        #expect(page.text.contains(">Parcours\u{A0}: "))
        #expect(page.text.contains("mg1-dpc-andpc-faf"))
        #expect(page.text.contains("Bloc 4 – Santé personnelle"))
        for secret in ["mg4-", "auto-evaluation", "15/08/2024", "attestation sur l", "auto_declaration", "15/07/2024"] {
            #expect(!page.text.contains(secret), "\(secret)")
        }
        #expect(page.text.contains("1 sur 2") && page.text.contains("Justificatifs valides"))
        let events = try await journey.rows("select action, actor from access.event where action = 'file_read'")
        #expect(events == ["(file_read,agent.33@example.org)"])
    }
}

@Test("a file is read, looked at, applied and undone in the browser; a line to correct is offered back")
func importJourney() async throws {
    try await visit { browser, _ in
        _ = try await browser.signIn("agent.33@example.org")
        let form = try await browser.get(.newImport("33"))
        let roll = """
            rpps;departement_inscription;date_inscription;specialite_sm
            \(Practitioner.jean.rpps);33;2015-02-01;SM53
            12345;33;2015-02-01;SM53
            """
        let read = try await browser.upload(
            .imports("33", before: nil), [("preuve", form.proof), ("contenu", "roll"), ("date", "21/11/2026")],
            file: ("Tableau.csv", roll))
        #expect(read.status == 303)
        let lot = try await browser.get(try #require(read.location))
        #expect(lot.text.contains("le registre n’a pas changé") && lot.text.contains("12345;33;2015-02-01;SM53"))
        let number = try #require(read.location?.split(separator: "/").last.flatMap { Int64($0) })
        let rejected = try await browser.get(.rejectedFile("33", number))
        let jean = [("q", Practitioner.jean.rpps)]
        #expect(rejected.text.contains("specialite_sm;erreur\r\n12345;33;2015-02-01;SM53;\""))
        #expect(try await browser.ask(.search(nil), jean).text.contains("Aucun médecin trouvé"))
        #expect(try await browser.post(.applyLot("33", number), [("preuve", lot.proof)]).status == 303)
        #expect(try await browser.ask(.search(nil), jean).location?.contains("/medecins/") == true)
        #expect(try await browser.post(.applyLot("33", number), [("preuve", lot.proof)]).status == 422)
        #expect(try await browser.get(.undoLot("33", number)).text.contains("Garder l’import"))
        #expect(try await browser.post(.undoLot("33", number), [("preuve", lot.proof)]).status == 303)
        #expect(try await browser.ask(.search(nil), jean).text.contains("Aucun médecin trouvé"))
    }
}

@Test("what is missing in the import form is said beside its field; a file that is none is refused with the steps")
func importFormErrors() async throws {
    try await visit { browser, _ in
        _ = try await browser.signIn("agent.33@example.org")
        let proof = try await browser.get(.newImport("33")).proof
        let empty = try await browser.post(.imports("33", before: nil), [("preuve", proof), ("date", "30/02/2026")])
        #expect(empty.status == 422)
        #expect(empty.text.contains("2 points sont à corriger") && empty.text.contains("<a href=\"#date\">"))
        let pdf = try await browser.upload(
            .imports("33", before: nil), [("preuve", proof), ("contenu", "roll"), ("date", "2026-11-21")],
            file: ("Tableau.csv", "%PDF-1.7\n1 0 obj\n"))
        #expect(pdf.status == 422 && pdf.text.contains("PDF"))
        let large = try await browser.upload(
            .imports("33", before: nil), [("preuve", proof)],
            file: ("Tableau.csv", String(repeating: "x", count: 1_100_000)))
        #expect(large.headers[.connection] == "close", "nothing behind it is read as a request")
        #expect(large.status == 413 && large.text.contains("La taille maximale est de 1"))
    }
}

@Test("a role without the right gets a page that says so, and sees no button for it")
func rolesAreChecked() async throws {
    try await visit { browser, _ in
        _ = try await browser.signIn("elu.33@example.org")
        #expect(try await browser.get(.newImport("33")).status == 403)
        #expect(try await browser.get(.worklistFile("33", .init())).status == 403)
        #expect(try await browser.get(.worklist("33", .init())).text.contains("Exporter") == false)
        #expect(try await browser.get(.dashboard("33")).status == 403)
        let own = try await browser.get(.ownFiles("33"))
        #expect(own.status == 200 && !own.text.contains(">Imports</a>"))
        let hidden = try await browser.post(
            .hideDiscrepancy("33"), [("preuve", own.proof), ("medecin", "1"), ("type", "sans-courriel")])
        #expect(hidden.status == 403)
    }
}

@Test("a discrepancy put aside leaves its tab until its date, and its count with it")
func discrepanciesAreHidden() async throws {
    try await visit { browser, journey in
        let hugo = try await id(journey, .hugo)
        _ = try await browser.signIn("agent.33@example.org")
        let url = SiteURL.discrepancies("33", kind: "sans-courriel", after: nil)
        let before = try await browser.get(url)
        #expect(before.text.contains("BÉRARD HUGO") && !before.text.contains("AUBIN CLAIRE"))
        let fields = [("preuve", before.proof), ("medecin", String(hugo)), ("type", "sans-courriel")]
        #expect(try await browser.post(.hideDiscrepancy("33"), fields + [("date", "2020-01-01")]).status == 422)
        #expect(try await browser.post(.hideDiscrepancy("33"), fields + [("date", "2027-02-01")]).status == 303)
        let after = try await browser.get(url)
        #expect(!after.text.contains("BÉRARD HUGO") && after.text.contains("Rien à examiner ici"))
    }
}
