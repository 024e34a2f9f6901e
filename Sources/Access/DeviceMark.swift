/// A cookie left on a browser from which its person has signed in before.
///
/// Strangers who guess at an account make strangers wait, and never the browser that knows the way (OWASP, device
/// cookies). The mark is signed with the person's own password hash: changing the password voids it.
public struct DeviceMark: Hashable, Sendable {
    /// What the cookie holds: `nonce.signature`.
    public let text: String

    /// Reads a cookie as it comes; it is worth nothing before `isValid`.
    public init(cookie: String) { text = String(cookie.prefix(200)) }

    init(random bytes: [UInt8], hash: PasswordHash) {
        let nonce = Secrets.hex(bytes)
        text = "\(nonce).\(Self.signature(nonce, hash))"
    }

    func isValid(for hash: PasswordHash) -> Bool {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count == 2 else { return false }
        return Secrets.same(Self.signature(String(parts[0]), hash), String(parts[1]))
    }

    private static func signature(_ nonce: String, _ hash: PasswordHash) -> String {
        Secrets.hex(Secrets.hmac(key: hash.encoded, "appareil:\(nonce)"))
    }
}
