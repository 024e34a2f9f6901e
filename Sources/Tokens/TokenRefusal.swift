/// Why a token, a key set or an answer of a provider is refused; each has a reason of its own, for the log only.
public enum TokenRefusal: Error, Sendable, Hashable {
    /// Longer than any honest token.
    case tooLarge
    /// Not three parts of base64url with JSON objects in the first two.
    case malformed
    /// A member of the header or of the claims stands twice: two readers could read two things.
    case duplicateMember
    /// `alg` is `none`, or there is no signature.
    case unsigned
    /// `alg` is one of HMAC, whose key would be public.
    case symmetricAlgorithm
    /// `alg` is none of those that we accept.
    case algorithmNotAllowed
    /// The header demands an extension (`crit`) that nobody here understands.
    case criticalExtension
    /// `typ` says that it is another kind of token.
    case anotherKindOfToken
    /// No key of the provider has this `kid`.
    case unknownKey
    /// The token names no key, or several keys answer to its name.
    case ambiguousKey
    /// The key of this `kid` serves another algorithm.
    case keyOfAnotherType
    /// The signature is not that of the key.
    case wrongSignature
    /// `iss` is another provider.
    case wrongIssuer
    /// `aud` does not name us.
    case wrongAudience
    /// `azp` names another client, or is missing beside several audiences.
    case wrongAuthorizedParty
    /// `exp` is past.
    case expired
    /// `nbf` is to come.
    case notYetValid
    /// `iat` is to come.
    case issuedInTheFuture
    /// `iat` is long past.
    case issuedLongAgo
    /// `nonce` is missing, or is not that of this sign-in.
    case wrongNonce
    /// `acr` is missing or below what was asked.
    case levelTooLow
    /// A claim that must be there is missing or has another type.
    case claimMissing(String)
    /// `at_hash` is not that of the access token.
    case wrongAccessToken
    /// The answer about the user speaks of somebody else.
    case anotherSubject
    /// The answer about the user must be signed and is not.
    case unsignedAnswer
    /// The token lacks the event that makes it a demand to close sessions.
    case noLogoutEvent
    /// A demand to close sessions carries a `nonce`: it was an ID token (Back-Channel Logout 1.0, 2.4).
    case nonceInLogout
    /// The key set is no JSON object with a list of keys.
    case keySetMalformed
    /// The key set holds no key that could sign.
    case keySetEmpty

    /// A word for the log: no text of the token is in it.
    public var reason: String {
        switch self {
        case .tooLarge: "token_too_large"
        case .malformed: "token_malformed"
        case .duplicateMember: "token_duplicate_member"
        case .unsigned: "token_unsigned"
        case .symmetricAlgorithm: "token_symmetric_algorithm"
        case .algorithmNotAllowed: "token_algorithm_not_allowed"
        case .criticalExtension: "token_critical_extension"
        case .anotherKindOfToken: "token_of_another_kind"
        case .unknownKey: "key_unknown"
        case .ambiguousKey: "key_ambiguous"
        case .keyOfAnotherType: "key_of_another_type"
        case .wrongSignature: "token_wrong_signature"
        case .wrongIssuer: "token_wrong_issuer"
        case .wrongAudience: "token_wrong_audience"
        case .wrongAuthorizedParty: "token_wrong_authorized_party"
        case .expired: "token_expired"
        case .notYetValid: "token_not_yet_valid"
        case .issuedInTheFuture: "token_issued_in_the_future"
        case .issuedLongAgo: "token_issued_long_ago"
        case .wrongNonce: "token_wrong_nonce"
        case .levelTooLow: "token_level_too_low"
        case .claimMissing(let name): "token_claim_missing_\(name)"
        case .wrongAccessToken: "token_wrong_access_token"
        case .anotherSubject: "userinfo_another_subject"
        case .unsignedAnswer: "userinfo_unsigned"
        case .noLogoutEvent: "logout_without_event"
        case .nonceInLogout: "logout_with_nonce"
        case .keySetMalformed: "keys_malformed"
        case .keySetEmpty: "keys_none"
        }
    }
}
