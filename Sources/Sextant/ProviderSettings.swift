import Access
import Postgres

/// The settings that identity providers need.
extension Configuration {
    /// Where readers reach the site (`SEXTANT_ADDRESS`), without a final slash; nil when not set.
    ///
    /// - Throws: `Problem` when it is no address of a site.
    func address() throws -> String? {
        guard let text = try text("SEXTANT_ADDRESS") else { return nil }
        guard let address = OutsideAddress(text), !text.hasSuffix("/"), !text.contains("?") else {
            throw Problem(
                variable: "SEXTANT_ADDRESS",
                sentence: "\(text) is no https address without a final slash (http on this machine only)")
        }
        return address.text
    }

    /// The client secret of a provider.
    ///
    /// - Throws: `Problem` when its file cannot be read.
    func secret(of provider: IdentityProvider) throws -> String? { try text(provider.secretVariable) }

    /// What `check-config` says of the providers: one French sentence each, wrong or right.
    func providerSentences(_ database: Database) async throws -> [(isFault: Bool, sentence: String)] {
        let providers = try await IdentityProviders(database).list()
        guard !providers.isEmpty else { return [] }
        let isAddressed = try address() != nil
        let place =
            isAddressed
            ? "les fournisseurs d'identité renvoient ici après la connexion"
            : "à définir : un fournisseur d'identité est enregistré et doit savoir où renvoyer le navigateur"
        var sentences = [(isFault: !isAddressed, sentence: "SEXTANT_ADDRESS : \(place)")]
        for provider in providers where provider.authentication != .none {
            let isSet = try secret(of: provider) != nil
            let state =
                isSet
                ? "le secret du fournisseur « \(provider.name) » est défini"
                : "à définir : sans lui, personne ne se connecte avec « \(provider.name) »"
            sentences.append((!isSet, "\(provider.secretVariable) : \(state)"))
        }
        // No fault, but it must be known: without a level the provider's word alone replaces our second factor.
        for provider in providers where provider.levels.isEmpty {
            sentences.append(
                (false, "fournisseur « \(provider.name) » : aucun niveau d'identification (acr) n'est exigé"))
        }
        return sentences
    }
}
