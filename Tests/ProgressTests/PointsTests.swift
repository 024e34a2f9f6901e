import Progress
import Testing
import Vocabulary

@Suite("Points on top of actions (R. 4022-7)")
struct PointsTests {
    /// Lines of block 1, each with its points, and one of blocks 1 and 2.
    private func framework(asked: Double) -> Framework {
        var framework = Build.framework(
            [("small", [.knowledge]), ("large", [.knowledge]), ("dual", [.knowledge, .practice])],
            identity: .occurrence)
        framework.scheme = .points
        framework.blocks = framework.blocks.filter { $0.block == .knowledge || $0.block == .practice }
        framework.blocks[0].points = asked
        framework.blocks[1].points = 0
        framework.blocks[1].required = 0
        for (index, points) in [1.0, 5, 3].enumerated() { framework.lines[index].points = points }
        return framework
    }

    @Test("two actions are not enough when their points are not, and points are not when there is one action")
    func both() throws {
        let small = (1...2).map { Build.action("s\($0)", "small", on: "2024-0\($0)-01") }
        let large = Build.action("l", "large", on: "2024-05-01")
        let law = framework(asked: 5)
        let few = try Build.standing(small, [law])
        #expect(few.counts[.knowledge] == 2)
        #expect(few.points?.held[0] == 2)
        #expect(!few.isComplete)
        #expect(try !Build.standing([large], [law]).isComplete)
        #expect(try Build.standing(small + [large], [law]).isComplete)
    }

    @Test("a surplus action gives its points")
    func surplus() throws {
        let actions = (1...5).map { Build.action("s\($0)", "small", on: "2024-0\($0)-01") }
        let standing = try Build.standing(actions, [framework(asked: 5)])
        #expect(standing.counts[.knowledge] == 2)
        #expect(standing.points?.held == [5, 0, 0, 0])
        #expect(standing.isComplete)
    }

    @Test("an action of two blocks goes where points lack, but never at the cost of an action that is asked")
    func dual() throws {
        var law = framework(asked: 0)
        law.blocks[1].points = 3
        let standing = try Build.standing([Build.action("d", "dual", on: "2024-01-01")], [law])
        #expect(standing.points?.held == [3, 0, 0, 0])
        #expect(standing.counts == BlockCounts(1, 0, 0, 0))
        let actions = (1...2).map { Build.action("s\($0)", "small", on: "2024-0\($0)-01") }
        let moved = try Build.standing(actions + [Build.action("d", "dual", on: "2024-05-01")], [law])
        #expect(moved.points?.held == [2, 3, 0, 0])
        #expect(moved.isComplete)
    }

    @Test("of two actions that are one realisation, the one that gives more points counts")
    func realisation() throws {
        let standing = try Build.standing(
            [
                Build.action("a", "small", on: "2024-01-01", object: "o"),
                Build.action("b", "large", on: "2024-01-01", object: "o"),
            ], [framework(asked: 5)])
        #expect(standing.outcomes.map(\.verdict) == [.alreadyCounted, .counted])
        #expect(standing.points?.held[0] == 5)
    }

    @Test("the first engine knew no points, and a référentiel of actions has none")
    func revisions() throws {
        let law = framework(asked: 5)
        let actions = (1...2).map { Build.action("s\($0)", "small", on: "2024-0\($0)-01") }
        let first = Engine(rulebook: Rulebook(frameworks: [law]), revision: .first)
        let standing = try #require(
            first.standing(
                of: Build.cycle, profile: Build.profile(), declarations: actions, asOf: day("2030-01-01")))
        #expect(standing.points == nil)
        #expect(standing.isComplete)
        #expect(try Build.standing([], [Packages.general], profile: Build.profile("medecine-generale")).points == nil)
    }

    @Test("the proof and the advice say how many points lack")
    func lacking() throws {
        let law = framework(asked: 12)
        let engine = Engine(rulebook: Rulebook(frameworks: [law]))
        let actions = [Build.action("l", "large", on: "2024-05-01")]
        let (_, proof) = try #require(
            engine.proof(of: Build.cycle, profile: Build.profile(), declarations: actions, asOf: day("2030-01-01")))
        #expect(proof.blocks[0].node.missing == "il manque une action et 7 points")
        let advice = try #require(
            engine.advice(
                for: Build.cycle, profile: Build.profile(), declarations: actions, asOf: day("2030-01-01")))
        #expect(advice.outlook == .possible)
        #expect(advice.steps.count >= 2)
    }
}
