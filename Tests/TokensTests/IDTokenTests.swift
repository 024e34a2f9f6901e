import Crypto
import CryptoExtras
import Testing
import Tokens
import Vocabulary

@Suite("ID tokens: the honest ones pass, each lie has a refusal of its own")
struct IDTokenTests {
    let forge = Forge()

    @Test("an honest token is accepted, by ES256, RS256 and PS256")
    func honest() async throws {
        let pss = #"{"alg": "PS256", "kid": "pss"}"#
        for token in [
            try forge.token(), try forge.token(rsa: #"{"alg": "RS256", "kid": "rsa"}"#, padding: .insecurePKCS1v1_5),
            try forge.token(rsa: pss, padding: .PSS),
        ] {
            let read = try await IDToken(token, keys: try forge.keys, expected: Forge.expected())
            #expect(read.subject == "elise")
            #expect(read.claims["acr"]?.string == "eidas1")
        }
    }

    @Test("a header cannot choose its own rules (RFC 8725, 2.1 and 3.1)")
    func headers() async throws {
        let claims = Forge.text(Forge.claims())
        let modulus = try Forge.modulus
        let cases: [(String, TokenRefusal)] = [
            ("\(Forge.text(#"{"alg": "none"}"#)).\(claims).", .unsigned),
            ("\(Forge.text(#"{"alg": "nOnE", "kid": "ec"}"#)).\(claims).AAAA", .unsigned),
            ("\(Forge.text(#"{"alg": "ES256", "kid": "ec"}"#)).\(claims).", .unsigned),
            (Forge.hmac(#"{"alg": "HS256", "kid": "rsa"}"#, Forge.claims(), secret: modulus), .symmetricAlgorithm),
            (Forge.hmac(#"{"alg": "HS512", "kid": "secret"}"#, Forge.claims(), secret: "secret"), .symmetricAlgorithm),
            (try forge.token(header: #"{"alg": "ES512", "kid": "ec"}"#), .algorithmNotAllowed),
            (try forge.token(header: #"{"kid": "ec"}"#), .malformed),
            (try forge.token(header: #"{"alg": "ES256", "kid": "ec", "crit": ["exp"]}"#), .criticalExtension),
            (try forge.token(header: #"{"alg": "ES256", "kid": "ec", "typ": "at+jwt"}"#), .anotherKindOfToken),
            (try forge.token(header: #"{"alg": "ES256", "kid": "ec", "alg": "none"}"#), .duplicateMember),
        ]
        for (token, expected) in cases { #expect(try await forge.refusal(token) == expected, "\(token.prefix(60))") }
    }

    @Test("only the provider's key of that name and kind verifies")
    func keys() async throws {
        let rs256 = #"{"alg": "RS256", "kid": "pss"}"#
        let wrongPadding = try forge.token(rsa: rs256, padding: .PSS)
        let pssByOther = try forge.token(rsa: #"{"alg": "PS256", "kid": "rsa"}"#, padding: .PSS)
        let cases: [(String, TokenRefusal)] = [
            (try forge.token(by: forge.other), .wrongSignature),
            (wrongPadding, .wrongSignature),
            (pssByOther, .keyOfAnotherType),
            (try forge.token(header: #"{"alg": "ES256", "kid": "elsewhere"}"#), .unknownKey),
            (try forge.token(header: #"{"alg": "ES256", "kid": "secret"}"#), .unknownKey),
            (try forge.token(header: #"{"alg": "ES256", "kid": "rsa"}"#), .keyOfAnotherType),
            (try forge.token(rsa: #"{"alg": "RS256"}"#, padding: .insecurePKCS1v1_5), .ambiguousKey),
        ]
        for (token, expected) in cases { #expect(try await forge.refusal(token) == expected, "\(expected)") }
        let attached = #"{"alg": "ES256", "kid": "mine", "jwk": {"kty": "EC"}, "jku": "https://mal.example/jwks"}"#
        #expect(try await forge.refusal(try forge.token(header: attached, by: forge.other)) == .unknownKey)
        #expect(try await forge.refusal(try forge.token(header: #"{"alg": "ES256"}"#)) == nil)
    }

    @Test(
        "each claim is checked (OpenID Connect Core 1.0, 3.1.3.7)",
        arguments: [
            (["iss": "\"https://fournisseur.example/\""], .wrongIssuer), (["iss": nil], .claimMissing("iss")),
            (["aud": "\"autre\""], .wrongAudience), (["aud": nil], .claimMissing("aud")),
            (["aud": "[\"autre\", 3]"], .claimMissing("aud")), (["aud": "[]"], .claimMissing("aud")),
            (["aud": "[\"sextant\", \"autre\"]"], .wrongAuthorizedParty),
            (["aud": "[\"sextant\", \"autre\"]", "azp": "\"autre\""], .wrongAuthorizedParty),
            (["azp": "\"autre\""], .wrongAuthorizedParty), (["azp": "3"], .wrongAuthorizedParty),
            (["exp": "1794999900"], .expired), (["exp": nil], .claimMissing("exp")),
            (["exp": "\"1795000300\""], .claimMissing("exp")), (["nbf": "1795000200"], .notYetValid),
            (["iat": "1795000200"], .issuedInTheFuture), (["iat": "1794999000"], .issuedLongAgo),
            (["iat": nil], .claimMissing("iat")), (["nonce": "\"ab\""], .wrongNonce), (["nonce": nil], .wrongNonce),
            (["acr": "\"eidas0\""], .levelTooLow), (["acr": nil], .levelTooLow),
            (["sub": nil], .claimMissing("sub")), (["sub": "\"\""], .claimMissing("sub")),
            (["sub": "12"], .claimMissing("sub")),
        ] as [([String: String?], TokenRefusal)])
    func claims(changes: [String: String?], expected: TokenRefusal) async throws {
        #expect(try await forge.refusal(try forge.token(Forge.claims(changes))) == expected)
    }

    @Test("a clock a minute away is no lie; azp and several audiences pass when they name us")
    func leeway() async throws {
        for changes in [
            ["exp": "1794999950"], ["iat": "1795000050"], ["nbf": "1795000050"], ["azp": "\"sextant\""],
            ["aud": "[\"sextant\"]"], ["aud": "[\"sextant\", \"autre\"]", "azp": "\"sextant\""],
        ] {
            #expect(try await forge.refusal(try forge.token(Forge.claims(changes))) == nil, "\(changes)")
        }
    }

    @Test("an access token that came with another ID token is refused (at_hash)")
    func accessToken() async throws {
        let hash = Forge.text(SHA256.hash(data: Array("jeton".utf8)).prefix(16))
        let token = try forge.token(Forge.claims(["at_hash": "\"\(hash)\""]))
        #expect(try await forge.refusal(token, accessToken: "jeton") == nil)
        #expect(try await forge.refusal(token, accessToken: "autre") == .wrongAccessToken)
    }

    @Test("a claim written twice, a huge token and a broken one are refused before any key is asked")
    func shapes() async throws {
        let twice = Forge.claims().dropLast() + ", \"sub\": \"paul\"}"
        #expect(try await forge.refusal(try forge.token(String(twice))) == .duplicateMember)
        let huge = try forge.token(Forge.claims(["x": "\"\(String(repeating: "a", count: 20_000))\""]))
        #expect(try await forge.refusal(huge) == .tooLarge)
        let honest = try forge.token()
        for text in [
            "", ".", "..", "...", "a.b.c", "\(honest).x", String(honest.dropLast(3)), " \(honest)", "\(honest)=",
            honest.replacing(".", with: "..", maxReplacements: 1), Forge.text("[]") + "." + Forge.text("{}") + ".AA",
        ] {
            let refusal = try await forge.refusal(text)
            #expect(refusal == .malformed || refusal == .wrongSignature, "\(text.prefix(20))")
        }
    }

    @Test("no change of one letter passes, and random text never stops the reader (fuzz)")
    func fuzz() async throws {
        var dice = Dice(state: fuzzSeed(41))
        let honest = Array(try forge.token().utf8)
        for _ in 0..<rounds(400, of: "ID tokens, one letter changed") {
            var bytes = honest
            let place = Int.random(in: 0..<bytes.count, using: &dice)
            bytes[place] = UInt8.random(in: 0x21...0x7E, using: &dice)
            guard bytes != honest else { continue }
            #expect(try await forge.refusal(String(decoding: bytes, as: UTF8.self)) != nil)
        }
        for _ in 0..<rounds(2_000, of: "ID tokens and key sets") {
            let length = Int.random(in: 0..<200, using: &dice)
            let letters = Array(#"{}[]":,.eyJhbGciOiJub25lIn0-_= "#.utf8)
            let bytes = (0..<length).map { _ in letters.randomElement(using: &dice) ?? 0x2E }
            #expect(try await forge.refusal(String(decoding: bytes, as: UTF8.self)) != nil)
            _ = try? KeySet(bytes)
        }
    }
}

/// Chance that comes again with its seed (SplitMix64).
struct Dice: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}
