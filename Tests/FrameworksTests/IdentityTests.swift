import Frameworks
import Intake
import Postgres
import Progress
import Support
import Testing
import Vocabulary

@Suite("A référentiel keeps one id, and a report on a version judges as the law would (contracts §7)")
struct IdentityTests {
    /// Another référentiel of general medicine under its official code, that asks for two actions since long ago.
    private static func usurper() throws -> String {
        try Samples.second(from: "2027-12-01")
            .replacing(#""id": "medecine-generale""#, with: #""id": "REF.10.01_1""#)
    }

    @Test("a college cannot bring a second référentiel under the official code as id")
    func officialCodeAsID() async throws {
        try await Samples.national { transaction in
            let sentence = try Samples.refusal { try Samples.draft(try Self.usurper(), transaction) }
            #expect(sentence?.hasPrefix("content.id : ") == true, "\(sentence ?? "")")
            #expect(sentence?.contains("« medecine-generale »") == true)
        }
    }

    @Test("nor does the database keep two ids of one official code, whoever writes them")
    func oneIDByConstraint() async throws {
        let error = await #expect(throws: PostgresError.self) {
            try await Samples.national { transaction in
                try transaction.query(
                    """
                    insert into frameworks.version (framework_id, version, title, official_code, is_partial,
                        is_fictitious, published_on, stage, fingerprint, content)
                    select 'REF.10.01_1', version, title, official_code, is_partial, is_fictitious, published_on, 'draft',
                        fingerprint, content
                    from frameworks.version where framework_id = 'medecine-generale' and version = '1'
                    """)
            }
        }
        #expect(error?.constraint == "version_code_has_one_framework")
    }

    @Test("the proposed version stands where it would once approved: the report and the law name the same one")
    func sameOrder() async throws {
        try await Samples.national { transaction in
            let key = try Samples.draft(try Samples.second(), transaction)
            let before = try Law.load(on: Samples.today, adding: [key], transaction)
            try Samples.approve(key, transaction)
            let after = try Law.load(on: Samples.today, transaction)
            #expect(before.sources == after.sources)
            #expect(before.idByOfficialCode == after.idByOfficialCode)
        }
    }

    @Test("a package signed before the text that is kept under its number does not take its place")
    func olderPackage() async throws {
        try await Samples.national { transaction in
            let key = try Samples.draft(try Samples.second(), transaction)
            let old = try Samples.package(try Samples.second(from: "2029-01-01"), on: "2026-11-19")
            let sentence = try Samples.refusal { _ = try Samples.importing(old).run(isApplied: true, transaction) }
            #expect(sentence?.hasPrefix("manifest.signedOn : ") == true, "\(sentence ?? "")")
            #expect(try VersionStore.find(key, transaction)?.effectiveFrom == day("2028-01-01"))
        }
    }

    @Test(
        "the number of a version can stand in an address, and a block is written 1 to 4 in one way",
        arguments: [
            (#""version": "2""#, #""version": "..""#, "content.version"),
            (#""version": "2""#, #""version": "a b""#, "content.version"),
            (#""version": "2""#, #""version": "2?x=1#y""#, "content.version"),
            (#""version": "2""#, #""version": "é""#, "content.version"),
            (#""version": "2""#, #""version": "2\u0000""#, "content"),
            (#""blocks": {"#, #""blocks": {"01": {}, "#, "content.blocks.01"),
            (#""blocks": {"#, #""blocks": {"+1": {}, "#, "content.blocks.+1"),
        ])
    func numbers(found: String, replacement: String, path: String) throws {
        let text = try Samples.second()
        #expect(text.contains(found))
        let bytes = try Samples.resigned(text.replacing(found, with: replacement))
        let fault = #expect(throws: InputFault.self) { try SignedPackage(bytes) }
        #expect(fault?.path == path, "\(fault?.message ?? "")")
    }

    @Test("of a list with very many wrong lines ten thousand are kept, and the rest is said")
    func manyWrongLines() async throws {
        try await Samples.national { transaction in
            let wrong = String(repeating: "x;a\n", count: 10_007)
            let file = "code;libelle\nREF.10.02_1-AXE1-1;a\n" + wrong
            let outcome = try Samples.importing(Array(file.utf8), name: "liste.csv").run(isApplied: false, transaction)
            #expect(outcome.rejected.count == 10_000)
            #expect(outcome.counts.rejected == 10_007)
            #expect(outcome.beyond?.contains("7 autres") == true)
        }
    }
}
