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

    @Test("what is hidden of a column leaves out eleven people too: 129 of 130 would tell who is not among them")
    func complementIsHidden() {
        let rows: [String: [FigureMeasure: Int]] = [
            "a": [.physicians: 100, .complete: 99], "b": [.physicians: 30, .complete: 30],
            "c": [.physicians: 400, .complete: 200],
        ]
        #expect(column(.physicians, rows).count == 3)
        #expect(column(.complete, rows).isEmpty)
    }

    @Test("a reader who subtracts what is shown from the sums finds no group of one to ten people (fuzz)")
    func subtractionTellsNothing() {
        var dice = Dice(seed: 21)
        for _ in 0..<2_000 {
            var rows: [String: [FigureMeasure: Int]] = [:]
            for key in 0..<(2 + dice.below(7)) {
                let whole = dice.below(4) == 0 ? dice.below(30) : dice.below(400)
                var row: [FigureMeasure: Int] = [.physicians: whole]
                for measure in FigureMeasure.allCases where measure != .physicians {
                    row[measure] = dice.below(3) == 0 ? max(0, whole - dice.below(4)) : dice.below(whole + 1)
                }
                rows["\(key)"] = row
            }
            let shown = SmallNumbers.hide(rows)
            for measure in FigureMeasure.allCases where measure != .physicians {
                let hidden = rows.keys.filter { shown[$0]?[measure] == .some(nil) }
                guard !hidden.isEmpty else { continue }
                // What the reader knows: the sums of the columns, and every number that is shown.
                func told(_ one: FigureMeasure) -> Int {
                    rows.values.reduce(0) { $0 + ($1[one] ?? 0) }
                        - rows.keys.filter { !hidden.contains($0) }.reduce(0) { $0 + (rows[$1]?[one] ?? 0) }
                }
                let (counted, whole) = (told(measure), told(.physicians))
                let all = rows.values.reduce(0) { $0 + ($1[measure] ?? 0) }
                let everybody = rows.values.reduce(0) { $0 + ($1[.physicians] ?? 0) }
                #expect(counted >= 11 || counted == all, "\(measure) \(rows)")
                #expect(whole - counted >= 11 || whole - counted == everybody - all, "\(measure) \(rows)")
            }
        }
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
