import Progress
import Testing
import Vocabulary

@Suite("What would be enough: by when, on which condition")
struct AdviceTermTests {
    private func advice(
        _ declarations: [Declaration] = [], _ frameworks: [Framework] = Packages.all,
        under: String = "medecine-generale", asOf: String
    ) throws -> Advice {
        try #require(
            Engine(rulebook: Rulebook(frameworks: frameworks)).advice(
                for: Build.cycle, profile: Build.profile(under), declarations: declarations, asOf: day(asOf)))
    }

    private func words(_ advice: Advice) -> String {
        String(
            advice.sentences(masksBlockFour: false).joined(separator: "\n").map {
                $0 == "\u{A0}" || $0 == "\u{202F}" ? " " : $0
            })
    }

    /// One block, one line.
    private func law(_ edit: (inout ActionLine) -> Void = { _ in }) -> Framework {
        var framework = Build.framework([("l", [.practice])], required: 1)
        framework.blocks.removeAll { $0.block != .practice }
        framework.allowsOffList = false
        edit(&framework.lines[0])
        return framework
    }

    @Test("a meeting that lacks has its own day, and the proof another one (R18, R21)")
    func meetings() throws {
        var group = Declaration(id: "x", action: "mg2-groupe-analyse")
        group.item = "groupe-balint"
        var measures = Measures()
        measures.meetingDates = ["2026-02-01", "2026-05-01", "2026-08-01"].map(day)
        group.measures = measures
        let found = try advice([group], asOf: "2026-11-21")
        let step = try #require(found.steps.first { $0.declarationID == "x" })
        #expect(step.gestures == [.goOn, .sendEvidence])
        #expect(step.doneBy == day("2027-01-31"))
        #expect(step.papersBy == day("2031-12-31"))
        #expect(words(found).contains("jusqu’au terme demandé, au plus tard le 31 janvier 2027, puis fournir"))
        #expect(String(decoding: found.json, as: UTF8.self).contains(#""papersBy":"2031-12-31""#))
    }

    @Test("a tutorship under way is done on its own term, its proof by the end (R17, R21)")
    func tutorship() throws {
        let running = Build.action("x", "mg1-tutorat-msu", on: "2026-06-01", to: "2026-12-31") { $0.evidence = nil }
        let step = try #require(try advice([running], asOf: "2026-11-21").steps.first { $0.declarationID == "x" })
        #expect(step.doneBy == day("2027-05-31"))
        #expect(step.papersBy == day("2031-12-31"))
    }

    @Test("a line that only a version to come has cannot be done before it, and comes after those of today (R27)")
    func versionToCome() throws {
        var second = law()
        second.version = "2"
        second.effectiveFrom = day("2029-01-01")
        var new = second.lines[0]
        new.id = "a-new"
        second.lines.insert(new, at: 0)
        let found = try advice([], [law(), second], under: "test", asOf: "2028-01-01")
        #expect(found.steps.map(\.action) == ["l"])
        let lines = try #require(found.choices.first?.steps)
        #expect(lines.map(\.action) == ["l", "a-new"])
        #expect(lines.map(\.notBefore) == [nil, day("2029-01-01")])
        #expect(words(found).contains("à partir du 1er janvier 2029, au plus tard le 31 décembre 2031"))
        #expect(String(decoding: found.json, as: UTF8.self).contains(#""notBefore":"2029-01-01""#))
        // What is done before counts for nothing: the date is no mere advice.
        var early = lines[1].declaration(id: "x")
        early.date = day("2028-12-31")
        #expect(
            try Build.standing([early], [law(), second], asOf: "2031-12-31").outcomes[0].verdict == .notInFramework)
    }

    @Test("a label is not said to be spared without what spares it (R10, R13), nor a condition left out (R16)")
    func conditions() throws {
        let method = try advice(
            [], [law { $0.labelling.mode = .hasMethodOrCNPLabel }], under: "test", asOf: "2028-01-01")
        #expect(method.steps[0].labelSparedBy == .hasMethod)
        #expect(words(method).contains("méthode de la HAS à suivre, sinon label du CNP à obtenir"))
        #expect(!words(method).contains("sans label"))
        let listed = law {
            $0.labelling = Labelling(
                mode: .list, list: ItemList(kind: .indicative, items: ["has"]), offList: .onRequest)
        }
        #expect(
            words(try advice([], [listed], under: "test", asOf: "2028-01-01")).contains("pour un élément de la liste"))
        let free = law { $0.conditions = [.notFundedByIndustry, .treatedByOther] }
        let found = try advice([], [free], under: "test", asOf: "2028-01-01")
        #expect(found.steps[0].conditions == [.notFundedByIndustry, .treatedByOther])
        #expect(words(found).contains("sans financement par l’industrie de la santé"))
        #expect(words(found).contains("le médecin traitant n’est pas le médecin lui-même"))
    }

    @Test(
        "after the end a new decision of the CNP can still complete: refusal, revocation, another CNP (R11, R12, R14)")
    func newDecision() throws {
        let label = law { $0.labelling.mode = .onRequest }
        var open = law()
        open.allowsOffList = true
        func found(_ law: Framework, _ action: String, _ events: [LabelEvent]) throws -> Advice {
            let done = Build.action("x", action, on: "2031-03-10", object: "o") {
                $0.labelEvents = events
                $0.blockWanted = .practice
            }
            return try advice([done], [law], under: "test", asOf: "2032-03-01")
        }
        let cases = [
            try found(label, "l", [LabelEvent(on: day("2031-05-01"), kind: .refused)]),
            try found(label, "l", [LabelEvent(on: day("2031-01-01"), kind: .revoked)]),
            try found(
                open, Declaration.offList, [LabelEvent(on: day("2031-05-01"), kind: .granted, cnp: "autre")]),
        ]
        for advice in cases {
            #expect(advice.outlook == .possible)
            #expect(advice.steps.map(\.gestures) == [[.obtainNewDecision]])
            #expect(advice.steps.first?.papersBy == day("2032-06-30"))
        }
    }

    @Test("many small points are planned as many times, and the block says what it lacks")
    func points() throws {
        var law = law { $0.points = 1 }
        law.scheme = .points
        law.blocks[0].points = 30
        law.blocks[0].identity = .occurrence
        let found = try advice([], [law], under: "test", asOf: "2028-01-01")
        #expect(found.outlook == .possible)
        #expect(found.steps.count == 30)
        #expect(words(found).contains("Bloc 2 : il manque une action et 30 points."))
        law.blocks[0].points = 5000
        let endless = try advice([], [law], under: "test", asOf: "2028-01-01")
        #expect(endless.outlook == .impossible && !endless.isCertain)
        #expect(words(endless).contains("Aucune suite d’étapes n’a été trouvée"))
    }

    @Test("four meetings on any days are said as such, not as a beginning three days before the end (R18)")
    func occasions() throws {
        let found = try advice(
            [], [law { $0.thresholds = Thresholds(meetings: 4, windowMonths: 12) }], under: "test", asOf: "2028-01-01")
        #expect(found.steps[0].latestStart == day("2031-12-28"))
        #expect(words(found).contains("les 4 réunions au plus tard le 31 décembre 2031"))
        #expect(!words(found).contains("à commencer"))
    }
}
