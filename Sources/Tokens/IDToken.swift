import Crypto
public import Vocabulary

/// What a provider says of whoever has just signed in there, verified (OpenID Connect Core 1.0, 3.1.3.7).
public struct IDToken: Sendable {
    /// What this sign-in expects.
    public struct Expectation: Sendable {
        let issuer: String
        let client: String
        let nonce: String
        let levels: [String]
        let accessToken: String?
        let now: Int64

        /// - Parameters:
        ///   - issuer: exactly as the provider was registered.
        ///   - client: our own identifier at the provider.
        ///   - nonce: what the request carried.
        ///   - levels: the values of `acr` that are enough; empty when any is.
        ///   - accessToken: what came beside the token, for `at_hash`.
        ///   - now: seconds since 1970.
        public init(
            issuer: String, client: String, nonce: String, levels: [String], accessToken: String?, now: Int64
        ) {
            self.issuer = issuer
            self.client = client
            self.nonce = nonce
            self.levels = levels
            self.accessToken = accessToken
            self.now = now
        }
    }

    /// Who, at this provider and for ever.
    public let subject: String
    /// The session at the provider, where it tells.
    public let session: String?
    /// Everything it says.
    public let claims: JSON

    /// Verifies a token.
    ///
    /// - Throws: ``TokenRefusal``.
    public init(_ text: String, keys: KeySet, expected: Expectation) async throws(TokenRefusal) {
        let token = try await SignedToken(text, keys: keys)
        guard ["", "jwt"].contains(token.type) else { throw .anotherKindOfToken }
        let check = ClaimCheck(claims: token.claims)
        try check.issuer(expected.issuer)
        try check.audience(expected.client)
        try check.expiry(expected.now)
        try check.issue(expected.now)
        guard !expected.nonce.isEmpty, token.claims["nonce"]?.string == expected.nonce else { throw .wrongNonce }
        try Self.level(token.claims, expected.levels)
        try Self.binding(token.claims, expected.accessToken)
        subject = try check.text("sub")
        session = token.claims["sid"]?.string
        claims = token.claims
    }

    private static func level(_ claims: JSON, _ levels: [String]) throws(TokenRefusal) {
        guard !levels.isEmpty else { return }
        guard let level = claims["acr"]?.string, levels.contains(level) else { throw .levelTooLow }
    }

    /// `at_hash` is the left half of the SHA-256 of the access token, for the three algorithms that we accept.
    private static func binding(_ claims: JSON, _ accessToken: String?) throws(TokenRefusal) {
        guard let hash = claims["at_hash"], let accessToken else { return }
        let expected = Base64URL.encode(SHA256.hash(data: Array(accessToken.utf8)).prefix(16))
        guard hash.string == expected else { throw .wrongAccessToken }
    }
}
