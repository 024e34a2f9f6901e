import Progress
import Testing
import Vocabulary

@Suite("The reason of a verdict is the fact that failed")
struct ProofReasonTests {
    /// What `evaluate --explain` says of one action of a case.
    private func proof(_ id: String, _ action: String = "a1") throws -> JSON {
        try #require(try RuleCase.with(id).answer(explains: true)["proof"]?[action], "\(id) \(action)")
    }

    private func fact(_ proof: JSON, _ name: String) -> String? { proof["facts"]?[name]?.string }

    @Test(
        "held against asked: meetings, patients, weeks, days, consultations, months (R17 to R20, R23)",
        arguments: [
            ("R18-3", "meetings", "3", "4"), ("R19-2", "patients", "9", "10"), ("R23-4", "weeks", "4", "5"),
            ("R17-6", "days", "0,5", "1"), ("R23-2", "consultations", "1", "2"),
            ("R18-5", "meetings", "2", "4"), ("R17-2", "through", "2025-02-27", "2025-02-28"),
            ("R20-2", "monthlySessions.2026-08", "aucune", "1 × 100"), ("R23-6", "frequency", "monthly", "weekly"),
        ])
    func thresholds(_ id: String, _ name: String, _ held: String, _ asked: String) throws {
        let found = try proof(id)
        #expect(fact(found, "\(name).held") == held, "\(found.text)")
        #expect(fact(found, "\(name).asked") == asked, "\(found.text)")
    }

    @Test("the tag, the funding, the condition, the role and the evidence are named (R15, R16, R21, R22, R23)")
    func conditions() throws {
        #expect(fact(try proof("R15-1"), "tag") == "homeopathie")
        #expect(try proof("R15-1")["missing"]?.string?.contains("homéopathie") == true)
        #expect(try proof("R15-1")["source"]?.string == "liste des pratiques exclues, S1:L12-16")
        #expect(fact(try proof("R16-2"), "industryFunded") == "true")
        #expect(fact(try proof("R23-3"), "condition") == "mt_pas_parent_1er_degre")
        #expect(fact(try proof("R22-4"), "role.asked") == "premier_auteur")
        #expect(fact(try proof("R21-2"), "evidence.accepted")?.contains("attestation_universite") == true)
    }

    @Test(
        "a label that is pending is so by the rule of its case (R09 to R11, R13, R14)",
        arguments: [
            ("R09-1", "R09"), ("R10-2", "R10"), ("R11-3", "R11"), ("R13-2", "R13"), ("R13-4", "R13"),
            ("R14-2", "R14"),
        ])
    func pending(_ id: String, _ rule: String) throws { #expect(try proof(id)["rule"]?.string == rule) }

    @Test("that the method of the HAS was not followed is said (R13-2)")
    func method() throws {
        #expect(fact(try proof("R13-2"), "hasMethodFollowed") == "false")
        #expect(try proof("R13-2")["missing"]?.string == "la méthode de la HAS ou une décision favorable du CNP")
    }

    @Test("an identical action is so by the policy of its block, and the other one is named (R04, R05, R07)")
    func rivals() throws {
        #expect(try proof("R04-1", "a2")["rule"]?.string == "R04")
        #expect(fact(try proof("R04-1", "a2"), "other") == "a1")
        #expect(try proof("R05-2", "a2")["rule"]?.string == "R05")
        #expect(try proof("R07-4", "a2")["rule"]?.string == "R07")
    }

    @Test("of an action of blocks 1 to 3 the proof does not name the action of block 4 that stands in its way (R24)")
    func privateRival() throws {
        let found = try proof("R07-5", "a1")
        #expect(found["rule"]?.string == "R07")
        let law = Build.framework([("l", [.practice]), ("h", [.health])])
        let meeting = Build.action("a", "l", on: "2024-01-10", object: "o")
        let secret = Build.action("b", "h", on: "2024-01-10", object: "o")
        let more = ["x", "y"].map { Build.action($0, "l", on: "2025-01-0\($0 == "x" ? 1 : 2)", object: $0) }
        let engine = Engine(rulebook: Rulebook(frameworks: [law]))
        let proofs = try #require(
            engine.explained(
                of: Build.cycle, profile: Build.profile(), declarations: [meeting, secret] + more,
                asOf: day("2030-01-01"))
        ).proofs
        for proof in proofs where proof.facts.first?.value == "l" {
            #expect(!proof.facts.contains { $0.value == "b" || $0.value == "h" })
        }
    }

