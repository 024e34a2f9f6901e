import Frameworks
import Postgres
import Progress
import Support
import Testing
import Vocabulary

@Suite("Référentiels are versioned packages: text in force is never edited")
struct PackageTests {
    @Test("the packages that ship are read: two whole référentiels and the radiology extract")
    func shippedPackages() throws {
        let shipped = try InstallFrameworks.shipped().map(\.framework)
        #expect(shipped.map(\.id.rawValue).sorted() == ["genetique", "medecine-generale", "radiologie-bloc2"])
        #expect(shipped.filter(\.isPartial).map(\.id.rawValue) == ["radiologie-bloc2"])
        #expect(shipped.allSatisfy { !$0.isFictitious && $0.publishedOn == day("2026-02-26") })
    }

    @Test("a fingerprint is the SHA-256 of the text: one space more is another text")
    func fingerprint() throws {
        let text = try #require(try InstallFrameworks.shipped().first).text
        let (one, two) = (try FrameworkPackage(text), try FrameworkPackage(text + " "))
        #expect(one.fingerprint.count == 64)
        #expect(one.fingerprint == (try FrameworkPackage(text)).fingerprint)
        #expect(one.fingerprint != two.fingerprint)
    }

    @Test("the same package again changes nothing; another text under the same number is refused by name")
    func changedText() async throws {
        let place = try await SharedDatabase.open()
        let shipped = try InstallFrameworks.shipped()
        let package = try #require(shipped.first { $0.framework.id.rawValue == "genetique" })
        let edited = try FrameworkPackage(package.text.replacing("Congrès national", with: "Colloque national"))
        try await place.owner.rolledBack(as: nil) { transaction in
            try FrameworkStore.insert(package, officialCode: "REF.10.14_1", transaction)
            let count = try transaction.query("select count(*) as number from frameworks.version")[0].int("number")
            #expect(count == 3)
            let error = #expect(throws: InstallFrameworks.ChangedVersion.self) {
                try FrameworkStore.insert(edited, officialCode: "REF.10.14_1", transaction)
            }
            #expect(error?.name == "genetique 1")
        }
    }

    @Test("a new version beside the old one is taken, and changes the fingerprint of the law")
    func newVersion() async throws {
        let place = try await SharedDatabase.open()
        let package = try #require(try InstallFrameworks.shipped().first { $0.framework.id.rawValue == "genetique" })
        let next = try FrameworkPackage(
            package.text.replacing(#""version": "1""#, with: #""version": "2""#)
                .replacing(#""publishedOn": "2026-02-26""#, with: #""publishedOn": "2030-01-01""#))
        try await place.owner.rolledBack(as: nil) { transaction in
            let before = try Law.load(on: day("2026-11-21"), transaction)
            try FrameworkStore.insert(next, officialCode: "REF.10.14_1", transaction)
            let after = try Law.load(on: day("2026-11-21"), transaction)
            #expect(before.fingerprint != after.fingerprint)
        }
    }

    @Test("a council reads the law and cannot write it")
    func councilsOnlyRead() async throws {
        let place = try await SharedDatabase.open()
        let package = try #require(try InstallFrameworks.shipped().first)
        let next = try FrameworkPackage(package.text.replacing(#""version": "1""#, with: #""version": "2""#))
        do {
            try await place.database.rolledBack(as: .council(1)) {
                try FrameworkStore.insert(next, officialCode: "x", $0)
            }
            Issue.record("a council changed the law")
        } catch let error as PostgresError {
            #expect(error.sqlState == "42501")
        }
    }

    @Test("the law knows référentiels by their official code, and marks the extract as partial (contracts §7)")
    func lawByOfficialCode() async throws {
        let place = try await SharedDatabase.open()
        let law = try await place.database.rolledBack(as: .role("sextant_council")) {
            try Law.load(on: day("2026-11-21"), $0)
        }
        #expect(law.idByOfficialCode["REF.10.01_1"]?.rawValue == "medecine-generale")
        #expect(law.idByOfficialCode["REF.10.14_1"]?.rawValue == "genetique")
        #expect(law.partial.map(\.rawValue) == ["radiologie-bloc2"])
        #expect(law.rulebook.contains(FrameworkID("genetique")))
    }
}
