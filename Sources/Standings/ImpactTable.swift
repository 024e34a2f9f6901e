/// Turns tallies into cells: a small group is hidden, and with it what a subtraction would give away.
struct ImpactTable {
    let total: ImpactRow
    private(set) var rows: [ImpactRow]

    init(total: ImpactTally, groups: [(code: String, tally: ImpactTally)], hidesSmall: Bool) {
        let all = Self.cells(total, hidesSmall)
        var cells = groups.map { Self.cells($0.tally, hidesSmall) }
        for measure in ImpactMeasure.allCases where hidesSmall && all[measure] == .number(total[measure]) {
            Self.protect(measure, groups.map(\.tally), &cells)
        }
        self.total = ImpactRow(code: "", cells: all)
        rows = zip(groups, cells).map { ImpactRow(code: $0.code, cells: $1) }
    }

    private static func cells(_ tally: ImpactTally, _ hidesSmall: Bool) -> [ImpactMeasure: ImpactCell] {
        func isSmall(_ number: Int) -> Bool { (1..<ImpactReport.smallestShown).contains(number) }
        var cells: [ImpactMeasure: ImpactCell] = [:]
        for measure in ImpactMeasure.allCases {
            let number = tally[measure]
            let isHidden = hidesSmall && number > 0 && (isSmall(tally[measure.people]) || isSmall(tally[.examined]))
            cells[measure] = isHidden ? .few : .number(number)
        }
        // What was, less what will be, is those who change: few of them, and the second is not told either.
        for (after, changes) in [
            (ImpactMeasure.completeAfter, [ImpactMeasure.ceasingComplete, .becomingComplete]),
            (.lateAfter, [.ceasingLate, .becomingLate]),
        ] where changes.contains(where: { cells[$0] == .few }) && cells[after] != .few {
            cells[after] = .withheld
        }
        return cells
    }

    /// One hidden number beside a known total is the total less the others: the smallest other one is hidden too.
    private static func protect(
        _ measure: ImpactMeasure, _ tallies: [ImpactTally], _ cells: inout [[ImpactMeasure: ImpactCell]]
    ) {
        let hidden = cells.indices.filter { cells[$0][measure] != .number(tallies[$0][measure]) }
        guard hidden.count == 1 else { return }
        let others = cells.indices.filter { !hidden.contains($0) && tallies[$0][measure] > 0 }
        if let next = others.min(by: { tallies[$0][measure] < tallies[$1][measure] }) {
            cells[next][measure] = .withheld
        }
    }
}
