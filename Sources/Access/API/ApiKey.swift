public import Vocabulary

/// The secret with which a program reads the API: `sextant_` and 64 hexadecimal digits. It is shown once; the database
/// holds its SHA-256.
public struct ApiKey: Hashable, Sendable {
    /// What the program sends after `Bearer `.
    public let text: String

    private static let mark = "sextant_"

    /// A new key.
    ///
    /// - Parameter bytes: 32 bytes of a cryptographic generator.
    public init(random bytes: [UInt8]) { text = ApiKey.mark + Secrets.hex(bytes) }

    /// Reads what a program sent; nil unless it has the form of a key.
    public init?(_ text: String) {
        guard text.hasPrefix(ApiKey.mark), SessionToken(cookie: String(text.dropFirst(ApiKey.mark.count))) != nil else {
            return nil
        }
        self.text = text
    }

    var digest: [UInt8] { Secrets.sha256(Array(text.utf8)) }
}

/// A key as its organisation lists it; never the secret.
public struct ApiToken: Hashable, Sendable {
    /// How it stands at a moment.
    public enum State: Sendable {
        /// It opens what its scopes say.
        case active
        /// Its end has come.
        case expired
        /// Somebody revoked it.
        case revoked
    }

    /// Its key in the organisation.
    public let id: Int64
    /// What its organisation calls it, such as « Logiciel du tableau ».
    public let name: String
    /// What it opens.
    public let scopes: [ApiScope]
    /// Who made it.
    public let createdBy: String
    /// When it was made.
    public let createdAt: Instant
    /// The moment from which it opens nothing.
    public let expiresAt: Instant
    /// Who revoked it, nil while nobody did.
    public let revokedBy: String?
    /// When it was revoked.
    public let revokedAt: Instant?
    /// When it was last used, to the hour; nil when it never was.
    public let lastUsedAt: Instant?

    /// How it stands at a moment.
    public func state(at now: Instant) -> State {
        if revokedAt != nil { return .revoked }
        return expiresAt <= now ? .expired : .active
    }
}

/// Who calls the API, as the key says: the only source of the tenant.
public struct ApiCaller: Sendable {
    /// The organisation of the key.
    public let council: Council
    /// The key.
    public let token: ApiToken
    /// The end of the minute in which no more calls are answered; nil while there are calls left.
    public let mustWaitUntil: Instant?

    /// Who acts, for the journal.
    public func author(from origin: String?) -> Author { Author(name: "clé d'API « \(token.name) »", origin: origin) }

    /// Whether the key opens that.
    public func may(_ scope: ApiScope) -> Bool { token.scopes.contains(scope) && scope.isOpen(to: council.kind) }
}
