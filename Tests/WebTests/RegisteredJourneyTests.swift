import Access
import Letters
import Postgres
import Registry
import Standings
import Support
import Testing
import Vocabulary

@testable import Web

@Suite("Registered letters on the site")
struct RegisteredJourneyTests {
    private func file(_ browser: Browser) async throws -> Int64 {
        let list = try await browser.get(.worklist("33", WorklistQuery())).text
        return try #require(list.firstMatch(of: /\/cd\/33\/medecins\/(\d+)/).flatMap { Int64($0.1) })
    }

    /// A letter on paper that waits.
    private func post(_ physician: Int64, _ journey: Journey) async throws -> Int64 {
        let council = try await journey.council("33")
        return try await journey.database.transaction(as: council.principal) { transaction in
            let notice = Letters.Notice(
                .contact, cause: "essai", about: physician,
                version: try TemplateVersion.inForce(kind: .contact, on: day("2026-11-21"), transaction),
                fields: [.addressee: "Docteur Claire Aubin"])
            return try PostNotice(
                Letterhead(domain: "sextant.example"), by: "agent.33@example.org", on: day("2026-11-21")
            )
            .run(
                notice, to: .post(["Docteur Claire Aubin", "1 RUE NEUVE", "33000 BORDEAUX"]), of: council, transaction
            )
            .noticeID
        }
    }

    private func texts(_ statement: SQL, _ journey: Journey) async throws -> [String] {
        let council = try await journey.council("33")
        return try await journey.database.transaction(as: council.principal) { transaction in
            try transaction.query(statement).map { try $0.text("line") }
        }
    }

    private func agree(_ id: Int64, _ browser: Browser, _ fields: [(String, String)] = []) async throws -> Shown {
        let page = try await browser.get(.registered(.consent("33", id)))
        let seen = page.text.firstMatch(of: /name="vu" value="(\d+)"/).map { String($0.1) } ?? ""
        let usual = [
            ("preuve", page.proof), ("vu", seen), ("etat", "given"), ("adresse", "claire@example.org"),
            ("le", "2026-11-20"),
            ("precision", "Courrier signé"),
        ]
        return try await browser.post(.registered(.consent("33", id)), fields + usual)
    }

    @Test("a consent is asked for whole, shown with its author, and taken back (CRPA, L. 112-15)")
    func consent() async throws {
        try await visit { browser, _ in
            _ = try await browser.signIn("agent.33@example.org")
            let id = try await file(browser)
            let thread = try await browser.get(.thread("33", id)).text
            #expect(thread.contains("/medecins/\(id)/accord"))
            for wrong in [("adresse", "personne"), ("le", "2026-11-22"), ("precision", " "), ("le", "demain")] {
                let refused = try await agree(id, browser, [wrong])
                #expect(refused.status == 422, "\(wrong)")
                #expect(refused.text.contains("aria-invalid=\"true\""), "\(wrong)")
            }
            let given = try await agree(id, browser)
            #expect(given.status == 303)
            let shown = try await browser.get(.registered(.consent("33", id))).text
            #expect(shown.contains("claire@example.org") && shown.contains("Claire Petit"))
            #expect(shown.contains("le retrait de l&#39;accord") || shown.contains("le retrait de l'accord"))
            let withdrawn = try await agree(id, browser, [("etat", "withdrawn")])
            #expect(withdrawn.location?.contains("accord-retire") == true)
            let older = try await agree(id, browser, [("le", "2026-11-19")])
            #expect(older.status == 422 && older.text.contains("Le dernier mot du médecin est du"))
            let stale = try await agree(id, browser, [("vu", "0")])
            #expect(stale.status == 409)
        }
    }

    @Test("only a letter whose reader agreed can be sent electronically, once, by whoever prepares letters")
    func sending() async throws {
        try await visit { browser, journey in
            _ = try await browser.signIn("agent.33@example.org")
            let id = try await file(browser)
            let notice = try await post(id, journey)
            let home = SiteURL.registered(.register("33", kind: nil, day: nil))
            let sending = SiteURL.registered(.part("33", .sending))
            let page = try await browser.get(home)
            #expect(page.status == 200 && !page.text.contains("name=\"courrier\""))
            let fields = [("preuve", page.proof), ("courrier", "\(notice)")]
            let alone = try await browser.post(sending, fields)
            #expect(alone.status == 409)
            _ = try await agree(id, browser)
            let offered = try await browser.get(home).text
            #expect(offered.contains("name=\"courrier\" value=\"\(notice)\""))
            let sent = try await browser.post(sending, fields)
            #expect(sent.status == 303)
            let twice = try await browser.post(sending, fields)
            #expect(twice.status == 409)
            let jobs = try await texts(
                "select kind as line from jobs.job where kind like 'letters.electronic%'", journey)
            #expect(jobs == ["letters.electronic"])
        }
    }

