import Crypto
import Foundation

/// What derives from the random cookies of a browser, so that the database holds nothing that opens anything.
enum BrowserSecrets {
    /// The nonce of a sign-in: 64 hexadecimal digits.
    static func nonce(_ browser: SessionToken, _ state: SessionToken) -> String {
        Secrets.hex(Secrets.hmac(key: browser.text, "nonce:\(state.text)"))
    }

    /// The PKCE verifier of a sign-in: 64 hexadecimal digits (RFC 7636 asks for 43 to 128 characters).
    static func verifier(_ browser: SessionToken, _ state: SessionToken) -> String {
        Secrets.hex(Secrets.hmac(key: browser.text, "pkce:\(state.text)"))
    }

    /// The challenge of a verifier by S256.
    static func challenge(_ verifier: String) -> String {
        let hash = Foundation.Data(Secrets.sha256(Array(verifier.utf8)))
        return hash.base64EncodedString().replacing("+", with: "-").replacing("/", with: "_").replacing("=", with: "")
    }

    /// Seals an ID token with the key of one handle, which is used for nothing else: the nonce may stand still.
    static func seal(_ text: String, handle: SessionToken) throws -> [UInt8] {
        let box = try AES.GCM.seal(Array(text.utf8), using: key(handle), nonce: nonce)
        return Array(box.ciphertext) + Array(box.tag)
    }

    /// What was sealed; nil with another handle.
    static func open(_ bytes: [UInt8], handle: SessionToken) -> String? {
        guard bytes.count > 16,
            let box = try? AES.GCM.SealedBox(
                nonce: nonce, ciphertext: bytes.dropLast(16), tag: bytes.suffix(16)),
            let text = try? AES.GCM.open(box, using: key(handle))
        else { return nil }
        return String(decoding: text, as: UTF8.self)
    }

    private static var nonce: AES.GCM.Nonce {
        get throws { try AES.GCM.Nonce(data: [UInt8](repeating: 0, count: 12)) }
    }

    private static func key(_ handle: SessionToken) -> SymmetricKey {
        SymmetricKey(data: Secrets.hmac(key: handle.text, "jeton d'identité"))
    }
}
