import Crypto
import Documents
import Foundation
import Intake

/// SHA-256 over files on disk, streamed.
enum Checksum {
    /// The files of a folder in the order of their names, or the file itself.
    static func files(at path: String) throws -> [String] {
        var isFolder: ObjCBool = false
        guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder), isFolder.boolValue else {
            return [path]
        }
        return try FileManager.default.contentsOfDirectory(atPath: path).filter { !$0.hasPrefix(".") }.sorted()
            .map { path + "/" + $0 }
    }

    static func add(_ path: String, to sum: inout SHA256) throws {
        guard let handle = FileHandle(forReadingAtPath: path) else {
            throw FileRefusal(.cannotOpen(path: path, code: 2), name: path)
        }
        defer { try? handle.close() }
        while let chunk = try? handle.read(upToCount: 1 << 20), !chunk.isEmpty { sum.update(data: chunk) }
    }
}
