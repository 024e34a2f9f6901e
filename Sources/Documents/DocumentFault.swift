/// What keeps a file from being read to its end; lines and bytes are counted from 1.
public enum DocumentFault: Error, Equatable, Sendable {
    /// The file cannot be opened; `code` is the errno of the system.
    case cannotOpen(path: String, code: Int32)
    /// The path is a folder or a device, not a regular file.
    case notAFile(path: String)
    /// Reading stopped half-way; `code` is the errno of the system.
    case cannotRead(code: Int32)
    /// The archive is damaged or uses a method that cannot be read; the text is the library's own.
    case damagedArchive(String)
    /// The entry is protected by a password.
    case encryptedEntry(String)
    /// No entry of the archive bears the wanted name; the names it holds, at most twenty.
    case noSuchEntry([String])
    /// The entry unfolds to more than `limit` bytes.
    case expandsTooMuch(limit: Int)
    /// A byte that UTF-8 does not allow: `byte` is its place in the line, `value` the byte itself.
    case invalidUTF8(line: Int, byte: Int, value: UInt8)
    /// A byte of value zero, which no text holds.
    case nulByte(line: Int, byte: Int)
    /// A line or a record longer than `limit` bytes.
    case lineTooLong(line: Int, limit: Int)
    /// A header with more than `limit` columns.
    case tooManyColumns(line: Int, limit: Int)
    /// The quotes of the header are wrong.
    case brokenHeader(line: Int)
    /// Not one line with something on it.
    case empty
}
