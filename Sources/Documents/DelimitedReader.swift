/// The records of a table in separated values (RFC 4180), one after the other, in constant memory.
///
/// The separator is found on the header among `;` `,` and TAB. A record whose quotes are wrong never swallows what
/// follows: it is given with its fault as one physical line, and reading resumes at the next line.
public final class DelimitedReader {
    /// What is wrong with the quotes of a record.
    public enum RecordFault: Equatable, Sendable {
        /// A quote opens and does not close on the record.
        case unclosedQuote
        /// A closing quote is followed by something else than a separator or the end of the line.
        case strayQuote
    }

    /// The names of the columns, trimmed, without the empty ones at the end of the header.
    public private(set) var header: [String] = []
    /// The byte between two fields.
    public var separator: UInt8 { parser.separator }
    /// The number of the header's line, from 1.
    public private(set) var headerLine = 1
    /// The physical line where the current record starts, from 1.
    public private(set) var line = 0
    /// The number of the last physical line that was read.
    public private(set) var lastLine = 0
    /// What is wrong with the current record; its fields are then not to be read.
    public private(set) var fault: RecordFault?
    /// The current record as written, without its line end, valid until the next `advance()`.
    public private(set) var recordText = UnsafeRawBufferPointer(start: nil, count: 0)

    private let window: ByteWindow
    private let limit: Int
    private let rowMark: [UInt8]?
    private var parser: RecordParser
    private var used = 0
    private var wasDirected = false
    private var scratch = UnsafeMutableRawBufferPointer(start: nil, count: 0)

    /// Reads the header. At most `columns` columns and `limit` bytes a record (16 MiB unless told); a quoted field
    /// closes within `reach` bytes. With `rowMark`, bytes that stand once in every row, a value of several
    /// lines may hold as many separators as it likes: only a record that has them twice is two rows.
    public init(
        _ source: ByteSource, columns: Int = 1_000, limit: Int = 16 << 20, reach: Int = 65_536, rowMark: [UInt8]? = nil
    ) throws(DocumentFault) {
        window = ByteWindow(source)
        self.limit = limit
        self.rowMark = rowMark
        try window.skipMark()
        let terminator = try window.sniffTerminator()
        parser = RecordParser(separator: 0x3B, terminator: terminator, reach: reach, capacity: columns)
        try readHeader(terminator, columns, reach)
    }

    deinit {
        parser.slices.deallocate()
        scratch.deallocate()
    }

    /// How many fields the current record has; those above the limit of columns are counted, not kept.
    public var count: Int { parser.count }

    /// One field of the current record without its quotes, valid until the next `advance()`; empty beyond the last.
    public func field(_ index: Int) -> UnsafeRawBufferPointer {
        index < min(parser.count, parser.capacity) ? parser.slices[index] : UnsafeRawBufferPointer(start: nil, count: 0)
    }

    /// Whether every field is empty or blank.
    public var isBlank: Bool {
        guard fault == nil, count <= parser.capacity else { return false }
        for index in 0..<count where !parser.slices[index].trimmed.isEmpty { return false }
        return true
    }

    /// Whether the record has the columns of the header, and at most empty ones after them.
    public var fitsHeader: Bool {
        guard count >= header.count, count <= parser.capacity else { return false }
        for index in header.count..<count where !parser.slices[index].trimmed.isEmpty { return false }
        return true
    }

    /// Moves to the next record; false after the last one.
    public func advance() throws(DocumentFault) -> Bool {
        window.consume(used)
        used = 0
        line = lastLine + 1
        fault = nil
        while true {
            let bytes = window.bytes
            if bytes.isEmpty, window.isExhausted { return try finish() }
            switch parser.parse(bytes, atEnd: window.isExhausted && window.flaw == nil) {
            case .record(let whole, let text): return try accept(bytes, whole, text)
            case .fault(let fault): return try reject(fault)
            case .needsMore:
                if let fault = window.isExhausted ? flaw(bytes) : nil { throw fault }
                guard bytes.count <= limit else { throw .lineTooLong(line: line, limit: limit) }
                _ = try window.fill(atLeast: bytes.count * 2 + 1)
            }
        }
    }

    private func finish() throws(DocumentFault) -> Bool {
        if let fault = window.fault(line: line, before: 0) { throw fault }
        recordText = window.bytes
        return false
    }

    /// The flaw that stops the reading, placed on its physical line.
    private func flaw(_ bytes: UnsafeRawBufferPointer) -> DocumentFault? {
        var (extra, lineStart) = (0, 0)
        while let end = bytes.place(of: parser.terminator, from: lineStart) {
            (extra, lineStart) = (extra + 1, end + 1)
        }
        return window.fault(line: line + extra, before: bytes.count - lineStart)
    }

