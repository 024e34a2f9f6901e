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
        for byte in bytes {
            switch byte {
            case 0x5C: buffer.append(contentsOf: [0x5C, 0x5C])
            case 0x09: buffer.append(contentsOf: [0x5C, 0x74])
            case 0x0A: buffer.append(contentsOf: [0x5C, 0x6E])
            case 0x0D: buffer.append(contentsOf: [0x5C, 0x72])
            default: buffer.append(byte)
            }
        }
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
        buffer.append(contentsOf: [0x5C, 0x4E])
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
