public import Vocabulary

/// What the userinfo endpoint says of somebody: signed, or plain where the provider was registered so.
public struct UserAnswer: Sendable {
    /// Everything it says.
    public let claims: JSON

    /// Verifies an answer.
    ///
    /// A signed answer need not name issuer and audience (several providers leave them out); where it does, they must
    /// be right. In any case it must speak of the subject of the ID token.
    ///
    /// - Parameters:
    ///   - body: the answer as it came.
    ///   - mustBeSigned: a plain answer is refused.
    ///   - now: seconds since 1970.
    /// - Throws: ``TokenRefusal``.
    public init(
        _ body: [UInt8], mustBeSigned: Bool, keys: KeySet, issuer: String, client: String, subject: String, now: Int64
    ) async throws(TokenRefusal) {
        let text = String(decoding: body, as: UTF8.self)
        let opening = body.first { ![0x20, 0x09, 0x0A, 0x0D].contains($0) }
        if opening == UInt8(ascii: "{") {
            guard !mustBeSigned else { throw .unsignedAnswer }
            claims = try Self.plain(body)
        } else {
            let token = try await SignedToken(text, keys: keys)
            let check = ClaimCheck(claims: token.claims)
            if token.claims["iss"] != nil { try check.issuer(issuer) }
            if token.claims["aud"] != nil { try check.audience(client) }
            if token.claims["exp"] != nil { try check.expiry(now) }
            try check.start(now)
            guard token.claims["nonce"] == nil, token.claims["events"] == nil else { throw .anotherKindOfToken }
            claims = token.claims
        }
        guard try ClaimCheck(claims: claims).text("sub") == subject else { throw .anotherSubject }
    }

    private static func plain(_ body: [UInt8]) throws(TokenRefusal) -> JSON {
        guard body.count <= SignedToken.longest else { throw .tooLarge }
        do throws(JSON.Fault) {
            return try JSON(parsing: body)
        } catch {
            throw error.isRepeatedKey ? .duplicateMember : .malformed
        }
    }
}
