import CPq

/// Writes rows of `copy … from stdin` in PostgreSQL's text format, buffered.
public final class CopyWriter {
    private let handle: OpaquePointer
    private var buffer: [UInt8] = []
    private var startsRow = true

    init(handle: OpaquePointer) {
        self.handle = handle
        buffer.reserveCapacity(1 << 16 + 4096)
    }

    /// Appends one field; the bytes are escaped.
    public func field(_ bytes: UnsafeRawBufferPointer) {
        separate()
        var rest = bytes
        while let special = rest.firstIndex(where: CopyWriter.isSpecial) {
            buffer.append(contentsOf: UnsafeRawBufferPointer(rebasing: rest[..<special]))
            buffer.append(0x5C)
            switch rest[special] {
            case 0x09: buffer.append(0x74)
            case 0x0A: buffer.append(0x6E)
            case 0x0D: buffer.append(0x72)
            default: buffer.append(0x5C)
            }
            rest = UnsafeRawBufferPointer(rebasing: rest[(special + 1)...])
        }
        buffer.append(contentsOf: rest)
    }

    /// A backslash, a tab or the end of a line.
    private static func isSpecial(_ byte: UInt8) -> Bool {
        byte == 0x5C || byte < 0x0E && (byte == 0x09 || byte == 0x0A || byte == 0x0D)
    }

    /// Appends one field, or NULL.
    public func field(_ value: (some Bindable)?) {
        guard let value else { return null() }
        var text = value.bindText
        text.withUTF8 { field(UnsafeRawBufferPointer($0)) }
    }

    /// Appends bytes that are already in the format of the statement: a whole reference file.
    ///
    /// - Throws: `PostgresError.unreachable` when the server went away.
    public func raw(_ bytes: UnsafeRawBufferPointer) throws {
        buffer.append(contentsOf: bytes)
        if buffer.count >= 1 << 16 { try flush() }
    }

    /// Appends a NULL.
    public func null() {
        separate()
        buffer.append(0x5C)
        buffer.append(0x4E)
    }

    /// Ends the row; sends when enough has gathered.
    ///
    /// - Throws: `PostgresError.unreachable` when the server went away.
    public func endRow() throws {
        buffer.append(0x0A)
        startsRow = true
        if buffer.count >= 1 << 16 { try flush() }
    }

    func flush() throws(PostgresError) {
        guard !buffer.isEmpty else { return }
        let sent = buffer.withUnsafeBytes {
            PQputCopyData(handle, $0.baseAddress?.assumingMemoryBound(to: CChar.self), Int32($0.count))
        }
        guard sent == 1 else { throw .unreachable(String(cString: PQerrorMessage(handle)).trimmed) }
        buffer.removeAll(keepingCapacity: true)
    }

    private func separate() {
        if startsRow { startsRow = false } else { buffer.append(0x09) }
    }
}
