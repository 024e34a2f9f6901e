public import Documents
public import Vocabulary

/// Reads a council's roll: a CSV file, or rows pasted from a spreadsheet with their header (contracts §2).
public final class RollReader {
    /// Against what the rows are checked.
    public struct Rules: Sendable {
        /// Codes of qualification that exist, such as `SM54`.
        public let specialties: Set<String>
        /// Codes of councils that exist, such as `33`, `2A`, `974`.
        public let councils: Set<String>
        /// The day the council declares the file true for.
        public let asOf: CalendarDate
        /// The only council whose rows are accepted; nil accepts all.
        public let onlyCouncil: String?

        /// Gathers the rules.
        public init(specialties: Set<String>, councils: Set<String>, asOf: CalendarDate, onlyCouncil: String? = nil) {
            self.specialties = specialties
            self.councils = councils
            self.asOf = asOf
            self.onlyCouncil = onlyCouncil
        }
    }

    /// What has been met so far.
    public private(set) var report = ReadingReport()
    private let sheet: Sheet<RollColumn>
    private let rules: Rules

    /// Reads the header; throws ``FileRefusal`` when the file cannot be a roll.
    public init(_ source: ByteSource, rules: Rules) throws {
        self.rules = rules
        sheet = try Sheet(source)
        report.unknownColumns = sheet.unknownColumns
    }

    /// Whether the file has this column, by its published name; a column that is absent says nothing, an empty
    /// cell says "none".
    public func has(column name: String) -> Bool {
        RollColumn.allCases.first { $0.name == name }.map(sheet.has) ?? false
    }

    /// Reads on, at most `lines` records; false at the end of the file.
    ///
    /// Throws ``FileRefusal`` when the rest cannot be trusted: nothing of the file may then be applied.
    public func read(
        atMost lines: Int = .max, row: (RollRow) throws -> Void, quarantine: (QuarantinedLine) throws -> Void
    ) throws -> Bool {
        try sheet.read(
            atMost: lines, into: &report,
            check: { try row(RollCheck(sheet: sheet, rules: rules).row(&$0)) },
            reject: { try quarantine(sheet.quarantined($0)) })
    }
}
