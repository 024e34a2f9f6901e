/// A stream of bytes, read once from first to last in constant memory.
///
/// It opens a file, bytes in memory, or an entry of a ``ZipArchive``. What it is (``kind``) is known before the
/// first chunk is asked for.
public final class ByteSource {
    /// The usual most bytes of one read, 256 KiB.
    public static let usualChunk = 262_144

    /// The name to show to a person: the last part of the path, or the name of the entry.
    public let name: String
    /// What the content is, by its first bytes.
    public let kind: FileKind
    /// Called with each piece as it is handed out, in order: a checksum, a copy, a progress line.
    public var tap: ((UnsafeRawBufferPointer) -> Void)?

    private let origin: any ByteOrigin
    private let chunk: Int
    private var head: [UInt8]
    private var headUsed = 0

    init(_ origin: any ByteOrigin, name: String, chunk: Int) throws(DocumentFault) {
        self.origin = origin
        self.name = name
        self.chunk = max(1, chunk)
        head = try ByteSource.sample(of: origin)
        kind = head.withUnsafeBytes { FileKind.recognise(firstBytes: $0) }
    }

    /// Opens a regular file; `chunk` is the most bytes one read gives.
    public convenience init(path: String, chunk: Int = usualChunk) throws(DocumentFault) {
        let name = path.split(separator: "/").last.map(String.init) ?? path
        try self.init(FileOrigin(path: path), name: name, chunk: chunk)
    }

    /// Reads bytes in memory, such as an upload.
    public convenience init(bytes: [UInt8], name: String, chunk: Int = usualChunk) throws(DocumentFault) {
        try self.init(MemoryOrigin(bytes), name: name, chunk: chunk)
    }

    /// How many bytes of the file have been used, for progress; those of the archive for an entry of a zip.
    public var bytesRead: Int { headUsed < head.count ? min(headUsed, origin.position) : origin.position }
    /// The size of the file; of the archive for an entry of a zip.
    public var totalBytes: Int { origin.totalBytes }

    /// Fills the buffer with at most one chunk and says how many bytes; 0 at the end.
    public func read(into buffer: UnsafeMutableRawBufferPointer) throws(DocumentFault) -> Int {
        let room = UnsafeMutableRawBufferPointer(rebasing: buffer.prefix(chunk))
        let count = headUsed < head.count ? takeHead(into: room) : try origin.read(into: room)
        if count > 0, let tap { tap(UnsafeRawBufferPointer(rebasing: room.prefix(count))) }
        return count
    }

    private func takeHead(into room: UnsafeMutableRawBufferPointer) -> Int {
        let count = min(room.count, head.count - headUsed)
        head.withUnsafeBytes {
            room.copyMemory(from: UnsafeRawBufferPointer(rebasing: $0[headUsed..<headUsed + count]))
        }
        headUsed += count
        if headUsed == head.count { (head, headUsed) = ([], 0) }
        return count
    }

    private static func sample(of origin: any ByteOrigin) throws(DocumentFault) -> [UInt8] {
        let room = UnsafeMutableRawBufferPointer.allocate(byteCount: FileKind.sampleSize, alignment: 16)
        defer { room.deallocate() }
        var count = 0
        while count < room.count {
            let more = try origin.read(into: UnsafeMutableRawBufferPointer(rebasing: room[count...]))
            if more == 0 { break }
            count += more
        }
        return Array(room.prefix(count))
    }

    /// Hands out every remaining chunk in order: for a checksum or a copy without reading lines.
    public func drain(_ body: (UnsafeRawBufferPointer) throws -> Void) throws {
        let room = UnsafeMutableRawBufferPointer.allocate(byteCount: chunk, alignment: 16)
        defer { room.deallocate() }
        while true {
            let count = try read(into: room)
            if count == 0 { return }
            try body(UnsafeRawBufferPointer(rebasing: room.prefix(count)))
        }
    }
}
