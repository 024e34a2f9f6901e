public import Postgres
import Tokens
public import Vocabulary

extension OpenIDSignIn {
    /// What a browser still has open at a provider.
    public struct OpenVisit: Sendable {
        /// Where.
        public let provider: IdentityProvider
        /// What the log calls it: the first digits of a digest of the browser's secret.
        public let reference: String
    }

    /// What the browser with this handle still has open at a provider; nil when nothing.
    ///
    /// - Throws: `PostgresError`.
    public func visit(_ handle: SessionToken, now: Instant) async throws -> OpenVisit? {
        let provider = try await database.transaction(as: .access) { transaction -> IdentityProvider? in
            guard let visit = try OpenIDStore.findVisit(transaction, handle: handle, now: now) else { return nil }
            return try IdentityProviderStore.find(transaction, id: visit.provider)
        }
        return provider.map { OpenVisit(provider: $0, reference: Self.reference(handle)) }
    }

    /// What the log and the page call a visit.
    public static func reference(_ handle: SessionToken) -> String { String(Secrets.hex(handle.digest).prefix(10)) }

    /// Ends our own session and gives the address at which the browser signs out at the provider (RP-Initiated
    /// Logout 1.0); nil when the provider has none, or cannot be asked: ours is ended all the same.
    ///
    /// - Parameter random: 32 random bytes.
    /// - Throws: `PostgresError`.
    public func depart(_ handle: SessionToken, random: [UInt8], now: Instant) async throws -> OutsideAddress? {
        let found = try await database.transaction(as: .access) { transaction -> (IdentityProvider, [UInt8])? in
            guard let visit = try OpenIDStore.findVisit(transaction, handle: handle, now: now) else { return nil }
            try OpenIDStore.endVisit(transaction, handle: handle)
            return try IdentityProviderStore.find(transaction, id: visit.provider).map { ($0, visit.idToken) }
        }
        guard let (provider, sealed) = found, let token = BrowserSecrets.open(sealed, handle: handle),
            let place = try? await desk(provider).places().departure
        else { return nil }
        return place.adding([
            ("id_token_hint", token), ("post_logout_redirect_uri", departureReturn),
            ("state", SessionToken(random: random).text),
        ])
    }

    /// Obeys a provider that demands to close sessions (Back-Channel Logout 1.0).
    ///
    /// - Returns: how many sessions were closed.
    /// - Throws: `OpenIDFailure`, `PostgresError`.
    @discardableResult
    public func close(_ provider: IdentityProvider, demand text: String, now: Instant) async throws -> Int {
        let keys = try await desk(provider).keys(for: SignedToken.keyID(of: text))
        let token: LogoutToken
        do throws(TokenRefusal) {
            token = try await LogoutToken(
                text, keys: keys, issuer: provider.issuer, client: provider.clientID,
                mustBeTyped: provider.logoutTokens == .typed, now: now.epochSeconds)
        } catch {
            throw OpenIDFailure(error)
        }
        return try await database.transaction(as: .access) { transaction in
            guard try OpenIDStore.noteDemand(transaction, provider: provider.id, number: token.number, now: now)
            else { throw OpenIDFailure("logout_used") }
            let closed = try OpenIDStore.closeSessions(
                transaction, provider: provider.id, subject: token.subject, session: token.session)
            for (email, council) in closed {
                try AuditEvent(.closedByProvider, by: email, detail: "{\"provider\": \"\(provider.id)\"}")
                    .record(transaction, council: council)
            }
            return closed.count
        }
    }
}
