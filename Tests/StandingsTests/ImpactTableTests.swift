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

    /// Councils as given, and all their physicians of one specialty.
    private static func tables(_ groups: [[ImpactMeasure: Int]], hidingBelow smallest: Int? = 11) -> ImpactTables {
        let tallies = groups.map(Self.tally)
        return ImpactTables(
            [
                tallies.enumerated().map { ("\($0.offset)", $0.element) },
                [("SM53", tallies.reduce(ImpactTally(), +))],
            ], hidingBelow: smallest)
    }

    @Test(
        "nobody and eleven are told; one to ten are not, nor all but one to ten",
        arguments: [
            (0, true), (1, false), (10, false), (11, true), (139, true), (140, false), (149, false), (150, true),
        ])
    func bounds(number: Int, isTold: Bool) {
        let tables = Self.tables([[.examined: 500, .changed: 150, .losing: number, .actionsLost: number]])
        #expect(tables.total[.losing] == (isTold ? .number(number) : .withheld))
        #expect(tables.bySpecialty[0][.losing] == tables.total[.losing])
        #expect(tables.total[.changed] == .number(150))
        let all = Self.tables([[.examined: 500, .changed: number == 0 ? 0 : 500 - number]])
        #expect((all.total[.changed] == .withheld) == (1...10).contains(number))
    }

    @Test("many actions of few physicians are hidden with them, and so are a few actions beyond one each")
    func actionsOfFew() {
        let few = Self.tables([[.examined: 500, .changed: 100, .losing: 3, .actionsLost: 40]]).total
        #expect(few[.actionsLost] == .withheld)
        let beyond = Self.tables([[.examined: 500, .changed: 100, .losing: 50, .actionsLost: 52]]).total
        #expect(beyond[.losing] == .number(50))
        #expect(beyond[.actionsLost] == .withheld)
    }

    @Test("of a council with few such physicians no number is told, not even nought")
    func smallCouncil() {
        let rows = Self.tables([
            [.examined: 9, .changed: 9], [.examined: 400, .changed: 300, .losing: 100, .actionsLost: 100],
            [.examined: 80, .changed: 30],
        ]).byCouncil
        for measure in [ImpactMeasure.examined, .changed, .losing, .actionsLost] {
            #expect(rows[0][measure] == .withheld, "\(measure)")
            #expect(rows[2][measure] == .withheld, "\(measure)")
        }
        #expect(rows[1][.examined] == .number(400))
        #expect(rows[0][.gaining] == .number(0))
    }

    @Test("a hidden number is not the total less the others: others are hidden with it, until eleven or more are")
    func subtraction() {
        func losing(_ numbers: [Int]) -> [ImpactCell] {
            Self.tables(numbers.map { [.examined: 500, .changed: 200, .losing: $0, .actionsLost: $0] }).byCouncil.map {
                $0[.losing]
            }
        }
        #expect(losing([4, 30, 20]) == [.withheld, .withheld, .number(20)])
        #expect(losing([4, 5, 20]) == [.withheld, .withheld, .withheld])
        #expect(losing([6, 5, 20]) == [.withheld, .withheld, .number(20)])
        #expect(losing([40, 30, 20]) == [.number(40), .number(30), .number(20)])
    }

    @Test("before, after, those who cease and those who become are told together or not at all; late likewise")
    func difference() {
        let row = Self.tables([
            [
                .examined: 500, .changed: 60, .completeBefore: 160, .completeAfter: 153, .ceasingComplete: 7,
                .lateBefore: 200, .lateAfter: 220, .becomingLate: 20,
            ]
        ]).total
        for measure in [ImpactMeasure.completeBefore, .completeAfter, .ceasingComplete, .lateBefore, .becomingLate] {
            #expect(row[measure] == .withheld, "\(measure)")
        }
        #expect(row[.changed] == .number(60))
        #expect(row[.ceasingLate] == .withheld)
    }

    @Test("a council reads its own physicians exactly")
    func ownNumbers() {
        let rows = Self.tables([[.examined: 9, .changed: 3, .losing: 3]], hidingBelow: nil).byCouncil
        #expect(rows[0][.losing] == .number(3))
        #expect(rows[0][.examined] == .number(9))
    }

    @Test("the threshold is a parameter of the rule set")
    func threshold() {
        let five = Self.tables([[.examined: 500, .changed: 6]], hidingBelow: 5)
        #expect(five.total[.changed] == .number(6))
        #expect(Self.tables([[.examined: 500, .changed: 4]], hidingBelow: 5).total[.changed] == .withheld)
        #expect(five.smallest == 5)
    }

    @Test("what is published holds no hidden number, and reads back as it was")
    func published() throws {
        let tables = Self.tables([[.examined: 500, .changed: 107], [.examined: 400, .changed: 7]])
        #expect(!tables.text.contains("107") && !tables.text.contains("\"changed\":7"))
        #expect(try ImpactTables(published: tables.text) == tables)
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
