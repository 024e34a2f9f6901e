import Crypto
import CryptoExtras
import Foundation

/// How AR24 signs questions and seals answers, as its documentation has it: AES-256-CBC under keys that follow from the
/// private key and, for answers, from the moment of the question.
struct AR24Cipher {
    /// The private key of the account.
    let privateKey: String

    /// The value of the header `signature` of a question asked at a moment.
    func signature(of date: String) -> String? {
        guard
            let sealed = try? AES._CBC.encrypt(
                Data(date.utf8), using: Self.key(Self.hex(privateKey)), iv: try iv())
        else { return nil }
        return sealed.base64EncodedString()
    }

    /// The text of an answer to a question asked at a moment; nil when it was sealed otherwise.
    func open(_ sealed: String, date: String) -> [UInt8]? {
        guard let bytes = Data(base64Encoded: sealed, options: .ignoreUnknownCharacters),
            let open = try? AES._CBC.decrypt(bytes, using: Self.key(Self.hex(date + privateKey)), iv: try iv())
        else { return nil }
        return Array(open)
    }

    private func iv() throws -> AES._CBC.IV {
        try AES._CBC.IV(ivBytes: Array(Self.hex(Self.hex(privateKey)).utf8.prefix(16)))
    }

    /// The digits themselves are the key, of which the cipher takes the first thirty-two.
    private static func key(_ digits: String) -> SymmetricKey { SymmetricKey(data: Array(digits.utf8.prefix(32))) }

    private static func hex(_ text: String) -> String {
        SHA256.hash(data: Array(text.utf8)).map { byte in
            let digits = String(byte, radix: 16)
            return digits.count == 1 ? "0\(digits)" : digits
        }.joined()
    }
}
