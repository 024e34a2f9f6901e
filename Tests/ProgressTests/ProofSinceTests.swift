import Progress
import Testing
import Vocabulary

@Suite("Since when it has held, without a break")
struct ProofSinceTests {
    private func proof(
        _ declarations: [Declaration], _ frameworks: [Framework] = Packages.all, under: String = "medecine-generale",
        profile: Profile? = nil, asOf: String, alerts: AlertPolicy? = AlertPolicy()
    ) throws -> StandingProof {
        try #require(
            Engine(rulebook: Rulebook(frameworks: frameworks)).proof(
                of: Build.cycle, profile: profile ?? Build.profile(under), declarations: declarations,
                asOf: day(asOf), alerts: alerts)
        ).proof
    }

    /// One line a block, each occurrence counts, two actions asked.
    private let law = Build.framework(
        Block.allCases.map { (id: "l\($0.number)", blocks: [$0]) }, identity: .occurrence)

    @Test("a paper that came late for a surplus action does not move the day a block became complete (R01)")
    func latePaper() throws {
        let late = Build.action("a", "l2", on: "2024-02-03") { $0.evidence?.receivedOn = day("2026-10-01") }
        let both = [Build.action("b", "l2", on: "2025-02-03"), Build.action("c", "l2", on: "2025-01-10"), late]
        #expect(try proof(both, [law], under: "test", asOf: "2026-11-21").blocks[1].node.since == day("2025-02-03"))
    }

    @Test("identical actions of one line: the one assigned today is not the one that first completed (R04, V6)")
    func identicalLine() throws {
        var law = law
        law.lines.append(ActionLine(id: "m2", blocks: [.practice], labelling: Labelling(mode: .automatic)))
        for index in law.blocks.indices { law.blocks[index].identity = .line }
        let actions = [
            Build.action("a", "l2", on: "2024-02-03") { $0.evidence?.receivedOn = day("2026-10-01") },
            Build.action("b", "l2", on: "2025-02-03"), Build.action("c", "m2", on: "2024-06-01"),
        ]
        #expect(try proof(actions, [law], under: "test", asOf: "2026-11-21").blocks[1].node.since == day("2025-02-03"))
    }

    @Test("a dual action that moves to another block leaves the first one complete since it was (R06-5)")
    func movedDual() throws {
        let rule = try RuleCase.with("R06-5")
        let declarations = try #require(rule.input["actions"]?.array).map { try Declaration(json: $0) }
        let found = try proof(declarations, under: "genetique", asOf: "2028-01-01")
        #expect(found.blocks[0].counted == 2)
        #expect(found.blocks[0].node.since == day("2024-05-01"))
        #expect(found.blocks[1].node.since == day("2027-06-01"))
    }

    @Test("an exemption that begins after the programme was complete does not move its day (R. 4022-12)")
    func lateExemption() throws {
        let actions = Block.allCases.flatMap { block in
            [1, 2].map { Build.action("\(block)\($0)", "l\(block.number)", on: "2025-0\($0)-01") }
        }
        var profile = Build.profile()
        profile.exemptions = [.init(during: Period(start: day("2027-01-01")), reason: .withoutCare)]
        let found = try proof(actions, [law], profile: profile, asOf: "2028-01-01")
        #expect(found.programme.since == day("2025-02-01"))
        #expect(found.blocks[2].node.since == day("2027-01-01"))
        #expect(found.masked.programme.since == day("2025-02-01"))
    }

    @Test("a completion that broke off and came back dates from its return (R12)")
    func broken() throws {
        var law = law
        law.lines[1].labelling.mode = .onRequest
        let revoked = Build.action("a", "l2", on: "2024-02-03") {
            $0.labelEvents = [
                LabelEvent(on: day("2024-03-01"), kind: .granted),
                LabelEvent(on: day("2025-03-01"), kind: .revoked, isRetroactive: true),
                LabelEvent(on: day("2026-03-01"), kind: .granted),
            ]
        }
        let other = Build.action("b", "l2", on: "2024-01-03") {
            $0.labelEvents = [LabelEvent(on: day("2024-03-01"), kind: .granted)]
        }
        #expect(
            try proof([revoked, other], [law], under: "test", asOf: "2027-01-01").blocks[1].node.since
                == day("2026-03-01"))
    }

    @Test("late since the day from which it never ceased, by what counted on each anniversary (R. 4022-18)")
    func lateness() throws {
        let first = Build.action("a", "l1", on: "2024-03-01")
        let second = Build.action("b", "l1", on: "2027-06-01")
        for asOf in ["2026-11-21", "2028-06-01"] {
            let node = try #require(try proof([first, second], [law], under: "test", asOf: asOf).lateness)
            #expect(node.since == day("2026-01-01"), "\(asOf)")
        }
    }

    @Test("a label taken back yesterday does not back-date the lateness it makes (R12, R. 4022-18)")
    func revokedYesterday() throws {
        var law = law
        law.lines[0].labelling.mode = .onRequest
        let actions = (1...3).map { number in
            Build.action("a\(number)", "l1", on: "2024-0\(number)-01") {
                $0.object = "o\(number)"
                $0.labelEvents = [LabelEvent(on: day("2024-04-01"), kind: .granted)]
                if number > 1 {
                    $0.labelEvents.append(
                        LabelEvent(on: day("2026-11-20"), kind: .revoked, isRetroactive: true))
                }
            }
        }
        let node = try #require(try proof(actions, [law], under: "test", asOf: "2026-11-21").lateness)
        #expect(node.missing == "il manque une action")
        #expect(node.since == day("2026-11-20"))
    }

    @Test("read on any day, what is complete since a day was so on each day between, and not before", arguments: 0..<25)
    func everyDay(_ number: Int) throws {
        var generator = Generator(seed: Dice.seed &+ 95_000 &+ UInt64(number))
        let one = generator.applicant()
        let engine = Engine(rulebook: Rulebook(frameworks: one.frameworks))
        func standing(_ asOf: CalendarDate) -> Standing? {
            engine.standing(of: one.cycle, profile: one.profile, declarations: one.declarations, asOf: asOf)
        }
        let found = try #require(
            engine.proof(
                of: one.cycle, profile: one.profile, declarations: one.declarations, asOf: one.asOf,
                alerts: AlertPolicy())
        ).proof
        func check(_ since: CalendarDate?, _ holds: (Standing, CalendarDate) -> Bool) throws {
            guard let since, since <= one.asOf else { return }
            var asOf = since
            while asOf <= one.asOf {
                #expect(holds(try #require(standing(asOf)), asOf), "physician \(number), \(asOf)")
                asOf = asOf.adding(days: 17)
            }
            guard since > one.cycle.start, let before = standing(since.previous) else { return }
            #expect(!holds(before, since.previous), "physician \(number), \(since.previous)")
        }
        try check(found.programme.since) { standing, _ in standing.isComplete }
        if found.lateness?.missing != nil {
            #expect(found.lateness?.since != nil)
            try check(found.lateness?.since) { Lateness($0).isLate(on: $1) }
        }
    }
}
