import HTTPTypes
import Hummingbird
import Logging

/// What every answer says to browsers: nothing from elsewhere, no frame, no guess, no trace.
struct SecurityHeaders: RouterMiddleware {
    typealias Context = SiteContext

    let isBehindHTTPS: Bool
    let insistsOnSubdomains: Bool

    private static let policy = """
        default-src 'none'; style-src 'self'; img-src 'self' data:; form-action 'self'; frame-ancestors 'none'; \
        base-uri 'none'
        """

    func handle(
        _ request: Request, context: SiteContext, next: (Request, SiteContext) async throws -> Response
    ) async throws -> Response {
        var response = try await next(request, context)
        set(&response, "Content-Security-Policy", Self.policy)
        set(&response, "X-Content-Type-Options", "nosniff")
        set(&response, "X-Frame-Options", "DENY")
        set(&response, "Referrer-Policy", "no-referrer")
        set(&response, "Cross-Origin-Opener-Policy", "same-origin")
        set(&response, "Cross-Origin-Resource-Policy", "same-origin")
        set(&response, "Permissions-Policy", "camera=(), geolocation=(), microphone=()")
        if isBehindHTTPS {
            let reach = insistsOnSubdomains ? "; includeSubDomains" : ""
            set(&response, "Strict-Transport-Security", "max-age=31536000\(reach)")
        }
        return response
    }

    private func set(_ response: inout Response, _ name: String, _ value: String) {
        guard let name = HTTPField.Name(name) else { return }
        response.headers[name] = value
    }
}

/// One line a request, without its query: what is searched never reaches the log. Of an address that no page has, which
/// somebody typed, nothing is said; and a number of eleven digits, as RPPS numbers are, gives way to dots.
struct RequestLog: RouterMiddleware {
    typealias Context = SiteContext

    func handle(
        _ request: Request, context: SiteContext, next: (Request, SiteContext) async throws -> Response
    ) async throws -> Response {
        let clock = ContinuousClock()
        let start = clock.now
        let response = try await next(request, context)
        let elapsed = start.duration(to: clock.now)
        let milliseconds = elapsed.components.seconds * 1000 + elapsed.components.attoseconds / 1_000_000_000_000_000
        context.logger.info(
            "\(request.method) \(Self.said(request.uri.path)) \(response.status.code)",
            metadata: ["ms": .stringConvertible(milliseconds)])
        return response
    }

    /// The path as the log may hold it.
    static func said(_ path: String) -> String {
        guard SiteURL(path) != nil || path.hasPrefix("/api/v1/") else { return "(adresse inconnue)" }
        return path.split(separator: "/", omittingEmptySubsequences: false).map { step in
            step.utf8.count { (0x30...0x39).contains($0) } >= 11 ? "•••" : String(step)
        }.joined(separator: "/")
    }
}

/// An address that no route has, as a page.
struct UnknownAddress: RouterMiddleware {
    typealias Context = SiteContext

    let door: Door

    func handle(
        _ request: Request, context: SiteContext, next: (Request, SiteContext) async throws -> Response
    ) async throws -> Response {
        do {
            return try await next(request, context)
        } catch is HTTPError {
            return await door.answer(request, context, access: .open, bodyLimit: 0) { _ in throw Problem.notFound }
        }
    }
}
