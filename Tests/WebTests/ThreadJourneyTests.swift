import Access
import Letters
import Postgres
import Registry
import Standings
import Support
import Testing
import Vocabulary

@testable import Web

@Suite("Letters and exchanges with a physician")
struct ThreadJourneyTests {
    private func file(_ browser: Browser) async throws -> Int64 {
        let list = try await browser.get(.worklist("33", WorklistQuery())).text
        return try #require(list.firstMatch(of: /\/cd\/33\/medecins\/(\d+)/).flatMap { Int64($0.1) })
    }

    /// A letter to the physician, as a campaign sends one.
    private func post(_ physician: Int64, _ journey: Journey) async throws {
        let council = try await journey.council("33")
        _ = try await journey.database.transaction(as: council.principal) { transaction in
            let notice = Letters.Notice(
                .contact, cause: "essai", about: physician,
                version: try TemplateVersion.inForce(kind: .contact, on: day("2026-11-21"), transaction),
                fields: [.addressee: "Docteur <b>Claire</b> Aubin"])
            return try PostNotice(
                Letterhead(domain: "sextant.example"), by: "agent.33@example.org", on: day("2026-11-21")
            )
            .run(notice, to: .email("claire@example.org"), of: council, transaction)
        }
    }

    @Test("the page is empty at first, shows what was written down by whom, and the reading is in the journal")
    func entry() async throws {
        try await visit { browser, journey in
            _ = try await browser.signIn("agent.33@example.org")
            let id = try await file(browser)
            #expect(try await browser.get(.physician("33", id, from: nil)).text.contains("medecins/\(id)/courriers"))
            let page = try await browser.get(.thread("33", id))
            #expect(page.status == 200 && page.text.contains("Aucun échange"))
            let written = try await browser.post(
                .thread("33", id),
                [("preuve", page.proof), ("nature", "call"), ("le", "2026-11-20"), ("texte", "Rappelle <demain>.")])
            #expect(written.status == 303 && written.location?.hasPrefix("/cd/33/medecins/\(id)/courriers") == true)
            let shown = try await browser.get(.thread("33", id)).text
            #expect(shown.contains("Rappelle &lt;demain&gt;.") && shown.contains("Appel"))
            #expect(shown.contains("Claire Petit"))
            let council = try await journey.council("33")
            let traces = try await journey.database.transaction(as: council.principal) {
                try $0.query(
                    """
                    select action from access.event where subject = \("physician:\(id)")
                    and action in ('file_read', 'thread_noted') order by event_id
                    """
                ).map { try $0.text("action") }
            }
            #expect(traces == ["file_read", "file_read", "thread_noted", "file_read"])
        }
    }

    @Test("a line without words or of a day to come is refused, beside its field, and what was typed stays")
    func refusals() async throws {
        try await visit { browser, _ in
            _ = try await browser.signIn("agent.33@example.org")
            let id = try await file(browser)
            let proof = try await browser.get(.thread("33", id)).proof
            for (fields, sentence) in [
                ([("nature", "call"), ("le", "2026-11-20"), ("texte", " ")], "000 caractères au plus"),
                ([("nature", "call"), ("le", "2026-11-22"), ("texte", "Gardé")], "pas encore venu"),
                ([("nature", "x"), ("le", "2026-11-20"), ("texte", "Gardé")], "Dites de quoi il"),
                ([("nature", "call"), ("le", "demain"), ("texte", "Gardé")], "Indiquez le jour"),
            ] {
                let refused = try await browser.post(.thread("33", id), [("preuve", proof)] + fields)
                #expect(refused.status == 422 && refused.text.contains(sentence), "\(sentence)")
                #expect(fields[2].1 == " " || refused.text.contains("Gardé</textarea>"))
            }
        }
    }

