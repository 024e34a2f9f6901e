import Foundation
import HTTPTypes
import HummingbirdTesting
import Postgres
import Support
import Synchronization
import Testing
import Vocabulary

@testable import Access
@testable import Web

/// The clock of a site that the test moves, in seconds since 1970.
final class MovedClock: Sendable {
    private let seconds = Mutex<Int64>(1_795_000_000)

    var now: Int64 { seconds.withLock { $0 } }
    func move(by more: Int64) { seconds.withLock { $0 += more } }
}

/// A browser before the site of two councils, with or without a compulsory second factor.
private func door(
    _ rule: SecondFactorRule, secure: Bool = false,
    _ body: @escaping @Sendable (any TestClientProtocol, Journey, MovedClock) async throws -> Void
) async throws {
    try await Journey.run { journey in
        try await invite(journey.database, "agent.33@example.org")
        try await invite(journey.database, "agent.33@example.org", council: "75", role: .agent)
        try await invite(journey.database, "admin.33@example.org", role: .councilAdministrator)
        let clock = MovedClock()
        let site = try site(journey.database, secure: secure, secondFactor: rule) { clock.now }
        try await site.application().test(.router) { client in try await body(client, journey, clock) }
    }
}

extension Shown {
    /// The secret that the page of enrolment shows.
    fileprivate var code: OneTimeCode? {
        guard let start = text.range(of: "<code class=\"sx-secret\">") else { return nil }
        let letters = text[start.upperBound...].prefix { $0 != "<" }.filter { !$0.isWhitespace }
        let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567")
        var (bytes, buffer, bits) = ([UInt8](), 0, 0)
        for letter in letters {
            guard let value = alphabet.firstIndex(of: letter) else { return nil }
            (buffer, bits) = ((buffer << 5 | value) & 0xFFF, bits + 5)
            if bits >= 8 {
                bits -= 8
                bytes.append(UInt8(buffer >> bits & 0xFF))
            }
        }
        return OneTimeCode(secret: bytes)
    }
}

extension OneTimeCode {
    fileprivate func now(_ clock: MovedClock) -> String {
        code(at: OneTimeCode.step(at: Instant(epochSeconds: clock.now)))
    }
}

@Test("from the one-time link to the next sign-in: password, second factor, recovery codes, code")
func firstDay() async throws {
    try await door(.required) { client, journey, clock in
        let council = try await journey.council("33")
        let link = try await InvitePerson(journey.database).run(
            email: "paul@example.org", name: "Paul Durand", council: council, role: .agent, from: day("2026-01-01"),
            by: "essai", token: (0..<32).map { $0 }, now: Instant(epochSeconds: clock.now))
        let browser = Browser(client)
        let welcome = try await browser.get(link)
        #expect(welcome.status == 200 && welcome.text.contains("Paul Durand") && welcome.text.contains("Gironde"))
        let jeton = String(link.suffix(64))
        func choose(_ first: String, _ second: String) async throws -> Shown {
            try await browser.post(
                .invitation(nil),
                [("preuve", welcome.proof), ("jeton", jeton), ("mot-de-passe", first), ("mot-de-passe-2", second)])
        }
        #expect(try await choose("lune corail tambour", "autre chose").text.contains("diffèrent"))
        #expect(try await choose("motdepasse2026", "motdepasse2026").text.contains("facile à deviner"))
        let chosen = try await choose("lune corail tambour", "lune corail tambour")
        #expect(chosen.status == 303 && chosen.location == "/activation")
        #expect(try await browser.get(.dashboard("33")).status == 303, "nothing opens before the second factor")
        let enrolment = try await browser.get(.enrolment(next: nil))
        #expect(enrolment.text.contains("class=\"sx-qr\"") && enrolment.text.contains("otpauth://totp/"))
        let code = try #require(enrolment.code)
        func activate(_ typed: String) async throws -> Shown {
            try await browser.post(.enrolment(next: nil), [("preuve", enrolment.proof), ("code", typed)])
        }
        #expect(try await activate("000000").status == 422)
        let active = try await activate(code.now(clock))
        #expect(active.location == "/compte/codes-de-secours?fait=second-facteur-choisi")
        let codes = try await browser.get(.accountPart(.recoveryCodes))
        #expect(codes.text.components(separatedBy: "<li><code>").count == 11)
        _ = try await browser.post(.accountPart(.recoveryCodes), [("preuve", codes.proof)])
        #expect(!(try await browser.get(.accountPart(.recoveryCodes))).text.contains("<li><code>"))
        #expect(try await Browser(client).get(link).text.contains("Ce lien ne peut plus servir"))
        #expect(try await browser.get(link).location == "/compte", "whoever is inside needs no link")
        clock.move(by: 60)
        try await signInAgain(Browser(client), code, clock)
    }
}

