import HTTPTypes
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
