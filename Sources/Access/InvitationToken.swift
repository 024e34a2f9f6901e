/// The secret of a one-time link: 64 hexadecimal digits. The database only holds its digest.
public struct InvitationToken: Hashable, Sendable {
    /// What the link holds.
    public let text: String

    /// A new token from 32 random bytes.
    public init(random bytes: [UInt8]) { text = Secrets.hex(bytes) }

    /// Reads a link; nil unless it is 64 lower-case hexadecimal digits.
    public init?(text: String) {
        guard let token = SessionToken(cookie: text) else { return nil }
        self.text = token.text
    }

    /// Where the link leads on the site: path and query.
    public var path: String { "/invitation?jeton=\(text)" }

    /// Reads a link as it was passed on, with or without what stands before the token; nil when it holds none.
    public init?(link: String) {
        guard let mark = link.firstRange(of: "jeton=") else {
            self.init(text: link)
            return
        }
        self.init(text: String(link[mark.upperBound...].prefix(64)))
    }

    var digest: [UInt8] { Secrets.sha256(Array("invitation:\(text)".utf8)) }
}
