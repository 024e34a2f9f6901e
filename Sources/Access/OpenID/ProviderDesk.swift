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
    /// The shortest time between two searches for an unknown `kid`, and after an answer that was of no use, in seconds:
    /// inventing names, or knocking while the provider is away, costs it no more.
    static let pause: Double = 5
    private static let configurationLimit = 64 << 10
    private static let keysLimit = 256 << 10

    private let provider: IdentityProvider
    /// Asks an address, in the name of what, for so many bytes at most.
    typealias Line = @Sendable (OutsideAddress, String, Int) async throws -> ProviderLine.Answer
    private let clock: @Sendable () -> Double
    private let line: Line
    private var places: (value: Places, readAt: Double)?
    private var keys: (value: KeySet, readAt: Double)?
    private var readingPlaces: Task<Places, any Error>?
    private var readingKeys: Task<KeySet, any Error>?
    private var lastSearch = -Double.infinity
    private var placesFailure: Failure?
    private var keysFailure: Failure?

    /// What a provider answered that was of no use, and when.
    private struct Failure {
        let error: any Error
        let at: Double
    }

    init(
        _ provider: IdentityProvider, clock: @escaping @Sendable () -> Double,
        line: @escaping Line = { try await ProviderLine.get($0, what: $1, limit: $2) }
    ) {
        self.provider = provider
        self.clock = clock
        self.line = line
    }

    /// The places of the provider.
    ///
    /// - Throws: `OpenIDFailure`.
    func places() async throws -> Places {
        if let places, clock() - places.readAt < Self.kept { return places.value }
        if let readingPlaces { return try await readingPlaces.value }
        do {
            try rest(after: placesFailure)
            let task = Task { [provider, line] in try await Self.readPlaces(provider, line) }
            readingPlaces = task
            defer { readingPlaces = nil }
            let value = try await task.value
            (places, placesFailure) = ((value, clock()), nil)
            return value
        } catch {
            placesFailure = later(placesFailure, error)
            // What was known keeps serving while its source is away.
            if let places { return places.value }
            throw error
        }
    }

    /// What failed a moment ago is not asked again yet.
    private func rest(after failure: Failure?) throws {
        if let failure, clock() - failure.at < Self.pause { throw failure.error }
    }

    /// The failure from which the pause runs: the first of them until it is over.
    private func later(_ known: Failure?, _ error: any Error) -> Failure {
        if let known, clock() - known.at < Self.pause { return known }
        return Failure(error: error, at: clock())
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
        try rest(after: keysFailure)
        let task = Task { [line] in try await Self.readKeys(place, line) }
        readingKeys = task
        defer { readingKeys = nil }
        do {
            let value = try await task.value
            (keys, keysFailure) = ((value, clock()), nil)
            return value
        } catch {
            keysFailure = later(keysFailure, error)
            throw error
        }
    }

    private static func readKeys(_ place: OutsideAddress, _ line: Line) async throws -> KeySet {
        let answer = try await line(place, "keys", keysLimit)
        guard answer.status == 200 else { throw OpenIDFailure("keys_status_\(answer.status)") }
        do throws(TokenRefusal) {
            return try KeySet(answer.body)
        } catch {
            throw OpenIDFailure(error)
        }
    }

    private static func readPlaces(_ provider: IdentityProvider, _ line: Line) async throws -> Places {
        guard let discovery = OutsideAddress(provider.discovery) else { throw OpenIDFailure("discovery_unsafe") }
        let answer = try await line(discovery, "discovery", configurationLimit)
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
