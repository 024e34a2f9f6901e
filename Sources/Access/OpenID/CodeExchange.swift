import Foundation
import Tokens
import Vocabulary

/// Exchanges the code for an ID token, verifies it, and asks who it is where the provider tells elsewhere.
struct CodeExchange {
    let provider: IdentityProvider
    let desk: ProviderDesk
    let places: ProviderDesk.Places
    let returnAddress: String
    let secret: String?

    /// Somebody for whom a provider vouches.
    struct Proof: Sendable {
        let subject: String
        let session: String?
        /// The claim by which the provider names a health professional, where there is one.
        let identifier: String?
        let idToken: String
    }

    private static let limit = 64 << 10

    /// - Throws: `OpenIDFailure`.
    func run(code: String, verifier: String, nonce: String, now: Instant) async throws -> Proof {
        let answer = try await tokens(code: code, verifier: verifier)
        guard let text = answer["id_token"]?.string else { throw OpenIDFailure("token_endpoint_without_id_token") }
        let accessToken = answer["access_token"]?.string
        let keys = try await desk.keys(for: SignedToken.keyID(of: text))
        do {
            let token = try await IDToken(
                text, keys: keys,
                expected: .init(
                    issuer: provider.issuer, client: provider.clientID, nonce: nonce, levels: provider.levels,
                    accessToken: accessToken, now: now.epochSeconds))
            let claims = try await self.answer(accessToken, token, now) ?? token.claims
            let claim = provider.identifierClaim
            return Proof(
                subject: token.subject, session: token.session,
                identifier: claims[claim]?.string ?? token.claims[claim]?.string, idToken: text)
        } catch let refusal as TokenRefusal {
            throw OpenIDFailure(refusal)
        }
    }

    private func tokens(code: String, verifier: String) async throws -> JSON {
        var pairs = [
            ("grant_type", "authorization_code"), ("code", code), ("redirect_uri", returnAddress),
            ("code_verifier", verifier),
        ]
        var authorization: String?
        switch provider.authentication {
        case .none: pairs.append(("client_id", provider.clientID))
        case .post: pairs += [("client_id", provider.clientID), ("client_secret", try known(secret))]
        case .basic:
            let both = "\(FormText.encode(provider.clientID)):\(FormText.encode(try known(secret)))"
            authorization = "Basic \(Foundation.Data(both.utf8).base64EncodedString())"
        }
        let answer = try await ProviderLine.post(
            places.token, pairs, authorization: authorization, what: "token_endpoint", limit: Self.limit)
        if answer.status == 400 || answer.status == 401, let word = try? answer.object("")["error"]?.string {
            throw OpenIDFailure("token_endpoint_said_\(ProviderWords.known(word))")
        }
        guard answer.status == 200 else { throw OpenIDFailure("token_endpoint_status_\(answer.status)") }
        guard answer.type == "application/json" else { throw OpenIDFailure("token_endpoint_of_another_type") }
        return try answer.object("token_endpoint")
    }

    private func known(_ secret: String?) throws -> String {
        guard let secret else { throw OpenIDFailure("client_secret_not_set") }
        return secret
    }

    private func answer(_ accessToken: String?, _ token: IDToken, _ now: Instant) async throws -> JSON? {
        guard provider.answer != .none else { return nil }
        guard let place = places.answer else { throw OpenIDFailure("userinfo_has_no_place") }
        guard let accessToken, accessToken.utf8.allSatisfy({ (0x21...0x7E).contains($0) }) else {
            throw OpenIDFailure("token_endpoint_without_access_token")
        }
        let answer = try await ProviderLine.get(place, what: "userinfo", limit: Self.limit, bearer: accessToken)
        guard answer.status == 200 else { throw OpenIDFailure("userinfo_status_\(answer.status)") }
        let text = String(decoding: answer.body, as: UTF8.self)
        return try await UserAnswer(
            answer.body, mustBeSigned: provider.answer == .signed,
            keys: try await desk.keys(for: SignedToken.keyID(of: text)), issuer: provider.issuer,
            client: provider.clientID, subject: token.subject, now: now.epochSeconds
        ).claims
    }
}
