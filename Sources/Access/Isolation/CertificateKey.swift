import Crypto
import Foundation
import Vocabulary

/// The Ed25519 key that signs certificates: a file of its own, outside the database.
public struct CertificateKey: Sendable {
    /// Why a key or a signature cannot be used; a French sentence.
    public struct Fault: Error, Sendable, Equatable {
        /// What is wrong and what to do.
        public let sentence: String
    }

    private let key: Curve25519.Signing.PrivateKey
    private static let mark = "signature-ed25519: "

    /// Reads the private key: thirty-two bytes in base 64, on a line of their own or as `privateKey` of a JSON file
    /// such as `sextant framework keygen` writes.
    ///
    /// - Throws: `Fault`.
    public init(_ text: String) throws(Fault) {
        let stated = (try? JSON(parsing: text))?["privateKey"]?.string
        let trimmed = text.trimmingCharacters(in: .whitespacesAndNewlines)
        guard let bytes = Data(base64Encoded: stated ?? trimmed), bytes.count == 32,
            let key = try? Curve25519.Signing.PrivateKey(rawRepresentation: bytes)
        else {
            throw Fault(sentence: "clé privée Ed25519 attendue : 32 octets en base 64")
        }
        self.key = key
    }

    /// The public half, in base 64.
    public var publicKey: String { key.publicKey.rawRepresentation.base64EncodedString() }

    /// The report with its last line, the public key and the signature over every byte before it.
    ///
    /// - Throws: `Fault`.
    public func sign(_ text: String) throws(Fault) -> String {
        guard let signature = try? key.signature(for: Data(text.utf8)) else {
            throw Fault(sentence: "la clé n'a pas pu signer")
        }
        return text + CertificateKey.mark + publicKey + " " + signature.base64EncodedString() + "\n"
    }

    /// Checks a signed report.
    ///
    /// - Parameter trusted: the public key it must be signed with, in base 64; nil accepts any and gives it back.
    /// - Returns: the public key of the signature.
    /// - Throws: `Fault` saying why the signature does not hold.
    public static func verify(_ signed: String, trusted: String? = nil) throws(Fault) -> String {
        guard let start = signed.range(of: "\n" + mark, options: .backwards) else {
            throw Fault(sentence: "le rapport ne porte pas de signature")
        }
        let body = String(signed[..<start.lowerBound]) + "\n"
        let parts = signed[start.upperBound...].split(separator: " ").map {
            $0.trimmingCharacters(in: .whitespacesAndNewlines)
        }
        guard parts.count == 2, let bytes = Data(base64Encoded: parts[0]),
            let signature = Data(base64Encoded: parts[1]),
            let key = try? Curve25519.Signing.PublicKey(rawRepresentation: bytes)
        else { throw Fault(sentence: "la ligne de signature est illisible") }
        guard key.isValidSignature(signature, for: Data(body.utf8)) else {
            throw Fault(sentence: "la signature ne correspond pas : le rapport a été modifié")
        }
        guard trusted == nil || trusted == parts[0] else {
            throw Fault(sentence: "le rapport est signé par une autre clé que celle attendue")
        }
        return parts[0]
    }
}
