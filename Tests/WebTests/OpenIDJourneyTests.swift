import Access
import HTTPTypes
import HummingbirdTesting
import Support
import Testing

@testable import Web

@Suite("Sign-in at identity providers, as pages")
struct OpenIDJourneyTests {
    @Test("a provider has its button; one that does not answer is one plain page with a reference, and no reason")
    func unreachable() async throws {
        try await visit { browser, journey in
            #expect(try await !browser.get(.signIn(next: nil)).text.contains("fournisseurs"))
            try await IdentityProviders(journey.database).add(
                IdentityProvider(
                    id: "psc", name: "Pro Santé <b>Connect</b>", issuer: "http://127.0.0.1:1", clientID: "sextant",
                    kinds: [.departmental]))
            let page = try await browser.get(.signIn(next: "/cd/33/medecins"))
            #expect(page.text.contains("/connexion/psc?suite=%2Fcd%2F33%2Fmedecins"))
            #expect(page.text.contains("Pro Santé &lt;b&gt;Connect&lt;/b&gt;"))
            let failed = try await browser.get("/connexion/psc?suite=/cd/33")
            #expect(failed.status == 422)
            #expect(failed.text.contains("La connexion n’a pas abouti"))
            #expect(failed.text.contains(/<code>[0-9a-f]{10}<\/code>/))
            #expect(!failed.text.contains("unreachable"))
            let forged = try await browser.get("/connexion/psc/retour?code=x&state=y")
            #expect(forged.status == 422)
        }
    }

    @Test("what is not there leads nowhere: another provider, a departure without a visit, a demand without a token")
    func nothingThere() async throws {
        try await visit { browser, _ in
            for path in ["/connexion/inconnu", "/connexion/inconnu/retour", "/connexion/inconnu/inconnu"] {
                #expect(try await browser.get(path).status == 404, "\(path)")
            }
            #expect(try await browser.post(.provider("psc", .demand), [("logout_token", "x")]).status == 404)
            for part in [DeparturePart.offer, .leave, .back] {
                let page = try await browser.get(.departure(part))
                #expect(page.status == 303 && page.location?.hasPrefix("/connexion") == true, "\(part)")
            }
        }
    }

    @Test("whoever has a session is not sent to a provider, and cannot be signed out by a mere link")
    func alreadyInside() async throws {
        try await visit { browser, journey in
            try await IdentityProviders(journey.database).add(
                IdentityProvider(
                    id: "psc", name: "Pro Santé Connect", issuer: "http://127.0.0.1:1", clientID: "sextant",
                    kinds: [.departmental]))
            #expect(try await browser.signIn("agent.33@example.org").status == 303)
            #expect(try await browser.get("/connexion/psc").location == "/cd/33")
            #expect(try await browser.get(.departure(.leave)).location == "/")
            #expect(try await browser.get(.dashboard("33")).status == 200)
        }
    }

    @Test("the page of one's identities asks for the code; a link without it leads nowhere, nor does another's form")
    func ownIdentities() async throws {
        try await visit { browser, journey in
            try await IdentityProviders(journey.database).add(
                IdentityProvider(
                    id: "conseil", name: "Mon <b>conseil</b>", issuer: "http://127.0.0.1:1", clientID: "sextant",
                    kinds: [.departmental]))
            #expect(try await browser.get(.accountPart(.identities)).location?.hasPrefix("/connexion") == true)
            #expect(try await browser.signIn("agent.33@example.org").status == 303)
            #expect(try await browser.get(.account).text.contains("/compte/identites"))
            let page = try await browser.get(.accountPart(.identities))
            #expect(
                page.status == 200 && page.text.contains("Mon &lt;b&gt;conseil") || page.text.contains("second facteur")
            )
            for isDeparting in [false, true] {
                let way = try await browser.get(.identity("conseil", isDeparting: isDeparting))
                #expect(way.status == 303 && way.location == "/compte/identites")
            }
            let proof = try await browser.get(.help).proof
            let form = [("preuve", proof), ("fournisseur", "conseil"), ("code", "123456")]
            let asked = try await browser.post(.accountPart(.identities), form)
            #expect(asked.status == 422 && asked.text.contains("Choisissez d"))
            #expect(try await browser.post(.accountPart(.unlinkIdentity), form).status == 422)
            #expect(try await browser.post(.accountPart(.identities), Array(form.dropFirst())).status == 403)
            let taken = try await browser.get(.accountPart(.identityIsTaken)).text
            #expect(taken.contains("déjà reliée à un autre accès") && !taken.contains("@"))
        }
    }

    @Test("a network that sends demands which prove nothing waits; another one does not, nor does sign-in from it")
    func demandsAreLimited() async throws {
        try await Journey.run { journey in
            try await IdentityProviders(journey.database).add(
                IdentityProvider(
                    id: "psc", name: "Pro Santé Connect", issuer: "http://127.0.0.1:1", clientID: "sextant",
                    kinds: [.departmental]))
            try await invite(journey.database, "agent.33@example.org")
            try await site(journey.database, proxy: true).application().test(.router) { client in
                let browser = Browser(client)
                func demand(from address: String) async throws -> Shown {
                    try await browser.post(
                        .provider("psc", .demand), [("logout_token", "x")], [.xForwardedFor: address])
                }
                for turn in 0..<120 { #expect(try await demand(from: "192.0.2.\(turn)").status == 400, "\(turn)") }
                let late = try await demand(from: "192.0.2.7")
                #expect(late.status == 429 && late.headers[.retryAfter] != nil)
                #expect(try await demand(from: "198.51.100.7").status == 400)
                let page = try await browser.get(.signIn(next: nil))
                let opened = try await browser.post(
                    .signIn(next: nil),
                    [
                        ("preuve", page.proof), ("courriel", "agent.33@example.org"),
                        ("mot-de-passe", Browser.password),
                    ], [.xForwardedFor: "192.0.2.7"])
                #expect(opened.status == 303)
            }
        }
    }
}

extension HTTPField.Name {
    /// The header of the proxy; no standard one.
    fileprivate static let xForwardedFor = HTTPField.Name("X-Forwarded-For")!
}
