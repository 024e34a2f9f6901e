import CCurl
import Glibc

/// The server that takes our mail, and how to speak to it.
public struct MailServer: Hashable, Sendable {
    /// A name that its certificate bears.
    public var host: String
    /// The port of submission, 587 in general.
    public var port: Int
    /// The account; nil when the server asks for none.
    public var user: String?
    /// The password of the account.
    public var password: String?
    /// The file of the authorities that may vouch for the server; nil is the system's own.
    public var caFile: String?
    /// The longest wait for the connection, in seconds.
    public var secondsToConnect: Int
    /// The longest wait for a whole mail, in seconds.
    public var secondsForMail: Int
    /// The name by which we greet: letters, digits, dots and dashes.
    public var helo: String

    /// A server; encryption by STARTTLS and a certificate that holds are always required.
    public init(
        host: String, port: Int, user: String? = nil, password: String? = nil, caFile: String? = nil,
        secondsToConnect: Int = 10, secondsForMail: Int = 30, helo: String = "localhost"
    ) {
        self.host = host
        self.port = port
        self.user = user
        self.password = password
        self.caFile = caFile
        self.secondsToConnect = secondsToConnect
        self.secondsForMail = secondsForMail
        self.helo = helo
    }
}

/// One conversation with the mail server, kept open from mail to mail. Blocking; one thread at a time.
public final class MailRoute {
    private let server: MailServer
    private var handle: UnsafeMutableRawPointer?
    /// Whether the conversation has carried a mail.
    private var isWarm = false

    // Once a process, before any handle (libcurl manual, curl_global_init).
    private static let isReady: Bool = curl_global_init(Int(CURL_GLOBAL_DEFAULT)) == CURLE_OK

    /// Opens nothing yet.
    public init(_ server: MailServer) { self.server = server }

    deinit { curl_easy_cleanup(handle) }

    /// Hands one mail over. An address that could not be one never reaches the wire: the reader's is refused with
    /// 553 5.1.3, the sender's makes the route unusable.
    ///
    /// - Parameters:
    ///   - bytes: the mail, lines ended by CRLF.
    ///   - from: the address to which failures are reported.
    ///   - to: the reader's address.
    public func send(_ bytes: [UInt8], from: String, to: String) -> MailAnswer {
        guard MailAddress.isValid(from) else { return .unusable("the sender is not an address") }
        guard MailAddress.isValid(to) else {
            return .refused(
                MailAnswer.Reply(code: 553, enhanced: "5.1.3", text: "not an address", isOfRecipient: true))
        }
        let wasWarm = isWarm
        let answer = attempt(bytes, from: from, to: to)
        // A server may close a conversation that was idle: a new one tells whether it works.
        if case .unusable = answer, wasWarm { return attempt(bytes, from: from, to: to) }
        return answer
    }

    private func attempt(_ bytes: [UInt8], from: String, to: String) -> MailAnswer {
        guard Self.isReady, let handle = handle ?? curl_easy_init() else { return .unusable("libcurl does not start") }
        self.handle = handle
        let exchange = MailExchange(bytes)
        let reader = curl_slist_append(nil, to)
        defer { curl_slist_free_all(reader) }
        curl_easy_reset(handle)
        prepare(handle, from: from)
        _ = sextant_curl_list(handle, CURLOPT_MAIL_RCPT, reader)
        exchange.attach(to: handle)
        let code = withExtendedLifetime(exchange) { curl_easy_perform(handle) }
        isWarm = code == CURLE_OK
        if code == CURLE_OK { return .accepted(exchange.lastLine) }
        let answer = exchange.verdict(
            code: sextant_curl_answer(handle), curl: Int(code.rawValue), String(cString: curl_easy_strerror(code)))
        leave(handle)
        return answer
    }

    /// After a failure the answers of this conversation may belong to another mail than the one they come after. It is
    /// left without waiting for any: libcurl would say good-bye and give a server that hangs two minutes to answer.
    private func leave(_ handle: UnsafeMutableRawPointer) {
        let socket = sextant_curl_socket(handle)
        if socket >= 0 { _ = shutdown(socket, Int32(SHUT_RD)) }
        curl_easy_cleanup(handle)
        self.handle = nil
    }

    private func prepare(_ handle: UnsafeMutableRawPointer, from: String) {
        let texts: [(CURLoption, String?)] = [
            (CURLOPT_URL, "smtp://\(server.host):\(server.port)/\(server.helo)"), (CURLOPT_PROTOCOLS_STR, "smtp"),
            (CURLOPT_PROXY, ""), (CURLOPT_USERNAME, server.user), (CURLOPT_PASSWORD, server.password),
            (CURLOPT_CAINFO, server.caFile), (CURLOPT_MAIL_FROM, from),
        ]
        for case (let option, let text?) in texts { _ = sextant_curl_text(handle, option, text) }
        let numbers: [(CURLoption, Int)] = [
            (CURLOPT_USE_SSL, Int(CURLUSESSL_ALL.rawValue)), (CURLOPT_SSL_VERIFYPEER, 1), (CURLOPT_SSL_VERIFYHOST, 2),
            (CURLOPT_NOSIGNAL, 1), (CURLOPT_UPLOAD, 1), (CURLOPT_CONNECTTIMEOUT, server.secondsToConnect),
            (CURLOPT_TIMEOUT, server.secondsForMail),
        ]
        for (option, number) in numbers { _ = sextant_curl_number(handle, option, number) }
    }
}
