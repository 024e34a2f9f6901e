import Access
import Logging

/// What every way to a provider shares: the provider of the address, and one plain page for whatever goes wrong.
struct ProviderCounter {
    let signIn: OpenIDSignIn
    let settings: SiteSettings
    private let logger = Logger(label: "sextant.openid")

    init(signIn: OpenIDSignIn, settings: SiteSettings) {
        self.signIn = signIn
        self.settings = settings
    }

    func provider(_ visit: Visit) async throws -> IdentityProvider {
        guard let id = visit.parameters["provider"], let provider = try await signIn.provider(id) else {
            throw Problem.notFound
        }
        return provider
    }

    /// Whatever goes wrong at a provider is one plain page; only the log says what it was.
    func plainly(_ provider: IdentityProvider, _ visit: Visit, _ body: () async throws -> Reply) async throws -> Reply {
        do {
            return try await body()
        } catch let failure as OpenIDFailure {
            let reference = reference()
            note(failure, provider, reference)
            return .refused(
                ProviderFailurePage(name: provider.name, reference: reference, isInside: visit.visitor != nil))
        }
    }

    func reference() -> String { String(SessionToken(random: settings.random(32)).text.prefix(10)) }

    func note(_ failure: OpenIDFailure, _ provider: IdentityProvider, _ reference: String) {
        logger.warning(
            "sign-in refused: \(failure.reason)",
            metadata: ["provider": .string(provider.id), "reference": .string(reference)])
    }
}
