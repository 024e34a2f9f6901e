/// Which numbers of the tables of a report are hidden from an office, so that nobody counts a group of a few
/// physicians: neither by reading nor by subtracting what is shown.
///
/// A family of measures is hidden of a row when one of its parts counts from one physician to one less than
/// ``smallest``. Then further rows are hidden with it until the hidden ones of a table together are two or more, count
/// ``smallest`` or more, and no hidden part is known to fewer than `smallest - 1` values from what is shown. Where no
/// rows are enough the family is hidden everywhere, its total too.
struct ImpactMask {
    /// The places of hidden rows, by family, in one table.
    typealias Hidden = [Set<Int>]

    let smallest: Int
    let total: ImpactTally
    /// Whether the total of each family is hidden.
    private(set) var isTotalHidden: [Bool]
    /// For each table.
    private(set) var hidden: [Hidden]
    private let tables: [[ImpactTally]]

    /// - Parameter tables: each one's rows add up to `total`.
    init(total: ImpactTally, tables: [[ImpactTally]], smallest: Int) {
        (self.smallest, self.total, self.tables) = (max(1, smallest), total, tables)
        isTotalHidden = []
        hidden = tables.map { _ in [] }
        for family in ImpactFamily.all {
            let sets = rows(of: family)
            isTotalHidden.append(sets == nil)
            for table in tables.indices { hidden[table].append(sets?[table] ?? Set(tables[table].indices)) }
        }
    }

    /// The hidden rows of each table; nil when not even the total is told.
    private func rows(of family: ImpactFamily) -> [Set<Int>]? {
        if let parent = family.parent, isTotalHidden[parent] { return nil }
        guard !isFew(family, total) else { return nil }
        var found: [Set<Int>] = []
        for table in tables.indices {
            guard let set = rows(of: family, in: table) else { return nil }
            found.append(set)
        }
        return found
    }

    private func isFew(_ family: ImpactFamily, _ tally: ImpactTally) -> Bool {
        family.parts.contains { (1..<smallest).contains($0.size(in: tally)) }
    }

    private func rows(of family: ImpactFamily, in table: Int) -> Set<Int>? {
        let rows = tables[table]
        var set = family.parent.map { hidden[table][$0] } ?? []
        set.formUnion(rows.indices.filter { isFew(family, rows[$0]) })
        while !set.isEmpty {
            guard let part = family.parts.first(where: { !isSafe($0, hiding: set, in: table) }) else { return set }
            guard let next = next(part, beside: set, in: table) else { return nil }
            set.insert(next)
        }
        return set
    }

    /// The smallest row that makes the hidden part larger, else the smallest that may hold some of it.
    private func next(_ part: ImpactFamily.Part, beside set: Set<Int>, in table: Int) -> Int? {
        let rows = tables[table]
        let free = rows.indices.filter { !set.contains($0) && limit(part, $0, table) != 0 }
        let filled = free.filter { part.size(in: rows[$0]) > 0 }
        return (filled.isEmpty ? free : filled).min { (rows[$0][.examined], $0) < (rows[$1][.examined], $1) }
    }

    /// The most that a row may hold of a part, as a reader knows; nil when the larger group is hidden, or has none.
    private func limit(_ part: ImpactFamily.Part, _ row: Int, _ table: Int) -> Int? {
        guard let base = part.base else {
            let people = part.minus.first
            return people.map { isTold($0, row, table) && tables[table][row][$0] == 0 } == true ? 0 : nil
        }
        return isTold(base, row, table) ? tables[table][row][base] : nil
    }

    private func isTold(_ measure: ImpactMeasure, _ row: Int, _ table: Int) -> Bool {
        !hidden[table][ImpactFamily.index(of: measure)].contains(row)
    }

    /// Whether a reader who subtracts what is shown still knows little enough of each hidden row.
    private func isSafe(_ part: ImpactFamily.Part, hiding set: Set<Int>, in table: Int) -> Bool {
        guard part.size(in: total) > 0 else { return true }
        let live = set.filter { limit(part, $0, table) != 0 }
        guard !live.isEmpty else { return true }
        let sum = live.reduce(0) { $0 + part.size(in: tables[table][$1]) }
        guard live.count >= 2, sum >= smallest else { return false }
        // Rows whose larger group is hidden share the hidden sum of it; a row stands in a table because somebody is in it.
        let open = live.filter { limit(part, $0, table) == nil }
        let pool = part.base.map { base in open.reduce(0) { $0 + tables[table][$1][base] } } ?? sum
        let floor = part.plus == [.examined] && part.minus.isEmpty ? 1 : 0
        let room = live.subtracting(open).reduce(open.isEmpty ? 0 : pool) { $0 + (limit(part, $1, table) ?? 0) }
        return live.allSatisfy { row in
            let own = limit(part, row, table) ?? pool
            let others = limit(part, row, table).map { room - $0 } ?? (open.count > 1 ? room : room - pool)
            return min(own, sum - floor * (live.count - 1)) - max(floor, sum - others) >= smallest - 2
        }
    }
}

extension ImpactMask {
    /// The cells of the total.
    var totalCells: [ImpactMeasure: ImpactCell] {
        cells(total) { !isTotalHidden[ImpactFamily.index(of: $0)] }
    }

    /// The cells of a row.
    func cells(of row: Int, in table: Int) -> [ImpactMeasure: ImpactCell] {
        cells(tables[table][row]) { isTold($0, row, table) }
    }

    /// What everybody or nobody of a larger group has is no secret where that group is told.
    private func cells(
        _ tally: ImpactTally, isTold: (ImpactMeasure) -> Bool
    ) -> [ImpactMeasure: ImpactCell] {
        var cells: [ImpactMeasure: ImpactCell] = [:]
        for measure in ImpactMeasure.allCases {
            let isKnown = isTold(measure) || isFollowing(measure, tally, isTold)
            cells[measure] = isKnown ? .number(tally[measure]) : .withheld
        }
        return cells
    }

    private func isFollowing(
        _ measure: ImpactMeasure, _ tally: ImpactTally, _ isTold: (ImpactMeasure) -> Bool
    ) -> Bool {
        guard let base = ImpactFamily.base(of: measure) else { return false }
        if isTold(base), tally[base] == 0 { return true }
        guard !isTotalHidden[ImpactFamily.index(of: measure)] else { return false }
        return total[measure] == 0 || total[measure] == total[base] && isTold(base)
    }
}
