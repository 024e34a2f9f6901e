import Access
import Foundation
import HTTPTypes
import Postgres
import Standings
import Support
import Testing
import Vocabulary

@testable import Web

@Suite("Référentiels in the browser")
struct FrameworkJourneyTests {
    @Test("each office begins on its own page, and is shown only what its role may do")
    func officesBeginAtHome() async throws {
        try await offices { browser, _ in
            for (email, home, other) in [
                ("national@example.org", SiteURL.nationalOffice, SiteURL.certificationOffice),
                ("anne@example.org", .certificationOffice, .nationalOffice),
            ] {
                try await browser.become(email)
                #expect(try await browser.get(.home).location == home.text)
                let page = try await browser.get(home)
                #expect(page.text.contains("Brouillons à compléter") && page.text.contains(">Référentiels</a>"))
                #expect(!page.text.contains(">Médecins</a>") && !page.text.contains("name=\"q\""))
                #expect(try await browser.get(other).status == 403)
                for url: SiteURL in [.dashboard("33"), .worklist("33", .init()), .dashboard("CNCP")] {
                    #expect([403, 404].contains(try await browser.get(url).status), "\(url.text)")
                }
            }
        }
    }

    @Test("a council sees what is published, and no draft; an office sees what a draft lacks")
    func draftsAreNotPublished() async throws {
        try await offices { browser, _ in
            try await browser.become("agent.33@example.org")
            let list = try await browser.get(.frameworks(.init()))
            #expect(list.status == 200 && list.text.contains("/referentiels/medecine-generale/1\""))
            #expect(!list.text.contains("/referentiels/medecine-generale/2") && !list.text.contains("Brouillon"))
            #expect(try await browser.get(.framework(second, against: nil)).status == 404)
            #expect(try await browser.get(.frameworkImpact(second, isFollowed: false)).status == 404)
            let first = try await browser.get("/referentiels/medecine-generale/1")
            #expect(first.text.contains("mg1-dpc-andpc-faf") && first.text.contains("Pratiques exclues"))
            #expect(!first.text.contains("Décider"))
            try await browser.become("national@example.org")
            let drafts = try await browser.get(.frameworks(.init(state: "brouillon")))
            #expect(drafts.text.contains("/referentiels/medecine-generale/2\""))
        }
    }

    @Test("a flat list is looked at, then kept as drafts that say what they lack and cannot be proposed")
    func flatListBecomesDrafts() async throws {
        try await offices { browser, journey in
            try await browser.become("national@example.org")
            let proof = try await browser.get(.frameworkImport).proof
            let fields = [("preuve", proof), ("source", "liste de l’ANS"), ("date", "2026-11-01")]
            let text = "code;libelle\nREF.10.02_1-AXE1-1;\"Une action ; « citée »\"\nREF.99-AXE1-1;Inconnue\n"
            let read = try await browser.upload(.frameworkImport, fields, file: ("liste.csv", text))
            #expect(read.status == 200 && read.text.contains("rien n’est encore enregistré"))
            #expect(read.text.contains("REF.99-AXE1-1") && read.text.contains("mode de labellisation"))
            let contents = try #require(read.text.components(separatedBy: "name=\"contenu\" value=\"").last)
            let lines = try await browser.post(
                .frameworkImportRejected,
                fields + [("nom", "liste.csv"), ("contenu", String(contents.prefix { $0 != "\"" }))])
            #expect(lines.headers[.contentDisposition]?.contains("lignes-a-corriger.csv") == true)
            #expect(lines.text.contains("code;libelle;erreur") && lines.text.contains("REF.99-AXE1-1;Inconnue"))
            #expect(!lines.text.contains("REF.10.02_1"))
            let address = FrameworkAddress("REF.10.02_1", "2026-11-01")
            #expect(try await browser.get(.framework(address, against: nil)).status == 404)
            let encoded = try #require(read.text.components(separatedBy: "name=\"contenu\" value=\"").last)
            let kept = try await browser.post(
                .frameworkImportApplication,
                fields + [("nom", "liste.csv"), ("contenu", String(encoded.prefix { $0 != "\"" }))])
            #expect(kept.status == 303 && kept.location?.hasPrefix("/referentiels/REF.10.02_1/2026-11-01") == true)
            let page = try await browser.get(.framework(address, against: nil))
            #expect(page.text.contains("Ce qui manque") && page.text.contains("Une action ; « citée »"))
            let refused = try await browser.post(.frameworkPart(address, .proposal), [("preuve", proof)])
            #expect(refused.status == 422 && refused.text.contains("ne peut pas encore être proposé"))
            let discarded = try await browser.post(.frameworkPart(address, .removal), [("preuve", proof)])
            #expect(discarded.status == 422 && discarded.text.contains("Dites pourquoi"))
            let reason = [("preuve", proof), ("raison", "essai")]
            #expect(try await browser.post(.frameworkPart(address, .removal), reason).status == 303)
            #expect(try await browser.get(.framework(address, against: nil)).status == 404)
        }
    }

