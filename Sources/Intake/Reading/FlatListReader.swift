import Documents
public import Vocabulary

/// One line of the flat list of référentiels: which line of which référentiel, and what it is called (contracts §9).
public struct FlatListRow: Equatable, Sendable {
    /// The number of its line in the file, from 1.
    public let line: Int
    /// `REF.10.01_1-AXE1-1`.
    public let code: String
    /// The référentiel, read from the code: `REF.10.01_1`.
    public let framework: String
    /// The block, read from the code.
    public let block: Block
    /// The action, in French, as written.
    public let label: String
}

/// The columns of the flat list.
private enum FlatListColumn: Int, SheetColumn {
    case code, label, axis

    var name: String { ["code", "libelle", "axe"][rawValue] }
    var isRequired: Bool { self != .axis }
}

/// Reads the flat list of référentiels: a code and a label a line, nothing else (contracts §9).
public final class FlatListReader {
    /// What has been met so far.
    public private(set) var report = ReadingReport()
    private let sheet: Sheet<FlatListColumn>
    private let frameworks: Set<String>
    private var lines: [String: Int] = [:]

    /// Reads the header.
    ///
    /// - Parameters:
    ///   - frameworks: the official codes that exist, such as `REF.10.01_1`.
    ///   - name: the file as its sender names it.
    /// - Throws: ``FileRefusal`` when the file cannot be such a list.
    public init(bytes: [UInt8], name: String, frameworks: Set<String>) throws {
        self.frameworks = frameworks
        do {
            sheet = try Sheet(try ByteSource(bytes: bytes, name: name), rowMark: "-AXE")
        } catch let fault as DocumentFault {
            throw FileRefusal(fault, name: name)
        }
        report.unknownColumns = sheet.unknownColumns
    }

    /// Reads every line.
    ///
    /// - Throws: ``FileRefusal`` when the rest cannot be trusted: nothing of the file may then be applied.
    public func read(row: (FlatListRow) throws -> Void, quarantine: (QuarantinedLine) throws -> Void) throws {
        _ = try sheet.read(
            into: &report, check: { _ in try row(try checked()) },
            reject: { try quarantine(sheet.quarantined($0)) })
    }

    private func checked() throws(Rejection) -> FlatListRow {
        let written = sheet.value(.code)
        guard !written.isEmpty else { throw FieldReading.missing("code") }
        let code = FlatListReader.upperCased(written)
        guard let (framework, axis) = FlatListReader.parts(of: code) else {
            throw Rejection(
                "official_code",
                "« \(shown(written)) » n'est pas le code d'une ligne de référentiel : une forme comme "
                    + "« REF.10.01_1-AXE1-1 » est attendue (colonne code).")
        }
        guard frameworks.contains(framework) else {
            throw Rejection(
                "unknown_framework", "Le référentiel « \(framework) » n'existe pas (colonne code). Vérifiez le code.")
        }
        guard let block = Block(number: axis) else {
            throw Rejection("official_code", "L'axe \(axis) n'existe pas (colonne code) : il y en a quatre, de 1 à 4.")
        }
        try checkAxis(block)
        guard let label = try FieldReading.text(sheet.value(.label), column: "libelle", limit: 4_000) else {
            throw FieldReading.missing("libelle")
        }
        let line = sheet.reader.line
        if let first = lines[code] {
            throw Rejection(
                "code_twice", "Le code « \(code) » figure déjà ligne \(first). Ne gardez que l'une des deux.")
        }
        lines[code] = line
        return FlatListRow(line: line, code: code, framework: framework, block: block, label: label)
    }

    private func checkAxis(_ block: Block) throws(Rejection) {
        let written = sheet.value(.axis)
        guard !written.isEmpty else { return }
        let digits = written.filter { $0 >= 0x30 && $0 <= 0x39 }
        guard digits == Array(String(block.number).utf8) else {
            throw Rejection(
                "axis",
                "La colonne axe dit « \(shown(written)) », alors que le code est de l'axe \(block.number). "
                    + "Corrigez l'un des deux.")
        }
    }

    private static func upperCased(_ bytes: UnsafeRawBufferPointer) -> String {
        bytes.count > 64 ? "" : bytes.text.uppercased()
    }

    /// The référentiel and the number of the axis of a code such as `REF.10.01_1-AXE1-1`; nil for anything else.
    private static func parts(of code: String) -> (framework: String, axis: Int)? {
        let parts = code.split(separator: "-", omittingEmptySubsequences: false)
        guard parts.count == 3, parts[1].hasPrefix("AXE"), isNumber(parts[2]), isNumber(parts[1].dropFirst(3)),
            let axis = Int(parts[1].dropFirst(3))
        else { return nil }
        let words = parts[0].split(separator: ".", omittingEmptySubsequences: false)
        guard words.count == 3, words[0] == "REF", isNumber(words[1]) else { return nil }
        let ends = words[2].split(separator: "_", omittingEmptySubsequences: false)
        guard ends.count == 2, ends.allSatisfy(isNumber) else { return nil }
        return (String(parts[0]), axis)
    }

    private static func isNumber(_ text: Substring) -> Bool {
        (1...6).contains(text.utf8.count) && text.utf8.allSatisfy { $0 >= 0x30 && $0 <= 0x39 }
    }
}
