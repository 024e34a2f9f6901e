import Testing

@testable import Standings

/// What stays visible of a column, by row.
private func column(_ measure: FigureMeasure, _ rows: [String: [FigureMeasure: Int]]) -> [String: Int] {
    SmallNumbers.hide(rows).compactMapValues { $0[measure] ?? nil }
}

@Suite("Published figures: nobody can be recognised, by a number or by subtraction")
struct SmallNumbersTests {
    @Test("a number from 1 to 10 is hidden, and 0 and 11 are shown")
    func smallIsHidden() {
        let shown = SmallNumbers.hide(["": [.physicians: 1_000, .complete: 0, .late: 11, .toVerify: 10]])[""]
        #expect(shown?[.physicians] == .some(1_000) && shown?[.complete] == .some(0) && shown?[.late] == .some(11))
        #expect(shown?[.toVerify] == .some(nil))
    }

    @Test("a number that leaves from 1 to 10 of its row is hidden as well: nearly all is as telling as nearly none")
    func remainderIsHidden() {
        let shown = SmallNumbers.hide(["": [.physicians: 100, .complete: 95, .late: 100, .toVerify: 89]])[""]
        #expect(shown?[.complete] == .some(nil))
        #expect(shown?[.late] == .some(100) && shown?[.toVerify] == .some(89))
    }

    @Test("of a row of fewer than eleven people nothing is shown, not even its zeroes")
    func smallRowIsHidden() {
        let rows: [String: [FigureMeasure: Int]] = [
            "a": [.physicians: 9, .complete: 0, .late: 9, .toVerify: 0],
            "b": [.physicians: 400, .complete: 200, .late: 50, .toVerify: 20],
            "c": [.physicians: 300, .complete: 100, .late: 60, .toVerify: 30],
        ]
        #expect(SmallNumbers.hide(rows)["a"]?.values.allSatisfy { $0 == nil } == true)
    }

    @Test("one hidden number in a column takes the smallest other one with it, or subtraction would tell it")
    func columnIsClosed() {
        let rows: [String: [FigureMeasure: Int]] = [
            "a": [.physicians: 9], "b": [.physicians: 400], "c": [.physicians: 300], "d": [.physicians: 12],
        ]
        #expect(column(.physicians, rows) == ["b": 400, "c": 300])
    }

    @Test("whatever the numbers, a column that hides something hides two of them, eleven people together (fuzz)")
    func columnsNeverTell() {
        var dice = Dice(seed: 11)
        for _ in 0..<2_000 {
            var rows: [String: [FigureMeasure: Int]] = [:]
            for key in 0..<(2 + dice.below(7)) {
                let whole = dice.below(61)
                var row: [FigureMeasure: Int] = [.physicians: whole]
                for measure in FigureMeasure.allCases where measure != .physicians {
                    row[measure] = dice.below(whole + 1)
                }
                rows["\(key)"] = row
            }
            let shown = SmallNumbers.hide(rows)
            for measure in FigureMeasure.allCases {
                let hidden = rows.keys.filter { shown[$0]?[measure] == .some(nil) }
                let people = hidden.reduce(0) { $0 + (rows[$1]?[measure] ?? 0) }
                let left = rows.keys.filter { !hidden.contains($0) }.reduce(0) { $0 + (rows[$1]?[measure] ?? 0) }
                #expect(hidden.isEmpty || left == 0 || hidden.count > 1 && people >= SmallNumbers.least)
                for (key, row) in rows where shown[key]?[measure] != .some(nil) {
                    #expect(!(1..<SmallNumbers.least).contains(row[measure] ?? 0))
                }
            }
        }
    }
}
