import Testing
import Vocabulary

@testable import Progress

@Suite("Assignment, on generated files")
struct AssignmentPropertyTests {
    private static let asOf = day("2030-01-01")

    @Test("the assignment is the one an exhaustive search finds, to the block of each action (R06, R07)")
    func exhaustive() throws {
        var generator = Generator(seed: Dice.seed &+ 10)
        var interacting = 0
        for _ in 0..<10_000 * Dice.volume {
            let framework = generator.framework()
            let declarations = (0..<(1 + generator.dice.below(8))).map { generator.candidate("a\($0)", of: framework) }
            var profile = Build.profile()
            if generator.dice.chance(20) {
                profile.exemptions = [.init(during: Period(start: day("2023-01-01")), reason: .withoutCare)]
            }
            let engine = Engine(rulebook: Rulebook(frameworks: [framework]))
            let standing = try #require(
                engine.standing(
                    of: Build.cycle, profile: profile, declarations: declarations, asOf: AssignmentPropertyTests.asOf))
            let search = ExhaustiveSearch(declarations, framework, required: standing.required)
            let best = search.solve()
            let blocks = search.actions.map { action in
                standing.outcomes[declarations.firstIndex { $0.id == action.id } ?? 0].block
            }
            guard standing.counts == best.counts, blocks == best.blocks else {
                Issue.record("\(declarations.map(\.canonicalJSON)) gives \(blocks), better: \(best)")
                return
            }
            if standing.outcomes.contains(where: { $0.block == nil }) { interacting += 1 }
        }
        #expect(interacting > 1_000)
    }

    @Test("the sweep for large groups finds the same best totals as the exact one")
    func representative() throws {
        var generator = Generator(seed: Dice.seed &+ 11)
        var compared = 0
        for _ in 0..<2_500 * Dice.volume {
            let framework = generator.framework()
            let declarations = (0..<(2 + generator.dice.below(16))).map { generator.candidate("a\($0)", of: framework) }
            let engine = Engine(rulebook: Rulebook(frameworks: [framework]))
            let assessment = try #require(
                engine.assess(Build.cycle, Build.profile(), declarations, AssignmentPropertyTests.asOf))
            let candidates = CandidateList(declarations, assessment.judgements).candidates
            guard let exact = ExactSweep(candidates, limit: framework.required).solve() else { continue }
            let other = RepresentativeSweep(candidates, limit: framework.required).solve()
            compared += 1
            for _ in 0..<4 {
                let asked = BlockCounts(
                    generator.dice.below(4), generator.dice.below(4), generator.dice.below(4), generator.dice.below(4))
                let best = exact.map { $0.counts.capped(at: asked).total }.max()
                #expect(other.map { $0.counts.capped(at: asked).total }.max() == best)
            }
        }
        #expect(compared > 2_000)
    }

    @Test("adding any action never lowers Σ min(count, required)")
    func monotone() throws {
        var generator = Generator(seed: Dice.seed &+ 12)
        for round in 0..<3_000 * Dice.volume {
            let isSmall = round.isMultiple(of: 2)
            let frameworks = isSmall ? [generator.framework()] : Packages.all
            let profile = isSmall ? Build.profile() : generator.profile(Packages.all.map(\.id))
            let engine = Engine(rulebook: isSmall ? Rulebook(frameworks: frameworks) : Packages.rulebook)
            let asOf = isSmall ? AssignmentPropertyTests.asOf : generator.moment()
            var declarations: [Declaration] = []
            var before = 0
            for number in 0..<(3 + generator.dice.below(10)) {
                let id = "a\(generator.dice.below(900) + 100)-\(number)"
                declarations.append(
                    isSmall ? generator.candidate(id, of: frameworks[0]) : generator.anything(id, of: frameworks))
                let standing = try #require(
                    engine.standing(of: Build.cycle, profile: profile, declarations: declarations, asOf: asOf))
                if standing.total < before { Issue.record("\(before) fell to \(standing.total): \(declarations)") }
                before = standing.total
            }
        }
    }

    @Test("order and duplicates change nothing in the counts (traps 2 and 3)")
    func orderAndDuplicates() throws {
        var generator = Generator(seed: Dice.seed &+ 13)
        for round in 0..<2_000 * Dice.volume {
            let isSmall = round.isMultiple(of: 2)
            let frameworks = isSmall ? [generator.framework()] : Packages.all
            let profile = isSmall ? Build.profile() : generator.profile(Packages.all.map(\.id))
            let engine = Engine(rulebook: isSmall ? Rulebook(frameworks: frameworks) : Packages.rulebook)
            let asOf = isSmall ? AssignmentPropertyTests.asOf : generator.moment()
            let declarations = (0..<(1 + generator.dice.below(9))).map { number in
                isSmall
                    ? generator.candidate("a\(number)", of: frameworks[0])
                    : generator.anything("a\(number)", of: frameworks)
            }
            func standing(_ list: [Declaration]) throws -> Standing {
                try #require(engine.standing(of: Build.cycle, profile: profile, declarations: list, asOf: asOf))
            }
            let first = try standing(declarations)
            let shuffled = declarations.shuffled(using: &generator.dice)
            let second = try standing(shuffled)
            #expect(second.counts == first.counts)
            for (place, declaration) in shuffled.enumerated() {
                let original = declarations.firstIndex { $0.id == declaration.id } ?? 0
                #expect(second.outcomes[place] == first.outcomes[original])
            }
            var doubled = declarations
            for _ in 0..<3 {
                var copy = generator.dice.one(of: declarations)
                copy.id += "-bis\(doubled.count)"
                doubled.append(copy)
            }
            #expect(try standing(doubled).counts == first.counts)
        }
    }

    @Test("two thousand actions in one another's way are assigned, to the best total, in bounded time")
    func large() throws {
        var generator = Generator(seed: Dice.seed &+ 14)
        let framework = Build.framework(
            [
                ("d12", [.knowledge, .practice]), ("d23", [.practice, .patients]), ("all", Block.allCases),
                ("one", [.knowledge]), ("four", [.health]),
            ], identity: .occurrence)
        let declarations = (0..<2_000).map { number in
            let start = day("2024-01-01").adding(days: generator.dice.below(900))
            var declaration = Build.action("a\(number)", generator.dice.one(of: framework.lines).id, on: "2024-01-01")
            declaration.date = nil
            declaration.period = start...start.adding(days: generator.dice.below(60))
            declaration.object = "o\(generator.dice.below(6))"
            declaration.evidence?.receivedOn = start
            return declaration
        }
        let standing = try Build.standing(declarations, [framework])
        #expect(standing.total == 8)
    }

    @Test("seven groups of one realisation each give seven actions, never eight, however many are declared")
    func cliques() throws {
        let declarations = (0..<700).map { number in
            Build.action(
                "a\(number)", Packages.general.lines[number % 34].id, on: "2024-01-01", to: "2026-12-31",
                object: "o\(number % 7)"
            ) {
                $0.item = Packages.general.lines[number % 34].labelling.list?.items.first
                $0.isObjectLabelled = true
                $0.role = "premier_auteur"
                $0.evidence = Evidence(
                    kind: Packages.general.lines[number % 34].evidence[0], receivedOn: day("2026-12-31"))
                $0.measures = Measures()
                $0.measures?.meetings = 12
                $0.measures?.hasSucceeded = true
                $0.measures?.frequency = "weekly"
                $0.measures?.consultations = [day("2024-02-01")]
                $0.measures?.weeks = 5
            }
        }
        let standing = try Build.standing(
            declarations, Packages.all, profile: Build.profile("medecine-generale"))
        #expect(standing.total == 7)
    }
}
