import AsyncHTTPClient
import NIOCore
import NIOHTTP1
import Vocabulary

/// The only way out to a provider: no redirect followed, sizes and times bounded, TLS always checked.
enum ProviderLine {
    /// What came back.
    struct Answer: Sendable {
        let status: Int
        let type: String
        let body: [UInt8]
    }

    /// The longest that a request may take from its first byte to the last of its answer, in seconds.
    static let longest: Int64 = 8

    // One for the process, never shut down: its connections are pooled by host, so a slow provider keeps only its own.
    private static let client: HTTPClient = {
        var configuration = HTTPClient.Configuration(
            redirectConfiguration: .disallow, timeout: .init(connect: .seconds(3), read: .seconds(5)))
        configuration.httpVersion = .http1Only
        return HTTPClient(
            eventLoopGroup: HTTPClient.defaultEventLoopGroup, configuration: configuration)
    }()

    /// Asks for an address.
    ///
    /// - Parameters:
    ///   - what: the first word of the reason when it fails.
    ///   - limit: the largest answer, in bytes.
    /// - Throws: `OpenIDFailure`.
    static func get(
        _ address: OutsideAddress, what: String, limit: Int, bearer: String? = nil
    ) async throws -> Answer {
        var request = HTTPClientRequest(url: address.text)
        request.headers.add(name: "Accept", value: "application/json, application/jwt")
        if let bearer { request.headers.add(name: "Authorization", value: "Bearer \(bearer)") }
        return try await send(request, what: what, limit: limit)
    }

    /// Posts a form.
    ///
    /// - Throws: `OpenIDFailure`.
    static func post(
        _ address: OutsideAddress, _ pairs: [(String, String)], authorization: String?, what: String, limit: Int
    ) async throws -> Answer {
        var request = HTTPClientRequest(url: address.text)
        request.method = .POST
        request.headers.add(name: "Accept", value: "application/json")
        request.headers.add(name: "Content-Type", value: "application/x-www-form-urlencoded")
        if let authorization { request.headers.add(name: "Authorization", value: authorization) }
        request.body = .bytes(Array(FormText.encode(pairs).utf8))
        return try await send(request, what: what, limit: limit)
    }

    private static func send(_ request: HTTPClientRequest, what: String, limit: Int) async throws -> Answer {
        let answer: Answer
        do {
            answer = try await inTime { try await receive(request, limit: limit) }
        } catch is NIOTooManyBytesError {
            throw OpenIDFailure("\(what)_too_large")
        } catch is TooLate {
            throw OpenIDFailure("\(what)_too_slow")
        } catch let error as HTTPClientError where [.readTimeout, .connectTimeout, .deadlineExceeded].contains(error) {
            throw OpenIDFailure("\(what)_too_slow")
        } catch {
            throw OpenIDFailure("\(what)_unreachable")
        }
        guard !(300..<400).contains(answer.status) else { throw OpenIDFailure("\(what)_redirects") }
        return answer
    }

    private static func receive(_ request: HTTPClientRequest, limit: Int) async throws -> Answer {
        let response = try await client.execute(request, timeout: .seconds(longest))
        if let length = response.headers.first(name: "Content-Length").flatMap({ Int($0) }), length > limit {
            throw NIOTooManyBytesError()
        }
        let buffer = try await response.body.collect(upTo: limit)
        let type = response.headers.first(name: "Content-Type") ?? ""
        return Answer(
            status: Int(response.status.code), type: String(type.lowercased().prefix { $0 != ";" && $0 != " " }),
            body: Array(buffer.readableBytesView))
    }

    private struct TooLate: Error {}

    /// The answer, unless the time is over first: a provider that sends a byte now and then is slow too.
    private static func inTime(_ work: @escaping @Sendable () async throws -> Answer) async throws -> Answer {
        try await withThrowingTaskGroup(of: Answer.self) { group in
            group.addTask(operation: work)
            group.addTask {
                try await Task.sleep(for: .seconds(longest))
                throw TooLate()
            }
            defer { group.cancelAll() }
            guard let answer = try await group.next() else { throw TooLate() }
            return answer
        }
    }
}

extension ProviderLine.Answer {
    /// The JSON object that it is.
    ///
    /// - Throws: `OpenIDFailure` with `what` before the reason.
    func object(_ what: String) throws -> JSON {
        guard let json = try? JSON(parsing: body), case .object = json else { throw OpenIDFailure("\(what)_malformed") }
        return json
    }
}
