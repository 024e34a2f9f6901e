import Vocabulary

/// The checks that several kinds of token share.
struct ClaimCheck {
    /// How far the clock of a provider may be from ours, in seconds.
    static let leeway: Double = 60
    /// An ID token or a demand to close sessions older than this, in seconds, was kept by somebody.
    static let longestWay: Double = 600

    let claims: JSON

    func text(_ name: String) throws(TokenRefusal) -> String {
        guard let text = claims[name]?.string, !text.isEmpty, text.utf8.count <= 255 else { throw .claimMissing(name) }
        return text
    }

    private func moment(_ name: String) throws(TokenRefusal) -> Double {
        guard let number = claims[name]?.number else { throw .claimMissing(name) }
        return number
    }

    func issuer(_ expected: String) throws(TokenRefusal) {
        guard try text("iss") == expected else { throw .wrongIssuer }
    }

    /// `aud` names the client; where it names others too, `azp` must say that the token was made for us.
    func audience(_ client: String) throws(TokenRefusal) {
        guard let audiences = Self.audiences(claims["aud"]), !audiences.isEmpty else { throw .claimMissing("aud") }
        guard audiences.contains(client) else { throw .wrongAudience }
        let party = claims["azp"]
        guard party != nil || audiences.count == 1 else { throw .wrongAuthorizedParty }
        guard party == nil || party?.string == client else { throw .wrongAuthorizedParty }
    }

    static func audiences(_ json: JSON?) -> [String]? {
        if let one = json?.string { return [one] }
        guard let list = json?.array else { return nil }
        let texts = list.compactMap(\.string)
        return texts.count == list.count ? texts : nil
    }

    func expiry(_ now: Int64) throws(TokenRefusal) {
        guard try moment("exp") > Double(now) - Self.leeway else { throw .expired }
        try start(now)
    }

    func start(_ now: Int64) throws(TokenRefusal) {
        guard claims["nbf"] != nil else { return }
        guard try moment("nbf") <= Double(now) + Self.leeway else { throw .notYetValid }
    }

    func issue(_ now: Int64) throws(TokenRefusal) {
        let issued = try moment("iat")
        guard issued <= Double(now) + Self.leeway else { throw .issuedInTheFuture }
        guard issued >= Double(now) - Self.longestWay else { throw .issuedLongAgo }
    }
}
