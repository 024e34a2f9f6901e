import Progress
import Testing
import Vocabulary

@Suite("The engine beyond the cases")
struct EngineTests {
    private func verdicts(_ standing: Standing) -> [String] { standing.outcomes.map(\.verdict.rawValue) }

    @Test("two dual actions of one line and one of block 1: one dual goes to each block, never greedily (R06)")
    func notGreedy() throws {
        let framework = Build.framework([("dual", [.knowledge, .practice]), ("pure", [.knowledge])])
        let standing = try Build.standing(
            [
                Build.action("a1", "dual", on: "2024-01-01", object: "a"),
                Build.action("a2", "dual", on: "2024-02-01", object: "b"),
                Build.action("a3", "pure", on: "2024-03-01"),
            ], [framework])
        #expect(standing.counts == BlockCounts(2, 1, 0, 0))
    }

    @Test("an action that bridges two realisations costs neither of them (R07)")
    func bridge() throws {
        let framework = Build.framework(
            [("one", [.knowledge]), ("two", [.knowledge]), ("bridge", [.knowledge])])
        let standing = try Build.standing(
            [
                Build.action("a1", "one", on: "2024-01-01", to: "2024-03-31", object: "g"),
                Build.action("a2", "two", on: "2024-05-01", to: "2024-08-31", object: "g"),
                Build.action("a3", "bridge", on: "2024-03-01", to: "2024-06-30", object: "g"),
            ], [framework])
        #expect(standing.counts[.knowledge] == 2)
        #expect(verdicts(standing) == ["counted", "counted", "already_counted"])
    }

    @Test("a line limited to one action gives one in the whole cycle")
    func limited() throws {
        var framework = Build.framework([("dual", [.knowledge, .practice])], identity: .occurrence)
        framework.lines[0].isLimitedToOne = true
        let standing = try Build.standing(
            [
                Build.action("a1", "dual", on: "2024-01-01", object: "a"),
                Build.action("a2", "dual", on: "2025-01-01", object: "b"),
            ], [framework])
        #expect(verdicts(standing) == ["counted", "identical"])
    }

    @Test("surplus actions are counted, the count is capped (R28)")
    func surplus() throws {
        let framework = Build.framework([("l", [.knowledge])], identity: .occurrence)
        let actions = (1...5).map { Build.action("a\($0)", "l", on: "2024-0\($0)-01") }
        let standing = try Build.standing(actions, [framework])
        #expect(standing.counts == BlockCounts(2, 0, 0, 0))
        #expect(standing.outcomes.allSatisfy { $0.verdict == .counted && $0.block == .knowledge })
    }

    @Test("an exempt block never takes a realisation from a block that is asked (R08)")
    func exemptBlock() throws {
        let framework = Build.framework([("p", [.practice]), ("r", [.patients])])
        var profile = Build.profile()
        profile.exemptions = [.init(during: Period(start: day("2023-01-01")), reason: .withoutCare)]
        let standing = try Build.standing(
            [
                Build.action("a1", "r", on: "2024-01-01", object: "x"),
                Build.action("a2", "p", on: "2024-01-01", object: "x"),
            ], [framework], profile: profile)
        #expect(standing.counts == BlockCounts(0, 1, 0, 0))
        #expect(standing.required == BlockCounts(2, 2, 0, 2))
    }

    @Test("a version applies from its own day, the first one also before (R27)")
    func versions() throws {
        var first = Build.framework([("old", [.knowledge]), ("club", [.knowledge])])
        first.publishedOn = day("2026-02-26")
        first.effectiveFrom = day("2026-02-26")
        first.lines[1].thresholds = Thresholds(years: 1, meetings: 4)
        var second = first
        second.version = "2"
        second.effectiveFrom = day("2028-01-01")
        second.lines.removeFirst()
        second.lines[0].thresholds = Thresholds(years: 1, meetings: 6)
        let club = Build.action("a4", "club", on: "2027-03-01", to: "2028-02-29") {
            $0.measures = Measures()
            $0.measures?.meetings = 4
        }
        let actions = [
            Build.action("a1", "old", on: "2024-03-10"), Build.action("a2", "old", on: "2027-12-31"),
            Build.action("a3", "old", on: "2028-01-01"), club,
        ]
        let standing = try Build.standing(actions, [second, first])
        #expect(verdicts(standing) == ["counted", "identical", "not_in_framework", "threshold_not_met"])
        let atStart = try Build.standing(actions, [first, second], policies: Policies(versionRule: .cycleStart))
        #expect(verdicts(atStart) == ["counted", "identical", "identical", "counted"])
    }

    @Test("a threshold that a later version lowers is reached on the first day of that version (R27)")
    func loweredThreshold() throws {
        var first = Build.framework([("tutor", [.knowledge])])
        first.lines[0].thresholds = Thresholds(years: 3)
        var second = first
        second.version = "2"
        second.effectiveFrom = day("2026-01-01")
        second.lines[0].thresholds = Thresholds(years: 1)
        let action = Build.action("a1", "tutor", on: "2024-06-01", to: "2026-06-30")
        #expect(try Build.standing([action], [first, second]).outcomes[0].realisedOn == day("2026-01-01"))
        let before = try Build.standing([action], [first, second], asOf: "2025-12-31")
        #expect(verdicts(before) == ["threshold_not_met"])
        #expect(before.nextChangeOn == day("2026-01-01"))
    }

