import Vocabulary

/// A provider's demand to close sessions, verified (OpenID Connect Back-Channel Logout 1.0, 2.6).
public struct LogoutToken: Sendable {
    /// Whose sessions, when it names somebody.
    public let subject: String?
    /// Which session, when it names one.
    public let session: String?
    /// The number of this demand: it is obeyed once.
    public let number: String

    private static let type = "logout+jwt"
    private static let event = "http://schemas.openid.net/event/backchannel-logout"

    /// Verifies a demand.
    ///
    /// - Parameters:
    ///   - mustBeTyped: whether its header must say that it is such a demand (2.4); a provider may be known not to.
    ///   - now: seconds since 1970.
    /// - Throws: ``TokenRefusal``.
    public init(
        _ text: String, keys: KeySet, issuer: String, client: String, mustBeTyped: Bool = true, now: Int64
    ) async throws(TokenRefusal) {
        let token = try await SignedToken(text, keys: keys)
        guard token.type == Self.type || !mustBeTyped && ["", "jwt"].contains(token.type) else {
            throw .anotherKindOfToken
        }
        let check = ClaimCheck(claims: token.claims)
        try check.issuer(issuer)
        try check.audience(client)
        try check.issue(now)
        try check.expiry(now)
        guard token.claims["nonce"] == nil else { throw .nonceInLogout }
        guard case .object = token.claims["events"]?[Self.event] else { throw .noLogoutEvent }
        number = try check.text("jti")
        subject = token.claims["sub"]?.string
        session = token.claims["sid"]?.string
        guard subject != nil || session != nil else { throw .claimMissing("sub") }
    }
}
