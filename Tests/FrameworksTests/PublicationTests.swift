import Foundation
import Frameworks
import Intake
import Postgres
import Support
import Testing
import Vocabulary

@Suite("What keeps a version from being published")
struct PublicationTests {
    @Test("a report on a day before the version's first one shows no effect, and approves nothing (rule R27)")
    func reportBeforeTheFirstDay() async throws {
        try await Samples.national { transaction in
            let key = try Samples.draft(try Samples.second(), transaction)
            try ProposeVersion(key, actor: "a", today: Samples.today).run(transaction)
            let good = try Samples.acceptance(of: key, transaction)
            let early = ImpactAcceptance(
                impactID: 1, asOf: day("2027-12-31"), contentFingerprint: good.contentFingerprint,
                lawFingerprint: try FrameworkStore.fingerprint(on: day("2027-12-31"), transaction), reportHash: "abc")
            let sentence = try Samples.refusal {
                try ApproveVersion(key, actor: "b", acceptedImpact: early, today: Samples.today).run(transaction)
            }
            #expect(sentence?.contains("ne montre aucun effet") == true)
        }
    }

    @Test("a text that asks for fewer than two actions in a block is not proposed (R. 4022-7)", arguments: [0, 1])
    func fewerThanTwo(required: Int) async throws {
        try await Samples.national { transaction in
            let text = try Samples.second()
            let place = try #require(text.ranges(of: #""required": 2"#).dropFirst(2).first)
            let key = try Samples.draft(
                text.replacingCharacters(in: place, with: #""required": \#(required)"#), transaction)
            let sentence = try Samples.refusal {
                try ProposeVersion(key, actor: "a", today: Samples.today).run(transaction)
            }
            #expect(sentence?.hasPrefix("blocks.3.required : \(required)") == true, "\(sentence ?? "")")
            #expect(sentence?.contains("R. 4022-7") == true)
        }
    }

    @Test(
        "a version that starts in the past beside one in force is refused at each step, unless a reason is kept (R27)")
    func retroactive() async throws {
        let text = try Samples.second(from: "2026-11-20", published: "2026-11-01")
        try await Samples.national { transaction in
            try Samples.trust("medecine-generale", transaction)
            let package = try Samples.package(text)
            func bring(_ reason: String?) throws -> ImportFrameworks.Outcome {
                try ImportFrameworks(
                    fileName: "v2.sxpkg", bytes: package, source: "arrêté", published: day("2026-11-01"), actor: "a",
                    today: Samples.today, retroactive: reason
                ).run(isApplied: true, transaction)
            }
            for reason in [nil, " "] {
                let sentence = try Samples.refusal { _ = try bring(reason) }
                #expect(sentence?.contains("actions déjà jugées") == true)
                #expect(sentence?.hasPrefix("content.effectiveFrom : ") == true)
            }
            let key = try #require(try bring("erratum").drafts.first).key
            func propose(_ reason: String?) throws {
                try ProposeVersion(key, actor: "a", today: Samples.today, retroactive: reason).run(transaction)
            }
            #expect(try Samples.refusal { try propose(nil) }?.contains("--retroactive") == true)
            try propose("erratum")
            let accepted = try Samples.acceptance(of: key, transaction)
            func approve(_ reason: String?) throws {
                try ApproveVersion(
                    key, actor: "b", acceptedImpact: accepted, today: Samples.today, reason: "lu", retroactive: reason
                ).run(transaction)
            }
            #expect(try Samples.refusal { try approve(nil) }?.contains("actions déjà jugées") == true)
            let version = try #require(try VersionStore.find(key, transaction))
            let all = try VersionStore.list(of: key.framework, transaction)
            #expect(version.isRetroactive(on: Samples.today, among: all))
            #expect(!version.isRetroactive(on: day("2026-11-20"), among: all))
        }
    }

    @Test("a file that is no package sends its reader to the college", arguments: ["{", "{}", #"{"format": "x"}"#])
    func noPackage(text: String) async throws {
        try await Samples.national { transaction in
            let sentence = try Samples.refusal {
                _ = try Samples.importing(Array(text.utf8)).run(isApplied: false, transaction)
            }
            #expect(sentence?.hasSuffix("Ce fichier n'est pas un paquet lisible : demandez-le au CNP.") == true)
        }
    }

    @Test("no role of the application brings in a text as proposed or as law", arguments: ["proposed", "approved"])
    func comesInAsADraft(stage: String) async throws {
        let statement: SQL = """
            insert into frameworks.version (framework_id, version, title, official_code, is_partial, is_fictitious,
                published_on, effective_from, stage, fingerprint, content)
            select framework_id, 'essai', title, official_code, is_partial, is_fictitious, published_on,
                date '2030-01-01', \(stage), fingerprint, content
            from frameworks.version where framework_id = 'genetique' and version = '1'
            """
        let error = await #expect(throws: PostgresError.self) {
            try await Samples.national { transaction in _ = try transaction.query(statement) }
        }
        #expect(error?.constraint == "version_comes_in_as_a_draft")
    }
}
