import Access
import Foundation
import Hummingbird
import HummingbirdTesting
import HTTPTypes
import Letters
import NIOCore
import Postgres
import Support
import Testing
import Vocabulary

@testable import Web

/// The site of a test: a fixed day, a clock that stands still, counting randomness.
func site(
    _ database: Database, secure: Bool = false, insists: Bool = true, proxy: Bool = false, uploadLimit: Int = 1 << 20,
    secondFactor: SecondFactorRule = .demonstration, hasTypesetter: Bool = true,
    now: @escaping @Sendable () -> Int64 = { 1_795_000_000 }
) throws -> Site {
    let counter = Counter()
    var settings = SiteSettings(
        today: { day("2026-11-21") }, now: { Instant(epochSeconds: now()) },
        random: { counter.bytes($0) }, isBehindHTTPS: secure, isBehindProxy: proxy, uploadLimit: uploadLimit,
        secondFactor: secondFactor, keys: KeyRing(key: Array(0..<32)))
    settings.insistsOnSubdomains = insists
    settings.carrierHook = HookKey(secret: "secret of the tests")
    settings.hasTypesetter = hasTypesetter
    return try Site(database: database, settings: settings)
}

/// Bytes that never come twice.
private final class Counter: @unchecked Sendable {
    private let lock = NSLock()
    private var dice = Dice(state: 20_261_121)

    func bytes(_ count: Int) -> [UInt8] {
        lock.withLock { (0..<count).map { _ in UInt8.random(in: .min ... .max, using: &dice) } }
    }
}

/// A page as a browser got it.
struct Shown {
    let status: Int
    let text: String
    let headers: HTTPFields

    var location: String? { headers[.location] }

    /// The proof that the first form of the page carries.
    var proof: String {
        guard let start = text.range(of: "name=\"preuve\" value=\"") else { return "" }
        return String(text[start.upperBound...].prefix { $0 != "\"" })
    }
}

/// Keeps cookies between requests, follows nothing by itself.
final class Browser {
    let client: any TestClientProtocol
    private(set) var cookies: [String: String] = [:]

    init(_ client: any TestClientProtocol) { self.client = client }

    func get(_ url: SiteURL) async throws -> Shown { try await request(url.text, .get) }
    func get(_ path: String) async throws -> Shown { try await request(path, .get) }

    func post(_ url: SiteURL, _ fields: [(String, String)], _ more: HTTPFields = [:]) async throws -> Shown {
        let body = fields.map { "\(Query.encode($0))=\(Query.encode($1))" }.joined(separator: "&")
        return try await request(url.text, .post, type: "application/x-www-form-urlencoded", Array(body.utf8), more)
    }

    /// Sends a form that asks for something without changing anything, and follows where it leads.
    func ask(_ url: SiteURL, _ fields: [(String, String)]) async throws -> Shown {
        let answer = try await post(url, [("preuve", get(.account).proof)] + fields)
        return try await get(answer.location ?? "/")
    }

    func upload(_ url: SiteURL, _ fields: [(String, String)], file: (name: String, text: String)) async throws -> Shown
    {
        var body = fields.map { "--frontiere\r\nContent-Disposition: form-data; name=\"\($0)\"\r\n\r\n\($1)\r\n" }
            .joined()
        body += """
            --frontiere\r\nContent-Disposition: form-data; name="fichier"; filename="\(file.name)"\r\n\r\n\(file.text)\r
            --frontiere--\r\n
            """
        return try await request(url.text, .post, type: "multipart/form-data; boundary=frontiere", Array(body.utf8))
    }

    func request(
        _ path: String, _ method: HTTPRequest.Method, type: String? = nil, _ body: [UInt8] = [],
        _ more: HTTPFields = [:]
    ) async throws -> Shown {
        var headers = more
        headers[.contentType] = type
        if !cookies.isEmpty { headers[.cookie] = cookies.map { "\($0)=\($1)" }.joined(separator: "; ") }
        let response = try await client.executeRequest(
            uri: path, method: method, headers: headers, body: body.isEmpty ? nil : ByteBuffer(bytes: body))
        for cookie in response.headers[values: .setCookie] {
            let pair = cookie.split(separator: ";")[0].split(
                separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            cookies[String(pair[0])] = pair[1].isEmpty ? nil : String(pair[1])
        }
        return Shown(
            status: response.status.code, text: String(buffer: response.body), headers: response.headers)
    }

    func forget(_ cookie: String) { cookies[cookie] = nil }
    func plant(_ cookie: String, _ value: String?) { cookies[cookie] = value }

    func signIn(_ email: String, _ password: String = Browser.password) async throws -> Shown {
        let page = try await get(.signIn(next: nil))
        return try await post(
            .signIn(next: nil), [("preuve", page.proof), ("courriel", email), ("mot-de-passe", password)])
    }

    static let password = "une phrase assez longue"
}

/// Adds somebody who may sign in.
func invite(_ database: Database, _ email: String, council: String = "33", role: Role = .instructingAgent) async throws
{
    try await AddPerson(database).run(
        email: email, name: "Claire Petit", password: Browser.password, council: council, role: role,
        from: day("2026-01-01"), salt: (0..<16).map { $0 })
}

/// A browser in front of the site, on a database of its own with two councils' physicians.
func visit(_ body: @escaping @Sendable (Browser, Journey) async throws -> Void) async throws {
    try await Journey.run { journey in
        try await invite(journey.database, "agent.33@example.org")
        try await invite(journey.database, "agent.75@example.org", council: "75")
        try await invite(journey.database, "elu.33@example.org", role: .electedMember)
        try await journey.extraction([.init(.claire), .init(.hugo), .init(.ines, specialty: "SM54")])
        try await journey.roll([
            .init(.claire, ["courriel_rpps": "claire@example.org"]), .init(.hugo), .init(.ines, council: "75"),
        ])
        try await journey.accounts(AccountFeed.Action.complete(.claire))
        try await journey.nightly("2026-11-21")
        let application = try site(journey.database).application()
        try await application.test(.router) { client in try await body(Browser(client), journey) }
    }
}
