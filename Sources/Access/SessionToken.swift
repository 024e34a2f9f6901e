/// The secret of one browser, in its cookie: 64 hexadecimal digits. The database only holds its SHA-256.
public struct SessionToken: Hashable, Sendable {
    /// What the cookie holds.
    public let text: String

    /// A new token from 32 random bytes.
    public init(random bytes: [UInt8]) { text = Secrets.hex(bytes) }

    /// Reads a cookie; nil unless it is 64 lower-case hexadecimal digits.
    public init?(cookie: String) {
        guard cookie.utf8.count == 64,
            cookie.utf8.allSatisfy({ (0x30...0x39).contains($0) || (0x61...0x66).contains($0) })
        else { return nil }
        text = cookie
    }

    /// The key of the session's row.
    var digest: [UInt8] { Secrets.sha256(Array(text.utf8)) }

    /// The proof that a form was made for this browser; every POST carries it.
    public var formProof: String { Secrets.hex(Secrets.sha256(Array("formulaire:\(text)".utf8))) }

    /// Whether a posted proof is this browser's; constant time.
    public func accepts(_ proof: String) -> Bool { Secrets.same(formProof, proof) }
}
