@testable import Standings
import Testing

/// A reader who knows every number that is shown, and what the measures mean, tries every table that would look alike.
@Suite("Nobody counts a few physicians from an impact report, by whatever subtraction")
struct ImpactAttackTests {
    private typealias Chain = (measures: [ImpactMeasure], vectors: @Sendable (Int) -> [[Int]])

    /// Groups of physicians, one row each, as the measures allow them.
    private static func rows(_ count: Int, upTo most: Int, _ dice: inout Dice) -> [ImpactTally] {
        (0..<count).map { _ in
            var tally = ImpactTally()
            let (moving, done, late) = (dice.below(101), dice.below(101), dice.below(101))
            for _ in 0...dice.below(most) {
                let isChanged = dice.chance(moving)
                let before = dice.chance(done) ? 1 : dice.chance(late) ? 2 : 0
                let after = isChanged && dice.chance(60) ? dice.below(3) : before
                tally[.examined] += 1
                tally[.changed] += isChanged ? 1 : 0
                tally[.losing] += isChanged && dice.chance(done) ? 1 : 0
                tally[.completeBefore] += before == 1 ? 1 : 0
                tally[.completeAfter] += after == 1 ? 1 : 0
                tally[.ceasingComplete] += before == 1 && after != 1 ? 1 : 0
                tally[.becomingComplete] += before != 1 && after == 1 ? 1 : 0
                tally[.lateBefore] += before == 2 ? 1 : 0
                tally[.lateAfter] += after == 2 ? 1 : 0
                tally[.ceasingLate] += before == 2 && after != 2 ? 1 : 0
                tally[.becomingLate] += before != 2 && after == 2 ? 1 : 0
            }
            tally[.actionsLost] = tally[.losing]
            return tally
        }
    }

    private static let chains: [Chain] = [
        (
            [.examined, .changed, .losing],
            { most in
                (1...most).flatMap { all in
                    (0...all).flatMap { changed in (0...changed).map { [all, changed, $0] } }
                }
            }
        ),
        (
            [.examined, .completeBefore, .lateBefore],
            { most in
                (1...most).flatMap { all in
                    (0...all).flatMap { done in (0...(all - done)).map { [all, done, $0] } }
                }
            }
        ),
        (
            [.examined, .changed, .completeBefore, .completeAfter, .ceasingComplete, .becomingComplete],
            { most in
                var found: [[Int]] = []
                for all in 1...most {
                    for ceasing in 0...all {
                        for becoming in 0...(all - ceasing) {
                            for stay in 0...(all - ceasing - becoming) {
                                for changed in (ceasing + becoming)...all {
                                    found.append([all, changed, stay + ceasing, stay + becoming, ceasing, becoming])
                                }
                            }
                        }
                    }
                }
                return found
            }
        ),
    ]

    /// The values that each cell of a table may have, for a reader.
    private static func feasible(
        _ chain: Chain, _ shown: [ImpactRow], _ total: ImpactRow, most: Int
    ) -> [[Set<Int>]] {
        func fits(_ vector: [Int], _ row: ImpactRow) -> Bool {
            zip(chain.measures, vector).allSatisfy { row[$0] == .withheld || row[$0] == .number($1) }
        }
        let told = chain.measures.indices.filter { total[chain.measures[$0]] != .withheld }
        func key(_ vector: [Int]) -> Int { told.reduce(0) { $0 * 256 + vector[$1] } }
        let vectors = chain.vectors(most)
        let candidates = shown.map { row in vectors.filter { fits($0, row) } }
        let goal = told.reduce(0) { sum, place in
            if case .number(let number) = total[chain.measures[place]] { sum * 256 + number } else { sum }
        }
        return shown.indices.map { row in
            var rest: Set<Int> = [0]
            for other in shown.indices where other != row {
                let steps = Set(candidates[other].map(key))
                rest = Set(rest.flatMap { sum in steps.map { sum + $0 } })
            }
            var values = chain.measures.map { _ in Set<Int>() }
            for vector in candidates[row] where rest.contains(goal - key(vector)) {
                for place in vector.indices { values[place].insert(vector[place]) }
            }
            return values
        }
    }

