import Access
import Frameworks
import Postgres
import Standings
import Support
import Testing
import Vocabulary

@testable import Web

@Suite("What an event of the journal is about")
struct JournalSubjectTests {
    private static func record(_ subjects: [String], in code: String, _ journey: Journey) async throws {
        let council = try await journey.council(code)
        try await journey.database.transaction(as: council.principal) { transaction in
            for subject in subjects {
                try AuditEvent(.pageRead, by: "essai", on: subject).record(transaction, council: council.id)
            }
        }
    }

    @Test("each kind of object is said in words, with a link where the reader's role may open it and none elsewhere")
    func objectsAreWords() async throws {
        try await visit { browser, journey in
            let subjects = [
                "framework:medecine-generale:1", "specialty:SM26", "key:4f2a", "standings:2026-11-21", "physician:12",
                "lot:3", "absence:4", "delegation:5", "token:6", "impact:999", "page:/cd/33/medecins", "autre:chose",
                "framework:<b>:1",
            ]
            try await Self.record(subjects, in: "33", journey)
            for (role, opensFiles) in [(Role.president, true), (.councilAdministrator, false)] {
                try await invite(journey.database, "\(role.rawValue)@example.org", role: role)
                try await browser.become("\(role.rawValue)@example.org")
                let text = try await browser.get(.journal(.council("33"), .init())).text
                for link in [
                    "<a href=\"/referentiels/medecine-generale/1\">Référentiel medecine-generale, version 1</a>",
                    "Spécialité SM26</a>", "<a href=\"/cd/33/imports/3\">Import n° 3</a>",
                    "<a href=\"/cd/33/membres\">Absence n° 4</a>",
                    "<a href=\"/cd/33/membres\">Délégation n° 5</a>",
                ] { #expect(text.contains(link), "\(role): \(link)") }
                for words in [
                    "Clé de signature 4f2a", "Situations au <time datetime=\"2026-11-21\">", "Rapport d’impact n° 999<",
                    "Page /cd/33/medecins", "autre:chose", "framework:&lt;b&gt;:1",
                ] { #expect(text.contains(words), "\(role): \(words)") }
                #expect(text.contains("<a href=\"/cd/33/medecins/12\">Fiche n° 12</a>") == opensFiles, "\(role)")
                #expect(text.contains("acces-api\">Accès de l’API n° 6</a>"), "\(role)")
            }
        }
    }

    @Test("a report of impact leads to the version that it is about")
    func reportsLeadToTheirVersion() async throws {
        try await offices { browser, journey in
            try await journey.database.transaction(as: .national) { transaction in
                let key = FrameworkVersion.Key(FrameworkID("medecine-generale"), "2")
                try ProposeVersion(key, actor: "essai", today: day("2026-11-21")).run(transaction)
                _ = try RequestImpact(key.framework, version: "2", today: day("2026-11-21"), by: "essai")
                    .run(transaction)
            }
            try await Self.record(["impact:1"], in: "national", journey)
            try await browser.become("national@example.org")
            let text = try await browser.get(.journal(.national, .init())).text
            #expect(
                text.contains(
                    "<a href=\"/referentiels/medecine-generale/2/impact\">Rapport d’impact n° 1</a>"))
        }
    }
}
