import Access
import Alerts
import Documents
import Hummingbird
import HummingbirdTesting
import Letters
import Postgres
import Standings
import Support
import Synchronization
import Testing
import Vocabulary

@testable import Web

@Suite("The words of letters are changed by two people, on the pages")
struct TemplateJourneyTests {
    private static let today = "2029-01-02"

    /// Two national administrators, an instructing agent, two presidents and an auditor of council 33, and four late
    /// physicians there with a campaign.
    private func visit(
        press: any LetterPress = WholePress(),
        _ body: @escaping @Sendable (Browser, Journey) async throws -> Void
    ) async throws {
        try await Journey.run(today: Self.today) { journey in
            for name in ["n1", "n2"] {
                try await invite(
                    journey.database, "\(name)@example.org", council: "national", role: .nationalAdministrator)
            }
            try await invite(journey.database, "agent.33@example.org")
            for name in ["p1", "p2"] {
                try await invite(journey.database, "\(name)@example.org", role: .president)
            }
            try await invite(journey.database, "audit@example.org", role: .auditor)
            try await invite(journey.database, "agent.75@example.org", council: "75")
            try await journey.roll(
                [Practitioner.claire, .hugo, .ines, .jean].map {
                    .init(
                        $0,
                        [
                            "courriel_rpps": "\($0.rpps)@example.org", "adresse_1": "1 RUE NEUVE",
                            "adresse_2": "33000 BORDEAUX",
                        ])
                }, asOf: Self.today)
            try await journey.nightly(Self.today)
            _ = try await AlertNight(database: journey.database, on: day(Self.today), notAfter: day(Self.today)).run()
            var settings = SiteSettings(
                today: { day(Self.today) }, now: { Instant(epochSeconds: 1_862_000_000) },
                random: { count in (0..<count).map { _ in UInt8.random(in: 0...255) } },
                secondFactor: .demonstration, keys: KeyRing(key: Array(0..<32)))
            settings.press = press
            settings.hasTypesetter = true
            let application = try Site(database: journey.database, settings: settings).application()
            try await application.test(.router) { client in try await body(Browser(client), journey) }
        }
    }

    private func hidden(_ page: Shown, _ name: String) -> String {
        page.text.firstMatch(of: try! Regex("name=\"\(name)\" value=\"([^\"]*)\"")).map {
            String($0.output[1].substring ?? "")
        } ?? ""
    }

    /// Sends a form of the draft's page, as it is shown now.
    private func decide(
        _ browser: Browser, _ part: TemplateAddress.DraftPart, _ fields: [(String, String)] = []
    ) async throws -> Shown {
        let page = try await browser.get(.templates(.draft(.alert)))
        return try await browser.post(
            .templates(.draftPart(.alert, part)),
            [
                ("preuve", page.proof), ("modele", hidden(page, "modele")), ("revision", hidden(page, "revision")),
            ] + fields)
    }

    private func begin(_ browser: Browser) async throws {
        let page = try await browser.get(.templates(.kind(.alert, version: nil)))
        #expect(page.text.contains("Modifier ce texte"))
        let answer = try await browser.post(
            .templates(.draftPart(.alert, .beginning)), [("preuve", page.proof)])
        #expect(answer.status == 303)
    }

    private static let mail =
        "{destinataire},\r\n\r\nCe n’est pas une décision. Un accompagnement est possible : {cnp} {plateforme}"
        + "\r\n\r\n{reponse}\r\n\r\n{conseil}"

