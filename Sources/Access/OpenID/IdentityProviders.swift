public import Postgres

/// The registered identity providers: which there are, one more, one less.
public struct IdentityProviders: Sendable {
    /// Why a provider was not registered.
    public enum Refusal: Error, Sendable, Equatable {
        /// Not two to thirty-two lower-case letters, digits and hyphens, a letter first.
        case idIsNoWord
        /// The issuer or the place of its configuration is no `https` address (`http` only on this machine).
        case addressIsUnsafe
        /// Another provider has this identifier or this issuer.
        case existsAlready
        /// It would serve nobody, or an organisation that does not exist.
        case servesNobody
        /// No provider has this identifier.
        case unknown
    }

    private let database: Database

    /// The providers of this database.
    public init(_ database: Database) { self.database = database }

    /// All of them, in the order in which they were added.
    ///
    /// - Throws: `PostgresError`.
    public func list() async throws -> [IdentityProvider] {
        try await database.transaction(as: .access) { try IdentityProviderStore.list($0) }
    }

    /// Registers a provider.
    ///
    /// - Throws: `Refusal`, `PostgresError`.
    public func add(_ provider: IdentityProvider) async throws {
        guard provider.id.wholeMatch(of: /[a-z][a-z0-9-]{1,31}/) != nil else { throw Refusal.idIsNoWord }
        guard OutsideAddress(provider.issuer) != nil, OutsideAddress(provider.discovery) != nil else {
            throw Refusal.addressIsUnsafe
        }
        guard provider.councilCode != nil || !provider.kinds.isEmpty else { throw Refusal.servesNobody }
        do {
            try await database.transaction(as: .access) { try IdentityProviderStore.insert($0, provider) }
        } catch let error as PostgresError {
            switch error.sqlState {
            case "23505": throw Refusal.existsAlready
            case "23503": throw Refusal.servesNobody
            default: throw error
            }
        }
    }

    /// Removes a provider with the links to it, and ends the sessions opened through it.
    ///
    /// - Throws: `Refusal.unknown`, `PostgresError`.
    public func remove(_ id: String) async throws {
        let isGone = try await database.transaction(as: .access) { transaction in
            try OpenIDStore.endVisits(transaction, provider: id)
            return try IdentityProviderStore.delete(transaction, id: id)
        }
        guard isGone else { throw Refusal.unknown }
    }
}
