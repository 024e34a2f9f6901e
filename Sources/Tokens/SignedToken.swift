public import Vocabulary

/// A token in the compact form of RFC 7515 whose signature was verified with a key of its provider.
///
/// The header chooses among our algorithms and the provider's keys, nothing more: `jwk`, `jku`, `x5u` and `x5c` are
/// never read, `none` and HMAC are refused by name.
public struct SignedToken: Sendable {
    /// The algorithms that we accept.
    enum Algorithm: String, Sendable, CaseIterable {
        case rs256 = "RS256"
        case ps256 = "PS256"
        case es256 = "ES256"
    }

    /// The longest token read, in bytes.
    public static let longest = 16 << 10

    /// What it says.
    public let claims: JSON
    /// The kind that its header announces, in lower case; empty when it announces none.
    let type: String

    /// The name of the key that a token asks for, before anything is believed: it only tells whether the key set that
    /// we hold may be out of date. Nil when there is none, or when it is no token.
    public static func keyID(of text: String) -> String? {
        guard text.utf8.count <= longest, let parts = try? Parts(text) else { return nil }
        return parts.header["kid"]?.string
    }

    /// Reads a token and verifies its signature.
    ///
    /// - Throws: ``TokenRefusal``.
    public init(_ text: String, keys: KeySet) async throws(TokenRefusal) {
        guard text.utf8.count <= Self.longest else { throw .tooLarge }
        let parts = try Parts(text)
        let algorithm = try Self.algorithm(parts.header)
        guard !parts.signature.isEmpty else { throw .unsigned }
        guard parts.header["crit"] == nil, parts.header["b64"] == nil else { throw .criticalExtension }
        let key = try keys.key(parts.header["kid"]?.string, for: algorithm)
        guard await key.verifies(parts.signature, of: parts.signed, by: algorithm) else { throw .wrongSignature }
        claims = parts.claims
        type = (parts.header["typ"]?.string ?? "").lowercased()
    }

    private static func algorithm(_ header: JSON) throws(TokenRefusal) -> Algorithm {
        guard let name = header["alg"]?.string else { throw .malformed }
        if let algorithm = Algorithm(rawValue: name) { return algorithm }
        if name.lowercased() == "none" || name.isEmpty { throw .unsigned }
        throw name.uppercased().hasPrefix("HS") ? .symmetricAlgorithm : .algorithmNotAllowed
    }

    /// The three parts, decoded and not yet believed.
    private struct Parts {
        let header: JSON
        let claims: JSON
        let signature: [UInt8]
        /// What is signed: the first two parts as they came.
        let signed: [UInt8]

        init(_ text: String) throws(TokenRefusal) {
            let pieces = Array(text.utf8).split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
            guard pieces.count == 3 else { throw .malformed }
            header = try Self.object(pieces[0])
            claims = try Self.object(pieces[1])
            guard let signature = Base64URL.decode(pieces[2]) else { throw .malformed }
            self.signature = signature
            signed = Array(pieces[0]) + [UInt8(ascii: ".")] + pieces[1]
        }

        private static func object(_ piece: ArraySlice<UInt8>) throws(TokenRefusal) -> JSON {
            guard let bytes = Base64URL.decode(piece) else { throw .malformed }
            let json: JSON
            do throws(JSON.Fault) {
                json = try JSON(parsing: bytes)
            } catch {
                throw error.isRepeatedKey ? .duplicateMember : .malformed
            }
            guard case .object = json else { throw .malformed }
            return json
        }
    }
}