    @Test("a refused address is put back in use for a reason, which stays among the exchanges")
    func addressWorksAgain() async throws {
        try await visit { browser, journey in
            _ = try await browser.signIn("agent.33@example.org")
            let id = try await file(browser)
            let council = try await journey.council("33")
            let email = try await journey.database.transaction(as: council.principal) { transaction in
                let email = try #require(try PhysicianContact.read([id], transaction)[id]?.email)
                try CheckContact(email, of: id, is: .refused, source: .bounce, by: "essai").run(
                    council, on: day("2026-11-20"), now: Instant(epochSeconds: 1_794_900_000), transaction)
                return email
            }
            let page = try await browser.get(.thread("33", id))
            #expect(page.text.contains("Plus aucun courriel n") && page.text.contains("fonctionne de nouveau"))
            let form = [("preuve", page.proof), ("adresse", email)]
            let refused = try await browser.post(.threadAddress("33", id), form)
            #expect(refused.status == 422 && refused.text.contains("raison-erreur"))
            let other = [("preuve", page.proof), ("adresse", "x@example.org"), ("raison", "appel")]
            #expect(try await browser.post(.threadAddress("33", id), other).status == 409)
            let done = try await browser.post(.threadAddress("33", id), form + [("raison", "appel du médecin")])
            #expect(done.status == 303)
            let after = try await browser.get(.thread("33", id)).text
            #expect(after.contains("Adresse vérifiée") && after.contains("appel du médecin"))
            #expect(!after.contains("courriers/adresse"))
        }
    }

    @Test("a note of 2,000 characters with line breaks of a browser is kept")
    func longNote() async throws {
        try await visit { browser, _ in
            _ = try await browser.signIn("agent.33@example.org")
            let id = try await file(browser)
            let proof = try await browser.get(.thread("33", id)).proof
            let words = String(repeating: "e\u{301}", count: 1_960) + String(repeating: "\r\nb", count: 20)
            let kept = try await browser.post(
                .thread("33", id), [("preuve", proof), ("nature", "note"), ("le", "2026-11-20"), ("texte", words)])
            #expect(kept.status == 303)
            let flags = String(repeating: "🇫🇷", count: 1_500)
            let refused = try await browser.post(
                .thread("33", id), [("preuve", proof), ("nature", "note"), ("le", "2026-11-20"), ("texte", flags)])
            #expect(refused.status == 422, "the table counts code points")
        }
    }

    @Test("a letter is shown as it was sent, its values escaped, with how far it has come")
    func letter() async throws {
        try await visit { browser, journey in
            _ = try await browser.signIn("agent.33@example.org")
            let id = try await file(browser)
            try await post(id, journey)
            let page = try await browser.get(.thread("33", id)).text
            #expect(page.contains("adresse, courriel") && page.contains("Prêt à partir"))
            #expect(page.contains("Docteur &lt;b&gt;Claire&lt;/b&gt; Aubin,"))
            #expect(page.contains("Votre adresse électronique auprès de votre conseil"))
        }
    }

    @Test("another council's physician is not there; an elected member finds assigned files alone; an auditor reads")
    func rights() async throws {
        try await visit { browser, journey in
            _ = try await browser.signIn("agent.33@example.org")
            let id = try await file(browser)
            #expect(try await browser.get(.thread("33", 999_999_999)).status == 404)
            try await invite(journey.database, "audit.33@example.org", role: .auditor)
            for (email, read, write) in [
                ("agent.75@example.org", 404, 404), ("elu.33@example.org", 404, 404),
                ("audit.33@example.org", 200, 403),
            ] {
                let other = Browser(browser.client)
                _ = try await other.signIn(email)
                #expect(try await other.get(.thread("33", id)).status == read, "\(email)")
                let proof = try await other.get(.account).proof
                let written = try await other.post(
                    .thread("33", id), [("preuve", proof), ("nature", "call"), ("le", "2026-11-20"), ("texte", "a")])
                #expect(written.status == write, "\(email)")
            }
        }
    }
}
