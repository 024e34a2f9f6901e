public import Documents

/// Reads a file of the public RPPS extraction, line by line, in constant memory (rpps-format §2 to §8).
public final class ExtractionReader {
    /// Against what the rows are checked.
    public struct Rules: Sendable {
        /// The code of the profession to keep: `10` for physicians.
        public let profession: String
        /// Codes of specialties that exist; nil when the profession has no nomenclature here.
        public let specialties: Set<String>?

        /// Gathers the rules.
        public init(profession: String = "10", specialties: Set<String>?) {
            self.profession = profession
            self.specialties = specialties
        }
    }

    /// Which of the three files this is.
    public let kind: ExtractionKind
    /// What has been met so far.
    public private(set) var report = ReadingReport()

    private let fileName: String
    private let lines: LineReader
    private let splitter: PipeSplitter
    private let header: ExtractionHeader
    private let headerLine: [UInt8]
    private let check: ExtractionCheck

    /// Reads the header; throws ``FileRefusal`` when the file is no RPPS extraction.
    public init(_ source: ByteSource, rules: Rules) throws {
        let name = source.name
        fileName = name
        if let refusal = FileRefusal(kind: source.kind, name: name) { throw refusal }
        do {
            lines = try LineReader(source)
            guard let first = try lines.next() else { throw DocumentFault.empty }
            headerLine = Array(first)
        } catch let fault as DocumentFault {
            throw FileRefusal(fault, name: name)
        }
        let limit = 1_000
        let splitter = PipeSplitter(capacity: limit)
        self.splitter = splitter
        let fields = try headerLine.withUnsafeBytes { try ExtractionReader.names($0, splitter, limit, name) }
        header = try ExtractionHeader(fields: fields, fileName: name)
        kind = header.kind
        check = ExtractionCheck(header: header, rules: rules)
        report.unknownColumns = header.unknownColumns
        warnOfHeader()
    }

    /// Reads on, at most `count` lines; false at the end of the file.
    ///
    /// Throws ``FileRefusal`` when the rest cannot be trusted: nothing of the file may then be applied.
    public func read(
        atMost count: Int = .max, row: (borrowing ExtractionRow) throws -> Void,
        quarantine: (QuarantinedLine) throws -> Void
    ) throws -> Bool {
        for _ in 0..<count {
            guard let line = try next() else { return false }
            report.lines += 1
            if kind == .diplomas {
                report.ignore("unused_file", "Fichier des diplômes et autorisations, lu mais sans usage")
                continue
            }
            splitter.split(line)
            switch try verdict(line) {
            case .row(let checked):
                report.rows += 1
                try row(checked)
            case .ignored(let rule): report.ignore(rule.rawValue, rule.label)
            case .rejected(let rejection):
                report.quarantined += 1
                try quarantine(rejection.line(lines.lineNumber, line))
            }
        }
        return true
    }

    private func next() throws -> UnsafeRawBufferPointer? {
        do { return try lines.next() } catch let fault { throw FileRefusal(fault, name: fileName) }
    }

    private func verdict(_ line: UnsafeRawBufferPointer) throws -> ExtractionCheck.Verdict {
        if isWidthRight {
            if try isHeaderAgain() { throw headerTwice }
            return check.verdict(splitter, line: lines.lineNumber, text: line, report: &report)
        }
        if line.trimmed.isEmpty { return .ignored(.blank) }
        return .rejected(.wrongWidth(splitter.count, expected: header.width))
    }

    /// As many fields as the header has names, or one empty field more (the trailing `|` of one distribution).
    private var isWidthRight: Bool {
        splitter.count == header.width
            || splitter.count == header.width + 1 && splitter.field(header.width).trimmed.isEmpty
    }

    private func isHeaderAgain() throws -> Bool {
        let start = splitter.field(0)
        guard start.count > 1, let first = start.trimmed.first, !FieldReading.isDigit(first) else { return false }
        return headerLine.withUnsafeBytes { bytes in
            let own = UnsafeRawBufferPointer(rebasing: bytes.prefix { $0 != 0x7C })
            return ColumnName.fold(own.text) == ColumnName.fold(start.text)
        }
    }

    private var headerTwice: FileRefusal {
        FileRefusal(
            "header_twice",
            "L'en-tête de « \(shown(fileName)) » se répète ligne \(lines.lineNumber) : plusieurs fichiers ont sans doute "
                + "été mis bout à bout. Importez-les un par un.")
    }

    private func warnOfHeader() {
        guard !header.absentColumns.isEmpty else { return }
        let list = header.absentColumns.map { "« \($0) »" }.joined(separator: ", ")
        report.warn("absent_column", line: 1, "Colonnes utiles absentes de l'en-tête : \(list).")
    }

    private static func names(
        _ line: UnsafeRawBufferPointer, _ splitter: PipeSplitter, _ limit: Int, _ fileName: String
    ) throws -> [String] {
        splitter.split(line)
        guard splitter.count <= limit else {
            throw FileRefusal(DocumentFault.tooManyColumns(line: 1, limit: limit), name: fileName)
        }
        return (0..<splitter.count).map { splitter.field($0).trimmed.text }
    }
}
