/// An identity provider at which members may sign in (OpenID Connect). Its client secret is a setting, never a row.
public struct IdentityProvider: Hashable, Sendable {
    /// By what a person is recognised; never by e-mail address.
    public enum Matching: String, Sendable, CaseIterable {
        /// By `sub`, linked beforehand.
        case subject
        /// By the national identifier of health professionals, then linked to `sub`.
        case nationalIdentifier = "national_identifier"
    }

    /// How we prove at the token endpoint who we are.
    public enum Authentication: String, Sendable, CaseIterable {
        /// `client_secret_basic`.
        case basic
        /// `client_secret_post`.
        case post
        /// A public client: PKCE alone.
        case none
    }

    /// What the userinfo endpoint is asked for.
    public enum Answer: String, Sendable, CaseIterable {
        /// Nothing: the ID token says it all.
        case none
        /// A JSON object.
        case plain
        /// A signed token; a plain answer is refused.
        case signed
    }

    /// How its demands to close sessions say what they are.
    public enum LogoutTokens: String, Sendable, CaseIterable {
        /// By the type `logout+jwt`, as they must (Back-Channel Logout 1.0, 2.4).
        case typed
        /// Not at all, or as any token: for a provider that knows no better.
        case untyped
    }

    /// The word of its addresses and of its setting: `psc`.
    public let id: String
    /// As a person reads it on the button: « Pro Santé Connect ».
    public let name: String
    /// Exactly the `iss` of its tokens.
    public let issuer: String
    /// Where its configuration is read; the usual place under the issuer when nothing else was given.
    public let discovery: String
    /// Our identifier there.
    public let clientID: String
    /// How we prove it.
    public let authentication: Authentication
    /// By what a person is recognised.
    public let matching: Matching
    /// The claim with the national identifier.
    public let identifierClaim: String
    /// The values of `acr` asked for and accepted; empty when any is.
    public let levels: [String]
    /// The scopes asked for, `openid` among them.
    public let scopes: [String]
    /// What else the request carries.
    public let parameters: [String: String]
    /// What the userinfo endpoint is asked for.
    public let answer: Answer
    /// How its demands to close sessions say what they are.
    public let logoutTokens: LogoutTokens
    /// The kinds of organisations whose members it serves.
    public let kinds: [Council.Kind]
    /// The only organisation that it serves, by its code; nil when it serves whole kinds.
    public let councilCode: String?

    /// A provider with every value given.
    public init(
        id: String, name: String, issuer: String, discovery: String? = nil, clientID: String,
        authentication: Authentication = .basic, matching: Matching = .subject,
        identifierClaim: String = "SubjectNameID", levels: [String] = [], scopes: [String] = ["openid"],
        parameters: [String: String] = [:], answer: Answer = .none, logoutTokens: LogoutTokens = .typed,
        kinds: [Council.Kind] = [], councilCode: String? = nil
    ) {
        self.id = id
        self.name = name
        self.issuer = issuer
        let root = issuer.hasSuffix("/") ? String(issuer.dropLast()) : issuer
        self.discovery = discovery ?? root + "/.well-known/openid-configuration"
        self.clientID = clientID
        self.authentication = authentication
        self.matching = matching
        self.identifierClaim = identifierClaim
        self.levels = levels
        self.scopes = scopes
        self.parameters = parameters
        self.answer = answer
        self.logoutTokens = logoutTokens
        self.kinds = kinds
        self.councilCode = councilCode
    }

    /// Whether a member may act in this organisation after signing in here.
    public func serves(_ council: Council) -> Bool {
        councilCode.map { $0 == council.code } ?? kinds.contains(council.kind)
    }

    /// The environment variable with its client secret.
    public var secretVariable: String {
        "SEXTANT_OIDC_\(id.uppercased().replacing("-", with: "_"))_SECRET"
    }
}