    @Test("a package that nobody signed is refused with path and reason")
    func unsignedPackageIsRefused() async throws {
        try await offices { browser, _ in
            try await browser.become("anne@example.org")
            let package = try await browser.get(.frameworkPart(second, .package))
            #expect(package.headers[.contentType]?.hasPrefix("application/json") == true)
            let proof = try await browser.get(.frameworkImport).proof
            let read = try await browser.upload(
                .frameworkImport, [("preuve", proof), ("source", "essai"), ("date", "2026-12-01")],
                file: ("v2.json", package.text))
            #expect(read.status == 422 && read.text.contains("signature\u{A0}: texte sans signature"))
            let signed = try await browser.get(.frameworkPart(second, .signedPackage))
            #expect(signed.status == 200 && signed.text.contains("sextant-package/1"))
            let empty = try await browser.post(.frameworkImport, [("preuve", proof)])
            #expect(empty.status == 422 && empty.text.contains("3 points sont à corriger"))
        }
    }
}

extension FrameworkJourneyTests {
    @Test("a version is proposed by one person and approved by another, who has read the report on its effect (B)")
    func publicationTakesTwoPersons() async throws {
        try await offices { browser, journey in
            try await browser.become("anne@example.org")
            #expect(try await browser.decide(.proposal, [("raison", "nouvelle version")]).status == 303)
            let page = try await browser.get(.framework(second, against: nil))
            #expect(page.text.contains("De la version 1 à la version 2") && page.text.contains("mg1-dpc-andpc-faf"))
            #expect(try await browser.decide(.approval, [("lu", "oui")]).status == 422)
            let proof = page.proof
            let asked = [("preuve", proof), ("date", "2027-02-05")]
            #expect(try await browser.post(.frameworkImpact(second, isFollowed: false), asked).status == 303)
            let waiting = try await browser.get(.frameworkImpact(second, isFollowed: true))
            #expect(waiting.text.contains("Calcul en cours") && waiting.text.contains("http-equiv=\"refresh\""))
            let still = try await browser.get(.frameworkImpact(second, isFollowed: false))
            #expect(!still.text.contains("http-equiv=\"refresh\""))
            _ = try await RunImpact(database: journey.database, nonce: { Array(0..<32) }).runWaiting()
            let own = try await browser.get(.frameworkImpact(second, isFollowed: true))
            #expect(own.text.contains("En résumé") && own.text.contains("une autre personne du CNCP doit lire"))
            #expect(!own.text.contains("AUBIN") && !own.text.contains("http-equiv"))
            let hash = try await journey.reportHash()
            let accepted = [("lu", "oui"), ("rapport", hash)]
            let refused = try await browser.decide(.approval, accepted)
            #expect(refused.status == 422 && refused.text.contains("Vous avez proposé cette version"))
            try await browser.become("national@example.org")
            #expect(try await browser.decide(.approval, accepted).status == 403)
            try await browser.become("bruno@example.org")
            #expect(try await browser.get(.frameworkImpact(second, isFollowed: false)).text.contains(hash))
            #expect(try await browser.decide(.approval, [("rapport", hash)]).text.contains("Cochez la case"))
            #expect(try await browser.decide(.approval, [("lu", "oui"), ("rapport", "autre")]).status == 422)
            #expect(try await browser.decide(.approval, accepted).status == 303)
            #expect(try await browser.get(.framework(second, against: nil)).text.contains("Approuvée, à venir"))
            #expect(try await browser.decide(.withdrawal, [("raison", "essai")]).status == 409)
        }
    }

