import Access
import Hummingbird
import HummingbirdTesting
import Letters
import Postgres
import Registry
import Standings
import Support
import Testing
import Vocabulary

@testable import Web

@Suite("Letters that came back, on the pages")
struct ReturnJourneyTests {
    private static let today = "2026-11-21"

    /// Two letters that were deposited the day before, to the first physician of the list.
    private func letters(
        leaving: Bool = true, _ body: @escaping @Sendable (Browser, Journey, Int64, [String]) async throws -> Void
    ) async throws {
        try await site { browser, journey in
            _ = try await browser.signIn("agent.33@example.org")
            let list = try await browser.get(.worklist("33", WorklistQuery())).text
            let id = try #require(list.firstMatch(of: /\/cd\/33\/medecins\/(\d+)/).flatMap { Int64($0.1) })
            let council = try await journey.council("33")
            let notices = try await journey.database.transaction(as: council.principal) { transaction in
                let notices = try (1...2).map { try post($0, about: id, council, transaction) }
                if leaving {
                    try transaction.query(
                        "update letters.delivery set state = 'sent', sent_on = date '2026-11-20', sent_at = now()")
                }
                return notices
            }
            try await body(browser, journey, id, notices.map { LetterReference($0, of: council).text })
        }
    }

    /// The site with one physician, whose roll has a postal address.
    private func site(_ body: @escaping @Sendable (Browser, Journey) async throws -> Void) async throws {
        try await Journey.run { journey in
            try await invite(journey.database, "agent.33@example.org")
            try await journey.roll([.init(.claire, ["adresse_1": "1 RUE HAUTE", "adresse_2": "33000 BORDEAUX"])])
            try await journey.nightly(Self.today)
            let application = try WebTests.site(journey.database, hasTypesetter: false).application()
            try await application.test(.router) { client in try await body(Browser(client), journey) }
        }
    }

    private func post(
        _ rank: Int, about physician: Int64, _ council: Council, _ transaction: Transaction
    ) throws -> Int64 {
        let contact = try PhysicianContact.read([physician], transaction)[physician]
        let notice = Letters.Notice(
            .contact, cause: "essai \(rank)", about: physician,
            version: try TemplateVersion.inForce(kind: .contact, on: day(Self.today), transaction),
            fields: [.addressee: contact?.addressee ?? ""])
        let lines = [contact?.addressee ?? ""] + (contact?.address ?? [])
        return try PostNotice(
            Letterhead(domain: "sextant.example"), by: "agent.33@example.org", on: day(Self.today)
        ).run(
            notice, to: .post(lines), of: council, transaction
        )
        .noticeID
    }

    private func returns() -> SiteURL { .postalLots(.returns("33")) }

    @Test("what was chosen stays for the next letter, the field is ready, and the page says which one was recorded")
    func oneAfterTheOther() async throws {
        try await letters { browser, _, _, references in
            let page = try await browser.get(returns())
            #expect(!page.text.contains("autofocus"), "nobody came from a form")
            #expect(page.text.contains("value=\"2026-11-21\""), "today")
            let form = [("preuve", page.proof), ("motif", "unclaimed"), ("le", "2026-11-20")]
            let done = try await browser.post(returns(), form + [("reference", references[0])])
            #expect(done.status == 303 && done.location?.contains("motif=unclaimed&le=2026-11-20") == true)
            let next = try await browser.get(done.location ?? "").text
            #expect(next.contains("value=\"unclaimed\" selected") && next.contains(" autofocus"))
            #expect(next.contains("value=\"2026-11-20\"") && next.contains("<strong>\(references[0])</strong>"))
            let again = try await browser.post(returns(), form + [("reference", references[0])])
            #expect(again.status == 422 && again.text.contains("déjà enregistré"))
            #expect(again.text.contains("value=\"unclaimed\" selected"))
        }
    }

    @Test("the day is neither before the deposit nor ahead")
    func days() async throws {
        try await letters { browser, _, _, references in
            let proof = try await browser.get(returns()).proof
            for wrong in ["2026-11-19", "2026-11-22", "hier"] {
                let refused = try await browser.post(
                    returns(),
                    [("preuve", proof), ("motif", "unknown"), ("le", wrong), ("reference", references[0])])
                #expect(refused.status == 422 && refused.text.contains("le-erreur"), "\(wrong)")
            }
        }
    }

