import Progress
import Testing
import Vocabulary

/// A second version of general medicine, in force on 1 January 2028.
enum SecondVersion {
    static let starts = day("2028-01-01")

    static let general: Framework = {
        var second = Packages.general
        second.version = "2"
        second.publishedOn = day("2027-10-15")
        second.effectiveFrom = starts
        second.lines.removeAll { $0.id == "mg1-test-lecture" }
        for index in second.lines.indices where second.lines[index].id == "mg1-journal-club" {
            second.lines[index].thresholds.meetings = 6
        }
        second.lines.append(
            ActionLine(
                id: "mg3-atelier", blocks: [.patients], label: "Atelier d’écoute",
                labelling: Labelling(mode: .automatic), evidence: ["attestation_participation"]))
        return second
    }()
}

@Suite("Versions of a référentiel, the table of R27")
struct VersionTableTests {
    private let law = [Packages.general, SecondVersion.general]

    private func outcome(
        _ declaration: Declaration, asOf: String = "2029-06-01", frameworks: [Framework]? = nil,
        revision: EngineRevision = .current
    ) throws -> (Standing.Outcome, StandingProof) {
        let engine = Engine(rulebook: Rulebook(frameworks: frameworks ?? law), revision: revision)
        let found = try #require(
            engine.proof(
                of: Build.cycle, profile: Build.profile("medecine-generale"), declarations: [declaration],
                asOf: day(asOf)))
        return (found.standing.outcomes[0], found.proof)
    }

    private func action(_ proof: StandingProof) throws -> StandingProof.Action {
        try #require((proof.blocks.flatMap(\.actions) + proof.others).first)
    }

    private func test(passedOn day: String) -> Declaration {
        Build.action("a1", "mg1-test-lecture", on: "2026-12-01", to: day, evidence: "attestation_reussite") {
            $0.item = "exercer"
            $0.measures = Measures()
            $0.measures?.hasSucceeded = true
        }
    }

    /// Begun so that the year is over on the day given.
    private func reading(overOn end: String) -> Declaration {
        var declaration = test(passedOn: end)
        let last = day(end)
        declaration.period = last.next.anniversary(-1)...last
        return declaration
    }

    private let club = Build.action(
        "a1", "mg1-journal-club", on: "2027-03-01", to: "2028-02-29", evidence: "attestation_presence"
    ) {
        $0.measures = Measures()
        $0.measures?.meetings = 4
    }

    @Test("R27-1: an action from before the first publication is judged by the first version")
    func beforePublication() throws {
        let (outcome, proof) = try outcome(
            Build.action("a1", "mg1-dpc-andpc-faf", on: "2024-03-10", evidence: "attestation_formation"))
        #expect(outcome.verdict == .counted)
        #expect(try action(proof).proof.version == "1")
    }

    @Test("R27-2: a line that version 2 drops still counts for what was done on the eve")
    func droppedLine() throws {
        let (outcome, proof) = try outcome(reading(overOn: "2027-12-31"))
        #expect(outcome.verdict == .counted)
        #expect(outcome.straddles == nil)
        #expect(try action(proof).proof.version == "1")
    }

    @Test("R27-3: and no longer from the first day of version 2")
    func droppedOnItsDay() throws {
        let (outcome, proof) = try outcome(reading(overOn: "2028-01-01"))
        #expect(outcome.verdict == .notInFramework)
        #expect(try action(proof).proof.version == "2")
    }

    @Test("R27-4: a threshold reached after the change is that of version 2, and the straddle is told")
    func straddle() throws {
        let (outcome, proof) = try outcome(club)
        #expect(outcome.verdict == .thresholdNotMet)
        #expect(outcome.straddles == SecondVersion.starts)
        let reason = try action(proof).proof
        #expect(reason.version == "2")
        #expect(reason.straddles == SecondVersion.starts)
        #expect(String(decoding: proof.json, as: UTF8.self).contains(#""straddles":"2028-01-01""#))
        #expect(
            proof.sentences().contains {
                $0.hasPrefix("Chevauche un changement de version du référentiel le 1er\u{A0}janvier 2028")
            })
    }

    @Test("R27-4: six meetings reach it, and the straddle is told all the same")
    func straddleCounted() throws {
        var enough = club
        enough.measures?.meetings = 6
        let (outcome, _) = try outcome(enough)
        #expect(outcome.verdict == .counted)
        #expect(outcome.straddles == SecondVersion.starts)
    }

    @Test("R27-4: the first engine told no straddle, in outcome, proof or text")
    func firstRevision() throws {
        let (outcome, proof) = try outcome(club, revision: .first)
        #expect(outcome.verdict == .thresholdNotMet)
        #expect(outcome.straddles == nil)
        #expect(!String(decoding: proof.json, as: UTF8.self).contains("straddles"))
        #expect(!proof.sentences().contains { $0.contains("Chevauche") })
    }

    @Test("R27-5: what the CNP accepted one by one stays valid once version 2 lists it")
    func listedLater() throws {
        let accepted = Build.action(
            "a1", Declaration.offList, on: "2027-03-10", object: "atelier", evidence: "attestation_participation"
        ) {
            $0.labelEvents = [LabelEvent(on: day("2027-05-01"), kind: .granted, block: .patients)]
        }
        for asOf in ["2027-06-01", "2029-06-01"] {
            let (outcome, proof) = try outcome(accepted, asOf: asOf)
            #expect(outcome.verdict == .counted)
            #expect(outcome.block == .patients)
            #expect(try action(proof).proof.version == "1")
        }
        let listed = Build.action("a1", "mg3-atelier", on: "2028-03-10", evidence: "attestation_participation")
        #expect(try outcome(listed).0.verdict == .counted)
    }

    @Test("a version may say itself that the one of the start of the cycle judges (R27, versionRule)")
    func cycleStart() throws {
        var second = SecondVersion.general
        second.versionRule = .cycleStart
        let frameworks = [Packages.general, second]
        #expect(try outcome(reading(overOn: "2028-01-01"), frameworks: frameworks).0.verdict == .counted)
        // On a day of reckoning before it, the version in force says nothing.
        #expect(try outcome(club, asOf: "2027-12-31", frameworks: frameworks).0.straddles == nil)
        let first = try outcome(reading(overOn: "2028-01-01"), frameworks: frameworks, revision: .first)
        #expect(first.0.verdict == .notInFramework)
    }
}
