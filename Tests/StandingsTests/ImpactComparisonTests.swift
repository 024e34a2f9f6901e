import Frameworks
import Progress
@testable import Standings
import Support
import Testing
import Vocabulary

@Suite("What a proposed version changes for one physician (rule R27)")
struct ImpactComparisonTests {
    private static let test = """
        "action": "mg1-test-lecture", "item": "exercer", "measures": {"success": true}
        """
    private static let club = #""action": "mg1-journal-club", "hasMethodFollowed": true"#

    /// A declaration with its period and its evidence, received on its last day.
    private static func action(
        _ id: String, _ body: String, _ start: String, _ end: String, evidence: String
    ) throws -> Declaration {
        let text = """
            {"id": "\(id)", \(body), "period": {"start": "\(start)", "end": "\(end)"},
            "evidence": {"kind": "\(evidence)", "receivedOn": "\(end)"}}
            """
        return try Declaration(json: JSON(parsing: text), path: "")
    }

    /// Judges the declarations under version 1 alone, then with version 2 from 2028 on.
    private static func compare(
        _ declarations: [Declaration], on iso: String, second: Framework? = nil
    ) throws -> ImpactComparison {
        let first = try ImpactVersions.first()
        let second = try second ?? ImpactVersions.second(from: "2028-01-01")
        let rulebook = Rulebook(frameworks: [first, second])
        return ImpactComparison(
            before: assessed(declarations, Rulebook(frameworks: [first]), on: day(iso)),
            after: assessed(declarations, rulebook, on: day(iso)), proposed: second, rulebook: rulebook)
    }

    private static func assessed(
        _ declarations: [Declaration], _ rulebook: Rulebook, on asOf: CalendarDate
    ) -> AssessedCase {
        let cycle = Cycle(index: 1, start: day("2023-01-01"), years: 9)
        let id = FrameworkID("medecine-generale")
        let start = day("2010-09-01")
        let file = CaseFile(
            physicianID: 1, rppsNumber: Practitioner.claire.rpps, familyName: "AUBIN", givenName: "CLAIRE",
            searchName: "aubin", hasEmail: true, diplomaDate: start, registrations: [], spells: [], directCare: [],
            exemptions: [], qualifications: [], chosenFramework: nil, declarations: declarations)
        let standing = Engine(rulebook: rulebook).standing(
            of: cycle,
            profile: Profile(
                diplomaDate: start, registrationDate: start, specialties: [Dated(from: start, id)]),
            declarations: declarations, asOf: asOf)
        return AssessedCase(
            file: file, asOf: asOf, state: .inCycle, cycle: cycle, cycles: [cycle], specialtyCode: "SM53",
            frameworkCode: id.rawValue, certainty: .deduced, candidates: [], standing: standing,
            lateness: standing.map { Lateness($0) }, nextChangeOn: nil)
    }

    @Test("a training before the first version is judged by it, whatever is proposed (R27-1)")
    func beforeTheFirst() throws {
        var training = Declaration(id: "a", action: "mg1-dpc-andpc-faf", date: day("2024-03-10"))
        training.evidence = Evidence(kind: "attestation_formation", receivedOn: day("2024-03-10"))
        let found = try Self.compare([training], on: "2028-06-01")
        #expect(found.before?.counts == [1, 0, 0, 0])
        #expect(!found.isChanged)
        #expect(found.measures == [.examined, .lateBefore, .lateAfter])
    }

    @Test("a test passed the day before the line is dropped stays acquired (R27-2)")
    func passedBefore() throws {
        let found = try Self.compare(
            [try Self.action("a", Self.test, "2026-06-01", "2027-12-31", evidence: "attestation_reussite")],
            on: "2028-06-01")
        #expect(found.after?.counts == [1, 0, 0, 0])
        #expect(found.lost == [])
    }