    @Test(
        "a letter that was not collected leaves the address alone; one unknown there marks it, until somebody vouches")
    func address() async throws {
        try await letters { browser, _, id, references in
            let proof = try await browser.get(returns()).proof
            func record(_ reason: String, _ reference: String) async throws {
                let done = try await browser.post(
                    returns(), [("preuve", proof), ("motif", reason), ("le", Self.today), ("reference", reference)])
                #expect(done.status == 303)
            }
            try await record("unclaimed", references[0])
            #expect(try await !browser.get(.thread("33", id)).text.contains("Adresse à vérifier"))
            try await record("unknown", references[1])
            for url in [SiteURL.thread("33", id), .physician("33", id, from: nil)] {
                #expect(try await browser.get(url).text.contains("Adresse à vérifier"), "\(url.text)")
            }
            let thread = try await browser.get(.thread("33", id))
            let key = try #require(thread.text.firstMatch(of: /name="postale" value="([^"]*)"/).map { String($0.1) })
            let form = [("preuve", thread.proof), ("postale", key)]
            let refused = try await browser.post(.threadAddress("33", id), form)
            #expect(refused.status == 422 && refused.text.contains("raison-postale-erreur"))
            let stale = [("preuve", thread.proof), ("postale", "AILLEURS"), ("raison", "appel")]
            #expect(try await browser.post(.threadAddress("33", id), stale).status == 409)
            let done = try await browser.post(.threadAddress("33", id), form + [("raison", "appel du cabinet")])
            #expect(done.status == 303)
            let after = try await browser.get(.thread("33", id)).text
            #expect(!after.contains("Adresse à vérifier") && after.contains("appel du cabinet"))
        }
    }

    @Test("a return recorded by mistake is set right with a reason; the exchanges keep both")
    func correction() async throws {
        try await letters { browser, _, id, references in
            let proof = try await browser.get(returns()).proof
            _ = try await browser.post(
                returns(), [("preuve", proof), ("motif", "unknown"), ("le", Self.today), ("reference", references[0])])
            let form = [("preuve", proof), ("reference", references[0]), ("motif", "aucun"), ("le", "")]
            let refused = try await browser.post(.postalLots(.corrections("33")), form)
            #expect(refused.status == 422 && refused.text.contains("raison-correction-erreur"))
            #expect(refused.text.contains("<details open"))
            let done = try await browser.post(
                .postalLots(.corrections("33")), form + [("raison", "autre lettre lue")])
            #expect(done.status == 303)
            #expect(try await browser.get(done.location ?? "").text.contains("Aucune lettre n’est revenue"))
            let thread = try await browser.get(.thread("33", id)).text
            #expect(thread.contains("autre lettre lue") && thread.contains("Destinataire inconnu"))
            #expect(!thread.contains("Adresse à vérifier"))
            let again = try await browser.post(
                .postalLots(.corrections("33")), form + [("raison", "autre lettre lue")])
            #expect(again.status == 422 && again.text.contains("corrigee-erreur"))
        }
    }

    @Test(
        "letters that wait are said on the first page, and to whoever keeps the platform running when none can be set")
    func waiting() async throws {
        try await letters(leaving: false) { browser, journey, _, _ in
            #expect(try await browser.get(.dashboard("33")).text.contains("2 lettres à imprimer"))
            #expect(try await browser.get(.ready).text.contains("SEXTANT_TYPST"))
            try await invite(journey.database, "exploitant@example.org", council: "exploitation", role: .operator)
            let other = Browser(browser.client)
            _ = try await other.signIn("exploitant@example.org")
            #expect(try await other.get(.platform).text.contains("SEXTANT_TYPST"))
        }
        try await letters { browser, _, _, _ in
            let (start, ready) = (try await browser.get(.dashboard("33")).text, try await browser.get(.ready).text)
            #expect(!start.contains("à imprimer"))
            #expect(ready == "prêt\n")
        }
    }
}
