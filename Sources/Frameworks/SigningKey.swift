import Crypto
import Foundation
public import Vocabulary

/// The public half of an Ed25519 key with which a Conseil national professionnel signs its référentiel.
public struct SigningKey: Hashable, Sendable {
    /// The first sixteen hexadecimal digits of the SHA-256 of the key.
    public let id: String
    /// The thirty-two bytes in base 64.
    public let publicKey: String

    /// - Parameter publicKey: thirty-two bytes in base 64.
    /// - Throws: `InputFault` with the path `publicKey`.
    public init(publicKey: String) throws(InputFault) {
        guard let bytes = Data(base64Encoded: publicKey), bytes.count == 32,
            (try? Curve25519.Signing.PublicKey(rawRepresentation: bytes)) != nil
        else { throw InputFault("publicKey", "clé publique Ed25519 attendue : 32 octets en base 64") }
        guard !WeakPoint.isWeak([UInt8](bytes)) else {
            throw InputFault("publicKey", "clé faible : n'importe qui pourrait signer à sa place ; créez-en une autre")
        }
        self.init(bytes)
    }

    init(_ bytes: Data) {
        id = String(SHA256.hash(data: bytes).hexadecimal.prefix(16))
        publicKey = bytes.base64EncodedString()
    }

    /// Whether `signature`, in base 64, is this key's over `text`.
    func verifies(_ signature: String, of text: String) -> Bool {
        guard let bytes = Data(base64Encoded: publicKey), let signed = Data(base64Encoded: signature),
            let key = try? Curve25519.Signing.PublicKey(rawRepresentation: bytes)
        else { return false }
        return key.isValidSignature(signed, for: Data(text.utf8))
    }
}

/// The private half; it stays with the college and never enters the database.
public struct SigningSecret: Sendable {
    private let key: Curve25519.Signing.PrivateKey

    /// - Parameter seed: thirty-two bytes of chance.
    /// - Throws: `InputFault` when there are not thirty-two.
    public init(seed: [UInt8]) throws(InputFault) {
        guard let key = try? Curve25519.Signing.PrivateKey(rawRepresentation: Data(seed)) else {
            throw InputFault("privateKey", "clé privée Ed25519 attendue : 32 octets")
        }
        self.key = key
    }

    /// Reads the text that ``text`` writes.
    ///
    /// - Throws: `InputFault` with the path of what is wrong.
    public init(_ text: String) throws(InputFault) {
        let json: JSON
        do throws(JSON.Fault) { json = try JSON(parsing: text) } catch {
            throw InputFault("", "fichier de clé illisible : \(error.message)")
        }
        guard json["format"]?.string == SigningSecret.format else {
            throw InputFault("format", "« \(SigningSecret.format) » attendu")
        }
        guard let seed = Data(base64Encoded: json["privateKey"]?.string ?? "") else {
            throw InputFault("privateKey", "texte en base 64 attendu")
        }
        try self.init(seed: Array(seed))
        guard json["publicKey"]?.string ?? publicKey.publicKey == publicKey.publicKey else {
            throw InputFault("publicKey", "la clé publique n'est pas celle de la clé privée")
        }
    }

    /// The word that opens a file of a private key.
    public static let format = "sextant-signing-key/1"

    /// The public half.
    public var publicKey: SigningKey { SigningKey(key.publicKey.rawRepresentation) }

    /// The file to keep: JSON with both halves.
    public var text: String {
        JSON.object([
            .init("format", .string(SigningSecret.format)), .init("keyId", .string(publicKey.id)),
            .init("publicKey", .string(publicKey.publicKey)),
            .init("privateKey", .string(key.rawRepresentation.base64EncodedString())),
        ]).text + "\n"
    }

    func sign(_ text: String) throws(InputFault) -> String {
        guard let signature = try? key.signature(for: Data(text.utf8)) else {
            throw InputFault("signature", "la clé n'a pas pu signer")
        }
        return signature.base64EncodedString()
    }
}
