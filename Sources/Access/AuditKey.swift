import Crypto
import Foundation
public import Vocabulary

/// The private Ed25519 key with which heads leave the database: it stays with the process that exports them.
public struct AuditKey: Sendable {
    private let key: Curve25519.Signing.PrivateKey

    /// - Parameter seed: thirty-two random bytes.
    /// - Throws: `InputFault` when there are not thirty-two.
    public init(seed: [UInt8]) throws(InputFault) {
        guard let key = try? Curve25519.Signing.PrivateKey(rawRepresentation: seed) else {
            throw InputFault("", "clé privée Ed25519 attendue : 32 octets")
        }
        self.key = key
    }

    /// - Parameter text: the thirty-two bytes in base 64.
    /// - Throws: `InputFault`.
    public init(_ text: String) throws(InputFault) {
        guard let seed = Foundation.Data(base64Encoded: text.filter { !$0.isWhitespace }) else {
            throw InputFault("", "clé privée Ed25519 attendue : 32 octets en base 64")
        }
        try self.init(seed: [UInt8](seed))
    }

    /// The private half, in base 64: the value of the setting.
    public var text: String { key.rawRepresentation.base64EncodedString() }
    /// The public half.
    public var publicKey: AuditPublicKey { AuditPublicKey(key.publicKey) }

    /// The signature in base 64.
    func sign(_ bytes: [UInt8]) throws -> String { try key.signature(for: bytes).base64EncodedString() }
}

/// The public half: with it anybody verifies what was exported.
public struct AuditPublicKey: Sendable {
    private let key: Curve25519.Signing.PublicKey

    fileprivate init(_ key: Curve25519.Signing.PublicKey) { self.key = key }

    /// - Parameter text: thirty-two bytes in base 64.
    /// - Throws: `InputFault`.
    public init(_ text: String) throws(InputFault) {
        guard let bytes = Foundation.Data(base64Encoded: text.filter { !$0.isWhitespace }),
            let key = try? Curve25519.Signing.PublicKey(rawRepresentation: bytes)
        else { throw InputFault("", "clé publique Ed25519 attendue : 32 octets en base 64") }
        self.key = key
    }

    /// The thirty-two bytes in base 64.
    public var text: String { key.rawRepresentation.base64EncodedString() }

    func verifies(_ signature: String, of bytes: [UInt8]) -> Bool {
        guard let signed = Foundation.Data(base64Encoded: signature) else { return false }
        return key.isValidSignature(signed, for: bytes)
    }
}
