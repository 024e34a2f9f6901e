import Access
import Intake
import Postgres
import Standings
import Support
import Testing
import Vocabulary

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

@Test("the database keeps a text to one report day, whoever asks by hand; a report given up sets none")
func oneReportDayByHand() async throws {
    try await Journey.run(today: "2028-06-01") { journey in
        try await ImpactVersions.propose(try ImpactVersions.secondText(from: "2028-01-01"), in: journey)
        let ask: @Sendable (Transaction, String) throws -> Void = { transaction, date in
            try transaction.query(
                """
                insert into standings.impact
                    (framework_id, version, version_fingerprint, law_fingerprint, as_of, requested_by)
                select framework_id, version, fingerprint, 'law', \(day(date)), 'essai' from frameworks.version
                where framework_id = 'medecine-generale' and version = '2'
                """)
        }
        func refusal(_ date: String, as principal: Principal = .cncp) async throws -> String? {
            do {
                try await journey.database.rolledBack(as: principal) { try ask($0, date) }
                return nil
            } catch let error as PostgresError {
                return error.constraint
            }
        }
        #expect(try await refusal("2027-12-31") == "impact_begins_with_its_version")
        #expect(try await refusal("2028-06-02") == nil)
        let id = try await ImpactVersions.request(in: journey, asOf: nil)
        for principal in [Principal.cncp, .national] {
            #expect(try await refusal("2028-06-02", as: principal) == "impact_of_a_text_has_one_day")
            #expect(try await refusal("2028-05-31", as: principal) == "impact_of_a_text_has_one_day")
        }
        try await journey.database.transaction(as: .cncp) { try CancelImpact(id, by: "essai").run($0) }
        #expect(try await refusal("2028-06-02") == nil)
    }
}

@Test("asked again on a later day, the report of a text keeps the day of the first one")
func reportDayIsKept() async throws {
    try await Journey.run(today: "2028-06-01") { journey in
        try await ImpactVersions.propose(try ImpactVersions.secondText(from: "2028-01-01"), in: journey)
        _ = try await ImpactVersions.request(in: journey, asOf: nil)
        let later = RequestImpact(
            FrameworkID("medecine-generale"), version: "2", today: day("2028-06-02"), by: "essai")
        let found = try await journey.database.transaction(as: .cncp) { transaction in
            try ImpactRun.find(try later.run(transaction), transaction)
        }
        #expect(found?.asOf == day("2028-06-01"))
    }
}
