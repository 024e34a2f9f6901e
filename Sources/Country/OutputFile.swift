import Foundation

/// A file written through one buffer, with the SHA-256 of what was written.
final class OutputFile {
    private static let capacity = 1 << 18
    private let handle: FileHandle
    private var checksum = Checksum()
    private(set) var rows = 0
    /// What waits to be written; append lines here, then call ``lineWritten()``.
    var buffer: [UInt8] = []

    /// Creates the file, or empties it; with `appending`, continues it.
    init(_ path: String, appending: Bool = false) throws {
        if !appending, !FileManager.default.createFile(atPath: path, contents: nil) {
            throw CountryError.cannotWrite(path)
        }
        guard let handle = FileHandle(forWritingAtPath: path) else { throw CountryError.cannotWrite(path) }
        if appending { try handle.seekToEnd() }
        self.handle = handle
        buffer.reserveCapacity(OutputFile.capacity + (1 << 14))
    }

    /// Counts one row and writes the buffer out when it is full.
    func lineWritten() throws {
        rows += 1
        if buffer.count >= OutputFile.capacity { try flush() }
    }

    private func flush() throws {
        checksum.update(buffer)
        try handle.write(contentsOf: buffer)
        buffer.removeAll(keepingCapacity: true)
    }

    /// Writes what is left, closes, and gives the checksum as 64 hexadecimal digits.
    @discardableResult
    func close() throws -> String {
        try flush()
        try handle.close()
        return checksum.finish()
    }

    /// Writes a small file at once.
    static func write(_ bytes: [UInt8], to path: String) throws {
        let file = try OutputFile(path)
        file.buffer = bytes
        try file.close()
    }

    /// Creates a folder and those above it.
    static func makeFolder(_ path: String) throws {
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    }
}
