import Progress
import Testing
import Vocabulary

@Suite("Why: the proof of a standing")
struct StandingProofTests {
    private let audit = Build.action(
        "a1", "mg2-audit-clinique", on: "2025-03-12", evidence: "attestation_participation"
    ) {
        $0.evidence?.receivedOn = day("2025-04-03")
    }

    private func proof(
        _ declarations: [Declaration], _ profile: Profile = Build.profile("medecine-generale"),
        asOf: String = "2028-01-01", criterion: FirstPeriodCriterion = .registered
    ) throws -> StandingProof {
        try #require(
            Engine(rulebook: Packages.rulebook).proof(
                of: Build.cycle, profile: profile, declarations: declarations, asOf: day(asOf), criterion: criterion)
        ).proof
    }

    /// The sentences with plain spaces.
    private func sentences(_ proof: StandingProof, masks: Bool = false) -> [String] {
        proof.sentences(masksBlockFour: masks).map { text in
            String(text.map { $0 == "\u{A0}" || $0 == "\u{202F}" ? " " : $0 })
        }
    }

    @Test("every node names its rule, its source, the facts used, and what is missing or the day it became true")
    func nodes() throws {
        let proof = try proof([audit])
        #expect(proof.programme.rule == "R01")
        #expect(proof.programme.source == "L. 4022-2, R. 4022-7")
        #expect(proof.programme.since == nil)
        #expect(proof.cycle.rule == "R02")
        #expect(proof.cycle.since == day("2023-01-01"))
        #expect(proof.cycle.facts.map(\.name) == ["start", "end", "controlDeadline", "registrationDate"])
        let practice = try #require(proof.blocks.first { $0.block == .practice })
        #expect(practice.node.missing == "il manque une action")
        #expect(practice.node.source == "R. 4022-7 ; S1:L5, L220-411")
        #expect(practice.actions.map(\.proof.since) == [day("2025-04-03")])
        #expect(proof.blocks.map(\.required) == [2, 2, 2, 2])
    }

    @Test("the sentences say the count, what lacks, the day and the place in the text")
    func words() throws {
        let text = sentences(try proof([audit]))
        let label = try #require(Packages.general.lines.first { $0.id == "mg2-audit-clinique" }).label
        #expect(text.contains("Programme minimal : incomplet au 1er janvier 2028."))
        #expect(text.contains("Bloc 2 : 1 action sur 2. Il manque une action."))
        #expect(
            text.contains(
                "« \(label) » (mg2-audit-clinique) du 12 mars 2025 : comptée depuis le 3 avril 2025 (justificatif reçu) ; "
                    + "règle de calcul R01, référentiel « Médecine générale » version 1, "
                    + "référentiel de médecine générale (CMG)."))
    }

    @Test("a complete programme is so since its last needed action began to count, and was not the day before")
    func completeSince() throws {
        let rule = try RuleCase.with("R29-2")
        let declarations = try #require(rule.input["actions"]?.array).map { try Declaration(json: $0) }
        let profile = Build.profile(
            rule.input["profile"]?["specialties"]?.array?.first?["framework"]?.string ?? "")
        let found = try proof(declarations, profile, asOf: "2026-01-01")
        #expect(found.isComplete)
        let since = try #require(found.programme.since)
        #expect(since == day("2025-06-20"))
        #expect(try proof(declarations, profile, asOf: since.description).isComplete)
        #expect(try !proof(declarations, profile, asOf: since.previous.description).isComplete)
    }

    @Test("a surplus action does not move the day on which a block became complete")
    func surplus() throws {
        let framework = Build.framework([("l", [.knowledge])], identity: .occurrence)
        let actions = (1...4).map { Build.action("a\($0)", "l", on: "2024-0\($0)-01") }
        let engine = Engine(rulebook: Rulebook(frameworks: [framework]))
        let found = try #require(
            engine.proof(
                of: Build.cycle, profile: Build.profile(), declarations: actions, asOf: day("2030-01-01")))
        #expect(found.proof.blocks[0].node.since == day("2024-02-01"))
    }

    @Test("without direct care block 3 is not asked, since the day and by the article (R. 4022-12, R. 4022-13)")
    func exemption() throws {
        var profile = Profile(
            registrationDate: day("2010-09-01"), directCare: [Dated(from: day("2026-02-01"), false)],
            specialties: Build.profile("medecine-generale").specialties)
        let care = try #require(try proof([], profile).blocks[2].exemption)
        #expect(care.source == "R. 4022-12")
        #expect(care.since == day("2026-02-01"))
        #expect(sentences(try proof([], profile)).contains("Bloc 3 : non requis depuis le 1er février 2026."))
        profile = Build.profile("medecine-generale")
        profile.exemptions = [
            .init(
                during: Period(start: day("2027-01-01"), until: day("2029-01-01")), reason: .compulsoryTraining)
        ]
        let training = try #require(try proof([], profile).blocks[2].exemption)
        #expect(training.source == "R. 4022-13")
        #expect(training.facts.map(\.name) == ["reason", "from", "until"])
        #expect(try proof([], profile, asOf: "2029-01-01").blocks[2].exemption == nil)
    }

    @Test("the diploma is a fact only where periods are reckoned from it (R. 4022-14, A-G-26)")
    func diploma() throws {
        var profile = Build.profile("medecine-generale")
        profile.diplomaDate = day("2009-06-30")
        #expect(try !proof([], profile).cycle.facts.contains { $0.name == "diplomaDate" })
        #expect(try proof([], profile, criterion: .graduated).cycle.facts.contains { $0.name == "diplomaDate" })
    }

    @Test("lateness is explained with its formula, since the anniversary on which too few counted (R. 4022-18)")
    func lateness() throws {
        let cycle = Cycle(index: 1, start: day("2023-01-01"), years: 9)
        let late = Lateness(cycle: cycle, total: 2, required: 8).proof(on: day("2030-11-21"))
        #expect(late.missing == "il manque 4 actions")
        #expect(late.since == day("2027-01-01"))
        #expect(late.threshold?.contains("8 × 7 ans révolus ÷ 9, arrondi à l’entier inférieur") == true)
        let fine = Lateness(cycle: cycle, total: 8, required: 8).proof(on: day("2030-11-21"))
        #expect(fine.missing == nil && fine.since == nil)
        var proof = try proof([audit])
        proof.lateness = late
        #expect(sentences(proof).contains("En retard depuis le 1er janvier 2027."))
        #expect(String(decoding: proof.json, as: UTF8.self).contains(#""lateness":{"rule":"R30""#))
    }

    @Test("the proof agrees with the standing, and the same facts give the same bytes", arguments: 0..<40)
    func agreement(_ number: Int) throws {
        var generator = Generator(seed: Dice.seed &+ 90_000 &+ UInt64(number))
        let one = generator.applicant()
        let engine = Engine(rulebook: Rulebook(frameworks: one.frameworks))
        func find(_ declarations: [Declaration]) throws -> (standing: Standing, proof: StandingProof) {
            try #require(
                engine.proof(of: one.cycle, profile: one.profile, declarations: declarations, asOf: one.asOf))
        }
        let (standing, proof) = try find(one.declarations)
        #expect(
            standing
                == engine.standing(
                    of: one.cycle, profile: one.profile, declarations: one.declarations, asOf: one.asOf))
        #expect(proof.isComplete == standing.isComplete)
        #expect((proof.programme.since != nil) == standing.isComplete)
        for node in proof.blocks {
            #expect(node.counted == standing.counts[node.block])
            let counted = node.actions.count { $0.proof.block == node.block }
            #expect(min(counted, one.frameworks.map { $0.required[node.block] }.max() ?? 0) >= node.counted)
            #expect(node.node.since.map { $0 <= one.asOf || node.required == 0 || counted == 0 } ?? true)
        }
        #expect(proof.blocks.flatMap(\.actions).count + proof.others.count == one.declarations.count)
        #expect(proof.json == (try find(one.declarations)).proof.json)
        _ = try JSON(parsing: proof.json)
    }
}