    @Test("what the référentiel lacks is judged by what changed: the specialty, the version, or nothing (R25, R27)")
    func notInFramework() throws {
        let change = try proof("R25-3")
        #expect(change["rule"]?.string == "R25" && change["source"]?.string == "R. 4022-17")
        var second = Packages.general
        second.version = "2"
        second.effectiveFrom = day("2028-01-01")
        second.lines.removeAll { $0.id == "mg1-test-lecture" }
        let test = Build.action("a", "mg1-test-lecture", on: "2028-01-01", evidence: "attestation_reussite")
        let unknown = Build.action("b", "mg1-inconnue", on: "2028-01-01")
        let proofs = try #require(
            Engine(rulebook: Rulebook(frameworks: [Packages.general, second])).explained(
                of: Build.cycle, profile: Build.profile("medecine-generale"), declarations: [test, unknown],
                asOf: day("2028-06-01"))
        ).proofs
        #expect(proofs.map(\.rule) == ["R27", "R14"])
        #expect(proofs.map(\.source) == ["R. 4022-7", "R. 4022-7"])
        #expect(proofs[0].facts.contains { $0.name == "line.version" && $0.value == "1" })
    }

    @Test("nine years come from the ordonnance, six from the registration (L. 4022-2, R. 4022-14)")
    func period() throws {
        func source(_ cycle: Cycle) throws -> String {
            try #require(
                Engine(rulebook: Packages.rulebook).proof(
                    of: cycle, profile: Build.profile("medecine-generale"), declarations: [], asOf: day("2028-01-01"))
            ).proof.cycle.source
        }
        #expect(try source(Build.cycle) == "ordonnance 2021-961, art. 3, al. 2 (L. 4022-2 I), R. 4022-20")
        #expect(try source(Cycle(index: 1, start: day("2024-09-16"), years: 6)) == "R. 4022-14, R. 4022-20")
    }

    @Test("a second grant does not move the day, nor does a refusal of what the label of its object carries (R09, R11)")
    func labels() throws {
        let again = Build.action(
            "a", "mg2-action-organisme-reconnu", on: "2024-03-10", evidence: "attestation_formation"
        ) {
            $0.labelEvents = ["2024-04-01", "2026-06-01"].map { LabelEvent(on: day($0), kind: .granted) }
        }
        let carried = Build.action("b", Declaration.offList, on: "2024-03-10", object: "atelier") {
            $0.isObjectLabelled = true
            $0.blockWanted = .practice
            $0.labelEvents = [LabelEvent(on: day("2024-06-01"), kind: .refused)]
        }
        let proofs = try #require(
            Engine(rulebook: Packages.rulebook).explained(
                of: Build.cycle, profile: Build.profile("medecine-generale"), declarations: [again, carried],
                asOf: day("2028-01-01"))
        ).proofs
        #expect(proofs.map(\.since) == [day("2024-04-01"), day("2024-03-10")])
    }

    @Test("evidence of block 4 is in order when no action lacks it and nothing else (R24-5)")
    func evidence() {
        #expect(Verdict.isEvidenceValid([]) == nil)
        #expect(Verdict.isEvidenceValid([.thresholdNotMet]) == nil)
        #expect(Verdict.isEvidenceValid([.counted, .thresholdNotMet]) == true)
        #expect(Verdict.isEvidenceValid([.counted, .evidenceMissing]) == false)
    }
}
