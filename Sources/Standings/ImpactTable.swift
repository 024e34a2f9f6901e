import Vocabulary

/// The numbers of a report as they are told: all of them to a council that reads its own, and to an office without
/// what would count a few physicians (``ImpactMask``).
struct ImpactTables: Sendable, Equatable {
    /// A group of fewer physicians is hidden; nil when none is.
    let smallest: Int?
    let total: ImpactRow
    let byCouncil: [ImpactRow]
    let bySpecialty: [ImpactRow]

    /// - Parameter smallest: nil to hide nothing.
    init(_ lines: [ImpactLine], hidingBelow smallest: Int?) {
        func groups(_ code: (ImpactLine) -> String) -> [(code: String, tally: ImpactTally)] {
            Dictionary(grouping: lines, by: code).map { code, lines in
                (code, lines.reduce(ImpactTally()) { $0 + $1.tally })
            }.sorted { $0.0 < $1.0 }
        }
        self.init([groups(\.council), groups(\.key.specialty)], hidingBelow: smallest)
    }

    /// - Parameter groups: by council, then by specialty.
    init(_ groups: [[(code: String, tally: ImpactTally)]], hidingBelow smallest: Int?) {
        let total = (groups.first ?? []).reduce(ImpactTally()) { $0 + $1.tally }
        let mask = ImpactMask(total: total, tables: groups.map { $0.map(\.tally) }, smallest: smallest ?? 1)
        func rows(_ table: Int) -> [ImpactRow] {
            groups[table].indices.map { ImpactRow(code: groups[table][$0].code, cells: mask.cells(of: $0, in: table)) }
        }
        self.smallest = smallest
        self.total = ImpactRow(code: "", cells: mask.totalCells)
        byCouncil = rows(0)
        bySpecialty = rows(1)
    }
}

extension ImpactTables {
    /// As an office reads it from the database: a number that is not told is null, and was never written there.
    var text: String {
        JSON.object([
            .init("smallest", smallest.map { .integer($0) } ?? .null), .init("total", total.json),
            .init("by_council", .array(byCouncil.map(\.json))),
            .init("by_specialty", .array(bySpecialty.map(\.json))),
        ]).text
    }

    /// - Parameter text: as ``text`` writes it.
    /// - Throws: `JSON.Fault`.
    init(published text: String) throws(JSON.Fault) {
        let json = try JSON(parsing: text)
        func rows(_ name: String) -> [ImpactRow] { (json[name]?.array ?? []).map { ImpactRow(published: $0) } }
        smallest = json["smallest"]?.integer
        total = ImpactRow(published: json["total"] ?? .null)
        byCouncil = rows("by_council")
        bySpecialty = rows("by_specialty")
    }
}

extension ImpactRow {
    fileprivate init(published json: JSON) {
        code = json["code"]?.string ?? ""
        cells = Dictionary(
            uniqueKeysWithValues: ImpactMeasure.allCases.map { measure in
                (measure, json[measure.rawValue]?.integer.map { .number($0) } ?? .withheld)
            })
    }
}