    @Test("a test passed on the day the line is dropped is lost, and the report says why (R27-3)")
    func passedAfter() throws {
        let found = try Self.compare(
            [try Self.action("a", Self.test, "2028-01-01", "2029-01-01", evidence: "attestation_reussite")],
            on: "2029-06-01")
        #expect(found.before?.counts == [1, 0, 0, 0])
        #expect(found.after?.counts == [0, 0, 0, 0])
        let lost = try #require(found.lost.first)
        #expect(lost.id == "a")
        #expect(lost.action == "mg1-test-lecture")
        #expect(lost.before == .counted)
        #expect(lost.after == .notInFramework)
        #expect(!lost.isHealth)
        #expect(found.measures.contains(.losing))
        #expect(!found.isStraddling)
    }

    @Test("a journal club over the change is judged by the later version, and told to its council (R27-4)")
    func straddling() throws {
        let meetings = #", "measures": {"meetings": 4}"#
        let found = try Self.compare(
            [
                try Self.action(
                    "a", Self.club + meetings, "2027-03-01", "2028-02-29", evidence: "attestation_presence")
            ], on: "2028-06-01")
        #expect(found.lost.map(\.after) == [.thresholdNotMet])
        #expect(found.isStraddling)
        #expect(found.measures.contains(.straddling))
        let six = try Self.compare(
            [
                try Self.action(
                    "a", Self.club + #", "measures": {"meetings": 6}"#, "2027-03-01", "2028-02-29",
                    evidence: "attestation_presence")
            ], on: "2028-06-01")
        #expect(six.lost == [])
        #expect(six.isStraddling)
    }

    @Test("a free action accepted for one physician stays valid when a version lists it (R27-5)")
    func individualAcceptance() throws {
        let text = """
            {"id": "a", "action": "hors-liste", "date": "2027-05-01", "block": 2, "object": "atelier",
            "labelEvents": [{"type": "granted", "on": "2027-06-01", "block": 2}],
            "evidence": {"kind": "attestation_participation", "receivedOn": "2027-05-01"}}
            """
        let free = try Declaration(json: JSON(parsing: text), path: "")
        var second = try ImpactVersions.second(from: "2028-01-01")
        var listed = try #require(second.line("mg2-audit-clinique"))
        listed.id = "mg2-atelier"
        second.lines.append(listed)
        let found = try Self.compare([free], on: "2028-06-01", second: second)
        #expect(found.before?.counts == [0, 1, 0, 0])
        #expect(!found.isChanged)
    }

    @Test("who has no standing today gains every action that the proposed version counts")
    func firstVersion() throws {
        let declaration = try Self.action(
            "a", Self.test, "2026-06-01", "2027-12-31", evidence: "attestation_reussite")
        let first = try ImpactVersions.first()
        let rulebook = Rulebook(frameworks: [first])
        let found = ImpactComparison(
            before: Self.assessed([declaration], Rulebook(frameworks: []), on: day("2028-06-01")),
            after: Self.assessed([declaration], rulebook, on: day("2028-06-01")), proposed: first, rulebook: rulebook)
        #expect(found.before?.isComplete == nil)
        #expect(found.gained.map(\.id) == ["a"])
        #expect(found.measures.contains(.becomingLate))
        #expect(found.measures.contains(.changingRequired))
    }

    @Test("nobody of whom an action of block 4 changes is a sample, and no sample keeps any of it (rule R24)")
    func healthIsNoSample() throws {
        let text = """
            {"id": "secret", "action": "mg4-auto-evaluation", "date": "2028-02-01",
            "evidence": {"kind": "auto_declaration", "receivedOn": "2028-02-01"}}
            """
        var second = try ImpactVersions.second(from: "2028-01-01")
        second.lines.removeAll { $0.id == "mg4-auto-evaluation" }
        let found = try Self.compare(
            [try Declaration(json: JSON(parsing: text), path: "")], on: "2028-06-01", second: second)
        #expect(found.lost.map(\.isHealth) == [true])
        #expect(found.actionsJSON.text == #"{"lost":[],"gained":[]}"#)
        var samples = ImpactSamples(seed: "1")
        samples.offer(found, of: 7)
        #expect(samples.chosen.isEmpty)
    }
}
