import Access
import Crypto
import HTTPTypes
import Hummingbird
import Logging
import NIOCore
import Vocabulary

/// Stands before every resource of the API: the key says who asks and for which organisation; cookies say nothing.
struct ApiDoor: Sendable {
    typealias Handler = @Sendable (ApiCall) async throws -> JSON

    let tokens: ApiTokens
    let settings: SiteSettings

    func answer(
        _ request: Request, _ context: SiteContext, scope: ApiScope?, _ handler: Handler
    ) async -> Response {
        do {
            guard ApiDoor.accepts(request.headers[values: .accept]) else { throw ApiProblem(.notAcceptable) }
            let caller = try await caller(request)
            if let end = caller.mustWaitUntil {
                throw ApiProblem(.tooMany, waits: Int(end.epochSeconds - settings.now().epochSeconds))
            }
            if let scope, !caller.may(scope) {
                throw ApiProblem(.closed, "La portée « \(scope.rawValue) » manque à cette clé.")
            }
            let json = try await handler(call(request, context, caller))
            return respond(Array(json.text.utf8), to: request)
        } catch {
            return refuse(ApiProblem(error), error, request, context)
        }
    }

    /// What is said of an address or a method that the API does not have.
    func refuse(
        _ problem: ApiProblem, _ error: any Error, _ request: Request, _ context: SiteContext
    ) -> Response {
        var reference: String?
        if problem.kind.status == 500 {
            reference = String(SessionToken(random: settings.random(32)).text.prefix(10))
            context.logger.error("\(error)", metadata: ["reference": .string(reference ?? "")])
        }
        var headers: HTTPFields = [.contentType: "application/problem+json", .cacheControl: "no-store"]
        if problem.kind == .unauthenticated { headers[.wwwAuthenticate] = "Bearer realm=\"sextant\"" }
        if problem.kind == .method { headers[.allow] = "GET, HEAD, OPTIONS" }
        if let seconds = problem.waits { headers[.retryAfter] = String(seconds) }
        let body = problem.json(instance: request.uri.path, reference: reference)
        return Response(
            status: .init(code: problem.kind.status), headers: headers,
            body: ResponseBody(byteBuffer: ByteBuffer(bytes: body)))
    }

    private func caller(_ request: Request) async throws -> ApiCaller {
        let words = (request.headers[.authorization] ?? "").split(separator: " ")
        guard words.count == 2, words[0].lowercased() == "bearer", let key = ApiKey(String(words[1])) else {
            throw ApiProblem(.unauthenticated)
        }
        do {
            return try await tokens.caller(key, now: settings.now())
        } catch let refused as ApiTokens.Refused {
            switch refused {
            case .unknown: throw ApiProblem(.unauthenticated, "Aucune organisation n'a créé cette clé.")
            case .expired: throw ApiProblem(.unauthenticated, "Cette clé a expiré : faites-en créer une autre.")
            case .revoked: throw ApiProblem(.unauthenticated, "Cette clé a été révoquée : faites-en créer une autre.")
            }
        }
    }

    private func call(_ request: Request, _ context: SiteContext, _ caller: ApiCaller) -> ApiCall {
        var parameters: [String: String] = [:]
        for (name, value) in context.parameters { parameters[String(name)] = String(value) }
        return ApiCall(
            caller: caller, query: Query(request.uri.query ?? ""), parameters: parameters, today: settings.today(),
            now: settings.now(), origin: context.origin(request, isBehindProxy: settings.isBehindProxy))
    }

    /// The body under the name of its content: what has not changed is not sent again.
    private func respond(_ bytes: [UInt8], to request: Request) -> Response {
        let tag =
            "\""
            + SHA256.hash(data: bytes).prefix(16).map { byte in
                let text = String(byte, radix: 16)
                return text.count == 1 ? "0" + text : text
            }.joined() + "\""
        let headers: HTTPFields = [
            .contentType: "application/json", .cacheControl: "private, no-cache", .eTag: tag, .vary: "Authorization",
        ]
        let known = (request.headers[.ifNoneMatch] ?? "").split(separator: ",").map { $0.trimmedSpaces }
        if known.contains(tag) || known.contains("W/\(tag)") { return Response(status: .notModified, headers: headers) }
        return Response(status: .ok, headers: headers, body: ResponseBody(byteBuffer: ByteBuffer(bytes: bytes)))
    }

    /// Whether JSON is among what the caller takes; nothing said is everything.
    static func accepts(_ headers: [String]) -> Bool {
        let ranges = headers.flatMap { $0.split(separator: ",") }.map { range -> String in
            range.split(separator: ";").first.map { $0.trimmedSpaces.lowercased() } ?? ""
        }
        let taken = ["*/*", "application/*", "application/json", "application/problem+json"]
        return ranges.isEmpty || ranges.contains(where: taken.contains)
    }
}

/// Addresses and methods under `/api` that no route has: said as the API says things, never as a page.
struct UnknownResource: RouterMiddleware {
    typealias Context = SiteContext

    let door: ApiDoor

    func handle(
        _ request: Request, context: SiteContext, next: (Request, SiteContext) async throws -> Response
    ) async throws -> Response {
        guard request.uri.path == "/api" || request.uri.path.hasPrefix("/api/") else {
            return try await next(request, context)
        }
        switch request.method {
        case .get, .head: break
        case .options:
            return Response(status: .noContent, headers: [.allow: "GET, HEAD, OPTIONS", .cacheControl: "no-store"])
        default:
            let problem = ApiProblem(.method)
            return door.refuse(problem, problem, request, context)
        }
        do {
            return try await next(request, context)
        } catch is HTTPError {
            let problem = ApiProblem(.notFound)
            return door.refuse(problem, problem, request, context)
        }
    }
}
