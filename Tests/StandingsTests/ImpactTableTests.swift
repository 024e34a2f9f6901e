import Progress
@testable import Standings
import Testing
import Vocabulary

@Suite("What an office may read of an impact report: groups of fewer than eleven are hidden")
struct ImpactTableTests {
    private static func tally(_ numbers: [ImpactMeasure: Int]) -> ImpactTally {
        var tally = ImpactTally()
        for (measure, number) in numbers { tally[measure] = number }
        return tally
    }

    private static func table(_ groups: [[ImpactMeasure: Int]], hidesSmall: Bool = true) -> ImpactTable {
        let tallies = groups.map(Self.tally)
        return ImpactTable(
            total: tallies.reduce(ImpactTally(), +),
            groups: tallies.enumerated().map { ("\($0.offset)", $0.element) }, hidesSmall: hidesSmall)
    }

    @Test(
        "nobody and eleven are told, one to ten are not", arguments: [(0, true), (1, false), (10, false), (11, true)])
    func bounds(number: Int, isTold: Bool) {
        let row = Self.table([[.examined: 500, .losing: number]]).total
        #expect(row[.losing] == (isTold ? .number(number) : .few))
        #expect(ImpactCell.few.text == "moins de 11")
    }

    @Test("many actions of few physicians are hidden with them")
    func actionsOfFew() {
        let row = Self.table([[.examined: 500, .losing: 3, .actionsLost: 40]]).total
        #expect(row[.actionsLost] == .few)
    }

    @Test("of a council with few such physicians no number is told but nought")
    func smallCouncil() {
        let rows = Self.table([[.examined: 9, .changed: 9], [.examined: 400, .changed: 300]]).rows
        #expect(rows[0][.examined] == .few)
        #expect(rows[0][.losing] == .number(0))
    }

    @Test("a hidden number is not the total less the others: the smallest other one is hidden too")
    func subtraction() {
        let rows = Self.table([
            [.examined: 500, .losing: 4], [.examined: 500, .losing: 30], [.examined: 500, .losing: 20],
        ]).rows
        #expect(rows.map { $0[.losing] } == [.few, .number(30), .withheld])
        let two = Self.table([
            [.examined: 500, .losing: 4], [.examined: 500, .losing: 5], [.examined: 500, .losing: 20],
        ]).rows
        #expect(two.map { $0[.losing] } == [.few, .few, .number(20)])
    }

    @Test("what is complete now, less what will be, would tell how few cease: the second number is withheld")
    func difference() {
        let row = Self.table([
            [
                .examined: 500, .completeBefore: 160, .completeAfter: 153, .ceasingComplete: 7, .lateBefore: 200,
                .lateAfter: 220,
                .becomingLate: 20,
            ]
        ]).total
        #expect(row[.ceasingComplete] == .few)
        #expect(row[.completeBefore] == .number(160))
        #expect(row[.completeAfter] == .withheld)
        #expect(row[.lateAfter] == .number(220))
    }

    @Test("a council reads its own physicians exactly")
    func ownNumbers() {
        let rows = Self.table([[.examined: 9, .losing: 3]], hidesSmall: false).rows
        #expect(rows[0][.losing] == .number(3))
        #expect(rows[0][.examined] == .number(9))
    }

    @Test("examples are the same whatever the order of the physicians, and twenty at most of each measure")
    func samplesAreStable() {
        func chosen(_ physicians: [Int]) -> [Int] {
            var samples = ImpactSamples(seed: "version")
            for physician in physicians { samples.offer(Self.losing, of: physician) }
            return (samples.chosen[.losing] ?? []).map(\.physicianID)
        }
        let found = chosen(Array(1...500))
        #expect(found.count == 20)
        #expect(chosen(Array((1...500).reversed())) == found)
        #expect(found != Array(1...20))
    }

    private static let losing = ImpactComparison(
        lost: [
            .init(
                id: "a", action: "mg1-test-lecture", realisedOn: nil, before: .counted, after: .notInFramework,
                isHealth: false)
        ])
}

extension ImpactComparison {
    /// A physician who is judged alike but for some lost actions.
    fileprivate init(lost: [ActionChange]) {
        let side = Side(json: .object([.init("state", .string("in_cycle"))]))
        self.init(
            before: side, after: side, lost: lost, gained: [], isStraddling: false, specialtyCode: "SM53")
    }
}
