import Access
import Alerts
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Postgres
import Standings
import Support
import Testing
import Vocabulary

@testable import Web

@Suite("The information of employers on the pages")
struct EmployerJourneyTests {
    private static let today = "2029-01-02"

    /// The site on 2 January 2029, with one physician to whom an alert has left; an instructing agent, a president and an
    /// auditor.
    private func alerted(
        _ body: @escaping @Sendable (Browser, Journey, _ campaign: Int64, _ entry: Int64) async throws -> Void
    ) async throws {
        try await Journey.run(today: Self.today) { journey in
            for (email, role) in [
                ("agent.33@example.org", Role.instructingAgent), ("presidente.33@example.org", .president),
                ("audit.33@example.org", .auditor),
            ] {
                try await invite(journey.database, email, role: role)
            }
            try await journey.roll(
                [.init(Practitioner.claire, ["courriel_rpps": "claire@example.org"])], asOf: Self.today)
            try await journey.nightly(Self.today)
            let today = day(Self.today)
            _ = try await AlertNight(database: journey.database, on: today, notAfter: today).run()
            let (campaign, entry) = try await send(journey)
            let settings = SiteSettings(
                today: { day(Self.today) }, now: { Instant(epochSeconds: 1_862_000_000) },
                random: { count in (0..<count).map { _ in UInt8.random(in: 0...255) } },
                secondFactor: .demonstration, keys: KeyRing(key: Array(0..<32)))
            let application = try Site(database: journey.database, settings: settings).application()
            try await application.test(.router) { client in
                try await body(Browser(client), journey, campaign, entry)
            }
        }
    }

    /// The only alert is approved, and its mail has left.
    private func send(_ journey: Journey) async throws -> (Int64, Int64) {
        let council = try await journey.council("33")
        let person = try await journey.database.transaction(as: .members(of: council.id)) {
            try Members(of: council, on: day(Self.today), $0).members.first { $0.role == .president }?.personID ?? 0
        }
        return try await journey.database.transaction(as: council.principal) { transaction in
            try transaction.query(
                """
                update alerts.campaign set state = 'approved', approved_by = \(person), approved_name = 'essai',
                    approved_on = '2029-01-02'
                """)
            let notice = Int64(
                try transaction.query(
                    """
                    with version as (select template_id, version from letters.template_version where kind = 'alert' limit 1),
                    notice as (
                        insert into letters.notice (council_id, kind, cause, addressee, channel, physician_id, template_id,
                            template_version, content, content_hash, made_on, made_by)
                        select \(council.id), 'alert', 'essai', 'physician', 'email', e.physician_id, v.template_id,
                            v.version, t.text, encode(sha256(convert_to(t.text, 'UTF8')), 'hex'), '2029-01-02', 'essai'
                        from alerts.entry e, version v, (values ('{"subject":"Objet","mail":["a"],"letter":["a"]}')) t (text)
                        returning council_id, notice_id)
                    insert into letters.delivery (council_id, notice_id, channel, address, message_id, state, sent_on,
                        sent_at)
                    select council_id, notice_id, 'email', '{claire@example.org}', 'essai', 'sent', '2029-01-02', now()
                    from notice returning notice_id
                    """)[0].int("notice_id"))
            let row = try transaction.query(
                "update alerts.entry set state = 'approved', notice_id = \(notice) returning campaign_id, entry_id")[0]
            return (Int64(try row.int("campaign_id")), Int64(try row.int("entry_id")))
        }
    }

    private func choose(_ browser: Browser) async throws {
        try await browser.become("presidente.33@example.org")
        let page = try await browser.get(.employers(.list("33")))
        let done = try await browser.post(
            .employers(.choice("33", .start)), [("preuve", page.proof), ("raison", "délibération"), ("delai", "7")])
        #expect(done.location?.hasSuffix("fait=employeurs-informes") == true)
    }

    private func proposal(_ proof: String, _ address: String = "direction@clinique.example") -> [(String, String)] {
        [
            ("preuve", proof), ("employeur", "Clinique des Lilas"), ("adresse", address),
            ("raison", "relances sans réponse"),
        ]
    }

