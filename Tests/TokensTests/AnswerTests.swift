import Testing
import Tokens

@Suite("Key sets, answers about the user, demands to sign out")
struct AnswerTests {
    let forge = Forge()

    @Test("a key set without a key that can sign is refused; keys for encryption, weak and secret ones do not count")
    func keySets() throws {
        let weak = Forge.text([UInt8](repeating: 0xC1, count: 128))
        let modulus = try Forge.modulus
        for text in [
            "", "[]", "{}", #"{"keys": {}}"#, #"{"keys": [], "keys": []}"#,
            "{\"keys\": [\(Array(repeating: "{}", count: 65).joined(separator: ","))]}",
        ] {
            #expect(throws: TokenRefusal.keySetMalformed) { try KeySet(Array(text.utf8)) }
        }
        for key in [
            #"{"kty": "oct", "k": "c2VjcmV0"}"#, #"{"kty": "RSA", "e": "AQAB"}"#, #"{"kty": 3}"#, "null",
            #"{"kty": "RSA", "n": "\#(weak)", "e": "AQAB"}"#, #"{"kty": "RSA", "n": "\#(modulus)", "e": "AQ"}"#,
            #"{"kty": "RSA", "n": "\#(modulus)", "e": "AQAB", "use": "enc"}"#,
            #"{"kty": "RSA", "n": "\#(modulus)", "e": "AQAB", "key_ops": ["sign"]}"#,
            #"{"kty": "EC", "crv": "P-256", "x": "AA", "y": "AA"}"#,
        ] {
            #expect(throws: TokenRefusal.keySetEmpty, "\(key)") { try KeySet(Array("{\"keys\": [\(key)]}".utf8)) }
        }
        #expect(try forge.keys.holds("ec") && !forge.keys.holds("secret"))
    }

    private func refusal(_ body: String, mustBeSigned: Bool = true) async throws -> TokenRefusal? {
        let keys = try forge.keys
        do throws(TokenRefusal) {
            _ = try await UserAnswer(
                Array(body.utf8), mustBeSigned: mustBeSigned, keys: keys, issuer: Forge.issuer, client: Forge.client,
                subject: "elise", now: Forge.now)
            return nil
        } catch {
            return error
        }
    }