    @Test("a label asked again after a revocation that spared the action does not cost it (R12)")
    func spared() throws {
        var framework = Build.framework([("l", [.knowledge])])
        framework.lines[0].labelling.mode = .onRequest
        let action = Build.action("a1", "l", on: "2024-03-10") {
            $0.labelEvents = [
                LabelEvent(on: day("2024-01-01"), kind: .granted), LabelEvent(on: day("2025-01-01"), kind: .revoked),
                LabelEvent(on: day("2025-06-01"), kind: .requested),
            ]
        }
        #expect(verdicts(try Build.standing([action], [framework])) == ["counted"])
    }

    @Test("a decision of another CNP about a line of the référentiel is no decision (R14)")
    func foreignDecision() throws {
        var framework = Build.framework([("l", [.knowledge])])
        framework.lines[0].labelling.mode = .onRequest
        for (cnp, verdict) in [("genetique", "label_pending"), ("test", "counted"), ("CNP d’essai", "counted")] {
            let action = Build.action("a1", "l", on: "2024-03-10") {
                $0.labelEvents = [LabelEvent(on: day("2024-01-01"), kind: .granted, cnp: cnp)]
            }
            #expect(verdicts(try Build.standing([action], [framework])) == [verdict])
        }
    }

    @Test("an action outside the référentiel takes the block of the grant, else the wish, else 1 (R14)")
    func offList() throws {
        let framework = Build.framework([])
        func blocks(_ grant: Block?, _ wish: Block?) throws -> Block? {
            let action = Build.action("a1", Declaration.offList, on: "2024-03-10", evidence: "justificatif_libre") {
                $0.labelEvents = [LabelEvent(on: day("2024-04-01"), kind: .granted, block: grant)]
                $0.blockWanted = wish
            }
            return try Build.standing([action], [framework]).outcomes[0].block
        }
        #expect(try blocks(.patients, .practice) == .patients)
        #expect(try blocks(nil, .practice) == .practice)
        #expect(try blocks(nil, nil) == .knowledge)
        var closed = framework
        closed.allowsOffList = false
        let action = Build.action("a1", Declaration.offList, on: "2024-03-10") { $0.isObjectLabelled = true }
        #expect(verdicts(try Build.standing([action], [closed])) == ["not_in_framework"])
        #expect(verdicts(try Build.standing([action], [framework])) == ["counted"])
    }

    @Test("two different objects outside the référentiel are two actions, the same object is one (contract §1b)")
    func offListObjects() throws {
        let framework = Build.framework([])
        func action(_ id: String, _ date: String, _ object: String) -> Declaration {
            Build.action(id, Declaration.offList, on: date, object: object) { $0.isObjectLabelled = true }
        }
        let standing = try Build.standing(
            [action("a1", "2024-01-01", "x"), action("a2", "2025-01-01", "y"), action("a3", "2026-01-01", "x")],
            [framework])
        #expect(verdicts(standing) == ["counted", "counted", "identical"])
    }

    @Test("without the référentiel of the day there is no standing")
    func missing() {
        let engine = Engine(rulebook: Packages.rulebook)
        #expect(
            engine.standing(
                of: Build.cycle, profile: Build.profile("cardiologie"), declarations: [], asOf: day("2026-01-01"))
                == nil)
    }

    @Test("a running period is not yet done, or short of its duration (contract §1b)")
    func running() throws {
        var framework = Build.framework([("plain", [.knowledge]), ("tutor", [.practice])])
        framework.lines[1].thresholds = Thresholds(years: 1)
        let actions = [
            Build.action("a1", "plain", on: "2024-01-01", to: "2025-12-31"),
            Build.action("a2", "tutor", on: "2024-06-01", to: "2025-12-31"),
            Build.action("a3", "autre", on: "2024-06-01", to: "2025-12-31"),
        ]
        #expect(
            verdicts(try Build.standing(actions, [framework], asOf: "2025-03-01"))
                == ["not_yet_done", "threshold_not_met", "not_yet_done"])
        #expect(
            verdicts(try Build.standing(actions, [framework], asOf: "2026-01-01"))
                == ["counted", "counted", "not_in_framework"])
        #expect(try Build.standing(actions, [framework]).outcomes[1].realisedOn == day("2025-05-31"))
    }

    @Test("storing keeps other blocks whole and strips block 4 (R24)")
    func storable() {
        let general = Build.action("a1", "mg1-dpc-andpc-faf", on: "2024-03-10", object: "A")
        #expect(Packages.rulebook.storable(general).declaration == general)
        let own = Build.action("a2", "mg4-psycho-sociale", on: "2024-03-10", object: "A") {
            $0.item = "mutuelle"
            $0.tags = ["homeopathie"]
        }
        let (kept, discarded) = Packages.rulebook.storable(own)
        #expect(kept.item == "mutuelle" && kept.object == nil && kept.isExcludedPractice)
        #expect(discarded == ["object", "tags"])
        #expect(Packages.rulebook.mayCountInBlockFour(own))
    }
}