    @Test(
        "the president chooses, an instructing agent proposes from the alert, another person reads both texts and decides"
    )
    func wholeWay() async throws {
        try await alerted { browser, journey, campaign, entry in
            try await choose(browser)
            try await browser.become("agent.33@example.org")
            let recipient = try await browser.get(.alerts(.recipient("33", campaign, entry: entry)))
            #expect(recipient.text.contains("Proposer d’informer son employeur"))
            let url = SiteURL.employers(.proposal("33", campaign: campaign, entry: entry))
            let form = try await browser.get(url)
            #expect(form.status == 200 && form.text.contains("Nom de l’employeur"))
            let wrong = try await browser.post(url, proposal(form.proof, "Bordeaux"))
            #expect(wrong.status == 422 && wrong.text.contains("id=\"adresse-erreur\""))
            #expect(wrong.text.contains("Clinique des Lilas"), "what was typed stays")
            let proposed = try await browser.post(url, proposal(form.proof))
            #expect(proposed.status == 303)
            let id = try #require(
                proposed.location?.firstMatch(of: /employeurs\/(\d+)/).flatMap { Int64($0.1) })
            let own = try await browser.get(.employers(.alert("33", id)))
            #expect(own.text.contains("une autre personne la décide") && !own.text.contains("/approbation\""))
            let part = SiteURL.employers(.part("33", id, .approval))
            let alone = try await browser.post(part, [("preuve", own.proof)])
            #expect(alone.status == 409)
            try await browser.become("presidente.33@example.org")
            let home = try await browser.get(.alerts(.list("33")))
            #expect(home.text.contains("L’information d’un employeur est à décider"))
            let page = try await browser.get(.employers(.alert("33", id)))
            #expect(page.text.contains("Le texte à l’employeur") && page.text.contains("R. 4022-18"))
            let decided = try await browser.post(part, [("preuve", page.proof)])
            #expect(decided.location?.hasSuffix("fait=information-decidee") == true)
            let after = try await browser.get(.employers(.alert("33", id)))
            #expect(after.text.contains("Décidée") && after.text.contains("Annuler cette information"))
            let list = try await browser.get(.employers(.list("33")))
            #expect(list.text.contains("Clinique des Lilas"))
            let acts = try await journey.rows(
                "select action from access.event where action like 'employer%' order by event_id", in: "33")
            #expect(acts == ["(employers_chosen)", "(employer_proposed)", "(employer_approved)"])
        }
    }

    @Test("a council that has not chosen it offers nothing, and says where it is chosen")
    func notChosen() async throws {
        try await alerted { browser, _, campaign, entry in
            _ = try await browser.signIn("agent.33@example.org")
            let recipient = try await browser.get(.alerts(.recipient("33", campaign, entry: entry)))
            #expect(!recipient.text.contains("Son employeur"))
            let url = SiteURL.employers(.proposal("33", campaign: campaign, entry: entry))
            let form = try await browser.get(url)
            #expect(form.text.contains("Votre conseil n’informe pas les employeurs"))
            let refused = try await browser.post(url, proposal(form.proof))
            #expect(refused.status == 409)
            let list = try await browser.get(.employers(.list("33")))
            #expect(list.text.contains("Votre conseil n’informe aucun employeur"))
            #expect(!list.text.contains("/activation\""), "an agent does not choose")
        }
    }

    @Test("a choice says why and leaves the physician some days; a proposal is refused with a reason")
    func reasons() async throws {
        try await alerted { browser, _, campaign, entry in
            try await browser.become("presidente.33@example.org")
            let page = try await browser.get(.employers(.list("33")))
            let start = SiteURL.employers(.choice("33", .start))
            let early = try await browser.post(
                start, [("preuve", page.proof), ("raison", "délibération"), ("delai", "1")])
            #expect(early.status == 422 && early.text.contains("id=\"delai-erreur\""))
            let silent = try await browser.post(start, [("preuve", page.proof), ("delai", "7")])
            #expect(silent.status == 422 && silent.text.contains("id=\"raison-erreur\""))
            try await choose(browser)
            try await browser.become("agent.33@example.org")
            let url = SiteURL.employers(.proposal("33", campaign: campaign, entry: entry))
            let proposed = try await browser.post(url, proposal(try await browser.get(url).proof))
            let id = try #require(
                proposed.location?.firstMatch(of: /employeurs\/(\d+)/).flatMap { Int64($0.1) })
            try await browser.become("presidente.33@example.org")
            let back = SiteURL.employers(.part("33", id, .sendingBack))
            let proof = try await browser.get(.employers(.alert("33", id))).proof
            let unsaid = try await browser.post(back, [("preuve", proof)])
            #expect(unsaid.status == 422 && unsaid.text.contains("id=\"raison-erreur\""))
            let said = try await browser.post(back, [("preuve", proof), ("raison", "trop tôt")])
            #expect(said.location?.hasSuffix("fait=information-refusee") == true)
            let shown = try await browser.get(.employers(.alert("33", id)))
            #expect(shown.text.contains("trop tôt") && shown.text.contains("Refusée"))
        }
    }

    @Test("an auditor reads and changes nothing")
    func auditor() async throws {
        try await alerted { browser, _, campaign, entry in
            _ = try await browser.signIn("audit.33@example.org")
            let list = try await browser.get(.employers(.list("33")))
            #expect(list.status == 200 && !list.text.contains("/activation\""))
            let url = SiteURL.employers(.proposal("33", campaign: campaign, entry: entry))
            let form = try await browser.get(url)
            #expect(form.status == 403)
            let posted = try await browser.post(
                .employers(.choice("33", .start)), [("preuve", list.proof), ("raison", "essai"), ("delai", "7")])
            #expect(posted.status == 403)
        }
    }
}
