public import Postgres

/// The keys of the API: who is behind one, and those of an organisation.
public struct ApiTokens: Sendable {
    /// Why a key opens nothing.
    public enum Refused: Error, Sendable, Equatable {
        /// Nobody has such a key.
        case unknown
        /// Its end has come.
        case expired
        /// It was revoked.
        case revoked
    }

    /// How many calls a key may make in a minute.
    public static let callsPerMinute = 300
    private let database: Database

    /// Reads the keys of this database.
    public init(_ database: Database) { self.database = database }

    /// Who is behind a key now; counts the call.
    ///
    /// - Throws: ``Refused``, `PostgresError`.
    public func caller(_ key: ApiKey, now: Instant) async throws -> ApiCaller {
        try await database.transaction(as: .access) { transaction in
            guard let (council, token) = try ApiTokenStore.find(transaction, key: key) else { throw Refused.unknown }
            switch token.state(at: now) {
            case .active: break
            case .expired: throw Refused.expired
            case .revoked: throw Refused.revoked
            }
            let minute = Instant(epochSeconds: now.epochSeconds / 60 * 60)
            let number = try ApiTokenStore.count(transaction, council: council.id, id: token.id, minute: minute)
            if number == 1 {
                try ApiTokenStore.forgetCalls(transaction, council: council.id, id: token.id, before: minute)
                try ApiTokenStore.noteUse(transaction, council: council.id, id: token.id, now: now)
            }
            let isTooMany = number > ApiTokens.callsPerMinute
            return ApiCaller(
                council: council, token: token, mustWaitUntil: isTooMany ? minute.adding(seconds: 60) : nil)
        }
    }

    /// The keys of the transaction's organisation, the newest first.
    ///
    /// - Throws: `PostgresError`.
    public static func list(of council: Council, _ transaction: Transaction) throws -> [ApiToken] {
        try ApiTokenStore.list(transaction, council: council.id)
    }
}
