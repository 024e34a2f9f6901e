/// Writes tables in separated values (RFC 4180) into a buffer that the caller empties.
public struct CSVWriter: Sendable {
    /// For whom the file is made.
    public enum Reader: Sendable {
        /// A person with a spreadsheet: byte order mark, CRLF, formulas defused.
        case person
        /// A program: no mark, LF, values as they are.
        case program
    }

    /// What has been written since the last ``drain()``.
    public private(set) var bytes: [UInt8] = []
    private let separator: UInt8
    private let lineEnd: [UInt8]
    private let guardsFormulas: Bool
    private var isFirst = true

    /// A table for `reader`, with `;` between the cells unless told.
    public init(for reader: Reader, separator: UInt8 = 0x3B) {
        self.init(
            separator: separator, byteOrderMark: reader == .person, guardsFormulas: reader == .person,
            lineEnd: reader == .person ? "\r\n" : "\n")
    }

    /// A table with every choice spelt out.
    ///
    /// With `guardsFormulas`, a text that a spreadsheet would run (it begins with `=` `+` `-` `@`, TAB or CR) gets an
    /// apostrophe before it.
    public init(separator: UInt8, byteOrderMark: Bool, guardsFormulas: Bool, lineEnd: String = "\n") {
        self.separator = separator
        self.lineEnd = Array(lineEnd.utf8)
        self.guardsFormulas = guardsFormulas
        if byteOrderMark { bytes = [0xEF, 0xBB, 0xBF] }
    }

    /// Adds a text cell; nil is an empty cell.
    public mutating func text(_ value: String?) {
        var copy = value ?? ""
        copy.withUTF8 { text(UnsafeRawBufferPointer($0)) }
    }

    /// Adds a text cell from UTF-8 bytes.
    public mutating func text(_ value: UnsafeRawBufferPointer) {
        separate()
        let isFormula = guardsFormulas && value.first.map { [0x3D, 0x2B, 0x2D, 0x40, 0x09, 0x0D].contains($0) } == true
        let needsQuotes = value.contains { $0 == separator || $0 == 0x22 || $0 == 0x0A || $0 == 0x0D }
        if needsQuotes { bytes.append(0x22) }
        if isFormula { bytes.append(0x27) }
        if needsQuotes {
            for byte in value {
                if byte == 0x22 { bytes.append(0x22) }
                bytes.append(byte)
            }
            bytes.append(0x22)
        } else {
            bytes.append(contentsOf: value)
        }
    }

    /// Adds a whole number, never defused; nil is an empty cell.
    public mutating func number(_ value: Int?) {
        separate()
        if let value { bytes.append(contentsOf: String(value).utf8) }
    }

    /// Adds `true` or `false`; nil is an empty cell.
    public mutating func truth(_ value: Bool?) {
        separate()
        if let value { bytes.append(contentsOf: (value ? "true" : "false").utf8) }
    }

    /// Ends the record.
    public mutating func endRecord() {
        bytes.append(contentsOf: lineEnd)
        isFirst = true
    }

    /// Adds a whole record of text cells.
    public mutating func record(_ cells: [String?]) {
        for cell in cells { text(cell) }
        endRecord()
    }

    /// Hands over what has been written, and starts anew.
    public mutating func drain() -> [UInt8] {
        defer { bytes.removeAll(keepingCapacity: true) }
        return bytes
    }

    private mutating func separate() {
        if !isFirst { bytes.append(separator) }
        isFirst = false
    }
}
