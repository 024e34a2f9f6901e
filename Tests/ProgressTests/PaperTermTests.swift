import Progress
import Testing
import Vocabulary

@Suite("Until when papers count (rule R09-6; a parameter, since no text settles it)")
struct PaperTermTests {
    /// The training of case R09-6: done at the very end, its papers come during the control.
    private func training(label: String, evidence: String) -> Declaration {
        Build.action(
            "a1", "mg1-formation-organisme-reconnu", on: "2031-12-10", evidence: "attestation_formation"
        ) {
            $0.labelEvents = [LabelEvent(on: day(label), kind: .granted)]
            $0.evidence?.receivedOn = day(evidence)
        }
    }

    private func engine(_ labels: PaperTerm?, _ evidence: PaperTerm?, _ revision: EngineRevision = .current) -> Engine {
        Engine(
            rulebook: Packages.rulebook, policies: Policies(labelsUntil: labels, evidenceUntil: evidence),
            revision: revision)
    }

    private func explained(
        _ engine: Engine, label: String, evidence: String, asOf: String
    ) throws -> (verdict: Verdict, proof: Proof) {
        let found = try #require(
            engine.explained(
                of: Build.cycle, profile: Build.profile("medecine-generale"),
                declarations: [training(label: label, evidence: evidence)], asOf: day(asOf)))
        return (found.standing.outcomes[0].verdict, found.proofs[0])
    }

    @Test(
        "a label counts until its term, not after it, and without a term whenever it comes",
        arguments: [
            (PaperTerm?.none, "2032-07-01", Verdict.counted), (.control, "2032-03-01", .counted),
            (.control, "2032-06-30", .counted), (.control, "2032-07-01", .labelPending),
            (.cycleEnd, "2031-12-31", .counted), (.cycleEnd, "2032-01-01", .labelPending),
        ])
    func labels(_ term: PaperTerm?, _ on: String, _ verdict: Verdict) throws {
        let found = try explained(engine(term, nil), label: on, evidence: "2031-12-10", asOf: "2032-08-01")
        #expect(found.verdict == verdict)
        let until = found.proof.facts.first { $0.name == "label.until" }?.value
        #expect(until == (verdict == .counted ? nil : term == .control ? "2032-06-30" : "2031-12-31"))
    }

    @Test(
        "a proof counts until its term, and the reason names the term",
        arguments: [
            (PaperTerm?.none, "2032-07-01", Verdict.counted), (.control, "2032-06-30", .counted),
            (.control, "2032-07-01", .evidenceMissing), (.cycleEnd, "2031-12-31", .counted),
            (.cycleEnd, "2032-01-01", .evidenceMissing),
        ])
    func evidence(_ term: PaperTerm?, _ on: String, _ verdict: Verdict) throws {
        let found = try explained(engine(nil, term), label: "2031-12-10", evidence: on, asOf: "2032-08-01")
        #expect(found.verdict == verdict)
        guard verdict != .counted else { return }
        let last = term == .control ? "2032-06-30" : "2031-12-31"
        #expect(found.proof.facts.contains { $0.name == "evidence.until" && $0.value == last })
        let words = term == .control ? "au plus tard le 30 juin 2032" : "au plus tard le 31 décembre 2031"
        #expect(found.proof.missing?.replacing("\u{A0}", with: " ").contains(words) == true)
    }

    @Test(
        "earlier engines know no term: the same rule set replays as it was judged", arguments: EngineRevision.allCases)
    func earlier(_ revision: EngineRevision) throws {
        let found = try explained(
            engine(.cycleEnd, .cycleEnd, revision), label: "2032-03-01", evidence: "2032-03-01", asOf: "2032-08-01")
        #expect((found.verdict == .counted) == (revision.rawValue < 4))
        let proof = try #require(
            engine(.control, .control, revision).proof(
                of: Build.cycle, profile: Build.profile("medecine-generale"), declarations: [], asOf: day("2028-01-01"))
        ).proof
        #expect(proof.cycle.facts.contains { $0.name == "labelsUntil" } == (revision.rawValue >= 4))
    }

    @Test("the period of a proof says until when papers are taken into account")
    func words() throws {
        func sentences(_ labels: PaperTerm?, _ evidence: PaperTerm?) throws -> String {
            try #require(
                engine(labels, evidence).proof(
                    of: Build.cycle, profile: Build.profile("medecine-generale"), declarations: [],
                    asOf: day("2028-01-01"))
            ).proof.sentences().joined(separator: "\n").replacing("\u{A0}", with: " ")
        }
        #expect(
            try sentences(.control, .control).contains(
                "Justificatifs et labels pris en compte jusqu’à la décision du contrôle, au plus tard le 30 juin 2032.")
        )
        #expect(
            try sentences(.control, .cycleEnd).contains("Justificatifs pris en compte jusqu’au 31 décembre 2031."))
        #expect(try !sentences(nil, nil).contains("pris en compte"))
    }

    private func advice(_ labels: PaperTerm?, _ evidence: PaperTerm?, asOf: String) throws -> Advice {
        let pending = Build.action("x", "mg1-formation-organisme-reconnu", on: "2026-03-10") { $0.evidence = nil }
        return try #require(
            engine(labels, evidence).advice(
                for: Build.cycle, profile: Build.profile("medecine-generale"), declarations: [pending],
                asOf: day(asOf)))
    }

    @Test("before the end of the cycle a label and a proof are advised until their own terms, an action until the end")
    func advised() throws {
        let control = try advice(.control, .control, asOf: "2028-01-01")
        let step = try #require(control.steps.first { $0.declarationID == "x" })
        #expect(step.gestures == [.obtainLabel, .sendEvidence])
        #expect(step.labelBy == day("2032-06-30") && step.evidenceBy == day("2032-06-30"))
        #expect(control.steps.filter(\.isNew).allSatisfy { $0.doneBy == day("2031-12-31") })
        #expect(control.by == day("2032-06-30"))
        let text = control.sentences(masksBlockFour: false).joined(separator: "\n").replacing("\u{A0}", with: " ")
        #expect(text.contains("les actions au plus tard le 31 décembre 2031, leurs justificatifs et labels au plus"))
        #expect(text.contains("que jusqu’à la décision du contrôle"))
        let mixed = try advice(.control, .cycleEnd, asOf: "2028-01-01")
        let one = try #require(mixed.steps.first { $0.declarationID == "x" })
        #expect(one.labelBy == day("2032-06-30") && one.evidenceBy == day("2031-12-31"))
        #expect(String(decoding: mixed.json, as: UTF8.self).contains(#""evidenceBy":"2031-12-31""#))
        #expect(try advice(nil, nil, asOf: "2028-01-01").by == day("2031-12-31"))
    }

    @Test("after its term no paper is advised any more")
    func tooLate() throws {
        #expect(try advice(.cycleEnd, .cycleEnd, asOf: "2032-01-01").steps.isEmpty)
        #expect(try advice(.control, .control, asOf: "2032-07-01").steps.isEmpty)
        #expect(try advice(.control, .control, asOf: "2032-06-30").steps.count == 1)
        #expect(try advice(.cycleEnd, .control, asOf: "2032-06-30").steps.isEmpty)
    }

    @Test("evaluate takes the terms from its policies; without them they only date the advice (contract §1b)")
    func evaluate() throws {
        func answer(_ policies: String, asOf: String) throws -> JSON {
            let text = """
                {"profile": {"registrationDate": "2010-01-01", "diplomaDate": "2009-01-01", "directCare": true,
                "specialties": [{"from": "2010-01-01", "framework": "medecine-generale"}]}, "actions": [{"id": "a1",
                "action": "mg1-dpc-andpc-faf", "date": "2031-12-10", "evidence": {"kind": "attestation_formation",
                "receivedOn": "2032-07-15"}}], "asOf": "\(asOf)", "policies": {\(policies)}}
                """
            let answer = Evaluation(rulebook: Packages.rulebook, advises: true).answer(to: [UInt8](text.utf8))
            return try JSON(parsing: answer.bytes)
        }
        #expect(try answer("", asOf: "2032-08-01")["verdicts"]?["a1"]?.string == "counted")
        #expect(
            try answer(#""evidenceUntil": "control""#, asOf: "2032-08-01")["verdicts"]?["a1"]?.string
                == "evidence_missing")
        #expect(try answer("", asOf: "2031-06-01")["advice"]?["evidenceBy"]?.string == "2032-06-30")
        #expect(
            try answer(#""evidenceUntil": "cycle_end""#, asOf: "2031-06-01")["advice"]?["evidenceBy"]?.string
                == "2031-12-31")
        #expect(
            try answer(#""labelsUntil": "x""#, asOf: "2031-06-01")["error"]?["path"]?.string == "policies.labelsUntil")
    }
}
