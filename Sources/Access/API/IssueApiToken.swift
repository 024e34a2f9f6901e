public import Postgres

/// Makes a key for a program of an organisation.
public struct IssueApiToken: Sendable {
    /// Why a key is not made.
    public enum Refused: Error, Sendable, Equatable {
        /// Without a name nobody knows later which program a key belongs to; at most 100 letters.
        case nameIsMissing
        /// A key opens something.
        case scopeIsMissing
        /// Nobody of this organisation may do that.
        case scopeIsNotOpen(ApiScope)
        /// Whoever makes the key may not do that in the role in which they act.
        case scopeIsNotOwn(ApiScope)
        /// From 1 to 366 days.
        case lifeIsWrong
    }

    let name: String
    let scopes: [ApiScope]
    let days: Int
    let author: Author

    /// - Parameters:
    ///   - name: what its organisation calls it.
    ///   - scopes: what it opens, at least one.
    ///   - days: how long it lives, 1 to 366.
    public init(name: String, scopes: [ApiScope], days: Int, author: Author) {
        self.name = name
        self.scopes = scopes
        self.days = days
        self.author = author
    }

    /// Keeps the key's hash and says so in the journal, as `Principal.members(of:)`.
    ///
    /// - Parameter random: 32 bytes of a cryptographic generator.
    /// - Returns: the key, which nobody can read again.
    /// - Throws: ``Refused``, `PostgresError`.
    public func run(_ council: Council, random: [UInt8], now: Instant, _ transaction: Transaction) throws -> ApiKey {
        let name = String(name.split(whereSeparator: \.isWhitespace).joined(separator: " "))
        guard (1...100).contains(name.count) else { throw Refused.nameIsMissing }
        guard !scopes.isEmpty else { throw Refused.scopeIsMissing }
        if let closed = scopes.first(where: { !$0.isOpen(to: council.kind) }) { throw Refused.scopeIsNotOpen(closed) }
        if let role = author.role, let foreign = scopes.first(where: { !Policy.may(role, $0.action) }) {
            throw Refused.scopeIsNotOwn(foreign)
        }
        guard (1...366).contains(days) else { throw Refused.lifeIsWrong }
        let key = ApiKey(random: random)
        let id = try ApiTokenStore.insert(
            transaction, council: council.id, name: name, key: key, scopes: scopes, by: author.name, now: now,
            until: now.adding(seconds: Int64(days) * 86_400))
        try AuditEvent(.tokenIssued, by: author, on: "token:\(id)").record(transaction, council: council.id)
        return key
    }
}

/// Ends a key before its time.
public struct RevokeApiToken: Sendable {
    let id: Int64
    let author: Author

    /// - Parameter id: the key's number in the organisation.
    public init(id: Int64, author: Author) {
        self.id = id
        self.author = author
    }

    /// - Returns: false when there is no such key or it was revoked before.
    /// - Throws: `PostgresError`.
    public func run(_ council: Council, now: Instant, _ transaction: Transaction) throws -> Bool {
        guard
            try ApiTokenStore.revoke(transaction, council: council.id, id: id, by: author.name, now: now)
        else { return false }
        try AuditEvent(.tokenRevoked, by: author, on: "token:\(id)").record(transaction, council: council.id)
        return true
    }
}
