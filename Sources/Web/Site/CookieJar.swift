import Access
import HTTPTypes
import Hummingbird

/// The four cookies of the site, all HttpOnly and SameSite=Lax: the session, a browser that has not signed in yet,
/// the mark of a known browser, and what is open at an identity provider.
struct CookieJar {
    let session: SessionToken?
    let visit: SessionToken?
    let device: DeviceMark?
    let provider: SessionToken?

    init(_ request: Request, isSecure: Bool) {
        let names = CookieNames(isSecure: isSecure)
        var found: [String: String] = [:]
        for header in request.headers[values: .cookie] {
            for piece in header.split(separator: ";") {
                let pair = piece.split(separator: "=", maxSplits: 1)
                if pair.count == 2 { found[pair[0].trimmedSpaces] = pair[1].trimmedSpaces }
            }
        }
        session = found[names.session].flatMap(SessionToken.init(cookie:))
        visit = found[names.visit].flatMap(SessionToken.init(cookie:))
        device = found[names.device].map(DeviceMark.init(cookie:))
        provider = found[names.provider].flatMap(SessionToken.init(cookie:))
    }
}

/// The names and the writing of the cookies; behind HTTPS the prefix `__Host-` binds them to this host.
struct CookieNames {
    let isSecure: Bool

    var session: String { prefix + "sextant-session" }
    var visit: String { prefix + "sextant-visite" }
    var device: String { prefix + "sextant-appareil" }
    var provider: String { prefix + "sextant-fournisseur" }

    private var prefix: String { isSecure ? "__Host-" : "" }

    /// A `Set-Cookie` value; without `seconds` it ends with the browser, 0 removes it.
    func set(_ name: String, _ value: String, seconds: Int? = nil) -> String {
        "\(name)=\(value); Path=/; HttpOnly; SameSite=Lax"
            + (seconds.map { "; Max-Age=\($0)" } ?? "") + (isSecure ? "; Secure" : "")
    }
}
