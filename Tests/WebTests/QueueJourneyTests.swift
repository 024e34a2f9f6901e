import Access
import Postgres
import Support
import Testing

@testable import Web

@Suite("The queue, as the operator of the platform sees it")
struct QueueJourneyTests {
    /// A job of council 33 that was set aside, and a mail that waits.
    private func fill(_ journey: Journey) async throws -> Int64 {
        let council = try await journey.council("33")
        return try await journey.database.transaction(as: council.principal) { transaction in
            try transaction.query(
                """
                insert into jobs.job (council_id, kind, key, payload, state, run_at, attempts, last_fault) values
                    (\(council.id), 'letters.send', 'secret-1', '{"delivery": 4711}', 'ready', now(), 0, null),
                    (\(council.id), 'alerts.prepare', 'secret-2', '{"entry": 4712}', 'poison', now(), 10, 'SQLSTATE 23514')
                """)
            let row = try transaction.query("select job_id from jobs.job where state = 'poison'")[0]
            return Int64(try row.int("job_id"))
        }
    }

    @Test("an empty queue says so; what was set aside is listed without its content, and put back once")
    func jobIsPutBack() async throws {
        try await visit { browser, journey in
            try await invite(journey.database, "exploitant@example.org", council: "exploitation", role: .operator)
            _ = try await browser.signIn("exploitant@example.org")
            #expect(try await browser.get(.queue).text.contains("La file est vide"))
            let id = try await fill(journey)
            let page = try await browser.get(.queue)
            #expect(page.status == 200 && page.text.contains("1 tâche mise de côté"))
            #expect(page.text.contains("SQLSTATE 23514") && page.text.contains("Gironde"))
            for hidden in ["secret-", "4711", "4712"] { #expect(!page.text.contains(hidden), "\(hidden)") }
            let done = try await browser.post(.reviveJob(id), [("preuve", page.proof)])
            #expect(done.status == 303 && done.location?.hasPrefix("/exploitation/file") == true)
            #expect(try await !browser.get(.queue).text.contains("mise de côté</caption>"))
            let again = try await browser.post(.reviveJob(id), [("preuve", page.proof)])
            #expect(again.status == 409 && again.text.contains("plus mise de côté"))
            let traces = try await journey.database.transaction(as: .tenant(-3, as: "sextant_report")) {
                try $0.query("select subject, role from access.event where action = 'job_revived'")
                    .map { "\(try $0.text("subject")) \(try $0.text("role"))" }
            }
            #expect(traces == ["job:\(id) operator"])
        }
    }

    @Test("without a mail server the mails that wait are said on the platform's page and by /readyz, which stays ready")
    func waitingMailsAreSaid() async throws {
        try await visit { browser, journey in
            #expect(try await browser.get(.ready).text == "prêt\n")
            _ = try await fill(journey)
            let ready = try await browser.get(.ready)
            #expect(ready.status == 200 && ready.text.contains("SEXTANT_MAIL_SERVER) : 1 courriel attend."))
            try await invite(journey.database, "exploitant@example.org", council: "exploitation", role: .operator)
            _ = try await browser.signIn("exploitant@example.org")
            for url in [SiteURL.platform, .queue] {
                #expect(try await browser.get(url).text.contains("1 courriel attend"), "\(url.text)")
            }
        }
    }

    @Test("nobody but the operator opens the queue")
    func queueIsTheOperators() async throws {
        try await visit { browser, journey in
            let id = try await fill(journey)
            _ = try await browser.signIn("agent.33@example.org")
            let proof = try await browser.get(.help).proof
            #expect(try await browser.get(.queue).status == 404)
            #expect(try await browser.post(.reviveJob(id), [("preuve", proof)]).status == 404)
        }
    }
}
