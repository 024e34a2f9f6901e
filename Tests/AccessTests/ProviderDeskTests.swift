import Synchronization
import Testing

@testable import Access

/// A provider that counts what it is asked, and may be away.
private final class Counted: Sendable {
    private let state = Mutex((asked: [String](), isAway: false, second: 1_000.0))
    private static let configuration = """
        {"issuer": "https://psc.example", "authorization_endpoint": "https://psc.example/a",
        "token_endpoint": "https://psc.example/t", "jwks_uri": "https://psc.example/k"}
        """
    private static let keys = """
        {"keys": [{"kty": "EC", "crv": "P-256", "kid": "one", "use": "sig", "alg": "ES256",
        "x": "MKBCTNIcKUSDii11ySs3526iDZ8AiTo7Tu6KPAqv7D4", "y": "4Etl6SRW2YiLUrN5vfvVHuhp7x8PxltmWWlbbM4IFyM"}]}
        """

    var desk: ProviderDesk {
        ProviderDesk(
            IdentityProvider(
                id: "psc", name: "PSC", issuer: "https://psc.example", clientID: "sextant", kinds: [.departmental]),
            clock: { self.state.withLock { $0.second } }, line: { _, what, _ in try self.answer(what) })
    }

    private func answer(_ what: String) throws -> ProviderLine.Answer {
        let isAway = state.withLock { state in
            state.asked.append(what)
            return state.isAway
        }
        guard !isAway else { throw OpenIDFailure("\(what)_unreachable") }
        let text = what == "keys" ? Self.keys : Self.configuration
        return ProviderLine.Answer(status: 200, type: "application/json", body: Array(text.utf8))
    }

    func count(_ what: String) -> Int { state.withLock { $0.asked.count { $0 == what } } }
    func move(by seconds: Double) { state.withLock { $0.second += seconds } }
    func goAway(_ isAway: Bool) { state.withLock { $0.isAway = isAway } }
}

@Suite("What is asked of a provider, and how often")
struct ProviderDeskTests {
    @Test("invented names of keys cost the provider one answer in five seconds, however many there are")
    func unknownNames() async throws {
        let provider = Counted()
        let desk = provider.desk
        _ = try await desk.keys(for: "one")
        for turn in 0..<100 { _ = try await desk.keys(for: "invented-\(turn)") }
        #expect(provider.count("keys") == 2, "the first reading, and one search")
        provider.move(by: 5)
        for turn in 0..<100 { _ = try await desk.keys(for: "invented-\(turn)") }
        #expect(provider.count("keys") == 3)
        #expect(provider.count("discovery") == 1)
    }

    @Test("a provider that is away is asked once in five seconds, and serves again as soon as it is back")
    func awayIsNotHammered() async throws {
        let provider = Counted()
        let desk = provider.desk
        provider.goAway(true)
        for _ in 0..<100 {
            await #expect(throws: OpenIDFailure("discovery_unreachable")) { _ = try await desk.keys(for: "one") }
        }
        #expect(provider.count("discovery") == 1)
        provider.goAway(false)
        provider.move(by: 5)
        _ = try await desk.keys(for: "one")
        provider.goAway(true)
        provider.move(by: ProviderDesk.kept)
        for _ in 0..<100 { _ = try await desk.keys(for: "one") }
        #expect(provider.count("keys") == 2, "what was known serves meanwhile, and the source is left alone")
        #expect(provider.count("discovery") == 3)
    }
}
