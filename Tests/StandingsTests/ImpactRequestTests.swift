import Access
import Intake
import Postgres
import Standings
import Support
import Testing

@Test("a report is asked for on the version's first day or later: before it, it would show no effect (rule R27)")
func impactBeforeTheFirstDay() async throws {
    try await Journey.run(today: "2028-06-01") { journey in
        try await ImpactVersions.propose(try ImpactVersions.secondText(from: "2029-01-01"), in: journey)
        let refusal = await #expect(throws: Refusal.self) {
            try await ImpactVersions.request(in: journey, asOf: "2028-12-31")
        }
        #expect(refusal?.sentence.contains("à partir du 01/01/2029") == true)
        _ = try await ImpactVersions.request(in: journey, asOf: "2029-01-01")
        let run = try await ImpactVersions.report(in: journey, asOf: nil)
        #expect(run.asOf == day("2029-01-01"))
    }
}

@Test("a report on nobody says so in words, with the title of the référentiel")
func emptyReportInWords() async throws {
    try await Journey.run(today: "2028-06-01") { journey in
        try await ImpactVersions.propose(try ImpactVersions.secondText(from: "2029-01-01"), in: journey)
        let run = try await ImpactVersions.report(in: journey, asOf: nil)
        let council = try await journey.council("33").id
        let report = try await journey.database.transaction(as: .council(council)) {
            try ImpactReport.ofCouncil(run.id, $0)
        }
        let text = report.sentences.joined(separator: "\n")
        #expect(text.contains("Aucun médecin ne perd d'action ; aucun n'en gagne."))
        #expect(!text.contains("(s)") && !text.contains("« medecine-generale »"))
        let file = String(decoding: report.csv(councils: ["33": "Gironde"], specialties: [:]), as: UTF8.self)
        #expect(file.contains("Référentiel;Version;Jugés au;Rapport n°") && file.contains("01/01/2029"))
    }
}
