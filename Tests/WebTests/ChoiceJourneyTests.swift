import Access
import Foundation
import HTTPTypes
import Postgres
import Standings
import Support
import Testing

@testable import Web

@Test(
    "the council chooses a référentiel where the specialty names none, with a reason; the file is judged at once (R26-3)"
)
func councilChoosesAFramework() async throws {
    try await visit { browser, journey in
        // General medicine « à confirmer »: one candidate, which nobody has settled.
        try await journey.roll([
            .init(.claire, ["courriel_rpps": "claire@example.org"]), .init(.hugo, specialty: "SM54"),
        ])
        try await journey.nightly("2026-11-21")
        let rows = try await journey.rows(
            "select distinct r.physician_id from registry.registration r join registry.physician p "
                + "using (physician_id) where p.rpps_number = \(Practitioner.hugo.rpps)")
        let hugo = try #require(rows.first.flatMap { Int64($0.dropFirst().dropLast()) })
        _ = try await browser.signIn("agent.33@example.org")
        let page = try await browser.get(.physician("33", hugo, from: nil))
        #expect(page.text.contains("Enregistrer le référentiel"))
        let url = SiteURL.frameworkChoice("33", hugo)
        let choice = [("preuve", page.proof), ("referentiel", "medecine-generale")]
        #expect(page.text.contains("<option value=\"\">Choisissez un référentiel</option>"))
        #expect(!page.text.contains("ou en choisir un autre"))
        let place = [("liste", "liste=1&etat=cycle&nom=du&recherche=0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b")]
        let refused = try await browser.post(url, choice + place)
        #expect(refused.status == 422 && refused.text.contains("Indiquez la raison du choix"))
        #expect(refused.text.contains("value=\"medecine-generale\" selected"))
        #expect(refused.text.contains("name=\"liste\" value=\"liste=1"))
        let other = [("preuve", page.proof), ("referentiel", "genetique"), ("raison", "essai")]
        let wrong = try await browser.post(url, other)
        #expect(wrong.status == 422 && wrong.text.contains("href=\"#choix\"") && wrong.text.contains("value=\"essai\""))
        let kept = try await browser.post(url, choice + [("raison", "exercice exclusif")] + place)
        #expect(kept.status == 303 && kept.location?.contains("recherche=0b0b") == true)
        #expect(kept.location?.contains("nom=") == false)
        let after = try await browser.get(.physician("33", hugo, from: nil))
        #expect(after.text.contains("choisi par Claire Petit le <time") && after.text.contains("exercice exclusif"))
        #expect(after.text.contains("Changer de référentiel"))
        let choices = try await journey.rows(
            "select framework_id, reason, chosen_by from registry.framework_choice")
        #expect(choices == ["(medecine-generale,\"exercice exclusif\",agent.33@example.org)"])
        let standing = try await journey.standing(of: .hugo, on: "2026-11-21")
        #expect(standing?.framework == "medecine-generale" && standing?.state == "in_cycle")
    }
}
