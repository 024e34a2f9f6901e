import Tokens

/// Why a sign-in at a provider failed. The person reads one plain page; this is for the log.
public struct OpenIDFailure: Error, Sendable, Hashable {
    /// A word that holds no text of the token, of the person or of the provider: `token_expired`, `state_used`…
    public let reason: String

    /// A failure with its reason.
    init(_ reason: String) { self.reason = reason }

    /// A refused token, key set or answer.
    init(_ refusal: TokenRefusal) { reason = refusal.reason }
}
