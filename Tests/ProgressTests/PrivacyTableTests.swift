import Progress
import Testing
import Vocabulary

@Suite("Block 4 privacy, the table of R24")
struct PrivacyTableTests {
    private let declarations = [
        Build.action("a1", "g4-depistage-cancers", on: "2025-03-12"),
        Build.action("a2", "g4-vaccinations", on: "2025-06-17"),
        Build.action("a3", "g2-rmm", on: "2025-09-23", evidence: "attestation_organisateur"),
    ]

    private func proof(_ declarations: [Declaration]) throws -> StandingProof {
        try #require(
            Engine(rulebook: Packages.rulebook).proof(
                of: Build.cycle, profile: Build.profile("genetique"), declarations: declarations,
                asOf: day("2028-01-01"))
        ).proof
    }

    /// Whatever could name an action of block 4: line, label, day, kind of evidence, id.
    private let secrets = [
        "g4-", "depistage", "vaccin", "ancer", "2025-03-12", "2025-06-17", "12\u{A0}mars", "17\u{A0}juin", "honneur",
        "\"a1\"", "\"a2\"",
    ]

    private func expectNothing(of text: String) {
        for secret in secrets { #expect(!text.contains(secret), "\(secret)") }
    }

    @Test("R24-1: the council reads 2/2 and no line, label, evidence or day of block 4")
    func council() throws {
        let proof = try proof(declarations)
        let text = proof.sentences().joined(separator: "\n")
        #expect(text.contains("Bloc 4\u{A0}: 2 actions sur 2."))
        #expect(text.contains("g2-rmm"))
        expectNothing(of: text)
        expectNothing(of: String(decoding: proof.json(masksBlockFour: true), as: UTF8.self))
        #expect(proof.masked.blocks.last?.counted == 2)
        #expect(proof.masked.blocks.last?.node.since == nil)
    }

    @Test("R24-1: nor does the day on which the whole became complete tell a day of block 4")
    func completeDay() throws {
        let rule = try RuleCase.with("R29-2")
        var declarations = try #require(rule.input["actions"]?.array).map { try Declaration(json: $0) }
        for index in declarations.indices where Packages.rulebook.mayCountInBlockFour(declarations[index]) {
            declarations[index].evidence?.receivedOn = day("2026-05-05")
        }
        let profile = Build.profile(
            rule.input["profile"]?["specialties"]?.array?.first?["framework"]?.string ?? "")
        let proof = try #require(
            Engine(rulebook: Packages.rulebook).proof(
                of: Build.cycle, profile: profile, declarations: declarations, asOf: day("2028-01-01"))
        ).proof
        #expect(proof.programme.since == day("2026-05-05"))
        #expect(proof.masked.programme.since == nil)
        #expect(!String(decoding: proof.json(masksBlockFour: true), as: UTF8.self).contains("2026-05-05"))
    }

    @Test("R24-2: the physician reads everything")
    func physician() throws {
        let text = try proof(declarations).sentences(masksBlockFour: false).joined(separator: "\n")
        #expect(text.contains("(g4-depistage-cancers) du 12\u{A0}mars 2025"))
        #expect(text.contains("(g4-vaccinations) du 17\u{A0}juin 2025"))
    }

    @Test("R24-3: a free action of block 4 keeps its decision, and its proof says nothing of the other actions")
    func college() throws {
        var free = Build.action("a4", "g4-action-libre", on: "2025-11-02")
        free.labelEvents = [LabelEvent(on: day("2025-12-01"), kind: .requested)]
        free.object = "atelier"
        let kept = Packages.rulebook.storable(free).declaration
        #expect(kept.labelEvents == free.labelEvents)
        #expect(kept.object == nil)
        let text = try proof([free]).sentences(masksBlockFour: false).joined(separator: "\n")
        #expect(text.contains("g4-action-libre"))
        for other in ["depistage", "vaccin"] { #expect(!text.contains(other)) }
    }

    @Test("R24-4: what is reported is taken from masked proofs: counts of block 4, none of its lines")
    func report() throws {
        let masked = try proof(declarations).masked
        let lines = masked.blocks.flatMap(\.actions) + masked.others
        #expect(lines.map(\.id) == ["a3"])
        #expect(masked.blocks.map(\.counted) == [0, 1, 0, 2])
    }

    @Test("R24-5: a referral adds to R24-1 whether the evidence is valid, yes or no")
    func referral() throws {
        let valid = try proof(declarations).sentences()
        #expect(valid.contains("Justificatif valide\u{A0}: oui."))
        var without = declarations
        without[1].evidence = nil
        let invalid = try proof(without)
        #expect(invalid.sentences().contains("Justificatif valide\u{A0}: non."))
        #expect(invalid.masked.blocks.last?.isEvidenceValid == false)
        expectNothing(of: invalid.sentences().joined(separator: "\n"))
        #expect(try proof([declarations[2]]).masked.blocks.last?.isEvidenceValid == nil)
    }

    @Test("R24-6: of a self-assessment only the dated declaration that it was done is stored")
    func selfAssessment() {
        var done = Build.action("a5", "mg4-auto-evaluation", on: "2025-01-20", evidence: "auto_declaration")
        done.object = "réponses : 3, 5, 1"
        done.tags = ["score-eleve"]
        done.variant = "question 4"
        var measures = Measures()
        measures.patients = 12
        done.measures = measures
        let (kept, discarded) = Packages.rulebook.storable(done)
        #expect(kept == Build.action("a5", "mg4-auto-evaluation", on: "2025-01-20", evidence: "auto_declaration"))
        #expect(Set(discarded).isSuperset(of: ["object", "tags", "variant", "measures"]))
    }
}
