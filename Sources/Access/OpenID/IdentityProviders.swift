public import Postgres
import Vocabulary

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

    /// Registers a provider, and says so in the journal of the organisation that it serves, or else in the national one:
    /// it decides who may sign in.
    ///
    /// - Throws: `Refusal`, `PostgresError`.
    public func add(
        _ provider: IdentityProvider, by author: Author = Author(operator: Author.command)
    ) async throws {
        guard provider.id.wholeMatch(of: /[a-z][a-z0-9-]{1,31}/) != nil else { throw Refusal.idIsNoWord }
        guard OutsideAddress(provider.issuer) != nil, OutsideAddress(provider.discovery) != nil else {
            throw Refusal.addressIsUnsafe
        }
        guard provider.councilCode != nil || !provider.kinds.isEmpty else { throw Refusal.servesNobody }
        do {
            try await database.transaction(as: .access) { transaction in
                try IdentityProviderStore.insert(transaction, provider)
                try IdentityProviders.record(.providerAdded, provider, by: author, transaction)
            }
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
    public func remove(_ id: String, by author: Author = Author(operator: Author.command)) async throws {
        let isGone = try await database.transaction(as: .access) { transaction in
            guard let provider = try IdentityProviderStore.find(transaction, id: id) else { return false }
            try OpenIDStore.endVisits(transaction, provider: id)
            guard try IdentityProviderStore.delete(transaction, id: id) else { return false }
            try IdentityProviders.record(.providerRemoved, provider, by: author, transaction)
            return true
        }
        guard isGone else { throw Refusal.unknown }
    }

    private static func record(
        _ action: AuditAction, _ provider: IdentityProvider, by author: Author, _ transaction: Transaction
    ) throws {
        let council = try provider.councilCode.flatMap { try Council.find(transaction, code: $0) }
        let detail = JSON.object([.init("issuer", .string(AuditEvent.masked(provider.issuer)))]).text
        try AuditEvent(action, by: author, on: "provider:\(provider.id)", detail: detail)
            .record(transaction, council: council?.id ?? 0)
    }
}