    @Test("a council reads the effect on its own physicians, with examples; of another council it reads nothing")
    func councilsReadTheirOwnEffect() async throws {
        try await offices { browser, journey in
            try await browser.become("anne@example.org")
            _ = try await browser.decide(.proposal)
            let proof = try await browser.get(.help).proof
            _ = try await browser.post(
                .frameworkImpact(second, isFollowed: false), [("preuve", proof), ("date", "2027-02-05")])
            _ = try await RunImpact(database: journey.database, nonce: { Array(0..<32) }).runWaiting()
            for (email, isOwn) in [("agent.33@example.org", true), ("agent.75@example.org", false)] {
                try await browser.become(email)
                let list = try await browser.get(.frameworks(.init()))
                #expect(list.text.contains("son effet sur vos médecins"))
                let page = try await browser.get(.frameworkImpact(second, isFollowed: false))
                #expect(page.status == 200 && page.text.contains("votre conseil"))
                #expect(page.text.contains("CASTEL") == false || !isOwn)
                #expect(page.text.contains("AUBIN") == false || isOwn)
                let file = try await browser.get(.frameworkPart(second, .impactFile))
                #expect(file.status == 200 && file.text.contains("Regroupement"))
                #expect(!file.text.contains("AUBIN") && file.text.contains(isOwn ? ";33;" : ";75;"))
            }
        }
    }

    @Test("the national council links a specialty, with its source; the history keeps what was before (rule R26)")
    func specialtiesAreLinked() async throws {
        try await offices { browser, _ in
            try await browser.become("anne@example.org")
            let read = try await browser.get(.specialties(code: "SM01"))
            #expect(read.status == 200 && !read.text.contains("Enregistrer la correspondance"))
            let fields = [
                ("preuve", read.proof), ("code", "SM01"), ("candidats", "REF.10.02_1"), ("candidats", "REF.10.03_1"),
                ("certitude", "a_confirmer"), ("source", "décision du 21/11/2026"), ("date", "2026-11-21"),
            ]
            #expect(try await browser.post(.specialties(code: nil), fields).status == 403)
            try await browser.become("national@example.org")
            let proof = try await browser.get(.help).proof
            let wrong = fields.map { $0.0 == "preuve" ? ("preuve", proof) : $0.0 == "source" ? ("source", "") : $0 }
            #expect(try await browser.post(.specialties(code: nil), wrong).status == 422)
            let refused = try await browser.post(.specialties(code: nil), wrong)
            #expect(refused.text.contains("href=\"#source\"") && refused.text.contains("REF.10.02_1\" selected"))
            #expect(refused.text.contains("value=\"a_confirmer\" checked"))
            let right = fields.map { $0.0 == "preuve" ? ("preuve", proof) : $0 }
            let asked = try await browser.post(.specialties(code: nil), right)
            #expect(asked.status == 200 && asked.text.contains("Confirmer la correspondance"))
            #expect(asked.text.contains("médecin porte") && asked.text.contains("enregistrez-en une nouvelle"))
            #expect(try await !browser.get(.specialties(code: "SM01")).text.contains("décision du 21/11/2026"))
            let confirmed = right + [("confirme", "oui")]
            #expect(try await browser.post(.specialties(code: nil), confirmed).status == 303)
            let page = try await browser.get(.specialties(code: "SM01"))
            #expect(page.text.contains("décision du 21/11/2026") && page.text.contains("REF.10.03_1"))
            #expect(try await browser.get(.specialties(code: "SM99")).status == 404)
        }
    }

    @Test("a physician's page says why, and what would be enough; of block 4 nothing but numbers (rule R24)")
    func physicianPageExplains() async throws {
        try await visit { browser, journey in
            _ = try await browser.signIn("agent.33@example.org")
            let rows = try await journey.rows(
                "select distinct r.physician_id from registry.registration r join registry.physician p "
                    + "using (physician_id) where p.rpps_number = \(Practitioner.hugo.rpps)")
            let hugo = try #require(rows.first.flatMap { Int64($0.dropFirst().dropLast()) })
            let page = try await browser.get(.physician("33", hugo, from: nil))
            #expect(page.text.contains("id=\"pourquoi\"") && page.text.contains("id=\"suffirait\""))
            #expect(page.text.contains("8 étapes suffisent") && page.text.contains("au plus tard le"))
            #expect(!page.text.contains("mg4-"))
        }
    }
}

extension Journey {
    /// The hash of the newest report.
    func reportHash() async throws -> String {
        try await database.transaction(as: .national) {
            try $0.query("select report_hash from standings.impact order by impact_id desc limit 1")[0]
                .text("report_hash")
        }
    }
}
