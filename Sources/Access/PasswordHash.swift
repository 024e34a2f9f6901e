import CArgon2

/// A password as it is kept: Argon2id, 19 MiB, two passes, one lane (OWASP's first choice).
public struct PasswordHash: Hashable, Sendable {
    /// The encoded form `$argon2id$…`, which carries its own parameters and salt.
    public let encoded: String

    /// Wraps an encoded hash read from the database.
    public init(encoded: String) { self.encoded = encoded }

    static let memoryKiB: UInt32 = 19 * 1024
    static let passes: UInt32 = 2
    static let saltLength = 16
    static let hashLength = 32

    /// Hashes a password; about 30 ms and 19 MiB, so callers go through `PasswordQueue`.
    ///
    /// - Parameter salt: 16 random bytes.
    /// - Throws: `PasswordFailure` when the library refuses (no memory).
    public init(of password: String, salt: [UInt8]) throws {
        let length = argon2_encodedlen(
            Self.passes, Self.memoryKiB, 1, UInt32(salt.count), UInt32(Self.hashLength), Argon2_id)
        var buffer = [CChar](repeating: 0, count: length)
        var copy = password
        let code = copy.withUTF8 { bytes in
            argon2id_hash_encoded(
                Self.passes, Self.memoryKiB, 1, bytes.baseAddress, bytes.count, salt, salt.count, Self.hashLength,
                &buffer, length)
        }
        guard code == ARGON2_OK.rawValue else { throw PasswordFailure(code: code) }
        encoded = String(decoding: buffer.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }

    /// Whether this is the hash of the password; compares in constant time.
    public func matches(_ password: String) -> Bool {
        var copy = password
        return copy.withUTF8 { argon2id_verify(encoded, $0.baseAddress, $0.count) } == ARGON2_OK.rawValue
    }
}

/// The Argon2 library refused to work.
public struct PasswordFailure: Error, Sendable {
    /// The code of `argon2.h`.
    public let code: Int32
}
