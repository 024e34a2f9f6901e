import HTTPTypes
import Hummingbird

/// Ends the connection after an answer that says so (`Connection: close`): what came behind a body that was refused is
/// no request of anybody's, whatever it looks like.
struct HangUp: RouterMiddleware {
    typealias Context = SiteContext

    /// Thrown once the answer is written: the server then closes the connection and reads no further request.
    private struct Over: Error {}

    func handle(
        _ request: Request, context: SiteContext, next: (Request, SiteContext) async throws -> Response
    ) async throws -> Response {
        var response = try await next(request, context)
        // Without a network there is nothing to close.
        guard response.headers[.connection] == "close", context.peer != nil else { return response }
        let body = response.body
        response.body = ResponseBody(contentLength: body.contentLength) { writer in
            try await body.write(writer)
            throw Over()
        }
        return response
    }
}
