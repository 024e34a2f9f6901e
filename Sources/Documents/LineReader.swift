/// The lines of a text, one after the other, in memory that does not grow with the file.
///
/// Lines end with LF or CRLF (or CR alone when the file has no LF); the byte order mark is skipped; a last line
/// without its end is a line. The text is validated on the way.
public final class LineReader {
    /// The number of the line that `next()` gave last, from 1.
    public private(set) var lineNumber = 0
    private let window: ByteWindow
    private let terminator: UInt8
    private let limit: Int
    private var used = 0

    /// Starts at the first line; a line of more than `limit` bytes (16 MiB unless told) stops the reading.
    public init(_ source: ByteSource, limit: Int = 16 << 20) throws(DocumentFault) {
        window = ByteWindow(source)
        self.limit = limit
        try window.skipMark()
        terminator = try window.sniffTerminator()
    }

    /// The next line without its end, valid until the next call; nil after the last one.
    public func next() throws(DocumentFault) -> UnsafeRawBufferPointer? {
        window.consume(used)
        used = 0
        lineNumber += 1
        var scanned = 0
        while true {
            let bytes = window.bytes
            if let end = bytes.place(of: terminator, from: scanned) {
                used = end + 1
                return try line(bytes, end)
            }
            scanned = bytes.count
            guard scanned <= limit else { throw .lineTooLong(line: lineNumber, limit: limit) }
            if try !window.fill(atLeast: scanned + 1) { return try last() }
        }
    }

    private func line(_ bytes: UnsafeRawBufferPointer, _ end: Int) throws(DocumentFault) -> UnsafeRawBufferPointer {
        guard end <= limit else { throw .lineTooLong(line: lineNumber, limit: limit) }
        let text = end > 0 && terminator == 0x0A && bytes[end - 1] == 0x0D ? end - 1 : end
        return UnsafeRawBufferPointer(rebasing: bytes[..<text])
    }

    private func last() throws(DocumentFault) -> UnsafeRawBufferPointer? {
        let bytes = window.bytes
        if let fault = window.fault(line: lineNumber, before: bytes.count) { throw fault }
        used = bytes.count
        if bytes.isEmpty {
            lineNumber -= 1
            return nil
        }
        return try line(bytes, bytes.count)
    }
}
