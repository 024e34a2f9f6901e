import Postgres
import Standings
import Support
import Testing

@testable import Web

extension Browser {
    /// Asks for the report on a day, as whoever is signed in.
    fileprivate func ask(_ date: String) async throws -> Shown {
        let proof = try await get(.help).proof
        return try await post(.frameworkImpact(second, isFollowed: false), [("preuve", proof), ("date", date)])
    }

    fileprivate func effect() async throws -> Shown { try await get(.frameworkImpact(second, isFollowed: false)) }
}

@Suite("The effect of a version: asked for, given up, refused (issue B, impact before publication)")
struct ImpactJourneyTests {
    @Test("a report judges on the version's first day or later, whatever date a form brings (rule R27)")
    func notBeforeTheFirstDay() async throws {
        try await offices { browser, journey in
            try await browser.become("anne@example.org")
            _ = try await browser.decide(.proposal)
            let page = try await browser.effect()
            #expect(page.text.contains("jugés au <time datetime=\"2027-02-05\">"))
            #expect(try await browser.ask("2027-02-04").status == 303)
            let days = try await journey.place.owner.transaction(as: nil) { transaction in
                try transaction.query("select as_of::text as day from standings.impact").map { try $0.text("day") }
            }
            #expect(days == ["2027-02-05"])
        }
    }

    @Test("a report that nobody computes says so after some minutes, and can be given up; both leave a trace")
    func waitingIsGivenUp() async throws {
        try await offices { browser, journey in
            try await browser.become("anne@example.org")
            _ = try await browser.decide(.proposal)
            #expect(try await browser.ask("2027-02-05").status == 303)
            try await journey.ask("timestamptz 'epoch' + interval '1794999900 seconds'")
            #expect(try await !browser.effect().text.contains("Aucune tâche de fond"))
            try await journey.ask("timestamptz 'epoch' + interval '1794999700 seconds'")
            let waiting = try await browser.effect()
            #expect(waiting.text.contains("Aucune tâche de fond ne répond depuis 5") && waiting.text.contains("worker"))
            #expect(try await browser.decide(.impactAbandonment).status == 303)
            let page = try await browser.effect()
            #expect(page.text.contains("Calcul abandonné") && page.text.contains("Demander un nouveau calcul"))
            #expect(try await browser.decide(.impactAbandonment).status == 422)
            let events = try await journey.database.transaction(as: .cncp) { transaction in
                try transaction.query(
                    "select action from access.event where subject like 'impact:%' order by event_id"
                ).map { try $0.text("action") }
            }
            #expect(events == ["impact_requested", "impact_given_up"])
        }
    }

    @Test("the second person reads the day of the report, what it changes, and refuses where it is read (R. 4022-7)")
    func secondPersonRefuses() async throws {
        try await offices { browser, journey in
            try await browser.become("anne@example.org")
            _ = try await browser.decide(.proposal)
            _ = try await browser.ask("2027-02-05")
            _ = try await RunImpact(database: journey.database, nonce: { Array(0..<32) }).runWaiting()
            try await browser.become("agent.33@example.org")
            let council = try await browser.effect()
            #expect(council.text.contains("Ce que cette version change") && council.text.contains("est supprimée"))
            #expect(council.text.contains("Premier jour d’application"))
            try await browser.become("bruno@example.org")
            let page = try await browser.effect()
            #expect(page.text.contains("Ce rapport juge les médecins au <time datetime=\"2027-02-05\">"))
            let unread = try await browser.decide(.approval, [("raison", "à relire en séance")])
            #expect(unread.status == 422 && unread.text.contains("value=\"à relire en séance\""))
            #expect(unread.text.contains("href=\"#lu\""))
            let blank = try await browser.decide(.withdrawal, [("refus", "oui")])
            #expect(blank.status == 422 && blank.text.contains("<details open><summary>Retirer"))
            let refused = try await browser.decide(.withdrawal, [("refus", "oui"), ("raison", "seuil trop haut")])
            #expect(refused.location?.contains("proposition-refusee") == true)
            let history = try await browser.get(.framework(second, against: nil))
            #expect(history.text.contains("seuil trop haut") && history.text.contains("Claire Petit"))
            #expect(!history.text.contains("bruno@example.org"))
        }
    }
}

extension Journey {
    /// Sets when the newest report was asked for; the clock of the site stands still.
    fileprivate func ask(_ moment: SQL) async throws {
        _ = try await place.owner.transaction(as: nil) {
            try $0.query("update standings.impact set requested_at = \(moment)")
        }
    }
}
