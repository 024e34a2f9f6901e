import HTTPTypes
import HummingbirdTesting
import Postgres
import Standings
import Access
import Support
import Testing

@testable import Web

@Test("nobody reads a page of a council without signing in; afterwards one is led where one was going")
func signInLeadsOn() async throws {
    try await visit { browser, _ in
        let refused = try await browser.get("/cd/33/medecins?retard=oui")
        #expect(refused.status == 303)
        #expect(refused.location == "/connexion?suite=%2Fcd%2F33%2Fmedecins%3Fretard%3Doui")
        let page = try await browser.get(try #require(refused.location))
        let opened = try await browser.post(
            .signIn(next: nil),
            [
                ("preuve", page.proof), ("courriel", "agent.33@example.org"), ("mot-de-passe", Browser.password),
                ("suite", "/cd/33/medecins?retard=oui"),
            ])
        #expect(opened.status == 303)
        #expect(opened.location == "/cd/33/medecins?retard=oui")
        #expect(try await browser.get(.dashboard("33")).status == 200)
    }
}

@Test("a wrong password and an unknown address get the same sentence; then both wait")
func failuresLookAlike() async throws {
    try await visit { browser, _ in
        for email in ["agent.33@example.org", "personne@example.org"] {
            for turn in 0..<6 {
                let page = try await browser.signIn(email, "faux")
                #expect(page.status == 422)
                #expect(page.text.contains(turn < 5 ? "est inexact, ou l’accès a pris fin" : "Trop d’essais inexacts"))
            }
        }
        #expect(try await browser.signIn("agent.75@example.org").status == 303)
    }
}

@Test("a form without the proof of this browser's session changes nothing")
func forgedFormsAreRefused() async throws {
    try await visit { browser, _ in
        _ = try await browser.get(.signIn(next: nil))
        let forged = [("courriel", "agent.33@example.org"), ("mot-de-passe", Browser.password)]
        #expect(try await browser.post(.signIn(next: nil), forged).status == 403)
        #expect(try await browser.signIn("agent.33@example.org").status == 303)
        #expect(try await browser.post(.signOut, []).status == 403)
        #expect(try await browser.post(.signOut, [("preuve", String(repeating: "0", count: 64))]).status == 403)
        let page = try await browser.get(.dashboard("33"))
        #expect(page.status == 200)
        let closed = try await browser.post(.signOut, [("preuve", page.proof)])
        #expect(closed.status == 303)
        #expect(try await browser.get(.dashboard("33")).status == 303)
    }
}

@Test("a session sent to another site's address after sign-in stays here")
func noOpenRedirect() async throws {
    try await visit { browser, _ in
        let page = try await browser.get(.signIn(next: "https://example.org/"))
        let opened = try await browser.post(
            .signIn(next: nil),
            [
                ("preuve", page.proof), ("courriel", "agent.33@example.org"), ("mot-de-passe", Browser.password),
                ("suite", "//example.org/"),
            ])
        #expect(opened.location == "/")
    }
}

@Test(
    "a right password takes no place in the share of its network and its account; a wrong one does",
    arguments: [
        (SecondFactorRule.demonstration, Browser.password, 0), (.required, Browser.password, 0),
        (.demonstration, "une autre phrase", 2),
    ])
func rightPasswordsTakeNoPlace(rule: SecondFactorRule, password: String, expected: Int) async throws {
    try await Journey.run { journey in
        try await invite(journey.database, "agent.33@example.org")
        let name = try #require(HTTPField.Name("X-Forwarded-For"))
        try await site(journey.database, proxy: true, secondFactor: rule).application().test(.router) { client in
            let browser = Browser(client)
            let page = try await browser.get(.signIn(next: nil))
            let form = [("preuve", page.proof), ("courriel", "agent.33@example.org"), ("mot-de-passe", password)]
            let answer = try await browser.post(.signIn(next: nil), form, [name: "192.0.2.7"])
            #expect(answer.status == (expected == 0 ? 303 : 422))
        }
        let tries = try await journey.database.transaction(as: .access) {
            try $0.query("select coalesce(sum(number), 0)::bigint as number from access.attempt")[0].int("number")
        }
        #expect(tries == expected)
    }
}
