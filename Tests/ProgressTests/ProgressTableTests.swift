import Progress
import Testing
import Vocabulary

@Suite("Display of progress, the table of R28")
struct ProgressTableTests {
    private func standing(_ numbers: [Int], isExempt: Bool = false) throws -> (Standing, StandingProof) {
        let lines = Block.allCases.map { (id: "l\($0.number)", blocks: [$0]) }
        let framework = Build.framework(lines, identity: .occurrence)
        var actions: [Declaration] = []
        for (index, number) in numbers.enumerated() {
            for copy in 0..<number {
                actions.append(Build.action("a\(index)\(copy)", "l\(index + 1)", on: "2024-0\(copy + 1)-01"))
            }
        }
        var profile = Build.profile()
        if isExempt {
            profile.exemptions = [.init(during: Period(start: day("2023-01-01")), reason: .withoutCare)]
        }
        let found = try #require(
            Engine(rulebook: Rulebook(frameworks: [framework])).proof(
                of: Build.cycle, profile: profile, declarations: actions, asOf: day("2030-01-01")))
        return (found.standing, found.proof)
    }

    private func headings(_ proof: StandingProof) -> [String] {
        proof.text(masksBlockFour: false).children.map(\.heading).filter { $0.hasPrefix("Bloc") }
    }

    @Test("R28-1: 2, 1, 0, 0 is 2/2, 1/2, 0/2, 0/2 and 3/8 in all")
    func partial() throws {
        let (standing, proof) = try standing([2, 1, 0, 0])
        #expect(standing.counts == BlockCounts(2, 1, 0, 0))
        #expect(standing.total == 3 && standing.required.total == 8)
        #expect(headings(proof)[0].hasPrefix("Bloc 1\u{A0}: 2 actions sur 2, complet depuis"))
        #expect(headings(proof)[1] == "Bloc 2\u{A0}: 1 action sur 2. Il manque une action.")
        #expect(headings(proof)[3] == "Bloc 4\u{A0}: 0 action sur 2. Il manque 2 actions.")
    }

    @Test("R28-2: 5, 0, 0, 0 is 2/8 in all, not 5/8")
    func surplus() throws {
        let (standing, _) = try standing([5, 0, 0, 0])
        #expect(standing.total == 2 && standing.required.total == 8)
        #expect(!standing.isComplete)
    }

    @Test("R28-3: exempt of block 3, 2, 2, –, 1 is 5/6 in all and block 3 is not asked")
    func exempt() throws {
        let (standing, proof) = try standing([2, 2, 0, 1], isExempt: true)
        #expect(standing.total == 5 && standing.required.total == 6)
        #expect(headings(proof)[2].hasPrefix("Bloc 3\u{A0}: non requis"))
    }

    @Test("R28-4: 2, 2, 2, 2 is 8/8, complete")
    func complete() throws {
        let (standing, proof) = try standing([2, 2, 2, 2])
        #expect(standing.total == 8 && standing.isComplete)
        #expect(proof.text().heading.hasPrefix("Programme minimal\u{A0}: complet depuis le"))
    }
}
