import Access
import Letters
import Postgres
import Support
import Testing
import Vocabulary

@testable import Web

@Suite("Lots of letters on the pages")
struct LotJourneyTests {
    private func page(_ lot: Int64, _ browser: Browser) async throws -> String {
        try await browser.get(.postalLots(.lot("33", lot))).text.replacing("\u{A0}", with: " ")
            .replacing("\u{202F}", with: " ").replacing("’", with: "'")
    }

    @Test("a lot is made, checked before the post, then deposited on the day of its check; each step says the next")
    func whole() async throws {
        try await LotGround.run { browser, ground in
            let list = try await browser.get(.postalLots(.list("33"))).text
            #expect(list.contains("lettres sont à imprimer") && list.contains("Préparer un lot"))
            let lot = try await ground.prepare(browser)
            #expect(try await page(lot, browser).contains("0 sur 4"))
            try await ground.work()
            let made = try await page(lot, browser)
            #expect(made.contains("3 lettres sont prêtes") && made.contains("Vérifier le pli"))
            #expect(!made.contains("Enregistrer le dépôt</button>"))
            let early = try await ground.post(.deposit, of: lot, [("le", LotGround.today)], browser)
            #expect(early.status == 409 && early.text.contains("Vérifiez d"))
            #expect(try await browser.get(.postalLots(.part("33", lot, .depositList))).status == 409)
            let checked = try await ground.post(.check, of: lot, [], browser)
            #expect(checked.location?.hasSuffix("fait=pli-verifie") == true)
            let ready = try await page(lot, browser)
            #expect(
                ready.contains("Le pli est vérifié pour aujourd'hui") && ready.contains("Vérifier de nouveau le pli"))
            #expect(ready.contains("Enregistrer le dépôt</button>"))
            let file = try await browser.get(.postalLots(.part("33", lot, .depositList)))
            #expect(file.status == 200 && file.text.split(separator: "\r\n").count == 4)
            let done = try await ground.post(.deposit, of: lot, [("le", LotGround.today)], browser)
            #expect(done.location?.hasSuffix("fait=lot-depose") == true)
            #expect(try await page(lot, browser).contains("Les lettres sont parties"))
        }
    }

    @Test("a deposit on a day that is not the check's is refused beside its field, with what to do")
    func otherDay() async throws {
        try await LotGround.run { browser, ground in
            let lot = try await ground.prepare(browser)
            try await ground.work()
            let council = try await ground.journey.council("33")
            let person = try await ground.journey.database.transaction(as: .access) {
                try $0.query("select person_id from access.person where email = 'agent.33@example.org'")[0]
                    .int("person_id")
            }
            let author = Author(name: "agent.33@example.org", personID: Int64(person), role: .instructingAgent)
            try await ground.journey.database.transaction(as: council.principal) { transaction in
                _ = try CheckLot(lot, by: author, gates: LotGround.gates).run(
                    council, today: day("2029-01-03"), now: Instant(epochSeconds: 1_862_086_400), transaction)
            }
            let refused = try await ground.post(.deposit, of: lot, [("le", LotGround.today)], browser)
            #expect(refused.status == 422 && refused.text.contains("id=\"le-erreur\""))
            let said = refused.text.replacing("\u{A0}", with: " ")
            #expect(
                said.contains(
                    "Vérifiez de nouveau le pli : la vérification du 3 janvier 2029 ne vaut que pour ce jour."))
            let empty = try await ground.post(.deposit, of: lot, [("le", "")], browser)
            #expect(empty.status == 422 && empty.text.contains("href=\"#le\""))
        }
    }

    @Test("whoever is compliant at the check is named to be taken out; the file is set again without that letter")
    func removed() async throws {
        try await LotGround.run { browser, ground in
            let lot = try await ground.prepare(browser)
            try await ground.work()
            #expect(try await browser.get(.postalLots(.part("33", lot, .print))).status == 200)
            try await ground.complete(.ines)
            let checked = try await ground.post(.check, of: lot, [], browser)
            #expect(checked.location?.hasSuffix("fait=lettres-a-retirer") == true)
            let page = try await page(lot, browser)
            #expect(page.contains("1 lettre est à retirer") && page.lowercased().contains("castel"))
            #expect(page.contains("se met en page de nouveau"))
            #expect(try await browser.get(.postalLots(.part("33", lot, .print))).status == 409)
            try await ground.work()
            let print = try await browser.get(.postalLots(.part("33", lot, .print)))
            #expect(print.status == 200 && print.text.split(separator: " ").count == 3)
            let listed = try await browser.get(.postalLots(.part("33", lot, .depositList))).text.uppercased()
            #expect(!listed.contains("CASTEL") && listed.contains("AUBIN"))
        }
    }

    @Test("whoever became compliant between check and recording is named after it, with the way to the retraction")
    func doubtful() async throws {
        try await LotGround.run { browser, ground in
            let lot = try await ground.prepare(browser)
            try await ground.work()
            _ = try await ground.post(.check, of: lot, [], browser)
            try await ground.complete(.jean)
            let done = try await ground.post(.deposit, of: lot, [("le", LotGround.today)], browser)
            #expect(done.location?.hasSuffix("fait=lot-depose-a-revoir") == true)
            let shown = try await browser.get(.postalLots(.lot("33", lot)))
            #expect(shown.text.contains("1 lettre est partie et ne partirait plus"))
            #expect(shown.text.lowercased().contains("delmas"))
            let link = try #require(shown.text.firstMatch(of: /\/cd\/33\/alertes\/\d+\/destinataires\/\d+/))
            let recipient = try await browser.get(String(link.0))
            #expect(recipient.status == 200 && recipient.text.contains("Rétracter cette alerte"))
        }
    }

    @Test("a letter left out for its address is mended on the page, beside its field; then the row says by whom")
    func mending() async throws {
        try await LotGround.run { browser, ground in
            let lot = try await ground.prepare(browser)
            try await ground.work()
            let shown = try await page(lot, browser)
            #expect(shown.contains("Laissées de côté") && shown.contains("42 caractères"))
            let letter = try #require(shown.firstMatch(of: /name="lettre" value="(\d+)"/).map { String($0.1) })
            let wrong = try await ground.post(
                .addresses, of: lot, [("lettre", letter), ("adresse", "Docteur Hugo Bérard")], browser)
            #expect(wrong.status == 422 && wrong.text.contains("id=\"adresse-\(letter)-erreur\""))
            #expect(wrong.text.contains("<details open>"))
            let mended = try await ground.post(
                .addresses, of: lot,
                [("lettre", letter), ("adresse", "Docteur Hugo Bérard\r\n12 RUE NEUVE\r\n33000 BORDEAUX")], browser)
            #expect(mended.location?.hasSuffix("fait=adresse-corrigee") == true)
            let after = try await page(lot, browser)
            #expect(after.contains("Adresse corrigée le") && after.contains("par Claire Petit"))
            #expect(!after.contains("name=\"lettre\"") && !after.contains("42 caractères"))
            let next = try await ground.prepare(browser)
            try await ground.work()
            #expect(next != lot)
            #expect(try await page(next, browser).contains("1 lettre est prête"))
        }
    }

    @Test("a typesetter that is out is said on the page of the lot; a lot of which nothing may leave says so")
    func faults() async throws {
        try await LotGround.run { browser, ground in
            ground.press.setOut(true)
            let lot = try await ground.prepare(browser)
            try await ground.work()
            let waiting = try await page(lot, browser)
            #expect(waiting.contains("L'outil de mise en page ne répond pas"))
            #expect(try await browser.get(.postalLots(.list("33"))).text.contains("en attente"))
            _ = try await ground.post(.cancellation, of: lot, [], browser)
            for person in [Practitioner.claire, .ines, .jean] { try await ground.complete(person) }
            ground.press.setOut(false)
            let empty = try await ground.prepare(browser)
            try await ground.work()
            let none = try await page(empty, browser)
            #expect(none.contains("Aucune lettre de ce lot ne peut partir"))
            #expect(!none.contains("Vérifier le pli"))
        }
    }

    @Test("a president and an auditor read whose task a lot is, and have no form")
    func readers() async throws {
        try await LotGround.run { browser, ground in
            for (email, role) in [("presidente.33@example.org", Role.president), ("audit.33@example.org", .auditor)] {
                try await invite(ground.journey.database, email, role: role)
                let reader = Browser(browser.client)
                _ = try await reader.signIn(email)
                let list = try await reader.get(.postalLots(.list("33"))).text
                #expect(list.contains("Un agent du conseil") || list.contains("Lots ouverts"), "\(email)")
                #expect(!list.contains("Préparer un lot"))
            }
            let lot = try await ground.prepare(browser)
            try await ground.work()
            for email in ["presidente.33@example.org", "audit.33@example.org"] {
                let reader = Browser(browser.client)
                _ = try await reader.signIn(email)
                let page = try await reader.get(.postalLots(.lot("33", lot)))
                #expect(page.status == 200 && page.text.contains("Un agent du conseil imprime ce lot"), "\(email)")
                #expect(!page.text.contains("/verification\""))
                let proof = try await reader.get(.help).proof
                let refused = try await reader.post(.postalLots(.part("33", lot, .check)), [("preuve", proof)])
                #expect(refused.status == 403, "\(email)")
            }
        }
    }
}