/// A code is asked after the password, and leads on to where one was going.
private func signInAgain(_ browser: Browser, _ code: OneTimeCode, _ clock: MovedClock) async throws {
    let page = try await browser.get(.signIn(next: "/cd/33/medecins"))
    let asked = try await browser.post(
        .signIn(next: nil),
        [
            ("preuve", page.proof), ("courriel", "paul@example.org"), ("mot-de-passe", "lune corail tambour"),
            ("suite", "/cd/33/medecins"),
        ])
    #expect(asked.location == "/verification?suite=%2Fcd%2F33%2Fmedecins")
    #expect(try await browser.get(.dashboard("33")).status == 303)
    let second = try await browser.get(try #require(asked.location))
    func prove(_ typed: String) async throws -> Shown {
        try await browser.post(
            .secondFactor(next: nil), [("preuve", second.proof), ("code", typed), ("suite", "/cd/33/medecins")])
    }
    #expect(try await prove("123").text.contains("inexact, périmé ou déjà utilisé"))
    #expect(try await prove(code.now(clock)).location == "/cd/33/medecins")
    #expect(try await browser.get(.dashboard("33")).status == 200)
    let account = try await browser.get(.account)
    #expect(account.text.contains("actif") && account.text.contains("celle-ci"))
}

@Test("in a demonstration one step is enough; the account page says that the second factor is absent")
func demonstrationInOneStep() async throws {
    try await door(.demonstration) { client, _, _ in
        let browser = Browser(client)
        #expect(try await browser.signIn("agent.33@example.org").location == "/")
        let account = try await browser.get(.account)
        #expect(account.status == 200 && account.text.contains("Le mot de passe seul ouvre votre compte"))
        #expect(account.text.contains("Session jusqu’à"))
    }
}

@Test("each page moves the end of the session, until the last hour says that nothing moves it any more")
func endIsAnnounced() async throws {
    try await door(.demonstration) { client, _, clock in
        let browser = Browser(client)
        _ = try await browser.signIn("agent.33@example.org")
        for _ in 0..<14 {
            clock.move(by: 3_000)
            let page = try await browser.get(.account)
            let isLast = clock.now > 1_795_000_000 + 11 * 3_600
            #expect(page.text.contains("Votre session se ferme à") == isLast)
            #expect(page.text.contains("Session jusqu’à") != isLast)
        }
        clock.move(by: 4_300)
        #expect(try await browser.get(.account).status == 303)
    }
}

@Test("changing organisation changes the token: a cookie copied before is worth nothing")
func switchingRotates() async throws {
    try await door(.demonstration) { client, _, _ in
        let browser = Browser(client)
        _ = try await browser.signIn("agent.33@example.org")
        let before = browser.cookies["sextant-session"]
        let page = try await browser.get(.dashboard("33"))
        let moved = try await browser.post(.membership, [("preuve", page.proof), ("appartenance", "75 agent")])
        #expect(moved.location == "/cd/75" && browser.cookies["sextant-session"] != before)
        #expect(try await browser.get(.dashboard("75")).status == 200)
        let thief = Browser(client)
        thief.plant("sextant-session", before)
        #expect(try await thief.get(.dashboard("33")).status == 303)
    }
}

@Test("what is sent after the end of a session is found again; sent again and accepted, or erased, it is gone")
func draftsComeBack() async throws {
    try await door(.demonstration) { client, journey, clock in
        try await journey.roll([.init(.claire)])
        let rows = try await journey.rows("select physician_id from registry.registration")
        let physician = rows.map { String($0.dropFirst().dropLast()) }[0]
        let browser = Browser(client)
        let fields = [
            ("medecin", physician), ("type", "sans-courriel"), ("date", "2027-02-01"),
            ("raison", "Un motif « long » & précis"),
        ]
        for (draft, isSentAgain) in [("1", true), ("2", false)] {
            _ = try await browser.signIn("agent.33@example.org")
            let page = try await browser.get(.dashboard("33"))
            clock.move(by: 3_700)
            let late = try await browser.post(.hideDiscrepancy("33"), [("preuve", page.proof)] + fields)
            #expect(late.location == "/connexion?suite=%2Fcompte%2Fbrouillons&fait=saisie-conservee")
            #expect(try await browser.get(try #require(late.location)).text.contains("est conservé un jour"))
            _ = try await browser.signIn("agent.33@example.org")
            let drafts = try await browser.get(.drafts)
            #expect(drafts.text.contains("Un motif « long » &amp; précis"))
            #expect(drafts.text.contains("action=\"/cd/33/ecarts/masques\""))
            let stranger = Browser(client)
            _ = try await stranger.signIn("admin.33@example.org")
            #expect(try await stranger.get(.drafts).text.contains("Rien n’attend"))
            let proof = [("preuve", drafts.proof)]
            let done =
                isSentAgain
                ? try await browser.post(.hideDiscrepancy("33"), proof + fields + [("brouillon", draft)])
                : try await browser.post(.drafts, proof + [("saisie", draft)])
            #expect(done.status == 303)
            let after = try await browser.get(.drafts)
            #expect(after.text.contains("Rien n’attend"), "\(isSentAgain)")
            _ = try await browser.post(.signOut, [("preuve", after.proof)])
        }
    }
}

@Test("a form that another site sends changes nothing, even with the right proof (Sec-Fetch-Site)")
func otherSitesSendNothing() async throws {
    try await door(.demonstration) { client, _, _ in
        let browser = Browser(client)
        _ = try await browser.signIn("agent.33@example.org")
        let proof = try await browser.get(.dashboard("33")).proof
        let body = Array("preuve=\(proof)&session=autres".utf8)
        let name = try #require(HTTPField.Name("Sec-Fetch-Site"))
        for (sender, status) in [
            ("cross-site", 403), ("same-site", 403), ("nonsense", 403), ("same-origin", 303), ("none", 303),
        ] {
            var headers = HTTPFields()
            headers[name] = sender
            let answer = try await browser.request(
                "/compte/sessions", .post, type: "application/x-www-form-urlencoded", body, headers)
            #expect(answer.status == status, "\(sender)")
        }
        let plain = try await browser.request(
            "/compte/sessions", .post, type: "application/x-www-form-urlencoded", body)
        #expect(plain.status == 303, "a browser that does not say")
    }
}

@Test("behind HTTPS every cookie is __Host-, Secure, HttpOnly and SameSite, and browsers are told to insist")
func cookiesAreBound() async throws {
    try await door(.demonstration, secure: true) { client, _, _ in
        let browser = Browser(client)
        let page = try await browser.get(.signIn(next: nil))
        let opened = try await browser.post(
            .signIn(next: nil),
            [("preuve", page.proof), ("courriel", "agent.33@example.org"), ("mot-de-passe", Browser.password)])
        let cookies = page.headers[values: .setCookie] + opened.headers[values: .setCookie]
        #expect(cookies.count == 3)
        for cookie in cookies {
            #expect(cookie.hasPrefix("__Host-"), "\(cookie)")
            for part in ["; Secure", "; HttpOnly", "; SameSite=Lax", "; Path=/"] { #expect(cookie.contains(part)) }
            #expect(!cookie.contains("Domain"))
        }
        #expect(opened.headers[.strictTransportSecurity] == "max-age=31536000; includeSubDomains")
    }
}

@Test("where a name under the site's answers by HTTP alone, browsers are told to insist for the site's own name only")
func subdomainsAreLeftOut() async throws {
    try await Journey.run { journey in
        for (secure, insists, expected) in [
            (true, false, "max-age=31536000"), (true, true, "max-age=31536000; includeSubDomains"), (false, true, nil),
        ] as [(Bool, Bool, String?)] {
            try await site(journey.database, secure: secure, insists: insists).application().test(.router) { client in
                let page = try await Browser(client).get(.signIn(next: nil))
                #expect(page.headers[.strictTransportSecurity] == expected)
            }
        }
    }
}

@Test("the account asks for the present code before another second factor or other recovery codes (ASVS 7.5.1)")
func presentCodeIsAsked() async throws {
    try await door(.demonstration) { client, _, clock in
        let browser = Browser(client)
        _ = try await browser.signIn("agent.33@example.org")
        func send(_ part: AccountPart, _ code: String) async throws -> Shown {
            let page = try await browser.get(.account)
            return try await browser.post(
                .accountPart(part),
                [("preuve", page.proof), ("mot-de-passe-actuel", Browser.password), ("code", code)])
        }
        let account = try await browser.get(.account)
        #expect(!account.text.contains("code-facteur"), "without a second factor there is no code to ask")
        #expect(try await send(.newRecoveryCodes, "").status == 422)
        #expect(try await send(.secondFactor, "").location == "/activation")
        let enrolment = try await browser.get(.enrolment(next: nil))
        let code = try #require(enrolment.code)
        _ = try await browser.post(.enrolment(next: nil), [("preuve", enrolment.proof), ("code", code.now(clock))])
        for (part, field) in [(AccountPart.secondFactor, "code-facteur"), (.newRecoveryCodes, "code-codes")] {
            clock.move(by: 60)
            for wrong in ["", "000000"] {
                let refused = try await send(part, wrong)
                #expect(refused.status == 422 && refused.text.contains("<a href=\"#\(field)\">"), "\(part) \(wrong)")
                #expect(refused.text.contains("id=\"\(field)\""))
            }
            #expect(try await browser.get(.enrolment(next: nil)).location == "/compte", "nothing is proposed")
        }
        #expect(try await send(.newRecoveryCodes, code.now(clock)).location == "/compte/codes-de-secours")
        clock.move(by: 60)
        #expect(try await send(.secondFactor, code.now(clock)).location == "/activation")
    }
}

@Test("random cookies, forms and links are answered by a page and never by a fault of ours (fuzz)")
func randomBytesNeverFail() async throws {
    try await door(.required) { client, _, _ in
        var dice = Dice(state: 7)
        let paths = [
            "/connexion", "/verification", "/activation", "/invitation", "/compte/sessions", "/compte/mot-de-passe",
            "/compte/brouillons", "/compte/codes-de-secours", "/deconnexion",
        ]
        func noise(_ most: Int) -> String {
            let bytes = (0..<Int.random(in: 0...most, using: &dice)).map { _ in
                UInt8.random(in: .min ... .max, using: &dice)
            }
            return String(decoding: bytes, as: UTF8.self)
        }
        for _ in 0..<600 {
            let browser = Browser(client)
            let cookie = noise(90).filter { $0.isASCII && !$0.isNewline && $0 > " " && !";,\"\\".contains($0) }
            for name in ["sextant-session", "sextant-visite", "sextant-appareil"] where Bool.random(using: &dice) {
                browser.plant(name, cookie)
            }
            let path = paths.randomElement(using: &dice) ?? "/connexion"
            let page = try await browser.get(
                "\(path)?jeton=\(Query.encode(noise(80)))&suite=\(Query.encode(noise(60)))")
            #expect(page.status < 500, "\(path)")
            let proof = try await browser.get(.signIn(next: nil)).proof
            var body = "preuve=\(Bool.random(using: &dice) ? proof : noise(70))"
            for name in ["courriel", "mot-de-passe", "code", "jeton", "suite", "session", "saisie", "brouillon"] {
                body += "&\(name)=\(Bool.random(using: &dice) ? Query.encode(noise(60)) : noise(20))"
            }
            let answer = try await browser.request(
                path, .post, type: "application/x-www-form-urlencoded", Array(body.utf8))
            #expect(answer.status < 500, "\(path) \(answer.status)")
        }
    }
}

@Test(
    "the port that a proxy adds is no part of the client's address",
    arguments: [
        ("192.0.2.7:4711", "192.0.2.7"), ("192.0.2.7", "192.0.2.7"), ("[2001:db8::7]:4711", "2001:db8::7"),
        ("2001:db8::7", "2001:db8::7"),
    ])
func portsAreNoAddress(said: String, expected: String) { #expect(SiteContext.withoutPort(said) == expected) }

@Test("a browser is named in words from what it says of itself")
func browsersHaveNames() {
    for (agent, words) in [
        ("Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:143.0) Gecko/20100101 Firefox/143.0", "Firefox sous Windows"),
        ("Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chrome/140.0 Safari/537.36 Edg/140.0", "Edge sous Linux"),
        (
            "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Version/18.0 Mobile Safari/604.1",
            "Safari sur iPhone"
        ),
        ("curl/8.5", ""), ("", ""), (String(repeating: "<script>", count: 90), ""),
    ] {
        #expect(BrowserWords.french(agent) == words)
    }
}
