import JWTKit
import Vocabulary

/// The public keys with which a provider signs (RFC 7517): only those that can verify, by their `kid`.
public struct KeySet: Sendable {
    /// One public key.
    struct Key: Sendable {
        /// What it can verify.
        enum Kind: Sendable {
            /// Modulus and exponent, in base64url.
            case rsa(modulus: String, exponent: String)
            /// The coordinates on P-256, in base64url.
            case p256(x: String, y: String)
        }

        let id: String?
        /// The only algorithm that it serves, where the provider says so.
        let algorithm: String?
        let kind: Kind
    }

    /// No provider signs with more keys.
    static let most = 64
    /// The shortest and the longest RSA modulus, in bytes: shorter is weak, longer costs us time.
    static let modulusBytes = 256...1024

    let keys: [Key]

    /// Reads a key set; symmetric keys, keys for encryption, weak keys and unknown kinds are passed over.
    ///
    /// - Throws: ``TokenRefusal/keySetMalformed``, ``TokenRefusal/keySetEmpty``.
    public init(_ bytes: [UInt8]) throws(TokenRefusal) {
        guard let json = try? JSON(parsing: bytes), let list = json["keys"]?.array, list.count <= Self.most else {
            throw .keySetMalformed
        }
        keys = list.compactMap(Self.key)
        guard !keys.isEmpty else { throw .keySetEmpty }
    }

    /// Whether a key answers to this name.
    public func holds(_ id: String) -> Bool { keys.contains { $0.id == id } }

    private static func key(_ json: JSON) -> Key? {
        guard json["use"]?.string ?? "sig" == "sig" else { return nil }
        if let operations = json["key_ops"]?.array, !operations.contains(.string("verify")) { return nil }
        guard let kind = kind(json) else { return nil }
        return Key(id: json["kid"]?.string, algorithm: json["alg"]?.string, kind: kind)
    }

    private static func kind(_ json: JSON) -> Key.Kind? {
        switch json["kty"]?.string {
        case "RSA":
            guard let modulus = json["n"]?.string, let exponent = json["e"]?.string,
                let bytes = Base64URL.decode(modulus.utf8), modulusBytes.contains(bytes.drop { $0 == 0 }.count),
                let power = Base64URL.decode(exponent.utf8), (1...4).contains(power.count),
                power.last.map({ $0 % 2 == 1 }) == true,
                power != [1]
            else { return nil }
            return .rsa(modulus: modulus, exponent: exponent)
        case "EC":
            guard json["crv"]?.string == "P-256", let x = json["x"]?.string, let y = json["y"]?.string,
                Base64URL.decode(x.utf8)?.count == 32, Base64URL.decode(y.utf8)?.count == 32
            else { return nil }
            return .p256(x: x, y: y)
        default: return nil
        }
    }

    /// The key that a header names, fit for its algorithm.
    func key(_ id: String?, for algorithm: SignedToken.Algorithm) throws(TokenRefusal) -> Key {
        let named = id.map { id in keys.filter { $0.id == id } } ?? keys
        guard !named.isEmpty else { throw .unknownKey }
        let fitting = named.filter { $0.serves(algorithm) }
        guard let key = fitting.first else { throw .keyOfAnotherType }
        guard fitting.count == 1 else { throw .ambiguousKey }
        return key
    }
}

extension KeySet.Key {
    func serves(_ wanted: SignedToken.Algorithm) -> Bool {
        if let algorithm, algorithm != wanted.rawValue { return false }
        switch (kind, wanted) {
        case (.rsa, .rs256), (.rsa, .ps256), (.p256, .es256): return true
        default: return false
        }
    }

    /// Whether this key made the signature.
    func verifies(_ signature: [UInt8], of message: [UInt8], by algorithm: SignedToken.Algorithm) async -> Bool {
        let keys = JWTKeyCollection()
        do {
            switch kind {
            case .rsa(let modulus, let exponent):
                let key = try Insecure.RSA.PublicKey(modulus: modulus, exponent: exponent)
                if algorithm == .ps256 {
                    await keys.add(pss: key, digestAlgorithm: .sha256)
                } else {
                    await keys.add(rsa: key, digestAlgorithm: .sha256)
                }
            case .p256(let x, let y):
                await keys.add(ecdsa: try ES256PublicKey(parameters: (x, y)))
            }
            return try await keys.getKey().verify(signature, signs: message)
        } catch {
            return false
        }
    }
}
