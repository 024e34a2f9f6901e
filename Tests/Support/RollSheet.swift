/// A council's roll as the text of its file (contracts §2).
public struct RollSheet: Sendable {
    /// One row: a physician, a registration and a qualification.
    public struct Line: Sendable {
        let cells: [String: String]

        /// - Parameters:
        ///   - practitioner: who.
        ///   - registered: `date_inscription`.
        ///   - more: other cells by the name of their column; it may replace those above.
        public init(
            _ practitioner: Practitioner, council: String = "33", registered: String = "2010-09-01",
            specialty: String = "SM53", _ more: [String: String] = [:]
        ) {
            let usual = [
                "rpps": practitioner.rpps, "departement_inscription": council, "date_inscription": registered,
                "specialite_sm": specialty,
            ]
            cells = usual.merging(more) { $1 }
        }
    }

    /// The text of the file; a column that no line fills is not there.
    public let text: String

    /// A roll of these lines.
    ///
    /// - Parameter columns: columns that stand in the header even if every cell is empty.
    public init(_ lines: [Line], columns: [String] = []) {
        let header = Set(lines.flatMap(\.cells.keys)).union(columns).sorted()
        let rows = lines.map { line in header.map { line.cells[$0] ?? "" }.joined(separator: ";") }
        text = ([header.joined(separator: ";")] + rows).joined(separator: "\n") + "\n"
    }
}
