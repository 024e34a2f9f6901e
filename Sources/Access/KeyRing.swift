import Crypto
import Foundation

/// The keys that seal secrets at rest (AES-256-GCM): the first one seals, every one opens, so that keys can be changed
/// without losing what was sealed before.
public struct KeyRing: Sendable {
    /// Why keys cannot be used.
    public enum Refusal: Error, Sendable, Equatable {
        /// No key at all.
        case empty
        /// Not thirty-two bytes in base 64 or in sixty-four hexadecimal digits; counted from 1.
        case keyIsMalformed(position: Int)
    }

    /// Sealed with a key that is not on the ring, for another purpose, or altered since.
    public struct Unreadable: Error, Sendable {}

    fileprivate struct Key: Sendable {
        let id: [UInt8]
        let secret: SymmetricKey
    }

    private static let version: UInt8 = 1
    private static let idLength = 4
    private let keys: [Key]

    /// Reads keys separated by commas, newest first.
    ///
    /// - Throws: `Refusal`.
    public init(_ text: String) throws(Refusal) {
        var keys: [Key] = []
        for (index, part) in text.split(separator: ",", omittingEmptySubsequences: false).enumerated() {
            let word = String(part.filter { !$0.isWhitespace })
            guard let bytes = Self.bytes(of: word) else { throw .keyIsMalformed(position: index + 1) }
            keys.append(Key(bytes))
        }
        guard !keys.isEmpty else { throw .empty }
        self.keys = keys
    }

    /// One key.
    ///
    /// - Parameter bytes: thirty-two random bytes.
    public init(key bytes: [UInt8]) { keys = [Key(bytes)] }

    private static func bytes(of word: String) -> [UInt8]? {
        if word.utf8.count == 64 {
            let digits = word.compactMap(\.hexDigitValue)
            guard digits.count == 64 else { return nil }
            return stride(from: 0, to: 64, by: 2).map { UInt8(digits[$0] << 4 | digits[$0 + 1]) }
        }
        guard let read = Foundation.Data(base64Encoded: word), read.count == 32 else { return nil }
        return [UInt8](read)
    }

    /// Seals bytes for one purpose: what is sealed for `second-factor:12` does not open as anything else.
    ///
    /// - Parameter nonce: twelve random bytes, never used twice.
    /// - Throws: when the nonce has another length.
    func seal(_ bytes: [UInt8], for purpose: String, nonce: [UInt8]) throws -> [UInt8] {
        let key = keys[0]
        let box = try AES.GCM.seal(
            bytes, using: key.secret, nonce: AES.GCM.Nonce(data: nonce), authenticating: Array(purpose.utf8))
        return [Self.version] + key.id + nonce + [UInt8](box.ciphertext) + [UInt8](box.tag)
    }

    /// What was sealed for this purpose.
    ///
    /// - Throws: `Unreadable`.
    func open(_ sealed: [UInt8], for purpose: String) throws(Unreadable) -> [UInt8] {
        let head = 1 + Self.idLength
        guard sealed.count >= head + 28, sealed[0] == Self.version,
            let key = keys.first(where: { $0.id.elementsEqual(sealed[1..<head]) }),
            let box = try? AES.GCM.SealedBox(combined: sealed[head...]),
            let bytes = try? AES.GCM.open(box, using: key.secret, authenticating: Array(purpose.utf8))
        else { throw Unreadable() }
        return [UInt8](bytes)
    }

    /// A keyed digest: the same text gives the same bytes, and nobody without the key can find the text by trying.
    func digest(_ text: String) -> [UInt8] {
        Array(HMAC<SHA256>.authenticationCode(for: Array("digest:\(text)".utf8), using: keys[0].secret))
    }
}

extension KeyRing.Key {
    fileprivate init(_ bytes: [UInt8]) {
        id = Array(Secrets.sha256(Array("sextant-key".utf8) + bytes).prefix(4))
        secret = SymmetricKey(data: bytes)
    }
}