    @Test("the reader of these tests finds a number that is hidden alone, and the tables hide some numbers and not all")
    func readerIsStrong() {
        func row(_ examined: Int, _ changed: ImpactCell) -> ImpactRow {
            ImpactRow(code: "", cells: [.examined: .number(examined), .changed: changed, .losing: .withheld])
        }
        let found = Self.feasible(
            Self.chains[0], [row(7, .withheld), row(6, .number(5))],
            ImpactRow(code: "", cells: [.examined: .number(13), .changed: .number(7), .losing: .withheld]), most: 7)
        #expect(found[0][1] == [2])
        var mixed = 0
        for seed in UInt64(0)..<60 {
            var dice = Dice(seed: seed)
            let rows = Self.rows(2 + dice.below(2), upTo: 7, &dice)
            let tables = ImpactTables(
                [rows.enumerated().map { ("\($0.offset)", $0.element) }, [("", rows.reduce(ImpactTally(), +))]],
                hidingBelow: 4)
            let cells = tables.byCouncil.flatMap { row in Self.chains[2].measures.map { row[$0] } }
            let hidden = cells.count { $0 == .withheld }
            mixed += hidden > 0 && hidden < cells.count && tables.total[.examined] != .withheld ? 1 : 0
        }
        #expect(mixed > 10, "\(mixed)")
    }

    @Test("small tables: no hidden number is narrowed to fewer values than the threshold leaves", arguments: 0..<60)
    func everyTable(seed: UInt64) {
        var dice = Dice(seed: seed)
        let (smallest, most) = (4, 7)
        let rows = Self.rows(2 + dice.below(2), upTo: most, &dice)
        let tables = ImpactTables(
            [rows.enumerated().map { ("\($0.offset)", $0.element) }, [("", rows.reduce(ImpactTally(), +))]],
            hidingBelow: smallest)
        for chain in Self.chains {
            let found = Self.feasible(chain, tables.byCouncil, tables.total, most: most)
            for (row, values) in found.enumerated() {
                for (place, measure) in chain.measures.enumerated() {
                    guard tables.byCouncil[row][measure] == .withheld else { continue }
                    let width = (values[place].max() ?? 0) - (values[place].min() ?? 0)
                    #expect(
                        width >= smallest - 2 || rows[row][measure] == 0 && rows.allSatisfy { $0[measure] == 0 },
                        "\(measure) of row \(row) in \(rows.map { row in chain.measures.map { row[$0] } }): \(values[place].sorted())"
                    )
                }
            }
        }
    }

    @Test(
        "large tables: what is hidden of a column is two numbers or more, and eleven physicians or more",
        arguments: 0..<40)
    func everyColumn(seed: UInt64) {
        var dice = Dice(seed: seed)
        let rows = Self.rows(2 + dice.below(40), upTo: 200, &dice)
        let total = rows.reduce(ImpactTally(), +)
        let tables = ImpactTables(
            [rows.enumerated().map { ("\($0.offset)", $0.element) }, [("", total)]], hidingBelow: 11)
        for measure in ImpactMeasure.allCases where measure != .actionsLost {
            let hidden = rows.indices.filter { tables.byCouncil[$0][measure] == .withheld }
            guard !hidden.isEmpty, tables.total[measure] != .withheld else { continue }
            let sum = hidden.reduce(0) { $0 + rows[$1][measure] }
            #expect(hidden.count >= 2 && sum >= 11, "\(measure): \(hidden.map { rows[$0][measure] })")
            for row in rows.indices where !hidden.contains(row) {
                let number = rows[row][measure]
                #expect(!(1...10).contains(number) && !(1...10).contains(rows[row][.examined] - number), "\(measure)")
            }
        }
        let told = tables.byCouncil.reduce(0) { $0 + ($1[.examined] == .withheld ? 0 : 1) }
        #expect(told > 0 || rows.count < 4)
    }
}
