import Progress
import Testing
import Vocabulary

@Suite("What would be enough")
struct AdviceTests {
    private func advice(
        _ declarations: [Declaration] = [], _ frameworks: [Framework] = Packages.all, under: String = "test",
        asOf: String, profile: Profile? = nil
    ) throws -> Advice {
        try #require(
            Engine(rulebook: Rulebook(frameworks: frameworks)).advice(
                for: Build.cycle, profile: profile ?? Build.profile(under), declarations: declarations,
                asOf: day(asOf)))
    }

    /// One block, one line that takes so many years.
    private func framework(_ years: Int?, _ edit: (inout ActionLine) -> Void = { _ in }) -> Framework {
        var framework = Build.framework([("l", [.practice])], required: 1)
        framework.blocks.removeAll { $0.block != .practice }
        framework.allowsOffList = false
        framework.lines[0].thresholds.years = years
        edit(&framework.lines[0])
        return framework
    }

    @Test("a line that takes two years begins two years before the end at the latest, by anniversaries (V2)")
    func twoYears() throws {
        let last = try advice([], [framework(2)], asOf: "2030-01-01")
        #expect(last.outlook == .possible)
        #expect(last.steps[0].latestStart == day("2030-01-01"))
        #expect(last.steps[0].doneBy == day("2031-12-31"))
        let late = try advice([], [framework(2)], asOf: "2030-01-02")
        #expect(late.outlook == .impossible)
        #expect(late.choices[0].expired == 1)
        #expect(late.choices[0].steps.isEmpty)
        #expect(
            late.sentences().contains {
                $0.hasPrefix("Une ligne ne peut plus être achevée avant le 31\u{A0}décembre 2031")
            })
    }

    @Test(
        "four meetings on four days, thirty-five days of leave, or one day decide the latest start",
        arguments: [
            (Thresholds(meetings: 4, windowMonths: 12), "2031-12-28"), (Thresholds(weeks: 5), "2031-11-27"),
            (Thresholds(days: 2.5), "2031-12-29"), (Thresholds(consultations: 2), "2031-12-30"),
            (Thresholds(days: 0.5), "2031-12-31"),
        ])
    func latestStart(_ thresholds: Thresholds, _ expected: String) throws {
        let law = framework(nil) { $0.thresholds = thresholds }
        #expect(try advice([], [law], asOf: "2031-01-01").steps[0].latestStart == day(expected))
        #expect(try advice([], [law], asOf: expected).outlook == .possible)
        #expect(try advice([], [law], asOf: day(expected).next.description).outlook == .impossible)
    }

    @Test("a proof that lacks comes before a new action, and a label before one too")
    func papersFirst() throws {
        let law = Build.framework([("l", [.practice]), ("m", [.practice])])
        let done = Build.action("a1", "l", on: "2025-03-12") { $0.evidence = nil }
        let found = try advice([done], [law], asOf: "2028-01-01")
        let mine = found.steps.filter { $0.block == .practice }
        #expect(mine.map(\.declarationID) == ["a1", nil])
        #expect(mine[0].gestures == [.sendEvidence])
        var labelled = law
        labelled.lines[0].labelling.mode = .onRequest
        let pending = try advice(
            [Build.action("a1", "l", on: "2025-03-12")], [labelled], asOf: "2028-01-01")
        #expect(pending.steps.filter { $0.block == .practice }[0].gestures == [.obtainLabel])
    }

    @Test("what is still going on only has to go on; what will be over by itself is awaited, not advised")
    func goingOn() throws {
        let short = Build.action("a1", "l", on: "2027-06-01", to: "2028-06-30")
        let first = try advice([short], [framework(2)], asOf: "2028-01-01")
        #expect(first.steps.map(\.gestures) == [[.goOn, .sendEvidence]])
        #expect(first.steps[0].declaration(id: "x").period?.upperBound == day("2029-05-31"))
        var proved = short
        proved.period = day("2027-06-01")...day("2030-01-01")
        proved.evidence?.receivedOn = day("2027-12-01")
        let second = try advice([proved], [framework(2)], asOf: "2028-01-01")
        #expect(second.outlook == .complete)
        #expect(second.awaited.map(\.on) == [day("2029-05-31")])
        let over = try advice([short], [framework(2)], asOf: "2028-07-01")
        #expect(over.steps.map(\.declarationID) == [nil])
    }

    @Test("after the end of the cycle only proofs and labels can still come (R09)")
    func afterTheEnd() throws {
        let law = framework(nil)
        let done = Build.action("a1", "l", on: "2031-03-12") { $0.evidence = nil }
        let found = try advice([done], [law], asOf: "2032-02-01")
        #expect(found.outlook == .possible)
        #expect(found.steps.map(\.gestures) == [[.sendEvidence]])
        #expect(found.steps[0].doneBy == day("2032-06-30"))
        let none = try advice([], [law], asOf: "2032-01-01")
        #expect(none.outlook == .impossible)
        #expect(none.steps.isEmpty)
        #expect(none.sentences().contains { $0.hasPrefix("La période est finie depuis le 31\u{A0}décembre 2031") })
    }

    @Test("a line that counts already is not advised again under identity by line, and is by object (R04)")
    func identity() throws {
        let done = Build.action("a1", "l", on: "2025-03-12", object: "o")
        for (identity, isAgain) in [(Identity.line, false), (.object, true), (.occurrence, true)] {
            var law = framework(nil)
            law.blocks[0].identity = identity
            law.blocks[0].required = 2
            #expect(try (advice([done], [law], asOf: "2028-01-01").outlook == .possible) == isAgain)
        }
        var limited = framework(nil) { $0.isLimitedToOne = true }
        limited.blocks[0].identity = .occurrence
        limited.blocks[0].required = 2
        #expect(try advice([done], [limited], asOf: "2028-01-01").outlook == .impossible)
    }

    @Test("lines that need no label come first, then the shortest; a free action is the last resort")
    func simplest() throws {
        var law = Build.framework([("label", [.practice]), ("long", [.practice]), ("plain", [.practice])], required: 1)
        law.blocks.removeAll { $0.block != .practice }
        law.lines[0].labelling.mode = .onRequest
        law.lines[1].thresholds.years = 1
        let found = try advice([], [law], asOf: "2028-01-01")
        #expect(found.steps.map(\.action) == ["plain"])
        #expect(found.choices[0].steps.map(\.action) == ["plain", "long", "label", Declaration.offList])
    }

    @Test("a line that the next version drops must be done before it, and one it adds after (R27)")
    func versions() throws {
        var second = framework(nil)
        second.version = "2"
        second.effectiveFrom = day("2029-01-01")
        second.lines[0].id = "new"
        let found = try advice([], [framework(nil), second], asOf: "2028-01-01")
        #expect(
            Set(found.choices[0].steps.map { "\($0.action) \($0.doneBy) \($0.version)" }) == [
                "l 2028-12-31 1", "new 2031-12-31 2",
            ])
        let after = try advice([], [framework(nil), second], asOf: "2029-01-01")
        #expect(after.choices[0].steps.map(\.action) == ["new"])
    }

    @Test("who is exempt of block 3 is advised nothing there (R. 4022-12)")
    func exempt() throws {
        var profile = Build.profile("medecine-generale")
        #expect(try advice([], asOf: "2028-01-01", profile: profile).lacking == BlockCounts(2, 2, 2, 2))
        profile.exemptions = [.init(during: Period(start: day("2024-01-01")), reason: .withoutCare)]
        let found = try advice([], asOf: "2028-01-01", profile: profile)
        #expect(found.lacking == BlockCounts(2, 2, 0, 2))
        #expect(!found.steps.contains { $0.block == .patients })
        #expect(found.steps.count == 6)
    }

    @Test("nothing known later leaks: neither a proof, nor a decision, nor a change of specialty (R29)")
    func nothingLater() throws {
        let later = Build.action("a1", "l", on: "2025-03-12") { $0.evidence?.receivedOn = day("2028-06-01") }
        #expect(try advice([later], [framework(nil)], asOf: "2028-01-01").steps.map(\.gestures) == [[.sendEvidence]])
        let profile = Profile(
            registrationDate: day("2010-09-01"),
            specialties: [
                Dated(from: day("2010-09-01"), FrameworkID("medecine-generale")),
                Dated(from: day("2029-01-01"), FrameworkID("genetique")),
            ])
        #expect(try advice([], asOf: "2028-12-31", profile: profile).framework.rawValue == "medecine-generale")
        #expect(try advice([], asOf: "2029-01-01", profile: profile).framework.rawValue == "genetique")
    }

    @Test("the masked advice says of block 4 how many steps and no more, on paper and in JSON (R24)")
    func masked() throws {
        let found = try advice([], under: "genetique", asOf: "2028-01-01")
        let text = found.sentences().joined(separator: "\n")
        #expect(text.contains("2 étapes, dont le détail n’est vu que du médecin"))
        #expect(!text.contains("g4-"))
        #expect(!String(decoding: found.json(masksBlockFour: true), as: UTF8.self).contains("g4-"))
        #expect(found.sentences(masksBlockFour: false).joined().contains("g4-"))
    }

    @Test("evaluate --advise adds the advice after everything else, also one object a line")
    func command() throws {
        let rule = try RuleCase.with("R01-2")
        let evaluation = Evaluation(rulebook: Packages.rulebook, explains: true, advises: true)
        let answer = try JSON(parsing: evaluation.answer(to: [UInt8](rule.input.text.utf8)).bytes)
        #expect(answer.members?.map(\.key).suffix(2) == ["proof", "advice"])
        let found = try #require(answer["advice"])
        #expect(found["outlook"] == .string("possible"))
        #expect(found["lacking"]?["4"] == .integer(1))
        #expect(found["steps"]?.array?.count == 1)
        #expect(found["steps"]?.array?.first?["block"] == .integer(4))
    }
}
