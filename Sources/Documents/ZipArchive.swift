import CArchive

/// A zip archive whose text entries can be read as streams, one at a time.
public struct ZipArchive {
    /// One file of the archive.
    public struct Entry: Equatable, Sendable {
        /// Its path inside the archive.
        public let name: String
        /// Its unfolded size in bytes, nil when the archive does not say.
        public let size: Int?
        /// Whether a password protects it.
        public let isEncrypted: Bool
    }

    private enum Place {
        case path(String)
        case memory([UInt8])
    }

    /// The files, in the order of the archive; folders left out.
    public let entries: [Entry]
    private let place: Place

    /// Lists the archive at a path.
    public init(path: String) throws(DocumentFault) { try self.init(.path(path)) }

    /// Lists an archive in memory.
    public init(bytes: [UInt8]) throws(DocumentFault) { try self.init(.memory(bytes)) }

    private init(_ place: Place) throws(DocumentFault) {
        self.place = place
        let cursor = try ZipArchive.open(place)
        var found: [Entry] = []
        while let entry = try cursor.next() {
            if !entry.name.hasSuffix("/") { found.append(entry) }
        }
        entries = found
    }

    /// What the archive is by the names of its entries: a workbook or a plain zip.
    public var kind: FileKind { FileKind.kind(ofEntries: entries.map(\.name)) }

    /// Opens one entry as a stream; refuses to unfold more than `limit` bytes (8 GiB unless told).
    public func source(
        entry name: String, limit: Int = 8 << 30, chunk: Int = ByteSource.usualChunk
    ) throws(DocumentFault) -> ByteSource {
        let cursor = try ZipArchive.open(place)
        while let entry = try cursor.next() {
            guard entry.name == name else { continue }
            if entry.isEncrypted { throw .encryptedEntry(name) }
            cursor.limit = limit
            return try ByteSource(cursor, name: name, chunk: chunk)
        }
        throw .noSuchEntry(entries.prefix(20).map(\.name))
    }

    private static func open(_ place: Place) throws(DocumentFault) -> ZipCursor {
        switch place {
        case .path(let path): try ZipCursor(path: path)
        case .memory(let bytes): try ZipCursor(bytes: bytes)
        }
    }
}

/// One pass over an archive: headers with `next()`, then the bytes of the entry it stands on.
private final class ZipCursor: ByteOrigin {
    private let archive: OpaquePointer
    private let memory: UnsafeMutableRawBufferPointer?
    private var unfolded = 0
    let totalBytes: Int
    var limit = Int.max

    init(path: String) throws(DocumentFault) {
        totalBytes = try FileOrigin(path: path).totalBytes
        memory = nil
        archive = archive_read_new()
        archive_read_support_format_zip(archive)
        try check(archive_read_open_filename(archive, path, ByteSource.usualChunk))
    }

    init(bytes: [UInt8]) throws(DocumentFault) {
        let copy = UnsafeMutableRawBufferPointer.allocate(byteCount: max(1, bytes.count), alignment: 16)
        copy.copyBytes(from: bytes)
        memory = copy
        totalBytes = bytes.count
        archive = archive_read_new()
        archive_read_support_format_zip(archive)
        try check(archive_read_open_memory(archive, copy.baseAddress, bytes.count))
    }

    deinit {
        archive_read_free(archive)
        memory?.deallocate()
    }

    var position: Int { min(totalBytes, max(0, Int(archive_filter_bytes(archive, -1)))) }

    func next() throws(DocumentFault) -> ZipArchive.Entry? {
        var entry: OpaquePointer?
        let code = archive_read_next_header(archive, &entry)
        if code == ARCHIVE_EOF { return nil }
        try check(code)
        let name = (archive_entry_pathname_utf8(entry) ?? archive_entry_pathname(entry)).map { String(cString: $0) }
        return ZipArchive.Entry(
            name: name ?? "?", size: archive_entry_size_is_set(entry) != 0 ? Int(archive_entry_size(entry)) : nil,
            isEncrypted: archive_entry_is_encrypted(entry) != 0)
    }

    func read(into buffer: UnsafeMutableRawBufferPointer) throws(DocumentFault) -> Int {
        let count = archive_read_data(archive, buffer.baseAddress, buffer.count)
        guard count >= 0 else { throw .damagedArchive(reason) }
        unfolded += count
        if unfolded > limit { throw .expandsTooMuch(limit: limit) }
        return count
    }

    private func check(_ code: Int32) throws(DocumentFault) {
        if code != ARCHIVE_OK && code != ARCHIVE_WARN { throw .damagedArchive(reason) }
    }

    private var reason: String { archive_error_string(archive).map { String(cString: $0) } ?? "unknown" }
}