    private func accept(_ bytes: UnsafeRawBufferPointer, _ whole: Int, _ text: Int) throws(DocumentFault) -> Bool {
        guard text <= limit else { throw .lineTooLong(line: line, limit: limit) }
        var (breaks, from) = (0, 0)
        while from < text, let end = bytes.place(of: parser.terminator, from: from), end < text {
            (breaks, from) = (breaks + 1, end + 1)
        }
        if breaks > 0, !header.isEmpty, !fitsHeader || startsWithTwoRows(bytes, text) {
            return try reject(.unclosedQuote)
        }
        used = whole
        lastLine = line + breaks
        recordText = UnsafeRawBufferPointer(rebasing: bytes[..<text])
        if !parser.escaped.isEmpty { undoubleQuotes(text) }
        return true
    }

    /// Whether the first two lines of a record look like two rows, each with the separators of the header: a lone quote
    /// that another lone quote seems to close would otherwise swallow the rows between them.
    private func startsWithTwoRows(_ bytes: UnsafeRawBufferPointer, _ length: Int) -> Bool {
        guard header.count > 1, let first = bytes.place(of: parser.terminator, from: 0) else { return false }
        if let rowMark { return holdsTwice(rowMark, UnsafeRawBufferPointer(rebasing: bytes[..<length])) }
        let second = min(bytes.place(of: parser.terminator, from: first + 1) ?? length, length)
        return [bytes[..<first], bytes[(first + 1)..<max(second, first + 1)]].allSatisfy { line in
            line.reduce(1) { $1 == separator ? $0 + 1 : $0 } == header.count
        }
    }

    private func holdsTwice(_ mark: [UInt8], _ record: UnsafeRawBufferPointer) -> Bool {
        guard let first = record.firstIndex(ofSequence: mark) else { return false }
        return UnsafeRawBufferPointer(rebasing: record[(first + 1)...]).firstIndex(ofSequence: mark) != nil
    }

    /// Gives the first physical line alone as a faulty record.
    private func reject(_ found: RecordFault) throws(DocumentFault) -> Bool {
        fault = found
        lastLine = line
        var scanned = 0
        while true {
            let bytes = window.bytes
            if let end = bytes.place(of: parser.terminator, from: scanned) {
                used = end + 1
                let hasReturn = end > 0 && parser.terminator == 0x0A && bytes[end - 1] == 0x0D
                recordText = UnsafeRawBufferPointer(rebasing: bytes[..<(hasReturn ? end - 1 : end)])
                return true
            }
            scanned = bytes.count
            guard scanned <= limit else { throw .lineTooLong(line: line, limit: limit) }
            if try window.fill(atLeast: scanned + 1) { continue }
            if let fault = flaw(window.bytes) { throw fault }
            used = scanned
            recordText = window.bytes
            return true
        }
    }

    /// Turns `""` into `"` in the fields that hold it, in a room as large as the record.
    private func undoubleQuotes(_ length: Int) {
        if scratch.count < length {
            scratch.deallocate()
            scratch = .allocate(byteCount: length * 2, alignment: 16)
        }
        var place = 0
        for index in parser.escaped {
            let source = parser.slices[index]
            let start = place
            var from = 0
            while from < source.count {
                scratch[place] = source[from]
                from += source[from] == 0x22 ? 2 : 1
                place += 1
            }
            parser.slices[index] = UnsafeRawBufferPointer(rebasing: scratch[start..<place])
        }
    }
}

extension DelimitedReader {
    private func readHeader(_ terminator: UInt8, _ columns: Int, _ reach: Int) throws(DocumentFault) {
        repeat {
            guard try advance() else { throw .empty }
        } while isBlank || usesDirective(terminator, columns, reach)
        let separator = DelimitedReader.sniff(recordText)
        if separator != parser.separator, !wasDirected {
            use(separator, terminator, columns, reach)
            used = 0
            lastLine = line - 1
            guard try advance() else { throw .empty }
        }
        guard fault == nil else { throw .brokenHeader(line: line) }
        guard count <= columns else { throw .tooManyColumns(line: line, limit: columns) }
        headerLine = line
        var names = (0..<count).map { field($0).trimmed.text }
        while names.last == "" { names.removeLast() }
        header = names
    }

    private func use(_ separator: UInt8, _ terminator: UInt8, _ columns: Int, _ reach: Int) {
        parser.slices.deallocate()
        parser = RecordParser(separator: separator, terminator: terminator, reach: reach, capacity: columns)
    }

    /// Excel's own first line `sep=;`, which names the separator.
    private func usesDirective(_ terminator: UInt8, _ columns: Int, _ reach: Int) -> Bool {
        guard !wasDirected, recordText.count == 5, recordText.prefix(4).elementsEqual("sep=".utf8) else { return false }
        let separator = recordText[4]
        guard separators.contains(separator) else { return false }
        use(separator, terminator, columns, reach)
        wasDirected = true
        return true
    }

    /// The separator that occurs most often outside quotes; `;` when none does.
    static func sniff(_ line: UnsafeRawBufferPointer) -> UInt8 {
        var counts = [UInt8: Int]()
        var isQuoted = false
        for byte in line {
            if byte == 0x22 { isQuoted.toggle() }
            if !isQuoted, separators.contains(byte) { counts[byte, default: 0] += 1 }
        }
        return separators.max { (counts[$0] ?? 0) < (counts[$1] ?? 0) } ?? 0x3B
    }
}

private let separators: [UInt8] = [0x3B, 0x2C, 0x09]