    @Test("a national text is written, checked, compared, proposed by one person and published by another")
    func national() async throws {
        try await visit { browser, _ in
            try await browser.become("n1@example.org")
            try await begin(browser)
            let flawed = try await decide(
                browser, .text, [("objet", "Objet {age}"), ("courriel", Self.mail), ("lettre", Self.mail)])
            #expect(flawed.status == 303)
            var page = try await browser.get(.templates(.draft(.alert)))
            #expect(page.text.contains("Le champ {age} n"))
            #expect(page.text.contains("aria-describedby=\"objet-erreur\" aria-invalid=\"true\""))
            #expect(page.text.contains("Ce que le texte doit dire") && !page.text.contains(">Manque<"))
            #expect(try await decide(browser, .proposal).status == 422)
            _ = try await decide(
                browser, .text, [("objet", "Un nouvel objet"), ("courriel", Self.mail), ("lettre", Self.mail)])
            page = try await browser.get(.templates(.draft(.alert)))
            #expect(page.text.contains("Rien ne manque") && page.text.contains("<ins>Un nouvel objet</ins>"))
            #expect(try await decide(browser, .proposal).status == 303)
            page = try await browser.get(.templates(.draft(.alert)))
            #expect(
                page.text.contains("une autre personne du Conseil national") && !page.text.contains("Publier ce texte"))
            #expect(try await decide(browser, .publication, [("jour", Self.today)]).status == 422)
            try await browser.become("n2@example.org")
            let past = try await decide(browser, .publication, [("jour", "2029-01-01")])
            #expect(past.status == 422 && past.text.contains("Choisissez un jour qui n"))
            let proposal = try await browser.get(.templates(.draft(.alert)))
            #expect(try await decide(browser, .publication, [("jour", Self.today)]).status == 303)
            page = try await browser.get(.templates(.kind(.alert, version: nil)))
            #expect(page.text.contains("version nationale 1, en vigueur") && page.text.contains("Un nouvel objet"))
            let late = try await browser.post(
                .templates(.draftPart(.alert, .publication)),
                [
                    ("preuve", proposal.proof), ("modele", hidden(proposal, "modele")),
                    ("revision", hidden(proposal, "revision")), ("jour", "2029-01-05"),
                ])
            #expect(late.status == 409 && late.text.contains("pendant ce temps"))
        }
    }

    @Test("a proposal is sent back with a reason that its author reads")
    func sentBack() async throws {
        try await visit { browser, _ in
            try await browser.become("n1@example.org")
            try await begin(browser)
            _ = try await decide(browser, .text, [("objet", "Autre"), ("courriel", Self.mail), ("lettre", Self.mail)])
            _ = try await decide(browser, .proposal)
            try await browser.become("n2@example.org")
            #expect(try await decide(browser, .sendingBack).status == 422)
            #expect(try await decide(browser, .sendingBack, [("raison", "Trop sec")]).status == 303)
            try await browser.become("n1@example.org")
            let page = try await browser.get(.templates(.draft(.alert)))
            #expect(page.text.contains("« Trop sec »") || page.text.contains("Trop sec"))
            #expect(try await decide(browser, .removal).status == 303)
            #expect(try await browser.get(.templates(.draft(.alert))).location == "/national/modeles/alerte")
        }
    }

    @Test(
        "a council reads the national words locked, proposes its own, another person publishes, and letters bear them")
    func council() async throws {
        try await visit { browser, journey in
            try await browser.become("agent.33@example.org")
            var page = try await browser.get(.templates(.council("33")))
            #expect(page.text.contains("Verrouillé") && page.text.contains("Aucun texte du conseil"))
            let address = SiteURL.templates(.block("33", .signature, .proposal))
            let flawed = try await browser.post(address, [("preuve", page.proof), ("texte", "{age}")])
            #expect(flawed.status == 422 && flawed.text.contains("Le champ {age} n"))
            let sent = try await browser.post(address, [("preuve", page.proof), ("texte", "Docteur Anne Petit")])
            #expect(sent.status == 303)
            page = try await browser.get(.templates(.council("33")))
            #expect(!page.text.contains("Publier ce texte"))
            let publication = SiteURL.templates(.block("33", .signature, .publication))
            let fields = [("version", "1"), ("jour", Self.today)]
            #expect(try await browser.post(publication, [("preuve", page.proof)] + fields).status == 403)
            let waiting = try await browser.get(.templates(.preview("33", .alert, proposed: true)))
            #expect(waiting.text.contains("Docteur Anne Petit"))
            let usual = try await browser.get(.templates(.preview("33", .alert, proposed: false)))
            #expect(usual.status == 200 && !usual.text.contains("Docteur Anne Petit"))
            #expect(usual.text.matches(of: /Voir ce destinataire/).count == 3)
            try await browser.become("p1@example.org")
            page = try await browser.get(.templates(.council("33")))
            #expect(try await browser.post(publication, [("preuve", page.proof)] + fields).status == 303)
            let late = try await browser.post(publication, [("preuve", page.proof)] + fields)
            #expect(late.status == 409)
            let after = try await browser.get(.templates(.preview("33", .alert, proposed: false)))
            #expect(after.text.contains("Docteur Anne Petit"))
            #expect(
                try await journey.rows("select action from access.event where action like 'block_%' order by event_id")
                    == ["(block_proposed)", "(block_published)"])
        }
    }

    @Test("an alert without its compulsory words is not proposed, and the page says what is missing where")
    func compulsory() async throws {
        try await visit { browser, _ in
            try await browser.become("n1@example.org")
            try await begin(browser)
            let bare = "{destinataire}\r\n\r\nUn mot.\r\n\r\n{reponse} {conseil}"
            _ = try await decide(browser, .text, [("objet", "Objet"), ("courriel", bare), ("lettre", Self.mail)])
            let page = try await browser.get(.templates(.draft(.alert)))
            #expect(page.text.matches(of: />Manque</).count == 4)
            let refused = try await decide(browser, .proposal)
            #expect(refused.status == 422 && refused.text.contains("offre d’accompagnement"))
            #expect(refused.text.contains("href=\"#courriel\"") && refused.text.contains("id=\"courriel-erreur\""))
        }
    }

    @Test("a letter that the press refuses is not proposed; a silent press loses nothing")
    func press() async throws {
        for (fault, sentence) in [
            (TypesetFault.missingGlyph("☎"), "Les polices n’ont pas"),
            (.engine("out"), "L’outil de mise en page ne répond pas"),
        ] {
            try await visit(press: WholePress(fault)) { browser, _ in
                try await browser.become("n1@example.org")
                try await begin(browser)
                _ = try await decide(
                    browser, .text, [("objet", "Autre"), ("courriel", Self.mail), ("lettre", Self.mail + " ☎")])
                let refused = try await decide(browser, .proposal)
                #expect(refused.status == 422 && refused.text.contains(sentence), "\(sentence)")
                #expect(try await browser.get(.templates(.draft(.alert))).text.contains("Proposer ce texte"))
                try await browser.become("agent.33@example.org")
                let proof = try await browser.get(.templates(.council("33"))).proof
                let block = try await browser.post(
                    .templates(.block("33", .signature, .proposal)), [("preuve", proof), ("texte", "☎ 05")])
                #expect(block.status == 422 && block.text.contains(sentence))
            }
        }
    }

    @Test("whoever saves what somebody else saved meanwhile keeps the typed words, and sees both")
    func conflict() async throws {
        try await visit { browser, _ in
            try await browser.become("n1@example.org")
            try await begin(browser)
            let seen = try await browser.get(.templates(.draft(.alert)))
            let (id, revision) = (hidden(seen, "modele"), hidden(seen, "revision"))
            try await browser.become("n2@example.org")
            _ = try await decide(
                browser, .text, [("objet", "De l’autre"), ("courriel", Self.mail), ("lettre", Self.mail)])
            try await browser.become("n1@example.org")
            let proof = try await browser.get(.templates(.draft(.alert))).proof
            let late = try await browser.post(
                .templates(.draftPart(.alert, .text)),
                [
                    ("preuve", proof), ("modele", id), ("revision", revision), ("objet", "De moi"),
                    ("courriel", Self.mail), ("lettre", Self.mail),
                ])
            #expect(late.status == 409 && late.text.contains("Rien de ce que vous avez écrit"))
            #expect(late.text.contains("value=\"De moi\"") && late.text.contains("<del>De l’autre</del>"))
        }
    }

    @Test("two people of the national council revoke words that are still to come")
    func revocation() async throws {
        try await visit { browser, journey in
            try await browser.become("n1@example.org")
            try await begin(browser)
            _ = try await decide(browser, .text, [("objet", "Juin"), ("courriel", Self.mail), ("lettre", Self.mail)])
            _ = try await decide(browser, .proposal)
            try await browser.become("n2@example.org")
            #expect(try await decide(browser, .publication, [("jour", "2029-06-01")]).status == 303)
            let (request, agreement) = (
                SiteURL.templates(.revocation(.alert, .request)), SiteURL.templates(.revocation(.alert, .agreement))
            )
            var page = try await browser.get(.templates(.kind(.alert, version: nil)))
            #expect(page.text.contains("Demander sa révocation"))
            let fields = [("preuve", page.proof), ("modele", hidden(page, "modele"))]
            let empty = try await browser.post(request, fields)
            #expect(empty.status == 422 && empty.text.contains("Dites pourquoi"))
            #expect(try await browser.post(request, fields + [("raison", "Une faute")]).status == 303)
            #expect(try await browser.post(agreement, fields).status == 422)
            try await browser.become("n1@example.org")
            page = try await browser.get(.templates(.kind(.alert, version: nil)))
            #expect(page.text.contains("Confirmer la révocation") && page.text.contains("Une faute"))
            let answer = try await browser.post(
                agreement, [("preuve", page.proof), ("modele", hidden(page, "modele"))])
            #expect(answer.status == 303)
            page = try await browser.get(.templates(.kind(.alert, version: nil)))
            #expect(page.text.contains("révoquée") && !page.text.contains("Confirmer la révocation"))
        }
    }

    @Test("the preview's file says on each page that it is not to be sent, and the journal that it was opened")
    func previewFile() async throws {
        let press = WholePress()
        try await visit(press: press) { browser, journey in
            try await browser.become("agent.33@example.org")
            let url = SiteURL.templates(.previewFile("33", .alert, proposed: false, rank: 1))
            #expect(try await browser.get(url).status == 200)
            #expect(press.banners == ["APERÇU : ne pas envoyer"])
            #expect(
                try await journey.rows("select detail ->> 'preview' from access.event where action = 'letter_opened'")
                    == ["(true)"])
            try await browser.become("audit@example.org")
            #expect(try await browser.get(url).status == 403)
            #expect(try await browser.get(.templates(.preview("33", .alert, proposed: false))).status == 403)
        }
    }

    @Test(
        "the sender is proposed with an address that a mail can bear, published by another person, and answered there")
    func sender() async throws {
        try await visit { browser, _ in
            try await browser.become("p1@example.org")
            var page = try await browser.get(.templates(.council("33")))
            #expect(page.text.contains("pas encore dit sous quel nom"))
            let address = SiteURL.templates(.block("33", .sender, .proposal))
            let wrong = try await browser.post(
                address,
                [
                    ("preuve", page.proof), ("nom-expediteur", "Conseil 33"), ("adresse-reponse", "à vérifier"),
                    ("adresse-postale", String(repeating: "a", count: 39)),
                ])
            #expect(wrong.status == 422 && wrong.text.contains("écrivez nom@domaine"))
            #expect(wrong.text.contains("id=\"adresse-postale-erreur\"") && wrong.text.contains("38 au plus"))
            let empty = try await browser.post(address, [("preuve", page.proof)])
            #expect(empty.status == 422 && empty.text.contains("Écrivez le nom sous lequel"))
            let fields = [
                ("preuve", page.proof), ("nom-expediteur", "Conseil de la Gironde"),
                ("adresse-reponse", "reponse@example.org"), ("telephone", "05 00 00 00 00"),
                ("adresse-postale", "1 rue du Port\r\n33000 Bordeaux"),
            ]
            #expect(try await browser.post(address, fields).status == 303)
            let preview = SiteURL.templates(.preview("33", .alert, proposed: false))
            #expect(try await !browser.get(preview).text.contains("reponse@example.org"))
            let publication = SiteURL.templates(.block("33", .sender, .publication))
            let own = try await browser.post(
                publication, [("preuve", page.proof), ("version", "1"), ("jour", Self.today)])
            #expect(own.status == 422 && own.text.contains("une autre personne"))
            try await browser.become("agent.33@example.org")
            let late = try await browser.post(
                address,
                [("preuve", try await browser.get(.templates(.council("33"))).proof), ("nom-expediteur", "Autre nom")])
            #expect(late.status == 409 && late.text.contains("Autre nom"))
            try await browser.become("p2@example.org")
            page = try await browser.get(.templates(.council("33")))
            #expect(page.text.contains("33000 Bordeaux"))
            let answer = try await browser.post(
                publication, [("preuve", page.proof), ("version", "1"), ("jour", Self.today)])
            #expect(answer.status == 303)
            page = try await browser.get(.templates(.council("33")))
            #expect(page.text.contains("Version 1, en vigueur depuis le"))
            #expect(try await browser.get(preview).text.contains("reponse@example.org"))
        }
    }

    @Test("no lot of letters is asked for before the council has said where the post finds it")
    func noAddress() async throws {
        try await visit { browser, _ in
            try await browser.become("agent.33@example.org")
            let page = try await browser.get(.postalLots(.list("33")))
            let asked = try await browser.post(.postalLots(.list("33")), [("preuve", page.proof)])
            #expect(asked.status == 422 && asked.text.contains("donnez l’adresse postale"))
        }
    }

    @Test("whoever has no right meets a refusal: another council, an auditor's form, a council's national words")
    func forbidden() async throws {
        try await visit { browser, _ in
            for (email, url, status) in [
                ("agent.75@example.org", SiteURL.templates(.council("33")), 404),
                ("agent.33@example.org", .templates(.list), 404),
                ("audit@example.org", .templates(.council("33")), 200),
                ("n1@example.org", .templates(.council("33")), 404), ("n1@example.org", .templates(.list), 200),
            ] {
                try await browser.become(email)
                #expect(try await browser.get(url).status == status, "\(email) \(url.path)")
            }
            try await browser.become("audit@example.org")
            let proof = try await browser.get(.account).proof
            for url in [
                SiteURL.templates(.block("33", .signature, .proposal)),
                .templates(.block("33", .sender, .proposal)), .templates(.block("33", .sender, .revocation)),
                .templates(.block("33", .signature, .publication)),
            ] {
                #expect(
                    try await browser.post(url, [("preuve", proof), ("version", "1")]).status == 403, "\(url.path)")
            }
        }
    }

    @Test("every address of the words of letters is read as it is printed")
    func addresses() {
        var addresses: [TemplateAddress] = [.list, .council("33")]
        for kind in Letters.Notice.Kind.allCases {
            addresses += [.kind(kind, version: nil), .draft(kind), .preview("33", kind, proposed: true)]
            addresses.append(.kind(kind, version: .init(id: kind.rawValue, version: 2)))
            addresses.append(.kind(kind, version: .init(id: "\(kind.rawValue).national", version: 3)))
            addresses.append(.previewFile("33", kind, proposed: false, rank: 2))
            addresses += TemplateAddress.DraftPart.allCases.map { .draftPart(kind, $0) }
            addresses += TemplateAddress.RevocationPart.allCases.map { .revocation(kind, $0) }
        }
        for block in CouncilBlock.Kind.allCases {
            addresses += TemplateAddress.BlockPart.allCases.map { .block("33", block, $0) }
        }
        for address in addresses { #expect(SiteURL(SiteURL.templates(address).text) == .templates(address)) }
        for path in ["/national/modeles/autre", "/cd/33/modeles/blocs/x/retrait", "/national/modeles/alerte/x"] {
            #expect(SiteURL(path) == nil, "\(path)")
        }
    }
}

/// A press whose letters all have one page, or that always refuses.
private final class WholePress: LetterPress {
    private let fault: TypesetFault?
    private let given = Mutex<[String]>([])

    init(_ fault: TypesetFault? = nil) { self.fault = fault }

    /// What stood across the sheets that were not to be sent.
    var banners: [String] { given.withLock { $0 } }

    func set(_ letter: PrintedLetter) async throws(TypesetFault) -> Typeset {
        if let banner = letter.banner { given.withLock { $0.append(banner) } }
        if let fault { throw fault }
        return Typeset(pdf: Array("%PDF".utf8), pages: 1, sha256: "", engine: "tests")
    }

    func set(lot letters: [PrintedLetter]) async throws(TypesetFault) -> Typeset { try await set(letters[0]) }
}
