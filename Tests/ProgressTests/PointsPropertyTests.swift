import Progress
import Testing
import Vocabulary

@Suite("Points, on generated files (R. 4022-7)")
struct PointsPropertyTests {
    /// A référentiel that counts points, whole ones or tenths, with lines of several blocks.
    private func law(_ generator: inout Generator) -> Framework {
        var framework = generator.framework()
        let unit = generator.dice.one(of: [1.0, 1, 0.5, 0.1])
        framework.scheme = .points
        for index in framework.blocks.indices {
            framework.blocks[index].points = unit * Double(generator.dice.below(9))
        }
        for index in framework.lines.indices { framework.lines[index].points = unit * Double(generator.dice.below(6)) }
        return framework
    }

    @Test("the assignment of up to eight actions reaches what an exhaustive search finds, points and actions alike")
    func exhaustive() throws {
        var generator = Generator(seed: Dice.seed &+ 20)
        var several = 0
        for number in 0..<2_500 * Dice.volume {
            let framework = law(&generator)
            let declarations = (0..<(1 + generator.dice.below(8))).map { generator.candidate("a\($0)", of: framework) }
            var profile = Build.profile()
            if generator.dice.chance(20) {
                profile.exemptions = [.init(during: Period(start: day("2023-01-01")), reason: .withoutCare)]
            }
            let standing = try #require(
                Engine(rulebook: Rulebook(frameworks: [framework])).standing(
                    of: Build.cycle, profile: profile, declarations: declarations, asOf: day("2030-01-01")))
            var search = ExhaustiveSearch(declarations, framework, required: standing.required)
            search.asked = try #require(standing.points).asked
            let best = search.solve()
            let found = search.rated(
                search.actions.map { action in
                    standing.outcomes[declarations.firstIndex { $0.id == action.id } ?? 0].block
                })
            guard found.score == best.score else {
                Issue.record("\(number): \(found) instead of \(best), \(declarations.map(\.canonicalJSON))")
                return
            }
            if search.actions.count(where: { $0.blocks.count > 1 }) > 1 { several += 1 }
        }
        #expect(several > 500)
    }

    @Test("no fewer new actions than advised complete a programme of points, and what is called impossible is")
    func fewest() throws {
        var generator = Generator(seed: Dice.seed &+ 21)
        var tally: [Advice.Outlook: Int] = [:]
        for number in 0..<600 * Dice.volume {
            var framework = law(&generator)
            framework.allowsOffList = false
            framework.lines = Array(framework.lines.prefix(4))
            framework.blocks.removeAll { rule in !framework.lines.contains { $0.blocks.contains(rule.block) } }
            let declarations = (0..<generator.dice.below(9)).map { generator.candidate("a\($0)", of: framework) }
            let engine = Engine(rulebook: Rulebook(frameworks: [framework]))
            func isComplete(_ actions: [Declaration]) throws -> Bool {
                try #require(
                    engine.standing(
                        of: Build.cycle, profile: Build.profile(), declarations: actions, asOf: Build.cycle.end)
                ).isComplete
            }
            let advice = try #require(
                engine.advice(
                    for: Build.cycle, profile: Build.profile(), declarations: declarations, asOf: day("2030-01-01")))
            tally[advice.outlook, default: 0] += 1
            #expect(advice.isSure, "\(number)")
            let new = advice.steps.enumerated().map { $1.declaration(id: "n\($0)") }
            #expect(try isComplete(declarations + new) == (advice.outlook != .impossible), "\(number)")
            let fewer = advice.outlook == .impossible ? 12 * framework.lines.count : advice.steps.count - 1
            guard fewer >= 0, fewer < 6 || advice.outlook == .impossible else { continue }
            let tries =
                advice.outlook == .impossible
                ? [framework.lines.flatMap { Array(repeating: $0.id, count: 12) }] : combinations(framework, fewer)
            for lines in tries {
                let actions = lines.enumerated().map { place, line in
                    Build.action("m\(place)", line, on: Build.cycle.end.description, object: "m\(place)")
                }
                if try isComplete(declarations + actions) { Issue.record("\(number): \(lines) would be enough") }
            }
        }
        #expect(Advice.Outlook.allCases.allSatisfy { tally[$0] ?? 0 > 5 * Dice.volume }, "\(tally)")
    }

    /// Every choice of so many lines, each as often as one likes.
    private func combinations(_ framework: Framework, _ number: Int) -> [[String]] {
        var found: [[Int]] = [[]]
        for _ in 0..<number {
            found = found.flatMap { chosen in
                ((chosen.last ?? 0)..<framework.lines.count).map { chosen + [$0] }
            }
        }
        return found.map { $0.map { framework.lines[$0].id } }
    }

    @Test("three exchanges at once are found: what one move after another does not reach (exact assignment)")
    func exchange() throws {
        var framework = Build.framework(
            [
                ("five", [.knowledge, .practice]), ("four", [.knowledge, .practice]),
                ("three", [.knowledge, .practice]),
            ],
            identity: .occurrence, required: 1)
        framework.scheme = .points
        framework.blocks = framework.blocks.filter { $0.block == .knowledge || $0.block == .practice }
        framework.blocks[0].points = 10
        framework.blocks[1].points = 9
        for (index, points) in [5.0, 4, 3].enumerated() { framework.lines[index].points = points }
        // 5 + 5 and 3 + 3 + 3 is the only way.
        let lines = ["three", "five", "three", "three", "five"]
        let actions = lines.enumerated().map { Build.action("a\($0)", $1, on: "2024-0\($0 + 1)-01", object: "o\($0)") }
        #expect(try Build.standing(actions, [framework]).isComplete)
    }

    @Test("ten tenths of a point are one point")
    func tenths() throws {
        var framework = Build.framework([("l", [.knowledge])], identity: .occurrence, required: 1)
        framework.scheme = .points
        framework.blocks = framework.blocks.filter { $0.block == .knowledge }
        framework.blocks[0].points = 1
        framework.lines[0].points = 0.1
        let actions = (0..<10).map { Build.action("a\($0)", "l", on: "2024-01-0\($0 % 9 + 1)", object: "o\($0)") }
        let standing = try Build.standing(actions, [framework])
        #expect(standing.points?.held[0] == 1)
        #expect(standing.isComplete)
    }

    @Test("too many ways to look at leave a sound plan, which says that it may not be the only one")
    func tooMany() throws {
        var framework = Build.framework(
            (0..<12).map { ("l\($0)", Block.allCases) }, identity: .occurrence, required: 1)
        framework.scheme = .points
        for index in framework.blocks.indices { framework.blocks[index].points = 40 }
        for index in framework.lines.indices { framework.lines[index].points = 7.0001 + Double(index * index) / 97 }
        let actions = (0..<12).map { Build.action("a\($0)", "l\($0)", on: "2024-03-01", object: "o\($0)") }
        let standing = try Build.standing(actions, [framework])
        #expect(standing.counts.total == 4)
        let advice = try #require(
            Engine(rulebook: Rulebook(frameworks: [framework])).advice(
                for: Build.cycle, profile: Build.profile(), declarations: Array(actions.prefix(3)),
                asOf: day("2030-01-01")))
        #expect(!advice.isSure)
        #expect(advice.outlook == .possible)
    }
}
