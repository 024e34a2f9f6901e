import Progress
import Testing
import Vocabulary

@Suite("The cases of the rules")
struct RuleCaseTests {
    @Test("every case gives what is expected", arguments: RuleCase.all)
    func expected(_ rule: RuleCase) throws {
        let answer = try rule.answer()
        for member in try #require(rule.expected.members) {
            guard let inner = member.value.members else {
                #expect(answer[member.key] == member.value, "\(member.key)")
                continue
            }
            for detail in inner {
                #expect(answer[member.key]?[detail.key] == detail.value, "\(member.key).\(detail.key)")
            }
        }
    }

    @Test("there are 141 of them")
    func number() { #expect(RuleCase.all.count == 141) }

    @Test("every counted action has a block and a proof, and no other has a block", arguments: RuleCase.all)
    func proofs(_ rule: RuleCase) throws {
        let answer = try rule.answer(explains: true)
        #expect(
            answer.members?.map(\.key) == [
                "cycle", "controlDeadline", "required", "counts", "complete", "verdicts", "assigned", "proof",
            ])
        for verdict in try #require(answer["verdicts"]?.members) {
            let isCounted = verdict.value == .string("counted")
            #expect((answer["assigned"]?[verdict.key] != nil) == isCounted)
            let proof = try #require(answer["proof"]?[verdict.key])
            #expect(
                proof.members?.map(\.key) == [
                    "rule", "facts", "missing", "threshold", "source", "framework", "version", "since",
                ])
            #expect((proof["missing"] == .null) == isCounted)
            #expect((proof["since"]?.string != nil) || !isCounted)
        }
    }
}

@Suite("Readings that are parameters")
struct ReadingTests {
    /// The counts of a case once a référentiel is read otherwise.
    private func counts(_ id: String, _ change: (inout Framework) -> Void) throws -> [Int] {
        var frameworks = Packages.all
        for index in frameworks.indices { change(&frameworks[index]) }
        let answer = try RuleCase.with(id).answer(Rulebook(frameworks: frameworks))
        return (1...4).map { answer["counts"]?[String($0)]?.integer ?? -1 }
    }

    @Test(
        "identity by object instead of by line (A-MG-01)",
        arguments: [
            ("R04-1", [2, 0, 0, 0]), ("R04-2", [2, 0, 0, 0]), ("R04-3", [2, 0, 0, 0]), ("R07-2", [0, 1, 0, 0]),
        ])
    func objectIdentity(_ id: String, _ expected: [Int]) throws {
        #expect(
            try counts(id) { framework in
                for block in framework.blocks.indices { framework.blocks[block].identity = .object }
            } == expected)
    }

    @Test("items that stand for an object make two actions of one line (R04-5)")
    func itemAsObject() throws {
        #expect(
            try counts("R04-5") { framework in
                for block in framework.blocks.indices { framework.blocks[block].identity = .object }
                for line in framework.lines.indices { framework.lines[line].objectFromItem = true }
            } == [0, 0, 0, 2])
    }

    @Test("a category that holds the label itself needs none for each congress (A-G-03, R13-4)")
    func labelledCategory() throws {
        #expect(
            try counts("R13-4") { framework in
                for line in framework.lines.indices where framework.lines[line].labelling.mode == .cnpLabel {
                    framework.lines[line].labelling.mode = .automatic
                }
            } == [1, 0, 0, 0])
    }

    @Test("readings of a month added up (A-R-06, R20-3)")
    func monthlyTotal() throws {
        #expect(
            try counts("R20-3") { framework in
                for line in framework.lines.indices {
                    framework.lines[line].thresholds.monthlySessions?.addsUpMonth = true
                }
            } == [0, 1, 0, 0])
    }

    @Test("thresholds that also bind the design of a registry (A-R-04, R19-4)")
    func design() throws {
        #expect(
            try counts("R19-4") { framework in
                for line in framework.lines.indices { framework.lines[line].variants = [] }
            } == [0, 0, 0, 0])
    }

    @Test("four meetings over any time (A-MG-09, R18-5)")
    func withoutWindow() throws {
        #expect(
            try counts("R18-5") { framework in
                for line in framework.lines.indices { framework.lines[line].thresholds.windowMonths = nil }
            } == [0, 1, 0, 0])
    }

    @Test("three actions asked in block 2 instead of two")
    func threeActions() throws {
        let answer = try RuleCase.with("R01-1").answer(
            Rulebook(
                frameworks: Packages.all.map { framework in
                    var framework = framework
                    for block in framework.blocks.indices where framework.blocks[block].block == .practice {
                        framework.blocks[block].required = 3
                    }
                    return framework
                }))
        #expect(answer["required"]?["2"] == .integer(3))
        #expect(answer["complete"] == .bool(false))
    }
}