    @Test("an answer about the user speaks of the same person, and is signed where it must be")
    func answers() async throws {
        let header = #"{"alg": "ES256", "kid": "ec", "typ": "JWT"}"#
        #expect(try await refusal(try forge.token(header: header, #"{"sub": "elise"}"#)) == nil)
        #expect(try await refusal(try forge.token(header: header, #"{"sub": "paul"}"#)) == .anotherSubject)
        #expect(try await refusal(try forge.token(header: header, "{}")) == .claimMissing("sub"))
        #expect(try await refusal(try forge.token(#"{"sub": "elise"}"#, by: forge.other)) == .wrongSignature)
        let elsewhere = try forge.token(#"{"sub": "elise", "iss": "https://autre.example"}"#)
        #expect(try await refusal(elsewhere) == .wrongIssuer)
        #expect(try await refusal(try forge.token(#"{"sub": "elise", "aud": "autre"}"#)) == .wrongAudience)
        #expect(try await refusal(try forge.token(#"{"sub": "elise", "exp": 1}"#)) == .expired)
        #expect(try await refusal(try forge.token()) == .anotherKindOfToken)
        #expect(try await refusal(#"{"sub": "elise"}"#) == .unsignedAnswer)
        #expect(try await refusal(#"{"sub": "elise"}"#, mustBeSigned: false) == nil)
        #expect(try await refusal(#"{"sub": "paul"}"#, mustBeSigned: false) == .anotherSubject)
        #expect(try await refusal(#"{"sub": "elise", "sub": "paul"}"#, mustBeSigned: false) == .duplicateMember)
        #expect(try await refusal("", mustBeSigned: false) == .malformed)
    }

    private static let event = #"{"http://schemas.openid.net/event/backchannel-logout": {}}"#

    private func demand(_ changes: [String: String?] = [:]) -> String {
        var all: [String: String?] = ["nonce": nil, "acr": nil, "events": Self.event, "jti": "\"1\""]
        for (name, value) in changes { all[name] = value }
        return Forge.claims(all)
    }

    @Test("a demand to close sessions is obeyed only as it must be written (Back-Channel Logout 1.0, 2.6)")
    func demands() async throws {
        let cases: [([String: String?], TokenRefusal?)] = [
            ([:], nil), (["sub": nil, "sid": "\"s\""], nil), (["sub": nil], .claimMissing("sub")),
            (["nonce": "\"\(Forge.nonce)\""], .nonceInLogout), (["events": nil], .noLogoutEvent),
            (["events": "{}"], .noLogoutEvent), (["events": "[]"], .noLogoutEvent),
            (["jti": nil], .claimMissing("jti")), (["iss": "\"x\""], .wrongIssuer), (["aud": "\"x\""], .wrongAudience),
            (["iat": "1"], .issuedLongAgo), (["exp": "1"], .expired),
        ]
        for (changes, expected) in cases {
            let token = try forge.token(header: #"{"alg": "ES256", "kid": "ec", "typ": "logout+jwt"}"#, demand(changes))
            #expect(try await refusal(demand: token) == expected, "\(changes)")
        }
        let typed = #"{"alg": "ES256", "kid": "ec", "typ": "logout+jwt"}"#
        let stolen = try forge.token(header: typed, demand(), by: forge.other)
        #expect(try await refusal(demand: stolen) == .wrongSignature)
        let idToken = try forge.token()
        #expect(try await refusal(demand: idToken) == .anotherKindOfToken)
        #expect(try await refusal(demand: idToken, mustBeTyped: false) == .nonceInLogout)
        let asIDToken = try forge.token(header: #"{"alg": "ES256", "kid": "ec", "typ": "logout+jwt"}"#)
        #expect(try await forge.refusal(asIDToken) == .anotherKindOfToken)
    }

    @Test("a demand says that it is one, unless its provider is known not to (Back-Channel Logout 1.0, 2.4)")
    func demandsSayWhatTheyAre() async throws {
        for (type, isKnown) in [("", true), (#", "typ": "JWT""#, true), (#", "typ": "at+jwt""#, false)] {
            let token = try forge.token(header: "{\"alg\": \"ES256\", \"kid\": \"ec\"\(type)}", demand())
            #expect(try await refusal(demand: token) == .anotherKindOfToken, "\(type)")
            let untyped = try await refusal(demand: token, mustBeTyped: false)
            #expect(untyped == (isKnown ? nil : .anotherKindOfToken), "\(type)")
        }
    }

    private func refusal(demand: String, mustBeTyped: Bool = true) async throws -> TokenRefusal? {
        let keys = try forge.keys
        do throws(TokenRefusal) {
            _ = try await LogoutToken(
                demand, keys: keys, issuer: Forge.issuer, client: Forge.client,
                mustBeTyped: mustBeTyped, now: Forge.now)
            return nil
        } catch {
            return error
        }
    }

    @Test("each refusal has a reason of its own, and none holds a text of the token")
    func reasons() {
        let refusals: [TokenRefusal] = [
            .tooLarge, .malformed, .duplicateMember, .unsigned, .symmetricAlgorithm, .algorithmNotAllowed,
            .criticalExtension, .anotherKindOfToken, .unknownKey, .ambiguousKey, .keyOfAnotherType, .wrongSignature,
            .wrongIssuer, .wrongAudience, .wrongAuthorizedParty, .expired, .notYetValid, .issuedInTheFuture,
            .issuedLongAgo, .wrongNonce, .levelTooLow, .claimMissing("sub"), .wrongAccessToken, .anotherSubject,
            .unsignedAnswer, .noLogoutEvent, .nonceInLogout, .keySetMalformed, .keySetEmpty,
        ]
        #expect(Set(refusals.map(\.reason)).count == refusals.count)
        #expect(refusals.allSatisfy { $0.reason.wholeMatch(of: /[a-z_]+/) != nil })
    }
}
