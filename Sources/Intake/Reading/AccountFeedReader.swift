import Crypto
import Documents

/// Reads the account feed: a folder or some of its files, with or without a manifest (contracts §4).
///
/// Nothing about a physician's own health leaves this reader (rule R24).
public final class AccountFeedReader {
    /// The manifest, when one of the files is.
    public let manifest: FeedManifest?
    /// What has been met so far in all files.
    public internal(set) var report = ReadingReport()
    /// How many bytes have been read of all files, for progress.
    public private(set) var bytesRead = 0

    let files: [(file: FeedFile, content: FeedFile.Content)]
    let discretion: HealthDiscretion

    /// Sorts the files and checks them against the manifest; throws ``FileRefusal``.
    ///
    /// `knowledge` says what the référentiels know of an action; it is asked once or more for each line.
    public init(_ given: [FeedFile], knowledge: @escaping (String) -> ActionKnowledge) throws {
        discretion = HealthDiscretion(knowledge: knowledge)
        var files: [(file: FeedFile, content: FeedFile.Content)] = []
        var manifest: FeedManifest?
        for file in given {
            if file.name.lowercased() == FeedFile.manifestName {
                manifest = try AccountFeedReader.manifest(file)
            } else if let content = try file.content() {
                files.append((file, content))
            } else {
                report.warn(
                    "unknown_file:\(file.name)", line: 0, "Fichier non reconnu, ignoré : « \(shown(file.name)) ».")
            }
        }
        self.files = files.sorted { ($0.content.rawValue, $0.file.name) < ($1.content.rawValue, $1.file.name) }
        self.manifest = manifest
        try checkPresence()
    }

    /// Reads every file; throws ``FileRefusal`` when one cannot be trusted: nothing of the lot may then be applied.
    ///
    /// A wrong checksum or count is known only at the end of its file, after its rows were handed out.
    public func read(
        row: (FeedRow) throws -> Void, quarantine: (_ file: String, _ line: QuarantinedLine) throws -> Void
    ) throws {
        for (file, content) in files {
            let source = try file.open()
            let entry = manifest?.entries.first { $0.file == file.name }
            if source.kind == .empty, content == .actionLines, entry?.rows == 0 { continue }
            var sum = SHA256()
            let isChecked = entry?.sha256 != nil
            source.tap = { [self] chunk in
                bytesRead += chunk.count
                if isChecked { sum.update(bufferPointer: chunk) }
            }
            let before = report.lines - report.blankLines
            try read(source, content, row) { try quarantine(file.name, $0) }
            source.tap = nil
            try check(entry, sum: sum, rows: report.lines - report.blankLines - before)
        }
    }

    private func read(
        _ source: ByteSource, _ content: FeedFile.Content, _ row: (FeedRow) throws -> Void,
        _ quarantine: (QuarantinedLine) throws -> Void
    ) throws {
        switch content {
        case .accounts:
            try readSheet(source, quarantine) { (sheet: Sheet<AccountColumn>) in try row(.account(FeedAccount(sheet))) }
        case .alerts:
            try readSheet(source, quarantine) { (sheet: Sheet<AlertColumn>) in try row(.alert(FeedAlert(sheet))) }
        case .unreachable:
            try readSheet(source, quarantine) { (sheet: Sheet<UnreachableColumn>) in
                try row(.unreachable(FeedUnreachable(sheet)))
            }
        case .actionTable: try readActionTable(source, row, quarantine)
        case .actionLines: try readActionLines(source, row, quarantine)
        }
    }

    private func readSheet<Column: SheetColumn>(
        _ source: ByteSource, _ quarantine: (QuarantinedLine) throws -> Void, _ check: (Sheet<Column>) throws -> Void
    ) throws {
        let sheet = try Sheet<Column>(source)
        report.unknownColumns += sheet.unknownColumns
        _ = try sheet.read(
            into: &report, check: { _ in try check(sheet) }, reject: { try quarantine(sheet.quarantined($0)) })
    }

    private func readActionTable(
        _ source: ByteSource, _ row: (FeedRow) throws -> Void, _ quarantine: (QuarantinedLine) throws -> Void
    ) throws {
        let sheet = try Sheet<ActionColumn>(source)
        report.unknownColumns += sheet.unknownColumns
        let check = ActionSheetCheck(sheet: sheet, discretion: discretion)
        _ = try sheet.read(
            into: &report, check: { try row(.action(check.row(&$0))) },
            reject: { rejection in
                let action = sheet.reader.fault == nil ? sheet.value(.action).text : nil
                try quarantine(
                    discretion.quarantined(
                        rejection, line: sheet.reader.line, text: sheet.reader.recordText, action: action))
            })
    }

    private func readActionLines(
        _ source: ByteSource, _ row: (FeedRow) throws -> Void, _ quarantine: (QuarantinedLine) throws -> Void
    ) throws {
        if let refusal = FileRefusal(kind: source.kind, name: source.name) { throw refusal }
        let check = ActionLineCheck(discretion: discretion)
        let lines = try naming(source.name) { () throws(DocumentFault) in try LineReader(source) }
        while let line = try naming(source.name, { () throws(DocumentFault) in try lines.next() }) {
            report.lines += 1
            let text = line.trimmed
            if text.isEmpty {
                report.ignoreBlank()
                continue
            }
            do {
                try row(.action(check.row(text, line: lines.lineNumber, &report)))
                report.rows += 1
            } catch let rejection as Rejection {
                report.quarantined += 1
                let action = check.actionNamed(in: text)
                try quarantine(
                    discretion.quarantined(rejection, line: lines.lineNumber, text: line, action: action))
            }
        }
    }

    private func naming<Result>(
        _ name: String, _ body: () throws(DocumentFault) -> Result
    ) throws(FileRefusal) -> Result {
        do { return try body() } catch { throw FileRefusal(error, name: name) }
    }
}
