/// Hides the numbers of people so small that somebody could be recognised, and those from which a reader could
/// compute them: the rule of every published table of figures.
enum SmallNumbers {
    /// The smallest number of physicians that is shown.
    static let least = 11

    /// The numbers of one table, by row and by measure, with nil for what is hidden.
    ///
    /// A number from 1 to 10 is hidden, and so is one that leaves from 1 to 10 of its row's whole. The sum of each
    /// column is published elsewhere: so a column hides nothing, or at least two numbers of eleven together.
    ///
    /// - Parameters:
    ///   - rows: the numbers of each row; each measure counts a part of `whole`.
    ///   - whole: the measure that counts everybody.
    static func hide(
        _ rows: [String: [FigureMeasure: Int]], whole: FigureMeasure = .physicians
    ) -> [String: [FigureMeasure: Int?]] {
        var shown: [String: [FigureMeasure: Int?]] = [:]
        for (key, numbers) in rows { shown[key] = hide(row: numbers, whole: whole) }
        for measure in FigureMeasure.allCases { closeColumn(measure, rows, &shown) }
        return shown
    }

    private static func hide(row: [FigureMeasure: Int], whole: FigureMeasure) -> [FigureMeasure: Int?] {
        let everybody = row[whole] ?? 0
        let isSmall = (1..<least).contains(everybody)
        var shown: [FigureMeasure: Int?] = [:]
        for (measure, number) in row {
            let rest = everybody - number
            let isHidden = isSmall || (1..<least).contains(number) || measure != whole && (1..<least).contains(rest)
            shown[measure] = .some(isHidden ? nil : number)
        }
        return shown
    }

    /// Hides the smallest numbers left until subtraction tells nothing.
    private static func closeColumn(
        _ measure: FigureMeasure, _ rows: [String: [FigureMeasure: Int]],
        _ shown: inout [String: [FigureMeasure: Int?]]
    ) {
        while true {
            let hidden = rows.keys.filter { shown[$0]?[measure] == .some(nil) }
            let sum = hidden.reduce(0) { $0 + (rows[$1]?[measure] ?? 0) }
            guard !hidden.isEmpty, hidden.count < 2 || sum < least else { return }
            let left = rows.keys.filter { !hidden.contains($0) && (rows[$0]?[measure] ?? 0) > 0 }
            let next = left.min { (rows[$0]?[measure] ?? 0, $0) < (rows[$1]?[measure] ?? 0, $1) }
            guard let next else { return }
            shown[next]?[measure] = .some(nil)
        }
    }
}
