import CCurl
import Dispatch

/// Asks servers over libcurl: no redirection is followed, certificates must hold, and an answer has a largest size.
public struct CurlRoute: WebRoute {
    /// The largest answer, in bytes.
    public static let mostBytes = 20 << 20

    private let caFile: String?
    private let secondsToConnect: Int
    private let secondsForAnswer: Int

    // Once a process, before any handle (libcurl manual, curl_global_init).
    private static let isReady: Bool = curl_global_init(Int(CURL_GLOBAL_DEFAULT)) == CURLE_OK

    /// - Parameters:
    ///   - caFile: the file of the authorities that may vouch for servers; nil is the system's own.
    ///   - secondsToConnect: the longest wait for a connection.
    ///   - secondsForAnswer: the longest wait for a whole answer.
    public init(caFile: String? = nil, secondsToConnect: Int = 10, secondsForAnswer: Int = 60) {
        self.caFile = caFile
        self.secondsToConnect = secondsToConnect
        self.secondsForAnswer = secondsForAnswer
    }

    /// Whether an address may be asked: HTTPS, or HTTP on this machine.
    public static func mayAsk(_ address: String) -> Bool {
        guard address.utf8.allSatisfy({ (0x21...0x7E).contains($0) }) else { return false }
        if address.hasPrefix("https://") { return address.utf8.count > 8 }
        return ["http://127.0.0.1", "http://localhost"].contains { start in
            guard address.hasPrefix(start) else { return false }
            return ["", ":", "/"].contains(address.dropFirst(start.count).prefix(1))
        }
    }

    /// Asks one question, on a thread of its own: the conversation blocks.
    public func ask(_ request: WebRequest) async -> WebAnswer {
        await withCheckedContinuation { continuation in
            DispatchQueue.global().async { continuation.resume(returning: perform(request)) }
        }
    }

    private func perform(_ request: WebRequest) -> WebAnswer {
        guard Self.mayAsk(request.address) else { return .unheard("not an address that may be asked") }
        guard Self.isReady, let handle = curl_easy_init() else { return .unheard("libcurl does not start") }
        defer { curl_easy_cleanup(handle) }
        prepare(handle, request.address)
        var headers: UnsafeMutablePointer<curl_slist>?
        for (name, value) in request.headers.sorted(by: { $0.key < $1.key }) {
            headers = curl_slist_append(headers, "\(name): \(value)") ?? headers
        }
        defer { curl_slist_free_all(headers) }
        if headers != nil { _ = sextant_curl_list(handle, CURLOPT_HTTPHEADER, headers) }
        let form = form(handle, request.body)
        defer { curl_mime_free(form) }
        if let form { _ = sextant_curl_context(handle, CURLOPT_MIMEPOST, UnsafeMutableRawPointer(form)) }
        let answer = WebBytes()
        answer.attach(to: handle)
        let code = withExtendedLifetime(answer) { curl_easy_perform(handle) }
        guard code == CURLE_OK else {
            let words = "curl \(code.rawValue): \(String(cString: curl_easy_strerror(code)))"
            return Self.isUnheard(code) ? .unheard(words) : .unknown(words)
        }
        return .answered(status: Int(sextant_curl_answer(handle)), answer.bytes)
    }

    /// Whether a fault came before the server could hear of the question.
    private static func isUnheard(_ code: CURLcode) -> Bool {
        [
            CURLE_UNSUPPORTED_PROTOCOL, CURLE_URL_MALFORMAT, CURLE_COULDNT_RESOLVE_HOST, CURLE_COULDNT_CONNECT,
            CURLE_SSL_CONNECT_ERROR, CURLE_PEER_FAILED_VERIFICATION, CURLE_SSL_CACERT_BADFILE,
        ].contains { $0 == code }
    }

    private func prepare(_ handle: UnsafeMutableRawPointer, _ address: String) {
        let texts: [(CURLoption, String?)] = [
            (CURLOPT_URL, address), (CURLOPT_PROTOCOLS_STR, "https,http"), (CURLOPT_PROXY, ""),
            (CURLOPT_CAINFO, caFile),
        ]
        for case (let option, let text?) in texts { _ = sextant_curl_text(handle, option, text) }
        let numbers: [(CURLoption, Int)] = [
            (CURLOPT_SSL_VERIFYPEER, 1), (CURLOPT_SSL_VERIFYHOST, 2), (CURLOPT_FOLLOWLOCATION, 0),
            (CURLOPT_NOSIGNAL, 1), (CURLOPT_CONNECTTIMEOUT, secondsToConnect), (CURLOPT_TIMEOUT, secondsForAnswer),
        ]
        for (option, number) in numbers { _ = sextant_curl_number(handle, option, number) }
    }

    /// The parts of a form, which libcurl copies; nil for a question without any.
    private func form(_ handle: UnsafeMutableRawPointer, _ body: WebRequest.Body) -> OpaquePointer? {
        guard case .form(let parts) = body, let form = curl_mime_init(handle) else { return nil }
        for part in parts {
            guard let field = curl_mime_addpart(form) else { continue }
            curl_mime_name(field, part.name)
            part.bytes.withUnsafeBytes { bytes in
                _ = curl_mime_data(field, bytes.bindMemory(to: CChar.self).baseAddress, bytes.count)
            }
            if let file = part.file { curl_mime_filename(field, file) }
            if let type = part.type { curl_mime_type(field, type) }
        }
        return form
    }
}

/// The body of an answer, as libcurl hands it over.
private final class WebBytes {
    private(set) var bytes: [UInt8] = []

    func attach(to handle: UnsafeMutableRawPointer) {
        _ = sextant_curl_context(handle, CURLOPT_WRITEDATA, Unmanaged.passUnretained(self).toOpaque())
        _ = sextant_curl_transferring(handle, CURLOPT_WRITEFUNCTION) { piece, size, count, context in
            guard let piece, let context else { return 0 }
            let taken = UnsafeRawBufferPointer(start: piece, count: size * count)
            return Unmanaged<WebBytes>.fromOpaque(context).takeUnretainedValue().take(taken)
        }
    }

    /// - Returns: how many were taken; fewer than were given ends the conversation.
    private func take(_ piece: UnsafeRawBufferPointer) -> Int {
        guard bytes.count + piece.count <= CurlRoute.mostBytes else { return 0 }
        bytes.append(contentsOf: piece)
        return piece.count
    }
}
