public import Postgres
import Synchronization
import Tokens
public import Vocabulary

/// Signs people in at identity providers: the code flow with PKCE, state and nonce, bound to one browser
/// (OpenID Connect Core 1.0, RFC 7636, RFC 9207).
public final class OpenIDSignIn: Sendable {
    /// What came of a way to a provider and back.
    public enum Outcome: Sendable {
        /// A session is open; then the handle of the provider's own, and where the reader was going.
        case opened(SessionToken, handle: SessionToken, Membership, next: String?)
        /// The provider vouches for somebody who has no access here; the handle lets them sign out there.
        case unknown(handle: SessionToken, OpenIDFailure)
        /// The identity now leads to the account whose owner left to link it, and whose session goes on.
        case linked(handle: SessionToken)
        /// It was not linked; the owner's session goes on.
        case notLinked(handle: SessionToken, LinkRefusal, OpenIDFailure)
    }

    /// Why an identity was not linked to the account of whoever asked.
    public enum LinkRefusal: Sendable {
        /// It leads to another account; never told to which.
        case isSomebodyElses
        /// The provider names people by the national identifier, and it is not the one of this account.
        case identifierIsNotTheOwners
    }

    /// What a browser brought back.
    public struct Return: Sendable {
        let state: String?
        let code: String?
        let error: String?
        let issuer: String?

        /// The four parameters of the address, as they came.
        public init(state: String?, code: String?, error: String?, issuer: String?) {
            self.state = state
            self.code = code
            self.error = error
            self.issuer = issuer
        }
    }

    let database: Database
    private let address: String
    private let secret: @Sendable (IdentityProvider) throws -> String?
    private let clock: @Sendable () -> Double
    private let desks = Mutex<[IdentityProvider: ProviderDesk]>([:])

    /// - Parameters:
    ///   - address: where readers reach this site, without a final slash: `https://sextant.example`.
    ///   - clock: monotonic seconds.
    ///   - secret: the client secret of a provider, from the settings.
    public init(
        _ database: Database, address: String, clock: @escaping @Sendable () -> Double,
        secret: @escaping @Sendable (IdentityProvider) throws -> String?
    ) {
        self.database = database
        self.address = address
        self.clock = clock
        self.secret = secret
    }

    func desk(_ provider: IdentityProvider) -> ProviderDesk {
        desks.withLock { desks in
            if let desk = desks[provider] { return desk }
            let desk = ProviderDesk(provider, clock: clock)
            desks[provider] = desk
            return desk
        }
    }

    /// The provider of an address; nil when there is none.
    ///
    /// - Throws: `PostgresError`.
    public func provider(_ id: String) async throws -> IdentityProvider? {
        try await database.transaction(as: .access) { try IdentityProviderStore.find($0, id: id) }
    }

    /// Where the provider sends the browser back.
    func returnAddress(_ provider: IdentityProvider) -> String { "\(address)/connexion/\(provider.id)/retour" }

    /// Where the provider sends the browser after signing out there.
    var departureReturn: String { "\(address)/deconnexion/retour" }

    /// Begins a sign-in: the address to which the browser goes.
    ///
    /// - Parameters:
    ///   - browser: the cookie's secret.
    ///   - random: 32 random bytes.
    ///   - next: where the reader was going; the caller reads it again with the same mistrust.
    ///   - isFresh: asks the provider to have the person sign in again, even where a session is open there.
    ///   - session: the session whose owner links an identity; nil signs somebody in.
    /// - Throws: `OpenIDFailure`, `PostgresError`.
    public func begin(
        _ provider: IdentityProvider, browser: SessionToken, random: [UInt8], next: String?, isFresh: Bool,
        linking session: Session? = nil, now: Instant
    ) async throws -> OutsideAddress {
        let place = try await desk(provider).places().authorization
        let state = SessionToken(random: random)
        var pairs = [
            ("response_type", "code"), ("client_id", provider.clientID), ("redirect_uri", returnAddress(provider)),
            ("scope", provider.scopes.joined(separator: " ")), ("state", state.text),
            ("nonce", BrowserSecrets.nonce(browser, state)),
            ("code_challenge", BrowserSecrets.challenge(BrowserSecrets.verifier(browser, state))),
            ("code_challenge_method", "S256"),
        ]
        if !provider.levels.isEmpty { pairs.append(("acr_values", provider.levels.joined(separator: " "))) }
        if isFresh { pairs.append(("prompt", "login")) }
        pairs += provider.parameters.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
        guard let going = place.adding(pairs) else { throw OpenIDFailure("authorization_address_too_long") }
        let next = next.flatMap { $0.utf8.count <= 2_000 ? $0 : nil }
        try await database.transaction(as: .access) {
            try OpenIDStore.insertRequest(
                $0, state: state, provider: provider.id, browser: browser, next: next, session: session?.number,
                now: now)
        }
        return going
    }

