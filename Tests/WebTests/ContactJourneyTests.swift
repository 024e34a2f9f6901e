import Access
import Alerts
import Postgres
import Standings
import Support
import Testing
import Vocabulary

@testable import Web

/// One of each address of the page on how physicians are reached.
func contactAddresses() -> [SiteURL] {
    let states = Reach.State.allCases
    let pages: [ContactAddress] = [
        .list("33", nil, page: 1), .list("2A", .refused, page: 3), .letters("33"), .mails("33"), .file("33", nil),
    ]
    return (pages + states.map { .list("33", $0, page: 1) } + states.map { .file("33", $0) }).map { .contacts($0) }
}

@Suite("Addresses and the summary of the week on the pages")
struct ContactJourneyTests {
    @Test("the page lists who can be reached how, keeps the state in its address, and leaves a trace")
    func list() async throws {
        try await visit { browser, journey in
            _ = try await browser.signIn("agent.33@example.org")
            let alerts = try await browser.get(.alerts(.list("33")))
            #expect(alerts.text.contains(#"href="/cd/33/contacts""#))
            let page = try await browser.get(.contacts(.list("33", nil, page: 1)))
            #expect(page.status == 200)
            #expect(page.text.contains("claire@example.org") && page.text.contains("aucune adresse"))
            #expect(page.text.contains("ne relève pas les messages qui reviennent"))
            let absent = try await browser.get("/cd/33/contacts?etat=sans-adresse")
            #expect(absent.status == 200 && !absent.text.contains("claire@example.org"))
            let file = try await browser.get(.contacts(.file("33", .unverified)))
            #expect(file.text.contains("claire@example.org") && file.text.contains("jamais vérifiée"))
            let traces = try await journey.rows(
                "select action, detail->>'list' from access.event where detail->>'list' = 'contacts' order by event_id")
            #expect(
                traces == ["(list_read,contacts)", "(list_read,contacts)", "(list_exported,contacts)"])
        }
    }

    @Test("verification is asked for with the number that was read; another number is a conflict")
    func verification() async throws {
        try await visit { browser, journey in
            _ = try await browser.signIn("agent.33@example.org")
            let page = try await browser.get(.contacts(.list("33", nil, page: 1)))
            let stale = try await browser.post(.contacts(.mails("33")), [("preuve", page.proof), ("nombre", "7")])
            #expect(stale.status == 409)
            let asked = try await browser.post(.contacts(.mails("33")), [("preuve", page.proof), ("nombre", "1")])
            #expect(asked.status == 303 && asked.location?.hasPrefix("/cd/33/contacts") == true)
            let shown = try await browser.get(asked.location ?? "/")
            #expect(shown.text.contains("Vérification par courriel"))
            #expect(try await journey.rows("select kind, state from jobs.job") == ["(letters.send,ready)"])
            let again = try await browser.post(.contacts(.mails("33")), [("preuve", page.proof), ("nombre", "1")])
            #expect(again.status == 409, "the same press twice asks once")
            #expect(try await journey.rows("select count(*) from letters.notice") == ["(1)"])
        }
    }

    @Test("the summary is stopped and taken up again on one's account, and holds at once")
    func setting() async throws {
        try await visit { browser, journey in
            _ = try await browser.signIn("agent.33@example.org")
            let page = try await browser.get(.account)
            #expect(page.text.contains("Ne plus le recevoir"))
            // This site has no mail server.
            #expect(page.text.contains("Aucun récapitulatif ne part pour l’instant"))
            let form = [("preuve", page.proof), ("recevoir", "non")]
            #expect(try await browser.post(.accountPart(.digest), form).status == 303)
            #expect(try await browser.get(.account).text.contains("Vous ne recevez pas le récapitulatif"))
            #expect(try await journey.rows("select is_wanted from alerts.digest_setting") == ["(f)"])
        }
    }

    @Test("a role that is sent no summary has no setting")
    func noSetting() async throws {
        try await visit { browser, _ in
            _ = try await browser.signIn("elu.33@example.org")
            let page = try await browser.get(.account)
            #expect(page.status == 200 && !page.text.contains("Récapitulatif du lundi</h2>"))
            let answer = try await browser.post(
                .accountPart(.digest), [("preuve", page.proof), ("recevoir", "non")])
            #expect(answer.status == 403)
        }
    }

    @Test("each link of a summary leads to the page filtered to what was counted, and is read back")
    func links() throws {
        let sunday = day("2029-01-14")
        let places: [Digest.Place?] = [
            nil, .campaign(7), .letters, .lot(4), .addresses(.refused), .addresses(.toCheck), .frameworks,
            .verifications, .milestones(through: sunday),
        ]
        for place in places {
            let url = DigestLinks.url(of: place, "33")
            #expect(SiteURL(url.text) == url, "\(url.text)")
        }
        let address = DigestLinks.address(of: .addresses(.refused), council: "33", at: "https://sextant.example")
        #expect(address == "https://sextant.example/cd/33/contacts?etat=refusee")
        #expect(DigestLinks.url(of: .milestones(through: sunday), "33").text.contains("alerte=2029-01-14"))
    }
}
