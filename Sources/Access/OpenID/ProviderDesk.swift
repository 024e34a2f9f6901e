import Tokens
import Vocabulary

/// What is known of one provider: its configuration and its keys, read when needed and kept for a while.
///
/// Each provider has its own, so nobody waits for another one's; whoever comes meanwhile shares the answer.
actor ProviderDesk {
    /// Where a provider receives browsers and requests.
    struct Places: Sendable {
        let authorization: OutsideAddress
        let token: OutsideAddress
        let keys: OutsideAddress
        let answer: OutsideAddress?
        let departure: OutsideAddress?
        /// The provider promises to name itself beside the code (RFC 9207).
        let namesIssuer: Bool
    }

    /// How long configuration and keys are kept, in seconds.
    static let kept: Double = 3_600
    /// The shortest time between two searches for an unknown `kid`, in seconds: inventing names costs no more.
    static let pause: Double = 5
    private static let configurationLimit = 64 << 10
    private static let keysLimit = 256 << 10

    private let provider: IdentityProvider
    private let clock: @Sendable () -> Double
    private var places: (value: Places, readAt: Double)?
    private var keys: (value: KeySet, readAt: Double)?
    private var readingPlaces: Task<Places, any Error>?
    private var readingKeys: Task<KeySet, any Error>?
    private var lastSearch = -Double.infinity

    init(_ provider: IdentityProvider, clock: @escaping @Sendable () -> Double) {
        self.provider = provider
        self.clock = clock
    }

    /// The places of the provider.
    ///
    /// - Throws: `OpenIDFailure`.
    func places() async throws -> Places {
        if let places, clock() - places.readAt < Self.kept { return places.value }
        if let readingPlaces { return try await readingPlaces.value }
        let task = Task { [provider] in try await Self.readPlaces(provider) }
        readingPlaces = task
        defer { readingPlaces = nil }
        do {
            let value = try await task.value
            places = (value, clock())
            return value
        } catch {
            // What was known keeps serving while its source is away.
            if let places { return places.value }
            throw error
        }
    }

    /// The keys, read again when none answers to this name; a key that the provider withdraws stops serving within the
    /// hour.
    ///
    /// - Throws: `OpenIDFailure`.
    func keys(for id: String?) async throws -> KeySet {
        if let keys {
            let isKnown = id.map { keys.value.holds($0) } ?? true
            if isKnown, clock() - keys.readAt < Self.kept { return keys.value }
            if !isKnown, readingKeys == nil {
                guard clock() - lastSearch >= Self.pause else { return keys.value }
                lastSearch = clock()
            }
        }
        do {
            return try await freshKeys()
        } catch {
            if let keys, id.map({ keys.value.holds($0) }) ?? true { return keys.value }
            throw error
        }
    }

    private func freshKeys() async throws -> KeySet {
        if let readingKeys { return try await readingKeys.value }
        let place = try await places().keys
        // Somebody may have begun while the places were read.
        if let readingKeys { return try await readingKeys.value }
        let task = Task { try await Self.readKeys(place) }
        readingKeys = task
        defer { readingKeys = nil }
        let value = try await task.value
        keys = (value, clock())
        return value
    }

    private static func readKeys(_ place: OutsideAddress) async throws -> KeySet {
        let answer = try await ProviderLine.get(place, what: "keys", limit: keysLimit)
        guard answer.status == 200 else { throw OpenIDFailure("keys_status_\(answer.status)") }
        do throws(TokenRefusal) {
            return try KeySet(answer.body)
        } catch {
            throw OpenIDFailure(error)
        }
    }

    private static func readPlaces(_ provider: IdentityProvider) async throws -> Places {
        guard let discovery = OutsideAddress(provider.discovery) else { throw OpenIDFailure("discovery_unsafe") }
        let answer = try await ProviderLine.get(discovery, what: "discovery", limit: configurationLimit)
        guard answer.status == 200 else { throw OpenIDFailure("discovery_status_\(answer.status)") }
        let json = try answer.object("discovery")
        guard json["issuer"]?.string == provider.issuer else { throw OpenIDFailure("discovery_of_another_issuer") }
        // A provider elsewhere must not send us to this machine.
        func place(_ name: String) throws -> OutsideAddress? {
            guard let text = json[name]?.string else { return nil }
            guard let address = OutsideAddress(text), discovery.isLocal || !address.isLocal else {
                throw OpenIDFailure("discovery_unsafe_\(name)")
            }
            return address
        }
        guard let authorization = try place("authorization_endpoint"), let token = try place("token_endpoint"),
            let keys = try place("jwks_uri")
        else { throw OpenIDFailure("discovery_incomplete") }
        return Places(
            authorization: authorization, token: token, keys: keys, answer: try place("userinfo_endpoint"),
            departure: try place("end_session_endpoint"),
            namesIssuer: json["authorization_response_iss_parameter_supported"]?.bool ?? false)
    }
}
