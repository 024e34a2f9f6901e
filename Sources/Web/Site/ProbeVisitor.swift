import Access
import HTTPTypes
import Hummingbird
import Logging
import NIOCore

/// A browser without a network: hands requests to the router and reads the answers.
struct ProbeVisitor {
    private let responder: RouterResponder<SiteContext>
    private let cookieName: String
    private let key: ApiKey?

    /// - Parameter key: the key of a program, for the routes of the API.
    init(site: Site, key: ApiKey? = nil) {
        self.key = key
        responder = site.router().buildResponder()
        cookieName = site.sessionCookie
    }

    /// Asks for a path in a session; a form carries every field that any form reads.
    func ask(
        _ rule: SiteRoutes.Rule, _ path: String, _ whose: ProbeGround.Whose, _ ground: ProbeGround,
        as token: SessionToken
    ) async throws -> ProbeAnswer {
        var head = HTTPRequest(method: rule.method, scheme: "http", authority: "localhost", path: path)
        head.headerFields[.cookie] = "\(cookieName)=\(token.text)"
        if let key { head.headerFields[.authorization] = "Bearer \(key.text)" }
        if let site = HTTPField.Name("Sec-Fetch-Site") { head.headerFields[site] = "same-origin" }
        var body = ByteBuffer()
        if rule.method == .post {
            head.headerFields[.contentType] = "application/x-www-form-urlencoded"
            body.writeString(ground.fields(whose, proof: token.formProof))
        }
        var logger = Logger(label: "sextant.certificate")
        logger.logLevel = .critical
        let response = try await responder.respond(
            to: Request(head: head, body: RequestBody(buffer: body)), context: SiteContext(logger: logger))
        return try await ProbeAnswer(response)
    }
}

/// What came back.
struct ProbeAnswer: Sendable {
    let status: Int
    let location: String
    private let page: ProbePage

    init(_ response: Response) async throws {
        status = response.status.code
        location = response.headers[.location] ?? ""
        let pages = Pages()
        try await response.body.write(PageWriter(pages: pages))
        page = ProbePage(pages.bytes)
    }

    /// What it shows of somebody; the address that was asked for is no betrayal.
    func shows(_ side: ProbeGround.Side, asked: String = "") -> Set<String> {
        side.marks.found(in: page, asked: asked)
    }

    var isToSignIn: Bool { status == 303 && location.hasPrefix("/connexion") }
    var isRefused: Bool { [401, 403, 404, 405].contains(status) || isToSignIn }
}

/// The bytes of a body, as they are written.
private final class Pages: @unchecked Sendable {
    var bytes: [UInt8] = []
}

private struct PageWriter: ResponseBodyWriter {
    let pages: Pages

    mutating func write(_ buffer: ByteBuffer) async throws { pages.bytes.append(contentsOf: buffer.readableBytesView) }
    consuming func finish(_ trailingHeaders: HTTPFields?) async throws {}
}