    @Test(
        "a letter in doubt stands first with its form; what is no name is refused beside it; what waits is given back")
    func doubt() async throws {
        try await visit { browser, journey in
            _ = try await browser.signIn("agent.33@example.org")
            let id = try await file(browser)
            let notice = try await post(id, journey)
            _ = try await agree(id, browser)
            let home = SiteURL.registered(.register("33", kind: nil, day: nil))
            let (sending, doubts) = (SiteURL.registered(.part("33", .sending)), SiteURL.registered(.part("33", .doubt)))
            let proof = try await browser.get(home).proof
            let fields = [("preuve", proof), ("courrier", "\(notice)")]
            _ = try await browser.post(sending, fields)
            let asked = try await browser.get(home).text
            #expect(asked.contains("Rendre au papier") && asked.contains("Demandé le"))
            let back = try await browser.post(doubts, fields)
            #expect(back.status == 303)
            _ = try await browser.post(sending, fields)
            let council = try await journey.council("33")
            try await journey.database.transaction(as: council.principal) { transaction in
                try transaction.query("update letters.electronic set started_at = '2026-11-01T09:00:00Z'")
                try transaction.query("update letters.electronic set state = 'uncertain', reason = 'essai'")
            }
            let page = try await browser.get(home).text
            #expect(page.contains("id=\"decider\"") && page.contains("peut-être partie"))
            let refused = try await browser.post(doubts, fields + [("identifiant", "LRE-4711")])
            #expect(refused.status == 422)
            #expect(refused.text.contains("id=\"service-\(notice)-erreur\"") && refused.text.contains("LRE-4711"))
            let looked = try await browser.post(doubts, fields + [("identifiant", "4711")])
            #expect(looked.status == 303)
            let jobs = try await texts(
                "select payload::text as line from jobs.job where kind = 'letters.electronic-news'", journey)
            #expect(jobs.count == 1 && jobs.first?.contains("4711") == true)
            let absent = try await browser.post(doubts, fields)
            #expect(absent.status == 303)
        }
    }

    @Test("the carrier's key opens the door of its own letter alone; what it says is only a reason to ask it")
    func hook() async throws {
        try await visit { browser, journey in
            _ = try await browser.signIn("agent.33@example.org")
            let id = try await file(browser)
            let notice = try await post(id, journey)
            _ = try await agree(id, browser)
            let proof = try await browser.get(.registered(.register("33", kind: nil, day: nil))).proof
            _ = try await browser.post(
                .registered(.part("33", .sending)), [("preuve", proof), ("courrier", "\(notice)")])
            let council = try await journey.council("33")
            let delivery = try await texts("select delivery_id::text as line from letters.delivery", journey)[0]
            try await journey.database.transaction(as: council.principal) { transaction in
                try transaction.query("update letters.electronic set started_at = '2026-11-20T09:00:00Z'")
                try transaction.query("update letters.electronic set state = 'handed', provider_id = '4711'")
                try transaction.query("delete from jobs.job")
            }
            let key = HookKey(secret: "secret of the tests")
            let other = try await journey.council("75")
            let carrier = Browser(browser.client)
            for (token, status) in [
                (key.token(council: other.id, delivery: Int64(delivery)!), 404),
                (key.token(council: council.id, delivery: 999_999), 404),
                (HookKey(secret: "another").token(council: council.id, delivery: Int64(delivery)!), 404),
                (key.token(council: council.id, delivery: Int64(delivery)!), 200),
                (key.token(council: council.id, delivery: Int64(delivery)!), 200),
            ] {
                let answer = try await carrier.post(
                    .registered(.hook(token)), [("id_mail", "666"), ("new_state", "AR"), ("conseil", "75")])
                #expect(answer.status == status)
            }
            let jobs = try await texts("select kind || ' ' || payload::text as line from jobs.job", journey)
            #expect(jobs.count == 1)
            #expect(jobs.first?.hasPrefix("letters.electronic-news") == true)
            #expect(jobs.first?.contains("666") == false)
            let events = try await texts("select kind as line from letters.post_event", journey)
            #expect(events.isEmpty)
        }
    }

    @Test("kind and day stay chosen for the next letter; a number that nobody has is refused beside its field")
    func events() async throws {
        try await visit { browser, _ in
            _ = try await browser.signIn("agent.33@example.org")
            let home = SiteURL.registered(.register("33", kind: .signed, day: day("2026-11-20")))
            let page = try await browser.get(home)
            #expect(page.text.contains("value=\"signed\" selected") && page.text.contains("value=\"2026-11-20\""))
            #expect(page.text.contains("R. 112-20") && page.text.contains("L. 112-15"))
            let refused = try await browser.post(
                .registered(.part("33", .events)),
                [
                    ("preuve", page.proof), ("evenement", "signed"), ("le", "2026-11-20"),
                    ("numero", "1A 123 456 7890 1"),
                ])
            #expect(refused.status == 422)
            #expect(refused.text.contains("id=\"numero-erreur\"") && refused.text.contains("1A 123 456 7890 1"))
        }
    }
}
