import Crypto
import CryptoExtras
import Foundation
import Tokens

/// An honest provider and everything a dishonest one may write.
struct Forge {
    static let issuer = "https://fournisseur.example"
    static let client = "sextant"
    static let nonce = String(repeating: "ab", count: 32)
    static let now: Int64 = 1_795_000_000

    /// One pair of RSA keys for all tests: making it takes a second.
    static let rsa = Result { try _RSA.Signing.PrivateKey(keySize: .bits2048) }

    static var modulus: String {
        get throws { text(try rsa.get().publicKey.getKeyPrimitives().modulus) }
    }

    let ecdsa = P256.Signing.PrivateKey()
    let other = P256.Signing.PrivateKey()

    static func text(_ bytes: some Sequence<UInt8>) -> String {
        Foundation.Data(bytes).base64EncodedString()
            .replacing("+", with: "-").replacing("/", with: "_").replacing("=", with: "")
    }

    static func text(_ json: String) -> String { text(Array(json.utf8)) }

    /// Key « ec » is ours, « rsa » that of the fixed pair.
    var keySet: String {
        get throws {
            let point = ecdsa.publicKey.rawRepresentation
            let modulus = try Self.modulus
            return """
                {"keys": [
                {"kty": "EC", "crv": "P-256", "kid": "ec", "use": "sig", "x": "\(Self.text(point.prefix(32)))",
                "y": "\(Self.text(point.suffix(32)))"},
                {"kty": "RSA", "kid": "rsa", "use": "sig", "alg": "RS256", "n": "\(modulus)", "e": "AQAB"},
                {"kty": "RSA", "kid": "pss", "use": "sig", "n": "\(modulus)", "e": "AQAB"},
                {"kty": "oct", "kid": "secret", "k": "c2VjcmV0"}]}
                """
        }
    }

    var keys: KeySet { get throws { try KeySet(Array(try keySet.utf8)) } }

    /// A token signed by HMAC with what everybody may know.
    static func hmac(_ header: String, _ claims: String, secret: String) -> String {
        let signed = "\(text(header)).\(text(claims))"
        let key = SymmetricKey(data: Array(secret.utf8))
        return "\(signed).\(text(HMAC<SHA256>.authenticationCode(for: Array(signed.utf8), using: key)))"
    }

    /// The claims of an honest ID token, some of them changed; `nil` leaves one out.
    static func claims(_ changes: [String: String?] = [:]) -> String {
        var claims: [String: String] = [
            "iss": "\"\(issuer)\"", "aud": "\"\(client)\"", "sub": "\"elise\"", "nonce": "\"\(nonce)\"",
            "exp": "\(now + 300)", "iat": "\(now)", "acr": "\"eidas1\"",
        ]
        for (name, value) in changes { claims[name] = value }
        return "{" + claims.sorted { $0.key < $1.key }.map { "\"\($0.key)\": \($0.value)" }.joined(separator: ", ")
            + "}"
    }

    /// A token signed by ES256, whatever its header says.
    func token(
        header: String = #"{"alg": "ES256", "kid": "ec", "typ": "JWT"}"#, _ claims: String = claims(),
        by key: P256.Signing.PrivateKey? = nil
    ) throws -> String {
        let signed = "\(Self.text(header)).\(Self.text(claims))"
        let signature = try (key ?? ecdsa).signature(for: Array(signed.utf8)).rawRepresentation
        return "\(signed).\(Self.text(signature))"
    }

    /// The same signed by RSA.
    func token(rsa header: String, padding: _RSA.Signing.Padding, _ claims: String = claims()) throws -> String {
        let signed = "\(Self.text(header)).\(Self.text(claims))"
        let digest = SHA256.hash(data: Array(signed.utf8))
        let signature = try Self.rsa.get().signature(for: digest, padding: padding).rawRepresentation
        return "\(signed).\(Self.text(signature))"
    }

    static func expected(levels: [String] = ["eidas1"], accessToken: String? = nil) -> IDToken.Expectation {
        .init(issuer: issuer, client: client, nonce: nonce, levels: levels, accessToken: accessToken, now: now)
    }

    /// Why a token is refused; nil when it is accepted.
    func refusal(_ token: String, accessToken: String? = nil) async throws -> TokenRefusal? {
        let keys = try keys
        do throws(TokenRefusal) {
            _ = try await IDToken(token, keys: keys, expected: Self.expected(accessToken: accessToken))
            return nil
        } catch {
            return error
        }
    }
}
