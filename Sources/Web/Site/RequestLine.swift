import HTTPTypes
import Hummingbird

/// Refuses an address longer than any page of ours has, before anything reads it.
struct RequestLine: RouterMiddleware {
    typealias Context = SiteContext

    /// The longest path and query, in bytes.
    static let longest = 8 << 10

    func handle(
        _ request: Request, context: SiteContext, next: (Request, SiteContext) async throws -> Response
    ) async throws -> Response {
        guard request.uri.string.utf8.count <= Self.longest else {
            return Response(status: .uriTooLong, headers: [.cacheControl: "no-store"])
        }
        return try await next(request, context)
    }
}