    /// Ends a sign-in with what the browser brought back.
    ///
    /// - Parameters:
    ///   - browser: the cookie's secret, the same as at the beginning.
    ///   - random: 64 random bytes, for the session and for the handle.
    ///   - device: the browser in words, shown to its owner.
    ///   - origin: the address of the client as the site saw it.
    /// - Throws: `OpenIDFailure`, `PostgresError`.
    public func finish(
        _ provider: IdentityProvider, _ back: Return, browser: SessionToken, random: [UInt8], device: String,
        origin: String?, now: Instant, today: CalendarDate
    ) async throws -> Outcome {
        let (state, request) = try await request(provider, back, browser: browser, now: now)
        if let error = back.error { throw OpenIDFailure("provider_said_\(ProviderWords.known(error))") }
        let places = try await desk(provider).places()
        try checkIssuer(back, provider, places)
        guard let code = back.code, (1...2_048).contains(code.utf8.count) else { throw OpenIDFailure("code_missing") }
        let exchange = CodeExchange(
            provider: provider, desk: desk(provider), places: places, returnAddress: returnAddress(provider),
            secret: try secret(provider))
        let proof = try await exchange.run(
            code: code, verifier: BrowserSecrets.verifier(browser, state),
            nonce: BrowserSecrets.nonce(browser, state), now: now)
        let handle = SessionToken(random: Array(random.dropFirst(32)))
        if let session = request.session {
            let link = LinkOwnIdentity(
                provider: provider, proof: proof, session: session, browser: browser, handle: handle, origin: origin)
            return try await database.transaction(as: .access) { try link.run($0, now: now) }
        }
        let opening = OpenSession(
            provider: provider, proof: proof, token: SessionToken(random: Array(random.prefix(32))),
            handle: handle, next: request.next, device: device, origin: origin)
        return try await database.transaction(as: .access) { try opening.run($0, now: now, today: today) }
    }

    private func request(
        _ provider: IdentityProvider, _ back: Return, browser: SessionToken, now: Instant
    ) async throws -> (SessionToken, OpenIDStore.Request) {
        guard let text = back.state else { throw OpenIDFailure("state_missing") }
        guard let state = SessionToken(cookie: text) else { throw OpenIDFailure("state_unknown") }
        let request = try await database.transaction(as: .access) {
            try OpenIDStore.takeRequest($0, state: state, browser: browser, now: now)
        }
        guard let request else { throw OpenIDFailure("state_unknown") }
        guard request.isOfThisBrowser else { throw OpenIDFailure("state_of_another_browser") }
        guard !request.isUsed else { throw OpenIDFailure("state_used") }
        guard !request.isOver else { throw OpenIDFailure("state_expired") }
        guard request.provider == provider.id else { throw OpenIDFailure("state_of_another_provider") }
        return (state, request)
    }

    /// Against providers taken for one another (RFC 9207): whoever names an issuer names the right one.
    private func checkIssuer(_ back: Return, _ provider: IdentityProvider, _ places: ProviderDesk.Places) throws {
        if let issuer = back.issuer {
            guard issuer == provider.issuer else { throw OpenIDFailure("issuer_mixed_up") }
        } else if places.namesIssuer {
            throw OpenIDFailure("issuer_missing")
        }
    }
}

/// What a provider may say, as words of ours: its own text never reaches the log.
enum ProviderWords {
    private static let words: Set<String> = [
        "access_denied", "login_required", "interaction_required", "consent_required", "account_selection_required",
        "invalid_request", "invalid_client", "invalid_grant", "invalid_scope", "invalid_request_object",
        "unauthorized_client", "unsupported_grant_type", "unsupported_response_type", "server_error",
        "temporarily_unavailable", "unmet_authentication_requirements",
    ]

    static func known(_ word: String) -> String { words.contains(word) ? word : "something_else" }
}
