import Access
import HTTPTypes
import Hummingbird
import Logging
import NIOCore

/// A browser without a network: hands requests to the router and reads the answers.
struct ProbeVisitor {
    private let responder: RouterResponder<SiteContext>
    private let token: SessionToken
    private let cookie: String
    private let key: ApiKey?

    /// - Parameter key: the key of a program, for the routes of the API.
    init(site: Site, token: SessionToken, key: ApiKey? = nil) {
        self.key = key
        responder = site.router().buildResponder()
        self.token = token
        cookie = "\(site.sessionCookie)=\(token.text)"
    }

    /// Asks for a path; a form carries every field that any form reads.
    func ask(
        _ rule: SiteRoutes.Rule, _ path: String, _ whose: ProbeGround.Whose, _ ground: ProbeGround
    ) async throws -> ProbeAnswer {
        var head = HTTPRequest(method: rule.method, scheme: "http", authority: "localhost", path: path)
        head.headerFields[.cookie] = cookie
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
    /// What the page says.
    let bytes: [UInt8]

    init(_ response: Response) async throws {
        status = response.status.code
        location = response.headers[.location] ?? ""
        let pages = Pages()
        try await response.body.write(PageWriter(pages: pages))
        bytes = pages.bytes
    }

    /// What it shows of somebody; the address that was asked for is no betrayal.
    func shows(_ side: ProbeGround.Side, asked: String = "") -> Set<String> {
        side.marks.found(in: bytes, asked: asked)
    }

    var isToSignIn: Bool { status == 303 && location.hasPrefix("/connexion") }
    var isRefused: Bool { [401, 403, 404, 405].contains(status) || isToSignIn }

    /// Every run of eleven digits, with or without spaces inside: RPPS numbers, as any page writes them.
    static func numbers(in bytes: [UInt8]) -> Set<String> {
        var found: Set<String> = []
        var run: [UInt8] = []
        var index = 0
        while index < bytes.count {
            let byte = bytes[index]
            if (0x30...0x39).contains(byte) {
                run.append(byte)
            } else if byte == 0xC2, index + 1 < bytes.count, bytes[index + 1] == 0xA0 {
                index += 1
            } else if !run.isEmpty {
                if run.count == 11 { found.insert(String(decoding: run, as: UTF8.self)) }
                run.removeAll(keepingCapacity: true)
            }
            index += 1
        }
        if run.count == 11 { found.insert(String(decoding: run, as: UTF8.self)) }
        return found
    }
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
