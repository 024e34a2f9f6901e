import Glibc

/// Where the bytes of a source come from.
protocol ByteOrigin: AnyObject {
    /// Fills at most the buffer; 0 at the end.
    func read(into buffer: UnsafeMutableRawBufferPointer) throws(DocumentFault) -> Int
    /// How much of `totalBytes` has been used so far.
    var position: Int { get }
    /// The size of the file or of the memory.
    var totalBytes: Int { get }
}

/// A regular file, read in order.
final class FileOrigin: ByteOrigin {
    private let descriptor: Int32
    private(set) var position = 0
    let totalBytes: Int

    init(path: String) throws(DocumentFault) {
        descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw .cannotOpen(path: path, code: errno) }
        var status = stat()
        guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
            close(descriptor)
            throw .notAFile(path: path)
        }
        totalBytes = Int(status.st_size)
        posix_fadvise(descriptor, 0, 0, POSIX_FADV_SEQUENTIAL)
    }

    deinit { close(descriptor) }

    func read(into buffer: UnsafeMutableRawBufferPointer) throws(DocumentFault) -> Int {
        while true {
            let count = Glibc.read(descriptor, buffer.baseAddress, buffer.count)
            if count >= 0 {
                position += count
                return count
            }
            if errno != EINTR { throw .cannotRead(code: errno) }
        }
    }
}

/// Bytes already in memory.
final class MemoryOrigin: ByteOrigin {
    private let bytes: [UInt8]
    private(set) var position = 0
    var totalBytes: Int { bytes.count }

    init(_ bytes: [UInt8]) { self.bytes = bytes }

    func read(into buffer: UnsafeMutableRawBufferPointer) -> Int {
        let count = min(buffer.count, bytes.count - position)
        bytes.withUnsafeBytes {
            buffer.copyMemory(from: UnsafeRawBufferPointer(rebasing: $0[position..<position + count]))
        }
        position += count
        return count
    }
}
