import Documents

/// The columns of one kind of table.
protocol SheetColumn: CaseIterable, RawRepresentable, Sendable where RawValue == Int {
    /// The published name of the column.
    var name: String { get }
    /// Whether a file without it is refused.
    var isRequired: Bool { get }
}

/// A table in separated values whose columns are found by name, in any order.
final class Sheet<Column: SheetColumn> {
    let reader: DelimitedReader
    let fileName: String
    private(set) var unknownColumns: [String] = []
    private var places: [Int]

    /// Reads the header of a source; `rowMark` is a text that stands once in every row.
    init(_ source: ByteSource, rowMark: String? = nil) throws {
        fileName = source.name
        if let refusal = FileRefusal(kind: source.kind, name: source.name) { throw refusal }
        do { reader = try DelimitedReader(source, rowMark: rowMark.map { Array($0.utf8) }) } catch let fault {
            throw FileRefusal(fault, name: source.name)
        }
        places = Array(repeating: -1, count: Column.allCases.count)
        try match()
    }

    /// Whether the file has this column.
    func has(_ column: Column) -> Bool { places[column.rawValue] >= 0 }

    /// The trimmed value of the current record; empty when the file has no such column.
    func value(_ column: Column) -> UnsafeRawBufferPointer {
        let place = places[column.rawValue]
        return place < 0 ? UnsafeRawBufferPointer(start: nil, count: 0) : reader.field(place).trimmed
    }

    /// Hands each record of the next `lines` ones to `check`, which throws the reason to set it aside; blank lines are
    /// counted; false at the end of the file.
    func read(
        atMost lines: Int = .max, into report: inout ReadingReport, check: (inout ReadingReport) throws -> Void,
        reject: (Rejection) throws -> Void
    ) throws -> Bool {
        for _ in 0..<lines {
            guard try advance() else { return false }
            report.lines += 1
            if reader.isBlank {
                report.ignoreBlank()
                continue
            }
            do {
                try checkStructure()
                try check(&report)
                report.rows += 1
            } catch let rejection as Rejection {
                report.quarantined += 1
                try reject(rejection)
            }
        }
        return true
    }

    /// The current record as a quarantined line.
    func quarantined(_ rejection: Rejection) -> QuarantinedLine { rejection.line(reader.line, reader.recordText) }

    private func advance() throws -> Bool {
        do { return try reader.advance() } catch let fault { throw FileRefusal(fault, name: fileName) }
    }

    private func checkStructure() throws {
        switch reader.fault {
        case .unclosedQuote: throw Rejection.unclosedQuote
        case .strayQuote: throw Rejection.strayQuote
        case nil: break
        }
        if isHeaderAgain { throw headerTwice }
        if !reader.fitsHeader { throw Rejection.wrongWidth(reader.count, expected: reader.header.count) }
    }

    private var isHeaderAgain: Bool {
        guard let first = reader.header.first, let byte = first.utf8.first else { return false }
        let value = reader.field(0).trimmed
        guard let start = value.first, start | 0x20 == byte | 0x20 || byte > 0x7F || start > 0x7F else { return false }
        for (index, name) in reader.header.enumerated() {
            let field = reader.field(index)
            guard field.count < 200, ColumnName.fold(field.text) == ColumnName.fold(name) else { return false }
        }
        return true
    }

    private var headerTwice: FileRefusal {
        FileRefusal(
            "header_twice",
            "L'en-tête de « \(shown(fileName)) » se répète ligne \(reader.line) : plusieurs fichiers ont sans doute été "
                + "mis bout à bout. Supprimez cette ligne, ou importez les fichiers un par un.")
    }

    private func match() throws {
        var known: [String: Column] = [:]
        for column in Column.allCases { known[ColumnName.fold(column.name)] = column }
        for (index, name) in reader.header.enumerated() {
            guard let column = known[ColumnName.fold(name)] else {
                unknownColumns.append(name.isEmpty ? "(colonne \(index + 1) sans nom)" : name)
                continue
            }
            guard places[column.rawValue] < 0 else { throw twice(column) }
            places[column.rawValue] = index
        }
        let missing = Column.allCases.filter { $0.isRequired && !has($0) }
        if !missing.isEmpty { throw absent(missing.map(\.name)) }
    }

    private func twice(_ column: Column) -> FileRefusal {
        FileRefusal(
            "column_twice",
            "La colonne « \(column.name) » figure deux fois dans l'en-tête de « \(shown(fileName)) » "
                + "(ligne \(reader.headerLine)). N'en gardez qu'une.")
    }

    private func absent(_ names: [String]) -> FileRefusal {
        let list = names.map { "« \($0) »" }.joined(separator: ", ")
        let found = reader.header.prefix(12).map { shown($0) }.joined(separator: ", ")
        return FileRefusal(
            "missing_column",
            "Il manque \(names.count > 1 ? "les colonnes" : "la colonne") \(list) dans l'en-tête de "
                + "« \(shown(fileName)) » (ligne \(reader.headerLine)), qui contient : \(found). "
                + "Ajoutez ce qui manque, ou renommez la colonne qui en tient lieu.")
    }
}

extension Rejection {
    static let unclosedQuote = Rejection(
        "lone_quote",
        "Un guillemet (\") ouvre une valeur et ne se referme pas sur la ligne. Supprimez-le ou doublez-le.")
    static let strayQuote = Rejection(
        "lone_quote",
        "Un guillemet (\") se referme au milieu d'une valeur. Supprimez les guillemets ou doublez-les.")

    static func wrongWidth(_ count: Int, expected: Int) -> Rejection {
        count < expected
            ? Rejection(
                "truncated",
                "La ligne n'a que \(counted(count, "colonne")) au lieu de \(expected) : elle est tronquée. "
                    + "Complétez-la.")
            : Rejection(
                "extra_separator",
                "La ligne a \(counted(count, "colonne")) au lieu de \(expected) : un séparateur est de trop. "
                    + "Retirez-le, ou mettez la valeur entre guillemets.")
    }
}
