import Access
import HTTPTypes
import Postgres
import Registry
import Standings
import Support
import Testing

@testable import Web

/// A council with two people who may review, and somebody who left long ago.
private func purging(_ body: @escaping @Sendable (Browser, Journey, Int64) async throws -> Void) async throws {
    try await visit { browser, journey in
        try await invite(journey.database, "presidente.33@example.org", role: .president)
        try await invite(journey.database, "auditrice.33@example.org", role: .auditor)
        try await journey.roll([
            .init(.jean, registered: "2001-01-01", ["fin_inscription": "2012-06-30", "motif_fin": "retraite"])
        ])
        let council = try await journey.council("33")
        let jean = try await journey.database.transaction(as: council.principal) {
            try PhysicianRecords.find(rpps: Practitioner.jean.rpps, $0)
        }
        try await body(browser, journey, try #require(jean))
    }
}

@Suite("Keeping and purging on the pages")
struct PersonalDataJourneyTests {
    @Test(
        "a list is made, reviewed by two people, executed, and its certificate taken away; each step is in the journal")
    func purgeIsCarriedOut() async throws {
        try await purging { browser, _, jean in
            try await browser.become("agent.33@example.org")
            let home = try await browser.get(.personalData(.home("33")))
            #expect(home.status == 200 && home.text.contains("Aucune purge"))
            #expect(home.text.contains("Actions déclarées") && home.text.contains("choix par défaut"))
            let made = try await browser.post(
                .personalData(.purges("33")), [("preuve", home.proof), ("date", "2026-11-21")])
            #expect(made.status == 303)
            let id = try #require(made.location?.split(whereSeparator: { "/?".contains($0) })[4]).description
            let address = PersonalDataAddress.purge("33", try #require(Int64(id)))
            guard case .purge(_, let number) = address else { return }
            func part(_ part: PersonalDataAddress.Part, _ more: [(String, String)] = []) async throws -> Shown {
                let page = try await browser.get(.personalData(address))
                return try await browser.post(
                    .personalData(.purgePart("33", number, part)), [("preuve", page.proof)] + more)
            }
            let page = try await browser.get(.personalData(address))
            #expect(page.text.contains("medecins/\(jean)\"") && page.text.contains("Deux personnes"))
            #expect(try await browser.get(.personalData(.purgePart("33", number, .certificate))).status == 409)
            #expect(try await part(.execution).status == 422)
            #expect(try await part(.review).status == 303)
            #expect(try await part(.review).status == 422)
            try await browser.become("presidente.33@example.org")
            #expect(try await part(.review).status == 303)
            #expect(try await part(.execution).status == 303)
            #expect(try await browser.get(.physician("33", jean, from: nil)).status == 404)
            let done = try await browser.get(.personalData(address))
            #expect(done.text.contains("Exécutée") && done.text.contains("Empreinte"))
            let file = try await browser.get(.personalData(.purgePart("33", number, .certificate)))
            #expect(file.status == 200 && file.text.contains("presidente.33@example.org"))
            let journal = try await browser.get(.journal(.council("33"), .init())).text
            for verb in ["a proposé une purge", "a relu et accepté une purge", "a exécuté une purge"] {
                #expect(journal.contains(verb), "\(verb)")
            }
        }
    }

    @Test("a file that is held back stays on no list that goes; an auditor reads all of it and changes nothing")
    func holdKeepsAFile() async throws {
        try await purging { browser, _, jean in
            try await browser.become("presidente.33@example.org")
            let page = try await browser.get(.physician("33", jean, from: nil))
            #expect(page.text.contains("Suspendre l’effacement"))
            let fields = [("preuve", page.proof), ("motif", "recours en cours")]
            #expect(try await browser.post(.personalData(.hold("33", physician: jean)), [fields[0]]).status == 422)
            #expect(try await browser.post(.personalData(.hold("33", physician: jean)), fields).status == 303)
            let home = try await browser.get(.personalData(.home("33")))
            #expect(home.text.contains("recours en cours"))
            let made = try await browser.post(
                .personalData(.purges("33")), [("preuve", home.proof), ("date", "2026-11-21")])
            let listed = try await browser.get(try #require(made.location))
            #expect(listed.text.contains("l’effacement du dossier est suspendu"))
            try await browser.become("auditrice.33@example.org")
            let read = try await browser.get(.personalData(.home("33")))
            #expect(read.status == 200 && !read.text.contains("Établir la liste"))
            #expect(try await browser.post(.personalData(.purges("33")), [("preuve", read.proof)]).status == 403)
        }
    }

    @Test("the copy for the person is one document, whole for who instructs, masked for the president (rule R24)")
    func copyIsHandedOver() async throws {
        try await purging { browser, journey, _ in
            let council = try await journey.council("33")
            let claire = try #require(
                try await journey.database.transaction(as: council.principal) {
                    try PhysicianRecords.find(rpps: Practitioner.claire.rpps, $0)
                })
            for (email, isWhole) in [("agent.33@example.org", true), ("presidente.33@example.org", false)] {
                try await browser.become(email)
                let page = try await browser.get(.physician("33", claire, from: nil))
                let copy = try await browser.post(
                    .personalData(.copy("33", physician: claire)),
                    [("preuve", page.proof), ("motif", "demande de la personne")])
                #expect(copy.status == 200 && copy.text.contains("AUBIN") && copy.text.contains("agent.33@example.org"))
                #expect(copy.headers[.contentDisposition]?.contains("attachment") == true)
                #expect(copy.text.contains("mg4-auto-evaluation") == isWhole)
                #expect(copy.text.contains("bloc 4 (santé)") != isWhole)
            }
            let other = try await journey.rows("select 1 from access.event where action = 'person_file_exported'")
            #expect(other.count == 2)
        }
    }

    @Test("the log says nothing of an address that no page has, and hides a number of eleven digits")
    func logNamesNobody() {
        #expect(RequestLog.said("/cd/33/medecins/12") == "/cd/33/medecins/12")
        #expect(RequestLog.said("/cd/33/medecins/19900000011") == "/cd/33/medecins/•••")
        #expect(RequestLog.said("/api/v1/physicians/19900000011") == "/api/v1/physicians/•••")
        #expect(RequestLog.said("/AUBIN/claire") == "(adresse inconnue)")
    }
}
