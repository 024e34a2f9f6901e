/// Hides the numbers of people so small that somebody could be recognised, and those from which a reader could
/// compute them: the rule of every published table of figures.
public enum SmallNumbers {
    /// The smallest number of physicians that is shown.
    static let least = 11

    /// The numbers of one column whose sum may be known elsewhere, with nil for what is hidden: none from 1 to 10, and
    /// nothing, or at least two numbers of eleven people together.
    public static func hide<Key: Hashable & Comparable>(column numbers: [Key: Int]) -> [Key: Int?] {
        let keys = numbers.keys.sorted()
        let rows = keys.enumerated().map { ("\($0.offset)", [FigureMeasure.physicians: numbers[$0.element] ?? 0]) }
        let shown = hide(Dictionary(uniqueKeysWithValues: rows))
        return Dictionary(
            uniqueKeysWithValues: keys.enumerated().map { ($0.element, shown["\($0.offset)"]?[.physicians] ?? nil) })
    }

    /// The numbers of one table, by row and by measure, with nil for what is hidden.
    ///
    /// A number from 1 to 10 is hidden, and so is one that leaves from 1 to 10 of its row's whole. The sum of each
    /// column is published elsewhere: so a column hides nothing, or at least two numbers of eleven people together, who
    /// leave out eleven people of their rows or more, or as many as there are.
    ///
    /// - Parameters:
    ///   - rows: the numbers of each row; each measure counts a part of `whole`.
    ///   - whole: the measure that counts everybody.
    static func hide(
        _ rows: [String: [FigureMeasure: Int]], whole: FigureMeasure = .physicians
    ) -> [String: [FigureMeasure: Int?]] {
        var shown: [String: [FigureMeasure: Int?]] = [:]
        for (key, numbers) in rows { shown[key] = hide(row: numbers, whole: whole) }
        for measure in FigureMeasure.allCases {
            closeColumn(measure, rows, whole: whole, &shown)
        }
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

    /// Hides the smallest numbers left until subtraction tells nothing, neither of those who are counted nor of those
    /// who are not: whoever knows the wholes of the rows that hide a number knows how many people they leave out.
    private static func closeColumn(
        _ measure: FigureMeasure, _ rows: [String: [FigureMeasure: Int]], whole: FigureMeasure,
        _ shown: inout [String: [FigureMeasure: Int?]]
    ) {
        func counted(_ key: String) -> Int { rows[key]?[measure] ?? 0 }
        func leftOut(_ key: String) -> Int { (rows[key]?[whole] ?? 0) - counted(key) }
        func smallest(_ people: (String) -> Int, of left: [String]) -> String? {
            left.filter { people($0) > 0 }.min { (people($0), $0) < (people($1), $1) }
        }
        while true {
            let hidden = rows.keys.filter { shown[$0]?[measure] == .some(nil) }
            guard !hidden.isEmpty else { return }
            let left = rows.keys.filter { !hidden.contains($0) }
            var next: String?
            if hidden.count < 2 || hidden.reduce(0, { $0 + counted($1) }) < least {
                next = smallest(counted, of: left)
            }
            if next == nil, measure != whole, hidden.reduce(0, { $0 + leftOut($1) }) < least {
                next = smallest(leftOut, of: left)
            }
            guard let next else { return }
            shown[next]?[measure] = .some(nil)
        }
    }
}
